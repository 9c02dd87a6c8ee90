import Foundation
import Storage

extension OpenHouse {
    /// In how many places the embedded database's file is damaged, or a row refers to one that is not there; looks through
    /// all of it. PostgreSQL looks after its own.
    package func damage() async throws -> Int {
        guard folder.databaseURL == nil else { return 0 }
        do {
            return try await house.database.read { tx in
                let found: [String] = try tx.all("PRAGMA quick_check(100)") { try $0["quick_check"] }
                let stray = try tx.all("PRAGMA foreign_key_check") { _ in true }.count
                return found.count { $0 != "ok" } + stray
            }
        } catch StorageError.notADatabase {
            return 1
        }
    }
}

extension DataFolder {
    /// Whether the embedded database's file is shorter than it says itself: copied half, or cut. A look at its first bytes.
    var isCutShort: Bool {
        guard databaseURL == nil, let file = FileHandle(forReadingAtPath: databasePath) else { return false }
        defer { try? file.close() }
        // What is in the log beside it may be newer than the file.
        let log = try? FileManager.default.attributesOfItem(atPath: databasePath + "-wal")[.size] as? NSNumber
        guard (log?.intValue ?? 0) == 0, let head = try? file.read(upToCount: 100), head.count == 100,
            let size = try? file.seekToEnd()
        else { return false }
        // Page size at byte 16, number of pages at 28, which counts if the change counters at 24 and 92 agree.
        func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 << 8 | Int(head[$1]) } }
        let page = number(16..<18) == 1 ? 65_536 : number(16..<18)
        guard number(24..<28) == number(92..<96) else { return false }
        return Int(size) < number(28..<32) * page
    }
}
