import Foundation

/// One piece of a name as a searcher sees it: a Chinese character with its readings, or a word in other letters.
struct NameElement: Sendable {
    /// Nil for a word.
    let character: Character?
    /// Without tones, ü as v, the fitting one first; a word reads as itself. Empty for a character nobody can read.
    let readings: [String]

    /// For sorting: the first reading, else the character itself.
    var customary: String { readings.first ?? character.map(String.init) ?? "" }

    var isWord: Bool { character == nil }

    /// What may be typed for the whole element, in letters.
    var spellings: [String] {
        guard isWord else { return readings.flatMap(Pinyin.spellings(of:)) }
        // A word with ü is written with u here and may be typed with v.
        return readings
    }

    /// The letters that can stand for it when only the first is typed.
    var initials: Set<Character> { Set(readings.compactMap(\.first)) }

    static func elements(of name: PersonName) -> [NameElement] {
        var elements: [NameElement] = []
        var word: [Unicode.Scalar] = []
        func endWord() {
            guard !word.isEmpty else { return }
            let text = FoldedLetters.text(of: word)
            if !text.isEmpty { elements.append(NameElement(character: nil, readings: text.readings)) }
            word = []
        }
        for character in name.text {
            let scalars = character.unicodeScalars
            if let scalar = scalars.first, scalar.isHan {
                endWord()
                // A variation selector changes the drawing, not the character.
                let bare = Character(scalar)
                elements.append(NameElement(character: bare, readings: Pinyin.readings(of: bare)))
            } else if scalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) {
                word.append(contentsOf: scalars)
            } else if character != "'" && character != "’" && character != "-" {
                endWord()
            }
        }
        endWord()
        return withSurnameReadings(elements, length: name.surnameLength)
    }

    private static func withSurnameReadings(_ elements: [NameElement], length: Int) -> [NameElement] {
        let surname = elements.prefix(length).compactMap(\.character)
        guard surname.count == length, let known = Surnames.readings[String(surname)] else { return elements }
        var result = elements
        for (index, special) in known.enumerated() where index < result.count {
            let others = result[index].readings.filter { !special.contains($0) }
            result[index] = NameElement(character: result[index].character, readings: special + others)
        }
        return result
    }
}

/// Letters made comparable: lower case, without accents and tones, ü as v in pinyin and u in words.
enum FoldedLetters {
    struct Text {
        var withV: String
        var withU: String
        var isEmpty: Bool { withU.isEmpty }
        var readings: [String] { withU == withV ? [withU] : [withU, withV] }
    }

    static func text(of scalars: [Unicode.Scalar]) -> Text {
        var text = Text(withV: "", withU: "")
        let whole = String(String.UnicodeScalarView(scalars)).lowercased()
        for scalar in whole.decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.value == 0x308, text.withU.last == "u" {
                text.withV.removeLast()
                text.withV.append("v")
            } else if scalar.properties.isAlphabetic && !scalar.properties.isDiacritic || scalar.isDigit {
                text.withV.unicodeScalars.append(scalar)
                text.withU.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// The form under which pinyin is indexed: lv, lu and lyu become lu. A beginning folds to a beginning.
    static func indexed(_ letters: String) -> String {
        var result = ""
        for letter in letters {
            if letter == "y", result.last == "l" || result.last == "n" { continue }
            result.append(letter == "v" ? "u" : letter)
        }
        return result
    }
}
