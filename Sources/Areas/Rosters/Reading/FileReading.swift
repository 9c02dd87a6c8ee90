import ChineseText
import Core
import Spreadsheets

/// What somebody set by hand for one sheet, where recognising went wrong.
package struct SheetChoice: Codable, Hashable, Sendable {
    /// The sheet's place in the workbook, from 0.
    package var sheet: Int
    package var isLeftOut: Bool
    package var headerRow: Int?
    /// Columns from 0; where given, they stand for all that was recognised.
    package var columns: [ImportField: Int]?
    /// The district of every row, for a sheet that has no such column.
    package var district: String?

    package init(
        sheet: Int, isLeftOut: Bool = false, headerRow: Int? = nil, columns: [ImportField: Int]? = nil,
        district: String? = nil
    ) {
        self.sheet = sheet
        self.isLeftOut = isLeftOut
        self.headerRow = headerRow
        self.columns = columns
        self.district = district
    }
}

/// One sheet as it was understood.
package struct SheetReading: Sendable {
    package let name: String
    package let isHidden: Bool
    package let isLeftOut: Bool
    /// nil: no header was found, the sheet is not read.
    package let columns: SheetColumns?
    /// Where a sheet has no column for it: the district that its name or its title says.
    package let district: String?
    package var lines = 0
    package var skipped = 0
    /// Further tables below the first one, each with columns of its own.
    package var furtherTables: [SheetColumns] = []
    /// The place of the sheet in the workbook.
    package let position: Int

    /// The headings of the columns that are not read, with their columns.
    package var unread: [(column: Int, heading: String)] {
        guard !isLeftOut else { return [] }
        return ([columns].compactMap(\.self) + furtherTables).flatMap(\.unread)
    }
}

/// A workbook as it was understood: the rows about somebody or something, and what was left out. Pure: knows no database.
package struct FileReading: Sendable {
    package let kind: ImportKind
    package private(set) var sheets: [SheetReading] = []
    package private(set) var lines: [ImportLine] = []
    package private(set) var skipped = 0
    package let warnings: [ReadingWarning]

    package var rows: Int { lines.count + skipped }
    package var hasHeader: Bool { sheets.contains { $0.columns != nil } }
    package var sheetsWithoutHeader: [String] {
        sheets.filter { $0.columns == nil && !$0.isLeftOut }.map(\.name)
    }

    /// - Parameters:
    ///   - districts: the names by which a sheet's name or title may say a district.
    ///   - today: nobody is born later.
    package init(
        _ workbook: Workbook, as kind: ImportKind = .roster, choices: [SheetChoice] = [], districts: [String],
        today: Day
    ) {
        self.kind = kind
        warnings = workbook.warnings
        for (position, sheet) in workbook.sheets.enumerated() {
            read(
                sheet, at: position, choices.first { $0.sheet == position } ?? SheetChoice(sheet: position), districts,
                today)
        }
    }

    private mutating func read(
        _ sheet: Sheet, at position: Int, _ choice: SheetChoice, _ districts: [String], _ today: Day
    ) {
        guard !sheet.rows.isEmpty else { return }
        var columns =
            choice.headerRow.map { SheetColumns.standing(inRow: $0, of: sheet, kind) }
            ?? SheetColumns.recognised(in: sheet, kind)
        if let byHand = choice.columns { columns?.columns = byHand }
        // What is said for the whole sheet goes before what its rows say.
        if choice.district != nil { columns?.columns[.district] = nil }
        if choice.isLeftOut || columns?.columns.isEmpty == true { columns = nil }
        var reading = SheetReading(
            name: sheet.name, isHidden: sheet.hidden, isLeftOut: choice.isLeftOut, columns: columns,
            district: choice.district ?? columns.flatMap { Self.district(of: sheet, $0, districts) },
            position: position)
        defer { sheets.append(reading) }
        guard var columns, let last = sheet.usedRange?.upperBound, last > columns.headerRow else { return }

        let titles = sheet.rows.prefix { $0.number <= columns.headerRow }
        let sheetDate = titles.compactMap(Self.dateSaid).last
        let headerRow = columns.headerRow
        var reader = RowReader(columns: columns, today: today, sheetDate: sheetDate)
        let merged = MergedCells(sheet)
        var district = reading.district
        for row in sheet.rows.drop(while: { $0.number <= headerRow }) {
            // Set by hand, the columns hold for the whole sheet.
            if choice.columns == nil, choice.district == nil, let next = columns.otherTable(beginningWith: row) {
                columns = next
                reading.furtherTables.append(next)
                reader = RowReader(columns: next, today: today, sheetDate: sheetDate)
                continue
            }
            if let section = Self.sectionDistrict(row, columns, districts) {
                district = section
                continue
            }
            guard SkippedRows.isAboutSomebody(row, columns) else { continue }
            lines.append(
                kind.form.read(
                    reader, RowCells(columns, lines.count, sheet: sheet.name, row: row, merged, district: district)))
            reading.lines += 1
        }
        // Rows without anything are not handed out by the reader of sheets, but the spreadsheet counts them.
        reading.skipped = last - headerRow - reading.lines
        skipped += reading.skipped
    }

    /// The district that a sheet without such a column is about: by its name, else by the title above the header.
    private static func district(of sheet: Sheet, _ columns: SheetColumns, _ districts: [String]) -> String? {
        guard columns.kind.form.hasDistrict, columns.columns[.district] == nil else { return nil }
        // 徐汇区, 徐汇, 1.徐汇: one of the districts, and no other.
        let name = sheet.name.compact
        let byName = districts.filter { name.contains(shortName($0)) }
        if byName.count == 1 { return byName[0] }
        let titles = sheet.rows.prefix { $0.number < columns.headerRow }.flatMap {
            $0.cells.map { $0.plainText.compact }
        }
        for text in titles {
            let named = districts.filter(text.contains)
            if named.count == 1 { return named[0] }
        }
        return nil
    }

    /// 徐汇区 → 徐汇, 浦东新区 → 浦东
    private static func shortName(_ district: String) -> String {
        for ending in ["新区", "区", "县"] where district.hasSuffix(ending) && district.count >= ending.count + 2 {
            return String(district.dropLast(ending.count))
        }
        return district
    }

    /// A line of its own that names the district of the rows below it.
    private static func sectionDistrict(_ row: SheetRow, _ columns: SheetColumns, _ districts: [String]) -> String? {
        guard columns.kind.form.hasDistrict, columns.columns[.district] == nil else { return nil }
        let filled = row.cells.filter { !$0.isBlank }
        guard filled.count == 1, !SkippedRows.isTotal(filled[0].plainText.compact) else { return nil }
        let text = filled[0].plainText.compact
        return districts.first { text == $0 || text == $0 + "总工会" || text.hasSuffix("、" + $0) }
    }

    /// 填报日期：2023.5.9
    private static func dateSaid(_ row: SheetRow) -> Day? {
        row.cells.compactMap { cell -> Day? in
            if case .date(let year, let month, let day) = cell { return Day(year, month, day) }
            guard case .text(let text) = cell else { return nil }
            return text.compact.matches(of: #/\d{4}[年.\/\-]\d{1,2}[月.\/\-]\d{1,2}日?/#).last
                .flatMap { RowReader.day(String($0.output)) }
        }.last
    }
}

/// Which rows below a header are not about anybody.
enum SkippedRows {
    static func isAboutSomebody(_ row: SheetRow, _ columns: SheetColumns) -> Bool {
        let form = columns.kind.form
        let telling = form.fields.compactMap { columns.columns[$0] }.filter { !row[$0].isBlank }
        guard !telling.isEmpty else { return false }
        // The example of a template.
        if columns.columns[form.name].map({ row[$0].plainText.compact.hasPrefix("(示例)") }) == true { return false }
        // A total's word or count may stand in the column of the identity numbers.
        let number = columns.columns[.idNumber].map { row[$0].plainText.halfWidth } ?? ""
        if number.count(where: \.isNumber) > 5 { return true }
        if columns.isRepeated(by: row) { return false }
        let filled = row.cells.filter { !$0.isBlank }.map { $0.plainText.compact }
        if filled.contains(where: isTotal) { return false }
        // A single cell that is no name divides the table: 一、机关选派. A phone does not: somebody's row lost the rest.
        if filled.count == 1, telling.first == columns.columns[.phone], PhoneNumber(filled[0]) != nil { return true }
        if filled.count == 1, telling != [columns.columns[form.name]].compactMap({ $0 }) { return false }
        return !isNote(filled)
    }

    /// 小计, 本页小计, 宝山区合计：, 总计（人）
    static func isTotal(_ text: String) -> Bool {
        guard text.count <= 14, text.contains(where: { "计数共合".contains($0) }) else { return false }
        return text.wholeMatch(of: #/.*(小计|合计|总计|共计|累计|总数|总人数)([:：]?[（(]?\d*[人名个位]*[)）]?)/#) != nil
            || text.wholeMatch(of: #/(共|计|合)[:：]?\d+[人名位]/#) != nil
    }

    /// What offices write below a table: remarks, who made it, who checked it.
    private static func isNote(_ filled: [String]) -> Bool {
        guard let first = filled.first else { return true }
        let labels = [
            "备注", "说明", "填表", "填报", "制表", "制单", "审核", "审批", "复核", "负责人", "单位负责人", "联系人", "联系电话", "经办", "盖章", "单位盖章",
            "日期", "注",
        ]
        let isLabelled = labels.contains { label in
            first.hasPrefix(label)
                && (first == label || "：:（(人日期时".contains(first[first.index(first.startIndex, offsetBy: label.count)]))
        }
        if isLabelled { return true }
        guard filled.count == 1 else { return false }
        // The title of the next table, and a line with a count: 田林街道（共3人）.
        return first.wholeMatch(of: #/.*(名册|名单|汇总表|情况表|统计表|[（(]共?\d+[人名位][)）])/#) != nil
            || first.count > 12 || first.contains("：") || first.contains(":") || first.contains("。")
            || first.hasPrefix("（") || first.hasPrefix("(")
    }
}
