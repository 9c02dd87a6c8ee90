/// What somebody gave for a computation, by key. Null counts as not given. Every reading refuses by its key.
package struct Inputs: Sendable {
    package var values: [String: JSONValue]

    package init(_ values: [String: JSONValue]) {
        self.values = values.filter { $0.value != .null }
    }

    package func has(_ key: String) -> Bool { values[key] != nil }

    // MARK: numbers

    /// A sum in yuan, not negative and no more than a million million.
    package func money(_ key: String) throws -> Rational {
        guard let amount = try optionalMoney(key) else { throw missing(key) }
        return amount
    }

    package func optionalMoney(_ key: String) throws -> Rational? {
        guard let value = values[key] else { return nil }
        return try Self.money(value, key)
    }

    /// A standard by which others are measured: never nothing.
    package func optionalStandard(_ key: String) throws -> Rational? {
        guard let amount = try optionalMoney(key) else { return nil }
        guard amount > 0 else { throw Refusal(key, "要大于零") }
        return amount
    }

    package func moneyList(_ key: String) throws -> [Rational] {
        try list(key).map { try Self.money($0, key) }
    }

    /// Not negative; may have decimals.
    package func number(_ key: String, atMost greatest: Int) throws -> Rational {
        guard let number = try optionalNumber(key, atMost: greatest) else { throw missing(key) }
        return number
    }

    package func optionalNumber(_ key: String, atMost greatest: Int) throws -> Rational? {
        guard let value = values[key] else { return nil }
        guard let number = Self.rational(value) else { throw Refusal(key, "应当是一个数") }
        guard number >= 0 else { throw Refusal(key, "不能是负数") }
        guard number <= Rational(greatest) else { throw Refusal(key, "太大：最多 \(greatest)") }
        return number
    }

    package func optionalCount(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let value = values[key] else { return nil }
        guard let count = Self.rational(value)?.count else { throw Refusal(key, "应当是整数") }
        guard range.contains(count) else {
            throw Refusal(key, "应当在 \(range.lowerBound) 到 \(range.upperBound) 之间")
        }
        return count
    }

    package func count(_ key: String, in range: ClosedRange<Int>) throws -> Int {
        guard let count = try optionalCount(key, in: range) else { throw missing(key) }
        return count
    }

    // MARK: days, words, lists

    package func day(_ key: String) throws -> CalendarDay {
        guard let day = try optionalDay(key) else { throw missing(key) }
        return day
    }

    package func optionalDay(_ key: String) throws -> CalendarDay? {
        guard let value = values[key] else { return nil }
        return try Self.day(value, key)
    }

    package func days(_ key: String) throws -> [CalendarDay] {
        try list(key).map { try Self.day($0, key) }
    }

    package func optionalFlag(_ key: String) throws -> Bool? {
        switch values[key] {
        case nil: return nil
        case .bool(let flag): return flag
        case .string("true"), .string("yes"): return true
        case .string("false"), .string("no"): return false
        default: throw Refusal(key, "应当是“是”或者“否”")
        }
    }

    package func flag(_ key: String, default fallback: Bool) throws -> Bool {
        try optionalFlag(key) ?? fallback
    }

    package func optionalText(_ key: String) throws -> String? {
        switch values[key] {
        case nil: return nil
        case .string(let text): return text
        case .number(let digits): return digits
        default: throw Refusal(key, "应当是文字")
        }
    }

    package func optionalChoice<Choice: RawRepresentable & CaseIterable>(_ key: String) throws -> Choice?
    where Choice.RawValue == String {
        guard let text = try optionalText(key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw Refusal(key, "没有“\(text)”这一种，可以是：\(Choice.allCases.map(\.rawValue).joined(separator: "、"))")
        }
        return choice
    }

    package func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) throws -> Choice
    where Choice.RawValue == String {
        guard let choice: Choice = try optionalChoice(key) else { throw missing(key) }
        return choice
    }

    /// Empty where the key is not given.
    package func list(_ key: String) throws -> [JSONValue] {
        guard let value = values[key] else { return [] }
        guard case .array(let elements) = value else { throw Refusal(key, "应当是一列") }
        guard elements.count <= Self.longestList else { throw Refusal(key, "太长：最多 \(Self.longestList) 项") }
        return elements
    }

    /// The entries of a list, each with the keys of its own; what is wrong in one is refused by the list's key.
    package func records(_ key: String) throws -> [Inputs] {
        try list(key).map { element in
            guard case .object(let members) = element else { throw Refusal(key, "每一项都要写明各栏") }
            return Inputs(members)
        }
    }

    /// Reads an entry of a list: what it refuses is refused under the list's key.
    package func within<Value>(_ key: String, _ position: Int, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let refusal as Refusal {
            throw Refusal(key, "第 \(position + 1) 项的 \(refusal.field)：\(refusal.sentence)")
        }
    }

    package func missing(_ key: String) -> Refusal { Refusal(key, "没有填写，但这里需要它") }

    private static let longestList = 10_000
    private static let greatestSum: Rational = 1_000_000_000_000

    private static func rational(_ value: JSONValue) -> Rational? {
        switch value {
        case .number(let digits), .string(let digits): Rational(decimal: digits)
        default: nil
        }
    }

    private static func money(_ value: JSONValue, _ key: String) throws -> Rational {
        guard let amount = rational(value) else { throw Refusal(key, "应当是金额，例如 8000 或 8000.50") }
        guard amount >= 0 else { throw Refusal(key, "金额不能是负数") }
        guard amount <= greatestSum else { throw Refusal(key, "金额太大，请核对") }
        return amount
    }

    private static func day(_ value: JSONValue, _ key: String) throws -> CalendarDay {
        guard case .string(let text) = value, let day = CalendarDay(text) else {
            throw Refusal(key, "应当是日历上有的一天，写成 2026-03-01")
        }
        guard (1900...2200).contains(day.year) else { throw Refusal(key, "年份应当在 1900 到 2200 之间") }
        return day
    }
}
