import Core
import Storage
import TestForce
import TestSupport
import Testing
import Web
import Workforce

@Suite("Who stayed") struct RetentionTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    /// Remission under 6-mercaptopurine in weeks (Freireich and others, 1963), as every textbook of survival analysis
    /// prints it with its estimates.
    @Test("the curve is that of the textbooks") func survival() {
        let relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23]
        let seenLast = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
        let curve = Survival(
            relapsed.map { .init(days: $0, hasLeft: true) } + seenLast.map { .init(days: $0, hasLeft: false) })
        #expect(curve.people == 21)
        #expect(curve.steps.map(\.days) == [6, 7, 10, 13, 16, 22, 23])
        #expect(curve.steps.map(\.atRisk) == [21, 17, 15, 12, 11, 7, 6])
        #expect(curve.steps.map { ($0.share * 1000).rounded() } == [857, 807, 753, 690, 627, 538, 448])
        #expect(curve.share(after: 5) == 1)
        #expect(curve.share(after: 36) == nil)
        #expect(curve.atRisk(after: 10) == 15)
    }

    private func marks(_ line: Retention.Line) -> [[Int]] { line.marks.map { [$0.still, $0.reached] } }

    @Test("a cohort after 1, 2, 3 and 5 years; every number opens exactly its people", arguments: TestEngine.allCases)
    func cohort(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.account(.officer, at: city.xuhui)
            let cohort = try await city.run(
                FormCohort(
                    label: "宝武 2023-03 定向", source: .targeted, sourceEmployer: "宝武", formedOn: try day("2023-03-20"),
                    unit: city.city)
            ).cohort
            // One stays, moved inside the force; one left after a year and a half and came back; one left within a year.
            let (gang, _) = try await city.hire("高建国", at: city.caohejing, from: "2023-03-20")
            let (xia, first) = try await city.hire("夏兰", at: city.juxin, from: "2023-03-20")
            let (wu, only) = try await city.hire("吴敏", at: city.huajing, from: "2023-03-20")
            let (zhu, _) = try await city.hire("朱海", at: city.gucun, from: "2023-03-20")
            for person in [gang, xia, wu] {
                try await city.run(
                    JoinCohort(person: person, cohort: cohort, formerTrade: "炼钢工", recommendedBy: "宝武集团工会"),
                    as: officer)
            }
            try await city.run(JoinCohort(person: zhu, cohort: cohort))
            let again = JoinCohort(person: gang, cohort: cohort)
            #expect(try await city.refusal(again, as: officer)?.fields == ["cohort"])
            try await city.run(
                MoveWorker(person: gang, unit: city.huajing, startedOn: try day("2025-01-01"), reason: "轮岗"))
            try await city.run(EndPost(post: first, endedOn: try day("2024-09-30"), reason: "辞职"))
            try await city.run(AppointWorker(person: xia, unit: city.juxin, startedOn: try day("2025-02-01")))
            try await city.run(EndPost(post: only, endedOn: try day("2024-03-19"), reason: "辞职"))

            func table(_ scope: Scope, _ text: String) async throws -> [Retention.Line] {
                try await city.house.database.read { tx in try Retention.table(scope, asOf: try day(text), tx) }
            }
            let here = try await table(officer.sees, "2027-03-01")
            #expect(here.map(\.group) == [.cohort(cohort), .hired(nil, year: 2023)])
            #expect(here.map(\.size) == [3, 3])
            // After a year two of three; after two and three years one; five years are not over yet.
            #expect(marks(here[0]) == [[2, 3], [1, 3], [1, 3], [0, 0]])
            #expect(
                marks(try #require(try await table(.everything, "2027-03-01").first)) == [
                    [3, 4], [2, 4], [2, 4], [0, 0],
                ])
            // As of a past day nothing of what came later is known.
            #expect(marks(try #require(try await table(officer.sees, "2024-03-19").first))[0] == [0, 0])
            #expect(marks(try #require(try await table(officer.sees, "2024-03-20").first))[0] == [2, 3])

            let browser = try await city.browser(of: officer)
            let page = try await browser.get("/workforce/cohorts").page()
            #expect(page.first("svg") != nil)
            #expect(page.text(of: "cohorts").contains("宝武 2023-03 定向"))
            let links = page.all("a").compactMap { $0["href"] }.filter { $0.hasPrefix("/workforce/retention") }
            #expect(!links.isEmpty)
            for link in links { #expect(try await browser.get(link).status == 200, "\(link)") }
            func people(_ query: String) async throws -> [String] {
                let twin = try await browser.get(
                    "/workforce/retention?group=cohort.\(cohort)&years=\(query)", json: true
                ).object()
                return try #require(twin["people"] as? [[String: Any]]).compactMap { $0["name"] as? String }.sorted()
            }
            #expect(try await people("1&standing=still") == ["夏兰", "高建国"].sorted())
            #expect(try await people("1&standing=left") == ["吴敏"])
            #expect(try await people("3&standing=reached").count == 3)
            // Where nobody of the cohort lies in sight, not even its name is told.
            let stranger = try await city.browser(of: try await city.account(.officer, at: city.science))
            #expect(try await stranger.get("/workforce/retention?group=cohort.\(cohort)").status == 404)
            let bare = try await stranger.get("/workforce/cohorts")
            #expect(!bare.text.contains("宝武 2023-03 定向"))
        }
    }

    @Test("a form names a cohort; the same name twice at one unit is refused", arguments: TestEngine.allCases)
    func forming(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let values = [
                "label": "2026 应届", "source": "graduate", "formedOn": "2026-07-01", "unit": city.xuhui.description,
            ]
            let silent = try await officer.post("/workforce/cohorts/new", ["label": "2026 应届"])
            #expect(silent.status == 422)
            #expect(try silent.page().first("input", ["name": "label"])?["value"] == "2026 应届")
            #expect(try await officer.post("/workforce/cohorts/new", values).location == "/workforce/cohorts")
            let twice = try await officer.post("/workforce/cohorts/new", values)
            #expect(twice.status == 422)
            #expect(try twice.page().first("p", ["id": "field-label-error"]) != nil)
            let viewer = try await city.browser(of: try await city.account(.viewer, at: city.xuhui))
            #expect(try await viewer.post("/workforce/cohorts/new", values).status == 403)
        }
    }
}

extension Markup {
    fileprivate func text(of id: String) -> String { first("section", ["id": id])?.text ?? "" }
}
