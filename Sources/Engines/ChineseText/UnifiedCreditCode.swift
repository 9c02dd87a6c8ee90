/// The unified social credit code of GB 32100-2015: 1 registering authority, 1 kind, 6 division, 9 organisation code,
/// 1 check character.
///
/// Real codes that fail the check exist, so a wrong one is told and not the end: see `normalized`.
package struct UnifiedCreditCode: Hashable, Sendable {
    package enum Fault: Error, Hashable, Sendable {
        /// Not eighteen characters.
        case wrongLength
        /// Something other than digits and the capital letters without I, O, S, V, Z.
        case wrongCharacters
        case wrongCheckCharacter
    }

    /// Eighteen characters, half-width, capitals.
    package let text: String

    /// Reads a code as typed: blanks and hyphens are left out, small and full-width letters become capitals. Faults are
    /// found in the order in which `Fault` lists them.
    package init(_ raw: String) throws(Fault) {
        let text = Self.normalized(raw)
        let values = text.unicodeScalars.map { Self.value[$0] }
        guard values.count == 18 else { throw .wrongLength }
        guard values.allSatisfy({ $0 != nil }) else { throw .wrongCharacters }
        guard Self.checkCharacter(of: String(text.prefix(17))) == text.last else { throw .wrongCheckCharacter }
        self.text = text
    }

    /// As it is written down, right or wrong.
    package static func normalized(_ raw: String) -> String {
        raw.halfWidth.withoutBlanks.uppercased().filter { $0 != "-" }
    }

    /// The last character for the first seventeen; nil when they are not seventeen characters of the alphabet.
    package static func checkCharacter(of body: String) -> Character? {
        let values = body.unicodeScalars.map { value[$0] }
        guard values.count == 17 else { return nil }
        var sum = 0
        var weight = 1
        for value in values {
            guard let value else { return nil }
            sum += value * weight
            weight = weight * 3 % 31
        }
        return Character(alphabet[(31 - sum % 31) % 31])
    }

    /// GB/T 2260 code of the division that registered it.
    package var divisionCode: String { String(text.dropFirst(2).prefix(6)) }

    /// The nine characters of GB 11714.
    package var organizationCode: String { String(text.dropFirst(8).prefix(9)) }

    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".unicodeScalars)
    private static let value = Dictionary(
        uniqueKeysWithValues: alphabet.enumerated().map { ($0.element, $0.offset) })
}

extension UnifiedCreditCode {
    /// It cannot be a code. One whose check character is wrong can: such codes have been issued, and pages say so.
    package static func isMisshapen(_ text: String) -> Bool {
        do throws(Fault) {
            _ = try UnifiedCreditCode(text)
            return false
        } catch {
            return error != .wrongCheckCharacter
        }
    }
}
