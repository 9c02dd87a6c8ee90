/// Numbers as people and programs write them, to and from exact fractions.
extension Rational {
    private static let powersOfTen: [Int128] = (0...30).map { exponent in
        (0..<exponent).reduce(Int128(1)) { product, _ in product * 10 }
    }

    /// Reads `8000`, `-3.50`, `1.2e3`. Nil for anything else, and for more than 18 digits before the point or 12 behind it.
    package init?(decimal text: some StringProtocol) {
        var digits: Int128 = 0
        var seen = 0
        var decimals: Int?
        var exponent = 0
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes = bytes.dropFirst() }
        if let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
            guard let written = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)), abs(written) <= 12 else {
                return nil
            }
            exponent = written
            bytes = bytes[..<mark]
        }
        for byte in bytes {
            if byte == UInt8(ascii: "."), decimals == nil, seen > 0 {
                decimals = 0
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), seen < 30 else { return nil }
            digits = digits * 10 + Int128(byte - UInt8(ascii: "0"))
            seen += 1
            decimals = decimals.map { $0 + 1 }
        }
        guard seen > 0, decimals != 0, (decimals ?? 0) <= 12, seen - (decimals ?? 0) <= 18 else { return nil }
        let shift = exponent - (decimals ?? 0)
        let signed = isNegative ? -digits : digits
        guard
            let value = try? shift >= 0
                ? Rational(signed, over: 1) * Rational(Self.powersOfTen[shift], over: 1)
                : Rational(signed, over: Self.powersOfTen[-shift])
        else { return nil }
        self = value
    }

    /// Half away from zero, to so many places: `8000.00` for two. What does not fit throws.
    package func rounded(places: Int) throws(Overflow) -> Rational {
        let scale = try Rational(Self.powersOfTen[places], over: 1)
        let magnitude = try (numerator < 0 ? -self : self) * scale + .half
        let rounded = try Rational(magnitude.floor, over: 1) / scale
        return numerator < 0 ? -rounded : rounded
    }

    /// With exactly so many places; what lies beyond them must have been rounded away before.
    package func text(places: Int) -> String {
        guard let scaled = try? self * Rational(Self.powersOfTen[places], over: 1),
            let whole = try? scaled.rounded(places: 0)
        else { return "\(numerator)/\(denominator)" }
        var digits = String(whole.numerator.magnitude)
        if places > 0 {
            digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
        }
        return whole.numerator < 0 ? "-" + digits : digits
    }

    /// Without trailing zeros: `2.5`, `12`. A fraction without an end is cut at six places and marked with ≈.
    package var plainText: String {
        if isWhole { return String(numerator) }
        var rest = denominator
        var (tens, twos, fives) = (0, 0, 0)
        while rest % 10 == 0 { (rest, tens) = (rest / 10, tens + 1) }
        while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
        while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
        let hasEnd = rest == 1
        let places = tens + max(twos, fives)
        if hasEnd, places <= 12 { return text(places: places) }
        var text = self.text(places: hasEnd ? 12 : 6)
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return hasEnd ? text : "≈" + text
    }
}

extension Rational: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Rational(decimal: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a decimal number")
        }
        self = value
    }

    /// As decimal text; a fraction without an end has none and is refused.
    package func encode(to encoder: any Encoder) throws {
        let text = plainText
        guard text.first != "≈" else {
            throw EncodingError.invalidValue(self, .init(codingPath: encoder.codingPath, debugDescription: "no end"))
        }
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
