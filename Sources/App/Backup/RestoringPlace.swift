import Core
import Foundation
import Storage
import StoragePostgres
import StorageSQLite

/// Where a backup is put until it is proved.
extension DataFolder {
    /// The embedded database has this name until it is proved.
    private var restoringPath: String { databasePath + ".restoring" }

    /// A restore was cut off, and nothing has come since.
    var holdsHalfRestored: Bool {
        databaseURL == nil && access(restoringPath, F_OK) == 0 && access(databasePath, F_OK) != 0
    }

    /// An empty database for a backup; what an earlier restore left is taken away.
    func openForRestoring(_ parts: Parts) async throws -> any Database {
        guard let databaseURL else {
            guard access(databasePath, F_OK) != 0 else { throw BackupFailure.houseThere(databasePath) }
            removeRestoring()
            return try SQLiteDatabase(path: restoringPath, clock: SystemClock())
        }
        let database = try PostgresDatabase(url: databaseURL, clock: SystemClock())
        let tables = try await Self.tables(in: database)
        guard !tables.isEmpty else { return database }
        var isFounded = false
        if tables.contains("house_facts") {
            isFounded = try await database.read { tx in
                try HouseFact.keys.value(tx) != nil && HouseFact.city.value(tx) != City.restoring.rawValue
            }
        }
        await database.close()
        guard tables.contains("migrations") else { throw OpeningFailure.notADatabase("PostgreSQL") }
        guard !isFounded else { throw BackupFailure.houseInDatabase }
        try await removePostgresHouse(parts)
        return try PostgresDatabase(url: databaseURL, clock: SystemClock())
    }

    func removeRestoring() {
        for suffix in ["", "-wal", "-shm"] { unlink(restoringPath + suffix) }
    }

    /// Gives the restored database its name; never over another.
    func nameRestored() throws {
        guard databaseURL == nil else { return }
        for suffix in ["-wal", "-shm"] { unlink(restoringPath + suffix) }
        guard access(databasePath, F_OK) != 0 else { throw BackupFailure.houseThere(databasePath) }
        guard rename(restoringPath, databasePath) == 0 else { throw OpeningFailure.noRight(databasePath) }
        syncFolder(of: databasePath)
    }

    /// Empties a PostgreSQL in which nobody has worked yet: a founding or a restore was cut off. Tables that are not ours
    /// stay.
    func removePostgresHouse(_ parts: Parts) async throws {
        guard let databaseURL else { return }
        let tables = try await TableShape.all(of: parts.migrations).map(\.name) + ["migrations"]
        let views = try await TableShape.views(of: parts.migrations)
        let database = try PostgresDatabase(url: databaseURL, clock: SystemClock())
        do {
            try await waitUntilAlone(database)
            try await database.write { tx in
                for view in views { try tx.drop("VIEW", view) }
                for table in Set(tables).sorted() { try tx.drop("TABLE", table) }
            }
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    /// Somebody at work elsewhere would lose it all. One that was killed is gone in a moment.
    private func waitUntilAlone(_ database: any Database) async throws {
        for _ in 0..<30 {
            let others: Int? = try await database.read { tx in
                try tx.value(
                    """
                    SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()
                    AND application_name = 'qiao' AND pid <> pg_backend_pid()
                    """)
            }
            if others == 0 { return }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw OpeningFailure.busy
    }
}
