import Storage

/// The bare tree of units by which everything is scoped. What a unit is called and is, the rooms know.
package enum ScopeTree {
    static let migrations = [
        Migration(
            "core-scope-1",
            [
                """
                CREATE TABLE scope_units (
                    unit_id \(type: .integer) NOT NULL PRIMARY KEY,
                    parent_id \(type: .integer) REFERENCES scope_units (unit_id),
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL UNIQUE,
                    children \(type: .integer) NOT NULL DEFAULT 0 CHECK (children >= 0)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX scope_units_by_parent ON scope_units (parent_id)",
            ])
    ]

    static let invariants = [
        Invariant(
            "scope: a unit's key begins with its parent's",
            """
            SELECT c.unit_id FROM scope_units c JOIN scope_units p ON p.unit_id = c.parent_id
            WHERE substr(c.scope_key, 1, length(p.scope_key)) <> p.scope_key
               OR length(c.scope_key) <> length(p.scope_key) + 3
            """),
        Invariant(
            "scope: a unit is a district or in its parent's",
            """
            SELECT c.unit_id FROM scope_units c JOIN scope_units p ON p.unit_id = c.parent_id
            WHERE c.district_id <> c.unit_id AND c.district_id <> p.district_id
            """),
        Invariant(
            "scope: one root",
            "SELECT COUNT(*) FROM scope_units WHERE parent_id IS NULL HAVING COUNT(*) > 1"),
    ]

    package static func place(of unit: Identifier, _ tx: Transaction) throws -> Place? {
        try tx.first(
            "SELECT unit_id, district_id, scope_key FROM scope_units WHERE unit_id = \(unit)", Place.init(row:))
    }

    package static func root(_ tx: Transaction) throws -> Place? {
        try tx.first(
            "SELECT unit_id, district_id, scope_key FROM scope_units WHERE parent_id IS NULL", Place.init(row:))
    }

    /// Puts a unit into the tree below its parent; without one it is the root.
    ///
    /// - Parameter isDistrict: the unit is a district (or a pseudo-district): what lies below belongs to it.
    package static func add(
        _ unit: Identifier, below parent: Place?, isDistrict: Bool, _ tx: Transaction
    ) throws -> Place {
        let key = try parent.map { try nextKey(below: $0, tx) } ?? .root
        let district = isDistrict ? unit : parent?.district ?? unit
        try tx.execute(
            """
            INSERT INTO scope_units (unit_id, parent_id, district_id, scope_key)
            VALUES (\(unit), \(parent?.unit), \(district), \(key))
            """)
        return Place(unit: unit, district: district, key: key)
    }

    /// Puts a unit with all that lies below it under another parent. It keeps its identity; keys that were used once are
    /// never given to another unit.
    ///
    /// - Parameter placed: every table whose rows lie in the tree; they move in the same transaction.
    /// - Throws: `Problem.conflict` where the parent lies in what moves, or has no room.
    package static func move(
        _ place: Place, below parent: Place, _ placed: [PlacedTable], _ tx: Transaction
    ) throws -> Place {
        guard !place.key.contains(parent.key) else { throw Problem.conflict("不能移到自己或自己的下级单位下面") }
        let key = try nextKey(below: parent, tx)
        let isDistrict = place.unit == place.district
        let move = Relocation(from: place.key, to: key, district: isDistrict ? nil : parent.district)
        // The tree first: a table that knows only its unit finds here where that lies now.
        try tree.relocate(move, tx)
        try tx.execute("UPDATE scope_units SET parent_id = \(parent.unit) WHERE unit_id = \(place.unit)")
        for table in placed { try table.relocate(move, tx) }
        return Place(unit: place.unit, district: isDistrict ? place.district : parent.district, key: key)
    }

    private static let tree = PlacedTable("scope_units")

    private static func nextKey(below parent: Place, _ tx: Transaction) throws -> ScopeKey {
        try tx.execute("UPDATE scope_units SET children = children + 1 WHERE unit_id = \(parent.unit)")
        let number: Int? = try tx.value("SELECT children FROM scope_units WHERE unit_id = \(parent.unit)")
        guard let number else { throw Problem.notFound }
        guard number <= ScopeKey.mostChildren else {
            throw Problem.conflict("直接下级单位已满 32,767 个，请先在中间增设一级")
        }
        return parent.key.child(number)
    }
}
