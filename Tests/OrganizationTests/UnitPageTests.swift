import Core
import Organization
import Storage
import TestSupport
import Testing
import Web

@Suite struct UnitPageTests {
    /// Acts on a page of a unit's story.
    private let storySize = 20

    @Test(arguments: TestEngine.allCases) func theTreeReachesAsFarAsTheScope(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let page = try await officer.get("/units").page()
            let links = page.all("a").compactMap { $0["href"] }
            #expect(links.contains("/units/\(city.xuhui)") && links.contains("/units/\(city.caohejing)"))
            #expect(!links.contains("/units/\(city.juxin)"))
            #expect(!links.contains { $0.contains(city.baoshan.description) || $0.contains(city.city.description) })

            let opened = try await officer.get("/units?open=\(city.caohejing)").page()
            #expect(opened.all("a").contains { $0["href"] == "/units/\(city.juxin)" })
            // What lies elsewhere opens nothing.
            let elsewhere = try await officer.get("/units?open=\(city.gucun)")
            #expect(!elsewhere.text.contains("菊泉") && !elsewhere.text.contains("顾村"))
        }
    }

    @Test(arguments: TestEngine.allCases) func outsideTheScopeThereIsNothing(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let alias = try await city.house.runner.run(
                ConfirmAlias(district: city.baoshan, alias: "顾村", unit: city.gucun), as: .founder
            ).alias
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.caohejing))
            for address in ["", "/new", "/correct", "/aliases", "/aliases/\(alias)/forget"] {
                for unit in [city.gucun, city.xuhui, city.city] {
                    for answer in [
                        try await officer.get("/units/\(unit)\(address)"),
                        try await officer.get("/units/\(unit)\(address)", json: true),
                    ] {
                        #expect(answer.status == 404, "\(address)")
                        #expect(!answer.text.contains("顾村"))
                    }
                }
            }
            for address in ["/new", "/correct", "/aliases/\(alias)/forget"] {
                let answer = try await officer.post(
                    "/units/\(city.gucun)\(address)",
                    ["name": "某某工会", "kind": "park", "version": "1", "reason": "试一试"])
                #expect(answer.status == 404, "\(address)")
            }
            for filter in ["q=gucun", "district=\(city.baoshan)", "kind=district", "view=list&q=310113109"] {
                let found = try await officer.get("/units?\(filter)")
                #expect(found.status == 200)
                #expect(!found.text.contains("顾村") && !found.text.contains("宝山"), "\(filter)")
            }
            // The names on the way down belong to one's own unit; they are no links.
            let own = try await officer.get("/units/\(city.caohejing)")
            #expect(own.text.contains("徐汇区总工会"))
            #expect(!own.text.contains("href=\"/units/\(city.xuhui)\""))
        }
    }

    @Test(arguments: TestEngine.allCases) func anAdministratorSeesNoUnits(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let auditor = try await city.browser(of: try await city.actor(.auditor, at: city.city))
            let answer = try await auditor.get("/units")
            #expect(answer.status == 403)
            let page = try answer.page()
            #expect(!page.all("a").contains { $0["href"] == "/units" })
            let unit = try await auditor.get("/units/\(city.caohejing)")
            #expect(unit.status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases) func aUnitIsRegisteredAndCorrectedByForms(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let address = "/units/\(city.xuhui)/new"
            let form = try await officer.get(address).page()
            #expect(form.all("option").map { $0["value"] ?? "" }.prefix(4) == ["", "street", "town", "zone"])

            let refused = try await officer.post(address, ["name": "田", "code": "31 01"])
            #expect(refused.status == 422)
            let again = try refused.page()
            #expect(again.first("input", ["name": "name"])?["value"] == "田")
            #expect(again.ids.contains("error-summary"))

            let made = try await officer.post(
                address, ["kind": "street", "name": "田林 街道总工会", "code": "310104011", "openedOn": "2011-05-01"])
            #expect(made.status == 303)
            let page = try await officer.follow(made).page()
            #expect(page.first("h1")?.text == "田林街道总工会")
            let location = try #require(made.location)
            let twin = try await officer.get(location, json: true).object()
            #expect(twin["placeName"] as? String == "田林街道")
            #expect(twin["code"] as? String == "310104011")
            #expect(twin["openedOn"] as? String == "2011-05-01")

            let corrected = try await officer.post(
                location + "/correct", ["version": "1", "name": "田林街道总工会", "placeName": "田林", "code": "310104011"])
            #expect(corrected.location == location)
            let late = try await officer.post(location + "/correct", ["version": "1", "name": "田林镇总工会"])
            #expect(late.status == 409)
            let lateForm = try late.page()
            #expect(lateForm.first("input", ["name": "name"])?["value"] == "田林镇总工会")
        }
    }

    @Test(arguments: TestEngine.allCases) func whoMayNotSeesTheReasonAndNoButton(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let viewer = try await city.browser(of: try await city.actor(.viewer, at: city.xuhui))
            let answer = try await viewer.get("/units/\(city.caohejing)")
            #expect(answer.text.contains("登记和修改单位由经办干部办理"))
            let hasButton = try answer.page().all("a").contains { ($0["href"] ?? "").hasSuffix("/new") }
            #expect(!hasButton)
            let form = try await viewer.get("/units/\(city.caohejing)/new")
            #expect(form.status == 403)
            let sent = try await viewer.post("/units/\(city.caohejing)/new", ["kind": "park", "name": "某园区工会联合会"])
            #expect(sent.status == 403)
        }
    }

    @Test(arguments: TestEngine.allCases) func theStoryTellsWhoDidWhat(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let actor = try await city.actor(.officer, at: city.xuhui)
            let officer = try await city.browser(of: actor)
            for number in 1...storySize {
                _ = try await city.add(.building, "\(number)号楼宇工会联合会", in: city.huajing, as: actor)
            }
            _ = try await city.house.runner.run(
                CorrectUnit(unit: city.huajing, version: 1, name: "华泾镇工会", placeName: "华泾镇", code: nil), as: actor)
            let newest = try await officer.get("/units/\(city.huajing)")
            let lines = try newest.page().all("p", ["class": "story-what"]).map(\.text)
            #expect(lines.count == storySize)
            #expect(lines.first == "修改了名称、代码")
            #expect(lines[1] == "登记了下级单位：\(storySize)号楼宇工会联合会")
            #expect(newest.text.contains("陈经办"))
            let twin = try await officer.get("/units/\(city.huajing)", json: true).object()
            let story = try #require(twin["story"] as? [String: Any])
            let earlier = try #require(story["earlier"] as? String)
            let older = try await officer.get(earlier).page().all("p", ["class": "story-what"]).map(\.text)
            #expect(older == ["登记了下级单位：1号楼宇工会联合会", "登记了这个单位"])
        }
    }

    @Test(arguments: TestEngine.allCases) func aliasesAreListedAndForgottenWithAReason(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let actor = try await city.actor(.officer, at: city.xuhui)
            let alias = try await city.house.runner.run(
                ConfirmAlias(district: city.xuhui, alias: "漕河泾开发区街道", unit: city.caohejing), as: actor
            ).alias
            let officer = try await city.browser(of: actor)
            let list = try await officer.get("/units/\(city.xuhui)/aliases")
            #expect(list.text.contains("漕河泾开发区街道") && list.text.contains("陈经办"))
            let told = try await officer.get("/units/\(city.caohejing)").page().first("p", ["class": "story-what"])?
                .text
            #expect(told == "记住了花名册里的写法“漕河泾开发区街道”")
            let forget = "/units/\(city.xuhui)/aliases/\(alias)/forget"
            let asked = try await officer.get(forget).page()
            #expect(asked.first("form", ["action": forget]) != nil)
            let silent = try await officer.post(forget)
            #expect(silent.status == 422)
            let done = try await officer.post(forget, ["reason": "选错了单位"])
            #expect(done.location == "/units/\(city.xuhui)/aliases")
            let after = try await officer.get("/units/\(city.xuhui)/aliases")
            #expect(!after.text.contains("漕河泾开发区街道"))
            let gone = try await officer.get(forget)
            #expect(gone.status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases) func otherRoomsShowTheirSections(_ engine: TestEngine) async throws {
        struct Workers: Section {
            static let key = "workers"
            let title: Message = "Workers"
            let unit: Identifier
            func body(_ words: Words) -> HTML { "<p>\(unit)</p>" }
        }
        let section = UnitSection { visit, unit, _ in visit.actor.has(.post) ? Workers(unit: unit) : nil }
        try await UnionCity.withCity(on: engine, sections: [section]) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let page = try await officer.get("/units/\(city.huajing)").page()
            #expect(page.first("section", ["id": "workers"])?.text == "Workers \(city.huajing)")
            let twin = try await officer.get("/units/\(city.huajing)", json: true).object()
            let sections = try #require(twin["sections"] as? [String: [String: Any]])
            #expect(sections["workers"]?["unit"] as? String == city.huajing.description)
            let viewer = try await city.browser(of: try await city.actor(.viewer, at: city.xuhui))
            let without = try await viewer.get("/units/\(city.huajing)").page()
            #expect(without.first("section", ["id": "workers"]) == nil)
        }
    }

    /// Every page asks as often for many units as for few.
    @Test(arguments: TestEngine.allCases) func statementsDoNotGrowWithRows(_ engine: TestEngine) async throws {
        let counter = Counter()
        try await UnionCity.withCity(on: engine, observer: counter) { city in
            let actor = try await city.actor(.officer, at: city.xuhui)
            let officer = try await city.browser(of: actor)
            let addresses = [
                "/units", "/units?open=\(city.huajing)", "/units?view=list", "/units?district=\(city.xuhui)",
                "/units?q=huajing", "/units/\(city.huajing)", "/units/\(city.huajing)/aliases",
            ]
            func counts() async throws -> [Int] {
                var counts: [Int] = []
                for address in addresses {
                    counts.append(try await counter.during { _ = try await officer.get(address) })
                }
                return counts
            }
            func grow(_ number: Int) async throws {
                let unit = try await city.add(.building, "华泾\(number)号楼宇工会联合会", in: city.huajing, as: actor)
                _ = try await city.house.runner.run(
                    ConfirmAlias(district: city.xuhui, alias: "华泾第\(number)", unit: unit), as: actor)
            }
            try await grow(1)
            _ = try await counts()
            let few = try await counts()
            for number in 2...40 { try await grow(number) }
            let many = try await counts()
            #expect(few == many)
            #expect(few.allSatisfy { $0 <= 14 }, "\(few)")
        }
    }
}
