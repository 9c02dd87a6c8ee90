/// What stands between two fields of separated text.
struct Separator {
    let bytes: [UInt8]

    private static let known = [",", "\t", ";", "，", "|"].map { Separator(bytes: Array($0.utf8)) }

    func matches(_ text: [UInt8], at position: Int) -> Bool {
        guard position < text.count, text[position] == bytes[0] else { return false }
        return bytes.count == 1 || text[position...].starts(with: bytes)
    }

    /// Excel's own first line, `sep=;`, and where it ends.
    static func named(by text: [UInt8]) -> (separator: Separator, end: Int)? {
        var line = text.prefix(12).prefix { $0 != 0x0A && $0 != 0x0D }
        var end = line.endIndex
        guard end < text.count else { return nil }
        end += text[end] == 0x0D && end + 1 < text.count && text[end + 1] == 0x0A ? 2 : 1
        if line.first == 0x22, line.last == 0x22, line.count > 2 { line = line.dropFirst().dropLast() }
        guard line.count >= 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        let sign = Array(line.dropFirst(4))
        guard String(decoding: sign, as: UTF8.self).unicodeScalars.count == 1 else { return nil }
        return (Separator(bytes: sign), end)
    }

    /// The separator that the first lines have in common: it stands in most of them, most often the same number of
    /// times. A sign inside the sentences of a remark does not.
    static func likeliest(in text: [UInt8]) -> Separator {
        let lines = openingLines(of: text)
        var best = (separator: known[0], score: (0, 0, 0))
        for candidate in known {
            let counts = lines.map { line in line.indices.count { candidate.matches(line, at: $0) } }.filter { $0 > 0 }
            let alike = Dictionary(grouping: counts) { $0 }
                .map { (lines: $0.value.count, count: $0.key) }
                .max { ($0.lines, $0.count) < ($1.lines, $1.count) }
            let score = (alike?.lines ?? 0, counts.max() ?? 0, counts.count)
            if score > best.score { best = (candidate, score) }
        }
        return best.separator
    }

    /// Up to twenty lines that are not blank, without what stands in quotation marks.
    private static func openingLines(of text: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var inQuotes = false
        for byte in text.prefix(1 << 16) {
            if byte == 0x22 {
                inQuotes.toggle()
            } else if !inQuotes, byte == 0x0A || byte == 0x0D {
                if !line.isEmpty { lines.append(line) }
                line = []
                if lines.count == 20 { return lines }
            } else if !inQuotes {
                line.append(byte)
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
