/// Digits typed for a number in a name: 303 for 万街303. A `NameQuery` takes digits alone for no name.
package struct NumberInName: Sendable {
    private let digits: String

    private static let longest = 20

    /// Nil when something else than digits was typed, or none.
    package init?(_ text: String) {
        let digits = text.halfWidth.filter { !$0.isWhitespace }
        guard (1...Self.longest).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return nil
        }
        self.digits = digits
    }

    /// What to look up over `SearchTerms.forName`; misses no name that matches.
    package var term: QueryTerm { .prefix("p" + digits) }

    /// Nil when no word of the name begins so.
    package func match(_ name: String) -> MatchRank? {
        guard let name = PersonName(name) else { return nil }
        let elements = NameElement.elements(of: name)
        let places = elements.indices.filter { index in
            elements[index].isWord && elements[index].readings.contains { $0.hasPrefix(digits) }
        }
        guard let first = places.first else { return nil }
        if first > 0 { return .inside }
        return elements.count == 1 && elements[0].readings.contains(digits) ? .whole : .begins
    }
}
