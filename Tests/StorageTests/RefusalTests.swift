import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import Testing
import TestSupport

struct RefusalTests {
    static let schema = Migration(
        "refusals",
        [
            "CREATE TABLE units (id \(type: .integer) NOT NULL PRIMARY KEY)\(SQL.tableOptions)",
            """
            CREATE TABLE workers (
                id \(type: .integer) NOT NULL PRIMARY KEY,
                unit \(type: .integer) NOT NULL,
                name \(type: .text) NOT NULL,
                later \(type: .integer) REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
                UNIQUE (unit, name),
                CONSTRAINT worker_named CHECK (length(name) > 0),
                CONSTRAINT worker_unit FOREIGN KEY (unit) REFERENCES units (id)
            )\(SQL.tableOptions)
            """,
            "INSERT INTO units (id) VALUES (1)",
            "INSERT INTO workers (id, unit, name) VALUES (1, 1, '王小明')",
        ])

    private func refusal(_ engine: TestEngine, _ sql: SQL) async throws -> StorageError? {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            do {
                _ = try await database.write { try $0.execute(sql) }
                return nil
            } catch let error as StorageError {
                let count: Int? = try await database.read { try $0.value("SELECT COUNT(*) FROM workers") }
                #expect(count == 1)
                return error
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a second row with the same key is not unique`(engine: TestEngine) async throws {
        let ofKey = try await refusal(engine, "INSERT INTO workers (id, unit, name) VALUES (1, 1, 'x')")
        #expect(ofKey == .unique("workers.id"))
        let ofPair = try await refusal(engine, "INSERT INTO workers (id, unit, name) VALUES (2, 1, \("王小明"))")
        #expect(ofPair == .unique("workers.unit, workers.name"))
    }

    @Test(arguments: TestEngine.allCases)
    func `a row that hangs in the air is refused at once`(engine: TestEngine) async throws {
        let error = try await refusal(engine, "INSERT INTO workers (id, unit, name) VALUES (2, 9, 'x')")
        guard case .foreignKey = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a deferred foreign key is refused at COMMIT`(engine: TestEngine) async throws {
        let error = try await refusal(engine, "INSERT INTO workers (id, unit, name, later) VALUES (2, 1, 'x', 9)")
        guard case .foreignKey = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a deferred foreign key may be filled before COMMIT`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            let count: Int? = try await database.write { tx in
                try tx.execute("INSERT INTO workers (id, unit, name, later) VALUES (2, 1, 'x', 9)")
                try tx.execute("INSERT INTO units (id) VALUES (9)")
                return try tx.value("SELECT COUNT(*) FROM workers")
            }
            #expect(count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `checks and NOT NULL are named`(engine: TestEngine) async throws {
        let check = try await refusal(engine, "INSERT INTO workers (id, unit, name) VALUES (2, 1, '')")
        #expect(check == .check("worker_named"))
        let null = try await refusal(engine, "INSERT INTO workers (id, unit, name) VALUES (2, 1, \(nil as String?))")
        #expect(null == .notNull("workers.name"))
    }

    @Test(arguments: TestEngine.allCases)
    func `a wrong type and a wrong statement fail`(engine: TestEngine) async throws {
        for sql: SQL in ["INSERT INTO workers (id, unit, name) VALUES ('x', 1, 'x')", "SELEC 1", "DELETE FROM nowhere"]
        {
            let error = try await refusal(engine, sql)
            guard case .failed = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a read changes nothing`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            await expect(throws: StorageError.self) {
                try await database.read { try $0.execute("DELETE FROM workers") }
            }
            let count: Int? = try await database.read { try $0.value("SELECT COUNT(*) FROM workers") }
            #expect(count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a closed database is unavailable`(engine: TestEngine) async throws {
        try await withDatabase(engine) { database in
            await database.close()
            await expect(throws: StorageError.unavailable("the database is closed")) {
                try await database.read { try $0.value("SELECT 1") as Int? }
            }
            await expect(throws: StorageError.unavailable("the database is closed")) {
                try await database.write { try $0.value("SELECT 1") as Int? }
            }
        }
    }

    @Test func `a file that is something else is not a database`() throws {
        let path = FileManager.default.temporaryDirectory.path + "/qiao-\(UUID().uuidString).sqlite"
        try Data(repeating: 0x41, count: 5000).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        expect(throws: StorageError.notADatabase) { try SQLiteDatabase(path: path, clock: ManualClock()) }
    }

    @Test func `a file that cannot be made is unavailable`() throws {
        do {
            _ = try SQLiteDatabase(path: "/nowhere/at/all.sqlite", clock: ManualClock())
            Issue.record("opened")
        } catch StorageError.unavailable {}
    }

    @Test func `a full disk is said so`() async throws {
        try await withDatabase(.sqlite, migrations: [Self.schema]) { database in
            await expect(throws: StorageError.diskFull) {
                try await database.write { tx in
                    let _: Int? = try tx.value("PRAGMA max_page_count = 1")
                    for id in 2..<5000 {
                        try tx.execute("INSERT INTO workers (id, unit, name) VALUES (\(id), 1, \("name \(id)"))")
                    }
                }
            }
            let count: Int? = try await database.read { try $0.value("SELECT COUNT(*) FROM workers") }
            #expect(count == 1)
        }
    }

    @Test func `a server that does not answer is unavailable, and its address is not repeated`() throws {
        for url in ["postgresql://qiao:secret@127.0.0.1:1/qiao", "postgresql://qiao:secret@127.0.0.1:1/qiao?nonsense"] {
            do {
                _ = try PostgresDatabase(url: url, clock: ManualClock())
                Issue.record("opened")
            } catch StorageError.unavailable(let sentence) {
                #expect(!sentence.contains("secret"))
            }
        }
    }
}
