/// A list of questions as programs send them, and its answers in the same order.
package enum Cases {
    /// One that cannot be computed does not hinder the others; only a text that is no list is refused as a whole.
    package static func compute(_ text: String, settings: Settings) throws(Refusal) -> JSONValue {
        let document: JSONValue
        do {
            document = try JSONReader.read(text)
        } catch {
            throw Refusal("input", "不是合格的 JSON：第 \(error.offset + 1) 个字节处读不下去")
        }
        guard case .array(let cases) = document else {
            throw Refusal("input", "应当是一列：[{\"id\",\"category\",\"inputs\"}]")
        }
        return .array(cases.map { compute($0, settings: settings) })
    }

    package static func compute(_ one: JSONValue, settings: Settings) -> JSONValue {
        guard case .object(let members) = one else {
            return refused(.null, Refusal("case", "每一项应当是 {\"id\",\"category\",\"inputs\"}"))
        }
        let id = members["id"].map(identifier) ?? .null
        do {
            var answer = try answer(members, settings: settings).json()
            answer["id"] = id
            return .object(answer)
        } catch let refusal as Refusal {
            return refused(id, refusal)
        } catch {
            return refused(id, Refusal("inputs", "数目太大，无法精确计算，请核对"))
        }
    }

    private static func answer(_ members: [String: JSONValue], settings: Settings) throws -> Answer {
        guard case .string(let category)? = members["category"] else { throw Refusal("category", "没有写明要算什么") }
        guard let computation = Categories.named(category) else {
            throw Refusal(
                "category", "没有“\(category)”这一种，可以是：\(Categories.all.map(\.category).joined(separator: "、"))")
        }
        guard case .object(var given) = members["inputs"] ?? .object([:]) else {
            throw Refusal("inputs", "应当是 {\"…\":…}")
        }
        if let place = members["place"], given["place"] == nil { given["place"] = place }
        for field in computation.fields {
            guard let value = given[field.key] else { continue }
            try checkFen(value, field)
        }
        return try computation.compute(Inputs(given), settings)
    }

    /// What somebody was paid or owes has no more than two decimals; an average or a share of a wage may have.
    private static func checkFen(_ value: JSONValue, _ field: InputField) throws {
        let sums: [JSONValue] =
            switch (field.kind, value) {
            case (.money, _): [value]
            case (.sums, .array(let values)): values
            case (.records, .array(let entries)): entries.flatMap(sums)
            default: []
            }
        guard !quotients.contains(field.key), sums.contains(where: isFinerThanFen) else { return }
        throw Refusal(field.key, "金额最多写到分，也就是两位小数")
    }

    private static func sums(_ entry: JSONValue) -> [JSONValue] {
        guard case .object(let members) = entry else { return [] }
        return ["amount", "wage", "overtime"].compactMap { members[$0] }
    }

    private static func isFinerThanFen(_ value: JSONValue) -> Bool {
        guard case .number(let digits) = value else {
            if case .string(let digits) = value { return isFinerThanFen(.number(digits)) }
            return false
        }
        guard let yuan = Rational(decimal: digits) else { return false }
        return (try? yuan * 100).map { !$0.isWhole } ?? false
    }

    private static let quotients: Set = [
        "avg_monthly_wage", "avg_wage_excl_overtime", "local_avg_wage", "monthly_base", "daily_wage",
    ]

    private static func identifier(_ id: JSONValue) -> JSONValue {
        if case .number(let digits) = id { return .string(digits) }
        return id
    }

    private static func refused(_ id: JSONValue, _ refusal: Refusal) -> JSONValue {
        .object(["id": id, "error": refusal.json])
    }
}
