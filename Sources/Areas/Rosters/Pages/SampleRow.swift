import ChineseText
import Core
import People

/// A row as it was read, masked.
struct SampleRow: Sendable, Encodable {
    struct Cell: Sendable, Encodable {
        let field: ImportField
        let title: Message
        let text: String?
    }

    let sheet: String
    let row: Int
    let cells: [Cell]
    let outcome: RowOutcome
    let message: Message?

    /// - Parameter fields: nil: all that the kind reads.
    init(_ row: ImportRow, _ kind: ImportKind, only fields: [ImportField]? = nil) {
        sheet = row.sheet
        self.row = row.row
        cells = (fields ?? kind.form.fields).map { field in
            Cell(field: field, title: field.title(in: kind), text: row.values.shown(field))
        }
        outcome = row.outcome
        message = row.fault?.message
    }
}

extension RowValues {
    /// As a page may show it.
    func shown(_ field: ImportField) -> String? {
        switch field {
        case .idNumber: self[field].map { IdentityDocumentKind.mask($0) }
        case .phone: phone.map { PhoneNumber($0)?.masked ?? "****" }
        case .unit: [district, unit].filter { !$0.isEmpty }.joined(separator: " ")
        default: self[field]
        }
    }
}
