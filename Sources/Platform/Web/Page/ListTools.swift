import Core

/// What every page of a registered list offers beside its own acts, whichever room it belongs to: filters that somebody
/// saved, and the list as a file. The room of files says what it is; the server puts it below the page's header.
package struct ListTools: Sendable {
    package let load: @Sendable (Visit, [Listing]) async throws -> HTML?

    package init(load: @escaping @Sendable (Visit, [Listing]) async throws -> HTML?) { self.load = load }

    package static let none = ListTools { _, _ in nil }
}

extension Visit {
    /// The page's path with what it is narrowed to: without the place of its page, names in order, so that the same
    /// filter has the same address.
    package var filterAddress: String {
        let paging: Set<String> = ["after", "before", "open"]
        let chosen = query.dictionary.filter { !paging.contains($0.key) }.sorted { $0.key < $1.key }
        return address(path, chosen.flatMap { name, values in values.map { (name: name, value: $0) } })
    }
}
