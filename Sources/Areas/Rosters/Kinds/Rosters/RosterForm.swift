import ChineseText
import Core
import Spreadsheets

extension TableForm {
    /// A roster: one row, one person at her place of work.
    static let roster = TableForm(
        fields: [.name, .idNumber, .phone, .district, .unit, .hiredOn, .source, .category],
        needed: [.name, .idNumber], required: [.unit], name: .name, number: .idNumber, own: [.name, .idNumber, .phone],
        numerals: [.idNumber, .phone, .hiredOn], samples: [.name, .idNumber, .phone, .unit, .hiredOn],
        headings: .roster,
        example: [
            .name: "（示例）王小明", .idNumber: "310101199001019999", .phone: "13800000000", .district: "徐汇区",
            .unit: "漕河泾街道", .hiredOn: "2024-03-01", .source: "高校毕业生", .category: "工会社工",
        ],
        read: { reader, cells in reader.person(cells) })
}

extension RowValues {
    package var name: String {
        get { self[.name] ?? "" }
        set { self[.name] = newValue }
    }
    package var idNumber: String {
        get { self[.idNumber] ?? "" }
        set { self[.idNumber] = newValue }
    }
    package var phone: String? {
        get { self[.phone] }
        set { self[.phone] = newValue }
    }
    package var hiredOn: Day? {
        get { day(.hiredOn) }
        set { self[.hiredOn] = newValue?.description }
    }
    package var source: String? {
        get { self[.source] }
        set { self[.source] = newValue }
    }
    package var category: String? {
        get { self[.category] }
        set { self[.category] = newValue }
    }

    /// nil also for a day that no post can begin on: such a one is said, and not written down.
    func recordableHiredOn(_ today: Day) -> Day? {
        hiredOn.flatMap { $0 >= Self.earliestHire && $0 <= today.adding(days: 366) ? $0 : nil }
    }

    private static let earliestHire = Day(number: 7305)  // 1990-01-01
}

extension RowReader {
    fileprivate func person(_ cells: RowCells) -> ImportLine {
        var values = RowValues()
        var early: RowFault?
        if let name = PersonName(cells[.name].nameText) {
            values.name = name.text
        } else {
            early = fault(.missingName, .name)
        }
        let number = identityNumber(cells[.idNumber])
        values.idNumber = number.text
        early = early ?? number.fault
        values.district = cells.districtText
        values.unit = cells.text(.unit)
        let day = day(cells[.hiredOn], .hiredOn)
        values.hiredOn = day.day
        let telephone = phone(cells[.phone])
        values.phone = telephone.digits
        values.source = cells.text(.source)
        values.category = cells.text(.category)
        return line(
            cells, values, early: early, late: day.fault ?? telephone.fault,
            warnings: warnings(values, number.parsed, sex: cells.text(.sex)))
    }

    private func identityNumber(
        _ cell: Cell
    ) -> (text: String, parsed: ResidentIdentityNumber?, fault: RowFault?) {
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

    private func phone(_ cell: Cell) -> (digits: String?, fault: RowFault?) {
        let text: String
        switch cell {
        case _ where cell.isBlank: return (nil, nil)
        case .text(let written): text = written.cleaned
        case .number(let literal, let value):
            text = value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : literal
        default: text = ""
        }
        guard let number = PhoneNumber(text) else { return (nil, fault(.badPhone, .phone)) }
        return (number.digits, nil)
    }

    private func warnings(_ values: RowValues, _ number: ResidentIdentityNumber?, sex: String) -> [RowWarning] {
        var warnings: [RowWarning] = []
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
}
