import ChineseText
import Core
import Storage

/// What a list of stations is narrowed to.
package struct StationFilter: Sendable {
    package enum Where: String, Sendable, CaseIterable, Encodable { case inside, outside }
    package enum State: String, Sendable, CaseIterable, Encodable { case open, closed, all }

    package var place: Place?
    package var location: Where?
    package var state: State
    package var text: String?

    package init(place: Place? = nil, location: Where? = nil, state: State = .open, text: String? = nil) {
        self.place = place
        self.location = location
        self.state = state
        self.text = text
    }

    func conditions(_ scope: Scope) -> [SQL] {
        var all: [SQL] = [scope.predicate(Station.scopeColumns)]
        if let place { all.append(Scope(roots: [place]).predicate(Station.scopeColumns)) }
        switch location {
        case .inside: all.append("t.region IS NULL")
        case .outside: all.append("t.region IS NOT NULL")
        case nil: break
        }
        switch state {
        case .open: all.append("t.closed_on IS NULL")
        case .closed: all.append("t.closed_on IS NOT NULL")
        case .all: break
        }
        return all
    }
}

extension StationStore {
    static let order = NameOrder(table: "stations", alias: "t", columns: Station.columns)
    /// So many are looked at; names that share more than that need more letters.
    private static let mostCandidates = 1000

    /// The first page of a list.
    package static func pageQuery(_ filter: StationFilter, _ scope: Scope, size: Int) -> SQL {
        order.query(filter.conditions(scope), size + 1)
    }

    /// By part of the name or the team's, pinyin, initials or a number in it, best first.
    package static func search(
        _ text: String, _ filter: StationFilter, _ scope: Scope, _ tx: Transaction
    ) throws -> [Station] {
        guard let query = NamesTyped(text) else { return [] }
        let found = try tx.all(
            order.query(
                filter.conditions(scope) + ["t.id IN (\(query.ids(in: StationSchema.search)))"], mostCandidates),
            Station.init(row:))
        let ranked = found.compactMap { station -> (Station, MatchRank)? in
            [station.teamName, station.name].compactMap { $0 }.compactMap(query.match).min().map { (station, $0) }
        }
        return ranked.enumerated().sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }.map(\.element.0)
    }

    static func index(_ id: Identifier, _ words: StationWording, _ tx: Transaction) throws {
        try tx.file(id, [words.name, words.teamName], in: StationSchema.search)
    }
}
