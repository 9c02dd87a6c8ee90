import Glibc

/// The encodings in which offices send text, told apart by the bytes.
enum TextEncoding {
    /// The text as UTF-8 without a byte order mark.
    static func utf8(_ bytes: [UInt8], _ limits: ReadingLimits) throws(SpreadsheetError) -> [UInt8] {
        let text: [UInt8]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            text = Array(bytes.dropFirst(3))
            guard String(validating: text, as: UTF8.self) != nil else { throw .encoding }
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            text = try converted(bytes.dropFirst(2), from: "UTF-16LE")
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            text = try converted(bytes.dropFirst(2), from: "UTF-16BE")
        } else if let name = utf16WithoutMark(bytes) {
            text = try converted(bytes[...], from: name)
        } else if String(validating: bytes, as: UTF8.self) != nil {
            text = bytes
        } else if bytes.contains(0) {
            throw .notASpreadsheet
        } else if isDamagedUTF8(bytes) {
            throw .encoding
        } else {
            // GB 18030 contains GBK and GB 2312.
            text = try converted(bytes[...], from: "GB18030")
        }
        // Text may carry a stray control character; a picture or a program carries many.
        let controls = text.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1A }
        guard controls * 100 <= text.count, !text.contains(0) else { throw .notASpreadsheet }
        return text
    }

    /// Separators and line ends have a zero byte in every second place of UTF-16, and text has zeros nowhere else.
    private static func utf16WithoutMark(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 4, bytes.count.isMultiple(of: 2) else { return nil }
        let sample = bytes.prefix(1 << 16)
        var zeros = [0, 0]
        for (index, byte) in sample.enumerated() where byte == 0 { zeros[index % 2] += 1 }
        let fewest = max(1, sample.count / 200)
        if zeros[1] >= fewest, zeros[0] == 0 { return "UTF-16LE" }
        if zeros[0] >= fewest, zeros[1] == 0 { return "UTF-16BE" }
        return nil
    }

    /// Mostly characters of several bytes as UTF-8 forms them: such bytes are not GBK, however GBK would read them.
    private static func isDamagedUTF8(_ bytes: [UInt8]) -> Bool {
        var whole = 0
        var broken = 0
        var position = 0
        while position < bytes.count {
            let lead = bytes[position]
            position += 1
            guard lead >= 0x80 else { continue }
            let following =
                lead >= 0xF0 && lead < 0xF8 ? 3 : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xC2 && lead < 0xE0 ? 1 : 0
            let tail = bytes[position..<min(bytes.count, position + following)]
            // Two bytes alone say little: in GBK such pairs are common.
            if following > 0, tail.count == following, tail.allSatisfy({ $0 & 0xC0 == 0x80 }) {
                whole += following > 1 ? 1 : 0
                position += following
            } else {
                broken += 1
            }
        }
        return whole >= 5 && whole > broken * 4
    }

    private static func converted(_ bytes: ArraySlice<UInt8>, from name: String) throws(SpreadsheetError) -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        let descriptor = iconv_open("UTF-8", name)
        guard descriptor != iconv_t(bitPattern: -1) else { throw .encoding }
        defer { iconv_close(descriptor) }
        var input = Array(bytes)
        // No character of these encodings grows beyond twice its bytes; four leaves room for any.
        var output = [UInt8](repeating: 0, count: input.count * 4 + 16)
        let written: Int? = input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = source.count
                var room = target.count
                guard iconv(descriptor, &from, &left, &to, &room) != Int(bitPattern: UInt.max), left == 0 else {
                    return nil
                }
                return target.count - room
            }
        }
        guard let written else { throw .encoding }
        output.removeLast(output.count - written)
        return output
    }
}
