import Testing

@testable import LabourLaw

@Suite("Severance at its boundaries") struct SeveranceTests {
    @Test(
        "months for service",
        arguments: [
            // The last day counts: 1 January to 30 June is six months, one day less is not.
            ("2024-01-01", "2024-06-30", "1"), ("2024-01-01", "2024-06-29", "0.5"),
            // One year to the day, and one more.
            ("2023-03-15", "2024-03-14", "1"), ("2023-03-15", "2024-03-15", "1.5"), ("2023-03-15", "2024-03-13", "1"),
            // One day of work.
            ("2024-05-06", "2024-05-06", "0.5"),
            // From a month's end: the months end on 28 February and on 31 March.
            ("2024-08-31", "2025-02-27", "1"), ("2024-08-31", "2025-02-26", "0.5"),
            // From 29 February: a year is over on 27 February.
            ("2020-02-29", "2021-02-27", "1"), ("2020-02-29", "2021-02-28", "1.5"), ("2020-02-29", "2024-02-28", "4"),
            // One year and six months.
            ("2022-01-01", "2023-06-30", "2"), ("2022-01-01", "2023-06-29", "1.5"),
            ("2008-01-01", "2020-12-31", "13"),
        ]) func months(_ hired: String, _ ended: String, _ units: String) throws
    {
        let inputs = #"{"hire_date":"\#(hired)","end_date":"\#(ended)","avg_monthly_wage":"6000"}"#
        #expect(try value("severance", inputs, "units") == .string(units))
    }

    @Test("years and months as they are said") func said() throws {
        func units(_ years: String, _ months: String) throws -> JSONValue {
            let inputs = #"{"service_years":\#(years),"service_months":\#(months),"avg_monthly_wage":6000}"#
            return try value("severance", inputs, "units")
        }
        #expect(try units("0", "6") == .string("1"))
        #expect(try units("0", "5.5") == .string("0.5"))
        #expect(try units("3", "0") == .string("3"))
        #expect(try units("2", "12") == .string("3"))
        #expect(try units("2", "\"1\"") == .string("2.5"))
    }

    @Test("three times the average is no ceiling, one fen more is: for the wage and for the years") func ceiling()
        throws
    {
        func severance(_ wage: String, _ years: Int) throws -> Answer {
            try answer(
                "severance",
                #"{"service_years":\#(years),"avg_monthly_wage":"\#(wage)","local_avg_wage":"12434"}"#)
        }
        #expect(try severance("37302.00", 13)["total"].json() == .string("484926.00"))
        #expect(try severance("37302.01", 13)["total"].json() == .string("447624.00"))
        #expect(try severance("37302.01", 12)["units"].json() == .string("12"))
        #expect(try severance("37302.01", 11)["units"].json() == .string("11"))
    }

    @Test("a wage below the minimum is lifted to it, one at it stays") func floor() throws {
        func base(_ wage: String) throws -> JSONValue {
            try value(
                "severance", #"{"service_years":1,"avg_monthly_wage":"\#(wage)","min_wage":2740}"#, "monthly_base")
        }
        #expect(try base("2739.99") == .string("2740.00"))
        #expect(try base("2740") == .string("2740.00"))
        #expect(try base("2740.01") == .string("2740.01"))
    }

    @Test("the earlier part goes by its own rule, and the rule matters") func before2008() throws {
        func units(_ hired: String, _ rule: String) throws -> [JSONValue] {
            let answer = try answer(
                "severance",
                #"{"hire_date":"\#(hired)","end_date":"2009-12-31","avg_monthly_wage":"6000","pre2008_rule":"\#(rule)"}"#
            )
            return [try answer["units_pre2008"].json(), try answer["units_post2008"].json()]
        }
        // 1 July 2005 to 31 December 2007: two years and six months.
        #expect(try units("2005-07-01", "shanghai_2001") == [.string("3"), .string("2")])
        #expect(try units("2005-07-02", "shanghai_2001") == [.string("2"), .string("2")])
        #expect(try units("2005-07-02", "national_481") == [.string("3"), .string("2")])
        #expect(try units("2007-12-31", "national_481") == [.string("1"), .string("2")])
        #expect(try units("2006-01-01", "national_481") == [.string("2"), .string("2")])
        #expect(try units("2005-07-01", "none") == [.string("0"), .string("2")])
    }

    @Test("hired on 1 January 2008 nothing is earlier, the day before something is") func border() throws {
        #expect(
            try value("severance", #"{"hire_date":"2008-01-01","end_date":"2008-12-31","avg_monthly_wage":1}"#, "units")
                == .string("1"))
        #expect(
            try refused("severance", #"{"hire_date":"2007-12-31","end_date":"2008-12-31","avg_monthly_wage":1}"#)
                == "pre2008_rule")
        let whole = #"{"hire_date":"2007-12-31","end_date":"2008-12-31","avg_monthly_wage":1,"segment":"whole"}"#
        #expect(try value("severance", whole, "units") == .string("1.5"))
    }

    @Test("the ceiling binds the later part alone; as a whole it binds all") func ceilingOfParts() throws {
        let facts =
            #""hire_date":"1998-01-01","end_date":"2022-12-31","avg_monthly_wage":"40000","local_avg_wage":"10000""#
        let split = try answer("severance", "{\(facts),\"pre2008_rule\":\"shanghai_2001\"}")
        // Ten years at the full wage, fifteen cut to twelve at three times the average.
        #expect(try split["total"].json() == .string("760000.00"))
        let whole = try answer("severance", "{\(facts),\"segment\":\"whole\"}")
        #expect(try whole["total"].json() == .string("360000.00"))
    }

    @Test("damages are twice the whole, and say where courts differ") func damages() throws {
        let inputs =
            #"{"hire_date":"1998-01-01","end_date":"2022-12-31","avg_monthly_wage":"40000","local_avg_wage":"10000"}"#
        let damages = try answer("unlawful_termination", inputs)
        #expect(try damages["total"].json() == .string("720000.00"))
        #expect(damages.warnings.contains { $0.code == "capOnEarlierYears" })
    }

    @Test("sums are rounded once, at the end") func rounding() throws {
        let inputs = #"{"service_years":2,"service_months":2,"avg_monthly_wage":"3333.33"}"#
        // 8333.325: the half fen goes up.
        #expect(try value("severance", inputs, "total") == .string("8333.33"))
    }

    @Test("the average of the months worked, with and without overtime") func average() throws {
        let months = #"{"months":[{"wage":"6000","overtime":"600"},{"wage":"7000"},{"wage":"8000","overtime":300}]"#
        #expect(try value("average_wage", months + "}", "avg_monthly_wage") == .string("7000.00"))
        #expect(
            try value("average_wage", months + #","annual_bonus":"1200"}"#, "avg_wage_excl_overtime")
                == .string("6800.00"))
        #expect(try value("average_wage", months + #","place":"上海"}"#, "avg_monthly_wage") == .string("6700.00"))
    }
}
