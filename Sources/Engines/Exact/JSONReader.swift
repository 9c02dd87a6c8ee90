/// Reads one JSON document (RFC 8259) without turning numbers into anything but text.
package struct JSONReader {
    package struct Fault: Error, Hashable {
        /// Bytes from the start of the text.
        package let offset: Int
    }

    /// Deeper than anything that is asked here; a document of brackets alone must not exhaust the stack.
    private static let deepest = 64

    private let bytes: [UInt8]
    private var position = 0

    package static func read(_ text: String) throws(Fault) -> JSONValue {
        var reader = JSONReader(bytes: Array(text.utf8))
        // Windows programs put a mark in front.
        if reader.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.position == reader.bytes.count else { throw reader.fault }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var fault: Fault { Fault(offset: position) }
    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Fault) -> JSONValue {
        for offset in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[offset] else { throw fault }
            position += 1
        }
        return value
    }

    private mutating func value(depth: Int) throws(Fault) -> JSONValue {
        skipBlanks()
        guard depth < Self.deepest, let byte = next else { throw fault }
        switch byte {
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "{"): return try object(depth: depth)
        default: return .number(try number())
        }
    }

    private mutating func array(depth: Int) throws(Fault) -> JSONValue {
        position += 1
        var values: [JSONValue] = []
        skipBlanks()
        if take("]") { return .array(values) }
        while true {
            values.append(try value(depth: depth + 1))
            skipBlanks()
            if take("]") { return .array(values) }
            guard take(",") else { throw fault }
        }
    }

    private mutating func object(depth: Int) throws(Fault) -> JSONValue {
        position += 1
        var members: [String: JSONValue] = [:]
        skipBlanks()
        if take("}") { return .object(members) }
        while true {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw fault }
            let key = try string()
            skipBlanks()
            guard take(":") else { throw fault }
            members[key] = try value(depth: depth + 1)
            skipBlanks()
            if take("}") { return .object(members) }
            guard take(",") else { throw fault }
        }
    }

    private mutating func number() throws(Fault) -> String {
        let start = position
        func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
        func digits(_ reader: inout JSONReader) throws(Fault) {
            guard isDigit(reader.next) else { throw reader.fault }
            while isDigit(reader.next) { reader.position += 1 }
        }
        _ = take("-")
        if !take("0") { try digits(&self) }
        if take(".") { try digits(&self) }
        if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if !take("+") { _ = take("-") }
            try digits(&self)
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func string() throws(Fault) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw fault
            default: text.append(byte)
            }
        }
        throw fault
    }

    private mutating func escape(into text: inout [UInt8]) throws(Fault) {
        guard let byte = next else { throw fault }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var code = try codeUnit()
            if (0xD800..<0xDC00).contains(code), take("\\"), take("u") {
                let low = try codeUnit()
                guard (0xDC00..<0xE000).contains(low) else { throw fault }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fault }
            text += Array(String(Character(scalar)).utf8)
        default: throw fault
        }
    }

    private mutating func codeUnit() throws(Fault) -> UInt32 {
        guard position + 4 <= bytes.count,
            bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw fault }
        position += 4
        return code
    }
}
