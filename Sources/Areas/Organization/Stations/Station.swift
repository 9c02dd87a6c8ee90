import Core
import Storage

/// A service station: where a team of the union is to be found. One outside the city lies in the tree with the unit
/// that sends it, and says in words where it is.
package struct Station: Sendable {
    package let id: Identifier
    package let name: String
    package let place: Place
    /// 云南省昆明市; nil: in the city.
    package let region: String?
    /// The place in words: 漕河泾聚鑫园 3 号楼底层.
    package let address: String
    /// 万街303
    package let teamName: String?
    package let offers: String?
    /// The person who answers for it.
    package let keeper: Identifier?
    package let openedOn: Day
    package let closedOn: Day?
    package let closeReason: String?
    package let version: Int

    package var isClosed: Bool { closedOn != nil }
    package var isOutside: Bool { region != nil }

    static let columns: SQL = """
        t.id, t.name, t.unit_id, t.district_id, t.scope_key, t.region, t.address, t.team_name, t.offers, t.keeper_id,
        t.opened_on, t.closed_on, t.close_reason, t.version
        """

    static let scopeColumns = Scope.Columns(key: "t.scope_key", district: "t.district_id")

    init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        place = try Place(row: row)
        region = try row["region"]
        address = try row["address"]
        teamName = try row["team_name"]
        offers = try row["offers"]
        keeper = try row["keeper_id"]
        openedOn = try row["opened_on"]
        closedOn = try row["closed_on"]
        closeReason = try row["close_reason"]
        version = try row["version"]
    }
}

package enum StationStore {
    package static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> Station? {
        try tx.first(
            """
            SELECT \(Station.columns) FROM stations t
            WHERE t.id = \(id) AND \(scope.predicate(Station.scopeColumns))
            """, Station.init(row:))
    }

    /// How many were open at the end of a day, at a place and below it as far as the scope goes.
    package static func count(below place: Place?, asOf day: Day, _ scope: Scope, _ tx: Transaction) throws -> Int {
        var conditions: [SQL] = [
            scope.predicate(Station.scopeColumns), "t.opened_on <= \(day)",
            "t.closed_on IS NULL OR t.closed_on > \(day)",
        ]
        if let place { conditions.append(Scope(roots: [place]).predicate(Station.scopeColumns)) }
        return try tx.value("SELECT COUNT(*) FROM stations t WHERE \(SQL.all(conditions))") ?? 0
    }

    /// The open ones of a person: she hands them over before she leaves.
    static func kept(by person: Identifier, _ tx: Transaction) throws -> [Station] {
        try tx.all(
            """
            SELECT \(Station.columns) FROM stations t WHERE t.keeper_id = \(person) AND t.closed_on IS NULL
            ORDER BY t.name_key, t.id
            """, Station.init(row:))
    }

    static func move(_ id: Identifier, from: Place, to place: Place, on day: Day, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE stations SET unit_id = \(place.unit), district_id = \(place.district), scope_key = \(place.key),
                version = version + 1, updated_at = \(act.now)
            WHERE id = \(id)
            """)
        try act.tx.execute(
            """
            INSERT INTO station_moves (id, station_id, from_unit_id, to_unit_id, moved_on, moved_by, moved_at)
            VALUES (\(act.newIdentifier()), \(id), \(from.unit), \(place.unit), \(day), \(act.actor.account), \(act.now))
            """)
    }
}
