import Testing

@testable import LabourLaw

@Suite("Clocks") struct ClockTests {
    private func deadline(_ start: String, _ count: Int, _ unit: String) throws -> [JSONValue] {
        let answer = try answer("deadline", #"{"start":"\#(start)","n":\#(count),"unit":"\#(unit)"}"#)
        return try ["raw", "deadline", "provisional"].map { try answer[$0].json() }
    }

    @Test("months end on the corresponding day or the month's last") func months() throws {
        #expect(
            try deadline("2025-01-31", 1, "month") == [.string("2025-02-28"), .string("2025-02-28"), .bool(false)])
        #expect(
            try deadline("2024-01-31", 1, "month") == [.string("2024-02-29"), .string("2024-02-29"), .bool(false)])
        #expect(
            try deadline("2024-02-29", 1, "year") == [.string("2025-02-28"), .string("2025-02-28"), .bool(false)])
        #expect(try deadline("2024-02-29", 12, "month") == deadline("2024-02-29", 1, "year"))
    }

    @Test("a worked weekend does not roll, a weekday off does") func roll() throws {
        // 14 February 2026 is a Saturday that is worked; 16 to 23 February are off.
        #expect(try deadline("2026-02-04", 10, "day")[1] == .string("2026-02-14"))
        #expect(try deadline("2026-02-05", 10, "day")[1] == .string("2026-02-24"))
        #expect(try deadline("2025-09-21", 10, "day") == [.string("2025-10-01"), .string("2025-10-09"), .bool(false)])
    }

    @Test("working days skip what is off and count what is worked") func workdays() throws {
        #expect(try deadline("2026-02-13", 1, "workday") == [.null, .string("2026-02-14"), .bool(false)])
        #expect(try deadline("2026-02-13", 2, "workday") == [.null, .string("2026-02-24"), .bool(false)])
        #expect(try deadline("2026-09-30", 1, "workday")[1] == .string("2026-10-08"))
    }

    @Test("provisional from Christmas of the last year that is announced, and before the first") func provisional()
        throws
    {
        #expect(try deadline("2026-12-23", 1, "day")[2] == .bool(false))
        #expect(try deadline("2026-12-24", 1, "day")[2] == .bool(true))
        #expect(try deadline("2025-12-24", 1, "day")[2] == .bool(false))
        #expect(try deadline("2017-06-01", 1, "day")[2] == .bool(true))
        #expect(try deadline("2026-12-20", 10, "workday")[2] == .bool(true))
    }

    @Test("a next year's notice makes it firm and moves it") func nextYear() throws {
        let notice = CalendarYear(
            year: 2027, daysOff: [try day("2027-12-31")], workedWeekends: [try day("2027-01-02")], source: "2027")
        var settings = Settings.builtIn
        settings.calendar = settings.calendar.merging(WorkCalendar([notice]))
        let inputs = #"{"start":"2026-12-31","n":2,"unit":"day"}"#
        #expect(try answer("deadline", inputs)["deadline"].json() == .string("2027-01-04"))
        let firm = try answer("deadline", inputs, settings)
        #expect(try firm["deadline"].json() == .string("2027-01-02"))
        #expect(try firm["provisional"].json() == .bool(false))
        #expect(
            try answer("deadline", #"{"start":"2026-12-24","n":1,"unit":"day"}"#, settings)["provisional"]
                == .flag(false))
    }

    @Test("the holidays that the law names are off before the notice of their year, and after it by the notice")
    func statutoryInProvisionalYears() throws {
        // 1 January 2027 is a Friday; nothing is announced yet.
        #expect(try deadline("2026-12-17", 15, "day") == [.string("2027-01-01"), .string("2027-01-04"), .bool(true)])
        #expect(try deadline("2026-12-11", 15, "workday") == [.null, .string("2027-01-04"), .bool(true)])
        // National Day 2017, before the first notice: the third is the last of the law's days.
        #expect(try deadline("2017-09-25", 7, "day")[1] == .string("2017-10-05"))
        var settings = Settings.builtIn
        settings.calendar = settings.calendar.merging(
            WorkCalendar([CalendarYear(year: 2027, daysOff: [], workedWeekends: [], source: "2027")]))
        let announced = try answer("deadline", #"{"start":"2026-12-17","n":15,"unit":"day"}"#, settings)
        #expect(try announced["deadline"].json() == .string("2027-01-01"))
    }

    @Test("the safe day is a working day at least a week before") func safe() throws {
        #expect(
            try value("deadline", #"{"start":"2026-09-16","n":15,"unit":"day"}"#, "safe_day") == .string("2026-09-30"))
    }

    private func limitation(_ inputs: String) throws -> [JSONValue] {
        let answer = try answer("limitation", "{\(inputs)}")
        return try ["expires", "in_time", "ineffective_interruptions"].map { try answer[$0].json() }
    }

    @Test("filed on the last day is in time, a day later is not") func lastDay() throws {
        #expect(
            try limitation(#""start":"2024-09-10","filed":"2025-09-10""#)
                == [.string("2025-09-10"), .bool(true), .array([])])
        #expect(try limitation(#""start":"2024-09-10","filed":"2025-09-11""#)[1] == .bool(false))
        // 2 October 2025 lies in the holiday: the 9th is the last day.
        #expect(try limitation(#""start":"2024-10-02","filed":"2025-10-09""#)[1] == .bool(true))
        #expect(try limitation(#""start":"2024-10-02","filed":"2025-10-09","roll":false"#)[1] == .bool(false))
    }

    @Test("a demand on the last day begins the year anew, one day later it does not") func interruption() throws {
        func expires(_ demanded: String) throws -> [JSONValue] {
            try limitation(#""start":"2023-09-11","interruptions":[{"date":"\#(demanded)","type":"demand"}]"#)
        }
        #expect(try expires("2024-09-11") == [.string("2025-09-11"), .null, .array([])])
        #expect(try expires("2024-09-12") == [.string("2024-09-11"), .null, .array([.string("2024-09-12")])])
        // Before there is a clock nothing is interrupted.
        #expect(try expires("2023-09-10") == [.string("2024-09-11"), .null, .array([.string("2023-09-10")])])
    }

    @Test("the order in which interruptions are told does not matter") func order() throws {
        let first = #"{"date":"2024-06-03","type":"demand"}"#
        let second = #"{"date":"2025-05-06","type":"mediation"}"#
        let one = try limitation(#""start":"2023-09-11","interruptions":[\#(first),\#(second)]"#)
        #expect(try limitation(#""start":"2023-09-11","interruptions":[\#(second),\#(first)]"#) == one)
        #expect(one[0] == .string("2026-05-06"))
    }

    @Test("suspended days are added, once, and only those after the clock began") func suspension() throws {
        func expires(_ suspensions: String, _ rest: String = "") throws -> JSONValue {
            try limitation(#""start":"2023-03-01","suspensions":[\#(suspensions)]\#(rest)"#)[0]
        }
        #expect(try expires(#"{"from":"2023-06-01","to":"2023-06-10"}"#) == .string("2024-03-11"))
        #expect(
            try expires(#"{"from":"2023-06-01","to":"2023-06-10"},{"from":"2023-06-05","to":"2023-06-12"}"#)
                == .string("2024-03-13"))
        #expect(try expires(#"{"from":"2023-02-01","to":"2023-03-05"}"#) == .string("2024-03-05"))
        // After it has run out there is nothing to stop.
        #expect(try expires(#"{"from":"2024-03-02","to":"2024-03-20"}"#) == .string("2024-03-01"))
        // What stood still before a demand does not lengthen the new year.
        let demand = #","interruptions":[{"date":"2023-08-01","type":"demand"}]"#
        #expect(try expires(#"{"from":"2023-06-01","to":"2023-06-10"}"#, demand) == .string("2024-08-01"))
    }

    @Test(
        "whether the union was told",
        arguments: [
            ("2025-03-03", "null", "null", false), ("2025-03-02", "5", "\"2025-03-04\"", true),
            ("2025-03-03", "5", "\"2025-03-10\"", false), ("2025-03-03", "5", "\"2025-03-11\"", true),
            ("2025-06-09", "5", "\"2025-06-10\"", false), ("2025-06-10", "null", "\"2025-06-10\"", false),
            ("2025-06-09", "null", "\"2025-06-10\"", true), ("2025-06-09", "5", "null", true),
        ]) func union(_ told: String, _ days: String, _ sued: String, _ cured: Bool) throws
    {
        let received = days == "null" && sued == "null" ? "null" : "\"\(told)\""
        let inputs =
            #"{"dismissed":"2025-03-03","employer_has_union":true,"union_notice_received":\#(received),"reply_days_requested_workdays":\#(days),"sued":\#(sued)}"#
        #expect(try value("union_notice", inputs, "cured") == .bool(cured))
    }

    @Test("money chased: kept at the end of the day, broken by a fen") func chase() throws {
        func chased(_ payments: String, _ rest: String = "") throws -> [JSONValue] {
            let answer = try answer(
                "chase_timeline",
                #"{"agreed":"100","promises":[{"due":"2025-03-10"},{"due":"2025-02-10"}],"payments":[\#(payments)]\#(rest)}"#
            )
            return try ["broken_promises", "days_from_first_due_to_payment", "outstanding"].map {
                try answer[$0].json()
            }
        }
        #expect(try chased(#"{"date":"2025-02-10","amount":"100"}"#) == [.number("0"), .number("0"), .string("0.00")])
        #expect(try chased(#"{"date":"2025-02-10","amount":"99.99"}"#) == [.number("2"), .null, .string("0.01")])
        #expect(try chased("", #","until":"2025-03-09""#) == [.number("1"), .null, .string("100.00")])
    }

    @Test("letters are answered within the place's own period") func letters() throws {
        var settings = Settings.builtIn
        let inputs = #"{"letter":"opinion","received":"2026-03-02","place":"310104"}"#
        #expect(try answer("letter_reply", inputs, settings)["deadline"].json() == .string("2026-03-23"))
        settings.replyPeriods = settings.replyPeriods.merging(
            PlaceTable([
                DatedEntry(
                    "310104", from: try day("2026-01-01"), ReplyPeriods(reminder: 5, opinion: 10, recommendation: 15),
                    source: "徐汇区", .published)
            ]))
        #expect(try answer("letter_reply", inputs, settings)["deadline"].json() == .string("2026-03-16"))
    }
}
