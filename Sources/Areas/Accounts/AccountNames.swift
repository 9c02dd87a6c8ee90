import Core
import Storage

extension Accounts {
    /// The names behind accounts, for the stories of other rooms; one query for all.
    package static let names: @Sendable ([Identifier], Transaction) throws -> [Identifier: String] = { ids, tx in
        try AccountStore.names(of: ids, tx)
    }
}
