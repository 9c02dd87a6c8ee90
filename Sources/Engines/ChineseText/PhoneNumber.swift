/// A Chinese phone number: a mobile (1[3-9]…, eleven digits) or a landline with its area code.
package struct PhoneNumber: Hashable, Sendable {
    /// Digits only, without +86; a landline begins with 0.
    package let digits: String

    /// Nil when it is neither. Spaces, hyphens, brackets, full-width digits and +86, 0086 or 86 in front are taken
    /// away; an extension is not part of such a number and makes it nil.
    package init?(_ raw: String) {
        let kept = raw.halfWidth.unicodeScalars.filter { !$0.isBlank && !$0.isHyphen && $0 != "(" && $0 != ")" }
        let text = String(String.UnicodeScalarView(kept))
        if let country = ["+86", "0086"].first(where: text.hasPrefix) {
            let rest = String(text.dropFirst(country.count))
            // From abroad the area code has no 0.
            guard let digits = [rest, "0" + rest].first(where: Self.isNumber) else { return nil }
            self.digits = digits
        } else if Self.isNumber(text) {
            digits = text
        } else if text.hasPrefix("86"), Self.isMobile(String(text.dropFirst(2))) {
            digits = String(text.dropFirst(2))
        } else {
            return nil
        }
    }

    package var isMobile: Bool { Self.isMobile(digits) }
    package var lastFour: String { String(digits.suffix(4)) }

    /// 138****1234, 021****5678, 0571****4321.
    package var masked: String { "\(digits.prefix(digits.count > 11 ? 4 : 3))****\(lastFour)" }

    private static func isNumber(_ text: String) -> Bool { isMobile(text) || isLandline(text) }

    private static func isMobile(_ text: String) -> Bool {
        text.isDigits && text.count == 11 && text.hasPrefix("1") && "3456789".contains(text.dropFirst().first!)
    }

    /// 010 and 02x have eight digits after them, other areas (four digits) seven or eight.
    private static func isLandline(_ text: String) -> Bool {
        guard text.isDigits, text.hasPrefix("0"), let second = text.dropFirst().first else { return false }
        if text.hasPrefix("010") || second == "2" { return text.count == 11 }
        return "3456789".contains(second) && (text.count == 11 || text.count == 12)
    }
}
