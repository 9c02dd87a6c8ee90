import Testing

@testable import LabourLaw

@Suite("Double wages, leave, overtime, interest") struct WageTests {
    private func window(_ inputs: String, _ category: String = "double_wage_window") throws -> [JSONValue] {
        let answer = try answer(category, inputs)
        return try ["window_start", "window_end", "full_months", "partial_workdays", "total"].map {
            try answer[$0].json()
        }
    }

    @Test("never signed: eleven months, to the day before one year") func never() throws {
        #expect(
            try window(#"{"hire_date":"2024-06-01","monthly_wage":"5000"}"#)
                == [.string("2024-07-01"), .string("2025-05-31"), .number("11"), .number("0"), .string("55000.00")])
    }

    @Test("hired on 31 January: the months end with the months") func monthEnd() throws {
        #expect(
            try window(#"{"hire_date":"2025-01-31","signed_date":"2025-03-31","monthly_wage":"2175"}"#)
                == [.string("2025-02-28"), .string("2025-03-30"), .number("1"), .number("0"), .string("2175.00")])
        // One day less: 28 February to 29 March has twenty-one working days.
        #expect(
            try window(#"{"hire_date":"2025-01-31","signed_date":"2025-03-30","monthly_wage":"2175"}"#)
                == [.string("2025-02-28"), .string("2025-03-29"), .number("0"), .number("21"), .string("2100.00")])
    }

    @Test("signed on the last day of grace nothing is due, one day later one day is") func grace() throws {
        let none = try window(#"{"hire_date":"2025-09-01","signed_date":"2025-10-01","monthly_wage":"4350"}"#)
        #expect(none == [.null, .null, .number("0"), .number("0"), .string("0.00")])
        // 9 October 2025 is the first working day behind the holiday.
        let some = try window(#"{"hire_date":"2025-09-09","signed_date":"2025-10-10","monthly_wage":"4350"}"#)
        #expect(some == [.string("2025-10-09"), .string("2025-10-09"), .number("0"), .number("1"), .string("200.00")])
        #expect(try window(#"{"hire_date":"2025-09-09","signed_date":"2025-09-01"}"#)[4] == .null)
    }

    @Test("signed after the year the window still ends with the year; work that ends sooner ends it") func ends() throws
    {
        #expect(try window(#"{"hire_date":"2023-01-10","signed_date":"2025-01-10"}"#)[1] == .string("2024-01-09"))
        #expect(try window(#"{"hire_date":"2023-01-10","end_date":"2023-03-05"}"#)[1] == .string("2023-03-05"))
    }

    @Test("a contract that lapsed has no month of grace; a refused open-ended one has no ceiling") func otherGrounds()
        throws
    {
        #expect(
            try window(#"{"hire_date":"2020-01-01","contract_expired":"2024-12-31","monthly_wage":"5000"}"#)
                == [.string("2025-01-01"), .string("2025-12-31"), .number("12"), .number("0"), .string("60000.00")])
        #expect(
            try window(
                #"{"hire_date":"2010-01-01","open_ended_due":"2024-01-01","end_date":"2025-06-30","monthly_wage":"5000"}"#
            )
                == [.string("2024-01-01"), .string("2025-06-30"), .number("18"), .number("0"), .string("90000.00")])
        #expect(
            try refused("double_wage_window", #"{"hire_date":"2010-01-01","open_ended_due":"2024-01-01"}"#)
                == "end_date")
    }

    @Test("what can still be claimed, by four practices") func limitation() throws {
        func from(_ practice: String, _ claimed: String) throws -> [JSONValue] {
            let answer = try answer(
                "double_wage_limitation",
                #"{"window_start":"2024-04-01","window_end":"2025-02-28","claim_date":"\#(claimed)","practice":"\#(practice)","employment_end":"2025-06-30","pay_day":10}"#
            )
            return [try answer["claimable_from"].json(), try answer["expired_days"].json()]
        }
        // On the last day of the year of the first day all is still there; on the next one day is lost.
        #expect(try from("look_back", "2025-04-01") == [.string("2024-04-01"), .number("0")])
        #expect(try from("look_back", "2025-04-02") == [.string("2024-04-02"), .number("1")])
        // 10 May 2025, a year after the pay day of April, is a Saturday: the limit is Monday the 12th.
        #expect(try from("month_by_month", "2025-05-12") == [.string("2024-04-01"), .number("0")])
        #expect(try from("month_by_month", "2025-05-13") == [.string("2024-05-01"), .number("30")])
        // 28 February 2026 is a Saturday that is worked: no roll.
        #expect(try from("from_window_end", "2026-02-28") == [.string("2024-04-01"), .number("0")])
        #expect(try from("from_window_end", "2026-03-01") == [.null, .number("334")])
        #expect(try from("from_employment_end", "2026-06-30") == [.string("2024-04-01"), .number("0")])
        #expect(try from("from_employment_end", "2026-07-01") == [.null, .number("334")])
    }

    @Test("what another month of waiting costs") func waiting() throws {
        let inputs =
            #"{"window_start":"2024-04-01","window_end":"2025-02-28","claim_date":"2025-09-01","monthly_wage":"6000"}"#
        let answer = try answer("double_wage_limitation", inputs)
        #expect(try answer["claimable_total"].json() == .string("36000.00"))
        #expect(try answer["lost_next_month"].json() == .string("6000.00"))
    }

    @Test("leave by the share of the year, whole days only") func leave() throws {
        func days(_ inputs: String) throws -> JSONValue { try value("annual_leave_days", "{\(inputs)}", "days") }
        #expect(try days(#""mode":"leaving","elapsed_days":366,"entitlement":5"#) == .number("5"))
        #expect(try days(#""mode":"leaving","elapsed_days":181,"entitlement":10,"taken":2.5"#) == .number("2"))
        #expect(try days(#""mode":"joining","remaining_days":0,"entitlement":15"#) == .number("0"))
        #expect(
            [0, 1, 9, 10, 19, 20].map { AnnualLeave.entitlement(yearsOfWork: $0) } == [0, 5, 5, 10, 10, 15])
    }

    @Test("leave not taken: twice on top, three times in all, nothing on top of a waiver") func leavePay() throws {
        let answer = try answer("annual_leave_pay", #"{"avg_wage_excl_overtime":"5000","days":5}"#)
        #expect(try answer["extra_200pct"].json() == .string("2298.85"))
        #expect(try answer["gross_300pct"].json() == .string("3448.28"))
        let waived = #"{"avg_wage_excl_overtime":"5000","days":5,"written_waiver":true}"#
        #expect(try value("annual_leave_pay", waived, "extra_200pct") == .string("0.00"))
    }

    @Test("three days at 5000 are not rounded on the way") func exact() throws {
        #expect(try value("overtime", #"{"monthly_base":"5000","statutory_days":1}"#, "total") == .string("689.66"))
        #expect(try value("overtime", #"{"daily_wage":"100","weekday_hours":1}"#, "total") == .string("18.75"))
    }

    @Test(
        "days that earn 300 %, by the law of their year",
        arguments: [
            ("2026-02-16", "300"), ("2024-02-09", "0"), ("2024-02-12", "300"), ("2024-05-02", "200"),
            ("2025-05-02", "300"), ("2025-01-28", "300"), ("2026-09-25", "300"), ("2026-10-03", "300"),
            ("2026-10-04", "200"), ("2026-10-10", "0"), ("2026-09-20", "0"), ("2026-08-08", "200"),
            // Fixed by the law though no notice has come.
            ("2027-10-01", "300"), ("2020-10-01", "300"), ("2013-02-09", "300"),
        ]) func statutory(_ date: String, _ percent: String) throws
    {
        let inputs = #"{"monthly_base":"2175","worked_full_days":["\#(date)"]}"#
        #expect(try value("overtime_by_date", inputs, "multiplier_pct") == .object([date: .number(percent)]))
    }

    @Test("every statutory day of an announced year is a day off") func statutoryAreOff() {
        let announced = Set(WorkCalendar.announced.years.map(\.year))
        for year in StatutoryCalendar.byLaw.years where announced.contains(year.year) {
            #expect(year.days.filter(WorkCalendar.announced.isWorked) == [])
            // In 2020 Mid-Autumn was National Day.
            #expect(year.days.count == (year.year >= 2025 ? 13 : year.year == 2020 ? 10 : 11), "\(year.year)")
        }
    }

    @Test("interest on what is left, day by day") func interest() throws {
        func interest(_ payments: String, _ rest: String = "") throws -> [JSONValue] {
            let answer = try answer(
                "late_interest",
                #"{"principal":"10000","due_date":"2026-01-31","payments":[\#(payments)]\#(rest)}"#)
            return [try answer["interest"].json(), try answer["balance"].json()]
        }
        #expect(try interest("", #","until":"2026-02-10""#) == [.string("17.50"), .string("10000.00")])
        #expect(try interest("", #","until":"2026-01-31""#) == [.string("0.00"), .string("10000.00")])
        // Paid before it was due counts from the first day.
        #expect(
            try interest(#"{"date":"2026-01-10","amount":"4000"}"#, #","until":"2026-02-10""#)
                == [.string("10.50"), .string("6000.00")])
        #expect(
            try interest(#"{"date":"2026-02-20","amount":"1"},{"date":"2026-02-10","amount":"9999"}"#)
                == [.string("17.50"), .string("0.00")])
    }
}
