import Storage

/// What `qiao audit verify` finds.
package struct AuditVerification: Sendable, Codable {
    package enum Fault: Sendable, Codable, Hashable {
        /// An entry does not say what it said when it was written, or was put in without the key.
        case brokenEntry(Identifier)
        /// Entries of a seal are missing, or there are more than it took.
        case wrongEntries(seal: Int)
        case brokenSeal(Int)
        /// The chain ends before the head that was kept outside the database.
        case cutTail(kept: Int, found: Int)
        /// The kept head is of another chain.
        case otherChain(Int)
    }

    package var seals = 0
    package var sealedEntries = 0
    /// Not in a seal yet. Should some of these have been lost, nobody can see it.
    package var unsealedEntries = 0
    package var head: String?
    package var fault: Fault?

    package var isSound: Bool { fault == nil }

    /// Recomputes every hash, from the first entry to the last.
    ///
    /// - Parameter keptHead: number and head of a seal that was kept outside the database.
    package static func verify(
        _ database: any Database, _ vault: Vault, keptHead: (number: Int, head: String)?
    ) async throws -> AuditVerification {
        var result = AuditVerification()
        var previous = Seal.beginning
        let seals = try await database.read { tx in
            try tx.all("SELECT \(Seal.columns) FROM audit_seals ORDER BY number", Seal.init(row:))
        }
        for (position, seal) in seals.enumerated() {
            guard seal.number == position + 1, seal.previous == previous, seal.isSound(vault) else {
                result.fault = .brokenSeal(seal.number)
                return result
            }
            if let kept = keptHead, kept.number == seal.number, kept.head != seal.head {
                result.fault = .otherChain(seal.number)
                return result
            }
            let entries = try await entries("seal = \(seal.number)", database, vault)
            if let broken = entries.broken {
                result.fault = .brokenEntry(broken)
                return result
            }
            guard entries.macs.count == seal.entries, Seal.root(of: entries.macs) == seal.root else {
                result.fault = .wrongEntries(seal: seal.number)
                return result
            }
            previous = seal.head
            result.seals += 1
            result.sealedEntries += seal.entries
            result.head = "\(seal.number):\(seal.head)"
        }
        if let kept = keptHead, kept.number > seals.count {
            result.fault = .cutTail(kept: kept.number, found: seals.count)
            return result
        }
        let loose = try await entries("seal IS NULL", database, vault)
        result.unsealedEntries = loose.macs.count
        result.fault = loose.broken.map(Fault.brokenEntry)
        if result.fault == nil { result.fault = try await strayEntry(database) }
        return result
    }

    private static func entries(
        _ condition: SQL, _ database: any Database, _ vault: Vault
    ) async throws -> (macs: [String], broken: Identifier?) {
        let rows = try await database.read { tx in
            try tx.all("SELECT \(AuditEntry.columns), mac FROM audit_entries WHERE \(condition) ORDER BY id") { row in
                (entry: try AuditEntry(row: row), mac: try row["mac"] as String)
            }
        }
        return (rows.map(\.mac), rows.first { $0.entry.mac(vault) != $0.mac }?.entry.id)
    }

    /// An entry that says it is in a seal which is not there.
    private static func strayEntry(_ database: any Database) async throws -> Fault? {
        let stray: Identifier? = try await database.read { tx in
            try tx.value(
                """
                SELECT id FROM audit_entries WHERE seal IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.number = audit_entries.seal) ORDER BY id LIMIT 1
                """)
        }
        return stray.map(Fault.brokenEntry)
    }
}
