/// The text of one cell or shared string while it is being read: runs are joined, phonetic runs left out.
struct CellText {
    private var bytes: [UInt8] = []
    private var inPhonetic = false
    private var inText = false
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        inPhonetic = false
        inText = false
    }

    mutating func start(_ name: XMLName) {
        if name == "t" { inText = true } else if name == "rPh" { inPhonetic = true }
    }

    mutating func end(_ name: XMLName) {
        if name == "t" { inText = false } else if name == "rPh" { inPhonetic = false }
    }

    mutating func take(_ chunk: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) {
        if inText && !inPhonetic { try append(chunk) }
    }

    mutating func append(_ chunk: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) {
        bytes.append(contentsOf: chunk)
        // Escapes take seven bytes for one unit; beyond that no text within the limit is as long.
        if bytes.count > limit * 7 { throw .tooLarge(.cellText, limit: limit) }
    }

    /// The text as stored, with control characters that XML cannot hold (`_x000D_`) put back.
    func string() throws(SpreadsheetError) -> String {
        let text = String(decoding: Self.unescaped(bytes), as: UTF8.self)
        if bytes.count > limit, text.utf16.count > limit { throw .tooLarge(.cellText, limit: limit) }
        return text
    }

    /// Text that would itself pass for an escape, made safe for writing.
    static func escaped(_ text: String) -> String {
        guard text.utf8.count >= 7, text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        for position in bytes.indices {
            if escape(bytes[position...]) != nil { result.append(contentsOf: "_x005F".utf8) }
            result.append(bytes[position])
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= 7, bytes.contains(UInt8(ascii: "_")) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            if let scalar = escape(bytes[position...]) {
                result.append(contentsOf: String(scalar).utf8)
                position += 7
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return result
    }

    /// ECMA-376, part 1, 22.9.2.19.
    private static func escape(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let start = bytes.startIndex
        guard bytes.count >= 7, bytes[start] == UInt8(ascii: "_"), bytes[start + 1] == UInt8(ascii: "x"),
            bytes[start + 6] == UInt8(ascii: "_"),
            let value = UInt32(String(decoding: bytes[start + 2..<start + 6], as: UTF8.self), radix: 16)
        else { return nil }
        return Unicode.Scalar(value)
    }
}

/// `sharedStrings.xml`.
final class SharedStrings: XMLTarget {
    private(set) var all: [String] = []
    private var current: CellText
    private let limits: ReadingLimits

    init(_ limits: ReadingLimits) {
        self.limits = limits
        current = CellText(limit: limits.cellText)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "si" { current.clear() } else { current.start(name) }
    }

    func end(_ name: XMLName) throws(SpreadsheetError) {
        guard name == "si" else { return current.end(name) }
        all.append(try current.string())
        if all.count > limits.sharedStrings { throw .tooLarge(.sharedStrings, limit: limits.sharedStrings) }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) { try current.take(bytes) }
}
