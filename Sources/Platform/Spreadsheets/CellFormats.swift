import CXLSXWriter

/// The formats of one workbook that is written: each style for text, numbers and days.
struct CellFormats {
    typealias Format = UnsafeMutablePointer<lxw_format>?

    let header: Format
    private let texts: [WrittenCell.Style: Format]
    private let numbers: [WrittenCell.Style: Format]
    private let dates: [WrittenCell.Style: Format]

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        func formats(_ code: String) -> [WrittenCell.Style: Format] {
            Dictionary(
                uniqueKeysWithValues: WrittenCell.Style.allCases.map { style in
                    let format = workbook_add_format(workbook)
                    format_set_num_format(format, code)
                    switch style {
                    case .plain: break
                    case .bad: format_set_bg_color(format, 0xFFC7CE)
                    case .warned: format_set_bg_color(format, 0xFFEB9C)
                    case .good: format_set_bg_color(format, 0xC6EFCE)
                    case .changed: format_set_bg_color(format, 0xDDEBF7)
                    case .note:
                        format_set_italic(format)
                        format_set_font_color(format, 0x595959)
                    }
                    return (style, format)
                })
        }
        texts = formats("@")
        numbers = formats("General")
        dates = formats("yyyy-mm-dd")
        header = workbook_add_format(workbook)
        format_set_bold(header)
        format_set_num_format(header, "@")
        format_set_bg_color(header, 0xEDEDED)
        format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
    }

    func text(_ style: WrittenCell.Style) -> Format { texts[style] ?? nil }
    func number(_ style: WrittenCell.Style) -> Format { numbers[style] ?? nil }
    func date(_ style: WrittenCell.Style) -> Format { dates[style] ?? nil }
}

/// Names for tabs as Excel allows them: at most 31 UTF-16 units, some signs not at all, each only once.
struct TabNames {
    private var taken: Set<String> = ["history"]

    mutating func take(_ wish: String) -> String {
        var name = String(wish.map { "[]:*?/\\".contains($0) || $0.isNewline || $0 == "\0" ? "_" : $0 })
        while name.hasPrefix("'") { name.removeFirst() }
        name = Self.cut(name, to: 31)
        while name.hasSuffix("'") { name.removeLast() }
        if name.isEmpty { name = "Sheet" }
        var unique = name
        var count = 2
        while !taken.insert(unique.lowercased()).inserted {
            let ending = " (\(count))"
            unique = Self.cut(name, to: 31 - ending.utf16.count) + ending
            count += 1
        }
        return unique
    }

    private static func cut(_ name: String, to length: Int) -> String {
        var name = name
        while name.utf16.count > length { name.removeLast() }
        return name
    }
}
