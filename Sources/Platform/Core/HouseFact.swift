import Storage

/// A few facts about the house itself, by name: which keys it was founded with, whether it is the demo city.
package struct HouseFact: Sendable, RawRepresentable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    /// A digest that only the right key ring makes.
    package static let keys = HouseFact(rawValue: "keys")
    /// A digest of the newest key, once they have been rotated: a key file from before is refused.
    package static let newestKey = HouseFact(rawValue: "newest key")
    /// `founding` while the demo city is being built, `demo` when it stands, `empty` for a house without it.
    package static let city = HouseFact(rawValue: "city")

    package static let migrations = [
        Migration(
            "core-house-1",
            [
                """
                CREATE TABLE house_facts (
                    name \(type: .text) NOT NULL PRIMARY KEY,
                    value \(type: .text) NOT NULL
                )\(SQL.tableOptions)
                """
            ])
    ]

    package func value(_ tx: Transaction) throws -> String? {
        try tx.value("SELECT value FROM house_facts WHERE name = \(rawValue)")
    }

    package func set(_ value: String, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM house_facts WHERE name = \(rawValue)")
        try tx.execute("INSERT INTO house_facts (name, value) VALUES (\(rawValue), \(value))")
    }
}

/// What the house is called: as its highest unit, by the view of the room of the units.
package enum HouseName {
    package static func name(_ tx: Transaction) throws -> String? {
        guard let root = try ScopeTree.root(tx) else { return nil }
        return try tx.value("SELECT name FROM unit_names WHERE unit_id = \(root.unit)")
    }
}
