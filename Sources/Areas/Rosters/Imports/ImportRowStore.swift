import Core
import Foundation
import Storage

/// The rows of imports in the database.
enum ImportRowStore {
    /// A row with what is kept beside it.
    struct Taken {
        let row: ImportRow
        let digest: String?
        let trace: RowTrace?
        /// Whatever is on audit after it came later.
        let mark: Identifier
    }

    static func insert(_ rows: [Taken], of file: FileImport, _ act: Act) throws {
        let roster = file.id
        for start in stride(from: 0, to: rows.count, by: 50) {
            let values = try rows[start..<min(start + 50, rows.count)].map { entry -> SQL in
                let row = entry.row
                let sealed = act.vault.seal(
                    try JSONEncoder().encode(row.values), at: ImportRow.address(roster, row.position))
                let fault = try row.fault.map {
                    act.vault.seal(
                        try JSONEncoder().encode($0), at: ImportRow.faultAddress(roster, row.position))
                }
                let trace = try entry.trace.map {
                    act.vault.seal(try JSONEncoder().encode($0), at: RowTrace.address(roster, row.position))
                }
                let isPerson = file.kind == .roster
                return """
                    (\(roster), \(row.position), \(row.sheet), \(row.row), \(row.outcome), \(fault),
                     \(row.fault?.reason), \(entry.digest), \(sealed), \(isPerson ? row.record : nil), \(row.unit),
                     \(row.changed.joined(separator: ",")), \(row.warnings.map(\.rawValue).joined(separator: ",")),
                     \(isPerson ? nil : row.record), \(entry.mark), \(trace))
                    """
            }
            try act.tx.execute(
                """
                INSERT INTO roster_rows (import_id, position, sheet, row_number, outcome, fault, reason, number_digest,
                    sealed, person_id, unit_id, changed, warnings, record_id, mark, trace)
                VALUES \(SQL.list(values))
                """)
        }
    }

    static func find(
        _ roster: Identifier, _ position: Int, _ tx: Transaction, _ vault: Vault
    ) throws -> ImportRow? {
        try tx.first(
            "SELECT \(ImportRow.columns) FROM roster_rows r WHERE r.import_id = \(roster) AND r.position = \(position)"
        ) { try ImportRow(row: $0, of: roster, vault) }
    }

    /// Some rows, by their positions.
    static func find(
        _ positions: [Int], of roster: Identifier, _ tx: Transaction, _ vault: Vault
    ) throws -> [Int: ImportRow] {
        let rows = try tx.all(
            """
            SELECT \(ImportRow.columns) FROM roster_rows r
            WHERE r.import_id = \(roster) AND r.position IN \(list: positions)
            """
        ) { try ImportRow(row: $0, of: roster, vault) }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.position, $0) })
    }

    static func all(_ roster: Identifier, _ tx: Transaction, _ vault: Vault) throws -> [ImportRow] {
        try tx.all(
            "SELECT \(ImportRow.columns) FROM roster_rows r WHERE r.import_id = \(roster) ORDER BY r.position"
        ) { try ImportRow(row: $0, of: roster, vault) }
    }

    static func page(
        _ roster: Identifier, _ outcome: RowOutcome, reason: RowReason?, after position: Int?, size: Int,
        _ tx: Transaction, _ vault: Vault
    ) throws -> (rows: [ImportRow], hasMore: Bool) {
        var conditions: [SQL] = ["r.import_id = \(roster)", "r.outcome = \(outcome)"]
        if let reason { conditions.append("r.reason = \(reason)") }
        if let position { conditions.append("r.position > \(position)") }
        let found = try tx.all(
            """
            SELECT \(ImportRow.columns) FROM roster_rows r WHERE \(SQL.all(conditions))
            ORDER BY r.position LIMIT \(size + 1)
            """
        ) { try ImportRow(row: $0, of: roster, vault) }
        return (Array(found.prefix(size)), found.count > size)
    }

    static func countsByReason(_ roster: Identifier, _ tx: Transaction) throws -> [(reason: RowReason, count: Int)] {
        let counts = try tx.all(
            """
            SELECT r.reason AS reason, COUNT(*) AS count FROM roster_rows r
            WHERE r.import_id = \(roster) AND r.outcome = 'rejected' GROUP BY r.reason
            """
        ) { row in (try row["reason"] as RowReason, try row["count"] as Int) }
        return RowReason.allCases.compactMap { reason in counts.first { $0.0 == reason } }
    }

    /// The rows of this import that took these numbers, by digest.
    static func taken(
        _ digests: [String], _ roster: Identifier, _ tx: Transaction
    ) throws -> [String: (sheet: String, row: Int)] {
        let rows = try tx.all(
            """
            SELECT r.number_digest, r.sheet, r.row_number FROM roster_rows r
            WHERE r.import_id = \(roster) AND r.number_digest IN \(list: digests) AND r.outcome <> 'rejected'
            """
        ) { row in
            (try row["number_digest"] as String, (sheet: try row["sheet"] as String, row: try row["row_number"] as Int))
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}

extension ImportRowStore {
    /// What a file said of somebody is blanked with her, and can then not be undone any more; a merge leaves the rows of
    /// the past as they were, and their links lead on.
    static let ofPerson = PersonContent(
        "rosterRows", title: "花名册里的行",
        count: { person, tx in try tx.value("SELECT COUNT(*) FROM roster_rows WHERE person_id = \(person)") ?? 0 },
        absorb: { _, _, _ in "" }, restore: { _, _, _, _ in }
    ).with { content in
        content.erase = { person, act in
            let rows = try act.tx.all("SELECT import_id, position FROM roster_rows WHERE person_id = \(person)") {
                row in
                (file: try row["import_id"] as Identifier, position: try row["position"] as Int)
            }
            for row in rows {
                let blank = act.vault.seal(
                    try JSONEncoder().encode(RowValues()), at: ImportRow.address(row.file, row.position))
                try act.tx.execute(
                    """
                    UPDATE roster_rows SET sealed = \(blank), number_digest = \("erased:\(row.position)"), trace = NULL
                    WHERE import_id = \(row.file) AND position = \(row.position)
                    """)
            }
        }
    }.telling(["roster_rows"], ["文件", "上传时间", "工作表", "第几行", "结果"]) { person in
        """
        SELECT i.file_name, i.uploaded_at, r.sheet, r.row_number, r.outcome FROM roster_rows r
        JOIN roster_imports i ON i.id = r.import_id WHERE r.person_id = \(person) ORDER BY i.id, r.position
        """
    } row: { row in
        [
            .cell(try row["file_name"] as String?), .cell(try row["uploaded_at"] as Instant?),
            .cell(try row["sheet"] as String?), .cell(try row["row_number"] as Int?),
            (try row["outcome"] as RowOutcome).title,
        ]
    }
}
