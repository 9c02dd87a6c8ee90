import Core
import Deployment
import Foundation
import Organization
import Storage
import TestForce
import TestSupport
import Testing
import Web
import Workforce

@testable import Insights

@Suite("Figures") struct InsightsTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    /// Something of everything that is counted, some of it begun, moved and ended on past days.
    private func fill(_ city: ForceCity) async throws {
        let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
        let (gao, _) = try await city.hire("高建国", at: city.xuhui)
        try await city.hire("赵磊", at: city.juxin)
        let (_, post) = try await city.hire("钱进", at: city.huajing)
        try await city.run(EndPost(post: post, endedOn: try day("2026-12-31"), reason: "辞职"))
        try await city.run(MoveWorker(person: gao, unit: city.gucun, startedOn: try day("2026-11-01"), reason: "减上补下"))
        try await city.run(TakeResponsibility(person: lin, unit: city.juxin, startedOn: try day("2026-02-01")))
        let cao = try await city.register("曹颖", at: city.gucun)
        try await city.run(
            HireWorker(
                person: cao, category: .partyMass, source: .targeted, unit: city.gucun, startedOn: try day("2023-03-20")
            ))
        let started = try day("2026-05-01")
        let officer = try await city.register("周敏", at: city.gucun)
        try await city.run(HireWorker(person: officer, category: .cadre, unit: city.gucun, startedOn: started))
        try await city.run(
            AppointCadre(
                person: officer, appointment: .seconded, office: .viceChair, secondedFrom: "宝武", startsOn: started,
                untilOn: try day("2027-12-31")))
        try await city.run(
            SignContract(
                person: lin, employer: .federation, kind: .fixedTerm, signedOn: try day("2026-01-05"),
                startsOn: try day("2026-01-05"), endsOn: try day("2027-12-31")))
        try await city.run(
            FormCohort(
                label: "宝武定向", source: .targeted, sourceEmployer: "宝武", formedOn: try day("2023-03-20"), unit: city.city
            ))
        var enterprises: [Identifier] = []
        for (name, unit, employees) in [
            ("上海甲公司", city.juxin, 120), ("上海乙公司", city.huajing, 80), ("上海丙公司", city.science, 300),
            ("上海丁公司", city.gucun, 45),
        ] {
            let id = try await city.run(
                RegisterEnterprise(unit: unit, name: name, since: try day("2026-01-10"))
            ).enterprise
            enterprises.append(id)
            try await city.run(
                RecordHeadcount(
                    enterprise: id, countedOn: try day("2026-02-01"), employees: employees, members: employees / 2))
        }
        _ = try await city.run(RegisterEnterprise(unit: city.juquan, name: "上海戊公司"))
        try await city.run(
            RecordHeadcount(enterprise: enterprises[0], countedOn: try day("2027-01-15"), employees: 150, members: 90))
        try await city.run(
            FoundUnion(
                enterprise: enterprises[0], kind: .single, name: "上海甲公司工会", foundedOn: try day("2026-03-01"),
                termYears: 5))
        try await city.run(
            MoveEnterprise(enterprise: enterprises[2], unit: city.juxin, from: try day("2026-12-01"), reason: "迁址"))
        try await city.run(
            CloseEnterprise(enterprise: enterprises[1], closedOn: try day("2027-01-31"), reason: "歇业"))
        try await city.run(
            OpenStation(
                unit: city.caohejing, name: "万街303工作站", address: "聚鑫园3号楼", teamName: "万街303",
                openedOn: try day("2026-04-01")))
        try await city.run(
            OpenStation(
                unit: city.city, name: "娘家人服务站", region: "云南省", address: "昆明市", openedOn: try day("2026-08-01")))
        _ = try await city.run(RegisterPartner(unit: city.xuhui, name: "工荟服务中心", kind: .serviceCentre))
    }

    private func number(_ object: [String: Any], _ name: String) -> Int { object[name] as? Int ?? -1 }

    @Test(
        "a number is the length of its list, for each reader, today and on a past day", arguments: TestEngine.allCases)
    func numbersOpenTheirLists(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area, Insights.area]) { city in
            try await fill(city)
            let readers = [
                try await city.account(.officer, at: city.city), try await city.account(.viewer, at: city.xuhui),
                try await city.account(.officer, at: city.caohejing, city.gucun),
            ]
            var seen: Set<String> = []
            for reader in readers {
                let browser = try await city.browser(of: reader)
                for when in ["", "?asOf=2026-11-15&since=2026-01-01", "?unit=\(city.caohejing)"] {
                    if when.contains("unit"), !reader.sees.isEverything, reader.holdings.count > 1 { continue }
                    let groups = try #require(
                        try await browser.get("/figures\(when)", json: true).object()["groups"] as? [[String: Any]])
                    let figures = groups.flatMap { $0["figures"] as? [[String: Any]] ?? [] }
                    #expect(figures.count == city.house.registry.figures.count)
                    for figure in figures {
                        let value = number(figure["value"] as? [String: Any] ?? [:], "number")
                        let address = try #require(figure["records"] as? String)
                        let list = try await browser.get(address, json: true).object()
                        let rows = try #require(list["records"] as? [[String: Any]])
                        let page = try #require(list["page"] as? [String: Any])
                        #expect(rows.count == number(page, "total"), "\(address)")
                        let sum = rows.reduce(0) { $0 + number($1, "amount") }
                        #expect(value == sum, "\(address)")
                        #expect(Set(rows.compactMap { $0["id"] as? String }).count == rows.count)
                        if value > 0, let key = figure["key"] as? String { seen.insert(key) }
                    }
                }
            }
            // A figure that nothing in the city speaks of would prove nothing.
            let silent = Set(city.house.registry.figures.map(\.key)).subtracting(seen)
            #expect(
                silent.isSubset(of: [
                    "S1.cadres.fullTime", "S1.cadres.partTime", "S2.contracts", "S7.still5",
                    "S6.inPost.graduate", "S6.inPost.unionStaff", "S6.inPost.purchasedService",
                    "S6.inPost.purchasedPost", "S6.inPost.other", "S6.hired.graduate", "S6.hired.unionStaff",
                    "S6.hired.purchasedService", "S6.hired.purchasedPost", "S6.hired.other", "S6.hired.targeted",
                ]), "\(silent.sorted())")
        }
    }

    @Test("the targeted path is told cohort by cohort and employer by employer", arguments: TestEngine.allCases)
    func breakdowns(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Insights.area]) { city in
            try await fill(city)
            let cohort = try await city.run(
                FormCohort(
                    label: "宝武二批", source: .targeted, sourceEmployer: "宝武", formedOn: try day("2024-03-20"),
                    unit: city.city)
            ).cohort
            for (name, note) in [("秦岭", "宝武"), ("韩雪", "上汽"), ("杜鹃", nil)] as [(String, String?)] {
                let person = try await city.register(name, at: city.gucun)
                try await city.run(
                    HireWorker(
                        person: person, category: .unionSocialWorker, source: .targeted, sourceNote: note,
                        unit: city.gucun, startedOn: try day("2024-03-20")))
                if name == "秦岭" { try await city.run(JoinCohort(person: person, cohort: cohort)) }
            }
            let browser = try await city.browser(of: city.account(.officer, at: city.baoshan))
            for (key, all) in [("S7.hired", 4), ("S7.still1", 4)] {
                let page = try await browser.get("/figures/\(key)", json: true).object()
                let cuts = try #require(page["cuts"] as? [[String: Any]])
                #expect(cuts.count == 2)
                let names = cuts.map { cut in
                    Set((cut["parts"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String })
                }
                #expect(names == [["宝武二批", ""], ["宝武", "上汽", ""]], "\(key)")
                for cut in cuts {
                    let parts = try #require(cut["parts"] as? [[String: Any]])
                    var sum = 0
                    for part in parts {
                        let value = number(part["value"] as? [String: Any] ?? [:], "number")
                        let address = try #require(part["records"] as? String)
                        let list = try await browser.get(address, json: true).object()
                        let rows = try #require(list["records"] as? [[String: Any]])
                        #expect(rows.count == value, "\(address)")
                        sum += value
                    }
                    #expect(sum == all, "\(key)")
                }
            }
        }
    }

    @Test("the city's numbers are known", arguments: TestEngine.allCases)
    func known(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area, Insights.area]) { city in
            try await fill(city)
            let officer = try await city.account(.officer, at: city.city)
            func values(_ asOf: String) async throws -> [String: Int] {
                let figures = city.house.registry.figures
                let question = Figure.Question(
                    scope: officer.sees, asOf: try day(asOf), since: try day("2026-01-01"), today: try day("2027-03-01")
                )
                return try await city.house.database.read { tx in
                    let values = try FigureValue.all(figures.map { ($0, question) }, tx)
                    return Dictionary(uniqueKeysWithValues: zip(figures.map(\.key), values.map(\.number)))
                }
            }
            let now = try await values("2027-03-01")
            #expect(
                [now["S1.inPost"], now["S1.enterprises"], now["S1.employees"], now["S1.members"]] == [5, 4, 495, 262])
            #expect([now["S1.enterpriseUnions"], now["S1.uncovered"], now["S1.waiting"]] == [1, 3, 0])
            #expect([now["S1.streetUnits"], now["S1.subUnions"]] == [3, 3])
            #expect(
                [now["S2.stationsInside"], now["S2.stationsOutside"], now["S2.teams"], now["S2.partners"]] == [
                    1, 1, 1, 1,
                ])
            #expect([now["S7.hired"], now["S7.still3"], now["S6.contracts"], now["S1.sentDown"]] == [1, 1, 1, 1])
            // The office at Huajing still had Qian Jin, and Bing had not moved yet.
            let then = try await values("2026-11-15")
            #expect([then["S1.inPost"], then["S1.enterprises"], then["S1.employees"]] == [6, 4, 545])
            #expect([then["S1.uncovered"], then["S1.waiting"], then["S1.cadres.seconded"]] == [2, 300, 1])
            let before = try await values("2026-01-20")
            #expect([before["S1.enterprises"], before["S1.employees"], before["S2.stationsInside"]] == [4, 0, 0])
        }
    }

    @Test("unit by unit it adds up, with what is the office's own", arguments: TestEngine.allCases)
    func parts(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area, Insights.area]) { city in
            try await fill(city)
            let browser = try await city.browser(of: try await city.account(.officer, at: city.city))
            for figure in city.house.registry.figures {
                for when in ["", "?asOf=2026-11-15", "?unit=\(city.xuhui)"] {
                    let answer = try await browser.get("/figures/\(figure.key)\(when)")
                    _ = try answer.page()
                    let twin = try await browser.get("/figures/\(figure.key)\(when)", json: true).object()
                    let value = number(twin["value"] as? [String: Any] ?? [:], "number")
                    let parts = try #require(twin["parts"] as? [[String: Any]])
                    #expect(parts.reduce(0) { $0 + number($1, "number") } == value, "\(figure.key) \(when)")
                    for part in parts {
                        let list = try await browser.get(try #require(part["records"] as? String), json: true).object()
                        #expect(number(list, "value") == number(part, "number"), "\(figure.key)")
                    }
                    #expect((twin["months"] as? [Any])?.count == 12)
                }
            }
        }
    }

    @Test("what lies elsewhere is not counted, and a unit elsewhere is not there", arguments: TestEngine.allCases)
    func elsewhere(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area, Insights.area]) { city in
            try await fill(city)
            let street = try await city.browser(of: try await city.account(.viewer, at: city.huajing))
            for path in ["/figures", "/figures/S1.inPost", "/figures/S1.inPost/records"] {
                #expect(try await street.get("\(path)?unit=\(city.caohejing)").status == 404)
                let auditor = try await city.browser(of: try await city.account(.auditor, at: city.city))
                #expect(try await auditor.get(path).status == 403)
                #expect(try await !street.get(path).text.contains("林秀芳"))
            }
            #expect(try await street.get("/figures/S9.nothing").status == 404)
            let wrong = try await street.get("/figures?unitName=没有这样的单位")
            #expect(wrong.status == 200 && wrong.text.contains("没有这样的单位"))
        }
    }

    @Test("the pages ask as often for many as for few", arguments: TestEngine.allCases)
    func statements(_ engine: TestEngine) async throws {
        let statements = Statements()
        try await ForceCity.with(engine, observer: statements, [Deployment.area, Insights.area]) { city in
            let browser = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let paths = ["/figures", "/figures/S1.inPost", "/figures/S1.inPost/records"]
            func counts() async throws -> [Int] {
                var counts: [Int] = []
                for path in paths {
                    counts.append(try await statements.during { _ = try await browser.get(path).page() }.count)
                }
                return counts
            }
            try await city.hire(1...10, at: city.huajing)
            _ = try await counts()
            let few = try await counts()
            try await city.hire(11...200, at: city.huajing)
            #expect(try await counts() == few)
            #expect(few.allSatisfy { $0 <= 15 }, "\(few)")
        }
    }

    @Test("no number or list of today walks through all people, posts or enterprises", arguments: [TestEngine.sqlite])
    func plans(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area, Insights.area]) { city in
            try await fill(city)
            let today = try day("2027-03-01")
            for unit in [city.xuhui, city.caohejing] {
                let scope = try await city.account(.officer, at: unit).sees
                for figure in city.house.registry.figures {
                    let question = Figure.Question(
                        scope: scope, asOf: today, since: try day("2027-01-01"), today: today)
                    let relation = figure.relation(question)
                    let plans = try await city.house.database.read { tx in
                        try [
                            relation.valueQuery(question), relation.partsQuery(question, length: 9),
                            relation.listQuery(question, after: nil, limit: 51),
                        ].flatMap { try tx.plan(of: $0) }
                    }
                    for table in ["f", "po", "e", "w", "s", "n", "c", "y"] {
                        #expect(
                            !plans.contains { $0 == "SCAN \(table)" || $0.hasPrefix("SCAN \(table) ") },
                            "\(figure.key): \(plans)")
                    }
                }
            }
        }
    }

    @Test("the last twelve months end before the day, or on it") func months() throws {
        let ends = FigurePage.ends(until: try day("2027-02-28"))
        #expect(ends.count == 12)
        #expect(ends.first?.until == (try day("2027-02-28")))
        #expect(ends.last?.since == (try day("2026-03-01")))
        #expect(FigurePage.ends(until: try day("2027-02-27")).first?.until == (try day("2027-01-31")))
    }

    @Test("the room speaks English") func english() async throws {
        try await ForceCity.with(.sqlite, [Deployment.area, Insights.area]) { city in
            try await fill(city)
            let browser = try await city.browser(of: try await city.account(.officer, at: city.city))
            browser.cookies["lang"] = "en"
            let page = try await browser.get("/figures").page()
            #expect(page.first("h1")?.text == "Figures: every one opens its list")
        }
    }
}
