import Core
import Organization
import Storage
import TestSupport
import Testing
import Web

/// Two people have the same form open; the second one is told what the first has changed before hers is saved.
@Suite struct MeanwhileTests {
    /// Every input of the form, as a browser would send it.
    private func inputs(_ page: Markup) -> [String: String] {
        var values: [String: String] = [:]
        for input in page.all("input") {
            guard let name = input["name"], !name.hasPrefix("_"), input["type"] != "radio", input["type"] != "search"
            else { continue }
            values[name] = input["value"] ?? ""
        }
        for area in page.all("textarea") { values[area["name"] ?? ""] = area.text }
        return values
    }

    private static let first = ["name": "漕河泾职工服务站", "address": "聚鑫园3号楼", "teamName": "万街303"]

    private func opened(_ city: UnionCity) async throws -> (String, WebClient) {
        let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
        let made = try await officer.post(
            "/stations/new",
            Self.first.merging(["unit": city.caohejing.description, "openedOn": "2020-05-01"]) { $1 })
        return (try #require(made.location) + "/correct", officer)
    }

    @Test(arguments: TestEngine.allCases) func eachChangeIsShownAndOneIsChosen(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let (path, officer) = try await opened(city)
            var mine = inputs(try await officer.get(path).page())
            var theirs = mine
            theirs["address"] = "聚鑫园5号楼"
            theirs["region"] = "云南省昆明市"
            #expect(try await officer.post(path, theirs).status == 303)

            mine["address"] = "聚鑫园8号楼"
            mine["teamName"] = "万街团队"
            let told = try await officer.post(path, mine)
            #expect(told.status == 409)
            let page = try told.page()
            let rows = page.first("table", ["class": "rows"])?.text ?? ""
            for said in ["地点", "聚鑫园3号楼", "聚鑫园5号楼", "省市", "云南省昆明市", "陈经办"] {
                #expect(rows.contains(said), "\(said)")
            }
            #expect(!rows.contains("团队"))
            // Hers stays where she typed, theirs stands where she had not.
            var again = inputs(page)
            #expect(again["address"] == "聚鑫园8号楼" && again["teamName"] == "万街团队")
            #expect(again["region"] == "云南省昆明市")
            #expect(page.all("input", ["name": "choose-address"]).count == 2)
            #expect(page.first("input", ["name": "choose-region"]) == nil)

            // Pressing the button once more saves nothing: she has to choose.
            let pressed = try await officer.post(path, again)
            #expect(pressed.status == 422)
            #expect(try pressed.page().first("a", ["href": "#field-choose-address"]) != nil)
            #expect(try pressed.page().first("table", ["class": "rows"])?.text.contains("聚鑫园5号楼") == true)

            again["choose-address"] = "theirs"
            #expect(try await officer.post(path, again).status == 303)
            let now = inputs(try await officer.get(path).page())
            #expect(now["address"] == "聚鑫园5号楼" && now["teamName"] == "万街团队" && now["region"] == "云南省昆明市")
        }
    }

    @Test(arguments: TestEngine.allCases) func hersIsSavedWhereSheChoseSo(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let (path, officer) = try await opened(city)
            var mine = inputs(try await officer.get(path).page())
            #expect(try await officer.post(path, mine.merging(["address": "五号楼底层"]) { $1 }).status == 303)
            mine["address"] = "八号楼底层"
            var again = inputs(try await officer.post(path, mine).page())
            // Changed once more while she looks: what she chooses from is shown anew.
            let third = inputs(try await officer.get(path).page())
            #expect(try await officer.post(path, third.merging(["address": "九号楼底层"]) { $1 }).status == 303)
            again["choose-address"] = "mine"
            let told = try await officer.post(path, again)
            #expect(told.status == 409)
            let page = try told.page()
            #expect(page.first("table", ["class": "rows"])?.text.contains("九号楼底层") == true)
            #expect(page.all("input", ["name": "choose-address"]).allSatisfy { $0["checked"] == nil })
            var last = inputs(page)
            last["choose-address"] = "mine"
            #expect(try await officer.post(path, last).status == 303)
            #expect(inputs(try await officer.get(path).page())["address"] == "八号楼底层")
        }
    }

    @Test(arguments: TestEngine.allCases) func whatLiesOutsideTheFormIsNoConflict(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let id = try await city.enterprise("上海聚鑫物业管理有限公司", at: city.juxin)
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let path = "/enterprises/\(id)/correct"
            var mine = inputs(try await officer.get(path).page())
            let closed = try await officer.post(
                "/enterprises/\(id)/close", ["closedOn": city.day(0).description, "reason": "企业注销"])
            #expect(closed.status == 303)
            mine["shortName"] = "聚鑫物业"
            let told = try await officer.post(path, mine)
            #expect(told.status == 409 && told.text.contains("别人改的不在这张表里"))
            #expect(try await officer.post(path, inputs(try told.page())).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases) func aSlipOfTheFingerIsNoDate(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let refused = try await officer.post(
                "/enterprises/new", ["unit": city.juxin.description, "name": "上海新漕物业公司", "openedOn": "0001-01-01"])
            #expect(refused.status == 422)
            #expect(try refused.page().first("p", ["id": "field-openedOn-error"])?.text.contains("请核对年份") == true)
        }
    }

    @Test(arguments: TestEngine.allCases) func aNameIsWhatIsSeenOfIt(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let made = try await officer.post(
                "/enterprises/new", ["unit": city.juxin.description, "name": "上海\u{202E}新漕\u{200B}物业公司"])
            let shown = try await officer.get(try #require(made.location)).page()
            #expect(shown.first("h1")?.text == "上海新漕物业公司")
        }
    }

    @Test(arguments: TestEngine.allCases) func anOverrideNeedsAReasonThatSaysSomething(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            var form = ["unit": city.juxin.description, "name": "上海新漕物业公司", "creditCode": "91310104MA1FR00001"]
            let asked = try await officer.post("/enterprises/new", form).page()
            let label = asked.all("label").first { $0["for"] == "field-creditCodeOverride" }?.text
            #expect(label == "校验码不对的原因")
            form["creditCodeOverride"] = "x"
            let again = try await officer.post("/enterprises/new", form)
            #expect(again.status == 422)
            #expect(try again.page().first("p", ["id": "field-creditCodeOverride-error"]) != nil)
            form["creditCodeOverride"] = "营业执照上就是这样"
            #expect(try await officer.post("/enterprises/new", form).status == 303)
        }
    }
}
