import TestForce
import TestSupport
import Testing
import Web

@testable import Law

/// What she is told where something is missing, cannot be meant, or got lost.
@Suite("Public calculator, in doubt") struct CalculatorDoubtTests {
    @Test("overtime without hours and leave without days are not nothing: she is asked how much") func unsaid()
        async throws
    {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let client = WebClient(city.server)
            let said = ["place": "310000", "employment": "full_time", "hire_date": "2024-01-08"]
            let (sheet, _) = try await CalculatorTests.walk(client, said.merging(["topics": "overtime"]) { $1 })
            let text = try #require(try sheet.page().first("main")?.text)
            #expect(text.contains("加班工资 要看情况"))
            #expect(text.contains("休息日加班没有补休的天数 去填"))
            #expect(!text.contains("没有看到可以要的"))
            let fill = try sheet.page().all("button", ["name": "show"]).first { $0["value"] == "overtime" }
            #expect(fill != nil)
            let (leave, _) = try await CalculatorTests.walk(client, said.merging(["topics": "leave"]) { $1 })
            #expect(leave.text.contains("要看以前年度有几天没有休"))
        }
    }

    @Test("who has nothing to claim reads that first, and no limits of claims") func nothing() async throws {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let left = CalculatorTests.dismissed.merging(["leaving": "self", "ending": "resigned_freely"]) { $1 }
            let (sheet, _) = try await CalculatorTests.walk(WebClient(city.server), left)
            let text = try #require(try sheet.page().first("main")?.text)
            #expect(text.contains("按您说的情况，没有看到可以要的"))
            #expect(!text.contains("申请仲裁"))
            #expect(!text.contains("劳动监察"))
            #expect(!text.contains("年休假"))
            #expect(!text.contains("依据的法条"))
        }
    }

    @Test("where the local average is not known the sum says that it can be lower; the caution is printed too")
    func uncapped() async throws {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let elsewhere = CalculatorTests.dismissed.merging(["place": "000000", "avg_monthly_wage": "90000"]) { $1 }
            let (sheet, _) = try await CalculatorTests.walk(WebClient(city.server), elsewhere)
            let text = try #require(try sheet.page().first("main")?.text)
            #expect(text.contains("没有核对三倍封顶"))
            let (capped, _) = try await CalculatorTests.walk(WebClient(city.server), CalculatorTests.dismissed)
            #expect(!capped.text.contains("没有核对三倍封顶"))

            let contract = [
                "topics": "contract", "place": "310000", "employment": "full_time", "hire_date": "2025-06-08",
                "contract": "never", "monthly_wage": "6500",
            ]
            let (paper, _) = try await CalculatorTests.walk(WebClient(city.server), contract)
            let onScreen = try paper.page().all("div", ["class": "screen"]).map(\.text).joined()
            #expect(paper.text.contains("这些文件没有看到原文"))
            #expect(!onScreen.contains("这些文件没有看到原文"))
            #expect(!onScreen.contains("依据的法条"))
            #expect(onScreen.contains("看全部法条"))
        }
    }

    @Test(
        "a sum that cannot be meant is refused where it was written",
        arguments: [
            ("monthly_wage", "0", "大于零"), ("monthly_wage", "1000000.01", "一百万"),
            ("avg_monthly_wage", "7200.505", "两位小数"),
            ("last_month_wage", "2000000", "一百万"), ("unpaid_wages", "100000001", "一亿"),
            ("order_lapsed", "0.001", "两位小数"),
        ])
    func nonsense(_ field: String, _ sum: String, _ told: String) async throws {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let topics = ["monthly_wage": "contract", "unpaid_wages": "wages", "order_lapsed": "wages"]
            let said = CalculatorTests.dismissed.merging([
                "topics": topics[field] ?? "left", "ending": "incompetent", "contract": "never", "notice_given": "no",
                "at": field, field: sum,
            ]) { $1 }
            let answer = try await WebClient(city.server).post("/calculator", said)
            #expect(answer.status == 422)
            #expect(answer.text.contains(told))
            let kept = try answer.page().first("input", ["name": field])?["value"]
            #expect(kept == sum)
        }
    }

    @Test("a form that lost its proof is asked for again with all that was answered") func unproven() async throws {
        try await ForceCity.with(.sqlite, [Law.area()]) { city in
            let client = WebClient(city.server)
            client.fetchSite = nil
            let said = ["at": "place", "place": "310000", "topics": "wages", "seen": "topics"]
            let answer = try await client.post("/calculator", said)
            #expect(answer.status == 403)
            #expect(answer.text.contains("您填的内容还在"))
            #expect(!answer.text.contains("经办干部"))
            let kept = try CalculatorTests.hidden(answer)
            #expect(kept["topics"] == "wages" && kept["place"] == "310000" && kept["seen"] == "topics")
            let token = try #require(try answer.page().first("input", ["name": "_token"])?["value"])
            let again = try await client.post("/calculator", kept.merging(["_token": token]) { $1 })
            #expect(again.status == 200)
            #expect(try again.page().first("input", ["name": "at"])?["value"] == "place")
            // From another site's page there is nothing to keep.
            client.fetchSite = "cross-site"
            let foreign = try await client.post("/calculator", said)
            #expect(foreign.status == 403)
            #expect(!foreign.text.contains("310000"))
        }
    }
}
