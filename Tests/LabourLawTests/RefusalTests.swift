import Testing

@testable import LabourLaw

@Suite("What cannot be computed is refused by its field") struct RefusalTests {
    @Test(
        "impossible and contradictory input",
        arguments: [
            ("severance", #"{"hire_date":"2024-02-30","end_date":"2024-06-30","avg_monthly_wage":1}"#, "hire_date"),
            ("severance", #"{"hire_date":"2024-07-01","end_date":"2024-06-30","avg_monthly_wage":1}"#, "end_date"),
            ("severance", #"{"hire_date":"2024-07-01","avg_monthly_wage":1}"#, "end_date"),
            ("severance", #"{"avg_monthly_wage":1}"#, "hire_date"),
            ("severance", #"{"service_years":1}"#, "avg_monthly_wage"),
            ("severance", #"{"service_years":1,"avg_monthly_wage":null}"#, "avg_monthly_wage"),
            ("severance", #"{"service_years":1,"avg_monthly_wage":-1}"#, "avg_monthly_wage"),
            ("severance", #"{"service_years":1,"avg_monthly_wage":"八千"}"#, "avg_monthly_wage"),
            ("severance", #"{"service_years":1,"avg_monthly_wage":"8,000"}"#, "avg_monthly_wage"),
            ("severance", #"{"service_years":-1,"avg_monthly_wage":1}"#, "service_years"),
            ("severance", #"{"service_years":101,"avg_monthly_wage":1}"#, "service_years"),
            ("severance", #"{"service_years":1,"avg_monthly_wage":1,"local_avg_wage":0}"#, "local_avg_wage"),
            ("severance", #"{"service_years":1,"avg_monthly_wage":1,"local_avg_wage":100,"min_wage":301}"#, "min_wage"),
            ("severance", #"{"service_years":1,"avg_monthly_wage":1,"segment":"half"}"#, "segment"),
            (
                "severance",
                #"{"hire_date":"2020-01-01","end_date":"2020-12-31","service_years":2,"avg_monthly_wage":1}"#,
                "service_years"
            ),
            ("severance", #"{"service_years":1,"avg_monthly_wage":99999999999999}"#, "avg_monthly_wage"),
            ("severance", #"{"service_years":1,"avg_monthly_wage":1,"place":"火星"}"#, "place"),
            ("unlawful_termination", #"{"service_years":1,"avg_monthly_wage":1,"segment":"auto"}"#, "segment"),
            ("notice_pay", #"{"service_years":1,"avg_monthly_wage":1}"#, "last_month_wage"),
            ("double_wage_window", #"{"hire_date":"2025-01-01","end_date":"2024-01-01"}"#, "end_date"),
            (
                "double_wage_limitation",
                #"{"window_start":"2025-01-01","window_end":"2024-12-31","claim_date":"2025-02-01"}"#, "window_end"
            ),
            (
                "double_wage_limitation",
                #"{"window_start":"2025-01-01","window_end":"2025-02-01","claim_date":"2024-12-31"}"#, "claim_date"
            ),
            (
                "double_wage_limitation",
                #"{"window_start":"2025-01-01","window_end":"2025-02-01","claim_date":"2025-03-01","practice":"from_employment_end"}"#,
                "employment_end"
            ),
            ("annual_leave_days", #"{"mode":"leaving","elapsed_days":367,"entitlement":5}"#, "elapsed_days"),
            ("annual_leave_days", #"{"mode":"staying","elapsed_days":1,"entitlement":5}"#, "mode"),
            ("annual_leave_days", #"{"mode":"joining","elapsed_days":1,"entitlement":5}"#, "remaining_days"),
            ("overtime", #"{"weekday_hours":1}"#, "monthly_base"),
            ("overtime", #"{"monthly_base":8700,"daily_wage":500}"#, "daily_wage"),
            ("overtime_by_date", #"{"monthly_base":8700}"#, "worked_full_days"),
            (
                "overtime_by_date", #"{"monthly_base":8700,"worked_full_days":["2026-05-01","2026-05-01"]}"#,
                "worked_full_days"
            ),
            ("deadline", #"{"start":"2026-01-01","n":0,"unit":"day"}"#, "n"),
            ("deadline", #"{"start":"2026-01-01","n":1.5,"unit":"day"}"#, "n"),
            ("deadline", #"{"start":"2026-01-01","n":1,"unit":"week"}"#, "unit"),
            ("deadline", #"{"n":1,"unit":"day"}"#, "start"),
            ("limitation", #"{"start":"2026-01-01","interruptions":[{"date":"2026-13-01"}]}"#, "interruptions"),
            (
                "limitation", #"{"start":"2026-01-01","interruptions":[{"date":"2026-02-01","type":"letter"}]}"#,
                "interruptions"
            ),
            (
                "limitation", #"{"start":"2026-01-01","suspensions":[{"from":"2026-03-01","to":"2026-02-01"}]}"#,
                "suspensions"
            ),
            ("limitation", #"{"start":"2026-01-01","filed":"2025-12-31"}"#, "filed"),
            ("final_award", #"{"monthly_min_wage":2740,"items":[]}"#, "items"),
            ("final_award", #"{"items":[1]}"#, "monthly_min_wage"),
            ("late_interest", #"{"principal":1,"due_date":"2026-01-01"}"#, "until"),
            (
                "late_interest",
                #"{"principal":1,"due_date":"2026-01-01","payments":[{"date":"2026-02-01","amount":2}]}"#, "payments"
            ),
            ("union_notice", #"{"dismissed":"2025-03-03"}"#, "employer_has_union"),
            ("union_notice", #"{"dismissed":"2025-03-03","employer_has_union":true,"sued":"2025-03-02"}"#, "sued"),
            ("chase_timeline", #"{"promises":[]}"#, "agreed"),
            ("claims", #"{"as_of":"2026-01-01","hire_date":"2027-01-01"}"#, "as_of"),
            ("claims", #"{"as_of":"2026-01-01","hire_date":"2020-01-01","end_date":"2025-01-01"}"#, "ending"),
            ("average_wage", #"{"months":[{"wage":100,"overtime":101}]}"#, "months"),
        ]) func impossible(_ category: String, _ inputs: String, _ field: String) throws
    {
        #expect(try refused(category, inputs) == field)
    }

    @Test("one that cannot be computed stands in its place among the others") func among() throws {
        let text = """
            [{"id":"甲","category":"deadline","inputs":{"start":"2026-03-02","n":1,"unit":"day"}},
             {"id":"乙","category":"deadline","inputs":{}}, {"id":"丙","category":"astrology","inputs":{}}, 7]
            """
        guard case .array(let answers) = try Cases.compute(text, settings: .builtIn) else {
            Issue.record("no list")
            return
        }
        let fields = answers.map { answer -> String in
            guard case .object(let members) = answer, case .object(let error)? = members["error"],
                case .string(let field)? = error["field"]
            else { return "" }
            return field
        }
        #expect(fields == ["", "start", "category", "case"])
    }

    @Test("what is no list is refused as a whole", arguments: ["", "{}", "[", "[1,]", "null", "[1] 2"])
    func whole(_ text: String) {
        #expect(throws: Refusal.self) { try Cases.compute(text, settings: .builtIn) }
    }

    @Test(
        "programs give sums to the fen; an average may have more decimals",
        arguments: [
            ("notice_pay_alone", #""last_month_wage":"8000.125""#, "last_month_wage"),
            ("notice_pay_alone", #""last_month_wage":8000.12"#, nil),
            ("notice_pay_alone", #""last_month_wage":"8000.120""#, nil),
            ("final_award", #""monthly_min_wage":"2740","items":["100.001"]"#, "items"),
            (
                "late_interest",
                #""principal":"1000","due_date":"2026-01-05","payments":[{"date":"2026-02-05","amount":"10.005"}]"#,
                "payments"
            ),
            ("severance", #""service_years":2,"avg_monthly_wage":"8333.3333""#, nil),
        ]) func fen(_ category: String, _ inputs: String, _ field: String?) throws
    {
        let text = #"[{"id":"1","category":"\#(category)","inputs":{\#(inputs)}}]"#
        guard case .array(let answers) = try Cases.compute(text, settings: .builtIn),
            case .object(let answer)? = answers.first
        else { return }
        guard let field else {
            #expect(answer["error"] == nil)
            return
        }
        guard case .object(let error)? = answer["error"] else {
            Issue.record("\(category) was computed")
            return
        }
        #expect(error["field"] == .string(field))
    }
}
