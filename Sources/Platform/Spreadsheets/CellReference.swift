/// References such as `AB12`, with or without dollar signs.
enum CellReference {
    static let lastRow = 1_048_576
    static let lastColumn = 16_383

    /// The column from 0 and the row, if it is named too; nil if no column is.
    static func parts(of reference: UnsafePointer<CChar>) -> (column: Int, row: Int?)? {
        var position = reference
        guard let column = column(from: &position) else { return nil }
        var row = 0
        while (0x30...0x39).contains(position.pointee), row <= lastRow {
            row = row * 10 + Int(position.pointee - 0x30)
            position += 1
        }
        return (column, row == 0 ? nil : row)
    }

    /// `A1:L1`, or a single cell.
    static func range(_ text: String) -> MergedRange? {
        let corners = text.split(separator: ":").map(corner)
        guard let first = corners.first ?? nil, let last = corners.last ?? nil, corners.count <= 2,
            first.row <= last.row, first.column <= last.column
        else { return nil }
        return MergedRange(rows: first.row...last.row, columns: first.column...last.column)
    }

    private static func corner(_ text: Substring) -> (row: Int, column: Int)? {
        text.filter { $0 != "$" }.withCString { start in
            var position = start
            guard let column = column(from: &position), let row = Int(String(cString: position)),
                (1...lastRow).contains(row)
            else { return nil }
            return (row, column)
        }
    }

    private static func column(from position: inout UnsafePointer<CChar>) -> Int? {
        var column = 0
        var letters = 0
        while true {
            let upper = position.pointee & ~0x20
            if position.pointee == 0x24 {
                position += 1
                continue
            }
            guard (0x41...0x5A).contains(upper), letters < 3 else { break }
            column = column * 26 + Int(upper - 0x40)
            letters += 1
            position += 1
        }
        return letters > 0 && column - 1 <= lastColumn ? column - 1 : nil
    }
}
