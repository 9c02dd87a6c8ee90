import Storage

/// The name of a record: 64 bits, in order of time, made by the application.
///
/// 41 bits of milliseconds since 2010, 10 bits of node, 12 bits of sequence. Written as 13 characters of lower-case
/// Crockford base32 (no i, l, o, u), a string in JSON.
package struct Identifier: Hashable, Comparable, Sendable, LosslessStringConvertible, ColumnValue {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    package init?(_ text: String) {
        guard text.utf8.count == 13 else { return nil }
        var value: UInt64 = 0
        for byte in text.utf8 {
            guard let digit = Self.alphabet.firstIndex(of: byte) else { return nil }
            value = (value &<< 5) | UInt64(digit)
        }
        guard value <= UInt64(Int64.max) else { return nil }
        let identifier = Identifier(rawValue: Int64(value))
        // Thirteen digits hold 65 bits: a text whose first digit overflows is nobody's name.
        guard identifier.description == text else { return nil }
        self = identifier
    }

    package var description: String {
        var digits = [UInt8](repeating: 0, count: 13)
        var value = UInt64(bitPattern: rawValue)
        for position in digits.indices.reversed() {
            digits[position] = Self.alphabet[Int(value & 31)]
            value &>>= 5
        }
        return String(decoding: digits, as: UTF8.self)
    }

    package static func < (left: Identifier, right: Identifier) -> Bool { left.rawValue < right.rawValue }

    package var columnValue: Value { .integer(rawValue) }

    package init?(columnValue: Value) {
        guard let number = Int64(columnValue: columnValue) else { return nil }
        self.init(rawValue: number)
    }

    static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let identifier = Identifier(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an identifier")
        }
        self = identifier
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Makes identifiers. Two processes that share a database have different nodes.
package protocol IdentifierSource: Sendable {
    func next(at now: Instant) -> Identifier
}
