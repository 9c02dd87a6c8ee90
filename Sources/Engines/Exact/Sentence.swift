/// A sentence for a person, kept apart from the values in it, so that a page can say it in another language.
///
/// Written as a literal in Chinese: `"满 \(years) 年"`. The literal's text with `{}` in place of each value is the key of
/// its translation. Sums, units and fractions are arguments of their own kinds: a page writes them as its language does.
package struct Sentence: Hashable, Sendable, ExpressibleByStringInterpolation {
    package enum Argument: Hashable, Sendable {
        /// The same in every language: a name, a key.
        case text(String)
        case count(Int)
        case day(CalendarDay)
        /// A sum rounded to the fen.
        case money(Rational)
        /// An exact number: months of severance, a divisor, a rate.
        case number(Rational)
        case sentence(Sentence)
    }

    package let format: String
    package let arguments: [Argument]

    package init(stringLiteral value: String) {
        format = value
        arguments = []
    }

    package init(stringInterpolation: StringInterpolation) {
        format = stringInterpolation.format
        arguments = stringInterpolation.arguments
    }

    /// Several, one after the other.
    package init(joining sentences: [Sentence], with separator: String) {
        format = sentences.map { _ in "{}" }.joined(separator: separator)
        arguments = sentences.map { .sentence($0) }
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var format = ""
        var arguments: [Argument] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            format.reserveCapacity(literalCapacity + 2 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { format += literal }
        package mutating func appendInterpolation(_ value: String) { append(.text(value)) }
        package mutating func appendInterpolation(_ value: Int) { append(.count(value)) }
        package mutating func appendInterpolation(_ value: CalendarDay) { append(.day(value)) }
        package mutating func appendInterpolation(_ value: Rational) { append(.number(value)) }
        package mutating func appendInterpolation(money value: Rational) { append(.money(value)) }
        package mutating func appendInterpolation(_ value: Sentence) { append(.sentence(value)) }

        private mutating func append(_ argument: Argument) {
            format += "{}"
            arguments.append(argument)
        }
    }

    /// As it stands in the code: in Chinese.
    package var chinese: String {
        var text: [UInt8] = []
        text.reserveCapacity(format.utf8.count + 12 * arguments.count)
        var next = arguments.startIndex
        var isOpen = false
        for byte in format.utf8 {
            // A place is {}; a brace of either kind alone stands for itself.
            if isOpen, byte == UInt8(ascii: "}"), next < arguments.endIndex {
                text.removeLast()
                text += Array(arguments[next].chinese.utf8)
                next += 1
            } else {
                text.append(byte)
            }
            isOpen = byte == UInt8(ascii: "{")
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension Sentence {
    /// In another language, by a table from formats to formats: `{}` takes the next value, `{2}` the second one. A format
    /// without an entry stays as it is.
    package func text(in translations: [String: String]) -> String {
        let template = (translations[format] ?? format).utf8
        var text: [UInt8] = []
        text.reserveCapacity(template.count + 12 * arguments.count)
        var next = 0
        var rest = template[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            text += rest[..<open]
            let name = rest[rest.index(after: open)..<close]
            let position = name.isEmpty ? next : (Int(String(decoding: name, as: UTF8.self)) ?? 0) - 1
            if arguments.indices.contains(position) {
                text += arguments[position].text(in: translations).utf8
                if name.isEmpty { next += 1 }
            } else {
                text += rest[open...close]
            }
            rest = rest[rest.index(after: close)...]
        }
        return String(decoding: text + rest, as: UTF8.self)
    }
}

extension Sentence.Argument {
    func text(in translations: [String: String]) -> String {
        switch self {
        case .day(let day): day.description
        case .sentence(let sentence): sentence.text(in: translations)
        default: chinese
        }
    }

    var chinese: String {
        switch self {
        case .text(let text): text
        case .count(let count): String(count)
        case .day(let day): "\(day.year)年\(day.month)月\(day.day)日"
        case .money(let yuan): (try? Money(rounding: yuan).description) ?? yuan.plainText
        case .number(let number): number.plainText
        case .sentence(let sentence): sentence.chinese
        }
    }
}
