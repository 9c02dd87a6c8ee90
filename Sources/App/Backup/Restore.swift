import Core
import Foundation
import Storage

package struct RestoreReport: Sendable {
    package let rows: Int
    package let tables: Int
    /// When the backup was made.
    package let madeAt: Instant
    /// The newest seal in it, proved.
    package let head: String?
    /// The head that lay in the folder is newer than the backup: so many seals are lost.
    package let lostSeals: Int
}

/// Puts a backup where there is no house yet.
///
/// Everything that can be known is known before the first byte is written: the file is whole and of this house, the keys
/// are the right ones, the program knows its schema. What is written has another name, in PostgreSQL another state, until
/// it is proved.
package struct Restoring: Sendable {
    let folder: DataFolder
    let path: String
    /// The file of the keys; nil: they are in the folder, or in the environment.
    let keysPath: String?
    let parts: Parts

    package init(into folder: DataFolder, from path: String, keysPath: String? = nil, parts: Parts) {
        self.folder = folder
        self.path = path
        self.keysPath = keysPath
        self.parts = parts
    }

    private var file: BackupFile { BackupFile(path: path) }

    /// Reads all of the file and answers whether it could be restored here.
    package func verify() async throws -> RestoreReport {
        let header = try checkedHeader()
        let ring = try keys(for: header)
        let rows = try file.read(expecting: Vault(ring)).rows
        return report(header, rows, lost: 0)
    }

    package func restore() async throws -> RestoreReport {
        let header = try checkedHeader()
        let ring = try keys(for: header)
        let rows = try file.read(expecting: Vault(ring)).rows
        try folder.make()
        return try await folder.whileFounding {
            let lost = try await write(header, ring, rows)
            return report(header, rows, lost: lost)
        }
    }

    private func report(_ header: BackupHeader, _ rows: [String: Int], lost: Int) -> RestoreReport {
        RestoreReport(
            rows: rows.values.reduce(0, +), tables: rows.count, madeAt: Instant(milliseconds: header.madeAt),
            head: header.head, lostSeals: lost)
    }

    private func checkedHeader() throws -> BackupHeader {
        let header = try file.header()
        let known = Set(parts.migrations.map(\.name))
        let unknown = header.migrations.filter { !known.contains($0) }
        guard unknown.isEmpty else { throw BackupFailure.newerSchema(unknown.joined(separator: ", ")) }
        return header
    }

    private func keys(for header: BackupHeader) throws -> KeyRing {
        let place = keysPath ?? folder.keysPath
        let ring: KeyRing
        do {
            let environment = keysPath == nil ? ProcessInfo.processInfo.environment : [:]
            ring = try KeyRing.load(path: place, environment: environment)
        } catch KeyRing.Failure.missing {
            throw BackupFailure.missingKeys(place)
        } catch KeyRing.Failure.readableByOthers {
            throw OpeningFailure.keysReadableByOthers(place)
        } catch {
            throw OpeningFailure.damagedKeys(place)
        }
        let marks = ring.marks
        guard header.keys.values.contains(ring.houseMark) else { throw BackupFailure.wrongKeys(place) }
        guard header.keys.allSatisfy({ marks[$0.key] == $0.value }) else { throw BackupFailure.olderKeys(place) }
        return ring
    }

    // MARK: - Writing

    private func write(_ header: BackupHeader, _ ring: KeyRing, _ rows: [String: Int]) async throws -> Int {
        if let keysPath, access(folder.keysPath, F_OK) == 0 {
            // The folder's own keys stay what they are.
            guard try KeyRing.load(path: folder.keysPath).marks == ring.marks || keysPath == folder.keysPath else {
                throw BackupFailure.houseThere(folder.keysPath)
            }
        }
        let database = try await folder.openForRestoring(parts)
        do {
            let city = try await load(header, into: database)
            try await prove(header, Vault(ring), rows, database)
            if let city { try await database.write { tx in try HouseFact.city.set(city, tx) } }
        } catch {
            await database.close()
            folder.removeRestoring()
            throw error
        }
        await database.close()
        if keysPath != nil, access(folder.keysPath, F_OK) != 0 {
            try ring.write(path: folder.keysPath, replacing: false)
        }
        try folder.nameRestored()
        return try await keepHead(header)
    }

    /// - Returns: what the house was founded with; until it is proved, it says that it is being restored.
    private func load(_ header: BackupHeader, into database: any Database) async throws -> String? {
        let made = parts.migrations.filter { header.migrations.contains($0.name) }
        // Before anything else, so that whatever is cut off from here on says what it was.
        _ = try await database.migrate(HouseFact.migrations)
        try await database.write { tx in try HouseFact.city.set(City.restoring.rawValue, tx) }
        _ = try await database.migrate(made)
        let shapes = try await TableShape.all(of: made)
        let city = try await database.write { [file] tx -> String? in
            try tx.withoutForeignKeys {
                // A migration may have put something there already.
                for shape in shapes { try tx.empty(shape) }
                var waiting: [[Value]] = []
                var of: TableShape?
                var truths: Set<Int> = []
                func flush() throws {
                    if let of { try tx.insert(waiting, into: of, truths: truths) }
                    waiting.removeAll(keepingCapacity: true)
                }
                _ = try file.read(expecting: nil) { shape in
                    try flush()
                    guard shapes.contains(shape) else { throw BackupFailure.damaged(file.path) }
                    of = shape
                    truths = try tx.truths(of: shape)
                } row: { shape, cells in
                    waiting.append(cells)
                    if waiting.count >= max(1, min(100, 600 / shape.columns.count)) { try flush() }
                }
                try flush()
            }
            let city = try HouseFact.city.value(tx)
            try HouseFact.city.set(City.restoring.rawValue, tx)
            return city
        }
        // What this program has and the backup's did not.
        _ = try await database.migrate(parts.migrations)
        return city
    }

    private func prove(
        _ header: BackupHeader, _ vault: Vault, _ rows: [String: Int], _ database: any Database
    ) async throws {
        let mark = try await database.read { tx in try HouseFact.keys.value(tx) }
        guard let mark, vault.keyMarks.values.contains(mark) else { throw BackupFailure.unsound("keys") }
        let audit = try await AuditVerification.verify(
            database, vault, keptHead: header.head.flatMap(DataFolder.head))
        guard audit.isSound, audit.head == header.head else { throw BackupFailure.unsound("audit") }
        let violations = try await Invariant.violations(of: parts.invariants, in: database)
        if let first = violations.first { throw BackupFailure.unsound(first.invariant) }
    }

    /// The head that lay here is moved aside, not forgotten: it says what was there before.
    private func keepHead(_ header: BackupHeader) async throws -> Int {
        let new = header.head.flatMap(DataFolder.head)
        var lost = 0
        if let kept = folder.keptHead() {
            lost = max(0, kept.number - (new?.number ?? 0))
            let aside = folder.headPath + ".before-restore"
            unlink(aside)
            guard rename(folder.headPath, aside) == 0 else { throw OpeningFailure.noRight(folder.headPath) }
        }
        // On audit, and with a head of its own.
        let open = try await folder.open(founding: nil, parts: parts)
        try await open.house.runner.recordReading("restore", of: [], fields: [], by: .operator)
        try await open.seal()
        await open.close()
        return lost
    }
}
