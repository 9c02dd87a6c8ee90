import Core
import LabourLaw
import Law
import Storage
import TestForce
import TestSupport
import Testing
import Web

/// What the city lays down, and what that changes.
@Suite("Law settings") struct SettingsTests {
    private func with(_ engine: TestEngine = .sqlite, _ body: (ForceCity) async throws -> Void) async throws {
        try await ForceCity.with(engine, [Law.area()], body)
    }

    private func settings(_ city: ForceCity) async throws -> Settings {
        try await city.house.database.read { tx in try LawSettings.current(tx) }
    }

    private func average(_ yuan: String, from: String, place: String = "310000") throws -> SetLawEntry {
        SetLawEntry(
            .averageWage, place: place, from: try ForceCity.day(from), value: yuan, source: "上海市统计局公布",
            reason: "公布了新的平均工资")
    }

    private func severance(_ end: String, _ settings: Settings) throws -> String {
        let inputs: [String: JSONValue] = [
            "place": .string("310000"), "hire_date": .string("2020-01-01"), "end_date": .string(end),
            "avg_monthly_wage": .string("50000"),
        ]
        let answer = try #require(Categories.named("severance")).compute(Inputs(inputs), settings)
        guard case .money(let yuan) = answer["total"] else { return "" }
        return try Money(rounding: yuan).description
    }

    @Test("a new average changes answers from its day on and not before", arguments: TestEngine.allCases)
    func averageFromItsDay(_ engine: TestEngine) async throws {
        try await with(engine) { city in
            let before = try await settings(city)
            #expect(before == .builtIn)
            let officer = try await city.account(.officer, at: city.city)
            try await city.run(try average("13000", from: "2026-07-01"), as: officer)
            let after = try await settings(city)
            #expect(try severance("2026-06-30", after) == severance("2026-06-30", before))
            // Six and a half years are seven months, each three times 13,000.
            #expect(try severance("2026-07-01", after) == "273000.00")
            #expect(try severance("2026-07-01", before) == "261114.00")
            // Beijing stays as it was.
            #expect(after.averageWage.value(at: "110000", on: CalendarDay(2026, 8, 1)!) == nil)
        }
    }

    @Test("an entry of the same day takes the place of the earlier one, which stays on record")
    func replacing() async throws {
        try await with { city in
            try await city.run(try average("13000", from: "2026-07-01"))
            try await city.run(try average("13100", from: "2026-07-01"))
            #expect(try await settings(city).averageWage.value(at: "310000", on: CalendarDay(2026, 7, 1)!) == 13_100)
            let browser = try await city.browser(of: try await city.account(.officer, at: city.city))
            let list = try await browser.get("/law/settings/averageWage", json: true).object()
            let lines = try #require(list["lines"] as? [[String: Any]])
            let own = lines.filter { $0["entry"] != nil }
            #expect(own.count == 2)
            #expect(own.filter { $0["withdrawnAt"] != nil }.count == 1)
            let same = try await city.refusal(try average("13100", from: "2026-07-01"))
            #expect(same?.fields == ["value"])
        }
    }

    @Test("withdrawing brings back what was before", arguments: TestEngine.allCases)
    func withdrawing(_ engine: TestEngine) async throws {
        try await with(engine) { city in
            let entry = try await city.run(try average("13000", from: "2026-07-01")).entry
            let officer = try await city.account(.officer, at: city.city)
            let silent = try await city.refusal(WithdrawLawEntry(entry: entry, reason: " "), as: officer)
            #expect(silent?.fields == ["reason"])
            try await city.run(WithdrawLawEntry(entry: entry, reason: "公布的数字更正了"), as: officer)
            #expect(try await settings(city) == .builtIn)
            let twice = try await city.refusal(WithdrawLawEntry(entry: entry, reason: "再收回一次"), as: officer)
            #expect(twice?.code == "conflict")
        }
    }

    @Test("a calendar that is loaded moves a deadline over days off and make-up days", arguments: TestEngine.allCases)
    func calendar(_ engine: TestEngine) async throws {
        try await with(engine) { city in
            func deadline(_ start: String, _ settings: Settings) throws -> Finding {
                let inputs: [String: JSONValue] = [
                    "start": .string(start), "n": .number("15"), "unit": .string("day"),
                ]
                let answer = try #require(Categories.named("deadline")).compute(Inputs(inputs), settings)
                return answer["deadline"]
            }
            func day(_ text: String) throws -> Finding { .day(try #require(CalendarDay(text))) }
            let before = try await settings(city)
            try await city.run(
                SetLawEntry(.calendar, year: 2027, value: LoadedYear.text, source: "国务院办公厅通知", reason: "公布了放假安排"))
            let after = try await settings(city)
            // Tuesday 9 February is off only once the notice is loaded; Friday is the first day that is worked.
            #expect(try deadline("2027-01-25", before) == day("2027-02-09"))
            #expect(try deadline("2027-01-25", after) == day("2027-02-12"))
            // Sunday 14 February is worked to make up for it.
            #expect(try deadline("2027-01-30", before) == day("2027-02-15"))
            #expect(try deadline("2027-01-30", after) == day("2027-02-14"))
        }
    }

    @Test("the calendars that are built in can be loaded as they are") func ownYears() async throws {
        try await with { city in
            for year in WorkCalendar.announced.years {
                let lines =
                    year.daysOff.map { "\($0),休,假日" } + year.workedWeekends.filter(\.isWeekend).map { "\($0)\t班" }
                try await city.run(
                    SetLawEntry(
                        .calendar, year: year.year, value: "日期,休或班,名称\r\n" + lines.joined(separator: "\r\n"),
                        source: year.source, reason: "逐年核对"))
            }
            let now = try await settings(city).calendar
            let first = try #require(CalendarDay("2018-01-01"))
            let differing = (0..<3287).map { first.adding(days: $0) }.filter {
                now.isWorked($0) != WorkCalendar.announced.isWorked($0)
            }
            #expect(differing == [])
            #expect(now.years.map(\.year) == Array(2018...2026))
        }
    }

    @Test(
        "a calendar that cannot be right is refused by its line",
        arguments: [
            ("2026-12-31,休", "第 1 行"), ("2027-01-01,休\n2027-01-01,休", "第 2 行"),
            ("2027-01-01,休\n2027-01-05,班", "第 2 行"), ("2027-01-01,休\n\n2027-13-01,休", "第 3 行"),
            ("2027-01-01", "第 1 行"), ("日期,休班", "没有读到"),
            ("{\n\"2027-01-01\": {\"off\": true},\n\"2027-01-01\": {\"off\": true}}", "第 3 行"),
            ("{\n\"2027-01-01\": {\"off\": true},\n\"2027-01-05\": {\"off\": false}}", "第 3 行"),
            ("{\n\"2027-01-01\": {]}", "第 2 行"),
            // All is well but for the holidays of the law.
            ("2027-01-01,休", "法定节假日"),
        ])
    func wrongCalendars(_ text: String, _ told: String) async throws {
        try await with { city in
            let problem = try await city.refusal(
                SetLawEntry(.calendar, year: 2027, value: text, source: "国务院办公厅通知", reason: "公布了放假安排"))
            #expect(problem?.fields.contains("value") == true)
            let words = Words(.chinese, city.house.phrasebook)
            guard case .invalid(let faults) = problem else { return }
            let sentences = faults.map { words($0.message) }
            let isTold = sentences.contains { $0.contains(told) }
            #expect(isTold, "\(sentences)")
        }
    }

    @Test("next year's statutory days can be corrected, and days off follow them") func statutory() async throws {
        try await with { city in
            try await city.run(
                SetLawEntry(
                    .statutoryDays, year: 2027, value: "2027-01-01\n2027/2/8", source: "放假办法第二条", reason: "核对农历"))
            let now = try await settings(city)
            #expect(now.statutoryDays.contains(CalendarDay(2027, 2, 8)!))
            #expect(!now.statutoryDays.contains(CalendarDay(2027, 10, 1)!))
            #expect(now.statutoryDays.contains(CalendarDay(2026, 10, 1)!))
        }
    }

    @Test("a district has its own once it is a place, and goes by the city's again where it says so")
    func district() async throws {
        try await with { city in
            let unknown = try await city.refusal(try average("9000", from: "2026-07-01", place: "310115"))
            #expect(unknown?.fields == ["place"])
            let place = try await city.run(
                SetLawEntry(.place, place: "310115", value: "浦东新区", source: "GB/T 2260", reason: "区里另有规定")
            ).entry
            try await city.run(try average("9000", from: "2026-07-01", place: "310115"))
            var none = try average("", from: "2027-01-01", place: "310115")
            none.isNone = true
            try await city.run(none)
            let now = try await settings(city)
            #expect(now.averageWage.value(at: "310115", on: CalendarDay(2026, 7, 1)!) == 9_000)
            #expect(now.averageWage.value(at: "310115", on: CalendarDay(2027, 1, 1)!) == 12_434)
            #expect(now.place("浦东新区")?.code == "310115")
            let held = try await city.refusal(WithdrawLawEntry(entry: place, reason: "不要了"))
            #expect(held?.code == "conflict")
        }
    }

    @Test("every table keeps what is written and gives it back") func tables() async throws {
        try await with { city in
            func set(_ table: LawTable, _ value: String?, _ more: (inout SetLawEntry) -> Void = { _ in }) async throws {
                var command = SetLawEntry(
                    table, place: "310000", from: try ForceCity.day("2027-04-01"), value: value, source: "市里的文件",
                    confirmation: .reported, reason: "市里另有规定")
                more(&command)
                try await city.run(command)
            }
            try await set(.minimumWage, "2,900")
            try await set(.overtimeBaseShare, "80%")
            try await set(.overtimeInSeveranceBase, "yes")
            try await set(.doubleWagePractice, "look_back")
            try await set(.doubleWageMonths, "calendar")
            try await set(.earlierServiceRule, "national_481")
            try await set(.replyPeriods, nil) { ($0.reminder, $0.opinion, $0.recommendation) = (5, 10, 20) }
            try await set(.refusalThresholds, nil) { ($0.one, $0.ten) = ("8000", "50000") }
            let now = try await settings(city)
            let day = CalendarDay(2027, 4, 1)!
            #expect(now.minimumWage.value(at: "310000", on: day) == 2_900)
            #expect(now.overtimeBaseShare.value(at: "310000", on: day)?.plainText == "0.8")
            #expect(now.overtimeInSeveranceBase.value(at: "310000", on: day) == true)
            #expect(now.doubleWagePractice.value(at: "310000", on: day) == .lookBack)
            #expect(now.doubleWageMonths.value(at: "310000", on: day) == .calendar)
            #expect(now.earlierServiceRule.value(at: "310000", on: day) == .national481)
            let periods = ReplyPeriods(reminder: 5, opinion: 10, recommendation: 20)
            #expect(now.replyPeriods.value(at: "310000", on: day) == periods)
            let thresholds = RefusalThresholds(one: 8_000, ten: 50_000)
            #expect(now.refusalThresholds.value(at: "310000", on: day) == thresholds)
            let entry = now.minimumWage.entry(at: "310000", on: day)
            #expect(entry?.source == "市里的文件")
            #expect(entry?.confirmation == .reported)
        }
    }

    @Test("what cannot be a standard is refused by field") func wrong() async throws {
        try await with { city in
            func fields(_ table: LawTable, _ value: String?, from: String? = "2027-04-01") async throws -> Set<String> {
                let problem = try await city.refusal(
                    SetLawEntry(
                        table, place: "310000", from: try from.map { try ForceCity.day($0) }, value: value,
                        source: "文件",
                        reason: "更正"))
                return Set(problem?.fields ?? [])
            }
            #expect(try await fields(.averageWage, "一万") == ["value"])
            #expect(try await fields(.averageWage, "12.345") == ["value"])
            #expect(try await fields(.averageWage, "12") == ["value"])
            #expect(try await fields(.averageWage, "12000", from: nil) == ["from"])
            #expect(try await fields(.averageWage, "12000", from: "2047-04-01") == ["from"])
            #expect(try await fields(.overtimeBaseShare, "130") == ["value"])
            #expect(try await fields(.doubleWagePractice, "somehow") == ["value"])
            #expect(try await fields(.replyPeriods, nil) == ["reminder", "opinion", "recommendation"])
            #expect(try await fields(.refusalThresholds, nil) == ["one"])
            #expect(try await fields(.calendar, "2027-01-01,休") == ["year", "value"])
            #expect(try await fields(.place, "浦东新区") == [])
            let silent = try await city.refusal(
                SetLawEntry(
                    .minimumWage, place: "310000", from: try ForceCity.day("2027-04-01"), value: "2900", source: " ",
                    reason: ""))
            #expect(Set(silent?.fields ?? []) == ["source", "reason"])
        }
    }

    @Test("nobody but the city's officers changes them, and it is on audit", arguments: TestEngine.allCases)
    func who(_ engine: TestEngine) async throws {
        try await with(engine) { city in
            let command = try average("13000", from: "2026-07-01")
            for (role, unit) in [
                (Role.officer, city.xuhui), (.viewer, city.city), (.socialWorker, city.city),
                (.systemAdministrator, city.city), (.auditor, city.city),
            ] {
                let other = try await city.account(role, at: unit)
                let refused = try await city.refusal(command, as: other)
                #expect(refused?.code == "forbidden")
            }
            let officer = try await city.account(.officer, at: city.city)
            let entry = try await city.run(command, as: officer).entry
            let other = try await city.account(.officer, at: city.baoshan)
            let refused = try await city.refusal(WithdrawLawEntry(entry: entry, reason: "不对"), as: other)
            #expect(refused?.code == "forbidden")
            let (done, subjects): (Int?, Int?) = try await city.house.database.read { tx in
                (
                    try tx.value(
                        """
                        SELECT COUNT(*) FROM audit_entries
                        WHERE command = \(SetLawEntry.name) AND outcome = 'done' AND actor_id = \(officer.account)
                        """),
                    try tx.value(
                        "SELECT COUNT(*) FROM audit_subjects WHERE kind = 'lawEntry' AND subject_id = \(entry)")
                )
            }
            #expect(done == 1)
            #expect(subjects == 1)
        }
    }
}

/// Days off of 2027 as they might be announced: invented, with every holiday of the law.
enum LoadedYear {
    static let text = """
        2027-01-01,休,元旦
        2027-02-05,休,春节
        2027-02-06,休,春节
        2027-02-07,休,春节
        2027-02-08,休,春节
        2027-02-09,休,春节
        2027-02-10,休,春节
        2027-02-11,休,春节
        2027-02-14,班,春节
        2027-04-05,休,清明节
        2027-05-01,休,劳动节
        2027-05-02,休,劳动节
        2027-05-03,休,劳动节
        2027-05-08,班,劳动节
        2027-06-09,休,端午节
        2027-09-15,休,中秋节
        2027-10-01,休,国庆节
        2027-10-02,休,国庆节
        2027-10-03,休,国庆节
        2027-10-04,休,国庆节
        2027-10-05,休,国庆节
        2027-10-06,休,国庆节
        2027-10-07,休,国庆节
        2027-10-09,班,国庆节
        """
}
