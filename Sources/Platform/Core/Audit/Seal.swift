import Crypto
import Foundation
import Storage

/// One link of the chain over the audit log: how many entries it took, and one hash for all of them.
package struct Seal: Sendable, Hashable, Codable {
    package let number: Int
    package let previous: String
    package let at: Instant
    package let entries: Int
    package let root: String
    package let head: String

    init(number: Int, previous: String, at: Instant, macs: [String], vault: Vault) {
        self.number = number
        self.previous = previous
        self.at = at
        entries = macs.count
        root = Self.root(of: macs)
        head = Self.head(number, previous, at, macs.count, root, vault)
    }

    init(row: Row) throws {
        number = try row["number"]
        previous = try row["previous"]
        at = try row["sealed_at"]
        entries = try row["entries"]
        root = try row["root"]
        head = try row["head"]
    }

    /// SHA-256 over the entries' hashes in the order of their identifiers.
    static func root(of macs: [String]) -> String {
        var hash = SHA256()
        for mac in macs { hash.update(data: Data(mac.utf8)) }
        return hash.finalize().map { String(format: "%02x", $0) }.joined()
    }

    func isSound(_ vault: Vault) -> Bool { head == Self.head(number, previous, at, entries, root, vault) }

    private static func head(
        _ number: Int, _ previous: String, _ at: Instant, _ entries: Int, _ root: String, _ vault: Vault
    ) -> String {
        vault.digest("seal", "\(number)|\(previous)|\(at.milliseconds)|\(entries)|\(root)", for: .audit)
    }

    static let beginning = "beginning"
    static let columns: SQL = "number, previous, sealed_at, entries, root, head"

    package static func last(_ tx: Transaction) throws -> Seal? {
        try tx.first("SELECT \(columns) FROM audit_seals ORDER BY number DESC LIMIT 1", Seal.init(row:))
    }
}

/// Takes what is committed and in no seal, and chains a seal over it; about once a second, so that writers never wait.
package enum Sealer {
    package static let work = BackgroundWork("seal the audit log", everySeconds: 1) { house in
        try await seal(house.database, house.vault) != nil
    }

    /// The most that one seal takes.
    private static let mostEntries = 5000

    private struct Overtaken: Error {}

    /// - Returns: the new seal, or nil where nothing was unsealed or another process sealed first.
    @discardableResult
    package static func seal(_ database: any Database, _ vault: Vault) async throws -> Seal? {
        guard try await hasUnsealed(database) else { return nil }
        do {
            return try await database.write(.readCommitted) { tx in
                // Before the entries: what another sealer commits between these two looks then collides below.
                let last = try Seal.last(tx)
                let taken = try tx.all(
                    "SELECT id, mac FROM audit_entries WHERE seal IS NULL ORDER BY id LIMIT \(mostEntries)"
                ) { row in (id: try row["id"] as Identifier, mac: try row["mac"] as String) }
                guard !taken.isEmpty else { return nil }
                let seal = Seal(
                    number: (last?.number ?? 0) + 1, previous: last?.head ?? Seal.beginning, at: tx.now,
                    macs: taken.map(\.mac), vault: vault)
                // UNIQUE(previous) lets one of two sealers win.
                try tx.execute(
                    """
                    INSERT INTO audit_seals (\(Seal.columns))
                    VALUES (\(seal.number), \(seal.previous), \(seal.at), \(seal.entries), \(seal.root), \(seal.head))
                    """)
                var marked = 0
                for start in stride(from: 0, to: taken.count, by: 500) {
                    let ids = taken[start..<min(start + 500, taken.count)].map(\.id)
                    marked += try tx.execute(
                        "UPDATE audit_entries SET seal = \(seal.number) WHERE id IN \(list: ids) AND seal IS NULL")
                }
                // A seal over entries that are not its own would break the chain for good.
                guard marked == taken.count else { throw Overtaken() }
                return seal
            }
        } catch StorageError.unique { return nil } catch is Overtaken { return nil }
    }

    private static func hasUnsealed(_ database: any Database) async throws -> Bool {
        try await database.read { tx in
            try (tx.value("SELECT id FROM audit_entries WHERE seal IS NULL LIMIT 1") as Identifier?) != nil
        }
    }

    /// Seals until nothing is left.
    package static func sealAll(_ database: any Database, _ vault: Vault) async throws {
        while try await hasUnsealed(database) { try await seal(database, vault) }
    }
}
