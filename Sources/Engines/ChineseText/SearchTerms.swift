/// The words under which a full-text engine files a name. Each begins with a letter for its kind:
///
/// - `c王` a character, `b王小` two neighbours;
/// - `pwangxiao` the pinyin of two neighbours (and of the last character alone), in every combination of readings;
/// - `nwangx` a character's pinyin and its neighbour's letter;
/// - `lw` the first letter of a character, `iwx` of two neighbours, `m王x` a character and its neighbour's letter;
/// - `twa`, `twan`, `twang` the beginnings of a character's pinyin, so that letters typed for one are a word to look up
///   and not the beginning of thousands (not of rare names);
/// - `f王`, `fw` what the name begins with;
/// - `s2b` a sign, by its number (`forTitle` only);
/// - `zwa` on the few names with words in other letters or of five and more characters: two letters with which
///   something typed for a part of it can begin. Such names are asked for more broadly.
package enum SearchTerms {
    /// Changes whenever the terms of some name change, so that whoever stores them knows to file all names again.
    package static let version = 3

    /// The same for `forTitle`.
    package static let versionOfTitles = "\(version).1"

    /// For the names of units, enterprises and the like, which hold signs: a term beginning with `s` for each.
    package static func forTitle(_ name: String) -> Set<String> { forName(name).union(SignsInName.terms(of: name)) }

    /// About two dozen terms for a name of three characters.
    package static func forName(_ name: String) -> Set<String> {
        guard let name = PersonName(name) else { return [] }
        let elements = NameElement.elements(of: name)
        var terms: Set<String> = []
        let isRare = isRare(elements)
        for (index, element) in elements.enumerated() {
            if index == 0 { terms.formUnion(firsts(element)) }
            let next = index + 1 < elements.count ? elements[index + 1] : nil
            element.initials.forEach { terms.insert("l\($0)") }
            if !isRare { terms.formUnion(element.readings.flatMap(beginnings)) }
            if let character = element.character {
                terms.insert("c\(character)")
                if let other = next?.character { terms.insert("b\(character)\(other)") }
                next?.initials.forEach { terms.insert("m\(character)\($0)") }
            }
            let followers = next.map { $0.readings.isEmpty ? [""] : $0.readings } ?? [""]
            for reading in element.readings {
                next?.initials.forEach { terms.insert(Self.neighbour(reading, $0)) }
                for follower in followers {
                    terms.insert("p" + FoldedLetters.indexed(reading + follower))
                    if isRare { terms.formUnion(rareStarts(reading, follower)) }
                }
            }
            for first in element.initials {
                next?.initials.forEach { terms.insert("i\(first)\($0)") }
            }
        }
        return terms
    }

    private static func firsts(_ element: NameElement) -> [String] {
        element.initials.map { first($0) } + (element.character.map { [first($0)] } ?? [])
    }

    private static func beginnings(of reading: String) -> [String] {
        let whole = FoldedLetters.indexed(reading)
        return whole.count < 2 ? [] : (2...whole.count).map { "t" + whole.prefix($0) }
    }

    /// What is filed for letters that are one character's, from the first on.
    static func beginning(_ letters: String) -> String {
        let folded = FoldedLetters.indexed(letters)
        return (folded.count < 2 ? "l" : "t") + folded
    }

    /// What is filed for a whole syllable before a character whose reading begins with a letter.
    static func neighbour(_ syllable: String, _ letter: Character) -> String {
        "n\(FoldedLetters.indexed(syllable))\(letter)"
    }

    /// Filed under names that begin so, with the character or a letter of its reading.
    static func first(_ sign: Character) -> String { "f\(sign)" }

    /// What is looked up among rare names when a run of letters begins so.
    static func rare(_ letters: String) -> String { "z" + FoldedLetters.indexed(String(letters.prefix(2))) }

    /// The first letters may be one character's or word's own, or the initials of two.
    private static func rareStarts(_ reading: String, _ follower: String) -> [String] {
        let whole = FoldedLetters.indexed(reading + follower)
        return [
            "z" + whole.prefix(1), "z" + whole.prefix(2), rare("\(reading.prefix(1))\(follower.prefix(1))"),
        ]
    }

    /// The most characters of a name that is not rare.
    static let commonLength = 4

    static func isRare(_ elements: [NameElement]) -> Bool {
        elements.count > commonLength || elements.contains(where: \.isWord)
    }
}

/// One word to look up in the engine.
package enum QueryTerm: Hashable, Sendable {
    /// The whole word.
    case word(String)
    /// Any word that begins so.
    case prefix(String)

    /// Whether terms of a name answer to it.
    package func selects(_ terms: Set<String>) -> Bool {
        switch self {
        case .word(let word): terms.contains(word)
        case .prefix(let start): terms.contains { $0.hasPrefix(start) }
        }
    }
}

/// How well a name answers; better sorts first.
package enum MatchRank: Int, Comparable, Sendable {
    case whole, begins, inside

    package static func < (a: MatchRank, b: MatchRank) -> Bool { a.rawValue < b.rawValue }
}
