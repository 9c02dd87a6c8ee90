import Core

/// Markup, made only of literals: what is put into one is escaped, for text and for quoted attributes alike.
///
/// `"<td>\(name)</td>"` cannot script. Pages are written so that they also parse as XML: void elements as `<br/>`,
/// attributes quoted.
package struct HTML: ExpressibleByStringInterpolation, Sendable, Hashable {
    /// May hold marks that are filled when the page goes out; see `HTMLMark`.
    private(set) var source: String

    private init(source: String) { self.source = source }

    package init(stringLiteral value: StaticString) { source = value.description }

    package init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }

    package static let empty: HTML = ""

    package var isEmpty: Bool { source.isEmpty }

    /// A text, escaped.
    package init(text: String) {
        source = ""
        source.appendEscaped(text)
    }

    package static func + (left: HTML, right: HTML) -> HTML { HTML(source: left.source + right.source) }

    package static func mark(_ mark: HTMLMark) -> HTML { HTML(source: mark.rawValue) }

    /// Whether a form field of this id stands in the markup.
    func holds(id: String) -> Bool { source.contains(HTML("id=\"\(id)\"").source) }

    /// How far into the markup the form field of this id stands.
    func position(id: String) -> Int? {
        source.firstRange(of: HTML("id=\"\(id)\"").source)
            .map { source.utf8.distance(from: source.startIndex, to: $0.lowerBound) }
    }

    /// What the form field of this id is called in the markup: the legend of its group, else its label.
    func label(id: String) -> HTML? {
        let starts: [HTML] = ["<legend id=\"\(id)-label\">", "<label for=\"\(id)\">"]
        for start in starts {
            guard let found = source.firstRange(of: start.source) else { continue }
            return HTML(source: String(source[found.upperBound...].prefix { $0 != "<" }))
        }
        return nil
    }

    /// Whether the words of the other stand in this one.
    func says(_ other: HTML) -> Bool { source.lowercased().contains(other.source.lowercased()) }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var source = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            source.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) { source += literal.description }

        package mutating func appendInterpolation(_ text: String) { source.appendEscaped(text) }
        package mutating func appendInterpolation(_ text: Substring) { source.appendEscaped(String(text)) }
        package mutating func appendInterpolation(_ number: Int) { source += String(number) }
        package mutating func appendInterpolation(_ identifier: Identifier) { source += identifier.description }
        /// As forms and addresses write it: `2027-03-01`. For a reader, use `words(day)`.
        package mutating func appendInterpolation(_ day: Day) { source += day.description }
        package mutating func appendInterpolation(_ html: HTML) { source += html.source }
        package mutating func appendInterpolation(_ html: HTML?) { if let html { source += html.source } }
        package mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { source += part.source } }
        package mutating func appendInterpolation(raw: StaticString) { source += raw.description }

        /// ` name="value"`, or nothing without a value.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            source += " " + name.description + "=\""
            source.appendEscaped(value)
            source += "\""
        }

        /// ` checked="checked"`, or nothing.
        package mutating func appendInterpolation(flag name: StaticString, _ isSet: Bool) {
            if isSet { source += " \(name)=\"\(name)\"" }
        }
    }
}

extension [HTML] {
    package func joined(_ separator: HTML = "") -> HTML {
        var all = HTML.empty
        for (position, part) in enumerated() { all = position == 0 ? part : "\(all)\(separator)\(part)" }
        return all
    }
}

/// What only the server knows when a page goes out. Escaped text never holds U+0000, so no text can imitate a mark.
package enum HTMLMark: String, Sendable {
    /// The token that proves that a form came from us.
    case formToken = "\u{0}t\u{0}"
    /// A new idempotency key for every form.
    case formKey = "\u{0}k\u{0}"
    /// What a list's page offers beside its own acts: saved filters, files.
    case tools = "\u{0}l\u{0}"
}

extension HTML {
    var hasFormToken: Bool { pieces.contains { $0.mark == .formToken } }

    /// The same with the first place for tools filled and any other left empty.
    func filling(tools: HTML?) -> HTML {
        let pieces = pieces
        guard let place = pieces.firstIndex(where: { $0.mark == .tools }) else { return self }
        var filled = ""
        filled.reserveCapacity(source.utf8.count + (tools?.source.utf8.count ?? 0))
        for (position, piece) in pieces.enumerated() {
            if position == place {
                filled += tools?.source ?? ""
            } else if piece.mark != .tools {
                filled += piece.mark?.rawValue ?? String(piece.text)
            }
        }
        return HTML(source: filled)
    }

    /// The finished text, marks filled.
    package func text(formToken: String, formKey: () -> String) -> String {
        guard source.utf8.contains(0) else { return source }
        var result = ""
        result.reserveCapacity(source.utf8.count + 256)
        for piece in pieces {
            switch piece.mark {
            case .formToken: result.appendEscaped(formToken)
            case .formKey: result.appendEscaped(formKey())
            case .tools: break
            case nil: result += piece.text
            }
        }
        return result
    }

    /// What stands between the marks, and the marks. Cut by bytes: a page of a list has tens of thousands.
    private var pieces: [(text: Substring, mark: HTMLMark?)] {
        source.utf8.split(separator: 0, omittingEmptySubsequences: false).enumerated().map { position, bytes in
            let text = Substring(bytes)
            return (text, position.isMultiple(of: 2) ? nil : HTMLMark(rawValue: "\u{0}\(text)\u{0}"))
        }
    }
}

extension String {
    /// Adds a text with everything escaped that means something to HTML or XML; control characters are dropped.
    fileprivate mutating func appendEscaped(_ text: String) {
        var text = text
        let escaped: [UInt8]? = text.withUTF8 { bytes in
            guard bytes.contains(where: Self.isSpecial) else { return nil }
            var result: [UInt8] = []
            result.reserveCapacity(bytes.count + 32)
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "&"): result += "&amp;".utf8
                case UInt8(ascii: "<"): result += "&lt;".utf8
                case UInt8(ascii: ">"): result += "&gt;".utf8
                case UInt8(ascii: "\""): result += "&quot;".utf8
                case UInt8(ascii: "'"): result += "&#39;".utf8
                case 9, 10, 13, 32...: result.append(byte)
                default: break
                }
            }
            return result
        }
        if let escaped { self += String(decoding: escaped, as: UTF8.self) } else { self += text }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        case 9, 10, 13: false
        default: byte < 32
        }
    }
}
