import CXLSXWriter
import Glibc

/// A workbook of one sheet that is written part by part, so that a long one never stands in memory as a whole.
///
/// Ends with `finish` or `discard`. Not for several tasks at once.
package final class GrowingWorkbook {
    private let path: String
    private let sheet: SheetToWrite
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let worksheet: UnsafeMutablePointer<lxw_worksheet>
    private let writer: SheetWriter
    /// Rows below the header.
    package private(set) var rows = 0

    /// - Parameter sheet: name, columns and first rows.
    package init(_ sheet: SheetToWrite, to path: String) throws(WritingError) {
        try checkWritable(sheet, index: 0)
        guard let file = fopen(path, "wb") else { throw .file(String(cString: strerror(errno))) }
        fclose(file)
        var options = lxw_workbook_options()
        options.constant_memory = 1
        var names = TabNames()
        guard let workbook = workbook_new_opt(path, &options),
            let worksheet = workbook_add_worksheet(workbook, names.take(sheet.name))
        else { throw .file(path) }
        self.path = path
        self.sheet = sheet
        self.workbook = workbook
        self.worksheet = worksheet
        writer = SheetWriter(worksheet: worksheet, index: 0, formats: CellFormats(workbook))
        try writer.begin(sheet)
        try add(sheet.rows)
    }

    package func add(_ more: [[WrittenCell]]) throws(WritingError) {
        for cells in more {
            for (column, cell) in cells.enumerated() {
                try checkWritable(cell, sheet: 0, row: rows + 2, column: column)
            }
            rows += 1
            try writer.write(cells, row: rows)
        }
    }

    /// Closes the file: the rows so far can be filtered, what follows in `last` stands below them.
    package func finish(last: [[WrittenCell]]) throws(WritingError) {
        if sheet.hasFilter { writer.filter(sheet.columns.count, rows: rows) }
        do throws(WritingError) { try add(last) } catch {
            discard()
            throw error
        }
        let result = workbook_close(workbook)
        guard result == LXW_NO_ERROR else {
            unlink(path)
            throw .file(message(of: result))
        }
    }

    /// Gives it up: nothing is left. Closing is what removes the library's own temporary file.
    package func discard() {
        workbook_close(workbook)
        unlink(path)
    }
}
