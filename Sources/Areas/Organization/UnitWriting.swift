import Core
import Storage

extension UnitStore {
    /// What is written of a unit that is new.
    struct NewUnit {
        let parent: Identifier?
        let kind: UnitKind
        let name: String
        let placeName: String
        let code: String?
        let openedOn: Day?
    }

    static func insert(_ unit: NewUnit, at place: Place, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO units (id, parent_id, kind, name, name_key, place_name, code, opened_on, district_id, scope_key,
                               version, created_at, updated_at)
            VALUES (\(place.unit), \(unit.parent), \(unit.kind), \(unit.name), \(UnitName.sortKey(unit.name)),
                    \(unit.placeName), \(unit.code), \(unit.openedOn), \(place.district), \(place.key),
                    1, \(tx.now), \(tx.now))
            """)
        try index(place.unit, unit.name, unit.placeName, tx)
    }

    /// false: somebody has changed it since this version was read.
    static func correct(
        _ id: Identifier, version: Int, name: String, placeName: String, code: String?, _ tx: Transaction
    ) throws -> Bool {
        let changed = try tx.execute(
            """
            UPDATE units SET name = \(name), name_key = \(UnitName.sortKey(name)), place_name = \(placeName),
                code = \(code), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id) AND version = \(version)
            """)
        if changed == 1 { try index(id, name, placeName, tx) }
        return changed == 1
    }

    static func index(_ id: Identifier, _ name: String, _ placeName: String, _ tx: Transaction) throws {
        try tx.file(id, [name, placeName], in: UnitSchema.search)
    }

    /// Who else below this parent is called so.
    static func namesake(of name: String, below parent: Identifier, except id: Identifier?, _ tx: Transaction) throws
        -> Unit?
    {
        try tx.first(
            """
            SELECT \(Unit.columns) FROM units u
            WHERE u.parent_id = \(parent) AND u.name = \(name) AND u.id <> \(id ?? parent)
            """, Unit.init(row:))
    }

    static func officeNamesake(
        ofPlace placeName: String, below parent: Identifier, except id: Identifier?, _ tx: Transaction
    ) throws -> Unit? {
        try tx.first(
            """
            SELECT \(Unit.columns) FROM units u
            WHERE u.parent_id = \(parent) AND u.place_name = \(placeName) AND u.id <> \(id ?? parent)
              AND u.kind IN ('district', 'street', 'town', 'zone')
            """, Unit.init(row:))
    }

    static func hasCode(_ code: String, except id: Identifier?, _ tx: Transaction) throws -> Bool {
        let owner: Identifier? = try tx.value("SELECT id FROM units WHERE code = \(code)")
        return owner != nil && owner != id
    }
}
