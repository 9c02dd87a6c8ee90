import Storage
import StoragePostgres
import Synchronization
import Testing
import TestSupport

struct PostgresConnectionTests {
    static let schema = Migration(
        "connections", ["CREATE TABLE notes (id \(type: .integer) NOT NULL PRIMARY KEY)\(SQL.tableOptions)"])

    /// Ends every connection to this database but the one that asks.
    static let endOthers: SQL = """
        SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """

    @Test func `after its connections were ended the next call works`() async throws {
        try await withDatabaseAddress(.postgres) { address in
            let database = try PostgresDatabase(url: address, clock: ManualClock())
            let other = try PostgresDatabase(url: address, clock: ManualClock())
            _ = try await database.migrate([Self.schema])
            let before: [Int] = try await database.read { try $0.values("SELECT id FROM notes") }
            #expect(before == [])
            let ended: Int? = try await other.write { try $0.value(Self.endOthers) }
            #expect(ended == 1)
            try await database.write { _ = try $0.execute("INSERT INTO notes (id) VALUES (\(1))") }
            let after: [Int] = try await database.read { try $0.values("SELECT id FROM notes") }
            #expect(after == [1])
            await database.close()
            await other.close()
        }
    }

    @Test func `an act whose connection broke in its midst is run again`() async throws {
        try await withDatabaseAddress(.postgres) { address in
            let database = try PostgresDatabase(url: address, clock: ManualClock())
            _ = try await database.migrate([Self.schema])
            let tries = Mutex(0)
            try await database.write { tx in
                let count = tries.withLock { tries in
                    tries += 1
                    return tries
                }
                try tx.execute("INSERT INTO notes (id) VALUES (\(count))")
                if count == 1 { _ = try tx.value("SELECT pg_terminate_backend(pg_backend_pid())") as Bool? }
            }
            let ids: [Int] = try await database.read { try $0.values("SELECT id FROM notes") }
            #expect(ids == [2])
            await database.close()
        }
    }

    @Test func `a prepared query whose table has changed meanwhile is prepared anew`() async throws {
        try await withDatabaseAddress(.postgres) { address in
            let database = try PostgresDatabase(url: address, clock: ManualClock())
            let other = try PostgresDatabase(url: address, clock: ManualClock())
            _ = try await database.migrate([Self.schema])
            try await database.write { _ = try $0.execute("INSERT INTO notes (id) VALUES (1)") }
            let before: [Int] = try await database.read { tx in try tx.all("SELECT * FROM notes") { try $0["id"] } }
            #expect(before == [1])
            try await other.write { _ = try $0.execute("ALTER TABLE notes ADD COLUMN place BIGINT DEFAULT 7") }
            let after: [Int] = try await database.read { tx in try tx.all("SELECT * FROM notes") { try $0["place"] } }
            #expect(after == [7])
            await database.close()
            await other.close()
        }
    }
}
