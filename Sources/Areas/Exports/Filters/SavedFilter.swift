import Core
import Storage

/// A list as somebody likes to look at it, under a name of her own. The address stays the truth: opening it is all.
package struct SavedFilter: Sendable {
    package static let mostOfAList = 12
    package static let longestName = 30

    package let id: Identifier
    package let list: String
    package let name: String
    package let address: String

    init(row: Row, _ vault: Vault) throws {
        let id: Identifier = try row["id"]
        self.id = id
        list = try row["list"]
        name = try row["name"]
        address = try vault.open(try row["address"], at: Self.field(id))
    }

    /// What was looked for may be a name.
    static func field(_ id: Identifier) -> FieldAddress { FieldAddress("saved_filters", id, "address") }

    static func all(
        of account: Identifier?, list: String? = nil, _ tx: Transaction, _ vault: Vault
    ) throws -> [SavedFilter] {
        guard let account else { return [] }
        let narrowed: SQL = list.map { "list = \($0)" } ?? "TRUE"
        return try tx.all(
            """
            SELECT id, list, name, address FROM saved_filters WHERE account_id = \(account) AND \(narrowed)
            ORDER BY list, id
            """
        ) { try SavedFilter(row: $0, vault) }
    }

    static func find(
        _ id: Identifier, of account: Identifier?, _ tx: Transaction, _ vault: Vault
    ) throws -> SavedFilter? {
        guard let account else { return nil }
        return try tx.first(
            "SELECT id, list, name, address FROM saved_filters WHERE id = \(id) AND account_id = \(account)"
        ) { try SavedFilter(row: $0, vault) }
    }
}
