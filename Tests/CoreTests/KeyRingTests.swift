import Core
import Foundation
import Storage
import Testing

@Suite("Key ring: for its owner's eyes")
struct KeyRingTests {
    private static func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "qiao-keys-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private static func failure(_ body: () throws(KeyRing.Failure) -> KeyRing) -> KeyRing.Failure? {
        do {
            _ = try body()
            return nil
        } catch { return error }
    }

    private static func digest(_ ring: KeyRing) -> String { Vault(ring).digest("a", "b") }

    private static func write(_ text: String, to path: String, mode: Int = 0o600) throws {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private static func json(_ keys: [String: Int], current: String) -> String {
        let list = keys.map { name, length in
            let key = Data(repeating: name.utf8.last ?? 0, count: length)
            return "\"\(name)\": \"\(key.base64EncodedString())\""
        }
        return "{\"current\": \"\(current)\", \"keys\": {\(list.joined(separator: ", "))}}"
    }

    @Test func madeForItsOwnerOnly() throws {
        try Self.withFolder { folder in
            let path = folder + "/keys"
            let made = try KeyRing.create(path: path)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            let loaded = try KeyRing.load(path: path)
            #expect(Self.digest(made) == Self.digest(loaded))
            let other = try KeyRing.create(path: folder + "/others")
            #expect(Self.digest(made) != Self.digest(other))
        }
    }

    @Test func neverOverAnExistingFile() throws {
        try Self.withFolder { folder in
            let path = folder + "/keys"
            let made = try KeyRing.create(path: path)
            let failure = Self.failure { () throws(KeyRing.Failure) in try KeyRing.create(path: path) }
            #expect(failure == .cannotWrite(path: path, reason: "File exists"))
            #expect(Self.digest(try KeyRing.load(path: path)) == Self.digest(made))
        }
    }

    @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o620, 0o601])
    func whatOthersMayReadIsRefused(mode: Int) throws {
        try Self.withFolder { folder in
            let path = folder + "/keys"
            _ = try KeyRing.create(path: path)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let failure = Self.failure { () throws(KeyRing.Failure) in try KeyRing.load(path: path) }
            #expect(failure == .readableByOthers(path: path))
        }
    }

    /// An orchestrator mounts secrets as links: what counts is the file behind it.
    @Test func links() throws {
        try Self.withFolder { folder in
            let (path, link) = (folder + "/keys", folder + "/link")
            let made = try KeyRing.create(path: path)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            #expect(Self.digest(try KeyRing.load(path: link)) == Self.digest(made))
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            let failure = Self.failure { () throws(KeyRing.Failure) in try KeyRing.load(path: link) }
            #expect(failure == .readableByOthers(path: link))
        }
    }

    @Test func missing() throws {
        try Self.withFolder { folder in
            let path = folder + "/keys"
            let failure = Self.failure { () throws(KeyRing.Failure) in try KeyRing.load(path: path) }
            #expect(failure == .missing(path: path))
            let folderItself = Self.failure { () throws(KeyRing.Failure) in try KeyRing.load(path: folder) }
            #expect(folderItself == .damaged(path: folder))
        }
    }

    static let damaged = [
        "", "{}", "null", "k1", json([:], current: "k1"), json(["k1": 32], current: "k2"),
        json(["k1": 31], current: "k1"),
        json(["k1": 32, "k2": 0], current: "k1"), json(["a:b": 32], current: "a:b"), json(["": 32], current: ""),
        #"{"current": "k1", "keys": {"k1": "not base64!"}}"#,
    ]

    @Test(arguments: damaged)
    func damagedRing(text: String) throws {
        try Self.withFolder { folder in
            let path = folder + "/keys"
            try Self.write(text, to: path)
            let file = Self.failure { () throws(KeyRing.Failure) in try KeyRing.load(path: path) }
            #expect(file == .damaged(path: path))
            let environment = Self.failure { () throws(KeyRing.Failure) in
                try KeyRing.load(path: path, environment: ["QIAO_KEYS": text])
            }
            #expect(environment == .damaged(path: "QIAO_KEYS"))
        }
    }

    @Test func environmentComesFirst() throws {
        try Self.withFolder { folder in
            let (path, other) = (folder + "/keys", folder + "/others")
            _ = try KeyRing.create(path: path)
            let made = try KeyRing.create(path: other)
            let text = try String(contentsOfFile: other, encoding: .utf8)
            #expect(Self.digest(try KeyRing.load(path: path, environment: ["QIAO_KEYS": text])) == Self.digest(made))
        }
    }

    /// After a rotation what was sealed still opens, new values are under the new key, and digests stay comparable.
    @Test func rotation() throws {
        try Self.withFolder { folder in
            let path = folder + "/keys"
            try Self.write(Self.json(["k1": 32, "k2": 32], current: "k1"), to: path)
            let before = Vault(try KeyRing.load(path: path))
            try Self.write(Self.json(["k1": 32, "k2": 32, "k10": 32], current: "k10"), to: path)
            let after = Vault(try KeyRing.load(path: path))
            let address = FieldAddress("people", Identifier(rawValue: 1), "number")
            let sealed = before.seal("11010519491231002X", at: address)
            #expect(try after.open(sealed, at: address) == "11010519491231002X")
            let anew = after.seal("11010519491231002X", at: address)
            #expect(anew.hasPrefix("k10:"))
            #expect(throws: Vault.Failure.self) { try before.open(anew, at: address) }
            #expect(before.digest("a", "b") == after.digest("a", "b"))
        }
    }
}
