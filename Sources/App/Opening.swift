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
        while let seal = try await Sealer.seal(house.database, house.vault) { folder.keepHead(seal) }
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
        guard founding != nil || holdsDatabase else { throw OpeningFailure.noHouse(path) }
        do {
            let database = try openDatabase(clock: clock)
            do {
                let (ring, isFresh) = try await keys(for: database, mayFound: founding != nil)
                let vault = Vault(ring)
                _ = try await database.migrate(parts.migrations)
                if isFresh, let founding {
                    try await database.write { tx in
                        try HouseFact.keys.set(Self.mark(vault), tx)
                        try HouseFact.city.set(founding.rawValue, tx)
                    }
                }
                let house = House(
                    database: database, vault: vault, clock: clock,
                    identifiers: identifiers ?? TimeOrderedIdentifiers(node: Int.random(in: 1..<1024)),
                    phrasebook: parts.phrasebook, gate: parts.gate)
                return OpenHouse(house: house, parts: parts, folder: self, isFresh: isFresh)
            } catch {
                await database.close()
                throw error
            }
        } catch let error as StorageError {
            throw plain(error)
        }
    }

    /// The key ring of this database; a new one only for a database that never had one.
    private func keys(for database: any Database, mayFound: Bool) async throws -> (KeyRing, isFresh: Bool) {
        let mark: String?
        do { mark = try await database.read { tx in try HouseFact.keys.value(tx) } } catch StorageError.failed {
            mark = nil  // no such table: nobody has lived here
        }
        do {
            let environment = ProcessInfo.processInfo.environment
            guard let mark else {
                guard mayFound else { throw OpeningFailure.noHouse(path) }
                let hasKeys = environment["QIAO_KEYS"] != nil || FileManager.default.fileExists(atPath: keysPath)
                let ring =
                    try hasKeys
                    ? KeyRing.load(path: keysPath, environment: environment) : KeyRing.create(path: keysPath)
                return (ring, true)
            }
            let ring = try KeyRing.load(path: keysPath, environment: environment)
            guard Self.mark(Vault(ring)) == mark else { throw KeyRing.Failure.wrong }
            return (ring, false)
        } catch let failure as KeyRing.Failure {
            switch failure {
            case .missing(let path): throw OpeningFailure.missingKeys(path)
            case .readableByOthers(let path): throw OpeningFailure.keysReadableByOthers(path)
            case .damaged(let path): throw OpeningFailure.damagedKeys(path)
            case .wrong: throw OpeningFailure.wrongKeys(keysPath)
            case .cannotWrite(let path, let reason): throw OpeningFailure.cannotMakeFolder(path, reason: reason)
            }
        }
    }

    private static func mark(_ vault: Vault) -> String { vault.digest("house", "keys", for: .check) }

    private func plain(_ error: StorageError) -> any Error {
        let place = databaseURL == nil ? databasePath : "PostgreSQL"
        return switch error {
        case .schemaNewer(let names): OpeningFailure.newerSchema(names.joined(separator: ", "))
        case .notADatabase: OpeningFailure.notADatabase(place)
        case .diskFull: OpeningFailure.diskFull(place)
        case .unavailable(let reason): OpeningFailure.unavailable(reason)
        case .busy: OpeningFailure.busy
        default: error
        }
    }
}
