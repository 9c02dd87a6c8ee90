/// Signs at the beginning of a field that make a spreadsheet take it for a formula.
enum FormulaGuard {
    static let firstBytes = Array("=+-@\t\r".utf8)

    static func guarded(_ field: String) -> String {
        guard let first = field.utf8.first, firstBytes.contains(first) else { return field }
        return "'" + field
    }
}

/// Separated text that Excel opens as it is: UTF-8 with a byte order mark, commas, CR LF, and an apostrophe before
/// what would be taken for a formula.
package func writeCSV(header: [String], rows: [[String]]) -> [UInt8] {
    [0xEF, 0xBB, 0xBF] + writeCSVRows([header] + rows)
}

/// Further rows of such a text, for one that is written part by part.
package func writeCSVRows(_ rows: [[String]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for record in rows {
        for (index, field) in record.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(FormulaGuard.guarded(field), to: &bytes)
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }
    return bytes
}

private func append(_ field: String, to bytes: inout [UInt8]) {
    let needsQuotes = field.utf8.contains { ",\"\r\n".utf8.contains($0) } || field.first == " " || field.last == " "
    guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
    bytes.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
}
