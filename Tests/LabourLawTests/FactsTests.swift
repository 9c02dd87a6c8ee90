import Testing

@testable import LabourLaw

@Suite("From what happened to what can be asked") struct FactsTests {
    /// 陈阿姨 worked from 2019 to March 2026 for 9,000 and had a contract from the first day.
    private let chen =
        #""as_of":"2026-04-10","hire_date":"2019-04-01","end_date":"2026-03-31","signed_date":"2019-04-01","avg_monthly_wage":"9000","last_month_wage":"9500""#

    private func standings(_ inputs: String) throws -> [String: String] {
        var standings: [String: String] = [:]
        for claim in try claims(inputs) {
            guard case .text(let kind)? = claim["claim"], case .text(let standing)? = claim["standing"] else {
                continue
            }
            standings[kind] = standing
        }
        return standings
    }

    private func claims(_ inputs: String) throws -> [[String: Finding]] {
        guard case .list(let claims) = try answer("claims", "{\(inputs)}")["claims"] else { return [] }
        return claims.compactMap { claim in
            guard case .record(let members) = claim else { return nil }
            return members
        }
    }

    private func worth(_ kind: String, _ inputs: String) throws -> JSONValue {
        try claims(inputs).first { $0["claim"] == .text(kind) }?["worth"]?.json() ?? .null
    }

    @Test(
        "each ending gives what the law gives: severance, notice, damages",
        arguments: [
            ("resigned_freely", "none", "none", "none"), ("worker_proposed", "none", "none", "none"),
            ("resigned_for_default", "arises", "none", "none"), ("employer_proposed", "arises", "none", "none"),
            ("fault_dismissal", "none", "none", "depends"), ("medical_period_over", "arises", "depends", "depends"),
            ("incompetent", "arises", "depends", "depends"), ("circumstances_changed", "arises", "depends", "depends"),
            ("lay_off", "arises", "none", "depends"), ("term_expired", "depends", "none", "none"),
            ("employer_closed", "arises", "none", "none"), ("task_finished", "arises", "none", "none"),
            ("retired", "none", "none", "none"), ("dismissed_without_ground", "none", "none", "arises"),
        ]) func endings(_ ending: String, _ severance: String, _ notice: String, _ damages: String) throws
    {
        let standings = try standings(#"\#(chen),"ending":"\#(ending)""#)
        #expect(standings["severance"] == severance)
        #expect(standings["notice"] == notice)
        #expect(standings["unlawful_termination"] == damages)
        #expect(standings["reinstatement"] == damages)
    }

    @Test("seven years at 9,000: N, N+1 and 2N, and one or the other") func sums() throws {
        let facts = #"\#(chen),"ending":"incompetent","notice_given":false,"ground_proved":true"#
        #expect(try worth("severance", facts) == .string("63000.00"))
        #expect(try worth("notice", facts) == .string("9500.00"))
        let lawful = try answer("claims", "{\(facts)}")
        #expect(try lawful["total_certain"].json() == .string("72500.00"))
        #expect(lawful["alternatives"] == .list([]))
        let unlawful = try answer(
            "claims", #"{\#(chen),"ending":"incompetent","notice_given":false,"ground_proved":false}"#)
        #expect(try unlawful["total_certain"].json() == .string("126000.00"))
        guard case .list(let groups) = unlawful["alternatives"] else { return }
        #expect(groups.first == .list([.text("severance"), .text("unlawful_termination"), .text("reinstatement")]))
    }

    @Test("the union must have been told") func union() throws {
        let facts = #"\#(chen),"ending":"fault_dismissal","ground_proved":true,"employer_has_union":true"#
        #expect(try standings(facts)["unlawful_termination"] == "depends")
        #expect(try standings(facts + #","union_told":true"#)["unlawful_termination"] == "none")
        #expect(try standings(facts + #","union_told":false"#)["unlawful_termination"] == "arises")
        #expect(try standings(facts + #","union_notice_received":"2026-03-20""#)["unlawful_termination"] == "none")
        let cured = #","union_notice_received":"2026-04-02","sued":"2026-04-10""#
        #expect(try standings(facts + cured)["unlawful_termination"] == "none")
    }

    @Test("protected workers, a refused renewal, a botched lay-off, part-time work") func special() throws {
        let expired = #"\#(chen),"ending":"term_expired""#
        #expect(try standings(expired + #","renewal_refused":true"#)["severance"] == "none")
        #expect(try standings(expired + #","renewal_refused":false"#)["severance"] == "arises")
        let kept = try standings(expired + #","protected":true"#)
        #expect(kept["unlawful_termination"] == "arises" && kept["severance"] == "fallback")
        let layOff = #"\#(chen),"ending":"lay_off","ground_proved":true,"layoff_procedure_followed":false"#
        #expect(try standings(layOff)["unlawful_termination"] == "arises")
        let partTime = try standings(#"\#(chen),"ending":"dismissed_without_ground","employment":"part_time""#)
        #expect(partTime["unlawful_termination"] == "none" && partTime["double_wage"] == "none")
    }

    @Test("hired before 2008 in Shanghai: the ending decides the ceiling of the earlier part") func before2008() throws
    {
        let facts =
            #""as_of":"2020-06-01","place":"上海","hire_date":"1988-01-01","end_date":"2019-12-31","avg_monthly_wage":"5000""#
        // Twenty earlier years cut to twelve, and twelve later ones.
        #expect(try worth("severance", facts + #","ending":"employer_proposed""#) == .string("120000.00"))
        #expect(try worth("severance", facts + #","ending":"circumstances_changed""#) == .string("160000.00"))
        #expect(
            try worth("severance", facts + #","ending":"term_expired","renewal_refused":false"#) == .string("60000.00"))
    }

    @Test("no contract: the claim, what is already lost, and the day from which more is lost") func doubleWage() throws
    {
        let facts =
            #""as_of":"2026-03-20","place":"440300","hire_date":"2025-01-10","never_signed":true,"monthly_wage":"8700""#
        #expect(try worth("double_wage", facts) == .string("95700.00"))
        let claim = try #require(try claims(facts).first { $0["claim"] == .text("double_wage") })
        guard case .record(let figures)? = claim["figures"] else {
            Issue.record("no figures")
            return
        }
        #expect(figures["expired_days"] == .count(38))
        #expect(figures["claimable_from"] == .day(try day("2025-03-20")))
        // A demand in December keeps what had not been lost by then.
        let demanded = facts + #","interruptions":[{"date":"2025-12-01","type":"demand"}]"#
        let kept = try #require(try claims(demanded).first { $0["claim"] == .text("double_wage") })
        guard case .record(let whole)? = kept["figures"] else { return }
        #expect(whole["expired_days"] == .count(0))
    }

    @Test("a contract of three years that ran out while work went on") func lapsed() throws {
        let facts = #""as_of":"2026-03-31","hire_date":"2022-10-01","signed_date":"2022-10-01","monthly_wage":"8700""#
        #expect(try standings(facts)["double_wage"] == "none")
        #expect(try worth("double_wage", facts + #","contract_expired":"2025-09-30""#) == .string("52200.00"))
    }

    @Test("what is not known is asked for, not guessed") func missing() throws {
        let claim = try #require(
            try claims(
                #""as_of":"2026-04-10","hire_date":"2019-04-01","end_date":"2026-03-31","ending":"employer_proposed""#
            )
            .first { $0["claim"] == .text("severance") })
        #expect(claim["missing"] == .list([.text("avg_monthly_wage")]))
        #expect(claim["worth"] == nil)
    }

    @Test("wages, hours and leave of somebody who left") func work() throws {
        let facts =
            #"\#(chen),"ending":"resigned_freely","unpaid_wages":"12000","monthly_wage":"8700","restday_days":2,"years_of_work":12,"taken":1"#
        #expect(try worth("unpaid_wages", facts) == .string("12000.00"))
        #expect(try worth("overtime", facts) == .string("1600.00"))
        // 90 days of 365 are two whole days of ten; one was taken. 9,000 / 21.75 × 2.
        #expect(try worth("annual_leave", facts) == .string("827.59"))
        let answer = try answer("claims", "{\(facts)}")
        #expect(try answer["total_certain"].json() == .string("14427.59"))
    }

    @Test("overtime without its hours, leave without its days: it depends on them") func notSaidHowMuch() throws {
        let facts = #""as_of":"2026-04-10","hire_date":"2019-04-01""#
        #expect(try standings(facts)["overtime"] == "none")
        let claim = try #require(
            try claims(facts + #","overtime_unpaid":true"#).first { $0["claim"] == .text("overtime") })
        #expect(claim["standing"] == .text("depends"))
        #expect(
            claim["missing"] == .list([.text("weekday_hours"), .text("restday_days"), .text("statutory_days")]))
        #expect(try standings(facts + #","overtime_unpaid":true,"weekday_hours":0"#)["overtime"] == "none")
        #expect(try standings(facts)["annual_leave"] == "none")
        #expect(try standings(facts + #","leave_unused":true"#)["annual_leave"] == "depends")
        #expect(
            try standings(facts + #","leave_unused":true,"earlier_unused_days":0"#)["annual_leave"] == "none")
    }

    @Test("only what is asked about is answered; without a claim there is no limit for one") func asked() throws {
        let facts = #"\#(chen),"ending":"resigned_freely""#
        let all = try answer("claims", "{\(facts)}")
        #expect(all.articles.contains { $0.statute == .annualLeave })
        let own = try answer(
            "claims", #"{\#(facts),"asked":["severance","notice","unlawful_termination","reinstatement"]}"#)
        #expect(!own.articles.contains { $0.statute == .annualLeave })
        guard case .list(let deadlines) = own["deadlines"] else { return }
        // The employer has to hand over the papers whatever else there is.
        #expect(deadlines.count == 1)
        #expect(try refused("claims", #"{\#(facts),"asked":["bonus"]}"#) == "asked")
    }

    @Test("no article is cited twice under a claim or a limit") func citedOnce() throws {
        let answer = try answer(
            "claims", #"{\#(chen),"ending":"employer_proposed","years_of_work":12,"taken":0,"unpaid_wages":"1"}"#)
        for key in ["claims", "deadlines"] {
            guard case .list(let entries) = answer[key] else { continue }
            for case .record(let entry) in entries {
                guard case .list(let articles)? = entry["articles"] else { continue }
                #expect(Set(articles).count == articles.count, "\(key)")
            }
        }
    }

    @Test("a window of whole months does not speak of no working days") func spans() throws {
        func spans(_ signed: String) throws -> [String] {
            try answer("double_wage_window", #"{"hire_date":"2025-01-10","signed_date":"\#(signed)"}"#).steps
                .map(\.figures.chinese).filter { $0.hasSuffix("个月") || $0.contains("个工作日") }
        }
        #expect(try spans("2025-12-10") == ["10 个月"])
        #expect(try spans("2025-02-12") == ["2 个工作日"])
        #expect(try spans("2025-03-12") == ["1 个月又 2 个工作日"])
    }

    @Test("what is out of time is named and stands in no sum that is in time") func inTime() throws {
        // The year from 31 March 2026 is over on 1 April 2027: all that hangs on the end, and the wages.
        let facts =
            #""as_of":"2027-04-01","hire_date":"2019-04-01","end_date":"2026-03-31","signed_date":"2019-04-01","avg_monthly_wage":"9000","ending":"employer_proposed","unpaid_wages":"12000","order_lapsed":"4000""#
        let late = try answer("claims", "{\(facts)}")
        #expect(try late["total_certain"].json() == .string("77000.00"))
        // Half of what an order said and the employer did not pay has no such limit.
        #expect(try late["total_in_time"].json() == .string("2000.00"))
        let severance = try #require(try claims(facts).first { $0["claim"] == .text("severance") })
        #expect(severance["out_of_time"] == .money(63_000) && severance["in_time"] == .money(0))
        let lastDay = facts.replacing("2027-04-01", with: "2027-03-31")
        #expect(try answer("claims", "{\(lastDay)}")["total_in_time"].json() == .string("77000.00"))
        let demanded = facts + #","interruptions":[{"date":"2026-11-02","type":"demand"}]"#
        #expect(try answer("claims", "{\(demanded)}")["total_in_time"].json() == .string("77000.00"))
        let ahead = facts + #","interruptions":[{"date":"2027-05-02","type":"demand"}]"#
        #expect(try refused("claims", "{\(ahead)}") == "interruptions")
    }

    @Test("every limit with the safe day before it, first things first") func deadlines() throws {
        let answer = try answer(
            "claims",
            #"{\#(chen),"ending":"employer_proposed","award_received":"2026-09-16","interruptions":[{"date":"2026-04-08","type":"demand"}]}"#
        )
        guard case .list(let deadlines) = answer["deadlines"] else { return }
        var found: [String: [JSONValue]] = [:]
        var last = ""
        for case .record(let deadline) in deadlines {
            guard case .text(let rule)? = deadline["rule"], case .day(let day)? = deadline["deadline"] else { continue }
            found[rule] = try ["deadline", "safe_day", "provisional", "passed"].map {
                try deadline[$0]?.json() ?? .null
            }
            #expect(day.description >= last)
            last = day.description
        }
        #expect(
            found["arbitration_1y"] == [.string("2027-04-08"), .string("2027-04-01"), .bool(true), .bool(false)])
        #expect(
            found["sue_after_award_15d"]
                == [.string("2026-10-08"), .string("2026-09-30"), .bool(false), .bool(false)])
        #expect(found["transfer_15d"] == [.string("2026-04-15"), .string("2026-04-08"), .bool(false), .bool(false)])
    }
}
