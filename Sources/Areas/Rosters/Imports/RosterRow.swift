import Core
import Foundation
import Storage

package enum RosterOutcome: String, Sendable, Codable, CaseIterable, ColumnValue {
    case new, updated, unchanged, rejected

    package var title: Message {
        switch self {
        case .new: "新登记"
        case .updated: "已更新"
        case .unchanged: "没有变化"
        case .rejected: "没有收"
        }
    }
}

/// What became of a row.
package struct RosterRow: Sendable {
    package let position: Int
    package let sheet: String
    package let row: Int
    package let values: RosterValues
    package let outcome: RosterOutcome
    package let fault: RosterFault?
    /// Of a row that was taken. Who is held elsewhere is kept for a request, and never shown.
    package let person: Identifier?
    package let unit: Identifier?
    package let changed: [String]
    package let warnings: [RosterWarning]
    package let request: Identifier?

    init(_ line: RosterLine, _ judgement: RosterJudgement, person: Identifier?) {
        position = line.position
        sheet = line.sheet
        row = line.row
        values = line.values
        outcome = judgement.outcome
        fault = judgement.fault
        self.person = person
        unit = judgement.unit
        changed = judgement.changes
        warnings = judgement.fault == nil ? line.warnings + judgement.warnings : []
        request = nil
    }

    static let columns: SQL = """
        r.position, r.sheet, r.row_number, r.outcome, r.fault, r.sealed, r.person_id, r.unit_id, r.changed, r.warnings,
        r.request_id
        """

    init(row: Row, of roster: Identifier, _ vault: Vault) throws {
        position = try row["position"]
        sheet = try row["sheet"]
        self.row = try row["row_number"]
        let sealed = try vault.openData(row["sealed"], at: Self.address(roster, position))
        values = try JSONDecoder().decode(RosterValues.self, from: sealed)
        outcome = try row["outcome"]
        // A fault repeats what stood in the cell, and in a sheet whose columns have slipped that may be a number.
        let fault: String? = try row["fault"]
        let address = Self.faultAddress(roster, position)
        self.fault = try fault.map { text in
            // The first houses kept it open.
            let said = text.hasPrefix("{") ? Data(text.utf8) : try vault.openData(text, at: address)
            return try JSONDecoder().decode(RosterFault.self, from: said)
        }
        person = try row["person_id"]
        unit = try row["unit_id"]
        changed = try (row["changed"] as String).split(separator: ",").map(String.init)
        warnings = try (row["warnings"] as String).split(separator: ",").compactMap {
            RosterWarning(rawValue: String($0))
        }
        request = try row["request_id"]
    }

    static func address(_ roster: Identifier, _ position: Int) -> FieldAddress {
        FieldAddress("roster_rows", roster, "values-\(position)")
    }

    static func faultAddress(_ roster: Identifier, _ position: Int) -> FieldAddress {
        FieldAddress("roster_rows", roster, "fault-\(position)")
    }
}

enum RosterRowStore {
    static func insert(_ rows: [(row: RosterRow, digest: String?)], of roster: Identifier, _ act: Act) throws {
        for start in stride(from: 0, to: rows.count, by: 50) {
            let values = try rows[start..<min(start + 50, rows.count)].map { entry -> SQL in
                let (row, digest) = entry
                let sealed = act.vault.seal(
                    try JSONEncoder().encode(row.values), at: RosterRow.address(roster, row.position))
                let fault = try row.fault.map {
                    act.vault.seal(
                        try JSONEncoder().encode($0), at: RosterRow.faultAddress(roster, row.position))
                }
                return """
                    (\(roster), \(row.position), \(row.sheet), \(row.row), \(row.outcome), \(fault),
                     \(row.fault?.reason), \(digest), \(sealed), \(row.person), \(row.unit),
                     \(row.changed.joined(separator: ",")), \(row.warnings.map(\.rawValue).joined(separator: ",")))
                    """
            }
            try act.tx.execute(
                """
                INSERT INTO roster_rows (import_id, position, sheet, row_number, outcome, fault, reason, number_digest,
                    sealed, person_id, unit_id, changed, warnings)
                VALUES \(SQL.list(values))
                """)
        }
    }

    static func find(
        _ roster: Identifier, _ position: Int, _ tx: Transaction, _ vault: Vault
    ) throws -> RosterRow? {
        try tx.first(
            "SELECT \(RosterRow.columns) FROM roster_rows r WHERE r.import_id = \(roster) AND r.position = \(position)"
        ) { try RosterRow(row: $0, of: roster, vault) }
    }

    static func all(_ roster: Identifier, _ tx: Transaction, _ vault: Vault) throws -> [RosterRow] {
        try tx.all(
            "SELECT \(RosterRow.columns) FROM roster_rows r WHERE r.import_id = \(roster) ORDER BY r.position"
        ) { try RosterRow(row: $0, of: roster, vault) }
    }

    static func page(
        _ roster: Identifier, _ outcome: RosterOutcome, reason: RosterReason?, after position: Int?, size: Int,
        _ tx: Transaction, _ vault: Vault
    ) throws -> (rows: [RosterRow], hasMore: Bool) {
        var conditions: [SQL] = ["r.import_id = \(roster)", "r.outcome = \(outcome)"]
        if let reason { conditions.append("r.reason = \(reason)") }
        if let position { conditions.append("r.position > \(position)") }
        let found = try tx.all(
            """
            SELECT \(RosterRow.columns) FROM roster_rows r WHERE \(SQL.all(conditions))
            ORDER BY r.position LIMIT \(size + 1)
            """
        ) { try RosterRow(row: $0, of: roster, vault) }
        return (Array(found.prefix(size)), found.count > size)
    }

    static func countsByReason(_ roster: Identifier, _ tx: Transaction) throws -> [(reason: RosterReason, count: Int)] {
        let counts = try tx.all(
            """
            SELECT r.reason AS reason, COUNT(*) AS count FROM roster_rows r
            WHERE r.import_id = \(roster) AND r.outcome = 'rejected' GROUP BY r.reason
            """
        ) { row in (try row["reason"] as RosterReason, try row["count"] as Int) }
        return RosterReason.allCases.compactMap { reason in counts.first { $0.0 == reason } }
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
