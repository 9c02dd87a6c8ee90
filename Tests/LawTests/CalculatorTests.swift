import Core
import Foundation
import Storage
import TestForce
import TestSupport
import Testing
import Web

@testable import Law

/// It is 1 March 2027. Whoever asks has no account.
@Suite("Public calculator") struct CalculatorTests {
    /// Li Xiulan was told not to come any more; a contract was signed after five months.
    static let dismissed = [
        "topics": "left", "place": "310000", "employment": "full_time", "hire_date": "2021-03-15",
        "leaving": "employer",
        "ending": "dismissed_without_ground", "end_date": "2027-01-31", "avg_monthly_wage": "8,000元", "demanded": "",
    ]

    /// Answers question after question as a browser without a script does, until the sheet is there.
    static func walk(
        _ client: WebClient, _ answers: [String: String], from start: WebAnswer? = nil
    ) async throws -> (sheet: WebAnswer, asked: [String]) {
        var answer: WebAnswer
        if let start { answer = start } else { answer = try await client.get("/calculator") }
        var asked: [String] = []
        while let at = try answer.page().first("input", ["name": "at"])?["value"], asked.count < 40 {
            asked.append(at)
            var fields: [String: String] = [:]
            for input in try answer.page().all("input") {
                // The form that changes the language carries the same answers, and two fields of its own.
                guard let name = input["name"], !["show", "_language"].contains(name) else { continue }
                if input["type"] == "hidden" { fields[name] = input["value"] ?? "" }
                if let given = answers[name], input["type"] != "hidden" { fields[name] = given }
            }
            answer = try await client.post("/calculator", fields)
            #expect(answer.status == 200, "\(at)")
        }
        return (answer, asked)
    }

    @Test("a dismissed worker reads what she can claim, until when, by which article", arguments: TestEngine.allCases)
    func dismissal(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Law.area()]) { city in
            let before = try await rows(city)
            let (sheet, asked) = try await Self.walk(WebClient(city.server), Self.dismissed)
            #expect(
                asked == [
                    "topics", "place", "employment", "hire_date", "leaving", "ending", "end_date", "avg_monthly_wage",
                    "demanded",
                ])
            let text = try #require(try sheet.page().first("main")?.text)
            // Five years and ten and a half months: six months' wage, twice.
            #expect(text.contains("96,000.00 元"))
            #expect(text.contains("人民币玖万陆仟元整"))
            #expect(text.contains("违法解除或者终止的赔偿金（2N）"))
            #expect(text.contains("只能要一样"))
            #expect(text.contains("《劳动合同法》（2012-12-28）第八十七条"))
            // A year from 31 January 2027; a week earlier is safe.
            #expect(text.contains("最后一天是 2028年1月31日"))
            #expect(text.contains("最好在 2028年1月"))
            #expect(text.contains("上海市总工会"))
            #expect(text.contains("劳动合同，或者工作证"))
            #expect(!text.contains("加班工资"))
            // Nothing was written.
            let after = try await rows(city)
            #expect(after == before)
        }
    }

    @Test("she goes back and corrects one answer without giving the others again") func correcting() async throws {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let client = WebClient(city.server)
            let (sheet, _) = try await Self.walk(client, Self.dismissed)
            var fields = try Self.hidden(sheet, form: "given")
            fields["show"] = "avg_monthly_wage"
            let question = try await client.post("/calculator", fields)
            let box = try question.page().first("input", ["id": "field-avg-monthly-wage"])
            #expect(box?["value"] == "8000")
            let (corrected, asked) = try await Self.walk(client, ["avg_monthly_wage": "９０００"], from: question)
            #expect(asked == ["avg_monthly_wage"])
            #expect(corrected.text.contains("108,000.00"))

            // Who ended it decides which reasons there are: only that is asked anew.
            fields["show"] = "leaving"
            let how = try await client.post("/calculator", fields)
            let answers = ["leaving": "self", "ending": "resigned_freely"]
            let (resigned, again) = try await Self.walk(client, answers, from: how)
            #expect(again == ["leaving", "ending"])
            #expect(resigned.text.contains("劳动者自己辞职：没有经济补偿"))

            fields = try Self.hidden(how)
            fields["go"] = "back"
            fields["at"] = "hire_date"
            let back = try await client.post("/calculator", fields)
            let at = try back.page().first("input", ["name": "at"])?["value"]
            #expect(at == "employment")
            // The browser's own way back does not ask to send the form again.
            #expect(back.header("Cache-Control") == "private, no-cache")
        }
    }

    @Test("what cannot be is said at the question, with what was written") func refused() async throws {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let client = WebClient(city.server)
            let nothing = try await client.post("/calculator")
            #expect(nothing.status == 422)
            #expect(nothing.text.contains("请至少选一项"))

            let said = [
                "topics": "left", "seen": "topics,place,employment,hire_date,leaving,ending", "place": "310000",
            ]
            .merging(Self.dismissed) { first, _ in first }
            let early = try await client.post(
                "/calculator", said.merging(["at": "end_date", "end_date": "2020年1月5日"]) { $1 })
            #expect(early.status == 422)
            #expect(early.text.contains("最后工作日早于入职日"))
            let kept = try early.page().first("input", ["id": "field-end-date"])?["value"]
            #expect(kept == "2020-01-05")

            let noDay = try await client.post(
                "/calculator", said.merging(["at": "hire_date", "hire_date": "2021-02-30"]) { $1 })
            #expect(noDay.text.contains("应当是日历上有的一天"))
            let future = try await client.post(
                "/calculator", said.merging(["at": "hire_date", "hire_date": "2031-02-03", "end_date": ""]) { $1 })
            #expect(future.text.contains("这一天还没有到"))
            let noSum = try await client.post(
                "/calculator", said.merging(["at": "avg_monthly_wage", "avg_monthly_wage": "很多"]) { $1 })
            #expect(noSum.text.contains("应当是金额"))
            let noChoice = try await client.post(
                "/calculator", said.merging(["at": "ending", "ending": "layoff"]) { $1 })
            #expect(noChoice.status == 422)
        }
    }

    @Test("an award that is still to come is no award; a day of payment may lie ahead") func stagesAhead() async throws
    {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let client = WebClient(city.server)
            let said = [
                "topics": "procedure", "stage": "award_received", "stage_day": "2027-03-20", "at": "stage_day",
                "seen": "topics,stage",
            ]
            let early = try await client.post("/calculator", said)
            #expect(early.status == 422)
            #expect(early.text.contains("这一天还没有到"))
            #expect(try early.page().first("input", ["id": "field-stage-day"])?["value"] == "2027-03-20")
            let due = try await client.post("/calculator", said.merging(["stage": "performance_due"]) { $1 })
            // Two years from the day of payment.
            #expect(due.text.contains("2029年3月20日"))
        }
    }

    @Test("every topic leads to a sheet, in Chinese and in English") func topics() async throws {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let known = [
                "place": "000000", "employment": "full_time", "hire_date": "2024-01-08", "contract": "never",
                "monthly_wage": "6500", "unpaid_wages": "15000", "weekday_hours": "100", "restday_days": "3",
                "earlier_unused_days": "5", "avg_monthly_wage": "7000", "stage": "award_received",
                "stage_day": "2027-02-26", "leaving": "closed", "end_date": "2026-12-31", "years_of_work": "11",
            ]
            let sums = [
                "left": "21,000.00", "contract": "71,500.00", "wages": "15,000.00", "overtime": "7,396.55",
                "leave": "3,218.39", "procedure": "2027年3月15日",
            ]
            for (topic, sum) in sums {
                let client = WebClient(city.server)
                let (sheet, _) = try await Self.walk(client, known.merging(["topics": topic]) { $1 })
                #expect(sheet.text.contains(sum), "\(topic)")
                let english = try await client.post(
                    "/calculator", ["_language": "en"].merging(try Self.hidden(sheet)) { $1 })
                let page = try english.page()
                #expect(page.first("html")?["lang"] == "en")
                // Only what the house itself is called stays Chinese, sums in capitals, and the marks of notices.
                let chinese = try #require(page.first("main")?.text)
                    .replacing("上海市总工会", with: "").replacing(/人民币[^ ]+[整角分]/, with: "").replacing(/[注慎]/, with: "")
                    .filter {
                        ("一"..."龥").contains($0)
                    }
                #expect(chinese == "", "\(topic)")
            }
        }
    }

    @Test("what is out of time stands in no sum, and beside it with the reason") func outOfTime() async throws {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let (sheet, _) = try await Self.walk(
                WebClient(city.server),
                [
                    "topics": "contract", "place": "310000", "employment": "full_time", "hire_date": "2024-01-08",
                    "contract": "never", "monthly_wage": "6500",
                ])
            let text = try #require(try sheet.page().first("main")?.text)
            #expect(text.contains("本来可以要71,500.00 元都过了时效"))
            #expect(!text.contains("按您说的情况，可以要"))

            // She is still there and began on 8 June 2025: the months paid before March 2026 are lost in Shanghai.
            let said = [
                "topics": "contract", "place": "310000", "employment": "full_time", "hire_date": "2025-06-08",
                "contract": "never", "monthly_wage": "6500",
                "seen": "topics,place,employment,hire_date,contract,monthly_wage,demanded",
            ]
            let partly = try await WebClient(city.server).post("/calculator", said, json: true).object()
            let whole = try #require((partly["claims"] as? [[String: Any]])?.first?["worth"] as? String)
            #expect(whole == "71,500.00 元")
            let barred = try #require(partly["barred"] as? String)
            let certain = try #require(partly["certain"] as? String)
            // February is paid on 15 March 2026: from then on it is in time on 1 March 2027, four months and five days.
            #expect(certain == "27,494.25 元")
            #expect(barred == "44,005.75 元")
        }
    }

    @Test("two years after she was let go only what she demanded in time is left") func longAgo() async throws {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let long = Self.dismissed.merging(["end_date": "2025-01-31", "topics": "left"]) { $1 }
            let (sheet, _) = try await Self.walk(WebClient(city.server), long)
            let text = try #require(try sheet.page().first("main")?.text)
            #expect(text.contains("本来可以要64,000.00 元都过了时效"))
            #expect(text.contains("2026年2月2日 已经过了"))
            // The year was over when she asked; unless she had asked before.
            let late = long.merging(["demanded": "2026年11月20日"]) { $1 }
            let lost = try await Self.walk(WebClient(city.server), late).sheet
            #expect(lost.text.contains("都过了时效"))
            let earlier = late.merging(["demanded_before": "2025.12.10"]) { $1 }
            let kept = try #require(
                try await Self.walk(WebClient(city.server), earlier).sheet.page().first("main")?.text)
            #expect(kept.contains("按您说的情况，可以要64,000.00 元"))
            #expect(!kept.contains("都过了时效"))
            let future = try await WebClient(city.server).post(
                "/calculator", earlier.merging(["at": "demanded", "demanded": "2027-03-02"]) { $1 })
            #expect(future.status == 422)
        }
    }

    @Test("she chooses among the places that the city has standards for, as it calls them now") func places()
        async throws
    {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let officer = try await city.account(.officer, at: city.city)
            try await city.run(
                SetLawEntry(.place, place: "500000", value: "重庆市", source: "GB/T 2260", reason: "有职工在那里上班"),
                as: officer)
            var minimum = SetLawEntry(
                .minimumWage, place: "500000", from: try ForceCity.day("2025-01-01"), value: "2330",
                source: "重庆市人力社保局公布", reason: "登记最低工资")
            minimum.confirmation = .published
            try await city.run(minimum, as: officer)
            let client = WebClient(city.server)
            let place = try await client.post("/calculator", ["at": "topics", "topics": "left"])
            let offered = try place.page().all("input", ["name": "place"]).compactMap { $0["value"] }
            #expect(offered == ["110000", "310000", "320000", "440000", "500000", "000000"])
            let poor = Self.dismissed.merging(["place": "500000", "avg_monthly_wage": "2000"]) { $1 }
            let (sheet, _) = try await Self.walk(client, poor)
            #expect(sheet.text.contains("27,960.00"))
        }
    }

    @Test("whoever asks without end has to wait and loses nothing") func limited() async throws {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let client = WebClient(city.server)
            for _ in 1...120 { _ = try await client.get("/calculator") }
            let answer = try await client.post("/calculator", ["at": "topics", "topics": "wages", "seen": "place"])
            #expect(answer.status == 429)
            #expect(answer.header("Retry-After") == "1")
            let kept = try answer.page().first("input", ["name": "topics"])?["value"]
            #expect(kept == "wages")
            let elsewhere = try await WebClient(city.server, address: "198.51.100.9").get("/calculator")
            #expect(elsewhere.status == 200)
        }
    }

    @Test("the page's JSON twin says the same") func twin() async throws {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let said = Self.dismissed.merging([
                "seen": "topics,place,employment,hire_date,leaving,ending,end_date,avg_monthly_wage,demanded"
            ]) { $1 }
            let sheet = try await WebClient(city.server).post("/calculator", said, json: true).object()
            #expect(sheet["certain"] as? String == "96,000.00 元")
            let claims = try #require(sheet["claims"] as? [[String: Any]])
            let standing = claims.map { "\($0["claim"] ?? ""):\($0["standing"] ?? "")" }
            #expect(standing.contains("unlawful_termination:arises"))
        }
    }

    static func hidden(_ answer: WebAnswer, form: String? = nil) throws -> [String: String] {
        let inputs = try answer.page().all("input", ["type": "hidden"])
        return Dictionary(
            inputs.compactMap { input in input["name"].map { ($0, input["value"] ?? "") } }, uniquingKeysWith: { $1 }
        ).filter { !$0.key.hasPrefix("_") && $0.key != "show" }
    }

    /// How many rows there are in the whole house.
    private func rows(_ city: ForceCity) async throws -> Int {
        try await city.house.database.read { tx in
            let counts: [SQL] = [
                "SELECT COUNT(*) FROM sessions", "SELECT COUNT(*) FROM audit_entries", "SELECT COUNT(*) FROM people",
                "SELECT COUNT(*) FROM command_keys", "SELECT COUNT(*) FROM units",
            ]
            return try counts.map { try tx.value($0) ?? 0 }.reduce(0, +)
        }
    }
}
