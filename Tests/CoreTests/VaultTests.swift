import Core
import Foundation
import Storage
import Testing

@Suite("Vault: values that open only where they belong")
struct VaultTests {
    private static let vault = Vault(KeyRing(seed: "vault"))
    private static let address = FieldAddress("people", Identifier(rawValue: 7), "number")
    private static let number = "11010519491231002X"

    @Test(arguments: ["", number, "徐汇区🙂", String(repeating: "长", count: 5000)])
    func opensWhereItWasSealed(text: String) throws {
        let sealed = Self.vault.seal(text, at: Self.address)
        #expect(try Self.vault.open(sealed, at: Self.address) == text)
        #expect(sealed.hasPrefix("k1:"))
        if !text.isEmpty { #expect(!sealed.contains(text)) }
    }

    @Test func equalValuesLookDifferent() {
        #expect(Self.vault.seal(Self.number, at: Self.address) != Self.vault.seal(Self.number, at: Self.address))
    }

    @Test(arguments: [
        FieldAddress("people", Identifier(rawValue: 8), "number"),
        FieldAddress("people", Identifier(rawValue: 7), "phone"),
        FieldAddress("accounts", Identifier(rawValue: 7), "number"),
    ])
    func movedValueDoesNotOpen(elsewhere: FieldAddress) {
        let sealed = Self.vault.seal(Self.number, at: Self.address)
        #expect(throws: Vault.Failure.self) { try Self.vault.open(sealed, at: elsewhere) }
    }

    @Test func anotherHousesKeyDoesNotOpen() {
        let sealed = Self.vault.seal(Self.number, at: Self.address)
        #expect(throws: Vault.Failure.self) { try Vault(KeyRing(seed: "other")).open(sealed, at: Self.address) }
    }

    @Test func changedBytesDoNotOpen() throws {
        let sealed = Self.vault.seal(Self.number, at: Self.address)
        let bytes = try #require(Data(base64Encoded: String(sealed.dropFirst(3))))
        for position in bytes.indices {
            var changed = bytes
            changed[position] ^= 1
            let text = "k1:" + changed.base64EncodedString()
            #expect(throws: Vault.Failure.self) { try Self.vault.open(text, at: Self.address) }
        }
    }

    @Test(arguments: ["", ":", "k1", "k1:", "k2:AAAA", "k1:AAAA", "k1:not base64", "AAAA"])
    func garbage(text: String) {
        #expect(throws: Vault.Failure.self) { try Self.vault.open(text, at: Self.address) }
    }

    @Test func digests() {
        let purposes: [KeyRing.Purpose] = [.index, .audit, .idempotency, .sessions, .forms, .check]
        let kinds = ["document", "document.tail", "phone"]
        let vaults = [Self.vault, Vault(KeyRing(seed: "other"))]
        var seen: Set<String> = []
        for vault in vaults {
            for purpose in purposes {
                for kind in kinds {
                    let digest = vault.digest(kind, Self.number, for: purpose)
                    #expect(digest == vault.digest(kind, Self.number, for: purpose))
                    #expect(digest.count == 64 && digest.allSatisfy(\.isHexDigit))
                    seen.insert(digest)
                }
            }
        }
        #expect(seen.count == vaults.count * purposes.count * kinds.count)
        #expect(Self.vault.digest("phone", "13800138000") != Self.vault.digest("phone", "13800138001"))
    }
}
