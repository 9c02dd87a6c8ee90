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
        return try computation.compute(Inputs(given), settings)
    }

    private static func identifier(_ id: JSONValue) -> JSONValue {
        if case .number(let digits) = id { return .string(digits) }
        return id
    }

    private static func refused(_ id: JSONValue, _ refusal: Refusal) -> JSONValue {
        .object(["id": id, "error": refusal.json])
    }
}
