import Core
import Foundation
import Storage

/// An open house: what rooms work with, and the folder behind it.
package struct OpenHouse: Sendable {
    package let house: House
    package let parts: Parts
    package let folder: DataFolder
    package let isFresh: Bool

    package func close() async { await house.database.close() }

    /// Seals what is unsealed and keeps the head outside the database: before a command line's process ends.
    package func seal() async throws {
        while try await Sealer.seal(house.database, house.vault) != nil {}
        try await keepHead()
    }

    /// Keeps the newest head outside the database; never in place of one that this chain does not lead on from, which
    /// would wipe out the trace of a cut tail or of an older copy put back.
    ///
    /// - Returns: false where the kept head is not of this chain.
    @discardableResult
    func keepHead() async throws -> Bool {
        let kept = folder.keptHead()
        let (last, known) = try await house.database.read { tx -> (Seal?, String?) in
            guard let kept else { return (try Seal.last(tx), nil) }
            return (try Seal.last(tx), try tx.value("SELECT head FROM audit_seals WHERE number = \(kept.number)"))
        }
        if let kept, known != kept.head { return false }
        if let last, last.number != kept?.number { folder.keepHead(last) }
        return true
    }

    package func city() async throws -> City? {
        try await house.database.read { tx in try HouseFact.city.value(tx).flatMap(City.init(rawValue:)) }
    }

    func setCity(_ city: City) async throws {
        try await house.database.write { tx in try HouseFact.city.set(city.rawValue, tx) }
    }
}

/// What a house was founded with. Written together with its first fact, so that no house is without it.
package enum City: String, Sendable {
    /// The demo city is being built; nobody has worked here yet.
    case founding
    case demo
    /// For real work.
    case empty
    /// A backup is being put here and is not proved yet.
    case restoring
}

extension DataFolder {
    /// Opens the house in this folder.
    ///
    /// - Parameters:
    ///   - founding: what to make of a folder without a house; nil: that is an error.
    ///   - node: two processes that share a database have different ones.
    package func open(
        founding: City?, parts: Parts, clock: any Clock = SystemClock(),
        identifiers: (any IdentifierSource)? = nil
    ) async throws -> OpenHouse {
        if founding != nil { try make() }
        try checkRights()
        guard !holdsHalfRestored else { throw OpeningFailure.halfRestored }
        guard founding != nil || holdsDatabase else { throw OpeningFailure.noHouse(path) }
        guard !isCutShort else { throw OpeningFailure.notADatabase(databasePath) }
        do {
            let database = try openDatabase(clock: clock)
            do {
                let (ring, isFresh) = try await keys(for: database, mayFound: founding != nil)
                let vault = Vault(KeySource(ring, read: readKeys))
                _ = try await database.migrate(parts.migrations)
                if isFresh, let founding {
                    try await database.write { tx in
                        // Another process may have founded it meanwhile, with keys of its own.
                        guard try HouseFact.keys.value(tx) == nil else { throw StorageError.busy }
                        try HouseFact.keys.set(ring.houseMark, tx)
                        try HouseFact.city.set(founding.rawValue, tx)
                    }
                } else {
                    let city = try await database.read { tx in try HouseFact.city.value(tx) }
                    if founding != .founding, city == City.founding.rawValue {
                        throw databaseURL == nil ? OpeningFailure.unfinished(path) : .halfFounded
                    }
                }
                let meter = Meter()
                let house = House(
                    database: MeteredDatabase(database, meter), vault: vault, clock: clock,
                    identifiers: identifiers ?? TimeOrderedIdentifiers(node: Int.random(in: 1..<1024)),
                    phrasebook: parts.phrasebook, gate: parts.gate, registry: parts.registry, meter: meter)
                return OpenHouse(house: house, parts: parts, folder: self, isFresh: isFresh)
            } catch {
                await database.close()
                throw error
            }
        } catch let error as StorageError {
            throw plain(error)
        }
    }

    static func tables(in database: any Database) async throws -> [String] {
        try await database.read { tx in
            switch tx.engine {
            case .sqlite: try tx.values("SELECT name FROM sqlite_master WHERE type = 'table'")
            case .postgres: try tx.values("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()")
            }
        }
    }

    /// The key ring of this database; a new one only for a database that never had one.
    private func keys(for database: any Database, mayFound: Bool) async throws -> (KeyRing, isFresh: Bool) {
        let tables = try await Self.tables(in: database)
        // The first table is that of the migrations: others without it are of another program.
        guard tables.isEmpty || tables.contains("migrations") else {
            throw OpeningFailure.notADatabase(databaseURL == nil ? databasePath : "PostgreSQL")
        }
        var mark: String?
        if tables.contains("house_facts") {
            let city: String?
            (mark, city) = try await database.read { tx in
                (try HouseFact.keys.value(tx), try HouseFact.city.value(tx))
            }
            // Before keys are made for what is no house.
            guard city != City.restoring.rawValue else { throw OpeningFailure.halfRestored }
        }
        do {
            let environment = ProcessInfo.processInfo.environment
            guard let mark else {
                guard mayFound else { throw OpeningFailure.noHouse(path) }
                guard keptHead() == nil else { throw OpeningFailure.lostDatabase(path) }
                let hasKeys = environment["QIAO_KEYS"] != nil || FileManager.default.fileExists(atPath: keysPath)
                let ring =
                    try hasKeys
                    ? KeyRing.load(path: keysPath, environment: environment) : KeyRing.create(path: keysPath)
                return (ring, true)
            }
            let ring = try KeyRing.load(path: keysPath, environment: environment)
            guard ring.houseMark == mark else { throw KeyRing.Failure.wrong }
            let newest = try await database.read { tx in try HouseFact.newestKey.value(tx) }
            guard newest.map({ ring.marks.values.contains($0) }) ?? true else {
                throw OpeningFailure.olderKeys(keysPath)
            }
            return (ring, false)
        } catch let failure as KeyRing.Failure {
            switch failure {
            case .missing(let path): throw OpeningFailure.missingKeys(path)
            case .readableByOthers(let path): throw OpeningFailure.keysReadableByOthers(path)
            case .damaged(let path): throw OpeningFailure.damagedKeys(path)
            case .wrong: throw OpeningFailure.wrongKeys(keysPath)
            case .cannotWrite: throw access(path, W_OK) == 0 ? OpeningFailure.diskFull(keysPath) : .noRight(path)
            }
        }
    }

    /// The keys as the file or the environment has them now.
    var readKeys: @Sendable () -> KeyRing? {
        let path = keysPath
        return { try? KeyRing.load(path: path, environment: ProcessInfo.processInfo.environment) }
    }

    private func plain(_ error: StorageError) -> any Error {
        let place = databaseURL == nil ? databasePath : "PostgreSQL"
        return switch error {
        case .schemaNewer(let names): OpeningFailure.newerSchema(names.joined(separator: ", "))
        case .notADatabase: OpeningFailure.notADatabase(place)
        case .diskFull: OpeningFailure.diskFull(place)
        case .unavailable where databaseURL == nil: OpeningFailure.noRight(place)
        case .unavailable(let reason):
            // libpq's sentences come in lines.
            OpeningFailure.unavailable(reason.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        case .busy: OpeningFailure.busy
        default: error
        }
    }
}
