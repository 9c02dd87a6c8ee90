import Core
import Storage

/// Units in the database.
package enum UnitStore {
    /// The unit, if it lies in the scope.
    package static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> Unit? {
        try tx.first(
            """
            SELECT \(Unit.columns) FROM units u WHERE u.id = \(id) AND \(scope.predicate(Unit.scopeColumns))
            """, Unit.init(row:))
    }

    /// The units of these ids, wherever they lie, in the order of the tree.
    static func named(_ ids: [Identifier], _ tx: Transaction) throws -> [Unit] {
        try tx.all(
            "SELECT \(Unit.columns) FROM units u WHERE u.id IN \(list: Set(ids).sorted()) ORDER BY u.scope_key",
            Unit.init(row:))
    }

    /// The unit wherever it lies; for commands that have their own rule of who may see it.
    package static func find(_ id: Identifier, _ tx: Transaction) throws -> Unit? {
        try tx.first("SELECT \(Unit.columns) FROM units u WHERE u.id = \(id)", Unit.init(row:))
    }

    package static func root(_ tx: Transaction) throws -> Unit? {
        try tx.first(
            "SELECT \(Unit.columns) FROM units u WHERE u.kind = 'city' AND u.parent_id IS NULL", Unit.init(row:))
    }

    /// The units that bear these codes, wherever they lie: for imports, which decide themselves what they say of one
    /// that lies elsewhere.
    package static func coded(_ codes: [String], _ tx: Transaction) throws -> [String: Unit] {
        let found = try tx.all(
            "SELECT \(Unit.columns) FROM units u WHERE u.code IN \(list: Set(codes).sorted())", Unit.init(row:))
        return Dictionary(found.map { ($0.code ?? "", $0) }) { first, _ in first }
    }

    /// The units in use that a district calls so, by name or place; without a place the district itself.
    package static func called(
        _ place: String, inDistrictNamed district: String, _ tx: Transaction
    ) throws -> [Unit] {
        let isCalled: SQL = place.isEmpty ? "u.id = d.id" : "(u.name = \(place) OR u.place_name = \(place))"
        return try tx.all(
            """
            SELECT \(Unit.columns) FROM units d JOIN units u ON u.district_id = d.id
            WHERE d.kind IN ('city', 'district') AND (d.place_name = \(district) OR d.name = \(district))
              AND u.closed_on IS NULL AND \(isCalled) ORDER BY u.id LIMIT 2
            """, Unit.init(row:))
    }

    /// The districts of the city, by name.
    package static func districts(_ tx: Transaction) throws -> [Unit] {
        try tx.all(
            "SELECT \(Unit.columns) FROM units u WHERE u.kind = 'district' ORDER BY u.name_key, u.id", Unit.init(row:))
    }

    /// What lies directly below these units and in the scope, offices first, by name; at most `limit`.
    package static func children(
        of parents: [Identifier], _ scope: Scope, _ tx: Transaction, limit: Int = 1000
    ) throws -> [Unit] {
        try tx.all(
            """
            SELECT \(Unit.columns) FROM units u
            WHERE u.parent_id IN \(list: parents) AND \(scope.predicate(Unit.scopeColumns))
            ORDER BY \(officesFirst), u.name_key, u.id
            LIMIT \(limit)
            """, Unit.init(row:))
    }

    /// The units above, from the root down. What a unit lies in is part of its name, so there is no scope here.
    package static func ancestors(of unit: Unit, _ tx: Transaction) throws -> [Unit] {
        let keys = unit.place.key.path.dropLast()
        return try tx.all(
            "SELECT \(Unit.columns) FROM units u WHERE u.scope_key IN \(list: Array(keys)) ORDER BY u.scope_key",
            Unit.init(row:))
    }

    /// How many units in use lie below each of these, at any depth.
    package static func counts(below units: [Unit], _ tx: Transaction) throws -> [Identifier: Int] {
        let rows = try tx.all(
            """
            SELECT a.id AS id, COUNT(*) AS below FROM units a
            JOIN units b ON b.scope_key > a.scope_key AND b.scope_key < a.scope_key || '~'
            WHERE a.id IN \(list: units.map(\.id)) AND b.closed_on IS NULL
            GROUP BY a.id
            """
        ) { row in (try row["id"] as Identifier, try row["below"] as Int) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// The place names of the units at these keys.
    static func placeNames(atKeys keys: [ScopeKey], _ tx: Transaction) throws -> [ScopeKey: String] {
        let rows = try tx.all(
            "SELECT scope_key, place_name FROM units WHERE scope_key IN \(list: Array(Set(keys)).sorted())"
        ) { row in (try row["scope_key"] as ScopeKey, try row["place_name"] as String) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// The units at which a scope begins, in the order of the tree.
    package static func roots(of scope: Scope, _ tx: Transaction) throws -> [Unit] {
        try tx.all(
            """
            SELECT \(Unit.columns) FROM units u WHERE u.scope_key IN \(list: scope.roots.map(\.key))
            ORDER BY u.scope_key
            """, Unit.init(row:))
    }
}

/// What a list of units is narrowed to.
package struct UnitFilter: Sendable {
    package var district: Identifier?
    package var kind: UnitKind?
    package var text: String?

    package init(district: Identifier? = nil, kind: UnitKind? = nil, text: String? = nil) {
        self.district = district
        self.kind = kind
        self.text = text
    }
}

/// Where a page of the list by name begins.
package struct UnitKey: Sendable, Hashable {
    package let name: String
    package let id: Identifier
}

extension UnitStore {
    /// A page of the list by name, with whether more follow.
    static func page(
        _ filter: UnitFilter, _ scope: Scope, after id: Identifier?, size: Int, _ tx: Transaction
    ) throws -> (units: [Unit], hasMore: Bool) {
        var conditions = filter.conditions + [scope.predicate(Unit.scopeColumns)]
        if let key = try key(of: id, tx) {
            conditions.append("u.name_key > \(key.name) OR (u.name_key = \(key.name) AND u.id > \(key.id))")
        }
        let found = try tx.all(list(conditions, size + 1), Unit.init(row:))
        return (Array(found.prefix(size)), found.count > size)
    }

    /// The key of the first row of the page before this one's first row; nil when that is the first page.
    static func keyBefore(
        _ filter: UnitFilter, _ scope: Scope, first id: Identifier, size: Int, _ tx: Transaction
    ) throws -> Identifier? {
        guard let key = try key(of: id, tx) else { return nil }
        let conditions =
            filter.conditions + [
                scope.predicate(Unit.scopeColumns),
                "u.name_key < \(key.name) OR (u.name_key = \(key.name) AND u.id < \(key.id))",
            ]
        let ids: [Identifier] = try tx.values(
            """
            SELECT u.id FROM units u WHERE \(SQL.all(conditions))
            ORDER BY u.name_key DESC, u.id DESC LIMIT \(size + 1)
            """)
        return ids.count > size ? ids[size] : nil
    }

    static func count(_ filter: UnitFilter, _ scope: Scope, upTo cap: Int, _ tx: Transaction) throws -> Int {
        let conditions = filter.conditions + [scope.predicate(Unit.scopeColumns)]
        return try tx.value(
            """
            SELECT COUNT(*) FROM (SELECT u.id FROM units u WHERE \(SQL.all(conditions)) LIMIT \(cap)) AS counted
            """) ?? 0
    }

    static func list(_ conditions: [SQL], _ limit: Int) -> SQL {
        "SELECT \(Unit.columns) FROM units u WHERE \(SQL.all(conditions)) ORDER BY u.name_key, u.id LIMIT \(limit)"
    }

    private static func key(of id: Identifier?, _ tx: Transaction) throws -> UnitKey? {
        guard let id else { return nil }
        return try tx.first("SELECT name_key, id FROM units WHERE id = \(id)") { row in
            UnitKey(name: try row["name_key"], id: try row["id"])
        }
    }
}

extension UnitFilter {
    var conditions: [SQL] {
        var all: [SQL] = []
        if let district { all.append("u.district_id = \(district)") }
        if let kind { all.append("u.kind = \(kind)") }
        return all
    }
}
