import Storage

/// A sentence for a person, kept apart from the values in it, so that it can be said in another language.
///
/// Written as a literal in Chinese: `"第 \(row) 行没有姓名"`. The literal's text with `{}` in place of each value is the key
/// under which the English table has its translation.
package struct Message: Hashable, Sendable, ExpressibleByStringInterpolation {
    package enum Argument: Hashable, Sendable {
        /// A name or another text that is the same in every language.
        case text(String)
        case number(Int)
        case day(Day)
        case instant(Instant)
        case message(Message)
    }

    package let format: String
    package let arguments: [Argument]

    package init(stringLiteral value: String) {
        format = value
        arguments = []
    }

    /// One that was kept, to be said again.
    package init(format: String, arguments: [Argument]) {
        self.format = format
        self.arguments = arguments
    }

    /// A text that is nobody's to translate: a name, a number, a cell of somebody's file.
    package static func verbatim(_ text: String) -> Message { "\(text)" }

    package init(stringInterpolation: StringInterpolation) {
        format = stringInterpolation.format
        arguments = stringInterpolation.arguments
    }

    var firstNumber: Int? {
        for case .number(let number) in arguments { return number }
        return nil
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var format = ""
        var arguments: [Argument] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            format.reserveCapacity(literalCapacity + 2 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { format += literal }
        package mutating func appendInterpolation(_ value: String) { append(.text(value)) }
        package mutating func appendInterpolation(_ value: Int) { append(.number(value)) }
        package mutating func appendInterpolation(_ value: Day) { append(.day(value)) }
        package mutating func appendInterpolation(_ value: Instant) { append(.instant(value)) }
        package mutating func appendInterpolation(_ value: Message) { append(.message(value)) }

        private mutating func append(_ argument: Argument) {
            format += "{}"
            arguments.append(argument)
        }
    }
}
