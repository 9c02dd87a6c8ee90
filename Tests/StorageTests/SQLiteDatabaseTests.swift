import Foundation
import Storage
import StorageSQLite
import Testing
import TestSupport

struct SQLiteDatabaseTests {
    @Test func `a database in memory does the same`() async throws {
        let database = try SQLiteDatabase.inMemory(clock: ManualClock())
        #expect(try await database.migrate([TransactionTests.schema]) == ["transactions"])
        try await database.write { _ = try $0.execute(TransactionTests.insert(2)) }
        await expect(throws: StorageError.self) {
            try await database.read { _ = try $0.execute(TransactionTests.insert(3)) }
        }
        let ids: [Int] = try await database.read { try $0.values(TransactionTests.ids) }
        #expect(ids == [1, 2])
        await database.close()
    }

    @Test func `a commit is on the disk, and foreign keys are kept`() async throws {
        try await withDatabase(.sqlite) { database in
            let settings: [Int?] = try await database.write { tx in
                [try tx.value("PRAGMA synchronous"), try tx.value("PRAGMA foreign_keys")]
            }
            let fullyOnDisk = 2
            #expect(settings == [fullyOnDisk, 1])
            let journal: String? = try await database.read { try $0.value("PRAGMA journal_mode") }
            #expect(journal == "wal")
        }
    }

    @Test func `a closed database is one whole file`() async throws {
        let path = FileManager.default.temporaryDirectory.path + "/qiao-\(UUID().uuidString).sqlite"
        let database = try SQLiteDatabase(path: path, clock: ManualClock())
        _ = try await database.migrate([TransactionTests.schema])
        let _: [Int] = try await database.read { try $0.values(TransactionTests.ids) }
        await database.close()
        let copy = path + ".copy"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let copied = try SQLiteDatabase(path: copy, clock: ManualClock())
        let ids: [Int] = try await copied.read { try $0.values(TransactionTests.ids) }
        #expect(ids == [1])
        await copied.close()
        for file in [path, copy].flatMap({ [$0, $0 + "-wal", $0 + "-shm"] }) {
            try? FileManager.default.removeItem(atPath: file)
        }
    }
}
