import Core
import Storage
import TestForce
import TestSupport
import Testing
import Web
import Workforce

@testable import Deadlines

@Suite("The list of what is due") struct ListTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    @Test("late first, in words, in one's scope only, narrowed by the address", arguments: TestEngine.allCases)
    func list(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, Promises.areas) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let (wu, _) = try await city.hire("吴敏", at: city.juxin)
            let (gu, _) = try await city.hire("顾平", at: city.gucun)
            try await city.promise(Promises.visit, about: lin, at: city.caohejing, due: "2027-03-01")
            try await city.promise(Promises.licence, about: wu, at: city.juxin, due: "2027-02-26")
            try await city.promise(Promises.licence, about: lin, at: city.caohejing, due: "2027-04-30", holder: lin)
            try await city.promise(Promises.visit, about: gu, at: city.gucun, due: "2027-02-01")
            let browser = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let page = try await browser.get("/deadlines").page()
            let rows = page.all("tr", ["role": "row"]).dropFirst().map(\.text)
            #expect(rows.count == 3)
            #expect(rows[0].contains("吴敏") && rows[0].contains("已超 3 天") && rows[0].contains("请办理续期"))
            #expect(rows[1].contains("今天到期") && rows[1].contains("办结"))
            #expect(rows[2].contains("还有 60 天") && rows[2].contains("林秀芳"))
            #expect(page.first("tr", ["class": "urgent"]) != nil)
            #expect(page.first("a", ["href": "/people/\(wu)"])?.text == "吴敏")
            for (query, count) in [
                ("state=late", 1), ("kind=visit", 1), ("until=2027-03-01", 2), ("unit=\(city.juxin)", 1),
                ("state=closed", 0), ("kind=nonsense", 3), ("kind=licence&unit=\(city.caohejing)", 2),
            ] {
                let twin = try await browser.get("/deadlines.json?\(query)").object()
                #expect((twin["deadlines"] as? [Any])?.count == count, "\(query)")
            }
            #expect(try await browser.get("/deadlines?unit=\(city.gucun)").status == 404)
            // The park's own officer reads about the park, and may ask for the street that holds it.
            let park = try await city.browser(of: try await city.account(.officer, at: city.juxin))
            let above = try await park.get("/deadlines.json?unit=\(city.caohejing)").object()
            #expect((above["deadlines"] as? [[String: Any]])?.map { $0["subject"] as? String } == ["吴敏"])
        }
    }

    @Test("what she answers for herself is hers wherever it lies", arguments: TestEngine.allCases)
    func mine(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, Promises.areas) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.juxin)
            let (wu, _) = try await city.hire("吴敏", at: city.science)
            let visit = try await city.promise(
                Promises.visit, about: wu, at: city.science, due: "2027-03-09", holder: lin)
            try await city.promise(Promises.licence, about: lin, at: city.juxin, due: "2027-03-08")
            let account = try await city.account(.socialWorker, at: city.juxin, person: lin)
            let browser = try await city.browser(of: account)
            func subjects(_ path: String) async throws -> [String?]? {
                let twin = try await browser.get(path).object()
                return (twin["deadlines"] as? [[String: Any]])?.map { $0["subject"] as? String }
            }
            #expect(try await subjects("/deadlines.json") == ["林秀芳"])
            #expect(try await subjects("/deadlines.json?mine=1") == ["吴敏"])
            let mute = try await browser.post("/deadlines/\(visit)/close", ["way": "kept"])
            #expect(mute.status == 422)
            #expect(try mute.page().first("a", ["href": "#field-evidence"]) != nil)
            // That it is not needed is for the officer to say.
            let waived = try await browser.post("/deadlines/\(visit)/close", ["way": "waived", "evidence": "企业已搬走"])
            #expect(try waived.page().first("p", ["id": "field-way-error"]) != nil)
            let done = try await browser.post("/deadlines/\(visit)/close", ["way": "kept", "evidence": "3月1日已上门"])
            #expect(done.location == "/deadlines")
            let closed = try await browser.get("/deadlines?mine=1&state=closed").page()
            #expect(closed.elements.contains { $0.text.contains("3月1日已上门") })
            let again = try await browser.post("/deadlines/\(visit)/close", ["way": "kept", "evidence": "再来一次"])
            #expect(again.status == 409)
        }
    }

    @Test("only what may be closed by hand is, by whoever answers or the officer there", arguments: TestEngine.allCases)
    func closing(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, Promises.areas) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let visit = try await city.promise(Promises.visit, about: lin, at: city.caohejing, due: "2027-03-09")
            let licence = try await city.promise(Promises.licence, about: lin, at: city.caohejing, due: "2027-03-09")
            let close = CloseObligation(obligation: visit, way: .waived, evidence: "企业已搬走")
            let elsewhere = try await city.account(.officer, at: city.baoshan)
            #expect(try await city.refusal(close, as: elsewhere) == .notFound)
            let viewer = try await city.account(.viewer, at: city.xuhui)
            #expect(try await city.refusal(close, as: viewer)?.code == "forbidden")
            let officer = try await city.account(.officer, at: city.xuhui)
            let byItself = CloseObligation(obligation: licence, way: .kept, evidence: "已续期")
            #expect(try await city.refusal(byItself, as: officer)?.code == "conflict")
            try await city.run(close, as: officer)
            let found = try await city.house.database.read { try DeadlineStore.find(visit, $0) }
            #expect(found?.ending == .waived && found?.evidence == "企业已搬走")
        }
    }

    @Test(
        "the list goes on by key, there and back, and asks as often for many as for few", arguments: TestEngine.allCases
    )
    func paging(_ engine: TestEngine) async throws {
        let statements = Statements()
        try await ForceCity.with(engine, observer: statements, Promises.areas) { city in
            try await city.hire(1...120, at: city.caohejing)
            let people: [Identifier] = try await city.house.database.read {
                try $0.values("SELECT id FROM people ORDER BY id")
            }
            for (number, person) in people.enumerated() {
                try await city.promise(
                    Promises.licence, about: person, at: city.caohejing,
                    due: try day("2027-03-01").adding(days: number / 3).description)
            }
            let browser = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            func page(_ path: String) async throws -> (ids: [String], previous: String?, next: String?) {
                let twin = try await browser.get(path, json: !path.contains("?")).object()
                let position = try #require(twin["page"] as? [String: Any])
                let ids = (twin["deadlines"] as? [[String: Any]])?.compactMap { $0["id"] as? String } ?? []
                func json(_ address: Any?) -> String? {
                    (address as? String)?.replacing("/deadlines?", with: "/deadlines.json?")
                }
                return (ids, json(position["previous"]), json(position["next"]))
            }
            let first = try await page("/deadlines")
            let second = try await page(try #require(first.next))
            let third = try await page(try #require(second.next))
            #expect([first, second, third].map(\.ids.count) == [50, 50, 20])
            #expect(Set(first.ids + second.ids + third.ids).count == 120 && third.next == nil && first.previous == nil)
            let back = try await page(try #require(third.previous))
            #expect(back.ids == second.ids && back.next != nil)
            let start = try await page(try #require(back.previous))
            #expect(start.ids == first.ids && start.previous == nil)
            let asked = try await statements.during { _ = try await browser.get("/deadlines").page() }.count
            #expect(asked <= 12, "\(asked)")
        }
    }

    @Test("the lists walk along an index, whoever asks and for whatever", arguments: [TestEngine.sqlite])
    func plans(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, Promises.areas) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let today = try day("2027-03-01")
            for unit in [city.city, city.xuhui, city.caohejing] {
                let scope = try await city.account(.viewer, at: unit).sees
                let filters = DeadlineFilter.State.allCases.flatMap { state in
                    [
                        DeadlineFilter(scope, state: state, today: today),
                        DeadlineFilter(scope, state: state, kind: "licence", today: today),
                        DeadlineFilter(scope, state: state, holder: lin, today: today),
                    ]
                }
                for filter in filters {
                    let (list, count) = try await city.house.database.read { tx in
                        (
                            try tx.plan(of: DeadlineStore.pageQuery(filter, limit: 51)).joined(separator: "\n"),
                            try tx.plan(of: DeadlineStore.countQuery(filter)).joined(separator: "\n")
                        )
                    }
                    #expect(!list.contains("SCAN obligations") && !list.contains("SCAN o USING"), "\(filter): \(list)")
                    #expect(list.contains("SEARCH o USING"), "\(filter): \(list)")
                    #expect(!count.contains("SCAN obligations") && !count.contains("SCAN h"), "\(filter): \(count)")
                    // In order as they lie: nothing is sorted but a small subtree or what one person holds.
                    if unit != city.caohejing, filter.holder == nil {
                        #expect(!list.contains("TEMP B-TREE FOR ORDER BY\nSEARCH"), "\(filter): \(list)")
                    }
                }
            }
        }
    }
}
