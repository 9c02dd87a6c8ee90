import Storage
import StoragePostgres
import StorageSQLite
import Testing
import TestSupport

struct MigrationTests {
    static let first = Migration(
        "first", ["CREATE TABLE first (id \(type: .integer) NOT NULL PRIMARY KEY)\(SQL.tableOptions)"])
    static let second = Migration(
        "second",
        [
            "CREATE TABLE second (id \(type: .integer) NOT NULL PRIMARY KEY)\(SQL.tableOptions)",
            "INSERT INTO second (id) VALUES (\(7))",
        ])

    @Test(arguments: TestEngine.allCases)
    func `each is applied once, in order`(engine: TestEngine) async throws {
        try await withDatabase(engine) { database throws in
            #expect(try await database.migrate([Self.first]) == ["first"])
            #expect(try await database.migrate([Self.first]) == [])
            // A room that stands before others in the list gets its step later than they.
            #expect(try await database.migrate([Self.second, Self.first]) == ["second"])
            let ids: [Int] = try await database.read { try $0.values("SELECT id FROM second") }
            #expect(ids == [7])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a database of a newer program is left alone`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.first, Self.second]) { database in
            await expect(throws: StorageError.schemaNewer(["second"])) {
                try await database.migrate([Self.first, Migration("third", ["CREATE TABLE third (id INTEGER)"])])
            }
            await expect(throws: StorageError.self) {
                try await database.read { try $0.value("SELECT COUNT(*) FROM third") as Int? }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `one that fails leaves nothing behind`(engine: TestEngine) async throws {
        try await withDatabase(engine) { database throws in
            let broken = Migration("second", Self.second.statements + ["INSERT INTO nowhere (id) VALUES (1)"])
            await expect(throws: StorageError.self) { try await database.migrate([Self.first, broken]) }
            #expect(try await database.migrate([Self.first, Self.second]) == ["second"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two of the same name are refused`(engine: TestEngine) async throws {
        try await withDatabase(engine) { database throws in
            await expect(throws: StorageError.failed("two migrations have the same name")) {
                try await database.migrate([Self.first, Self.first])
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two processes that start at once apply each once`(engine: TestEngine) async throws {
        try await withDatabaseAddress(engine) { address in
            func open() throws -> any Database {
                switch engine {
                case .sqlite: try SQLiteDatabase(path: address, clock: ManualClock())
                case .postgres: try PostgresDatabase(url: address, clock: ManualClock())
                }
            }
            let databases = [try open(), try open()]
            async let one = databases[0].migrate([Self.first, Self.second])
            async let other = databases[1].migrate([Self.first, Self.second])
            let applied = try await one + other
            #expect(applied.sorted() == ["first", "second"])
            for database in databases { await database.close() }
        }
    }
}
