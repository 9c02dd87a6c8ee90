/// What all sheets of a file may hold together.
final class CellBudget {
    let limits: ReadingLimits
    private var rows = 0
    private var cells = 0

    init(_ limits: ReadingLimits) { self.limits = limits }

    func spend(row cellCount: Int) throws(SpreadsheetError) {
        rows += 1
        cells += cellCount
        if rows > limits.rows { throw .tooLarge(.rows, limit: limits.rows) }
        if cells > limits.cells { throw .tooLarge(.cells, limit: limits.cells) }
    }
}

/// One sheet, row by row; only what is not blank is kept, so formatted emptiness costs the time to pass over it.
final class WorksheetReader: XMLTarget {
    private(set) var rows: [SheetRow] = []
    private(set) var mergedRanges: [MergedRange] = []
    private(set) var warnings: [ReadingWarning] = []

    private let name: String
    private let part: String
    private let dates1904: Bool
    private let styles: Styles
    private let strings: [String]
    private let budget: CellBudget

    private var inSheetRows = false
    private var rowNumber = 0
    private var rowIsNumbered = false
    private var column = -1
    private var cells: [Cell] = []

    private var cellKind = CellKind.number
    private var cellStyle = 0
    private var inCell = false
    private var inValue = false
    private var hasValue = false
    private var hasFormula = false
    private var inInline = false
    private var hasInline = false
    private var value: CellText
    private var inline: CellText

    private static let mostWarnings = 100

    private enum CellKind { case number, shared, text, inline, bool, error, isoDate }

    init(name: String, part: String, dates1904: Bool, styles: Styles, strings: [String], budget: CellBudget) {
        self.name = name
        self.part = part
        self.dates1904 = dates1904
        self.styles = styles
        self.strings = strings
        self.budget = budget
        value = CellText(limit: budget.limits.cellText)
        inline = CellText(limit: budget.limits.cellText)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(SpreadsheetError) {
        if inCell {
            switch name {
            case "v":
                inValue = true
                hasValue = true
            case "f": hasFormula = true
            case "is":
                inInline = true
                hasInline = true
            default: if inInline { inline.start(name) }
            }
            return
        }
        switch name {
        case "c" where inSheetRows: try startCell(attributes)
        case "row" where inSheetRows: try startRow(attributes)
        case "sheetData": inSheetRows = true
        case "mergeCell" where !inSheetRows: try merge(attributes["ref"] ?? "")
        default: break
        }
    }

    func end(_ name: XMLName) throws(SpreadsheetError) {
        if inCell {
            switch name {
            case "v": inValue = false
            case "is": inInline = false
            case "c":
                inCell = false
                try endCell()
            default: if inInline { inline.end(name) }
            }
            return
        }
        switch name {
        case "row" where inSheetRows: try endRow()
        case "sheetData":
            inSheetRows = false
            putInOrder()
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) {
        guard inCell else { return }
        if inInline { try inline.take(bytes) } else if inValue { try value.append(bytes) }
    }

    private func startRow(_ attributes: XMLAttributes) throws(SpreadsheetError) {
        let named = attributes.count("r")
        rowIsNumbered = named != nil
        rowNumber = named ?? rowNumber + 1
        try checkRow()
        column = -1
        cells.removeAll(keepingCapacity: true)
    }

    private func checkRow() throws(SpreadsheetError) {
        guard (1...CellReference.lastRow).contains(rowNumber) else { throw .damaged("\(part): row \(rowNumber)") }
    }

    private func startCell(_ attributes: XMLAttributes) throws(SpreadsheetError) {
        if let reference = attributes.bytes("r") {
            guard let found = CellReference.parts(of: reference) else { throw .damaged("\(part): cell reference") }
            column = found.column
            if !rowIsNumbered, let row = found.row {
                rowNumber = row
                rowIsNumbered = true
                try checkRow()
            }
        } else {
            column += 1
        }
        inCell = true
        inValue = false
        hasValue = false
        hasFormula = false
        inInline = false
        hasInline = false
        cellStyle = attributes.count("s") ?? 0
        cellKind =
            switch attributes.bytes("t").map(XMLName.init) {
            case nil: .number
            case let name? where name == "s": .shared
            case let name? where name == "str": .text
            case let name? where name == "inlineStr": .inline
            case let name? where name == "b": .bool
            case let name? where name == "e": .error
            case let name? where name == "d": .isoDate
            default: .number
            }
        value.clear()
        inline.clear()
    }

    private func endCell() throws(SpreadsheetError) {
        let cell = try readCell()
        if hasFormula, !hasValue, !hasInline, warnings.count < Self.mostWarnings {
            warnings.append(.formulaWithoutResult(sheet: name, row: rowNumber, column: column))
        }
        if case .empty = cell { return }
        guard column < budget.limits.columns else {
            if cell.isBlank { return }
            throw .tooLarge(.columns, limit: budget.limits.columns)
        }
        while cells.count <= column { cells.append(.empty) }
        cells[column] = cell
    }

    private func readCell() throws(SpreadsheetError) -> Cell {
        let stored = hasInline ? try inline.string() : try value.string()
        guard !stored.isEmpty else { return .empty }
        if hasInline { return .text(stored) }
        switch cellKind {
        case .text, .inline: return .text(stored)
        case .error: return .error(stored)
        case .bool: return .bool(stored == "1" || stored == "true")
        case .isoDate: return SerialDay.date(iso: stored) ?? .text(stored)
        case .shared:
            guard let index = Int(stored.filter { !$0.isWhitespace }), strings.indices.contains(index) else {
                throw .damaged("\(part): shared string \(stored.prefix(20))")
            }
            return strings[index].isEmpty ? .empty : .text(strings[index])
        case .number:
            let digits = stored.filter { !$0.isWhitespace }
            guard !digits.isEmpty else { return .empty }
            guard let number = numberValue(digits) else { return .text(stored) }
            if styles.isDate(cellStyle), let date = SerialDay.date(number, from1904: dates1904) { return date }
            return .number(digits, number)
        }
    }

    private func endRow() throws(SpreadsheetError) {
        guard !cells.allSatisfy(\.isBlank) else { return }
        try budget.spend(row: cells.count)
        rows.append(SheetRow(number: rowNumber, cells: cells))
    }

    private func merge(_ reference: String) throws(SpreadsheetError) {
        guard let range = CellReference.range(reference) else { return }
        mergedRanges.append(range)
        let limit = budget.limits.mergedRanges
        if mergedRanges.count > limit { throw .tooLarge(.mergedRanges, limit: limit) }
    }

    /// Rows should ascend and be there once; where a writer did otherwise, later cells complete earlier ones.
    private func putInOrder() {
        let inOrder = zip(rows, rows.dropFirst()).allSatisfy { $0.number < $1.number }
        guard !inOrder else { return }
        var byNumber: [Int: [Cell]] = [:]
        for row in rows {
            var cells = byNumber[row.number] ?? []
            while cells.count < row.cells.count { cells.append(.empty) }
            for (index, cell) in row.cells.enumerated() where cell != .empty { cells[index] = cell }
            byNumber[row.number] = cells
        }
        rows = byNumber.sorted { $0.key < $1.key }.map { SheetRow(number: $0.key, cells: $0.value) }
    }
}
