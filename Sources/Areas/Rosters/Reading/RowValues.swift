import ChineseText
import Core
import Spreadsheets

/// What a row says, made uniform, by field; a field that it leaves blank is not there. Personal: sealed wherever it is kept.
package struct RowValues: Codable, Hashable, Sendable {
    package private(set) var texts: [ImportField: String] = [:]

    package init() {}

    package init(from decoder: any Decoder) throws {
        texts = try decoder.singleValueContainer().decode([ImportField: String].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(texts)
    }

    package subscript(field: ImportField) -> String? {
        get { texts[field] }
        set { texts[field] = newValue.flatMap { $0.isEmpty ? nil : $0 } }
    }

    package func day(_ field: ImportField) -> Day? { texts[field].flatMap { Day($0) } }
    package func number(_ field: ImportField) -> Int? { texts[field].flatMap { Int($0) } }

    package var district: String {
        get { texts[.district] ?? "" }
        set { self[.district] = newValue }
    }
    package var unit: String {
        get { texts[.unit] ?? "" }
        set { self[.unit] = newValue }
    }
}

/// A row below a header that is about somebody or something.
package struct ImportLine: Codable, Hashable, Sendable {
    /// From 0, over all sheets.
    package let position: Int
    package let sheet: String
    package let row: Int
    package var values: RowValues
    /// Found in the row alone: no name, no number that can be one.
    package var earlyFault: RowFault?
    /// Judged only after the unit: the date, the phone.
    package var lateFault: RowFault?
    package var warnings: [RowWarning]
    /// The header's texts, for the faults that are found later.
    package let headings: [ImportField: String]

    func column(_ field: ImportField) -> String { headings[field] ?? "" }

    func fault(_ reason: RowReason, _ field: ImportField, _ detail: [String] = []) -> RowFault {
        RowFault(reason, field, column: column(field), detail: detail)
    }
}

/// One row of a sheet with what is needed to read it.
struct RowCells {
    let columns: SheetColumns
    let position: Int
    let sheet: String
    let row: SheetRow
    private let merged: MergedCells
    /// Where no column says it.
    private let district: String?

    init(
        _ columns: SheetColumns, _ position: Int, sheet: String, row: SheetRow, _ merged: MergedCells, district: String?
    ) {
        self.columns = columns
        self.position = position
        self.sheet = sheet
        self.row = row
        self.merged = merged
        self.district = district
    }

    subscript(field: ImportField) -> Cell {
        guard let column = columns.columns[field] else { return .empty }
        let cell = columns.kind.form.own.contains(field) ? row[column] : merged.cell(row, column)
        guard case .text(let text) = cell else { return cell }
        return .text(text.cleaned)
    }

    func text(_ field: ImportField) -> String { self[field].plainText.compact }

    var districtText: String { columns.columns[.district] == nil ? district ?? "" : text(.district) }
}

/// Reads the cells of rows below one header; each kind's form says which, and in which order they are judged.
struct RowReader: Sendable {
    let columns: SheetColumns
    let today: Day
    /// The day that the sheet says it was filled in.
    let sheetDate: Day?
    private let headings: [ImportField: String]

    init(columns: SheetColumns, today: Day, sheetDate: Day?) {
        self.columns = columns
        self.today = today
        self.sheetDate = sheetDate
        headings = Dictionary(
            uniqueKeysWithValues: columns.kind.form.fields.map { ($0, columns.heading(of: $0)) })
    }

    func line(
        _ cells: RowCells, _ values: RowValues, early: RowFault?, late: RowFault?, warnings: [RowWarning] = []
    ) -> ImportLine {
        ImportLine(
            position: cells.position, sheet: cells.sheet, row: cells.row.number, values: values, earlyFault: early,
            lateFault: late, warnings: warnings, headings: headings)
    }

    func fault(_ reason: RowReason, _ field: ImportField, _ detail: [String] = []) -> RowFault {
        RowFault(reason, field, column: columns.heading(of: field), detail: detail)
    }

    /// A day as offices write it; nil with a fault for what is none, nil alone for a blank.
    func day(_ cell: Cell, _ field: ImportField) -> (day: Day?, fault: RowFault?) {
        let day: Day?
        switch cell {
        case _ where cell.isBlank: return (nil, nil)
        case .date(let year, let month, let dayOfMonth): day = Day(year, month, dayOfMonth)
        case .number(_, let value):
            // Eight digits are a date; 2019.3 has lost whether it was March or October.
            let isWhole = value == value.rounded() && value >= 10_000_000 && value < 100_000_000
            day = isWhole ? Self.day(String(Int(value))) : nil
        case .text(let text): day = Self.day(text.cleaned)
        case .empty, .bool, .error: day = nil
        }
        return day.map { ($0, nil) } ?? (nil, fault(.badDate, field))
    }

    /// A whole number as offices write it: 1,200 or 1200人.
    func count(_ cell: Cell, _ field: ImportField) -> (count: Int?, fault: RowFault?) {
        let count: Int?
        switch cell {
        case _ where cell.isBlank: return (nil, nil)
        case .number(_, let value): count = value == value.rounded() && abs(value) < 1e9 ? Int(value) : nil
        case .text(let text):
            let digits = text.compact.filter { !",，人名个".contains($0) }
            count = digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
        default: count = nil
        }
        guard let count, count >= 0, count < 10_000_000 else { return (nil, fault(.badNumber, field)) }
        return (count, nil)
    }

    static func day(_ text: String) -> Day? {
        ChineseDate.parse(text).flatMap { Day($0.year, $0.month, $0.day) }
    }

    var civilToday: CivilDay {
        CivilDay(year: today.year, month: today.month, day: today.day) ?? CivilDay(year: 2100, month: 1, day: 1)!
    }
}

extension Cell {
    /// What a formula that failed left behind is nobody's name.
    var nameText: String {
        guard case .text(let text) = self else { return "" }
        let name = text.cleaned
        // Most names need no pattern, and making one costs more than reading the row.
        guard name.contains("#") || name.contains("＃") else { return name }
        return name.compact.wholeMatch(of: #/#(REF|NAME|VALUE|NULL|NUM|SPILL|CALC|DIV/0)[!?]|#N/A/#) == nil ? name : ""
    }

    /// What stands there as text; a whole number without its decimals.
    var plainText: String {
        switch self {
        case .text(let text): text
        case .number(let literal, _): literal
        case .date(let year, let month, let day): Day(year, month, day)?.description ?? ""
        case .bool(let truth): truth ? "TRUE" : "FALSE"
        case .error(let text): text
        case .empty: ""
        }
    }
}
