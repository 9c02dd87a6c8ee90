import Crypto
import Foundation

/// Where a sealed value lives: a value moved to another row or column does not open.
package struct FieldAddress: Sendable {
    package let table: String
    package let row: Identifier
    package let column: String

    package init(_ table: String, _ row: Identifier, _ column: String) {
        self.table = table
        self.row = row
        self.column = column
    }

    var bytes: Data { Data("\(table)|\(row)|\(column)".utf8) }
}

/// Seals personal values, and makes the keyed digests by which they can be found without being read.
package struct Vault: Sendable {
    package enum Failure: Error { case cannotOpen(FieldAddress) }

    private let keys: KeySource
    private let digests: [KeyRing.Purpose: SymmetricKey]

    package init(_ ring: KeyRing) { self.init(KeySource(ring)) }

    package init(_ keys: KeySource) {
        self.keys = keys
        let ring = keys.ring
        let purposes: [KeyRing.Purpose] = [.index, .audit, .idempotency, .sessions, .forms, .check]
        digests = Dictionary(
            uniqueKeysWithValues: purposes.compactMap { purpose in
                ring.key(for: purpose, under: ring.eldest).map { (purpose, $0) }
            })
    }

    /// The name of the key that new values are sealed with.
    package var currentKey: String { keys.ring.current }

    /// A digest for each key by which it is known again, and nothing else.
    package var keyMarks: [String: String] { keys.ring.marks }

    /// Takes over keys that were made meanwhile.
    @discardableResult
    package func followKeys() -> Bool { keys.follow() }

    /// AES-GCM under the current key, bound to the address; `k1:` and base64.
    package func seal(_ text: String, at address: FieldAddress) -> String {
        seal(Data(text.utf8), at: address)
    }

    package func seal(_ data: Data, at address: FieldAddress) -> String {
        // Sealing fails only for keys of a wrong size, which the ring refuses.
        guard let (name, key) = keys.sealing(),
            let box = try? AES.GCM.seal(data, using: key, authenticating: address.bytes), let bytes = box.combined
        else { preconditionFailure("AES-GCM with a 256-bit key") }
        return name + ":" + bytes.base64EncodedString()
    }

    package func open(_ sealed: String, at address: FieldAddress) throws -> String {
        String(decoding: try openData(sealed, at: address), as: UTF8.self)
    }

    package func openData(_ sealed: String, at address: FieldAddress) throws -> Data {
        let parts = sealed.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1).map(Substring.init)
        guard parts.count == 2, let key = keys.sealing(under: String(parts[0])),
            let bytes = Data(base64Encoded: String(parts[1])), let box = try? AES.GCM.SealedBox(combined: bytes),
            let data = try? AES.GCM.open(box, using: key, authenticating: address.bytes)
        else { throw Failure.cannotOpen(address) }
        return data
    }

    /// A keyed digest (HMAC-SHA-256, hex) of a value of a kind: equal values have equal digests, and nobody without the
    /// key can try them all.
    package func digest(_ kind: String, _ text: String, for purpose: KeyRing.Purpose = .index) -> String {
        mac(Data("\(kind)|\(text)".utf8), for: purpose).hexadecimal
    }

    package func mac(_ data: Data, for purpose: KeyRing.Purpose) -> [UInt8] {
        guard let key = digests[purpose] else { preconditionFailure("no key for \(purpose)") }
        return Array(HMAC<SHA256>.authenticationCode(for: data, using: key))
    }
}
