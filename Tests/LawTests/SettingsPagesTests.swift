import Core
import LabourLaw
import Law
import Storage
import TestForce
import TestSupport
import Testing
import Web

/// The settings as somebody meets them in her browser.
@Suite("Law settings pages") struct SettingsPagesTests {
    private let path = "/law/settings/averageWage/new"
    private let given = [
        "place": "310000", "from": "2026-07-01", "value": "13000", "source": "上海市统计局公布", "confirmation": "published",
        "reason": "公布了新的平均工资",
    ]

    private func with(
        _ engine: TestEngine = .sqlite, _ body: (ForceCity, WebClient) async throws -> Void
    ) async throws {
        try await ForceCity.with(engine, [Law.area()]) { city in
            try await body(city, try await city.browser(of: try await city.account(.officer, at: city.city)))
        }
    }

    private func kept(_ city: ForceCity) async throws -> Int {
        try await city.house.database.read { tx in try tx.value("SELECT COUNT(*) FROM law_settings") ?? 0 }
    }

    @Test("the question says what would change, from what to what, and saves nothing", arguments: TestEngine.allCases)
    func question(_ engine: TestEngine) async throws {
        try await with(engine) { city, browser in
            let asked = try await browser.post(path, given, json: true)
            #expect(asked.status == 200)
            let question = try #require(try asked.object()["question"] as? [String: Any])
            let outlook = try #require(question["outlook"] as? [String: Any])
            let differences = try #require(outlook["differences"] as? [[String: Any]])
            let severance = differences.filter { $0["label"] as? String == "经济补偿" }
            // Fifteen years are cut to twelve months; on the day itself and today, not on the day before.
            #expect(severance.map { $0["before"] as? String } == ["447,624.00 元", "447,624.00 元"])
            #expect(severance.map { $0["after"] as? String } == ["468,000.00 元", "468,000.00 元"])
            #expect(severance.map { $0["day"] as? String } == ["2026-07-01", "2027-03-01"])
            #expect(try await kept(city) == 0)
            let page = try await browser.post(path, given)
            #expect(page.text.contains("468,000.00 元"))

            let sure = try await browser.post(path, given.merging(["confirmed": "yes"]) { $1 })
            #expect(sure.location == "/law/settings/averageWage")
            #expect(try await kept(city) == 1)
            let shown = try await browser.get("/law/settings")
            #expect(shown.text.contains("每月 13,000 元"))
            #expect(shown.text.contains("本市录入"))
        }
    }

    @Test("a form that is refused comes back filled in and names the field") func refused() async throws {
        try await with { city, browser in
            let wrong = try await browser.post(path, given.merging(["value": "一万三"]) { $1 })
            #expect(wrong.status == 422)
            let page = try wrong.page()
            #expect(page.first("input", ["name": "value"])?["value"] == "一万三")
            #expect(page.first("input", ["name": "source"])?["value"] == "上海市统计局公布")
            #expect(page.ids.contains("field-value-error"))
            let back = try await browser.post(path, given.merging(["edit": "yes"]) { $1 }).page()
            #expect(back.first("input", ["name": "reason"])?["value"] == "公布了新的平均工资")
            #expect(try await kept(city) == 0)
        }
    }

    @Test("of two who change at once the second is told, and can go on") func twoAtOnce() async throws {
        try await with { city, browser in
            let form = try await browser.get(path).page()
            let version = try #require(form.first("input", ["name": "version"])?["value"])
            try await city.run(
                SetLawEntry(
                    .minimumWage, place: "310000", from: try ForceCity.day("2027-07-01"), value: "2900", source: "市人社局",
                    reason: "新标准"))
            let seen = given.merging(["version": version, "confirmed": "yes"]) { $1 }
            let told = try await browser.post(path, seen)
            #expect(told.status == 409)
            let again = try told.page()
            let now = try #require(again.first("input", ["name": "version"])?["value"])
            #expect(now != version)
            let done = try await browser.post(path, seen.merging(["version": now]) { $1 })
            #expect(done.status == 303)
        }
    }

    @Test("next year's calendar is loaded from a file, and the question shows which limits move")
    func upload() async throws {
        try await with { city, browser in
            let page = try await browser.get("/law/settings")
            #expect(page.text.contains("还没有录入 2027 年的放假安排"))
            let facts = ["year": "2027", "source": "国务院办公厅通知", "confirmation": "published", "reason": "公布了放假安排"]
            let wrong = try await browser.post(
                "/law/settings/calendar/new", facts,
                file: (field: "file", name: "2027.csv", bytes: Array("2027-01-01,休\n2027-01-05,班".utf8)))
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("第 2 行"))
            let binary = try await browser.post(
                "/law/settings/calendar/new", facts, file: (field: "file", name: "2027.xls", bytes: [0xD0, 0xCF, 0xFF]))
            #expect(binary.status == 422)
            #expect(try binary.page().ids.contains("field-file-error"))

            let asked = try await browser.post(
                "/law/settings/calendar/new", facts,
                file: (field: "file", name: "2027.csv", bytes: Array(LoadedYear.text.utf8)))
            #expect(asked.status == 200)
            let question = try asked.page()
            #expect(asked.text.contains("最晚起诉"))
            let value = try #require(question.first("input", ["name": "value"])?["value"])
            #expect(value.contains("2027-02-14,班"))
            #expect(try await kept(city) == 0)
            let done = try await browser.post(
                "/law/settings/calendar/new", facts.merging(["value": LoadedYear.text, "confirmed": "yes"]) { $1 })
            #expect(done.status == 303)
            let after = try await browser.get("/law/settings")
            #expect(!after.text.contains("还没有录入 2027 年的放假安排"))
        }
    }

    @Test("withdrawing asks first, says what would change, and wants a reason") func withdraw() async throws {
        try await with { city, browser in
            let entry = try await city.run(
                SetLawEntry(
                    .averageWage, place: "310000", from: try ForceCity.day("2026-07-01"), value: "13000",
                    source: "上海市统计局公布", reason: "新公布")
            ).entry
            let address = "/law/settings/averageWage/\(entry)/withdraw"
            #expect(try await browser.get(address).text.contains("447,624.00 元"))
            #expect(try await browser.post(address, [:]).status == 422)
            let elsewhere = try await browser.get("/law/settings/minimumWage/\(entry)/withdraw")
            #expect(elsewhere.status == 404)
            #expect(try await browser.post(address, ["reason": "公布的数字更正了"]).status == 303)
            #expect(try await browser.get(address).status == 409)
            let list = try await browser.get("/law/settings/averageWage")
            #expect(list.text.contains("公布的数字更正了"))
        }
    }

    @Test("a value and no rule of its own cannot both be meant; the later field says so") func both() async throws {
        try await with { city, browser in
            let answer = try await browser.post(path, given.merging(["isNone": "true"]) { $1 })
            #expect(answer.status == 422)
            #expect(try answer.page().ids.contains("field-isNone-error"))
            let periods = given.merging(["reminder": "10", "isNone": "true", "value": ""]) { $1 }
            let letters = try await browser.post("/law/settings/replyPeriods/new", periods)
            #expect(letters.status == 422)
            let none = try await browser.post(path, given.merging(["isNone": "true", "value": ""]) { $1 })
            #expect(none.status == 200)
            #expect(try await kept(city) == 0)
        }
    }

    @Test("a calendar with far too many days off is refused, an odd one is pointed out before it is saved")
    func oddCalendars() async throws {
        try await with { _, browser in
            func ask(_ more: [String]) async throws -> WebAnswer {
                try await browser.post(
                    "/law/settings/calendar/new",
                    [
                        "year": "2027", "source": "国务院办公厅通知", "confirmation": "published", "reason": "公布了放假安排",
                        "value": LoadedYear.text + "\n" + more.joined(separator: "\n"),
                    ])
            }
            func weekdays(_ count: Int) -> [String] {
                let first = CalendarDay(2027, 6, 10)!
                return (0..<300).map { first.adding(days: $0) }.filter { day in
                    !day.isWeekend && !LoadedYear.text.contains(day.description) && day.year == 2027
                }.prefix(count).map { "\($0),休" }
            }
            let sound = try await ask([])
            #expect(sound.status == 200)
            #expect(!sound.text.contains("请核对"))
            #expect(!sound.text.contains("平常的周末"))
            let many = try await ask(weekdays(60))
            #expect(many.status == 200)
            #expect(many.text.contains("个工作日放假，往年不过二十来天"))
            let absurd = try await ask(weekdays(130))
            #expect(absurd.status == 422)
            #expect(try absurd.page().ids.contains("field-value-error"))
            let weekend = try await ask(["2027-07-17,休"])
            #expect(weekend.status == 200)
            #expect(weekend.text.contains("平常的周末不用写：07-17"))
        }
    }

    @Test("who may not look or change is told of standards, not of units; the auditor reads tables in words")
    func ownWords() async throws {
        try await with { city, _ in
            let stranger = try await city.browser(of: try await city.account(.auditor, at: city.city))
            for page in ["/law/settings", "/law/settings/averageWage", path] {
                let answer = try await stranger.get(page)
                #expect(answer.status == 403)
                #expect(answer.text.contains("各地标准"))
                #expect(!answer.text.contains("登记和修改单位"))
            }
            for table in LawTable.allCases { #expect(Law.records[table.rawValue] != nil, "\(table)") }
        }
    }

    @Test("who may only look sees the standards and no way to change them") func looking() async throws {
        try await with { city, _ in
            let other = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let page = try await other.get("/law/settings")
            #expect(page.status == 200)
            #expect(page.text.contains("每月 12,434 元"))
            #expect(!page.text.contains("/new"))
            #expect(try await other.get(path).status == 403)
            #expect(try await other.post(path, given).status == 403)
            let stranger = try await city.browser(of: try await city.account(.auditor, at: city.city))
            #expect(try await stranger.get("/law/settings").status == 403)
            #expect(try await other.get("/law/settings/nothing").status == 404)
        }
    }

    @Test("every table has its list and its form, in both languages", arguments: LawTable.allCases)
    func everyTable(_ table: LawTable) async throws {
        try await with { _, browser in
            for language in ["zh-CN", "en"] {
                _ = try await browser.get("/language?to=\(language)&back=/")
                #expect(try await browser.get("/law/settings/\(table.rawValue)").page().first("table") != nil)
                let form = try await browser.get("/law/settings/\(table.rawValue)/new").page()
                #expect(form.first("input", ["name": "source"]) != nil)
            }
        }
    }
}
