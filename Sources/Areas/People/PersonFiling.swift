import ChineseText
import Core
import Storage

/// Files all names again under the terms that this program looks for, after one that knew others.
enum PersonFiling {
    static let work = BackgroundWork("file names again", everySeconds: 600) { house in
        try await house.database.write { tx in try step(tx) }
    }

    static let tidying = BackgroundWork("tidy the names filed", everySeconds: 600) { house in
        try await house.database.write { tx in try tx.tidy(PersonTables.search) }
    }

    static let migrations = [
        // Where nobody is filed yet, nobody needs to be filed again.
        Migration(
            "people-terms-2",
            [
                """
                INSERT INTO house_facts (name, value)
                SELECT 'people.searchTerms', '2' WHERE NOT EXISTS (SELECT 1 FROM people)
                """
            ]),
        Migration(
            "people-terms-3",
            [
                """
                UPDATE house_facts SET value = '3'
                WHERE name = 'people.searchTerms' AND NOT EXISTS (SELECT 1 FROM people)
                """
            ]),
    ]

    /// The version whose terms everybody is filed under; with a mark: how far the filing has come.
    private static let terms = HouseFact(rawValue: "people.searchTerms")
    private static let inOneStep = 200

    /// - Returns: whether there are more.
    static func step(_ tx: Transaction) throws -> Bool {
        let wanted = "\(SearchTerms.version)"
        let parts = (try terms.value(tx) ?? "").split(separator: ":").map(String.init)
        guard parts != [wanted] else { return false }
        let last = parts.count == 2 && parts[0] == wanted ? Identifier(parts[1]) : nil
        let people = try tx.all(
            """
            SELECT p.id, p.name, p.scope_key FROM people p WHERE p.id > \(last ?? Identifier(rawValue: 0))
            ORDER BY p.id LIMIT \(inOneStep)
            """
        ) { row in
            (id: try row["id"] as Identifier, name: try row["name"] as String, key: try row["scope_key"] as ScopeKey)
        }
        for person in people { try PersonStore.index(person.id, person.name, person.key, tx) }
        let isDone = people.count < inOneStep
        try terms.set(isDone ? wanted : "\(wanted):\(people[people.count - 1].id)", tx)
        return !isDone
    }
}
