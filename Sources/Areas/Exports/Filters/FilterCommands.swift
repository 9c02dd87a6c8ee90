import Core
import Storage

/// Keeps the address of a list under a name.
package struct SaveFilter: Command {
    package struct Outcome: Codable, Sendable { package let filter: Identifier }

    package static let name = "saveFilter"

    package var list: String
    package var at: String
    package var title: String

    package init(list: String, at: String, title: String) {
        self.list = list
        self.at = at
        self.title = title
    }

    package func load(_ act: Act) throws -> Listing {
        // Only of a list that is one: not of the rows of this or that roster.
        guard let listing = act.registry.listing(list), ListAddress.isSound(at, of: listing),
            !listing.path.contains(":")
        else { throw Problem.notFound }
        return listing
    }

    package func mayRun(_ listing: Listing, _ act: Act) -> Permission {
        act.actor.account == nil ? .refused("保存筛选要用自己的账号登录") : act.actor.may(listing.power)
    }

    package func check(_ listing: Listing, _ act: Act) throws -> [FieldProblem] {
        let known = try SavedFilter.all(of: act.actor.account, list: list, act.tx, act.vault)
        guard known.count < SavedFilter.mostOfAList else {
            throw Problem.conflict("这份名单已保存 \(SavedFilter.mostOfAList) 个筛选，请先删去不用的")
        }
        return FilterName.problems(title, among: known)
    }

    package func perform(_ listing: Listing, _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO saved_filters (id, account_id, list, name, address, saved_at)
            VALUES (\(id), \(act.actor.account), \(list), \(title), \(act.vault.seal(at, at: SavedFilter.field(id))),
                \(act.now))
            """)
        act.note("savedFilter", id, fields: [list])
        return Outcome(filter: id)
    }
}

package struct RenameFilter: Command {
    package typealias Outcome = Done

    package static let name = "renameFilter"

    package var filter: Identifier
    package var title: String

    package init(filter: Identifier, title: String) {
        self.filter = filter
        self.title = title
    }

    package func load(_ act: Act) throws -> SavedFilter { try FilterSubject.load(filter, act) }
    package func mayRun(_ filter: SavedFilter, _ act: Act) -> Permission { .allowed }

    package func check(_ filter: SavedFilter, _ act: Act) throws -> [FieldProblem] {
        let others = try SavedFilter.all(of: act.actor.account, list: filter.list, act.tx, act.vault)
        return FilterName.problems(title, among: others.filter { $0.id != filter.id })
    }

    package func perform(_ filter: SavedFilter, _ act: Act) throws -> Done {
        try act.tx.execute("UPDATE saved_filters SET name = \(title) WHERE id = \(filter.id)")
        act.note("savedFilter", filter.id, fields: ["name"])
        return Done()
    }
}

package struct DeleteFilter: Command {
    package typealias Outcome = Done

    package static let name = "deleteFilter"

    package var filter: Identifier

    package init(filter: Identifier) { self.filter = filter }

    package func load(_ act: Act) throws -> SavedFilter { try FilterSubject.load(filter, act) }
    package func mayRun(_ filter: SavedFilter, _ act: Act) -> Permission { .allowed }

    package func perform(_ filter: SavedFilter, _ act: Act) throws -> Done {
        try act.tx.execute("DELETE FROM saved_filters WHERE id = \(filter.id)")
        act.note("savedFilter", filter.id)
        return Done()
    }
}

private enum FilterSubject {
    static func load(_ id: Identifier, _ act: Act) throws -> SavedFilter {
        guard let found = try SavedFilter.find(id, of: act.actor.account, act.tx, act.vault) else {
            throw Problem.notFound
        }
        return found
    }
}

private enum FilterName {
    static func problems(_ name: String, among others: [SavedFilter]) -> [FieldProblem] {
        guard (1...SavedFilter.longestName).contains(name.count) else {
            return [FieldProblem("title", "请起一个名字，最多 \(SavedFilter.longestName) 个字")]
        }
        return others.contains { $0.name == name } ? [FieldProblem("title", "这份名单已有同名的筛选，请换一个名字")] : []
    }
}
