/// Text with separators (CSV and its kin) in any encoding that offices use.
func readSeparatedText(_ bytes: [UInt8], _ limits: ReadingLimits) throws(SpreadsheetError) -> Workbook {
    let text = try TextEncoding.utf8(bytes, limits)
    guard
        !String(decoding: text.prefix(4096), as: UTF8.self).unicodeScalars.allSatisfy(\.leavesNoMark)
            || text.count > 4096
    else { throw .empty }
    var reader = SeparatedTextReader(text, limits)
    try reader.read()
    return Workbook(sheets: [Sheet(name: "", rows: reader.rows)], warnings: reader.warnings)
}

/// RFC 4180 with what offices do to it: any line end, four separators, and Excel's `="0123"`.
private struct SeparatedTextReader {
    private(set) var rows: [SheetRow] = []
    private(set) var warnings: [ReadingWarning] = []

    private let text: [UInt8]
    private let separator: Separator
    private let budget: CellBudget
    private var position = 0
    private var number = 0

    init(_ text: [UInt8], _ limits: ReadingLimits) {
        self.text = text
        budget = CellBudget(limits)
        if let named = Separator.named(by: text) {
            separator = named.separator
            // Excel's line `sep=;` is a record, but nothing that anyone wrote.
            position = named.end
            number = 1
        } else {
            separator = Separator.likeliest(in: text)
        }
    }

    mutating func read() throws(SpreadsheetError) {
        while position < text.count { try readRecord() }
    }

    private mutating func readRecord() throws(SpreadsheetError) {
        number += 1
        var cells: [Cell] = []
        var isBlank = true
        var ended = false
        while !ended {
            let field = try readField()
            if field.isEmpty == false {
                let cell = Cell.text(field)
                let blank = cell.isBlank
                if cells.count + 1 > budget.limits.columns, !blank {
                    throw .tooLarge(.columns, limit: budget.limits.columns)
                }
                isBlank = isBlank && blank
                cells.append(cell)
            } else {
                cells.append(.empty)
            }
            if separator.matches(text, at: position) {
                position += separator.bytes.count
            } else {
                ended = true
                endLine()
            }
            // A line of nothing but separators must not fill memory.
            if cells.count > budget.limits.columns, cells.last?.isBlank == true { cells.removeLast() }
        }
        guard !isBlank else { return }
        while cells.last == .empty { cells.removeLast() }
        try budget.spend(row: cells.count)
        rows.append(SheetRow(number: number, cells: cells))
    }

    private mutating func endLine() {
        guard position < text.count else { return }
        let isCarriageReturn = text[position] == UInt8(ascii: "\r")
        position += 1
        if isCarriageReturn, position < text.count, text[position] == UInt8(ascii: "\n") { position += 1 }
    }

    private mutating func readField() throws(SpreadsheetError) -> String {
        var field: [UInt8] = []
        let start = position
        if byte(start) == UInt8(ascii: "="), byte(start + 1) == UInt8(ascii: "\"") { position += 1 }
        if byte(position) == UInt8(ascii: "\"") {
            position += 1
            var closed = false
            while position < text.count, !closed {
                if text[position] != UInt8(ascii: "\"") {
                    field.append(text[position])
                    position += 1
                } else if byte(position + 1) == UInt8(ascii: "\"") {
                    field.append(UInt8(ascii: "\""))
                    position += 2
                } else {
                    closed = true
                    position += 1
                }
            }
            if !closed { warnings.append(.unclosedQuote(row: number)) }
        }
        // What follows a closing quote belongs to the field, as Excel has it.
        while position < text.count, !isLineEnd(text[position]), !separator.matches(text, at: position) {
            field.append(text[position])
            position += 1
        }
        let string = Self.plain(String(decoding: field, as: UTF8.self))
        let limit = budget.limits.cellText
        if field.count > limit, string.utf16.count > limit { throw .tooLarge(.cellText, limit: limit) }
        return string
    }

    /// Undoes what kept a spreadsheet from computing: `="0123"` and the apostrophe of the formula guard.
    private static func plain(_ field: String) -> String {
        if field.hasPrefix("=\""), field.hasSuffix("\""), field.utf8.count >= 3 {
            return String(field.dropFirst(2).dropLast()).replacing("\"\"", with: "\"")
        }
        if field.utf8.first == UInt8(ascii: "'"), let next = field.utf8.dropFirst().first,
            FormulaGuard.firstBytes.contains(next)
        {
            return String(field.dropFirst())
        }
        return field
    }

    private func byte(_ index: Int) -> UInt8? { index < text.count ? text[index] : nil }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
