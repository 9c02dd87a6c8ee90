import Core

extension Listing.Asking {
    /// The query as pages read it.
    package var fields: Fields { Fields(query.mapValues { [$0] }) }
}
