/// `styles.xml`, as far as it says which cells are dates.
final class Styles: XMLTarget {
    private var dateFormats: [Int: Bool] = [:]
    private var cellFormats: [Bool] = []
    private var inCellFormats = false
    private let limits: ReadingLimits

    init(_ limits: ReadingLimits) { self.limits = limits }

    func isDate(_ style: Int) -> Bool { cellFormats.indices.contains(style) && cellFormats[style] }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(SpreadsheetError) {
        switch name {
        case "numFmt":
            guard let id = attributes.count("numFmtId"), let code = attributes["formatCode"] else { return }
            dateFormats[id] = NumberFormat.isDate(code)
        case "cellXfs": inCellFormats = true
        case "xf" where inCellFormats:
            let id = attributes.count("numFmtId") ?? 0
            cellFormats.append(dateFormats[id] ?? NumberFormat.isBuiltInDate(id))
        default: return
        }
        guard max(cellFormats.count, dateFormats.count) <= limits.styles else {
            throw .tooLarge(.styles, limit: limits.styles)
        }
    }

    func end(_ name: XMLName) {
        if name == "cellXfs" { inCellFormats = false }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

enum NumberFormat {
    /// The numbers that stand for a date or time without a code in the file; 27–36 and 50–58 are those of East Asia
    /// (ECMA-376, part 1, 18.8.30).
    static func isBuiltInDate(_ id: Int) -> Bool {
        (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id) || (50...58).contains(id)
    }

    /// True if a code shows any part of a date or time outside of quotes, brackets and escaped characters.
    static func isDate(_ code: String) -> Bool {
        let shown = shownPart(of: code.lowercased())
        if shown.contains(where: { "ymdhs".contains($0) }) { return true }
        // aaa and aaaa are weekdays; a single a may be a letter that somebody forgot to quote.
        if shown.contains("aaa") { return true }
        // The year of an era is e, which between digits is an exponent; 年 beside digits is a count of years.
        let hasDigits = shown.contains { "0#?".contains($0) }
        return !hasDigits && shown.contains { "e年月日".contains($0) }
    }

    private static func shownPart(of code: String) -> String {
        var shown = ""
        var rest = code[...]
        while let character = rest.popFirst() {
            switch character {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "[": rest = elapsedTime(&rest, into: &shown)
            case "\\", "_", "*": rest = rest.dropFirst()
            default: shown.append(character)
            }
        }
        return shown.replacing("general", with: "").replacing("am/pm", with: "h")
    }

    /// Brackets hold a colour, a condition or a language, except for time that runs on: `[h]`, `[mm]`, `[s]`.
    private static func elapsedTime(_ rest: inout Substring, into shown: inout String) -> Substring {
        let inside = rest.prefix { $0 != "]" }
        if !inside.isEmpty, let first = inside.first, "hms".contains(first), inside.allSatisfy({ $0 == first }) {
            shown.append("h")
        }
        return rest.dropFirst(inside.count).dropFirst()
    }
}
