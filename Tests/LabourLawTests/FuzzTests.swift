import Testing

@testable import LabourLaw

@Suite("Whatever is sent, an answer or a refusal comes back") struct FuzzTests {
    private static let odd: [JSONValue] = [
        .null, .bool(true), .number("0"), .number("-1"), .number("1e12"), .number("999999999999"),
        .number("0.000000000001"),
        .string(""), .string("2026-02-29"), .string("2024-02-29"), .string("1900-01-01"), .string("2200-12-31"),
        .string("2007-12-31"), .string("2026-12-31"), .string("shanghai_2001"), .string("whole"), .string("workday"),
        .string("上海"), .string("310104"), .string("😀"), .array([]), .object([:]), .array([.object([:])]),
        .array([.string("2026-01-01"), .string("2200-12-31")]), .array([.number("1"), .string("1000000000000")]),
        .array([.object(["date": .string("2026-01-01"), "amount": .number("3"), "due": .string("2025-01-01")])]),
        .array([.object(["from": .string("1900-01-01"), "to": .string("2200-12-31")])]), .number("36600"),
        .number("12"),
    ]

    @Test("each computation on odd and plausible values", arguments: Categories.all.map(\.category))
    func computations(_ category: String) throws {
        let computation = try #require(Categories.named(category))
        var chance = SeededChance(state: UInt64(category.utf8.reduce(0) { $0 * 31 % 65_521 + Int($1) }))
        var answered = 0
        for round in 0..<800 {
            // In every second round nothing is odd but what is left out.
            let oddness = round.isMultiple(of: 2) ? 0 : 2
            var inputs: [String: JSONValue] = [:]
            for field in computation.fields + [.place] where Int.random(in: 0..<8, using: &chance) > 0 {
                inputs[field.key] =
                    Int.random(in: 0..<8, using: &chance) < oddness
                    ? Self.odd.randomElement(using: &chance) : Self.plausible(field, using: &chance)
            }
            let given = Cases.compute(
                .object(["id": .string("x"), "category": .string(category), "inputs": .object(inputs)]),
                settings: .builtIn)
            guard case .object(let members) = given else {
                Issue.record("no object")
                continue
            }
            #expect((members["result"] == nil) != (members["error"] == nil))
            if members["result"] != nil { answered += 1 }
        }
        #expect(answered > 0)
    }

    private static func plausible(_ field: InputField, using chance: inout SeededChance) -> JSONValue {
        func day() -> JSONValue {
            let year =
                switch field.key {
                case "as_of": 2026
                case "hire_date", "start", "window_start", "dismissed": Int.random(in: 2004...2012, using: &chance)
                default: Int.random(in: 2013...2025, using: &chance)
                }
            let first = CalendarDay(known: year, 1, 1)
            return .string(first.adding(days: Int.random(in: 0..<365, using: &chance)).description)
        }
        switch field.kind {
        case .money:
            return .string("\(Int.random(in: 0..<60_000, using: &chance)).\(Int.random(in: 10..<100, using: &chance))")
        case .number: return .number(String(Int.random(in: 0..<40, using: &chance)))
        case .day: return day()
        case .days: return .array([day(), day()])
        case .flag: return .bool(Bool.random(using: &chance))
        case .text: return .string("310000")
        case .sums: return .array([.number("1"), .number("40000")])
        case .records:
            return .array([
                .object([
                    "date": day(), "due": day(), "amount": .number("1"), "from": .string("2020-01-01"),
                    "to": .string("2020-02-01"), "type": .string("demand"), "wage": .number("5000"),
                    "months": .number("3"),
                ])
            ])
        case .choices(let choices): return .array(choices.shuffled(using: &chance).prefix(2).map { .string($0) })
        case .choice(let choices): return .string(choices.randomElement(using: &chance) ?? "")
        }
    }

    @Test("texts with a byte changed, cut or doubled") func texts() throws {
        let text = Array(JSONValue.array(WorkedExampleTests.cases.prefix(12).map(JSONValue.object)).text.utf8)
        var chance = SeededChance(state: 9)
        var read = 0
        for _ in 0..<1500 {
            var bytes = text
            for _ in 0..<Int.random(in: 1...3, using: &chance) {
                let position = Int.random(in: 0..<bytes.count, using: &chance)
                switch Int.random(in: 0..<3, using: &chance) {
                case 0: bytes[position] = UInt8.random(in: 0...255, using: &chance)
                case 1: bytes.removeSubrange(position..<min(bytes.count, position + 5))
                default: bytes.insert(bytes[position], at: position)
                }
            }
            if (try? Cases.compute(String(decoding: bytes, as: UTF8.self), settings: .builtIn)) != nil { read += 1 }
        }
        #expect(read > 0)
    }
}
