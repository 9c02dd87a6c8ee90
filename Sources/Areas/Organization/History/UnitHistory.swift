import Core
import Storage

/// A unit as it stood on a past day.
package struct UnitThen: Sendable, Hashable {
    package let id: Identifier
    package let parent: Identifier?
    package let kind: UnitKind
    package let name: String
    package let placeName: String
    /// District and key of then: a subtree of then is one range of these keys, which are never used twice.
    package let place: Place
    /// Since when it stood like this; `UnitHistory.always` where nobody knows.
    package let fromDay: Day

    static let columns: SQL = """
        h.unit_id, h.from_day, h.to_day, h.name, h.name_key, h.place_name, h.kind, h.parent_id, h.district_id,
        h.scope_key
        """

    init(row: Row) throws {
        id = try row["unit_id"]
        parent = try row["parent_id"]
        kind = try row["kind"]
        name = try row["name"]
        placeName = try row["place_name"]
        place = try Place(row: row)
        fromDay = try row["from_day"]
    }
}

/// How the tree stood: for each unit rows from a day to a day, written by every command that changes a unit. A day counts
/// as it stood in the evening.
///
/// What somebody may see is asked of the tree as it is today, in every question here: whoever is given a unit today reads
/// its past, and whoever has lost it does not. Names and keys are those of then.
package enum UnitHistory {
    /// From when a unit stands whose first day nobody has written down.
    package static let always = Day(number: -719_162)

    static let migrations = [
        Migration(
            "organization-history-1",
            [
                """
                CREATE TABLE unit_history (
                    unit_id \(type: .integer) NOT NULL REFERENCES units (id),
                    from_day \(type: .text) NOT NULL,
                    to_day \(type: .text),
                    name \(type: .text) NOT NULL,
                    name_key \(type: .text) NOT NULL,
                    place_name \(type: .text) NOT NULL,
                    kind \(type: .text) NOT NULL,
                    parent_id \(type: .integer),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    PRIMARY KEY (unit_id, from_day),
                    CONSTRAINT unit_history_days CHECK (to_day IS NULL OR to_day >= from_day)
                )\(SQL.tableOptions)
                """,
                "CREATE UNIQUE INDEX unit_history_present ON unit_history (unit_id) WHERE to_day IS NULL",
                "CREATE INDEX unit_history_by_name ON unit_history (name_key, unit_id)",
                "CREATE INDEX unit_history_by_scope ON unit_history (scope_key, from_day)",
                "CREATE INDEX unit_history_by_parent ON unit_history (parent_id)",
                """
                INSERT INTO unit_history
                    (unit_id, from_day, name, name_key, place_name, kind, parent_id, district_id, scope_key)
                SELECT id, COALESCE(opened_on, '0001-01-01'), name, name_key, place_name, kind, parent_id, district_id,
                    scope_key
                FROM units WHERE closed_on IS NULL
                """,
            ])
    ]

    static let invariants = [
        Invariant(
            "history: a unit in use stands as it is now, a closed one no longer",
            """
            SELECT u.id FROM units u LEFT JOIN unit_history h ON h.unit_id = u.id AND h.to_day IS NULL
            WHERE (u.closed_on IS NULL AND h.unit_id IS NULL) OR (u.closed_on IS NOT NULL AND h.unit_id IS NOT NULL)
               OR h.name <> u.name OR h.place_name <> u.place_name OR h.kind <> u.kind
               OR (h.unit_id IS NOT NULL AND COALESCE(h.parent_id, 0) <> COALESCE(u.parent_id, 0))
               OR h.district_id <> u.district_id OR h.scope_key <> u.scope_key
            """),
        Invariant(
            "history: a unit stands in one way at a time",
            """
            SELECT a.unit_id FROM unit_history a
            JOIN unit_history b ON b.unit_id = a.unit_id AND b.from_day > a.from_day
            WHERE a.to_day IS NULL OR a.to_day >= b.from_day
            """),
    ]

    // MARK: - Asking

    /// The condition on a row of `unit_history` that it held on a day; for figures and lists that join it by `unit_id`.
    ///
    /// - Parameter table: how the statement calls it: `h`.
    package static func held(_ table: SQL, on day: Day) -> SQL {
        "\(table).from_day <= \(day) AND (\(table).to_day IS NULL OR \(table).to_day >= \(day))"
    }

    /// The unit as it stood; nil where it lies outside the scope of today, or did not stand.
    package static func unit(_ id: Identifier, asOf day: Day, _ scope: Scope, _ tx: Transaction) throws -> UnitThen? {
        try select(["h.unit_id = \(id)"], day, scope, order: "h.unit_id", limit: 1, tx).first
    }

    /// The units that stood at and below one, or all, in the order of the tree of then.
    ///
    /// - Parameter whole: where it lay then: `unit(_:asOf:)`'s `place`. nil: everything in the scope.
    package static func units(
        below whole: Place?, asOf day: Day, _ scope: Scope, _ tx: Transaction, limit: Int = 100_000
    ) throws -> [UnitThen] {
        let range: [SQL] = whole.map { ["h.scope_key >= \($0.key) AND h.scope_key < \($0.key.end)"] } ?? []
        return try select(range, day, scope, order: "h.scope_key", limit: limit, tx)
    }

    /// What lay directly below these units, offices first, by name.
    static func children(
        of parents: [Identifier], asOf day: Day, _ scope: Scope, _ tx: Transaction, limit: Int
    ) throws -> [UnitThen] {
        try select(["h.parent_id IN \(list: parents)"], day, scope, order: byRank, limit: limit, tx)
    }

    /// Where a visitor's part of the tree of then begins: what lay in nothing that she sees.
    static func roots(asOf day: Day, _ scope: Scope, _ tx: Transaction, limit: Int) throws -> [UnitThen] {
        let seen = scope.predicate(.init(key: "p.scope_key", district: "p.district_id"))
        return try select(
            [
                """
                NOT EXISTS (SELECT 1 FROM unit_history hp JOIN units p ON p.id = hp.unit_id
                    WHERE hp.unit_id = h.parent_id AND \(held("hp", on: day)) AND \(seen))
                """
            ], day, scope, order: "h.scope_key", limit: limit, tx)
    }

    /// The units above it then, from the root down. What a unit lies in is part of its name: without scope.
    static func ancestors(of unit: UnitThen, asOf day: Day, _ tx: Transaction) throws -> [UnitThen] {
        try select(
            ["h.scope_key IN \(list: Array(unit.place.key.path.dropLast()))"], day, .everything, order: "h.scope_key",
            limit: 100, tx)
    }

    /// What these were called then, wherever they lay.
    static func named(_ ids: [Identifier], asOf day: Day, _ tx: Transaction) throws -> [Identifier: String] {
        let found = try select(
            ["h.unit_id IN \(list: Set(ids).sorted())"], day, .everything, order: "h.unit_id", limit: 100_000, tx)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.name) })
    }

    /// How many units stood below each of these, at any depth, that lie in the scope.
    static func counts(
        below units: [UnitThen], asOf day: Day, _ scope: Scope, _ tx: Transaction
    ) throws -> [Identifier: Int] {
        let rows = try tx.all(
            """
            SELECT a.unit_id AS id, COUNT(*) AS below FROM unit_history a
            JOIN unit_history b ON b.scope_key > a.scope_key AND b.scope_key < a.scope_key || '~'
            JOIN units u ON u.id = b.unit_id
            WHERE a.unit_id IN \(list: units.map(\.id)) AND \(held("a", on: day)) AND \(held("b", on: day))
              AND \(lastly(scope.predicate(Unit.scopeColumns)))
            GROUP BY a.unit_id
            """
        ) { row in (try row["id"] as Identifier, try row["below"] as Int) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// A page of the list by name of then.
    static func page(
        _ conditions: [SQL], after key: UnitKey?, asOf day: Day, _ scope: Scope, size: Int, _ tx: Transaction
    ) throws -> [UnitThen] {
        let following: [SQL] =
            key.map { ["h.name_key > \($0.name) OR (h.name_key = \($0.name) AND h.unit_id > \($0.id))"] } ?? []
        return try select(conditions + following, day, scope, order: "h.name_key, h.unit_id", limit: size, tx)
    }

    static func key(of unit: Identifier, asOf day: Day, _ tx: Transaction) throws -> UnitKey? {
        try tx.first(
            "SELECT h.name_key, h.unit_id FROM unit_history h WHERE h.unit_id = \(unit) AND \(held("h", on: day))"
        ) { row in UnitKey(name: try row["name_key"], id: try row["unit_id"]) }
    }

    static func count(
        _ conditions: [SQL], asOf day: Day, _ scope: Scope, upTo cap: Int, _ tx: Transaction
    ) throws -> Int {
        try tx.value(
            """
            SELECT COUNT(*) FROM (SELECT h.unit_id FROM unit_history h JOIN units u ON u.id = h.unit_id
                WHERE \(all(conditions, day, scope)) LIMIT \(cap)) AS counted
            """) ?? 0
    }

    static func query(_ conditions: [SQL], _ day: Day, _ scope: Scope, order: SQL, limit: Int) -> SQL {
        """
        SELECT \(UnitThen.columns) FROM unit_history h JOIN units u ON u.id = h.unit_id
        WHERE \(all(conditions, day, scope)) ORDER BY \(order) LIMIT \(limit)
        """
    }

    private static func select(
        _ conditions: [SQL], _ day: Day, _ scope: Scope, order: SQL, limit: Int, _ tx: Transaction
    ) throws -> [UnitThen] {
        try tx.all(query(conditions, day, scope, order: order, limit: limit), UnitThen.init(row:))
    }

    private static func all(_ conditions: [SQL], _ day: Day, _ scope: Scope) -> SQL {
        SQL.all(conditions + [held("h", on: day), lastly(scope.predicate(Unit.scopeColumns))])
    }

    /// The history leads, in the order of the list; the scope is asked of each row's unit.
    private static func lastly(_ condition: SQL) -> SQL { "CASE WHEN \(condition) THEN 1 ELSE 0 END = 1" }

    private static let byRank: SQL = """
        CASE WHEN h.kind IN ('district', 'street', 'town', 'zone') THEN 0 ELSE 1 END, h.name_key, h.unit_id
        """
}
