/// One value of an answer, in the kind in which it is meant; how it is written is decided at the edge.
package indirect enum Finding: Hashable, Sendable {
    case none
    /// Yuan, exact; rounded half up to the fen when it is written.
    case money(Rational)
    /// Months of severance and the like, without trailing zeros.
    case units(Rational)
    case count(Int)
    case flag(Bool)
    case day(CalendarDay)
    case text(String)
    case sentence(Sentence)
    case article(Article)
    case list([Finding])
    case record([String: Finding])

    package static func day(orNone day: CalendarDay?) -> Finding { day.map { .day($0) } ?? .none }

    package func json() throws(Overflow) -> JSONValue {
        switch self {
        case .none: .null
        case .money(let yuan): .string(try Money(rounding: yuan).description)
        case .units(let number): .string(number.plainText)
        case .count(let count): .number(String(count))
        case .flag(let flag): .bool(flag)
        case .day(let day): .string(day.description)
        case .text(let text): .string(text)
        case .sentence(let sentence): .string(sentence.chinese)
        case .article(let article): .string(article.chinese)
        case .list(let findings): .array(try Self.written(findings))
        case .record(let findings): .object(try Self.written(findings))
        }
    }

    private static func written(_ findings: [Finding]) throws(Overflow) -> [JSONValue] {
        var values: [JSONValue] = []
        for finding in findings { values.append(try finding.json()) }
        return values
    }

    private static func written(_ findings: [String: Finding]) throws(Overflow) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for (key, finding) in findings { values[key] = try finding.json() }
        return values
    }
}
