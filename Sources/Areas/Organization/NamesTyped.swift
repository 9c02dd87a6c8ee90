import ChineseText
import Storage

/// What somebody typed to find records by their names: a part of one, the number in it (万街303 by 303), or the signs in it
/// (A&B by &).
struct NamesTyped {
    private enum Kind {
        case name(NameQuery)
        case number(NumberInName)
        case signs(SignsInName)
    }

    private let kind: Kind

    /// Nil when there is nothing to search.
    init?(_ text: String) {
        if let number = NumberInName(text) {
            kind = .number(number)
        } else if let signs = SignsInName(text) {
            kind = .signs(signs)
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
        case .signs(let signs): index.ids(matching: signs.terms.map(SearchTerm.init))
        case .name(let query):
            SQL.list(query.alternatives.map { index.ids(matching: $0.map(SearchTerm.init)) }, separator: " UNION ")
        }
    }

    /// Nil when the name does not answer.
    func match(_ name: String) -> MatchRank? {
        switch kind {
        case .number(let number): number.match(name)
        case .signs(let signs): signs.match(name)
        case .name(let query): query.match(name)
        }
    }
}
