import Foundation

/// A row as a line of a backup: one letter for the kind of each value, the value, tabs between, no line break inside.
///
/// `i` integer, `r` real, `t` text (tab, line feed, carriage return and backslash with a backslash), `b` bytes in base64,
/// `y` and `f` truth, `n` NULL.
package enum CopiedRow {
    package static func append(_ cells: [Value], to line: inout [UInt8]) {
        for (position, value) in cells.enumerated() {
            if position > 0 { line.append(tab) }
            switch value {
            case .null: line.append(UInt8(ascii: "n"))
            case .bool(let truth): line.append(truth ? UInt8(ascii: "y") : UInt8(ascii: "f"))
            case .integer(let number): line.append(contentsOf: "i\(number)".utf8)
            case .real(let number): line.append(contentsOf: "r\(number)".utf8)
            case .bytes(let bytes): line.append(contentsOf: ("b" + Data(bytes).base64EncodedString()).utf8)
            case .text(let text):
                line.append(UInt8(ascii: "t"))
                for byte in text.utf8 {
                    if let letter = escaped(byte) {
                        line.append(backslash)
                        line.append(letter)
                    } else {
                        line.append(byte)
                    }
                }
            }
        }
        line.append(UInt8(ascii: "\n"))
    }

    /// - Parameter line: without its line feed.
    /// - Returns: nil where it is no such line.
    package static func read(_ line: some Collection<UInt8>) -> [Value]? {
        var values: [Value] = []
        for cell in line.split(separator: tab, omittingEmptySubsequences: false) {
            guard let value = value(cell) else { return nil }
            values.append(value)
        }
        return values
    }

    private static func value(_ cell: some Collection<UInt8>) -> Value? {
        guard let kind = cell.first else { return nil }
        let rest = cell.dropFirst()
        switch kind {
        case UInt8(ascii: "n"): return rest.isEmpty ? .null : nil
        case UInt8(ascii: "y"): return rest.isEmpty ? .bool(true) : nil
        case UInt8(ascii: "f"): return rest.isEmpty ? .bool(false) : nil
        case UInt8(ascii: "i"): return Int64(String(decoding: rest, as: UTF8.self)).map(Value.integer)
        case UInt8(ascii: "r"): return Double(String(decoding: rest, as: UTF8.self)).map(Value.real)
        case UInt8(ascii: "b"): return Data(base64Encoded: Data(rest)).map { .bytes([UInt8]($0)) }
        case UInt8(ascii: "t"): return text(rest).map(Value.text)
        default: return nil
        }
    }

    private static func text(_ bytes: some Collection<UInt8>) -> String? {
        guard bytes.contains(backslash) else { return String(validating: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var isEscape = false
        for byte in bytes {
            if isEscape {
                guard let meant = meant(byte) else { return nil }
                plain.append(meant)
                isEscape = false
            } else if byte == backslash {
                isEscape = true
            } else {
                plain.append(byte)
            }
        }
        return isEscape ? nil : String(validating: plain, as: UTF8.self)
    }

    private static let tab = UInt8(ascii: "\t")
    private static let backslash = UInt8(ascii: "\\")

    private static func escaped(_ byte: UInt8) -> UInt8? {
        switch byte {
        case tab: UInt8(ascii: "t")
        case UInt8(ascii: "\n"): UInt8(ascii: "n")
        case UInt8(ascii: "\r"): UInt8(ascii: "r")
        case backslash: backslash
        default: nil
        }
    }

    private static func meant(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "t"): tab
        case UInt8(ascii: "n"): UInt8(ascii: "\n")
        case UInt8(ascii: "r"): UInt8(ascii: "\r")
        case backslash: backslash
        default: nil
        }
    }
}
