import Exact

/// A value of the document that was sent, and the path by which a refusal names it: `sheets[3].judge`.
struct Given {
    let value: JSONValue
    let path: String

    func refusal(_ sentence: Sentence) -> Refusal { Refusal(path, sentence) }

    func record() throws(Refusal) -> GivenRecord {
        guard case .object(let members) = value else { throw refusal("应当是有名字的各栏（JSON 的对象）") }
        return GivenRecord(members: members, path: path)
    }

    func list() throws(Refusal) -> [Given] {
        guard case .array(let values) = value else { throw refusal("应当是一列：[…]") }
        guard values.count <= 2_000_000 else { throw refusal("太长：最多 \(2_000_000) 项") }
        return values.enumerated().map { Given(value: $1, path: "\(path)[\($0)]") }
    }

    /// A number keeps the digits with which it was sent.
    func digits() throws(Refusal) -> String {
        switch value {
        case .number(let digits), .string(let digits): return digits
        default: throw refusal("应当是一个数，例如 8.5")
        }
    }

    func decimal() throws(Refusal) -> Rational {
        let digits = try digits()
        guard let number = Rational(decimal: digits) else { throw refusal("“\(digits)”不是一个数，例如 8.5") }
        guard number.denominator <= Self.finest else { throw refusal("小数位太多：最多 \(12) 位") }
        guard number <= Self.greatest, -Self.greatest <= number else { throw refusal("这个数太大，请核对") }
        return number
    }

    func count(in range: ClosedRange<Int>) throws(Refusal) -> Int {
        guard let count = try decimal().count else { throw refusal("应当是整数") }
        guard range.contains(count) else { throw refusal("应当在 \(range.lowerBound) 到 \(range.upperBound) 之间") }
        return count
    }

    /// A name or a number by which something is known; never empty.
    func identifier() throws(Refusal) -> String {
        switch value {
        case .string(let text), .number(let text):
            guard !text.isEmpty else { throw refusal("不能是空的") }
            return text
        default: throw refusal("应当是文字")
        }
    }

    func flag() throws(Refusal) -> Bool {
        guard case .bool(let flag) = value else { throw refusal("应当是 true 或者 false") }
        return flag
    }

    func choice<Choice: RawRepresentable & CaseIterable>() throws(Refusal) -> Choice where Choice.RawValue == String {
        let text = try identifier()
        guard let choice = Choice(rawValue: text) else {
            let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw refusal("没有“\(text)”这一种，可以是：\(choices)")
        }
        return choice
    }

    private static let greatest: Rational = 1_000_000_000_000
    private static let finest: Int128 = 1_000_000_000_000
}

/// A value with named parts. Null counts as not given.
struct GivenRecord {
    let members: [String: JSONValue]
    let path: String

    func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func refusal(_ key: String, _ sentence: Sentence) -> Refusal { Refusal(path(key), sentence) }

    func has(_ key: String) -> Bool { members[key] != nil && members[key] != .null }

    subscript(key: String) -> Given? {
        guard let value = members[key], value != .null else { return nil }
        return Given(value: value, path: path(key))
    }

    func need(_ key: String) throws(Refusal) -> Given {
        guard let given = self[key] else { throw refusal(key, "没有填写，但这里需要它") }
        return given
    }

    /// Empty where it is not given.
    func list(_ key: String) throws(Refusal) -> [Given] { try self[key]?.list() ?? [] }

    func decimal(_ key: String, default fallback: Rational, notNegative: Bool = false) throws(Refusal) -> Rational {
        guard let given = self[key] else { return fallback }
        let number = try given.decimal()
        guard number >= 0 || !notNegative else { throw given.refusal("不能是负数") }
        return number
    }

    func optionalDecimal(_ key: String) throws(Refusal) -> Rational? { try self[key]?.decimal() }

    func count(_ key: String, in range: ClosedRange<Int>, default fallback: Int) throws(Refusal) -> Int {
        try self[key]?.count(in: range) ?? fallback
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, default fallback: Choice) throws(Refusal)
        -> Choice where Choice.RawValue == String
    {
        try self[key]?.choice() ?? fallback
    }

    /// Names without which a rule would mean something else than its author thinks: misspelt ones are told.
    func unknownKeys(besides known: Set<String>) -> [String] {
        members.keys.filter { !known.contains($0) }.sorted().map(path)
    }
}
