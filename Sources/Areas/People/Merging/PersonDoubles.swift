import Core
import Storage

/// Two records that are perhaps one person: the same name and birth day, or the same phone. Kept as rows when somebody is
/// registered or corrected, so that the list of them costs nothing to ask.
enum PersonDoubles {
    enum Ground: String, Sendable, Encodable, ColumnValue {
        case name, phone

        var title: Message {
            switch self {
            case .name: "姓名和出生日期相同"
            case .phone: "联系电话相同"
            }
        }
    }

    /// A number that more people share is an office's, not a person's.
    private static let mostAtOneNumber = 5
    private static let mostOfOneName = 20

    static let migrations = [
        Migration(
            "people-doubles-1",
            [
                "CREATE INDEX people_by_birth ON people (birth_day, name_key)",
                """
                CREATE TABLE person_doubles (
                    first_id \(type: .integer) NOT NULL REFERENCES people (id),
                    second_id \(type: .integer) NOT NULL REFERENCES people (id),
                    ground \(type: .text) NOT NULL CONSTRAINT person_doubles_ground CHECK (ground IN ('name', 'phone')),
                    PRIMARY KEY (first_id, second_id, ground),
                    CONSTRAINT person_doubles_in_order CHECK (first_id < second_id)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX person_doubles_second ON person_doubles (second_id)",
                // Somebody has looked: they are two people.
                """
                CREATE TABLE person_distinctions (
                    first_id \(type: .integer) NOT NULL,
                    second_id \(type: .integer) NOT NULL,
                    at \(type: .integer) NOT NULL,
                    actor_id \(type: .integer),
                    reason \(type: .text) NOT NULL CONSTRAINT person_distinctions_why CHECK (length(reason) > 0),
                    PRIMARY KEY (first_id, second_id)
                )\(SQL.tableOptions)
                """,
                """
                INSERT INTO person_doubles (first_id, second_id, ground)
                SELECT a.id, b.id, 'name' FROM people a
                JOIN people b ON b.birth_day = a.birth_day AND b.name_key = a.name_key AND b.id > a.id
                """,
            ])
    ]

    /// Looks again for those who may be she.
    static func refresh(_ person: Identifier, _ tx: Transaction) throws {
        try forget(person, tx)
        try find(person, tx)
    }

    static func forget(_ person: Identifier, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM person_doubles WHERE first_id = \(person) OR second_id = \(person)")
    }

    /// Of somebody new. What nobody knows (a birth day, a phone) is no likeness.
    static func find(_ person: Identifier, _ tx: Transaction) throws {
        let alike = try tx.all(
            """
            SELECT id, ground FROM (
                SELECT o.id AS id, \(Ground.name) AS ground
                FROM people p JOIN people o ON o.birth_day = p.birth_day AND o.name_key = p.name_key
                WHERE p.id = \(person) AND o.id <> p.id LIMIT \(mostOfOneName + 1)) named
            UNION ALL
            SELECT id, ground FROM (
                SELECT o.id AS id, \(Ground.phone) AS ground
                FROM people p JOIN people o ON o.phone_digest = p.phone_digest
                WHERE p.id = \(person) AND o.id <> p.id LIMIT \(mostAtOneNumber + 1)) phoned
            """
        ) { row in (id: try row["id"] as Identifier, ground: try row["ground"] as Ground) }
        for (ground, most) in [(Ground.name, mostOfOneName), (.phone, mostAtOneNumber)] {
            let others = alike.filter { $0.ground == ground }.map(\.id)
            if others.count <= most { try keep(person, others, ground, tx) }
        }
    }

    private static func keep(
        _ person: Identifier, _ others: [Identifier], _ ground: Ground, _ tx: Transaction
    ) throws {
        for other in others {
            try tx.execute(
                """
                INSERT INTO person_doubles (first_id, second_id, ground)
                VALUES (\(min(person, other)), \(max(person, other)), \(ground)) ON CONFLICT DO NOTHING
                """)
        }
    }

    // MARK: - Reading

    struct Pair: Sendable, Hashable {
        let first: Identifier
        let second: Identifier

        /// Where the list goes on.
        var key: String { "\(first)-\(second)" }

        init(_ first: Identifier, _ second: Identifier) {
            self.first = first
            self.second = second
        }

        init?(key: String) {
            let parts = key.split(separator: "-").compactMap { Identifier(String($0)) }
            guard parts.count == 2 else { return nil }
            self.init(parts[0], parts[1])
        }

        init(row: Row) throws { self.init(try row["first_id"], try row["second_id"]) }
    }

    static let pageSize = 25

    /// Those whom both the asker may put together, one more than a page.
    static func page(_ scope: Scope, after: Pair?, _ tx: Transaction) throws -> [Pair] {
        let from = after ?? Pair(Identifier(rawValue: 0), Identifier(rawValue: 0))
        return try tx.all(pageQuery(scope, from), Pair.init(row:))
    }

    static func pageQuery(_ scope: Scope, _ from: Pair) -> SQL {
        let (first, second) = (
            scope.predicate(.init(key: "p.scope_key", district: "p.district_id")),
            scope.predicate(.init(key: "q.scope_key", district: "q.district_id"))
        )
        return """
            SELECT DISTINCT d.first_id, d.second_id FROM person_doubles d
            JOIN people p ON p.id = d.first_id JOIN people q ON q.id = d.second_id
            LEFT JOIN person_distinctions x ON x.first_id = d.first_id AND x.second_id = d.second_id
            WHERE (d.first_id, d.second_id) > (\(from.first), \(from.second)) AND x.at IS NULL
              AND \(PersonStore.lastly(first)) AND \(PersonStore.lastly(second))
            ORDER BY d.first_id, d.second_id LIMIT \(pageSize + 1)
            """
    }

    /// What makes them alike; none where nobody but the visitor thinks so.
    static func grounds(_ pairs: [Pair], _ tx: Transaction) throws -> [Pair: [Ground]] {
        let rows = try tx.all(
            """
            SELECT first_id, second_id, ground FROM person_doubles
            WHERE first_id IN \(list: pairs.map(\.first)) ORDER BY ground
            """
        ) { row in (try Pair(row: row), try row["ground"] as Ground) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// Those who may be she, as far as the asker may put them together.
    static func of(_ person: Identifier, _ scope: Scope, _ tx: Transaction) throws -> [Identifier] {
        try tx.values(
            """
            SELECT DISTINCT p.id FROM people p
            WHERE p.id IN (SELECT second_id FROM person_doubles WHERE first_id = \(person)
                           UNION SELECT first_id FROM person_doubles WHERE second_id = \(person))
              AND NOT EXISTS (SELECT 1 FROM person_distinctions x
                              WHERE (x.first_id = p.id AND x.second_id = \(person))
                                 OR (x.first_id = \(person) AND x.second_id = p.id))
              AND \(PersonStore.lastly(scope.predicate(.init(key: "p.scope_key", district: "p.district_id"))))
            ORDER BY p.id
            """)
    }
}

/// Says that two records that look alike are two people.
package struct KeepApart: Command {
    package static let name = "keepPeopleApart"
    package var person: Identifier
    package var other: Identifier
    package var reason: String

    package init(person: Identifier, other: Identifier, reason: String) {
        self.person = person
        self.other = other
        self.reason = reason
    }

    package func load(_ act: Act) throws -> [Place] {
        guard person != other, let one = try PersonStore.place(of: person, act.actor.sees, act.tx),
            let two = try PersonStore.place(of: other, act.actor.sees, act.tx)
        else { throw Problem.notFound }
        return [one, two]
    }

    package func mayRun(_ places: [Place], _ act: Act) -> Permission {
        places.map { act.actor.may(.managePeople, at: $0) }.first { !$0.isAllowed } ?? .allowed
    }

    package func check(_ places: [Place], _ act: Act) throws -> [FieldProblem] {
        [PersonChecks.problem(ofReason: reason, whenMissing: "请写明为什么不是同一个人")].compactMap(\.self)
    }

    package func perform(_ places: [Place], _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            INSERT INTO person_distinctions (first_id, second_id, at, actor_id, reason)
            VALUES (\(min(person, other)), \(max(person, other)), \(act.now), \(act.actor.account), \(reason))
            ON CONFLICT DO NOTHING
            """)
        act.note("person", person)
        act.note("person", other)
        return Done()
    }
}
