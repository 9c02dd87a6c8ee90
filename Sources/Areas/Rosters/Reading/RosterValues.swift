import ChineseText
import Core
import Spreadsheets

/// What a row says about somebody, made uniform. Personal: sealed wherever it is kept.
package struct RosterValues: Codable, Hashable, Sendable {
    package var name = ""
    package var idNumber = ""
    package var phone: String?
    package var district = ""
    package var unit = ""
    package var hiredOn: Day?
    package var source: String?
    package var category: String?
}

extension RosterValues {
    /// nil also for a day that no post can begin on: such a one is said, and not written down.
    func recordableHiredOn(_ today: Day) -> Day? {
        hiredOn.flatMap { $0 >= Self.earliestHire && $0 <= today.adding(days: 366) ? $0 : nil }
    }

    private static let earliestHire = Day(number: 7305)  // 1990-01-01
}

/// A row below a header that is about a person.
package struct RosterLine: Codable, Hashable, Sendable {
    /// From 0, over all sheets.
    package let position: Int
    package let sheet: String
    package let row: Int
    package var values: RosterValues
    /// Found in the row alone: no name, no number that can be one.
    package var earlyFault: RosterFault?
    /// Judged only after the unit: the date, the phone.
    package var lateFault: RosterFault?
    package var warnings: [RosterWarning]
    /// The header's texts, for the faults that are found later.
    package let headings: [RosterField: String]

    var idColumn: String { headings[.idNumber] ?? "" }
    var nameColumn: String { headings[.name] ?? "" }
    var unitColumn: String { headings[.unit] ?? "" }
    var districtColumn: String { headings[.district] ?? "" }
    var dateColumn: String { headings[.hiredOn] ?? "" }
    var phoneColumn: String { headings[.phone] ?? "" }
}

/// Reads one row's cells.
struct RowReader {
    let columns: SheetColumns
    let today: Day
    /// The day that the sheet says it was filled in.
    let sheetDate: Day?
    private let headings: [RosterField: String]

    init(columns: SheetColumns, today: Day, sheetDate: Day?) {
        self.columns = columns
        self.today = today
        self.sheetDate = sheetDate
        headings = Dictionary(uniqueKeysWithValues: RosterField.read.map { ($0, columns.heading(of: $0)) })
    }

    private var civilToday: CivilDay {
        CivilDay(year: today.year, month: today.month, day: today.day) ?? CivilDay(year: 2100, month: 1, day: 1)!
    }

    func line(_ position: Int, sheet: String, row: SheetRow, merged: MergedCells, district: String?) -> RosterLine {
        func cell(_ field: RosterField, shared: Bool) -> Cell {
            guard let column = columns.columns[field] else { return .empty }
            return shared ? merged.cell(row, column) : row[column]
        }
        var values = RosterValues()
        var early: RosterFault?
        var late: RosterFault?
        if let name = PersonName(cell(.name, shared: false).nameText) {
            values.name = name.text
        } else {
            early = fault(.missingName, .name)
        }
        let number = identityNumber(cell(.idNumber, shared: false))
        values.idNumber = number.text
        early = early ?? number.fault
        values.district =
            columns.columns[.district] == nil ? district ?? "" : cell(.district, shared: true).plainText.compact
        values.unit = cell(.unit, shared: true).plainText.compact
        let day = hiredOn(cell(.hiredOn, shared: true))
        values.hiredOn = day.day
        late = day.fault
        let telephone = phone(cell(.phone, shared: false))
        values.phone = telephone.digits
        late = late ?? telephone.fault
        values.source = nonEmpty(cell(.source, shared: true).plainText.compact)
        values.category = nonEmpty(cell(.category, shared: true).plainText.compact)
        return RosterLine(
            position: position, sheet: sheet, row: row.number, values: values, earlyFault: early, lateFault: late,
            warnings: warnings(values, number.parsed, sex: cell(.sex, shared: false).plainText.compact),
            headings: headings)
    }

    private func fault(_ reason: RosterReason, _ field: RosterField, _ detail: [String] = []) -> RosterFault {
        RosterFault(reason, field, column: columns.heading(of: field), detail: detail)
    }

    private func identityNumber(
        _ cell: Cell
    ) -> (text: String, parsed: ResidentIdentityNumber?, fault: RosterFault?) {
        let raw: String
        switch cell {
        case _ where cell.isBlank: return ("", nil, fault(.missingId, .idNumber))
        case .number(let literal, _): return (literal, nil, fault(.idPrecisionLost, .idNumber))
        case .date: return ("", nil, fault(.idPrecisionLost, .idNumber))
        case .text(let text): raw = text
        case .empty, .bool, .error: return ("", nil, fault(.idCheckDigit, .idNumber, ["characters"]))
        }
        // An apostrophe in front is how offices keep a spreadsheet from making it a number.
        var text = raw.compact.uppercased()
        while let first = text.first, "'‘’`＇".contains(first) { text.removeFirst() }
        if text.isEmpty { return ("", nil, fault(.missingId, .idNumber)) }
        if text.contains("E"), text.wholeMatch(of: #/\d+(\.\d+)?E\+?\d+/#) != nil {
            return (text, nil, fault(.idPrecisionLost, .idNumber))
        }
        do {
            let number = try ResidentIdentityNumber(text, today: civilToday)
            return (number.text, number, nil)
        } catch {
            switch error {
            case .wrongLength: return (text, nil, fault(.idCheckDigit, .idNumber, ["length", String(text.count)]))
            case .wrongCharacters: return (text, nil, fault(.idCheckDigit, .idNumber, ["characters"]))
            case .wrongCheckDigit: return (text, nil, fault(.idCheckDigit, .idNumber, ["check"]))
            case .impossibleBirthDate: return (text, nil, fault(.badBirthDate, .idNumber))
            }
        }
    }

    private func hiredOn(_ cell: Cell) -> (day: Day?, fault: RosterFault?) {
        let day: Day?
        switch cell {
        case _ where cell.isBlank: return (nil, nil)
        case .date(let year, let month, let dayOfMonth): day = Day(year, month, dayOfMonth)
        case .number(_, let value):
            // Eight digits are a date; 2019.3 has lost whether it was March or October.
            let isWhole = value == value.rounded() && value >= 10_000_000 && value < 100_000_000
            day = isWhole ? Self.day(String(Int(value))) : nil
        case .text(let text): day = Self.day(text.withoutInvisible)
        case .empty, .bool, .error: day = nil
        }
        return day.map { ($0, nil) } ?? (nil, fault(.badDate, .hiredOn))
    }

    static func day(_ text: String) -> Day? {
        ChineseDate.parse(text).flatMap { Day($0.year, $0.month, $0.day) }
    }

    private func phone(_ cell: Cell) -> (digits: String?, fault: RosterFault?) {
        let text: String
        switch cell {
        case _ where cell.isBlank: return (nil, nil)
        case .text(let written): text = written.withoutInvisible
        case .number(let literal, let value):
            text = value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : literal
        default: text = ""
        }
        guard let number = PhoneNumber(text) else { return (nil, fault(.badPhone, .phone)) }
        return (number.digits, nil)
    }

    private func warnings(_ values: RosterValues, _ number: ResidentIdentityNumber?, sex: String) -> [RosterWarning] {
        var warnings: [RosterWarning] = []
        if let hiredOn = values.hiredOn {
            if let birth = number?.birthDay,
                (hiredOn.year - 18, hiredOn.month, hiredOn.day) < (birth.year, birth.month, birth.day)
            {
                warnings.append(.youngAtHire)
            }
            if let sheetDate, hiredOn > sheetDate { warnings.append(.hiredAfterSheet) }
            if values.recordableHiredOn(today) == nil {
                warnings.append(.hiredOutOfRange)
            } else if hiredOn > today {
                warnings.append(.hiredInFuture)
            }
        }
        if let number, ["男", "女"].contains(sex), (sex == "男") != (number.sex == .male) { warnings.append(.sexDiffers) }
        return warnings
    }

    private func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
}

extension Cell {
    /// What a formula that failed left behind is nobody's name.
    fileprivate var nameText: String {
        guard case .text(let text) = self else { return "" }
        let name = text.withoutInvisible
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
