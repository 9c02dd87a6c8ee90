import Core
import Foundation
import Spreadsheets
import Web

/// The file as it goes back to whoever sent it, under its own headers, with what became of each row beside it.
struct ReturnedWorkbook {
    private let reading: FileReading
    private let workbook: Workbook
    private let words: Words

    init(_ reading: FileReading, _ workbook: Workbook, _ words: Words) {
        self.reading = reading
        self.workbook = workbook
        self.words = words
    }

    private var form: TableForm { reading.kind.form }

    static let reasonHeading = "错误原因"
    static let outcomeHeading = "导入结果"
    static let remarkHeading = "导入说明"

    /// The rows that were not taken, as a workbook that goes straight back in once it is put right: the faulty cell
    /// marked, and the reason beside it.
    func rejected(_ rows: [ImportRow]) throws -> [UInt8] {
        let byRow = Self.bySheet(rows.filter { $0.fault != nil })
        return try bytes(
            of: tables { sheet, columns, lines in
                let rows = byRow[sheet.name] ?? [:]
                let returned = lines.filter { rows[$0.number]?.fault != nil }
                guard !returned.isEmpty else { return nil }
                return write(sheet, columns, returned, adding: [(Self.reasonHeading, 60)]) { line in
                    guard let row = rows[line.number], let fault = row.fault else { return nil }
                    let message = words(fault.message)
                    return Marked(
                        district: row.values.district, marks: [fault.field: (.bad, message)],
                        added: [.text(message, style: .note)])
                }
            })
    }

    /// Every row with its outcome, in words and in colour; what it all comes to on a first sheet.
    func result(of file: FileImport, _ rows: [ImportRow], undo: UndoneRows = UndoneRows()) throws -> [UInt8] {
        try bytes(of: [summary(file, undo)] + table(of: rows, undo, isWhole: file.reached == file.lines))
    }

    /// The sheets of the file itself.
    func table(of rows: [ImportRow], _ undo: UndoneRows, isWhole: Bool) -> [SheetToWrite] {
        let byRow = Self.bySheet(rows)
        return tables { sheet, columns, lines in
            let rows = byRow[sheet.name] ?? [:]
            return write(
                sheet, columns, lines, adding: [(Self.outcomeHeading, 14), (Self.remarkHeading, 60)]
            ) { line in
                guard let row = rows[line.number] else {
                    let outcome: Message = isWhole ? "跳过" : "跳过或未处理"
                    return Marked(
                        district: "", marks: [:],
                        added: [.text(words(outcome), style: .note), .text(words("空行、小计、说明，或没有处理到"), style: .note)])
                }
                return marked(row, undo)
            }
        }
    }

    private func marked(_ row: ImportRow, _ undo: UndoneRows) -> Marked {
        var marks: [ImportField: (WrittenCell.Style, String)] = [:]
        var remarks: [String] = []
        let style: WrittenCell.Style
        switch row.outcome {
        case .rejected:
            style = .bad
            if let fault = row.fault {
                remarks.append(words(fault.message))
                marks[fault.field] = (.bad, words(fault.message))
            }
        case .new:
            style = .good
            marks[form.name] = (.good, words(row.outcome.title))
        case .updated:
            style = .changed
            let fields = row.changed.map(form.field(ofCommand:))
            for field in fields { marks[field] = (.changed, words(row.outcome.title)) }
            if let titles = Array(Set(fields)).sorted().map({ $0.title(in: reading.kind) }).listed {
                remarks.append(words("更新了：\(titles)"))
            }
        case .unchanged: style = .plain
        }
        for warning in row.warnings {
            let said = words(warning.message)
            remarks.append(said)
            marks[warning.field] = (.warned, said)
        }
        switch undo.fate(of: row.position) {
        case .undone: remarks.append(words("这一行后来已撤销"))
        case .kept(let why): remarks.append(words(why.message))
        case nil: break
        }
        let outcome = WrittenCell.text(words(row.outcome.title), style: row.warnings.isEmpty ? style : .warned)
        return Marked(
            district: row.values.district, marks: marks,
            added: [outcome, .text(remarks.joined(separator: words("；")), style: .note)])
    }

    /// What it comes to, and what the colours mean: each is said in words too.
    private func summary(_ file: FileImport, _ undo: UndoneRows) -> SheetToWrite {
        func line(_ label: Message, _ number: Int, _ style: WrittenCell.Style, _ meaning: Message) -> [WrittenCell] {
            [.text(words(label), style: style), .number(Double(number)), .text(words(meaning))]
        }
        var rows = [
            line("新登记", file.totals.new, .good, "绿色：系统里原来没有，由这次导入登记"),
            line("已更新", file.totals.updated, .changed, "蓝色：系统里已有，标蓝的内容由这次导入改动"),
            line("没有变化", file.totals.unchanged, .plain, "系统里已有，内容相同"),
            line("没有收", file.totals.rejected, .bad, "红色：标红的格子有错，原因写在“导入说明”里"),
            line("跳过", file.skipped, .note, "空行、小计和说明"),
            [.text(words("提醒"), style: .warned), .empty, .text(words("黄色：已经收下，但请核对标黄的格子"))],
        ]
        if undo.isAsked {
            rows.append(line("已撤销的行", undo.undone, .plain, "导入后又撤销的行"))
            rows.append(line("撤销时保留", undo.kept.count, .warned, "后来又改动过，或已被别处用到，没有撤销"))
        }
        return SheetToWrite(
            name: words("导入结果"),
            columns: [
                .init(words("结果"), width: 16), .init(words("行数"), width: 10), .init(words("说明"), width: 60),
            ], rows: rows, hasFilter: false)
    }

    // MARK: Sheets

    private struct Marked {
        let district: String
        let marks: [ImportField: (style: WrittenCell.Style, comment: String)]
        let added: [WrittenCell]
    }

    private static func bySheet(_ rows: [ImportRow]) -> [String: [Int: ImportRow]] {
        Dictionary(grouping: rows, by: \.sheet).mapValues { rows in
            Dictionary(rows.map { ($0.row, $0) }) { first, _ in first }
        }
    }

    /// Every table of every sheet that was read, each with the lines below its own header.
    private func tables(_ write: (Sheet, SheetColumns, [SheetRow]) -> SheetToWrite?) -> [SheetToWrite] {
        reading.sheets.flatMap { understood -> [SheetToWrite] in
            guard let columns = understood.columns else { return [] }
            let tables = [columns] + understood.furtherTables
            let sheet = workbook.sheets[understood.position]
            let lines = sheet.rows.filter { row in
                row.number > columns.headerRow && !understood.furtherTables.contains { $0.headerRow == row.number }
            }
            let byTable = Dictionary(grouping: lines) { row in tables.lastIndex { $0.headerRow < row.number } ?? 0 }
            return tables.indices.compactMap { index in byTable[index].flatMap { write(sheet, tables[index], $0) } }
        }
    }

    private func write(
        _ sheet: Sheet, _ columns: SheetColumns, _ lines: [SheetRow], adding added: [(title: String, width: Double)],
        _ mark: (SheetRow) -> Marked?
    ) -> SheetToWrite {
        let merged = MergedCells(sheet)
        let width = max(columns.headings.count, (columns.columns.values.max() ?? -1) + 1)
        let saysDistrict = columns.columns[.district] != nil || !form.hasDistrict
        let fieldByColumn = Dictionary(
            columns.columns.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
        var titles = headings(columns, width).map { (title: $0, width: 18.0) }
        if !saysDistrict { titles.append((ImportField.district.heading(in: reading.kind), 18)) }
        titles += added
        let rows = lines.compactMap { line -> [WrittenCell]? in
            guard let marked = mark(line) else { return nil }
            var cells = (0..<width).map { column -> WrittenCell in
                let field = fieldByColumn[column]
                let isShared = field.map { form.fields.contains($0) && !form.own.contains($0) } ?? false
                var cell = written(isShared ? merged.cell(line, column) : line[column], as: field)
                if let field, let mark = marked.marks[field] {
                    cell.style = mark.style
                    cell.comment = mark.comment
                }
                return cell
            }
            if !saysDistrict {
                cells.append(.text(marked.district, style: marked.marks[.district]?.style ?? .plain))
            }
            return cells + marked.added
        }
        return SheetToWrite(
            name: sheet.name.isEmpty ? words(reading.kind.title) : sheet.name,
            columns: titles.map { SheetToWrite.Column($0.title, width: $0.width) }, rows: rows)
    }

    /// The file's own, but so that what was set by hand is recognised next time.
    private func headings(_ columns: SheetColumns, _ width: Int) -> [String] {
        var headings = (0..<width).map { columns.headings.indices.contains($0) ? columns.headings[$0] : "" }
        let alone = Sheet(
            name: "", rows: [SheetRow(number: 1, cells: headings.map { $0.isEmpty ? .empty : .text($0) })])
        let recognised = SheetColumns.standing(inRow: 1, of: alone, reading.kind).columns
        for (field, column) in columns.columns where recognised[field] != column {
            if let other = recognised[field] { headings[other] = "" }
            headings[column] = field.heading(in: reading.kind)
        }
        return headings
    }

    /// Numbers that are names (of persons, of phones) stay text, so that no digit is lost once more. Text is written as
    /// text whatever it begins with, and its cell has the format of text: nothing of the file becomes a formula.
    private func written(_ cell: Cell, as field: ImportField?) -> WrittenCell {
        switch cell {
        case .empty: .empty
        case .text(let text): .text(text)
        case .number(let literal, let value):
            field.map(form.numerals.contains) == true
                ? .text(value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : literal)
                : value.isFinite ? .number(value) : .text(literal)
        case .date(let year, let month, let day):
            year >= 1900 ? .date(year: year, month: month, day: day) : .text(cell.plainText)
        case .bool, .error: .text(cell.plainText)
        }
    }

    private func bytes(of sheets: [SheetToWrite]) throws -> [UInt8] { try workbookBytes(sheets) }
}

extension RowWarning {
    /// The cell that it is about.
    var field: ImportField {
        switch self {
        case .youngAtHire, .hiredAfterSheet, .hiredInFuture, .hiredOutOfRange: .hiredOn
        case .sexDiffers: .sex
        case .nameDiffers: .name
        case .kindDiffers: .unitKind
        case .openedOnDiffers: .openedOn
        case .codeOverridden: .creditCode
        case .industryUnknown: .industry
        case .enterpriseNameDiffers: .enterpriseName
        }
    }
}
