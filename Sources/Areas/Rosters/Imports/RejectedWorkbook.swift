import Core
import Foundation
import Spreadsheets

/// The rows that were not taken, as a workbook that goes straight back in once it is put right: the file's own columns
/// under its own header, the faulty cell marked, and the reason beside it.
struct RejectedWorkbook {
    private let reading: RosterReading
    private let workbook: Workbook
    private let words: Words

    init(_ reading: RosterReading, _ workbook: Workbook, _ words: Words) {
        self.reading = reading
        self.workbook = workbook
        self.words = words
    }

    func bytes(of rows: [RosterRow]) throws -> [UInt8] {
        let bySheet = Dictionary(grouping: rows, by: \.sheet)
        let sheets = reading.sheets.flatMap { sheet -> [SheetToWrite] in
            guard let columns = sheet.columns, let rows = bySheet[sheet.name] else { return [] }
            let tables = [columns] + sheet.furtherTables
            let byTable = Dictionary(grouping: rows) { row in tables.lastIndex { $0.headerRow < row.row } ?? 0 }
            return tables.indices.compactMap { table in
                byTable[table].map { write(workbook.sheets[sheet.position], tables[table], $0) }
            }
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "qiao-rejected-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "rejected.xlsx").path
        try writeWorkbook(sheets, to: path)
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private func write(_ sheet: Sheet, _ columns: SheetColumns, _ rows: [RosterRow]) -> SheetToWrite {
        let merged = MergedCells(sheet)
        let source = Dictionary(sheet.rows.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let width = max(columns.headings.count, (columns.columns.values.max() ?? -1) + 1)
        let saysDistrict = columns.columns[.district] != nil
        let fieldByColumn = Dictionary(
            columns.columns.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
        var titles = headings(columns, width)
        if !saysDistrict { titles.append(RosterField.district.heading) }
        titles.append(Self.reasonHeading)
        let lines = rows.compactMap { row -> [WrittenCell]? in
            guard let line = source[row.row], let fault = row.fault else { return nil }
            let message = words(fault.message)
            var cells = (0..<width).map { column -> WrittenCell in
                let field = fieldByColumn[column]
                let isShared = field.map { ![.name, .idNumber, .phone].contains($0) } ?? false
                var cell = written(isShared ? merged.cell(line, column) : line[column], as: field)
                if field == fault.field {
                    cell.style = .bad
                    cell.comment = message
                }
                return cell
            }
            if !saysDistrict {
                cells.append(.text(row.values.district, style: fault.field == .district ? .bad : .plain))
            }
            cells.append(.text(message, style: .note))
            return cells
        }
        return SheetToWrite(
            name: sheet.name.isEmpty ? "花名册" : sheet.name,
            columns: titles.map { SheetToWrite.Column($0, width: $0 == Self.reasonHeading ? 60 : 18) }, rows: lines)
    }

    static let reasonHeading = "错误原因"

    /// The file's own, but so that what was set by hand is recognised next time.
    private func headings(_ columns: SheetColumns, _ width: Int) -> [String] {
        var headings = (0..<width).map { columns.headings.indices.contains($0) ? columns.headings[$0] : "" }
        let alone = Sheet(
            name: "", rows: [SheetRow(number: 1, cells: headings.map { $0.isEmpty ? .empty : .text($0) })])
        let recognised = SheetColumns.standing(inRow: 1, of: alone).columns
        for (field, column) in columns.columns where recognised[field] != column {
            if let other = recognised[field] { headings[other] = "" }
            headings[column] = field.heading
        }
        return headings
    }

    /// Numbers that are names (of persons, of phones) stay text, so that no digit is lost once more.
    private func written(_ cell: Cell, as field: RosterField?) -> WrittenCell {
        switch cell {
        case .empty: .empty
        case .text(let text): .text(text)
        case .number(let literal, let value):
            field == .idNumber || field == .phone || field == .hiredOn
                ? .text(value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : literal)
                : value.isFinite ? .number(value) : .text(literal)
        case .date(let year, let month, let day):
            year >= 1900 ? .date(year: year, month: month, day: day) : .text(cell.plainText)
        case .bool, .error: .text(cell.plainText)
        }
    }
}
