import Core
import Storage

/// What a file that somebody sends is about.
package enum ImportKind: String, Codable, CaseIterable, Sendable, ColumnValue {
    case roster, units, enterprises, headcounts

    package var title: Message {
        switch self {
        case .roster: "社工花名册"
        case .units: "单位"
        case .enterprises: "企业"
        case .headcounts: "企业人数"
        }
    }

    /// What files of this kind look like.
    var form: TableForm {
        switch self {
        case .roster: .roster
        case .units: .units
        case .enterprises: .enterprises
        case .headcounts: .headcounts
        }
    }

    func judge(_ scope: Scope, today: Day, _ tx: Transaction, _ vault: Vault) throws -> any RowJudge {
        switch self {
        case .roster: try RosterJudge(scope, today: today, tx, vault)
        case .units: try UnitJudge(scope, today: today, tx, vault)
        case .enterprises: try EnterpriseJudge(scope, today: today, tx, vault)
        case .headcounts: try HeadcountJudge(scope, today: today, tx, vault)
        }
    }

    /// What a row's record is called on audit.
    var subject: String {
        switch self {
        case .roster: "person"
        case .units: "unit"
        case .enterprises, .headcounts: "enterprise"
        }
    }

    /// The page of what a row was taken as.
    func address(of record: Identifier) -> String {
        switch self {
        case .roster: "/people/\(record)"
        case .units: "/units/\(record)"
        case .enterprises, .headcounts: "/enterprises/\(record)"
        }
    }
}

/// What tables of a kind look like: their fields, how these are headed, and how a row is read.
struct TableForm: Sendable {
    /// What is read, in the order of the template.
    let fields: [ImportField]
    /// A header has all of these.
    let needed: [ImportField]
    /// What every row says besides.
    var required: [ImportField] = []
    /// What the row is called by.
    let name: ImportField
    /// What tells two of the same name apart.
    let number: ImportField
    /// What stands in a row for itself; of a cell over several rows only the first says it.
    let own: Set<ImportField>
    /// Numbers that are names: they stay text in what is given back.
    let numerals: Set<ImportField>
    /// What an officer looks at to see whether it was read rightly.
    let samples: [ImportField]
    let headings: HeadingRules
    /// An example row of the template, by field.
    let example: [ImportField: String]
    let read: @Sendable (RowReader, RowCells) -> ImportLine

    /// May a row leave it blank?
    func isRequired(_ field: ImportField) -> Bool { needed.contains(field) || required.contains(field) }

    /// Numbers that merely count the rows belong to no record, and the sex is only compared with the number.
    func reads(_ field: ImportField) -> Bool { fields.contains(field) || field == .serial || field == .sex }

    /// So that a sheet without a column for it can say it for all its rows.
    var hasDistrict: Bool { fields.contains(.district) }
}
