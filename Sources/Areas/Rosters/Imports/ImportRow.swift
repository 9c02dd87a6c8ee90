import Core
import Foundation
import Storage

package enum RowOutcome: String, Sendable, Codable, CaseIterable, ColumnValue {
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
package struct ImportRow: Sendable {
    package let position: Int
    package let sheet: String
    package let row: Int
    package let values: RowValues
    package let outcome: RowOutcome
    package let fault: RowFault?
    /// What the row is about, of one that was taken: a person, a unit, an enterprise. Who is held elsewhere is kept for a
    /// request, and never shown.
    package let record: Identifier?
    package let unit: Identifier?
    package let changed: [String]
    package let warnings: [RowWarning]
    package let request: Identifier?

    init(_ line: ImportLine, _ judgement: RowJudgement, record: Identifier?) {
        position = line.position
        sheet = line.sheet
        row = line.row
        values = line.values
        outcome = judgement.outcome
        fault = judgement.fault
        self.record = record
        unit = judgement.unit
        changed = judgement.changes
        warnings = judgement.fault == nil ? line.warnings + judgement.warnings : []
        request = nil
    }

    static let columns: SQL = """
        r.position, r.sheet, r.row_number, r.outcome, r.fault, r.sealed, COALESCE(r.person_id, r.record_id) AS record_id,
        r.unit_id, r.changed, r.warnings, r.request_id
        """

    init(row: Row, of roster: Identifier, _ vault: Vault) throws {
        position = try row["position"]
        sheet = try row["sheet"]
        self.row = try row["row_number"]
        let sealed = try vault.openData(row["sealed"], at: Self.address(roster, position))
        values = try JSONDecoder().decode(RowValues.self, from: sealed)
        outcome = try row["outcome"]
        // A fault repeats what stood in the cell, and in a sheet whose columns have slipped that may be a number.
        let fault: String? = try row["fault"]
        let address = Self.faultAddress(roster, position)
        self.fault = try fault.map { text in
            // The first houses kept it open.
            let said = text.hasPrefix("{") ? Data(text.utf8) : try vault.openData(text, at: address)
            return try JSONDecoder().decode(RowFault.self, from: said)
        }
        record = try row["record_id"]
        unit = try row["unit_id"]
        changed = try (row["changed"] as String).split(separator: ",").map(String.init)
        warnings = try (row["warnings"] as String).split(separator: ",").compactMap {
            RowWarning(rawValue: String($0))
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
