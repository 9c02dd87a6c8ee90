import Foundation

/// What was typed, as characters and letters with the places where a new character must begin.
struct TypedName: Sendable {
    enum Sign: Equatable, Sendable {
        case han(Character)
        case letter(Character)

        var character: Character {
            switch self {
            case .han(let character), .letter(let character): character
            }
        }
    }

    private(set) var signs: [Sign] = []
    /// For each sign: the end of its run of letters (no space, apostrophe or Chinese character in between).
    private(set) var runEnd: [Int] = []

    static let longest = 60

    /// Nil when it holds no letter and no Chinese character, mostly digits (a number is searched elsewhere), or
    /// is longer than any name.
    init?(_ text: String) {
        var pieces: [[Sign]] = []
        var run: [Unicode.Scalar] = []
        func endRun() {
            let letters = FoldedLetters.text(of: run).withV
            if !letters.isEmpty { pieces.append(letters.map(Sign.letter)) }
            run = []
        }
        var digits = 0, letters = 0
        for scalar in text.halfWidth.lowercased().precomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.isHan {
                endRun()
                pieces.append([.han(Character(scalar))])
                letters += 2
            } else if scalar.properties.isAlphabetic || scalar.isDigit {
                if scalar.isDigit { digits += 1 } else { letters += 1 }
                run.append(scalar)
            } else if scalar.properties.generalCategory == .nonspacingMark {
                // An accent typed as a mark of its own belongs to the letter before it.
                if !run.isEmpty { run.append(scalar) }
            } else {
                endRun()
            }
        }
        endRun()
        guard letters > digits, !pieces.isEmpty else { return nil }
        for piece in pieces {
            runEnd += Array(repeating: signs.count + piece.count, count: piece.count)
            signs += piece
        }
        guard signs.count <= Self.longest else { return nil }
    }

    var characters: [Character] {
        signs.compactMap { if case .han(let character) = $0 { character } else { nil } }
    }

    /// The letters from a place to the end of their run; nil at a Chinese character.
    func letters(from start: Int) -> String? {
        var letters = ""
        for sign in signs[start..<runEnd[start]] {
            guard case .letter(let letter) = sign else { return nil }
            letters.append(letter)
        }
        return letters
    }

    /// The runs of letters, in order.
    var runs: [String] {
        var runs: [String] = []
        var place = 0
        while place < signs.count {
            if let letters = letters(from: place) { runs.append(letters) }
            place = runEnd[place]
        }
        return runs
    }
}
