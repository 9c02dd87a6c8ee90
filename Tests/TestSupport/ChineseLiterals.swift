import Foundation

/// The string literals with Chinese in a part of the sources, as the keys of an English table: `共 {} 条`.
///
/// ```swift
/// let literals = try ChineseLiterals(of: "Areas/People")
/// #expect(literals.missing(from: area.english) == [])
/// #expect(literals.superfluous(in: area.english) == [])
/// ```
/// Chinese inside markup is found too: it belongs into a `Message` of its own.
package struct ChineseLiterals: Sendable {
    package struct Literal: Sendable, Hashable {
        /// `PersonView.swift:12`
        package let place: String
        package let text: String
    }

    package let literals: [Literal]

    /// - Parameters:
    ///   - folder: below `Sources`.
    ///   - files: names of files that hold data rather than sentences. English tables (`…English.swift`) are left out anyway.
    package init(of folder: String, exceptFiles files: Set<String> = []) throws {
        let sources = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/\(folder)")
        var found: [Literal] = []
        let all = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        while let file = all?.nextObject() as? URL {
            let name = file.lastPathComponent
            guard file.pathExtension == "swift", !name.hasSuffix("English.swift"), !files.contains(name) else {
                continue
            }
            found += Self.literals(in: try String(contentsOf: file, encoding: .utf8), file: name)
        }
        guard !found.isEmpty else { throw CocoaError(.fileNoSuchFile) }
        literals = found.sorted { ($0.place, $0.text) < ($1.place, $1.text) }
    }

    /// Those in one source text.
    package static func literals(in source: String, file: String) -> [Literal] {
        var scanner = SwiftLiterals(source)
        scanner.scanCode()
        return scanner.literals.filter { hasChinese($0.text) }
            .map { Literal(place: "\(file):\($0.line)", text: $0.text) }
    }

    /// Sentences without English, each with a place where it stands; `except` are pictures and data, not sentences.
    package func missing(from english: [String: String], except: Set<String> = []) -> [String] {
        var seen: Set<String> = []
        return literals.filter { english[$0.text] == nil && !except.contains($0.text) && seen.insert($0.text).inserted }
            .map { "\($0.place) \($0.text)" }
    }

    /// English of sentences that are said nowhere any more.
    package func superfluous(in english: [String: String]) -> [String] {
        english.keys.filter { key in Self.hasChinese(key) && !literals.contains { $0.text == key } }.sorted()
    }

    /// Characters, and signs that only Chinese text has.
    private static func hasChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x3000...0x303F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF00...0xFFEF: true
            default: false
            }
        }
    }
}

/// Reads just enough of Swift to find string literals, also those within interpolations.
private struct SwiftLiterals {
    private let text: [Character]
    private var place = 0
    private(set) var literals: [(line: Int, text: String)] = []

    init(_ source: String) { text = Array(source) }

    /// To the end, or to the bracket that closes an interpolation.
    mutating func scanCode(inInterpolation: Bool = false) {
        var depth = 0
        while place < text.count {
            if isAt("//") {
                while place < text.count, text[place] != "\n" { place += 1 }
            } else if isAt("/*") {
                while place < text.count, !isAt("*/") { place += 1 }
            } else if text[place] == "#" || text[place] == "\"" {
                scanLiteral()
            } else {
                if text[place] == "(" { depth += 1 }
                if text[place] == ")" {
                    if depth == 0, inInterpolation { return }
                    depth -= 1
                }
                place += 1
            }
        }
    }

    private func isAt(_ sign: String) -> Bool {
        var position = place
        for character in sign {
            guard position < text.count, text[position] == character else { return false }
            position += 1
        }
        return true
    }

    private mutating func scanLiteral() {
        var hashes = ""
        while place < text.count, text[place] == "#" {
            hashes += "#"
            place += 1
        }
        // `#filePath` and the like.
        guard place < text.count, text[place] == "\"" else { return }
        let line = text[..<place].count { $0.isNewline } + 1
        let quotes = isAt("\"\"\"") ? "\"\"\"" : "\""
        place += quotes.count
        let escape = "\\" + hashes
        var literal = ""
        while place < text.count, !isAt(quotes + hashes) {
            if isAt(escape + "(") {
                place += escape.count + 1
                scanCode(inInterpolation: true)
                literal += "{}"
                place += 1
            } else if isAt(escape) {
                place += escape.count
                guard place < text.count else { return }
                // A line's end that is escaped stands for nothing.
                if !text[place].isNewline { literal.append(text[place] == "n" ? "\n" : text[place]) }
                place += 1
            } else {
                literal.append(text[place])
                place += 1
            }
        }
        place += quotes.count + hashes.count
        literals.append((line, quotes.count == 3 ? unindented(literal) : literal))
    }

    /// The lines of a literal of several, without the indentation of its last one.
    private func unindented(_ literal: String) -> String {
        var lines = literal.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1, let last = lines.popLast() else { return literal }
        return lines.dropFirst().map { $0.hasPrefix(last) ? $0.dropFirst(last.count) : $0 }.joined(separator: "\n")
    }
}
