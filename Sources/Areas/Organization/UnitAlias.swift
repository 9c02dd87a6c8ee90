import Core
import Storage

/// A spelling that an officer has matched once to a unit of a district. It is never guessed, only remembered.
package struct UnitAlias: Sendable {
    package let id: Identifier
    package let district: Identifier
    /// As it stood in the roster.
    package let alias: String
    package let unit: Identifier
    package let unitName: String
    package let confirmedBy: Identifier?
    package let confirmedAt: Instant

    /// It counts for whoever imports for this subtree or a part of it: the district, or what its confirmer answers for.
    package let reach: ScopeKey

    let place: Place
    let spelling: String

    static let columns: SQL = """
        a.id, a.district_id, a.alias, a.spelling, a.unit_id, a.scope_key, a.reach_key, a.confirmed_by,
        a.confirmed_at, u.name AS unit_name
        """

    init(row: Row) throws {
        id = try row["id"]
        district = try row["district_id"]
        alias = try row["alias"]
        spelling = try row["spelling"]
        unit = try row["unit_id"]
        unitName = try row["unit_name"]
        confirmedBy = try row["confirmed_by"]
        confirmedAt = try row["confirmed_at"]
        place = try Place(row: row)
        reach = try row["reach_key"]
    }
}

package enum AliasStore {
    private static let columns = Scope.Columns(
        key: "a.scope_key", district: "a.district_id", record: ("unit", "a.unit_id"))

    /// The alias, if its unit lies in the scope and nobody has had it forgotten.
    static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> UnitAlias? {
        try tx.first(
            """
            SELECT \(UnitAlias.columns) FROM unit_aliases a JOIN units u ON u.id = a.unit_id
            WHERE a.id = \(id) AND a.forgotten_at IS NULL AND \(scope.predicate(columns))
            """, UnitAlias.init(row:))
    }

    /// What this spelling means in a district, to whom ever; the widest reach first.
    static func known(_ spelling: String, in district: Identifier, _ tx: Transaction) throws -> [UnitAlias] {
        try tx.all(
            """
            SELECT \(UnitAlias.columns) FROM unit_aliases a JOIN units u ON u.id = a.unit_id
            WHERE a.district_id = \(district) AND a.spelling = \(spelling) AND a.forgotten_at IS NULL
            ORDER BY length(a.reach_key), a.id
            """, UnitAlias.init(row:))
    }

    /// Those of the units at and below one, newest first.
    static func page(
        below unit: Unit, _ scope: Scope, before id: Identifier?, size: Int, _ tx: Transaction
    ) throws -> (aliases: [UnitAlias], hasMore: Bool) {
        var conditions: [SQL] = [
            "a.scope_key >= \(unit.place.key) AND a.scope_key < \(unit.place.key.end)", "a.forgotten_at IS NULL",
            scope.predicate(columns),
        ]
        if let id { conditions.append("a.id < \(id)") }
        let found = try tx.all(
            """
            SELECT \(UnitAlias.columns) FROM unit_aliases a JOIN units u ON u.id = a.unit_id
            WHERE \(SQL.all(conditions)) ORDER BY a.id DESC LIMIT \(size + 1)
            """, UnitAlias.init(row:))
        return (Array(found.prefix(size)), found.count > size)
    }

    static func count(below unit: Unit, _ scope: Scope, _ tx: Transaction) throws -> Int {
        let conditions: [SQL] = [
            "a.scope_key >= \(unit.place.key) AND a.scope_key < \(unit.place.key.end)", "a.forgotten_at IS NULL",
            scope.predicate(columns),
        ]
        return try tx.value("SELECT COUNT(*) FROM unit_aliases a WHERE \(SQL.all(conditions))") ?? 0
    }

    /// How these were written, the forgotten ones too; for stories.
    static func spellings(_ ids: [Identifier], _ tx: Transaction) throws -> [Identifier: String] {
        let rows = try tx.all("SELECT id, alias FROM unit_aliases WHERE id IN \(list: Set(ids).sorted())") { row in
            (try row["id"] as Identifier, try row["alias"] as String)
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    static func insert(
        _ id: Identifier, _ alias: String, spelling: String, of unit: Place, reach: ScopeKey, _ act: Act
    ) throws {
        try act.tx.execute(
            """
            INSERT INTO unit_aliases
                (id, district_id, alias, spelling, unit_id, scope_key, reach_key, confirmed_by, confirmed_at)
            VALUES (\(id), \(unit.district), \(alias), \(spelling), \(unit.unit), \(unit.key), \(reach),
                    \(act.actor.account), \(act.now))
            """)
    }

    static func forget(_ id: Identifier, because reason: String, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE unit_aliases SET forgotten_by = \(act.actor.account), forgotten_at = \(act.now),
                forgotten_why = \(reason)
            WHERE id = \(id) AND forgotten_at IS NULL
            """)
    }
}
