import Core
import Foundation
import Storage
import TestForce
import TestSupport
import Testing
import Web
import Workforce

@testable import Deployment

@Suite("Coverage") struct CoverageTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    /// Some people in post, some units with one, two or nobody.
    private func fill(_ city: ForceCity) async throws -> (lin: Identifier, gao: Identifier) {
        let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
        let (gao, _) = try await city.hire("高建国", at: city.xuhui)
        try await city.hire("赵磊", at: city.juxin)
        try await city.hire("曹颖", at: city.gucun)
        let (qian, post) = try await city.hire("钱进", at: city.huajing)
        try await city.run(EndPost(post: post, endedOn: try day("2026-12-31"), reason: "辞职"))
        try await city.run(TakeResponsibility(person: lin, unit: city.juxin, startedOn: try day("2026-02-01")))
        try await city.run(
            AppointWorker(person: lin, unit: city.science, startedOn: try day("2026-02-01"), isSecond: true))
        _ = qian
        return (lin, gao)
    }

    private func number(_ object: [String: Any], _ name: String) -> Int { object[name] as? Int ?? -1 }

    @Test("every number on the page equals the list that it opens, for every reader", arguments: TestEngine.allCases)
    func numbersOpenTheirLists(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area]) { city in
            _ = try await fill(city)
            try await city.addUnits(1...3, in: city.gucun)
            let readers = [
                try await city.account(.officer, at: city.city), try await city.account(.viewer, at: city.xuhui),
                try await city.account(.officer, at: city.caohejing),
                try await city.account(.socialWorker, at: city.juxin),
                try await city.account(.viewer, at: city.caohejing, city.gucun),
            ]
            for reader in readers {
                let browser = try await city.browser(of: reader)
                var pages = ["/coverage"]
                let first = try await browser.get("/coverage").page()
                pages += first.all("a").compactMap { $0["href"] }.filter { $0.hasPrefix("/coverage?") }
                for path in pages {
                    let page = try await browser.get(path).page()
                    let tiles = try await tiles(of: path, browser)
                    let links = page.all("a").filter { $0["href"]?.hasPrefix("/coverage/") == true }
                    #expect(links.count >= 4, "\(path)")
                    for link in links {
                        let address = try #require(link["href"])
                        let list = try await browser.get(address)
                        #expect(list.status == 200)
                        _ = try list.page()
                        let twin = try await browser.get(address, json: true).object()
                        let total = number(twin["page"] as? [String: Any] ?? [:], "total")
                        let rows = (twin["units"] ?? twin["people"]) as? [Any]
                        #expect(rows?.count == total, "\(address)")
                        let shown = Int(link.text) ?? tiles[address]
                        #expect(shown == total, "\(path) \(address) \(link.text)")
                    }
                }
            }
        }
    }

    /// The numbers of the tiles by the lists that they open.
    private func tiles(of path: String, _ browser: WebClient) async throws -> [String: Int] {
        let page = try await browser.get(path).page()
        let values = page.all("span", ["class": "figure-value"]).compactMap { Int($0.text) }
        let addresses = page.all("a").filter { ($0["class"] ?? "").hasPrefix("figure") }.compactMap { $0["href"] }
        #expect(values.count == addresses.count)
        return Dictionary(zip(addresses, values)) { first, _ in first }
    }

    @Test("units and people are counted once, the office's own people apart", arguments: TestEngine.allCases)
    func counting(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area]) { city in
            _ = try await fill(city)
            let browser = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let twin = try await browser.get("/coverage", json: true).object()
            #expect(number(twin, "units") == 4)
            // Nobody is left at 华泾镇; 聚鑫园 has two, the others one.
            #expect(number(twin, "uncovered") == 1)
            // Whoever has a second post is counted at her first one alone; who has left, not at all.
            #expect(number(twin, "workers") == 3)
            #expect(number(twin, "withoutUnit") == 1)
            let parts = try #require(twin["parts"] as? [[String: Any]])
            #expect(parts.map { $0["name"] as? String } == ["徐汇区", "漕河泾街道", "华泾镇"])
            #expect(parts.map { number($0, "workers") } == [1, 2, 0])
            #expect(parts.map { number($0, "uncovered") } == [0, 0, 1])
            #expect(parts.reduce(0) { $0 + number($1, "units") } == 4)
            let loads = try #require(twin["loads"] as? [[String: Any]])
            #expect(loads.map { [number($0, "units"), number($0, "people")] } == [[0, 1], [1, 1], [3, 1]])
            let kinds = try #require(twin["kinds"] as? [[String: Any]])
            #expect(kinds.map { $0["kind"] as? String } == ["street", "town", "park", "building"])

            let page = try await browser.get("/coverage").page()
            #expect(page.has(class: "needs-hand"))
            let list = try await browser.get("/coverage/units?state=uncovered").page()
            #expect(list.all("th", ["scope": "row"]).map(\.text) == ["华泾镇总工会"])
            #expect(list.all("tr", ["class": "urgent"]).count == 1)
            let carrying = try await browser.get("/coverage/people?load=3").page()
            #expect(carrying.all("th", ["scope": "row"]).map(\.text) == ["林秀芳"])
        }
    }

    @Test("the last uncovered unit gone, nothing asks for a hand", arguments: TestEngine.allCases)
    func allCovered(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area]) { city in
            try await city.hire("曹颖", at: city.gucun)
            let (xu, _) = try await city.hire("许婷", at: city.juquan)
            let browser = try await city.browser(of: try await city.account(.officer, at: city.baoshan))
            let covered = try await browser.get("/coverage").page()
            #expect(!covered.has(class: "needs-hand"))
            let current = try await city.house.database.read { try PostStore.current(of: xu, $0) }
            try await city.run(
                EndPost(post: try #require(current.first).id, endedOn: try day("2027-02-01"), reason: "辞职"))
            let open = try await browser.get("/coverage/units?state=uncovered").page()
            #expect(open.all("th", ["scope": "row"]).map(\.text) == ["菊泉社区工会联合会"])
        }
    }

    @Test("what lies elsewhere is not there", arguments: TestEngine.allCases)
    func elsewhere(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area]) { city in
            let (lin, _) = try await fill(city)
            let street = try await city.browser(of: try await city.account(.viewer, at: city.huajing))
            for path in ["/coverage", "/coverage/units", "/coverage/people"] {
                for unit in [city.city, city.xuhui, city.caohejing, city.gucun] {
                    #expect(try await street.get("\(path)?unit=\(unit)").status == 404, "\(path)")
                }
                #expect(try await street.get("\(path)?unit=nobody").status == 404)
                let auditor = try await city.browser(of: try await city.account(.auditor, at: city.city))
                #expect(try await auditor.get(path).status == 403)
                #expect(try await !street.get(path).text.contains("林秀芳"))
            }
            // Who answers for one's unit is told by name; her own page stays closed.
            let park = try await city.browser(of: try await city.account(.officer, at: city.juxin))
            let list = try await park.get("/coverage/units").page()
            #expect(list.elements.contains { $0.name == "td" && $0.text.contains("林秀芳") })
            #expect(list.first("a", ["href": "/people/\(lin)"]) == nil)
            let whole = try await city.browser(of: try await city.account(.viewer, at: city.xuhui))
            #expect(try await whole.get("/coverage/units").page().first("a", ["href": "/people/\(lin)"]) != nil)
        }
    }

    @Test("turning the pages forth and back shows everything once", arguments: TestEngine.allCases)
    func turningPages(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area]) { city in
            try await city.addUnits(1...120, in: city.huajing)
            try await city.hire(1...120, at: city.huajing)
            let browser = try await city.browser(of: try await city.account(.viewer, at: city.huajing))
            for (path, rows, key, total) in [
                ("/coverage/units", "units", "unit", 121), ("/coverage/people", "people", "person", 120),
            ] {
                var pages: [[String]] = []
                var address: String? = path
                var back: [String?] = []
                while let next = address {
                    let twin = try await browser.get(next, json: true).object()
                    let page = try #require(twin["page"] as? [String: Any])
                    #expect(number(page, "total") == total)
                    pages.append((twin[rows] as? [[String: Any]] ?? []).compactMap { $0[key] as? String })
                    back.append(page["previous"] as? String)
                    address = page["next"] as? String
                }
                #expect(pages.map(\.count) == [50, 50, total - 100])
                #expect(Set(pages.joined()).count == total)
                #expect(back[0] == nil)
                for position in 1...2 {
                    let twin = try await browser.get(try #require(back[position]), json: true).object()
                    let shown = (twin[rows] as? [[String: Any]] ?? []).compactMap { $0[key] as? String }
                    #expect(shown == pages[position - 1])
                }
            }
        }
    }

    @Test("the pages ask as often for many as for few", arguments: TestEngine.allCases)
    func statements(_ engine: TestEngine) async throws {
        let statements = Statements()
        try await ForceCity.with(engine, observer: statements, [Deployment.area]) { city in
            let browser = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let paths = ["/coverage", "/coverage/units", "/coverage/people", "/coverage/units?state=uncovered"]
            func counts() async throws -> [Int] {
                var counts: [Int] = []
                for path in paths {
                    counts.append(try await statements.during { _ = try await browser.get(path).page() }.count)
                }
                return counts
            }
            try await city.addUnits(1...10, in: city.huajing)
            try await city.hire(1...10, at: city.huajing)
            _ = try await counts()
            let few = try await counts()
            try await city.addUnits(11...300, in: city.huajing)
            try await city.hire(11...300, at: city.huajing)
            let many = try await counts()
            #expect(few == many)
            #expect(few.allSatisfy { $0 <= 14 }, "\(few)")
        }
    }

    @Test("no list or count walks through all people, posts or units", arguments: [TestEngine.sqlite])
    func plans(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area]) { city in
            _ = try await fill(city)
            for unit in [city.city, city.xuhui, city.caohejing] {
                let scope = try await city.account(.officer, at: unit).sees
                let plans = try await city.house.database.read { tx -> [String] in
                    let place = try #require(try ScopeTree.place(of: unit, tx))
                    let filter = CoverageFilter(below: place)
                    let queries: [SQL] = [
                        CoveredUnits.listQuery(Coverage.units(scope, filter)),
                        CoveredUnits.listQuery(Coverage.units(scope, CoverageFilter(below: place, isUncovered: true))),
                        CarryingPeople.listQuery(Coverage.people(scope, filter)),
                        CarryingPeople.listQuery(Coverage.people(scope, CoverageFilter(below: place, load: 2))),
                        Coverage.loadsQuery(scope, filter, length: 9),
                        CoverageSums.unitsQuery(scope, filter, length: 9),
                        CoverageSums.loadsQuery(scope, filter, length: 9),
                    ]
                    return try queries.map { try tx.plan(of: $0).joined(separator: "\n") }
                }
                for plan in plans {
                    for table in ["u", "po", "p", "w", "r"] {
                        let lines = plan.split(separator: "\n").map(String.init)
                        #expect(
                            !lines.contains { $0.contains("SCAN \(table) ") || $0.hasSuffix("SCAN \(table)") },
                            "\(plan)")
                    }
                }
                // In the order of the list already.
                for plan in plans.prefix(4) { #expect(!plan.contains("TEMP B-TREE"), "\(plan)") }
            }
        }
    }

    @Test("the page speaks English") func english() async throws {
        try await ForceCity.with(.sqlite, [Deployment.area]) { city in
            _ = try await fill(city)
            let browser = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            browser.cookies["lang"] = "en"
            let page = try await browser.get("/coverage").page()
            #expect(page.first("h1")?.text == "Coverage: who answers for what")
            #expect(page.all("span", ["class": "figure-label"]).map(\.text).first == "Units with no one")
        }
    }
}
