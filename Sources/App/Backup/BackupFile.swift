import Core
import Foundation
import Storage

/// The first line of a backup: what it is of.
package struct BackupHeader: Codable, Sendable, Equatable {
    static let format = 1

    /// `qiao backup`, so that whoever looks into the file knows.
    var kind = "qiao backup"
    var format = BackupHeader.format
    /// Milliseconds since 1970, UTC.
    package let madeAt: Int64
    package let engine: String
    package let migrations: [String]
    /// Digests by which the keys are known again; the keys themselves are not in a backup.
    package let keys: [String: String]
    /// The newest seal of the audit log, `12:9f3c…`; nil where nothing was ever done.
    package let head: String?
}

/// The last line: what stands before it.
struct BackupTrailer: Codable, Sendable {
    let rows: [String: Int]
    /// SHA-256 of all lines before, uncompressed.
    let sha256: String
    /// The same under a key of the house: nobody else makes a backup that is taken for one of this house.
    let mac: String

    static func mac(_ sha256: String, _ vault: Vault) -> String { vault.digest("backup", sha256, for: .check) }
}

/// One file that is read from the first line to the last.
///
/// Gzipped lines: a header in JSON, for each table a line `T name plain|search columns…` and its rows as `CopiedRow`
/// writes them, and a trailer in JSON. The same for both engines.
struct BackupFile {
    let path: String

    /// Reads everything and hands over each table and row.
    ///
    /// - Parameter expecting: checks that the trailer was made with these keys.
    /// - Returns: header and number of rows by table.
    func read(
        expecting vault: Vault?, table: (TableShape) throws -> Void = { _ in },
        row: (TableShape, [Value]) throws -> Void = { _, _ in }
    ) throws -> (header: BackupHeader, rows: [String: Int]) {
        let lines = try CompressedReader(path: path)
        let header = try header(lines)
        var rows: [String: Int] = [:]
        var current: TableShape?
        while let line = try lines.next() {
            if line.first == UInt8(ascii: "{") {
                guard let trailer = try? JSONDecoder().decode(BackupTrailer.self, from: Data(line)),
                    trailer.sha256 == lines.digestBefore, trailer.rows == rows, try lines.next() == nil
                else { throw BackupFailure.damaged(path) }
                if let vault, trailer.mac != BackupTrailer.mac(trailer.sha256, vault) {
                    throw BackupFailure.damaged(path)
                }
                return (header, rows)
            }
            if line.first == UInt8(ascii: "T") {
                guard let shape = Self.shape(line), rows[shape.name] == nil else { throw BackupFailure.damaged(path) }
                rows[shape.name] = 0
                current = shape
                try table(shape)
                continue
            }
            guard let shape = current, let cells = CopiedRow.read(line), cells.count == shape.columns.count else {
                throw BackupFailure.damaged(path)
            }
            rows[shape.name, default: 0] += 1
            try row(shape, cells)
        }
        throw BackupFailure.damaged(path)
    }

    /// The first line alone.
    func header() throws -> BackupHeader { try header(CompressedReader(path: path)) }

    private func header(_ lines: CompressedReader) throws -> BackupHeader {
        struct Kind: Decodable {
            let kind: String
            let format: Int
        }
        let first = try? lines.next()
        guard let first, let kind = try? JSONDecoder().decode(Kind.self, from: Data(first)), kind.kind == "qiao backup"
        else { throw BackupFailure.noBackup(path) }
        guard kind.format == BackupHeader.format else { throw BackupFailure.newerFormat }
        guard let header = try? JSONDecoder().decode(BackupHeader.self, from: Data(first)) else {
            throw BackupFailure.damaged(path)
        }
        return header
    }

    static func line(_ shape: TableShape) -> String {
        (["T", shape.name, shape.isSearchIndex ? "search" : "plain"] + shape.columns).joined(separator: "\t") + "\n"
    }

    private static func shape(_ line: some Collection<UInt8>) -> TableShape? {
        let words = String(decoding: line, as: UTF8.self).split(separator: "\t").map(String.init)
        guard words.count > 3, words[0] == "T", words[1...].allSatisfy(TableShape.isPlain) else { return nil }
        return TableShape(name: words[1], columns: Array(words[3...]), isSearchIndex: words[2] == "search")
    }

    static func json(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")]
    }
}
