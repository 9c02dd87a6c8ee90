import Core
import LabourLaw
import TestForce
import TestSupport
import Testing
import Web

@testable import Law

@Suite("Public calculator, whatever is sent") struct CalculatorFuzzTests {
    @Test("it answers with a question or a sheet, or says what is wrong; it never fails") func anything() async throws {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            var chance = Chance(state: 20_270_301)
            var sheets = 0
            for visitor in 0..<400 {
                var said: [String: [String]] = [:]
                for question in Questions.all where question.isAsked(Self.given(said)) {
                    for field in question.fields(Self.given(said)) { said[field.name] = Self.answer(field, &chance) }
                }
                var fields = said.mapValues { $0.joined(separator: ",") }
                // Some come from nowhere: a button that does not exist, a word for a number.
                if chance.next() % 4 == 0, let name = Questions.names.sorted().randomElement(using: &chance) {
                    fields[name] = Self.odd.randomElement(using: &chance)
                }
                fields["topics"] = said["topics"]?.first ?? "left"
                fields["seen"] = Questions.all.map(\.id).joined(separator: ",")
                fields[["at", "show", "go", "seen", "other"].randomElement(using: &chance) ?? "at"] =
                    (Self.odd + Questions.all.map(\.id)).randomElement(using: &chance)
                let client = WebClient(city.server, address: "198.51.100.\(visitor % 200)")
                let answer = try await client.post("/calculator", fields)
                #expect([200, 422].contains(answer.status), "\(fields)")
                if answer.text.contains("算出来的结果") { sheets += 1 }
            }
            #expect(sheets > 40)
        }
    }

    private static func given(_ said: [String: [String]]) -> Given {
        Given(Fields(said), today: Day(2027, 3, 1)!, places: Settings.builtIn.places)
    }

    private static let odd = [
        "", "0", "-1", "1e9", "999999999999.99", "0.001", "２０２４年２月３０日", "2024-02-29", "0001-01-01", "9999-12-31",
        "{}|{1}",
        "<b>", "unknown", "back", "left", "\u{0}", "٣", String(repeating: "9", count: 60),
    ]

    private static func answer(_ field: AskedField, _ chance: inout Chance) -> [String] {
        if !field.isRequired, chance.next() % 3 == 0 { return [] }
        switch field.kind {
        case .one(let choices), .several(let choices):
            return choices.randomElement(using: &chance).map { [$0.value] } ?? []
        case .day:
            let days = [
                "1979-12-31", "2007-12-31", "2008-01-01", "2020-02-29", "2024年1月8日", "2025.12.31", "20260630",
                "2027-02-28",
            ]
            return days.randomElement(using: &chance).map { [$0] } ?? []
        case .money(.wage):
            return ["1", "2,000元", "８０００", "37302.01", "999999.5"].randomElement(using: &chance).map { [$0] } ?? []
        case .money(.sum):
            return ["0", "2,000元", "８０００", "37302.01", "99999999"].randomElement(using: &chance).map { [$0] } ?? []
        case .number: return ["0", "0.5", "3", "59", "300"].randomElement(using: &chance).map { [$0] } ?? []
        }
    }
}

/// Chance that comes out the same every time (SplitMix64).
private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
