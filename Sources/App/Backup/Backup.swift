import Core
import Foundation
import Storage
import StorageSQLite

extension OpenHouse {
    /// What was written.
    package struct BackupReport: Sendable {
        package let head: String?
        package let rows: Int
        package let bytes: Int
    }

    /// Writes everything that the database holds at one moment into a file, while others go on working.
    ///
    /// The keys are not in it. The file has its name only when all of it is on disk; never over an existing file.
    /// - Throws: `BackupFailure`, `StorageError`.
    package func backUp(to path: String) async throws -> BackupReport {
        // Before any entry says that there was one.
        guard access(path, F_OK) != 0 else { throw BackupFailure.alreadyThere(path) }
        let shapes = try await TableShape.all(of: parts.migrations)
        try await house.runner.recordReading("backUp", of: [], fields: [], by: .operator)
        try await seal()
        let writer = try CompressedWriter(path: path)
        // One closure, one thread; it may run twice, and then begins again.
        nonisolated(unsafe) let lines = writer
        do {
            let (head, rows) = try await house.database.read { [vault = house.vault] tx in
                try lines.begin()
                let last = try Seal.last(tx).map { "\($0.number):\($0.head)" }
                let header = BackupHeader(
                    madeAt: tx.now.milliseconds, engine: "\(tx.engine)",
                    migrations: try tx.values("SELECT name FROM migrations ORDER BY applied_at, name"),
                    keys: vault.keyMarks, head: last)
                try lines.write { $0 += try BackupFile.json(header) }
                var rows: [String: Int] = [:]
                for shape in shapes {
                    try lines.write { $0.append(contentsOf: BackupFile.line(shape).utf8) }
                    var count = 0
                    try tx.eachRow(of: shape) { cells in
                        try lines.write { CopiedRow.append(cells, to: &$0) }
                        count += 1
                    }
                    rows[shape.name] = count
                }
                let sha = try lines.digest()
                let trailer = BackupTrailer(rows: rows, sha256: sha, mac: BackupTrailer.mac(sha, vault))
                try lines.write { $0 += try BackupFile.json(trailer) }
                return (last, rows.values.reduce(0, +))
            }
            try writer.finish()
            let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue ?? 0
            return BackupReport(head: head, rows: rows, bytes: size)
        } catch {
            writer.abandon()
            throw error
        }
    }
}

extension TableShape {
    /// The tables that the migrations make, on either engine.
    static func all(of migrations: [Migration]) async throws -> [TableShape] {
        try await inMemory(migrations) { tx in try all(tx) }
    }

    /// The views that the migrations make.
    static func views(of migrations: [Migration]) async throws -> [String] {
        try await inMemory(migrations) { tx in try tx.values("SELECT name FROM sqlite_master WHERE type = 'view'") }
    }

    private static func inMemory<T: Sendable>(
        _ migrations: [Migration], _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        let database = try SQLiteDatabase.inMemory(clock: SystemClock())
        do {
            _ = try await database.migrate(migrations)
            let result = try await database.read(body)
            await database.close()
            return result
        } catch {
            await database.close()
            throw error
        }
    }
}
