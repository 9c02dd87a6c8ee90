/// What stands in a cell, before anyone interprets it.
package enum Cell: Sendable, Hashable {
    case empty
    /// As stored, not trimmed. Runs of rich text are joined, phonetic runs left out.
    case text(String)
    /// The literal digits as they stand in the file (so that lost precision and E-notation are seen), and the value.
    case number(String, Double)
    /// A number whose format is a date; the time of day is dropped.
    case date(year: Int, month: Int, day: Int)
    case bool(Bool)
    /// An error as the spreadsheet shows it, such as `#REF!`.
    case error(String)

    /// True for nothing and for text of nothing but white space.
    package var isBlank: Bool {
        switch self {
        case .empty: true
        case .text(let text): text.unicodeScalars.allSatisfy(\.leavesNoMark)
        default: false
        }
    }
}

extension Unicode.Scalar {
    /// White space of any width, and the zero-width characters that come along when text is pasted.
    var leavesNoMark: Bool {
        properties.isWhitespace || value == 0xFEFF || (0x200B...0x200F).contains(value) || value == 0x2060
    }
}

/// A row that carries something.
package struct SheetRow: Sendable, Hashable {
    /// From 1, as the spreadsheet shows it; in separated text the number of the record, blank records counted.
    package let number: Int
    /// Dense from column A to the last cell that is not empty.
    package let cells: [Cell]

    package init(number: Int, cells: [Cell]) {
        self.number = number
        self.cells = cells
    }

    package var isBlank: Bool { cells.allSatisfy(\.isBlank) }

    /// The cell in a column counted from 0 (A), `.empty` beyond the last.
    package subscript(column: Int) -> Cell { cells.indices.contains(column) ? cells[column] : .empty }
}

/// Cells shown as one: rows by their number from 1, columns from 0 (A), as they index `SheetRow.cells`.
package struct MergedRange: Sendable, Hashable {
    package let rows: ClosedRange<Int>
    package let columns: ClosedRange<Int>
}

package struct Sheet: Sendable {
    /// As on the tab; empty for separated text.
    package let name: String
    package let hidden: Bool
    /// Only rows with a cell that is not blank, in ascending order; hidden rows are among them.
    package let rows: [SheetRow]
    package let mergedRanges: [MergedRange]

    package init(name: String, hidden: Bool = false, rows: [SheetRow], mergedRanges: [MergedRange] = []) {
        self.name = name
        self.hidden = hidden
        self.rows = rows
        self.mergedRanges = mergedRanges
    }

    /// The first and the last row with a cell that is not blank.
    package var usedRange: ClosedRange<Int>? {
        guard let first = rows.first, let last = rows.last else { return nil }
        return first.number...last.number
    }
}

package struct Workbook: Sendable {
    /// In the order of the tabs.
    package let sheets: [Sheet]
    package let warnings: [ReadingWarning]

    package init(sheets: [Sheet], warnings: [ReadingWarning] = []) {
        self.sheets = sheets
        self.warnings = warnings
    }
}

/// What was odd about a file that could be read all the same.
package enum ReadingWarning: Sendable, Hashable {
    /// A quotation mark that opened in this record never closed, so that all the rest became one cell.
    case unclosedQuote(row: Int)
    /// A formula that whatever wrote the file never computed, so that the cell is read as empty; column from 0.
    /// Of each sheet the first hundred are named.
    case formulaWithoutResult(sheet: String, row: Int, column: Int)
}
