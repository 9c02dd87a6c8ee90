import Glibc

/// Reads a workbook or separated text. What it is, is told by the content, never by a name.
package func readSpreadsheet(
    _ bytes: [UInt8], limits: ReadingLimits = .standard
) throws(SpreadsheetError) -> Workbook {
    guard bytes.count <= limits.fileBytes else { throw .tooLarge(.fileBytes, limit: limits.fileBytes) }
    guard !bytes.isEmpty else { throw .empty }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
        return try readWorkbook(bytes, limits)
    }
    if bytes.starts(with: CompoundFile.signature) { throw CompoundFile(bytes).reasonForRefusal }
    if let refusal = refusalBySignature(bytes) { throw refusal }
    return try readSeparatedText(bytes, limits)
}

/// Reads the file at a path; see `readSpreadsheet(_:limits:)`.
package func readSpreadsheet(
    path: String, limits: ReadingLimits = .standard
) throws(SpreadsheetError) -> Workbook {
    guard let file = fopen(path, "rb") else { throw .unreadable(String(cString: strerror(errno))) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
        let count = fread(&chunk, 1, chunk.count, file)
        bytes.append(contentsOf: chunk[..<count])
        guard bytes.count <= limits.fileBytes else { throw .tooLarge(.fileBytes, limit: limits.fileBytes) }
        if count < chunk.count { break }
    }
    guard ferror(file) == 0 else { throw .unreadable(String(cString: strerror(errno))) }
    return try readSpreadsheet(bytes, limits: limits)
}

/// Formats that offices name `.xls` or `.csv` and that would otherwise pass for text.
private func refusalBySignature(_ bytes: [UInt8]) -> SpreadsheetError? {
    // Excel 2 to 4 wrote bare records, without a compound file around them.
    let bareBIFF: [[UInt8]] = [[0x09, 0x00, 0x04, 0x00], [0x09, 0x02, 0x06, 0x00], [0x09, 0x04, 0x06, 0x00]]
    if bareBIFF.contains(where: bytes.starts(with:)) { return .oldExcel }

    let head = bytes.prefix(4096).filter { $0 < 0x80 && $0 != 0 }
    let opening = String(decoding: head, as: UTF8.self).drop(while: \.isWhitespace).lowercased()
    if opening.hasPrefix("%pdf-") || opening.hasPrefix("{\\rtf") { return .notASpreadsheet }
    if opening.hasPrefix("mime-version:") { return .otherFormat(.webPage) }
    guard opening.hasPrefix("<") else { return nil }
    if opening.contains("urn:schemas-microsoft-com:office:spreadsheet") && opening.hasPrefix("<?xml") {
        return .otherFormat(.xml2003)
    }
    if opening.contains("office:document") { return .otherFormat(.openDocument) }
    if ["<html", "<table", "<!doctype html", "<meta"].contains(where: opening.contains) {
        return .otherFormat(.webPage)
    }
    return opening.hasPrefix("<?xml") ? .notASpreadsheet : nil
}
