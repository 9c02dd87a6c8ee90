import ChineseText
import Spreadsheets

/// Where the header of one sheet is and what its columns mean, as recognised or as set by hand.
package struct SheetColumns: Codable, Hashable, Sendable {
    package var kind: ImportKind
    /// The last row of the header; what lies below it is read.
    package var headerRow: Int
    /// Columns from 0 (A).
    package var columns: [ImportField: Int]
    /// The texts of the header as they stand in the file, by column.
    package var headings: [String]

    package func heading(of field: ImportField) -> String {
        guard let column = columns[field], headings.indices.contains(column) else { return "" }
        return headings[column]
    }

    /// The columns with a heading whose content goes nowhere.
    package var unread: [(column: Int, heading: String)] {
        let form = kind.form
        let read = Set(columns.filter { form.reads($0.key) }.values)
        return headings.enumerated().filter { !$1.isEmpty && !read.contains($0) }.map { ($0, $1) }
    }

    /// Finds the header among the first rows; nil where there is none.
    package static func recognised(in sheet: Sheet, _ kind: ImportKind) -> SheetColumns? {
        let merged = MergedCells(sheet)
        var best: SheetColumns?
        let rows = sheet.rows.prefix(40)
        for (position, row) in rows.enumerated() {
            // What follows a row about somebody is another table.
            if let best, row.number > best.headerRow, best.isAboutSomebody(row) { break }
            var candidates = [columns(row.number, texts(of: row), kind)]
            if position + 1 < rows.count, rows[position + 1].number == row.number + 1,
                names(rows[position + 1], below: row, kind)
            {
                candidates.append(columns(row.number + 1, joined(row, rows[position + 1], merged, kind), kind))
            }
            for candidate in candidates where candidate.isHeader {
                if candidate.columns.count > (best?.columns.count ?? 0) { best = candidate }
            }
        }
        return best
    }

    /// The header that somebody says stands in this row (with the line above it, where that tells more).
    package static func standing(inRow number: Int, of sheet: Sheet, _ kind: ImportKind) -> SheetColumns {
        guard let row = sheet.rows.first(where: { $0.number == number }) else {
            return SheetColumns(kind: kind, headerRow: number, columns: [:], headings: [])
        }
        let single = columns(number, texts(of: row), kind)
        guard let above = sheet.rows.first(where: { $0.number == number - 1 }), names(row, below: above, kind) else {
            return single
        }
        let pair = columns(number, joined(above, row, MergedCells(sheet), kind), kind)
        return pair.columns.count > single.columns.count ? pair : single
    }

    /// Does the row say the header once more, as below a page break?
    func isRepeated(by row: SheetRow) -> Bool {
        guard !columns.isEmpty else { return false }
        let found = Self.columns(row.number, Self.texts(of: row), kind).columns
        return columns.count { found[$0.key] == $0.value } * 3 >= columns.count * 2
    }

    /// A second table below the first, with columns of its own.
    func otherTable(beginningWith row: SheetRow) -> SheetColumns? {
        guard !isAboutSomebody(row) else { return nil }
        let found = Self.columns(row.number, Self.texts(of: row), kind)
        return found.isHeader && found.columns.count >= 3 && !isRepeated(by: row) ? found : nil
    }

    private func isAboutSomebody(_ row: SheetRow) -> Bool {
        columns[.idNumber].map { row[$0].plainText.count(where: \.isNumber) > 5 } ?? false
    }

    private var isHeader: Bool { kind.form.needed.allSatisfy { columns[$0] != nil } }

    private static func columns(_ number: Int, _ headings: [String], _ kind: ImportKind) -> SheetColumns {
        let rules = kind.form.headings
        var best: [ImportField: (column: Int, rank: Int)] = [:]
        for (column, heading) in headings.enumerated() {
            guard let meaning = rules.meaning(of: heading) else { continue }
            if meaning.rank < best[meaning.field]?.rank ?? .max { best[meaning.field] = (column, meaning.rank) }
        }
        return SheetColumns(
            kind: kind, headerRow: number, columns: best.mapValues(\.column), headings: headings)
    }

    private static func texts(of row: SheetRow) -> [String] { row.cells.map(\.headingText) }

    /// Is the lower row a second line of the header, and nothing that is to be read? What it says below a heading that
    /// speaks for itself is a heading too: somebody's name is none, though her street reads like one.
    private static func names(_ lower: SheetRow, below upper: SheetRow, _ kind: ImportKind) -> Bool {
        let rules = kind.form.headings
        return lower.cells.enumerated().allSatisfy { column, cell in
            if cell.isBlank { return true }
            let text = cell.headingText
            guard !text.isEmpty, text.contains(where: \.isLetter) || !text.contains(where: \.isNumber) else {
                return false
            }
            return rules.meaning(of: upper[column].headingText) == nil || rules.meaning(of: text) != nil
                || HeadingRules.secondLines.contains(where: text.hasSuffix)
        }
    }

    /// A header of two lines: what stands below names the column, and where nothing does, what stands above.
    private static func joined(
        _ upper: SheetRow, _ lower: SheetRow, _ merged: MergedCells, _ kind: ImportKind
    ) -> [String] {
        let rules = kind.form.headings
        return (0..<max(upper.cells.count, lower.cells.count)).map { column in
            let below = lower[column].headingText
            let above = merged.cell(upper, column).headingText
            if below.isEmpty { return upper[column].headingText }
            if above.isEmpty || rules.meaning(of: below) != nil { return below }
            return rules.meaning(of: above + below) == nil ? below : above + below
        }
    }
}

/// The cells of a sheet that are shown as one: all of them say what the first says.
struct MergedCells {
    private let ranges: [MergedRange]
    private let first: [MergedRange: Cell]
    private let byRow: [Int: [MergedRange]]

    init(_ sheet: Sheet) {
        // Only ranges of more than one row or column, and not the whole-page titles of thousands of rows.
        ranges = sheet.mergedRanges.filter { $0.rows.count <= 5_000 }
        var byRow: [Int: [MergedRange]] = [:]
        for range in ranges { for row in range.rows { byRow[row, default: []].append(range) } }
        self.byRow = byRow
        let tops = Dictionary(
            sheet.rows.filter { byRow[$0.number] != nil }.map { ($0.number, $0) }, uniquingKeysWith: { a, _ in a })
        var first: [MergedRange: Cell] = [:]
        for range in ranges { first[range] = tops[range.rows.lowerBound]?[range.columns.lowerBound] ?? .empty }
        self.first = first
    }

    func cell(_ row: SheetRow, _ column: Int) -> Cell {
        let own = row[column]
        guard own.isBlank, let range = byRow[row.number]?.first(where: { $0.columns.contains(column) }) else {
            return own
        }
        return first[range] ?? own
    }
}

extension Cell {
    /// What may be a heading: text, without white space around and line breaks inside.
    var headingText: String {
        guard case .text(let text) = self, !isBlank else { return "" }
        return text.split(whereSeparator: \.isNewline).joined().trimmingBlanks
    }
}

extension String {
    var trimmingBlanks: String {
        func leavesNoMark(_ character: Character) -> Bool {
            character.isWhitespace
                || character.unicodeScalars.allSatisfy {
                    (0x200B...0x200F).contains($0.value) || $0.value == 0xFEFF || $0.value == 0x2060
                }
        }
        guard let start = firstIndex(where: { !leavesNoMark($0) }), let end = lastIndex(where: { !leavesNoMark($0) })
        else { return "" }
        return String(self[start...end])
    }

    /// Half-width and without white space anywhere: numbers, names of units.
    var compact: String { String(cleaned.halfWidthIfNeeded.filter { !$0.isWhitespace }) }

    private var halfWidthIfNeeded: String { utf8.allSatisfy { $0 < 0x80 } ? self : halfWidth }
}
