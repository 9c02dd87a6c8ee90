/// What somebody typed to find people by name: part of a name, one character, pinyin, initials, or a mixture.
///
/// Look up `alternatives` (the union of ANDs over `SearchTerms.forName`), then ask `match` of each candidate.
/// The alternatives miss no name that matches; they may select some that do not.
package struct NameQuery: Sendable {
    private let typed: TypedName
    package let alternatives: [[QueryTerm]]
    /// The same for names that rank `.whole` or `.begins`: looked up first where only so many can be looked at,
    /// so that the best are among them.
    package let beginnings: [[QueryTerm]]

    /// Nil when there is nothing to search as a name, e.g. only digits.
    package init?(_ text: String) {
        guard let typed = TypedName(text) else { return nil }
        self.typed = typed
        alternatives = QueryPlan.alternatives(for: typed)
        beginnings = QueryPlan.beginning(with: typed.signs[0], alternatives)
    }

    package var isOneLetter: Bool {
        if case .letter = typed.signs[0] { typed.signs.count == 1 } else { false }
    }

    /// Nil when the name does not answer.
    package func match(_ name: String) -> MatchRank? {
        guard let name = PersonName(name) else { return nil }
        let elements = NameElement.elements(of: name)
        let spellings = elements.map { $0.spellings.map { Array($0) } }
        var best: MatchRank?
        for start in elements.indices {
            guard let wasWhole = walk(elements, spellings, from: start) else { continue }
            let rank: MatchRank = start > 0 ? .inside : wasWhole ? .whole : .begins
            best = min(best ?? rank, rank)
            if start == 0 { break }
        }
        return best
    }

    /// Follows all readings at once: which places of the typed text can be reached after each element.
    /// True when the text named every element to its end.
    private func walk(_ elements: [NameElement], _ spellings: [[[Character]]], from start: Int) -> Bool? {
        let end = typed.signs.count
        // Place → whether some way there typed all characters in full.
        var reached: [Int: Bool] = [0: true]
        var answer: Bool?
        for index in start..<elements.count {
            var next: [Int: Bool] = [:]
            func reach(_ place: Int, _ full: Bool) { next[place] = (next[place] ?? false) || full }
            for (place, full) in reached where place < end {
                switch typed.signs[place] {
                case .han(let character):
                    if elements[index].character == character { reach(place + 1, full) }
                case .letter:
                    for spelling in spellings[index] {
                        let common = commonLength(spelling, at: place)
                        if common == 0 { continue }
                        reach(place + 1, full && spelling.count == 1)
                        if common > 1, spelling[1] == "h", "zcs".contains(spelling[0]) { reach(place + 2, false) }
                        if common == spelling.count { reach(place + common, full) }
                        if place + common == typed.runEnd[place] {
                            reach(place + common, full && common == spelling.count)
                        }
                    }
                }
            }
            if let full = next[end] { answer = (answer ?? false) || full && index == elements.count - 1 }
            next[end] = nil
            if next.isEmpty { break }
            reached = next
        }
        return answer
    }

    private func commonLength(_ spelling: [Character], at place: Int) -> Int {
        var length = 0
        while length < spelling.count, place + length < typed.runEnd[place],
            typed.signs[place + length] == .letter(spelling[length])
        {
            length += 1
        }
        return length
    }
}
