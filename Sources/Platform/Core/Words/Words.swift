import Storage

package enum Language: String, Sendable, CaseIterable, Codable {
    case chinese = "zh-CN"
    case english = "en"
}

/// The English of every Chinese sentence in the program: one table an area, joined when the program starts.
package struct Phrasebook: Sendable {
    private let english: [String: String]

    package init(_ tables: [[String: String]]) {
        english = tables.reduce(into: [:]) { all, table in all.merge(table) { first, _ in first } }
    }

    package func template(for format: String, in language: Language) -> String? {
        switch language {
        case .chinese: format
        case .english: english[format]
        }
    }
}

/// Speaks to one reader: her language, and how it writes days, numbers and moments.
package struct Words: Sendable {
    package let language: Language
    private let phrasebook: Phrasebook

    package init(_ language: Language, _ phrasebook: Phrasebook) {
        self.language = language
        self.phrasebook = phrasebook
    }

    /// A sentence in the reader's language; one without a translation stays Chinese (a test finds such).
    ///
    /// A template may hold `singular|plural`, chosen by its first number.
    package func callAsFunction(_ message: Message) -> String {
        guard !(message.format == "{}" && message.arguments.count == 1) else { return text(message.arguments[0]) }
        var template = phrasebook.template(for: message.format, in: language) ?? message.format
        if language == .english, let bar = template.firstIndex(of: "|") {
            let (singular, plural) = (template[..<bar], template[template.index(after: bar)...])
            template = String(message.firstNumber == 1 ? singular : plural)
        }
        return fill(template, message.arguments)
    }

    package func callAsFunction(_ day: Day) -> String {
        switch language {
        case .chinese: "\(day.year)年\(day.month)月\(day.day)日"
        case .english: "\(day.day) \(Self.months[day.month - 1]) \(day.year)"
        }
    }

    package func callAsFunction(_ instant: Instant) -> String {
        let time = instant.timeOfDay
        let clock = Self.twoDigits(time.hour) + ":" + Self.twoDigits(time.minute)
        return self(Day(of: instant)) + " " + clock
    }

    package func callAsFunction(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = String(digits.dropLast(3))
        }
        return (number < 0 ? "-" : "") + ([digits[...]] + groups).joined(separator: ",")
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private func text(_ argument: Message.Argument) -> String {
        switch argument {
        case .text(let text): text
        case .number(let number): self(number)
        case .day(let day): self(day)
        case .instant(let instant): self(instant)
        case .message(let message): self(message)
        }
    }

    /// `{}` takes the next value, `{2}` the second one.
    private func fill(_ template: String, _ arguments: [Message.Argument]) -> String {
        var result = ""
        var next = 0
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = rest[rest.index(after: open)..<close]
            let position = name.isEmpty ? next : (Int(name) ?? 0) - 1
            if name.isEmpty { next += 1 }
            result += arguments.indices.contains(position) ? text(arguments[position]) : "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
