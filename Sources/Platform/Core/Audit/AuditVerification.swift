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

    /// So many are in memory at once, however long the log is.
    private static let sealsAtOnce = 500
    private static let entriesAtOnce = 5000

    /// Recomputes every hash, from the first entry to the last.
    ///
    /// - Parameter keptHead: number and head of a seal that was kept outside the database.
    package static func verify(
        _ database: any Database, _ vault: Vault, keptHead: (number: Int, head: String)?
    ) async throws -> AuditVerification {
        var result = AuditVerification()
        if let kept = keptHead, kept.number < 1 {
            result.fault = .otherChain(kept.number)
            return result
        }
        var previous = Seal.beginning
        while result.fault == nil {
            let page = try await seals(after: result.seals == 0 ? .min : result.seals, database)
            if page.isEmpty { break }
            var sound: [Seal] = []
            var broken: Fault?
            for seal in page {
                if seal.number != result.seals + sound.count + 1 || seal.previous != previous || !seal.isSound(vault) {
                    broken = .brokenSeal(seal.number)
                } else if let kept = keptHead, kept.number == seal.number, kept.head != seal.head {
                    broken = .otherChain(seal.number)
                }
                if broken != nil { break }
                sound.append(seal)
                previous = seal.head
            }
            try await result.proveEntries(of: sound, database, vault)
            // The entries before it come first.
            if result.fault == nil { result.fault = broken }
        }
        if result.fault == nil, let kept = keptHead, kept.number > result.seals {
            result.fault = .cutTail(kept: kept.number, found: result.seals)
        }
        if result.fault == nil { try await result.proveUnsealed(database, vault) }
        if result.fault == nil { result.fault = try await strayEntry(database) }
        if result.fault == nil { result.fault = try await strayRecord(database) }
        return result
    }

    private static func seals(after number: Int, _ database: any Database) async throws -> [Seal] {
        try await database.read { tx in
            try tx.all(
                "SELECT \(Seal.columns) FROM audit_seals WHERE number > \(number) ORDER BY number LIMIT \(sealsAtOnce)",
                Seal.init(row:))
        }
    }

    /// Goes on from seal to seal, and stops at the first fault. How many entries a sound seal says it took can be believed.
    private mutating func proveEntries(of sound: [Seal], _ database: any Database, _ vault: Vault) async throws {
        var start = 0
        while start < sound.count, fault == nil {
            var end = start + 1
            var count = sound[start].entries
            while end < sound.count, count + sound[end].entries <= Self.entriesAtOnce {
                count += sound[end].entries
                end += 1
            }
            let group = sound[start..<end]
            let (first, last, limit) = (sound[start].number, sound[end - 1].number, count + 1)
            let rows = try await database.read { tx in
                try tx.all(
                    """
                    SELECT \(AuditEntry.columns), mac, seal FROM audit_entries
                    WHERE seal >= \(first) AND seal <= \(last) ORDER BY seal, id LIMIT \(limit)
                    """
                ) { row in (seal: try row["seal"] as Int, line: try Line(row: row)) }
            }
            let lines = Dictionary(grouping: rows, by: \.seal)
            for seal in group where fault == nil { prove(seal, lines[seal.number, default: []].map(\.line), vault) }
            start = end
        }
    }

    private mutating func prove(_ seal: Seal, _ lines: [Line], _ vault: Vault) {
        if let broken = lines.first(where: { !$0.isSound(vault) }) {
            fault = .brokenEntry(broken.id)
        } else if lines.count != seal.entries || Seal.root(of: lines.map(\.mac)) != seal.root {
            fault = .wrongEntries(seal: seal.number)
        } else {
            seals += 1
            sealedEntries += seal.entries
            head = "\(seal.number):\(seal.head)"
        }
    }

    private mutating func proveUnsealed(_ database: any Database, _ vault: Vault) async throws {
        var last = Identifier(rawValue: .min)
        while fault == nil {
            let after = last
            let lines = try await database.read { tx in
                try tx.all(
                    """
                    SELECT \(AuditEntry.columns), mac FROM audit_entries
                    WHERE seal IS NULL AND id > \(after) ORDER BY id LIMIT \(Self.entriesAtOnce)
                    """, Line.init(row:))
            }
            guard let newest = lines.last else { return }
            last = newest.id
            unsealedEntries += lines.count
            fault = lines.first { !$0.isSound(vault) }.map { .brokenEntry($0.id) }
        }
    }

    private struct Line: Sendable {
        let id: Identifier
        let mac: String
        /// nil: a column holds what the program never writes.
        private let entry: AuditEntry?

        init(row: Row) throws {
            id = try row["id"]
            mac = try row["mac"]
            entry = try? AuditEntry(row: row)
        }

        func isSound(_ vault: Vault) -> Bool { entry?.mac(vault) == mac }
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
