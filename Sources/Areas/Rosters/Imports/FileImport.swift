import Core
import Foundation
import Storage

/// One file that somebody sent to be taken over, from the upload to the result, which stays.
package struct FileImport: Sendable {
    package enum State: String, Sendable, Codable, ColumnValue {
        /// Uploaded and understood; nothing is changed yet.
        case read
        /// Confirmed: goes in, chunk by chunk.
        case running
        case done
        case abandoned
    }

    /// What it means when somebody stands at another unit than Qiao has.
    package enum UnitChange: String, Sendable, Codable, CaseIterable, ColumnValue {
        /// She has moved: a new post from the day of the import.
        case move
        /// She was never where Qiao had her.
        case correction
    }

    package struct Totals: Sendable, Hashable, Encodable {
        package var new = 0
        package var updated = 0
        package var unchanged = 0
        package var rejected = 0

        package var accepted: Int { new + updated + unchanged }
        package var all: Int { accepted + rejected }
    }

    package let id: Identifier
    package let kind: ImportKind
    package let fileName: String
    package let size: Int
    /// Who sent it; nil: the operator at the command line.
    package let account: Identifier?
    package let accountName: String
    package let place: Place
    package let state: State
    package let choices: [SheetChoice]
    package let unitChange: UnitChange
    /// Rows about somebody or something, known once it is confirmed.
    package let lines: Int
    package let skipped: Int
    package let reached: Int
    package let totals: Totals
    package let uploadedAt: Instant
    package let confirmedBy: Identifier?
    package let confirmedAt: Instant?
    package let endedAt: Instant?
    package let version: Int

    static let columns: SQL = """
        i.id, i.kind, i.file_name, i.file_bytes, i.account_id, i.account_name, i.unit_id, i.district_id, i.scope_key, i.state,
        i.choices, i.unit_changes, i.lines, i.skipped, i.reached, i.new_count, i.updated_count, i.unchanged_count,
        i.rejected_count, i.uploaded_at, i.confirmed_by, i.confirmed_at, i.ended_at, i.version
        """

    static let scopeColumns = Scope.Columns(key: "i.scope_key", district: "i.district_id")

    init(row: Row, _ vault: Vault) throws {
        id = try row["id"]
        kind = try row["kind"]
        fileName = try vault.open(row["file_name"], at: Self.nameAddress(id))
        size = try row["file_bytes"]
        account = try row["account_id"]
        accountName = try row["account_name"]
        place = try Place(row: row)
        state = try row["state"]
        choices = try JSONDecoder().decode([SheetChoice].self, from: Data((row["choices"] as String).utf8))
        unitChange = try row["unit_changes"]
        lines = try row["lines"]
        skipped = try row["skipped"]
        reached = try row["reached"]
        totals = Totals(
            new: try row["new_count"], updated: try row["updated_count"], unchanged: try row["unchanged_count"],
            rejected: try row["rejected_count"])
        uploadedAt = try row["uploaded_at"]
        confirmedBy = try row["confirmed_by"]
        confirmedAt = try row["confirmed_at"]
        endedAt = try row["ended_at"]
        version = try row["version"]
    }

    static func nameAddress(_ id: Identifier) -> FieldAddress { FieldAddress("roster_imports", id, "file_name") }

    /// The day by which its rows are read: of the confirmation once there is one, so that a resumed import reads alike.
    package func readingDay(now: Instant) -> Day { Day(of: confirmedAt ?? now) }
}

/// Imports in the database.
package enum ImportStore {
    package static func find(
        _ id: Identifier, _ scope: Scope, _ tx: Transaction, _ vault: Vault
    ) throws -> FileImport? {
        try tx.first(
            """
            SELECT \(FileImport.columns) FROM roster_imports i
            WHERE i.id = \(id) AND \(scope.predicate(FileImport.scopeColumns))
            """
        ) { try FileImport(row: $0, vault) }
    }

    /// Newest first, from before a key.
    package static func page(
        _ scope: Scope, before: Identifier?, size: Int, _ tx: Transaction, _ vault: Vault
    ) throws -> (imports: [FileImport], hasMore: Bool) {
        var conditions = [scope.predicate(FileImport.scopeColumns)]
        if let before { conditions.append("i.id < \(before)") }
        let found = try tx.all(
            """
            SELECT \(FileImport.columns) FROM roster_imports i WHERE \(SQL.all(conditions))
            ORDER BY i.id DESC LIMIT \(size + 1)
            """
        ) { try FileImport(row: $0, vault) }
        return (Array(found.prefix(size)), found.count > size)
    }

    /// How many of her own uploads wait for an account to confirm or give them up.
    package static func countWaiting(for account: Identifier, _ tx: Transaction) throws -> Int {
        try tx.value("SELECT COUNT(*) FROM roster_imports WHERE account_id = \(account) AND state = 'read'") ?? 0
    }

    package static func count(_ scope: Scope, upTo cap: Int, _ tx: Transaction) throws -> Int {
        try tx.value(
            """
            SELECT COUNT(*) FROM (SELECT i.id FROM roster_imports i
                WHERE \(scope.predicate(FileImport.scopeColumns)) LIMIT \(cap)) AS counted
            """) ?? 0
    }

    /// The oldest import that is to go on behind the pages.
    ///
    /// One that the operator began at the command line goes on there, unless that stopped half-way.
    static func next(_ tx: Transaction, _ vault: Vault) throws -> FileImport? {
        try tx.first(
            """
            SELECT \(FileImport.columns) FROM roster_imports i
            WHERE i.state = 'running'
              AND (i.confirmed_by IS NOT NULL OR i.confirmed_at < \(tx.now.adding(seconds: -operatorsSeconds)))
            ORDER BY i.id LIMIT 1
            """
        ) { try FileImport(row: $0, vault) }
    }

    /// Long enough for a whole import at the command line.
    private static let operatorsSeconds = 600

    static func insert(_ id: Identifier, _ upload: UploadFile, at place: Place, _ act: Act) throws {
        try act.tx.execute(
            """
            INSERT INTO roster_imports (id, kind, file_name, file_bytes, account_id, account_name, unit_id, district_id,
                scope_key, state, choices, unit_changes, lines, skipped, reached, new_count, updated_count,
                unchanged_count, rejected_count, uploaded_at)
            VALUES (\(id), \(upload.kind), \(act.vault.seal(upload.fileName, at: FileImport.nameAddress(id))),
                \(upload.file.count),
                \(act.actor.account), \(act.actor.name), \(place.unit), \(place.district), \(place.key), 'read', '[]',
                'move', 0, 0, 0, 0, 0, 0, 0, \(act.now))
            """)
        try ImportFile.write(upload.file, of: id, act)
    }

    /// Whether this call won the change from that state of things.
    static func change(_ roster: FileImport, _ columns: [SQL], _ act: Act) throws -> Bool {
        try act.tx.execute(
            """
            UPDATE roster_imports SET \(SQL.list(columns + ["version = version + 1"]))
            WHERE id = \(roster.id) AND version = \(roster.version)
            """) == 1
    }
}

/// The file itself, sealed in pieces.
enum ImportFile {
    private static let pieceBytes = 192 << 10

    static func write(_ file: Data, of roster: Identifier, _ act: Act) throws {
        for (number, start) in stride(from: 0, to: file.count, by: pieceBytes).enumerated() {
            let piece = Data(file.dropFirst(start).prefix(pieceBytes))
            try act.tx.execute(
                """
                INSERT INTO roster_pieces (import_id, number, sealed)
                VALUES (\(roster), \(number), \(act.vault.seal(piece, at: address(roster, number))))
                """)
        }
    }

    static func read(_ roster: Identifier, _ tx: Transaction, _ vault: Vault) throws -> [UInt8] {
        let pieces = try tx.all(
            "SELECT number, sealed FROM roster_pieces WHERE import_id = \(roster) ORDER BY number"
        ) { row in try vault.openData(row["sealed"], at: address(roster, row["number"])) }
        return pieces.flatMap { Array($0) }
    }

    static func address(_ roster: Identifier, _ number: Int) -> FieldAddress {
        FieldAddress("roster_pieces", roster, "piece-\(number)")
    }
}
