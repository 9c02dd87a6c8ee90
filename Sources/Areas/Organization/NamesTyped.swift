import ChineseText
import Storage

/// What somebody typed to find records by their names: a part of one, or the number in it (万街303 by 303).
struct NamesTyped {
    private enum Kind {
        case name(NameQuery)
        case number(NumberInName)
    }

    private let kind: Kind

    /// Nil when there is nothing to search.
    init?(_ text: String) {
        if let number = NumberInName(text) {
            kind = .number(number)
        } else if let query = NameQuery(text.halfWidth.filter { !$0.isWhitespace }) {
            kind = .name(query)
        } else {
            return nil
        }
    }

    /// A sub-select of the records that may answer.
    func ids(in index: SearchIndex) -> SQL {
        switch kind {
        case .number(let number): index.ids(matching: [SearchTerm(number.term)])
        case .name(let query):
            SQL.list(query.alternatives.map { index.ids(matching: $0.map(SearchTerm.init)) }, separator: " UNION ")
        }
    }

    /// Nil when the name does not answer.
    func match(_ name: String) -> MatchRank? {
        switch kind {
        case .number(let number): number.match(name)
        case .name(let query): query.match(name)
        }
    }
}
