import Core
import Storage
import Web

/// What another room shows on a person's page: her posts, say.
package struct PersonSection: Sendable {
    /// nil: nothing to show for this person. Loads through the visitor's scope.
    package let load: @Sendable (Visit, Identifier, Transaction) throws -> (any Section)?

    package init(load: @escaping @Sendable (Visit, Identifier, Transaction) throws -> (any Section)?) {
        self.load = load
    }
}

/// The units that somebody may choose from, by whoever knows what units are called.
package struct UnitChoices: Sendable {
    package struct Unit: Sendable, Hashable {
        package let id: Identifier
        /// As the list shows it: 徐汇区 · 漕河泾街道总工会.
        package let label: String

        package init(id: Identifier, label: String) {
            self.id = id
            self.label = label
        }
    }

    package let inScope: @Sendable (Scope, Transaction) throws -> [Unit]

    package init(inScope: @escaping @Sendable (Scope, Transaction) throws -> [Unit]) { self.inScope = inScope }
}
