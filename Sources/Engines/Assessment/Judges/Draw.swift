import Crypto
import Exact

/// A draw that anybody can repeat: Fisher–Yates, driven by HMAC-SHA256 over a counter, without bias.
///
/// The seed's digest and the list's digest are published before, the seed after.
package enum Draw {
    /// The entries in drawn order.
    package static func order<Element>(_ entries: [Element], seed: [UInt8]) -> [Element] {
        var drawn = entries
        var numbers = Numbers(seed: seed)
        for last in stride(from: drawn.count - 1, to: 0, by: -1) {
            drawn.swapAt(last, numbers.next(below: UInt64(last) + 1))
        }
        return drawn
    }

    /// Value number c is the first eight bytes of HMAC-SHA256(seed, c).
    private struct Numbers {
        private let key: SymmetricKey
        private var counter: UInt64 = 0

        init(seed: [UInt8]) { key = SymmetricKey(data: seed) }

        mutating func next(below count: UInt64) -> Int {
            // Values beyond the greatest multiple of count would favour the first places. A power of two leaves none.
            let beyond = (UInt64.max % count + 1) % count
            while true {
                let value = next()
                if value <= UInt64.max - beyond { return Int(value % count) }
            }
        }

        private mutating func next() -> UInt64 {
            let message = (0..<8).map { UInt8(truncatingIfNeeded: counter >> (56 - 8 * UInt64($0))) }
            counter += 1
            let code = HMAC<SHA256>.authenticationCode(for: message, using: key)
            return code.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// The bytes that hexadecimal digits stand for.
    package static func seed(hex: String, field: String = "seed") throws(Refusal) -> [UInt8] {
        let digits = Array(hex.utf8)
        let fault = Refusal(field, "应当是一串十六进制数字，位数成双")
        guard !digits.isEmpty, digits.count.isMultiple(of: 2) else { throw fault }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[place]), let low = value(digits[place + 1]) else { throw fault }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The SHA-256 of some bytes, in hexadecimal digits.
    package static func digest(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

/// The list that is drawn, cleaned of what Windows programs leave in it.
package struct DrawList: Sendable {
    package let entries: [String]

    package init(_ bytes: [UInt8]) throws(Refusal) {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = String(validating: body, as: UTF8.self) else {
            throw Refusal("entries", "不是 UTF-8 文字，请另存为 UTF-8 再试")
        }
        let lines = text.utf8.filter { $0 != 0x0D }.split(separator: 0x0A)
        entries = lines.map { String(decoding: $0, as: UTF8.self) }.filter { !$0.allSatisfy(\.isWhitespace) }
        guard !entries.isEmpty else { throw Refusal("entries", "名单是空的") }
        var seen: Set<[UInt8]> = []
        for (place, entry) in entries.enumerated() where !seen.insert(Array(entry.utf8)).inserted {
            throw Refusal("entries[\(place)]", "“\(entry)”写了两次")
        }
    }

    /// As it is digested: each line ended by LF.
    package var text: String { entries.map { $0 + "\n" }.joined() }
}
