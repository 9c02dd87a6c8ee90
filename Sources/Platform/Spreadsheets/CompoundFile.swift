/// An OLE compound file, of which only the names in its directory are of interest: none of those formats is read.
struct CompoundFile {
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private let names: Set<String>
    private let markedByWPS: Bool

    init(_ bytes: [UInt8]) {
        names = Self.entryNames(bytes)
        // WPS writes this property into what it saves.
        let mark = Array("KSOProductBuildVer".utf8)
        markedByWPS =
            names.contains { $0.hasPrefix("ET") || $0.hasPrefix("Wps") || $0.hasPrefix("KSO") }
            || Self.contains(mark, in: bytes) || Self.contains(mark.flatMap { [$0, 0] }, in: bytes)
    }

    var reasonForRefusal: SpreadsheetError {
        if names.contains("EncryptedPackage") || names.contains("EncryptionInfo") { return .passwordProtected }
        // Of a directory that nobody can read the likeliest is an old workbook.
        let holdsWorkbook =
            names.contains("Workbook") || names.contains("Book") || names.isSubset(of: ["Root Entry"])
        if names.contains("WordDocument") || names.contains("PowerPoint Document") { return .notASpreadsheet }
        if markedByWPS { return .wps }
        return holdsWorkbook ? .oldExcel : .notASpreadsheet
    }

    /// Directory entries are 128 bytes long and stand in sectors whose size is a multiple of that, so all of them
    /// are found without following the chain of sectors, which in a damaged file may lead anywhere.
    private static func entryNames(_ bytes: [UInt8]) -> Set<String> {
        var names: Set<String> = []
        for start in stride(from: 512, to: max(512, bytes.count - 127), by: 128) {
            let length = Int(bytes[start + 64]) | Int(bytes[start + 65]) << 8
            let type = bytes[start + 66]
            guard (4...64).contains(length), length.isMultiple(of: 2), [1, 2, 5].contains(type) else { continue }
            let units = stride(from: start, to: start + length, by: 2).map {
                UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
            }
            guard units.last == 0, !units.dropLast().contains(0) else { continue }
            names.insert(String(decoding: units.dropLast(), as: UTF16.self))
            if names.count > 10_000 { break }
        }
        return names
    }

    private static func contains(_ needle: [UInt8], in bytes: [UInt8]) -> Bool {
        guard bytes.count >= needle.count else { return false }
        return bytes.indices.dropLast(needle.count - 1).contains { start in
            bytes[start] == needle[0] && bytes[start..<start + needle.count].elementsEqual(needle)
        }
    }
}
