import CXLSXWriter
import Foundation
import Glibc

/// A cell of a workbook that is written.
package struct WrittenCell: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case empty
        /// Always a string, never a formula, whatever it begins with.
        case text(String)
        case number(Double)
        /// A day of 1900 or later.
        case date(year: Int, month: Int, day: Int)
    }

    package enum Style: Sendable, Hashable, CaseIterable {
        case plain
        /// Filled in red: what is to be put right.
        case bad
        /// Filled in yellow: taken over, and to be looked at once more.
        case warned
        /// Filled in green: new.
        case good
        /// Filled in blue: changed.
        case changed
        /// Grey and slanted: said about the row, no part of it.
        case note
    }

    package var content: Content
    package var style: Style
    /// Shown when the pointer rests on the cell.
    package var comment: String?

    package init(_ content: Content, style: Style = .plain, comment: String? = nil) {
        self.content = content
        self.style = style
        self.comment = comment
    }

    package static func text(_ text: String, style: Style = .plain, comment: String? = nil) -> WrittenCell {
        WrittenCell(text.isEmpty ? .empty : .text(text), style: style, comment: comment)
    }

    package static func number(_ number: Double, style: Style = .plain) -> WrittenCell {
        WrittenCell(.number(number), style: style)
    }

    package static func date(year: Int, month: Int, day: Int, style: Style = .plain) -> WrittenCell {
        WrittenCell(.date(year: year, month: month, day: day), style: style)
    }

    package static let empty = WrittenCell(.empty)
}

package struct SheetToWrite: Sendable {
    package struct Column: Sendable {
        package var title: String
        /// In characters of Latin script; a Chinese one takes two.
        package var width: Double

        package init(_ title: String, width: Double = 14) {
            self.title = title
            self.width = width
        }
    }

    /// Signs that a tab may not bear are replaced; the name is cut to 31 characters and made unique.
    package var name: String
    package var columns: [Column]
    package var rows: [[WrittenCell]]
    package var freezesHeader: Bool
    package var hasFilter: Bool
    /// Stands at the head and foot of every printed sheet, with the number of the sheet; cut to what fits.
    package var margin: String?

    package init(
        name: String, columns: [Column], rows: [[WrittenCell]], freezesHeader: Bool = true, hasFilter: Bool = true,
        margin: String? = nil
    ) {
        self.name = name
        self.columns = columns
        self.rows = rows
        self.freezesHeader = freezesHeader
        self.hasFilter = hasFilter
        self.margin = margin
    }
}

package enum WritingError: Error, Equatable, Sendable {
    /// A cell that a workbook cannot hold; sheet from 0, row as the spreadsheet would show it, column from 0.
    case cell(sheet: Int, row: Int, column: Int, reason: String)
    case file(String)
}

/// Writes a workbook with a bold header row on each sheet, row by row; a file at the path is replaced, and what was
/// begun is removed if it cannot be finished.
///
/// Cells without content and all below the last row have the format of text, so that an identity number typed into
/// them keeps its eighteen digits.
package func writeWorkbook(_ sheets: [SheetToWrite], to path: String) throws(WritingError) {
    for (index, sheet) in sheets.enumerated() { try checkWritable(sheet, index: index) }
    guard let file = fopen(path, "wb") else { throw .file(String(cString: strerror(errno))) }
    fclose(file)
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let workbook = workbook_new_opt(path, &options) else { throw .file(path) }
    let formats = CellFormats(workbook)
    do throws(WritingError) {
        var names = TabNames()
        for (index, sheet) in sheets.enumerated() {
            guard let worksheet = workbook_add_worksheet(workbook, names.take(sheet.name)) else {
                throw .file("worksheet \(index)")
            }
            try SheetWriter(worksheet: worksheet, index: index, formats: formats).write(sheet)
        }
        if sheets.isEmpty { workbook_add_worksheet(workbook, nil) }
    } catch {
        lxw_workbook_free(workbook)
        unlink(path)
        throw error
    }
    let result = workbook_close(workbook)
    guard result == LXW_NO_ERROR else {
        unlink(path)
        throw .file(message(of: result))
    }
}

/// A workbook by way of a file that nobody else can read and that is gone afterwards.
package func workbookBytes(_ sheets: [SheetToWrite]) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "qiao-workbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "workbook.xlsx").path
    try writeWorkbook(sheets, to: path)
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}

func message(of error: lxw_error) -> String {
    lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)"
}

struct SheetWriter {
    let worksheet: UnsafeMutablePointer<lxw_worksheet>
    let index: Int
    let formats: CellFormats

    func write(_ sheet: SheetToWrite) throws(WritingError) {
        try begin(sheet)
        if sheet.hasFilter { filter(sheet.columns.count, rows: sheet.rows.count) }
        for (row, cells) in sheet.rows.enumerated() { try write(cells, row: row + 1) }
    }

    func filter(_ columns: Int, rows: Int) {
        guard columns > 0 else { return }
        worksheet_autofilter(worksheet, 0, 0, lxw_row_t(clamping: rows), lxw_col_t(clamping: columns - 1))
    }

    func write(_ cells: [WrittenCell], row: Int) throws(WritingError) {
        for (column, cell) in cells.enumerated() { try write(cell, row: row, column: column) }
    }

    /// Margins, widths, the frozen head and the header row.
    func begin(_ sheet: SheetToWrite) throws(WritingError) {
        if let margin = sheet.margin { print(margin) }
        for (column, title) in sheet.columns.enumerated() {
            let column = lxw_col_t(clamping: column)
            worksheet_set_column(worksheet, column, column, title.width, formats.text(.plain))
        }
        if sheet.freezesHeader, !sheet.columns.isEmpty { worksheet_freeze_panes(worksheet, 1, 0) }
        for (column, title) in sheet.columns.enumerated() {
            try write(.text(title.title), row: 0, column: column, header: true)
        }
    }

    private func print(_ margin: String) {
        // "&" is the sign of a code there.
        let text = Self.cut(margin.replacing("&", with: "&&").replacing("\0", with: ""))
        worksheet_set_header(worksheet, "&L&8" + text)
        worksheet_set_footer(worksheet, "&L&8" + text + "&R&8&P / &N")
        worksheet_set_landscape(worksheet)
        worksheet_set_paper(worksheet, 9)
        worksheet_fit_to_pages(worksheet, 1, 0)
        worksheet_repeat_rows(worksheet, 0, 0)
    }

    /// What the library takes is 255 characters with all codes.
    private static func cut(_ text: String) -> String {
        var text = text
        while text.utf16.count > 220 { text.removeLast() }
        while text.hasSuffix("&"), !text.hasSuffix("&&") { text.removeLast() }
        return text
    }

    private func write(_ cell: WrittenCell, row: Int, column: Int, header: Bool = false) throws(WritingError) {
        let at = (row: lxw_row_t(clamping: row), column: lxw_col_t(clamping: column))
        let format = header ? formats.header : formats.text(cell.style)
        var result = LXW_NO_ERROR
        switch cell.content {
        case .empty: result = worksheet_write_blank(worksheet, at.row, at.column, format)
        case .text(let text):
            // The library takes C strings: a NUL would cut the text.
            let plain = text.replacing("\0", with: "")
            result = worksheet_write_string(worksheet, at.row, at.column, CellText.escaped(plain), format)
        case .number(let number):
            result = worksheet_write_number(worksheet, at.row, at.column, number, formats.number(cell.style))
        case .date(let year, let month, let day):
            var date = lxw_datetime()
            date.year = Int32(clamping: year)
            date.month = Int32(clamping: month)
            date.day = Int32(clamping: day)
            result = worksheet_write_datetime(worksheet, at.row, at.column, &date, formats.date(cell.style))
        }
        if result == LXW_NO_ERROR, let comment = cell.comment, !comment.isEmpty {
            result = worksheet_write_comment(worksheet, at.row, at.column, comment)
        }
        guard result == LXW_NO_ERROR else { throw refusal(row, column, message(of: result)) }
    }

    private func refusal(_ row: Int, _ column: Int, _ reason: String) -> WritingError {
        .cell(sheet: index, row: row + 1, column: column, reason: reason)
    }
}
