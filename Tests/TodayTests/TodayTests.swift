import Core
import Deployment
import Foundation
import Rosters
import Storage
import TestForce
import TestSupport
import Testing
import Web
import Workforce

@testable import Today

@Suite("Today") struct TodayTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }
    private let areas = [Deployment.area, Rosters.area, Today.area]

    @Test("an officer sees what waits for her, each number with its list", arguments: TestEngine.allCases)
    func officer(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, areas) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            try await city.run(RequestTransfer(person: lin, unit: city.gucun, reason: "花名册里有她"))
            let browser = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let page = try await browser.get("/").page()
            #expect(page.first("h1")?.text == "今天")
            #expect(page.elements.contains { $0.text.contains("陈经办，今天是 2027年3月1日") })
            let tiles = page.all("a").filter { ($0["class"] ?? "").hasPrefix("figure") }
            #expect(tiles.compactMap { $0["href"] } == ["/transfers", "/coverage/units?state=uncovered"])
            #expect(page.all("span", ["class": "figure-value"]).map(\.text) == ["1", "3"])
            let list = try await browser.get("/coverage/units?state=uncovered", json: true).object()
            #expect((list["units"] as? [Any])?.count == 3)
            #expect(page.first("a", ["href": "/people/\(lin)"])?.text == "林秀芳")
            let twin = try await browser.get("/", json: true).object()
            let waiting = try #require(twin["waiting"] as? [[String: Any]])
            #expect(waiting.map { $0["count"] as? Int } == [1, 3])
            #expect(twin["covered"] == nil)
            // The asker has nothing to answer; a viewer has nothing to do.
            let asker = try await city.browser(of: try await city.account(.officer, at: city.gucun))
            let asked = try await asker.get("/").page()
            #expect(asked.all("span", ["class": "figure-value"]).map(\.text) == ["2"])
            #expect(asked.first("a", ["href": "/transfers"])?.text == "调入申请")
            let viewer = try await city.browser(of: try await city.account(.viewer, at: city.xuhui))
            let looked = try await viewer.get("/").page()
            #expect(looked.all("span", ["class": "figure-value"]).isEmpty)
            #expect(looked.first("a", ["href": "/transfers"]) == nil)
        }
    }

    @Test("a roster that she uploaded waits for her, not for her colleague", arguments: TestEngine.allCases)
    func roster(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, areas) { city in
            let account = try await city.account(.officer, at: city.xuhui)
            let text = "姓名,身份证号\n林秀芳,\n"
            try await city.run(UploadFile(fileName: "三月.csv", file: Data(text.utf8)), as: account)
            let hers = try await city.browser(of: account).get("/").page()
            #expect(hers.first("a", ["href": "/rosters"])?.text.contains("您上传的文件") == true)
            let colleague = try await city.account(.officer, at: city.xuhui)
            let others = try await city.browser(of: colleague).get("/").page()
            #expect(others.first("a", ["href": "/rosters"]) == nil)
        }
    }

    @Test(
        "a social worker sees the units that she answers for, with links as far as her account reaches",
        arguments: TestEngine.allCases)
    func socialWorker(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, areas) { city in
            let (lin, post) = try await city.hire("林秀芳", at: city.juxin)
            try await city.run(TakeResponsibility(person: lin, unit: city.science, startedOn: try day("2026-02-01")))
            let browser = try await city.browser(of: try await city.account(.socialWorker, at: city.juxin, person: lin))
            let page = try await browser.get("/").page()
            let rows = page.all("th", ["scope": "row"]).map(\.text)
            #expect(rows.contains("聚鑫园园区工会联合会") && rows.contains("科技大厦工会联合会"))
            #expect(page.first("a", ["href": "/units/\(city.juxin)"]) != nil)
            #expect(page.first("a", ["href": "/units/\(city.science)"]) == nil)
            try await city.run(EndPost(post: post, endedOn: try day("2027-02-01"), reason: "辞职"))
            let after = try await browser.get("/", json: true).object()
            #expect((after["covered"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("who has gone elsewhere is not in the news of her old unit", arguments: TestEngine.allCases)
    func news(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, areas) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let old = try await city.browser(of: try await city.account(.viewer, at: city.caohejing))
            #expect(try await old.get("/").text.contains("林秀芳"))
            try await city.run(
                MoveWorker(person: lin, unit: city.gucun, startedOn: try day("2026-07-01"), reason: "工作需要"))
            #expect(try await !old.get("/").text.contains("林秀芳"))
            #expect(try await !old.get("/", json: true).text.contains(lin.description))
            let both = try await city.browser(of: try await city.account(.viewer, at: city.city))
            let twin = try await both.get("/", json: true).object()
            #expect((twin["news"] as? [[String: Any]])?.count == 2)
        }
    }

    @Test("administrators and accounts without a role are told where to go", arguments: TestEngine.allCases)
    func others(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, areas) { city in
            try await city.hire("林秀芳", at: city.caohejing)
            let auditor = try await city.browser(of: try await city.account(.auditor, at: city.city))
            let page = try await auditor.get("/")
            let told = try page.page()
            #expect(told.elements.contains { $0.text.contains("您的角色不办理业务") })
            #expect(told.first("a", ["href": "/audit"])?.text == "查看审计记录")
            #expect(!page.text.contains("林秀芳"))
            let nobody = try await city.browser(of: try await city.account(.viewer))
            let bare = try await nobody.get("/")
            #expect(try bare.page().elements.contains { $0.text.contains("您的账号还没有角色") })
            #expect(!bare.text.contains("林秀芳"))
        }
    }

    @Test("the page asks as often for many as for few", arguments: TestEngine.allCases)
    func statements(_ engine: TestEngine) async throws {
        let statements = Statements()
        try await ForceCity.with(engine, observer: statements, areas) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let browser = try await city.browser(of: try await city.account(.officer, at: city.xuhui, person: lin))
            func count() async throws -> Int {
                try await statements.during { _ = try await browser.get("/").page() }.count
            }
            try await city.hire(1...10, at: city.caohejing)
            _ = try await count()
            let few = try await count()
            try await city.addUnits(1...40, in: city.caohejing)
            try await city.hire(11...300, at: city.caohejing)
            #expect(try await count() == few)
            #expect(few <= 15, "\(few)")
        }
    }

    @Test("the newest posts are found by an index", arguments: [TestEngine.sqlite])
    func plan(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, areas) { city in
            for unit in [city.xuhui, city.caohejing] {
                let scope = try await city.account(.viewer, at: unit).sees
                let plan = try await city.house.database.read { try $0.plan(of: TodayPage.newsQuery(scope)) }
                    .joined(separator: "\n")
                #expect(plan.contains("SEARCH po") && !plan.contains("SCAN p"), "\(plan)")
            }
        }
    }

    @Test("the page speaks English") func english() async throws {
        try await ForceCity.with(.sqlite, areas) { city in
            let browser = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            browser.cookies["lang"] = "en"
            let page = try await browser.get("/").page()
            #expect(page.first("h1")?.text == "Today")
            #expect(page.all("h2").map(\.text) == ["Waiting for you", "Posts registered last"])
        }
    }
}
