/// Makes an address of a path and query: `address("/people", [("q", "王"), ("after", nil)])` → `/people?q=%E7%8E%8B`.
///
/// Entries without a value, or with an empty one, are left out, so that an address says only what was chosen.
package func address(_ path: String, _ query: [(name: String, value: String?)]) -> String {
    let parts = query.compactMap { entry -> String? in
        guard let value = entry.value, !value.isEmpty else { return nil }
        return percentEncoded(entry.name) + "=" + percentEncoded(value)
    }
    return parts.isEmpty ? path : path + "?" + parts.joined(separator: "&")
}

/// Everything but letters, digits and `-._~` as `%XX` (RFC 3986, unreserved).
package func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            bytes.append(byte)
        default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// nil where a `%` is not followed by two hexadecimal digits, or the bytes are not UTF-8 or hold NUL, which no database
/// takes as text.
func percentDecoded(_ text: Substring, plusIsSpace: Bool = false) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
        if byte == UInt8(ascii: "%") {
            guard let high = rest.next().flatMap(hexDigit), let low = rest.next().flatMap(hexDigit) else { return nil }
            guard high | low != 0 else { return nil }
            bytes.append(high << 4 | low)
        } else {
            guard byte != 0 else { return nil }
            bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? 32 : byte)
        }
    }
    return String(validating: bytes, as: UTF8.self)
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

/// A path of this house that somebody gave us to go back to; anything else becomes `/`.
package func ownPath(_ given: String?) -> String {
    guard let given, given.hasPrefix("/"), !given.hasPrefix("//"), !given.contains("\\"),
        given.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return "/" }
    return given
}
