import Storage
import Testing
import TestSupport

/// What the project may use of SQL: what is not in these lists is not portable until it is.
struct PortableSQLTests {
    @Test(arguments: TestEngine.allCases)
    func `queries answer alike`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            try await database.write { tx in try Self.fill.forEach { try tx.execute($0) } }
            for (sql, expected) in Self.numbers {
                let answer: [Int] = try await database.read { try $0.values(sql) }
                #expect(answer == expected, "\(sql)")
            }
            for (sql, expected) in Self.texts {
                let answer: [String] = try await database.read { try $0.values(sql) }
                #expect(answer == expected, "\(sql)")
            }
            for (sql, expected) in Self.truths {
                let answer: [Bool] = try await database.read { try $0.values(sql) }
                #expect(answer == expected, "\(sql)")
            }
            for (sql, expected) in Self.reals {
                let answer: [Double] = try await database.read { try $0.values(sql) }
                #expect(answer == expected, "\(sql)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `changes do alike and count alike`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            try await database.write { tx in try Self.fill.forEach { try tx.execute($0) } }
            for (change, count, question, expected) in Self.changes {
                let (changed, answer) = try await database.write { tx in
                    (try tx.execute(change), try tx.values(question) as [Int])
                }
                #expect(changed == count, "\(change)")
                #expect(answer == expected, "\(change)")
            }
        }
    }

    static let schema = Migration(
        "portable",
        [
            """
            CREATE TABLE units (
                id \(type: .integer) NOT NULL PRIMARY KEY,
                parent \(type: .integer) REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                name \(type: .text) NOT NULL
            )\(SQL.tableOptions)
            """,
            """
            CREATE TABLE workers (
                id \(type: .integer) NOT NULL,
                unit \(type: .integer) NOT NULL,
                name \(type: .text) NOT NULL,
                hired_on \(type: .text) NOT NULL DEFAULT '2027-01-01',
                is_leader \(type: .bool) NOT NULL DEFAULT FALSE,
                score \(type: .real),
                photo \(type: .bytes),
                PRIMARY KEY (id),
                CONSTRAINT worker_named CHECK (length(name) > 0),
                CONSTRAINT worker_unit FOREIGN KEY (unit) REFERENCES units (id) ON DELETE CASCADE
            )\(SQL.tableOptions)
            """,
            "CREATE UNIQUE INDEX one_leader ON workers (unit) WHERE is_leader",
            "CREATE INDEX workers_by_hire ON workers (hired_on DESC, id)",
            "CREATE VIEW leaders AS SELECT id, name FROM workers WHERE is_leader",
            "ALTER TABLE workers ADD COLUMN note \(type: .text) NOT NULL DEFAULT ''",
            "CREATE INDEX workers_by_note ON workers (note)",
            "DROP INDEX workers_by_note",
        ])

    static let fill: [SQL] = [
        "INSERT INTO units (id, parent, name) VALUES (1, NULL, '市总工会'), (2, 1, '东区'), (3, 1, '西区'), (4, 3, '西一')",
        """
        INSERT INTO workers (id, unit, name, hired_on, is_leader, score) VALUES
        \(SQL.list([
            "(\(11), \(2), \("王小明"), \("2027-03-01"), \(true), \(4.5))",
            "(\(12), \(2), \("b"), \("2027-03-15"), \(false), \(nil as Double?))",
            "(\(13), \(3), \("B"), \("2027-04-02"), \(false), \(3.0))",
            "(\(14), \(4), \("é"), \("2028-01-01"), \(true), \(1.0))",
        ]))
        """,
    ]

    static let numbers: [(SQL, [Int])] = [
        ("SELECT id FROM workers WHERE \(SQL.all([])) ORDER BY id", [11, 12, 13, 14]),
        ("SELECT id FROM workers WHERE \(SQL.any([]))", []),
        ("SELECT id FROM workers WHERE FALSE AND \(SQL.any(["TRUE", "TRUE"]))", []),
        ("SELECT id FROM workers WHERE \(SQL.any(["unit = \(3)", "name = \("é")"])) ORDER BY id", [13, 14]),
        ("SELECT id FROM workers WHERE \(SQL.all(["unit = \(2)", "is_leader", "score > \(4.0)"]))", [11]),
        ("SELECT id FROM workers WHERE is_leader = \(false) ORDER BY id", [12, 13]),
        ("SELECT id FROM workers WHERE NOT is_leader ORDER BY id", [12, 13]),
        ("SELECT id FROM workers WHERE id IN \(list: [11, 13, 99]) ORDER BY id", [11, 13]),
        ("SELECT id FROM workers WHERE name IN \(list: ["B", "é"]) ORDER BY id", [13, 14]),
        ("SELECT id FROM workers WHERE id IN \(list: [] as [Int])", []),
        ("SELECT id FROM workers WHERE id IN \(list: Array(1...1000)) ORDER BY id", [11, 12, 13, 14]),
        ("SELECT id FROM workers ORDER BY name, id", [13, 12, 14, 11]),
        ("SELECT id FROM workers ORDER BY score DESC NULLS LAST, id", [11, 13, 14, 12]),
        ("SELECT id FROM workers ORDER BY id LIMIT \(2) OFFSET \(1)", [12, 13]),
        ("SELECT id FROM workers WHERE (hired_on, id) > (\("2027-03-01"), \(11)) ORDER BY hired_on, id", [12, 13, 14]),
        ("SELECT id FROM workers WHERE hired_on BETWEEN \("2027-03-02") AND \("2027-12-31") ORDER BY id", [12, 13]),
        ("SELECT id FROM workers WHERE score IS NULL", [12]),
        ("SELECT id FROM workers WHERE score IS NOT DISTINCT FROM \(nil as Double?)", [12]),
        ("SELECT COUNT(*) FROM workers", [4]),
        ("SELECT COUNT(DISTINCT unit) FROM workers", [3]),
        ("SELECT COUNT(*) FILTER (WHERE is_leader) FROM workers", [2]),
        ("SELECT COUNT(*) FROM workers GROUP BY unit HAVING COUNT(*) > 1", [2]),
        ("SELECT CAST(SUM(id) AS BIGINT) FROM workers", [50]),
        ("SELECT CAST(COALESCE(SUM(id), 0) AS BIGINT) FROM workers WHERE FALSE", [0]),
        ("SELECT MAX(id) FROM workers", [14]),
        ("SELECT \(7) / 2", [3]),
        ("SELECT \(7) % 4", [3]),
        ("SELECT \(Int64.max) - 1", [Int(Int64.max) - 1]),
        ("SELECT length(name) FROM workers WHERE id = 11", [3]),
        ("SELECT CAST('42' AS BIGINT)", [42]),
        (
            "SELECT CASE WHEN score > 4 THEN 1 WHEN score IS NULL THEN 2 ELSE 3 END FROM workers ORDER BY id",
            [1, 2, 3, 3]
        ),
        ("SELECT w.id FROM workers w JOIN units u ON u.id = w.unit WHERE u.parent = \(1) ORDER BY w.id", [11, 12, 13]),
        ("SELECT u.id FROM units u LEFT JOIN workers w ON w.unit = u.id WHERE w.id IS NULL", [1]),
        ("SELECT id FROM units u WHERE EXISTS (SELECT 1 FROM workers w WHERE w.unit = u.id) ORDER BY id", [2, 3, 4]),
        ("SELECT id FROM units WHERE id NOT IN (SELECT unit FROM workers)", [1]),
        ("SELECT id FROM leaders ORDER BY id", [11, 14]),
        ("SELECT 1 UNION ALL SELECT 1 UNION ALL SELECT 2 ORDER BY 1", [1, 1, 2]),
        ("SELECT id FROM units EXCEPT SELECT unit FROM workers", [1]),
        ("SELECT id FROM units INTERSECT SELECT unit FROM workers ORDER BY id", [2, 3, 4]),
        ("WITH big AS (SELECT id FROM workers WHERE id > 12) SELECT COUNT(*) FROM big", [2]),
        (
            """
            WITH RECURSIVE below (id) AS (
                SELECT id FROM units WHERE id = \(3) UNION ALL SELECT u.id FROM units u JOIN below b ON u.parent = b.id
            ) SELECT id FROM below ORDER BY id
            """, [3, 4]
        ),
        ("SELECT ROW_NUMBER() OVER (PARTITION BY unit ORDER BY id) FROM workers ORDER BY id", [1, 2, 1, 1]),
        ("SELECT COUNT(*) OVER () FROM workers LIMIT 1", [4]),
        ("SELECT n FROM (SELECT 1 AS n UNION ALL SELECT 2 AS n) v ORDER BY n", [1, 2]),
    ]

    static let texts: [(SQL, [String])] = [
        ("SELECT \("it's")", ["it's"]),
        ("SELECT 'a' || \("b") || name FROM workers WHERE id = 12", ["abb"]),
        ("SELECT DISTINCT substr(hired_on, 1, 7) FROM workers ORDER BY 1", ["2027-03", "2027-04", "2028-01"]),
        ("SELECT substr(name, CAST(\(2) AS INTEGER)) FROM workers WHERE id = 11", ["小明"]),
        ("SELECT COALESCE(\(nil as String?), name) FROM workers WHERE id = 12", ["b"]),
        ("SELECT COALESCE(NULLIF(note, ''), '—') FROM workers WHERE id = 12", ["—"]),
        ("SELECT CAST(id AS TEXT) FROM workers WHERE id = 12", ["12"]),
        ("SELECT MIN(name) FROM workers", ["B"]),
        ("SELECT replace(name, '小', '大') FROM workers WHERE id = 11", ["王大明"]),
        ("SELECT name FROM workers ORDER BY name", ["B", "b", "é", "王小明"]),
        ("SELECT LAG(name) OVER (ORDER BY id) FROM workers ORDER BY id LIMIT 1 OFFSET 1", ["王小明"]),
    ]

    static let truths: [(SQL, [Bool])] = [
        ("SELECT is_leader FROM workers ORDER BY id", [true, false, false, true]),
        ("SELECT score > 2 FROM workers WHERE score IS NOT NULL ORDER BY id", [true, true, false]),
        ("SELECT EXISTS (SELECT 1 FROM workers WHERE unit = \(1))", [false]),
        ("SELECT TRUE", [true]),
    ]

    static let reals: [(SQL, [Double])] = [
        ("SELECT score FROM workers WHERE score IS NOT NULL ORDER BY id", [4.5, 3, 1]),
        ("SELECT AVG(score) FROM workers WHERE id IN (11, 13)", [3.75]),
        ("SELECT score * 2 FROM workers WHERE id = 11", [9]),
        ("SELECT \(0.1) + \(0.2)", [0.1 + 0.2]),
    ]

    /// A change, how many rows it changes, a question and its answer afterwards.
    static let changes: [(SQL, Int, SQL, [Int])] = [
        (
            "UPDATE workers SET unit = \(3) WHERE id IN \(list: [12, 99])", 1, "SELECT unit FROM workers WHERE id = 12",
            [3]
        ),
        ("UPDATE workers SET score = \(nil as Double?)", 4, "SELECT COUNT(score) FROM workers", [0]),
        (
            "UPDATE workers SET unit = u.parent FROM units u WHERE u.id = workers.unit AND workers.id = 14", 1,
            "SELECT unit FROM workers WHERE id = 14", [3]
        ),
        (
            """
            INSERT INTO units (id, name) VALUES (2, \("新东区")), (5, '北区')
            ON CONFLICT (id) DO UPDATE SET name = excluded.name
            """,
            2, "SELECT id FROM units WHERE name IN ('新东区', '北区') ORDER BY id", [2, 5]
        ),
        ("INSERT INTO units (id, name) VALUES (2, 'x') ON CONFLICT DO NOTHING", 0, "SELECT COUNT(*) FROM units", [5]),
        (
            "INSERT INTO units (id, parent, name) SELECT id + 10, id, name FROM units WHERE parent = 1", 2,
            "SELECT id FROM units WHERE id > 10 ORDER BY id", [12, 13]
        ),
        ("DELETE FROM units WHERE id IN (SELECT id FROM units WHERE id > 10)", 2, "SELECT COUNT(*) FROM units", [5]),
        ("DELETE FROM units WHERE id = 99", 0, "SELECT COUNT(*) FROM units", [5]),
        ("DELETE FROM units WHERE id = 2", 1, "SELECT id FROM workers WHERE unit = 2", []),
    ]
}
