import Foundation
import Testing

@testable import LabourLaw

@Suite("Settings by place and day") struct SettingsTests {
    @Test("a city's settings come back from JSON as they went") func stored() throws {
        let encoder = JSONEncoder()
        let kept = try encoder.encode(Settings.builtIn)
        #expect(try JSONDecoder().decode(Settings.self, from: kept) == .builtIn)
        #expect(Settings.empty.merging(.builtIn) == .builtIn)
        #expect(Settings.builtIn.merging(.empty) == .builtIn)
    }

    @Test("the entry of the day, of the place, of its province, of the country") func entries() throws {
        let table = Settings.builtIn.minimumWage
        #expect(table.value(at: "310000", on: try day("2023-06-30")) == 2590)
        #expect(table.value(at: "310000", on: try day("2023-07-01")) == 2690)
        #expect(table.value(at: "310104", on: try day("2026-01-01")) == 2740)
        #expect(table.value(at: "310000", on: try day("2020-01-01")) == nil)
        #expect(Settings.builtIn.earlierServiceRule.value(at: "330106", on: try day("2020-01-01")) == .national481)
        #expect(Settings.builtIn.earlierServiceRule.value(at: "310117", on: try day("2020-01-01")) == .shanghai2001)
    }

    @Test("an own entry replaces the built-in one of its day and leaves the others; one without a value gives way")
    func own() throws {
        let own = PlaceTable([
            DatedEntry("310000", from: try day("2025-07-01"), Rational(2741), source: "沪人社规", .published),
            DatedEntry<Rational>("310115", from: try day("2025-01-01"), 3000, source: "试点", .published),
            DatedEntry<Rational>("310115", from: try day("2026-01-01"), nil, source: "试点结束", .published),
        ])
        let table = Settings.builtIn.minimumWage.merging(own)
        #expect(table.entries.count == Settings.builtIn.minimumWage.entries.count + 2)
        #expect(table.value(at: "310000", on: try day("2025-07-01")) == 2741)
        #expect(table.value(at: "310000", on: try day("2025-06-30")) == 2690)
        #expect(table.value(at: "310115", on: try day("2025-12-31")) == 3000)
        #expect(table.value(at: "310115", on: try day("2026-01-01")) == 2741)
    }

    @Test("nothing is filled in without a place; with one it is said from where") func filling() throws {
        let facts = #""hire_date":"2003-04-01","end_date":"2024-08-31","avg_monthly_wage":"50000""#
        #expect(try refused("severance", "{\(facts)}") == "pre2008_rule")
        let answer = try answer("severance", "{\(facts),\"place\":\"上海市\"}")
        // 12,307 of 2023 is in use from July 2024.
        #expect(try answer["monthly_base"].json() == .string("36921.00"))
        #expect(answer.assumptions.count { $0.code == "setting" } == 3)
        let given = try LabourLawTests.answer(
            "severance", "{\(facts),\"place\":\"310000\",\"local_avg_wage\":\"20000\"}")
        #expect(try given["monthly_base"].json() == .string("50000.00"))
    }

    @Test("an average wage that is long out of date is pointed at") func old() throws {
        let inputs = #"{"hire_date":"2020-01-01","end_date":"2029-08-31","avg_monthly_wage":"9000","place":"上海"}"#
        #expect(try answer("severance", inputs).assumptions.contains { $0.code == "oldSetting" })
    }

    @Test("what nobody has read is said to be so") func unconfirmed() throws {
        guard
            case .object(let given) = Cases.compute(
                .object([
                    "id": .string("假"), "category": .string("annual_leave_pay"),
                    "inputs": .object(["avg_wage_excl_overtime": .number("5000"), "days": .number("1")]),
                ]), settings: .builtIn), case .array(let warnings)? = given["warnings"]
        else {
            Issue.record("no answer")
            return
        }
        let codes = warnings.map { warning -> JSONValue? in
            guard case .object(let members) = warning else { return nil }
            return members["code"]
        }
        #expect(codes.contains(.string("unconfirmedArticle")))
    }

    @Test("an input that plays no part is named") func unused() throws {
        let answer = try answer("additional_compensation", #"{"amount_due":1,"wage":2}"#)
        #expect(answer.warnings.contains { $0.code == "unusedInput" })
    }

    @Test("refusing to pay: three months and the place's sum, or ten workers together") func refusal() throws {
        func reached(_ workers: String) throws -> JSONValue {
            try value("refusal_to_pay", #"{"workers":[\#(workers)],"order_lapsed":true}"#, "reached")
        }
        #expect(try reached(#"{"months":3,"amount":5000}"#) == .bool(true))
        #expect(try reached(#"{"months":2.5,"amount":50000}"#) == .bool(false))
        #expect(try reached(#"{"months":3,"amount":"4999.99"}"#) == .bool(false))
        let ten = Array(repeating: #"{"months":1,"amount":3000}"#, count: 10).joined(separator: ",")
        #expect(try reached(ten) == .bool(true))
    }
}
