/// From typed text to few, narrow look-ups that miss nothing.
///
/// Common names (Chinese characters only, at most four) are found by cutting the letters into at most four
/// characters in every possible way; each cut is an AND of terms about neighbours. The few rare names are found by
/// what is certain of any cut: the characters, and with which letters each run begins.
enum QueryPlan {
    /// One cut of the text: what stands for each character.
    enum Piece: Equatable {
        case han(Character)
        /// A whole syllable with letters after it in the same run.
        case syllable(String)
        /// A first letter, or zh, ch, sh, with letters after it in the same run.
        case initial(String)
        /// The last letters of a run: a syllable or a beginning of one.
        case tail(String)

        var letters: String {
            switch self {
            case .han: ""
            case .syllable(let letters), .initial(let letters), .tail(let letters): letters
            }
        }
    }

    /// Above this many ways a cut only says how it begins.
    static let most = 16

    static func alternatives(for typed: TypedName) -> [[QueryTerm]] {
        let cuts = cuts(of: typed)
        let rare = [rareWay(of: typed)]
        var ways = narrowed(cuts.map { terms($0) } + rare)
        if ways.count > most { ways = narrowed(cuts.map { terms($0.prefix(3)) } + rare) }
        if ways.count > most { ways = narrowed(cuts.map { terms($0.prefix(2)) } + rare) }
        return ways.map { $0.sorted { describe($0) < describe($1) } }
    }

    /// The same for names that begin so. What is filed of a first sign goes without saying then: each term more is
    /// a list of thousands to walk along.
    static func beginning(with first: TypedName.Sign, _ ways: [[QueryTerm]]) -> [[QueryTerm]] {
        let anchor = QueryTerm.word(SearchTerms.first(first.character))
        let implied: Set<QueryTerm> = [.word("l\(first.character)"), .word("c\(first.character)")]
        return narrowed(ways.map { Set($0).subtracting(implied).union([anchor]) })
            .map { $0.sorted { describe($0) < describe($1) } }
    }

    // MARK: Rare names

    private static func rareWay(of typed: TypedName) -> Set<QueryTerm> {
        neighbours(in: typed).union(typed.runs.map { .word(SearchTerms.rare($0)) })
    }

    private static func neighbours(in typed: TypedName) -> Set<QueryTerm> {
        var terms: Set<QueryTerm> = []
        for (index, sign) in typed.signs.enumerated() {
            guard case .han(let character) = sign else { continue }
            if index + 1 < typed.signs.count, case .han(let next) = typed.signs[index + 1] {
                terms.insert(.word("b\(character)\(next)"))
            } else if index > 0, case .han = typed.signs[index - 1] {
                continue
            } else {
                terms.insert(.word("c\(character)"))
            }
        }
        return terms
    }

    // MARK: Cuts

    private static func cuts(of typed: TypedName) -> [[Piece]] {
        var found: [[Piece]] = []
        func cut(from place: Int, _ pieces: [Piece]) {
            if place == typed.signs.count { found.append(pieces); return }
            if pieces.count == SearchTerms.commonLength { return }
            guard let letters = typed.letters(from: place) else {
                if case .han(let character) = typed.signs[place] { cut(from: place + 1, pieces + [.han(character)]) }
                return
            }
            if Pinyin.beginnings.contains(letters) { cut(from: typed.runEnd[place], pieces + [.tail(letters)]) }
            for length in 1..<max(letters.count, 1) where length <= 7 {
                let head = String(letters.prefix(length))
                if Pinyin.syllables.contains(head) { cut(from: place + length, pieces + [.syllable(head)]) }
                if length == 1 ? Pinyin.beginnings.contains(head) : ["zh", "ch", "sh"].contains(head) {
                    cut(from: place + length, pieces + [.initial(head)])
                }
            }
        }
        if !typed.runs.isEmpty { cut(from: 0, []) }
        return found
    }

    /// What must be filed under a name that this cut, or a cut that begins so, fits.
    private static func terms(_ cut: some Collection<Piece>) -> Set<QueryTerm> {
        let pieces = Array(cut)
        var terms: Set<QueryTerm> = []
        var isCovered = Array(repeating: false, count: pieces.count)
        for index in pieces.indices.dropLast() {
            let here = pieces[index], next = pieces[index + 1]
            switch (here, next) {
            case (.han(let a), .han(let b)):
                terms.insert(.word("b\(a)\(b)"))
                isCovered[index] = true
                isCovered[index + 1] = true
            case (.han(let a), _):
                terms.insert(.word("m\(a)\(next.letters.prefix(1))"))
                isCovered[index] = true
                if next.letters.count == 1 { isCovered[index + 1] = true }
            case (.syllable(let a), .syllable(let b)):
                terms.insert(.word("p" + FoldedLetters.indexed(a + b)))
                isCovered[index] = true
                isCovered[index + 1] = true
            case (_, .han): break
            case (.syllable(let a), _):
                terms.insert(.word(SearchTerms.neighbour(a, next.letters.first!)))
                isCovered[index] = true
                if next.letters.count == 1 { isCovered[index + 1] = true }
            default:
                terms.insert(.word("i\(here.letters.prefix(1))\(next.letters.prefix(1))"))
                if here.letters.count == 1 { isCovered[index] = true }
                if next.letters.count == 1 { isCovered[index + 1] = true }
            }
        }
        for (piece, covered) in zip(pieces, isCovered) where !covered {
            switch piece {
            case .han(let character): terms.insert(.word("c\(character)"))
            default: terms.insert(.word(SearchTerms.beginning(piece.letters)))
            }
        }
        return terms
    }

    // MARK: Tidying

    /// Drops ways that ask for all that another asks and more.
    private static func narrowed(_ ways: [Set<QueryTerm>]) -> [Set<QueryTerm>] {
        var kept: [Set<QueryTerm>] = []
        for way in ways where !kept.contains(where: { implies(way, $0) }) {
            kept.removeAll { implies($0, way) }
            kept.append(way)
        }
        return kept
    }

    /// Every name that `way` selects is selected by `other` too.
    private static func implies(_ way: Set<QueryTerm>, _ other: Set<QueryTerm>) -> Bool {
        other.allSatisfy { wanted in
            if way.contains(wanted) { return true }
            guard case .prefix(let start) = wanted else { return false }
            return way.contains { term in
                switch term {
                case .word(let text), .prefix(let text): text.hasPrefix(start)
                }
            }
        }
    }

    private static func describe(_ term: QueryTerm) -> String {
        switch term {
        case .word(let text): text
        case .prefix(let text): text + "*"
        }
    }
}
