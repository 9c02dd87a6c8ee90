/// Refuses what a workbook cannot hold before a file is begun: the library leaks its temporary file when a workbook
/// is given up halfway.
func checkWritable(_ sheet: SheetToWrite, index: Int) throws(WritingError) {
    for (column, title) in sheet.columns.enumerated() {
        try checkWritable(.text(title.title), sheet: index, row: 1, column: column)
    }
    for (row, cells) in sheet.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
            try checkWritable(cell, sheet: index, row: row + 2, column: column)
        }
    }
}

func checkWritable(_ cell: WrittenCell, sheet: Int, row: Int, column: Int) throws(WritingError) {
    func refusal(_ reason: String) -> WritingError {
        .cell(sheet: sheet, row: row, column: column, reason: reason)
    }
    guard row <= CellReference.lastRow, column <= CellReference.lastColumn else { throw refusal("beyond the last") }
    if let comment = cell.comment, isTooLong(comment) { throw refusal("comment too long") }
    switch cell.content {
    case .empty: return
    case .text(let text): if isTooLong(CellText.escaped(text)) { throw refusal("text too long") }
    case .number(let number): if !number.isFinite { throw refusal("not a number") }
    case .date(let year, let month, let day):
        guard (1900...9999).contains(year), SerialDay.isDay(year: year, month: month, day: day) else {
            throw refusal("no day that a workbook can hold")
        }
    }
}

private func isTooLong(_ text: String) -> Bool {
    text.utf8.count > 32_767 && text.utf16.count > 32_767
}
