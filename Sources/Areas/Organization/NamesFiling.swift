import ChineseText
import Core
import Storage

/// Files all names of this room again under the terms that this program looks for, after one that knew others.
enum NamesFiling {
    static let work = BackgroundWork("file names of units again", everySeconds: 600) { house in
        for filed in all {
            if try await house.database.write({ try step(filed, $0) }) { return true }
        }
        return false
    }

    /// One index: what it is called where the version is kept, and how the next rows are filed.
    struct Filed: Sendable {
        let name: String
        /// Files some of those after an id, in the order of the ids, and says which.
        let next: @Sendable (_ after: Identifier, _ limit: Int, Transaction) throws -> [Identifier]
        /// The version whose terms all are filed under; with a mark: how far the filing has come.
        var terms: HouseFact { HouseFact(rawValue: "organization.searchTerms." + name) }
    }

    static let all = [units, enterprises, stations, partners]
    private static let inOneStep = 200

    static let migrations = [
        // Where nothing is filed yet, nothing needs to be filed again.
        Migration(
            "organization-terms-3.1",
            [
                """
                INSERT INTO house_facts (name, value)
                SELECT 'organization.searchTerms.units', '3.1' WHERE NOT EXISTS (SELECT 1 FROM units)
                """,
                """
                INSERT INTO house_facts (name, value)
                SELECT 'organization.searchTerms.enterprises', '3.1' WHERE NOT EXISTS (SELECT 1 FROM enterprises)
                """,
                """
                INSERT INTO house_facts (name, value)
                SELECT 'organization.searchTerms.stations', '3.1' WHERE NOT EXISTS (SELECT 1 FROM stations)
                """,
                """
                INSERT INTO house_facts (name, value)
                SELECT 'organization.searchTerms.partners', '3.1' WHERE NOT EXISTS (SELECT 1 FROM partners)
                """,
            ])
    ]

    /// - Returns: whether there are more.
    static func step(_ filed: Filed, _ tx: Transaction) throws -> Bool {
        let wanted = SearchTerms.versionOfTitles
        let parts = (try filed.terms.value(tx) ?? "").split(separator: ":").map(String.init)
        guard parts != [wanted] else { return false }
        let last = parts.count == 2 && parts[0] == wanted ? Identifier(parts[1]) : nil
        let done = try filed.next(last ?? Identifier(rawValue: 0), inOneStep, tx)
        let isDone = done.count < inOneStep
        try filed.terms.set(isDone ? wanted : "\(wanted):\(done[done.count - 1])", tx)
        return !isDone
    }

    private static let units = Filed(name: "units") { after, limit, tx in
        let found = try tx.all(
            "SELECT id, name, place_name FROM units WHERE id > \(after) ORDER BY id LIMIT \(limit)"
        ) { row in
            (id: try row["id"] as Identifier, name: try row["name"] as String, place: try row["place_name"] as String)
        }
        for one in found { try UnitStore.index(one.id, one.name, one.place, tx) }
        return found.map(\.id)
    }

    private static let enterprises = Filed(name: "enterprises") { after, limit, tx in
        let found = try tx.all(
            "SELECT id, name, short_name FROM enterprises WHERE id > \(after) ORDER BY id LIMIT \(limit)"
        ) { row in
            (id: try row["id"] as Identifier, name: try row["name"] as String, short: try row["short_name"] as String?)
        }
        let former = try EnterpriseStore.formerNames(of: found.map(\.id), tx)
        for one in found { try EnterpriseStore.index(one.id, [one.name, one.short] + (former[one.id] ?? []), tx) }
        return found.map(\.id)
    }

    private static let stations = Filed(name: "stations") { after, limit, tx in
        let found = try tx.all(
            "SELECT id, name, team_name FROM stations WHERE id > \(after) ORDER BY id LIMIT \(limit)"
        ) { row in
            (id: try row["id"] as Identifier, name: try row["name"] as String, team: try row["team_name"] as String?)
        }
        for one in found { try tx.file(one.id, [one.name, one.team], in: StationSchema.search) }
        return found.map(\.id)
    }

    private static let partners = Filed(name: "partners") { after, limit, tx in
        let found = try tx.all(
            "SELECT id, name, short_name FROM partners WHERE id > \(after) ORDER BY id LIMIT \(limit)"
        ) { row in
            (id: try row["id"] as Identifier, name: try row["name"] as String, short: try row["short_name"] as String?)
        }
        for one in found { try PartnerStore.index(one.id, one.name, one.short, tx) }
        return found.map(\.id)
    }
}

extension Transaction {
    /// Files a record under all that it is called.
    func file(_ id: Identifier, _ names: [String?], in index: SearchIndex) throws {
        let terms = names.compactMap(\.self).reduce(into: Set<String>()) { all, name in
            all.formUnion(SearchTerms.forTitle(name))
        }
        // A name of digits only has no terms; the row is there all the same.
        try self.index(id.rawValue, terms: terms.isEmpty ? ["znone"] : terms.sorted(), in: index)
    }
}
