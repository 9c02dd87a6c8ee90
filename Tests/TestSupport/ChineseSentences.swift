import Foundation

/// The Chinese literals of Swift sources, as keys of an English table: `共 {} 条`. Markup literals are left out.
package func chineseSentences(in folder: URL) throws -> Set<String> {
    var found: Set<String> = []
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
        guard file.pathExtension == "swift", !file.lastPathComponent.contains("English") else { continue }
        var scanner = LiteralScanner(try String(contentsOf: file, encoding: .utf8))
        scanner.scanCode(until: nil)
        found.formUnion(
            scanner.literals.filter { text in
                !text.contains("<") && text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            })
    }
    return found
}

/// Reads just enough of Swift to find string literals, those inside interpolations included.
private struct LiteralScanner {
    private let text: [Character]
    private var place = 0
    private(set) var literals: [String] = []

    init(_ source: String) { text = Array(source) }

    private func starts(_ sign: String) -> Bool {
        let sign = Array(sign)
        return place + sign.count <= text.count && Array(text[place..<place + sign.count]) == sign
    }

    /// - Parameter end: the bracket that closes an interpolation.
    mutating func scanCode(until end: Character?) {
        var depth = 0
        while place < text.count {
            if starts("//") {
                while place < text.count, !text[place].isNewline { place += 1 }
            } else if starts("#\"\"\"") {
                place += 4
                while place < text.count, !starts("\"\"\"#") { place += 1 }
                place += 4
            } else if starts("#\"") {
                place += 2
                while place < text.count, !starts("\"#") { place += 1 }
                place += 2
            } else if starts("\"\"\"") {
                scanLiteral("\"\"\"")
            } else if text[place] == "\"" {
                scanLiteral("\"")
            } else {
                if text[place] == "(" { depth += 1 }
                if text[place] == ")", end == ")" {
                    if depth == 0 { return }
                    depth -= 1
                }
                place += 1
            }
        }
    }

    private mutating func scanLiteral(_ quote: String) {
        place += quote.count
        var literal = ""
        while place < text.count, !starts(quote) {
            if starts("\\(") {
                place += 2
                scanCode(until: ")")
                literal += "{}"
            } else if text[place] == "\\" {
                place += 1
                literal.append(text[place] == "n" ? "\n" : text[place])
            } else {
                literal.append(text[place])
            }
            place += 1
        }
        place += quote.count
        literals.append(literal)
    }
}
