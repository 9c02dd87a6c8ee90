import Accounts
import App
import Core
import DemoCity
import Foundation
import People
import Storage
import TestSupport
import Testing

/// A house in a folder of its own, with two districts of the demo city in it.
struct FolderHouse {
    let root: String
    let parts = Parts(demoAccountsAllowed: true)

    /// Gives a place for folders and takes it away afterwards.
    static func with(_ body: (FolderHouse) async throws -> Void) async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "qiao-house-\(UUID())").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        try await body(FolderHouse(root: root))
    }

    func folder(_ name: String, database: String? = nil) -> DataFolder {
        DataFolder(path: root + "/" + name, databaseURL: database)
    }

    func found(_ folder: DataFolder) async throws -> OpenHouse {
        let open = try await folder.open(
            founding: .demo, parts: parts, clock: DemoCity.clock, identifiers: TimeOrderedIdentifiers(node: 0))
        try await DemoCity.found(open.house, districts: 2, passwords: PasswordHashing(cost: .least))
        try await open.seal()
        return open
    }

    func restore(_ file: String, _ folder: DataFolder, keys: DataFolder? = nil) async throws -> RestoreReport {
        try await Restoring(into: folder, from: file, keysPath: keys?.keysPath, parts: parts).restore()
    }

    /// What is in a house, apart from its audit log: every person's name with her phone in the open, by id.
    func people(_ open: OpenHouse) async throws -> [String] {
        try await open.house.database.read { [vault = open.house.vault] tx in
            try tx.all("SELECT id, name, phone_sealed FROM people ORDER BY id") { row in
                let id: Identifier = try row["id"]
                let sealed: String? = try row["phone_sealed"]
                let phone = try sealed.map { try vault.open($0, at: FieldAddress("people", id, "phone_sealed")) }
                return "\(id) \(try row["name"] as String) \(phone ?? "-")"
            }
        }
    }
}

@Suite("A backup holds the house, and gives it back on either engine") struct BackupTests {
    @Test("from the embedded database to PostgreSQL and back, everything is the same") func bothWays() async throws {
        try await FolderHouse.with { place in
            try await withDatabaseAddress(.postgres) { url in
                let first = place.folder("first")
                let open = try await place.found(first)
                let people = try await place.people(open)
                #expect(people.count > 100)
                let file = place.root + "/one.backup"
                let written = try await open.backUp(to: file)
                await open.close()

                let second = place.folder("second", database: url)
                let report = try await place.restore(file, second, keys: first)
                #expect(report.rows == written.rows)
                #expect(report.head == written.head)
                let moved = try await second.open(founding: nil, parts: place.parts)
                #expect(try await place.people(moved) == people)
                // She is found by a part of her name there too.
                let found = try await PersonSearch.search("区雅婷", .operator, moved.house)
                let original = try await first.open(founding: nil, parts: place.parts)
                #expect(found.total == (try await PersonSearch.search("区雅婷", .operator, original.house)).total)
                await original.close()

                let again = place.root + "/two.backup"
                _ = try await moved.backUp(to: again)
                await moved.close()
                let third = place.folder("third")
                _ = try await place.restore(again, third, keys: second)
                let back = try await third.open(founding: nil, parts: place.parts)
                #expect(try await place.people(back) == people)
                let broken = try await Invariant.violations(of: place.parts.invariants, in: back.house.database)
                #expect(broken == [])
                let audit = try await AuditVerification.verify(
                    back.house.database, back.house.vault, keptHead: third.keptHead())
                #expect(audit.isSound)
                await back.close()
            }
        }
    }

    @Test("nothing that exists is written over, on either engine", arguments: TestEngine.allCases)
    func neverOver(_ engine: TestEngine) async throws {
        try await FolderHouse.with { place in
            try await withDatabaseAddress(.postgres) { url in
                let folder = place.folder("house", database: engine == .postgres ? url : nil)
                let open = try await place.found(folder)
                let file = place.root + "/one.backup"
                _ = try await open.backUp(to: file)
                let before = try await place.people(open)
                await #expect(throws: BackupFailure.alreadyThere(file)) { _ = try await open.backUp(to: file) }
                await open.close()
                await #expect(throws: BackupFailure.self) { _ = try await place.restore(file, folder) }
                let after = try await folder.open(founding: nil, parts: place.parts)
                #expect(try await place.people(after) == before)
                await after.close()
            }
        }
    }

    @Test("a cut, a changed and a foreign file are refused before anything is written") func damage() async throws {
        try await FolderHouse.with { place in
            let first = place.folder("first")
            let open = try await place.found(first)
            let file = place.root + "/whole.backup"
            _ = try await open.backUp(to: file)
            await open.close()
            let whole = try Data(contentsOf: URL(fileURLWithPath: file))
            let cut = place.root + "/cut.backup"
            try whole.prefix(whole.count - 200).write(to: URL(fileURLWithPath: cut))
            var changed = whole
            changed[whole.count / 2] ^= 1
            let other = place.root + "/changed.backup"
            try changed.write(to: URL(fileURLWithPath: other))
            let foreign = place.root + "/foreign"
            try Data("name,phone\n".utf8).write(to: URL(fileURLWithPath: foreign))
            let target = place.folder("target")
            for (path, failure) in [
                (cut, BackupFailure.damaged(cut)), (other, .damaged(other)), (foreign, .noBackup(foreign)),
                (place.root + "/none", .noBackup(place.root + "/none")),
            ] {
                let thrown = await #expect(throws: BackupFailure.self) {
                    _ = try await place.restore(path, target, keys: first)
                }
                if path != place.root + "/none" { #expect(thrown == failure) }
            }
            #expect(!FileManager.default.fileExists(atPath: target.path))
        }
    }

    @Test("another house's keys, and keys from before a rotation, are refused before anything is written")
    func wrongKeys() async throws {
        try await FolderHouse.with { place in
            let first = place.folder("first")
            let open = try await place.found(first)
            let old = place.root + "/old-keys.json"
            try await open.exportKeys(to: old)
            _ = try await open.rotateKeys()
            try await open.reseal(following: 0) { _, _, _ in }
            let file = place.root + "/one.backup"
            _ = try await open.backUp(to: file)
            await open.close()
            let stranger = place.folder("stranger")
            await (try await stranger.open(founding: .empty, parts: place.parts)).close()
            let target = place.folder("target")
            await #expect(throws: BackupFailure.wrongKeys(stranger.keysPath)) {
                _ = try await place.restore(file, target, keys: stranger)
            }
            await #expect(throws: BackupFailure.olderKeys(old)) {
                _ = try await Restoring(into: target, from: file, keysPath: old, parts: place.parts).restore()
            }
            await #expect(throws: BackupFailure.missingKeys(target.keysPath)) {
                _ = try await place.restore(file, target)
            }
            #expect(!FileManager.default.fileExists(atPath: target.path))
        }
    }

    @Test("a head that is newer than the backup is kept aside and told") func olderBackup() async throws {
        try await FolderHouse.with { place in
            let folder = place.folder("house")
            let open = try await place.found(folder)
            let file = place.root + "/one.backup"
            _ = try await open.backUp(to: file)
            try await open.house.runner.recordReading("later", of: [], fields: [], by: .operator)
            try await open.seal()
            await open.close()
            let head = try #require(folder.keptHead())
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: folder.path + "/qiao.db" + suffix)
            }
            let report = try await place.restore(file, folder)
            #expect(report.lostSeals == 1)
            let aside = try String(contentsOfFile: folder.headPath + ".before-restore", encoding: .utf8)
            #expect(DataFolder.head(aside)?.number == head.number)
        }
    }
}

@Suite("A damaged file is noticed") struct DamageTests {
    @Test("a file that was copied half is refused at the start") func cutShort() async throws {
        try await FolderHouse.with { place in
            let folder = place.folder("house")
            let open = try await place.found(folder)
            #expect(try await open.damage() == 0)
            await open.close()
            let path = folder.path + "/qiao.db"
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
            await #expect(throws: OpeningFailure.self) {
                _ = try await folder.open(founding: nil, parts: place.parts)
            }
        }
    }

    @Test("a page that was overwritten is found by the check") func overwritten() async throws {
        try await FolderHouse.with { place in
            let folder = place.folder("house")
            let open = try await place.found(folder)
            await open.close()
            let path = folder.path + "/qiao.db"
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let middle = bytes.count / 2 / 4096 * 4096
            bytes.replaceSubrange(middle..<middle + 4096 * 8, with: Data(repeating: 0x5A, count: 4096 * 8))
            try bytes.write(to: URL(fileURLWithPath: path))
            let damaged = try await folder.open(founding: nil, parts: place.parts)
            #expect(try await damaged.damage() > 0)
            await damaged.close()
        }
    }
}
