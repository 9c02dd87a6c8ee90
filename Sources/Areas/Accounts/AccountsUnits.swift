import Core
import Storage

/// What this room asks about units without knowing the room that keeps them; the app fills it in.
package struct AccountsUnits: Sendable {
    package struct Unit: Sendable, Hashable, Encodable {
        package let id: Identifier
        package let label: String

        package init(id: Identifier, label: String) {
            self.id = id
            self.label = label
        }
    }

    /// Units whose code or name fits, within the scope; some twenty at most. An empty text: the uppermost ones.
    package let search: @Sendable (_ text: String, _ scope: Scope, Transaction) throws -> [Unit]
    /// What the units are called; one query for all.
    package let labels: @Sendable ([Identifier], Transaction) throws -> [Identifier: String]

    package init(
        search: @escaping @Sendable (String, Scope, Transaction) throws -> [Unit],
        labels: @escaping @Sendable ([Identifier], Transaction) throws -> [Identifier: String]
    ) {
        self.search = search
        self.labels = labels
    }
}
