import Crypto
import Foundation

/// The secrets of one house, in a file that only its owner may read, or in the environment.
///
/// Each purpose has a key of its own, derived from one master secret by HKDF, so that a digest made for one can never
/// serve another.
package struct KeyRing: Sendable {
    package enum Failure: Error, Equatable {
        case missing(path: String)
        case readableByOthers(path: String)
        case damaged(path: String)
        /// The key is sound but belongs to another database.
        case wrong
        case cannotWrite(path: String, reason: String)
    }

    /// The name of the key that new values are sealed with.
    package let current: String
    private let masters: [String: SymmetricKey]

    /// A digest of each key by which it is known again: of the eldest, it marks the house.
    package var marks: [String: String] {
        masters.keys.reduce(into: [:]) { marks, name in
            guard let key = key(for: .check, under: name) else { return }
            marks[name] = HMAC<SHA256>.authenticationCode(for: Data("house|keys".utf8), using: key)
                .map { String(format: "%02x", $0) }.joined()
        }
    }

    /// The mark of the eldest key.
    package var houseMark: String { marks[eldest] ?? "" }

    package var names: [String] { masters.keys.sorted { ($0.count, $0) < ($1.count, $1) } }

    private struct File: Codable {
        var current: String
        var keys: [String: Data]
    }

    private init(_ file: File) {
        current = file.current
        masters = file.keys.mapValues { SymmetricKey(data: $0) }
    }

    /// For tests and the demo: the same keys for the same seed.
    package init(seed: String) {
        self.init(File(current: "k1", keys: ["k1": Data(SHA256.hash(data: Data(seed.utf8)))]))
    }

    package static func load(path: String, environment: [String: String] = [:]) throws(Failure) -> KeyRing {
        if let text = environment["QIAO_KEYS"] { return try decode(Data(text.utf8), path: "QIAO_KEYS") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .missing(path: path) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // Of the file that is open, whatever its name means by now; a secret that an orchestrator mounts is a link.
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .damaged(path: path) }
        guard status.st_mode & 0o077 == 0 else { throw .readableByOthers(path: path) }
        guard let contents = try? handle.readToEnd() else { throw .damaged(path: path) }
        return try decode(contents, path: path)
    }

    /// Makes a new ring and writes it with mode 0600; never over an existing file.
    package static func create(path: String) throws(Failure) -> KeyRing {
        let key = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        let ring = KeyRing(File(current: "k1", keys: ["k1": key]))
        try ring.write(path: path, replacing: false)
        return ring
    }

    /// The same ring with one more key, which is the current one.
    package func rotated() -> KeyRing {
        let number = (names.compactMap { Int($0.dropFirst()) }.max() ?? 0) + 1
        var keys = masters.mapValues { key in key.withUnsafeBytes { Data($0) } }
        keys["k\(number)"] = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        return KeyRing(File(current: "k\(number)", keys: keys))
    }

    /// Writes the ring with mode 0600: as a whole or not at all.
    ///
    /// - Parameter replacing: in place of the file that is there; otherwise never over an existing one.
    package func write(path: String, replacing: Bool) throws(Failure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let file = File(current: current, keys: masters.mapValues { key in key.withUnsafeBytes { Data($0) } })
        let place = replacing ? path + ".new" : path
        if replacing { unlink(place) }
        let descriptor = open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: encoder.encode(file))
            try handle.synchronize()
        } catch {
            // Half a file would be in the way of the next try.
            unlink(place)
            throw .cannotWrite(path: path, reason: String(describing: error))
        }
        guard replacing else { return }
        guard rename(place, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(place)
            throw .cannotWrite(path: path, reason: reason)
        }
    }

    private static func decode(_ data: Data, path: String) throws(Failure) -> KeyRing {
        guard let file = try? JSONDecoder().decode(File.self, from: data), file.keys[file.current] != nil,
            file.keys.allSatisfy({ $0.value.count == 32 && !$0.key.isEmpty && !$0.key.contains(":") })
        else { throw .damaged(path: path) }
        return KeyRing(file)
    }

    package enum Purpose: String, Sendable {
        case fields, index, audit, idempotency, sessions, forms, check
    }

    /// The key for a purpose, under the master of that name; nil when the ring has no such master.
    func key(for purpose: Purpose, under name: String? = nil) -> SymmetricKey? {
        guard let master = masters[name ?? current] else { return nil }
        return HKDF<SHA256>.deriveKey(
            inputKeyMaterial: master, info: Data("qiao/\(purpose.rawValue)".utf8), outputByteCount: 32)
    }

    /// The first master made: what must stay comparable over rotations (digests, the audit chain) is made under it.
    var eldest: String { masters.keys.min { ($0.count, $0) < ($1.count, $1) } ?? current }
}
