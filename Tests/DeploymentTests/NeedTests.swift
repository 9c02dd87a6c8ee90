import Core
import Organization
import Storage
import TestForce
import TestSupport
import Testing
import Web
import Workforce

@testable import Deployment

@Suite("Need") struct NeedTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    private func fill(_ city: ForceCity) async throws {
        let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
        try await city.hire("赵磊", at: city.juxin)
        try await city.hire("曹颖", at: city.gucun)
        let (_, post) = try await city.hire("钱进", at: city.huajing)
        try await city.run(EndPost(post: post, endedOn: try day("2026-12-31"), reason: "辞职"))
        try await city.run(TakeResponsibility(person: lin, unit: city.science, startedOn: try day("2026-02-01")))
        for (name, unit, employees) in [
            ("上海甲公司", city.juxin, 120), ("上海乙公司", city.huajing, 80), ("上海丙公司", city.juquan, 300),
        ] {
            let id = try await city.run(
                RegisterEnterprise(unit: unit, name: name, since: try day("2026-01-10"))
            ).enterprise
            try await city.run(
                RecordHeadcount(enterprise: id, countedOn: try day("2026-02-01"), employees: employees, members: 10))
        }
        let (xu, _) = try await city.hire("许婷", at: city.science)
        try await city.run(MoveWorker(person: xu, unit: city.gucun, startedOn: try day("2027-01-10"), reason: "轮岗"))
        let moved = try await city.run(
            RegisterEnterprise(unit: city.science, name: "上海丁公司", since: try day("2026-01-10"))
        ).enterprise
        try await city.run(
            MoveEnterprise(enterprise: moved, unit: city.huajing, from: try day("2027-01-10"), reason: "迁址"))
        try await city.run(CloseEnterprise(enterprise: moved, closedOn: try day("2027-02-01"), reason: "歇业"))
    }

    private struct Plain: Equatable {
        let numbers: [String: [Int]]
        let loads: [String: [Int: Int]]

        init(_ sums: CoverageSums) {
            numbers = sums.parts.mapValues {
                [$0.units, $0.uncovered, $0.enterprises, $0.employees, $0.waiting, $0.workers]
            }
            loads = sums.parts.mapValues(\.loads)
        }
    }

    @Test("the sums that are kept say what the records say", arguments: TestEngine.allCases)
    func sums(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area]) { city in
            try await fill(city)
            for unit in [city.city, city.xuhui, city.caohejing] {
                let scope = try await city.account(.officer, at: unit).sees
                let (kept, counted) = try await city.house.database.read { tx in
                    let place = try #require(try ScopeTree.place(of: unit, tx))
                    return (
                        Plain(try CoverageSums.read(of: place, scope, on: nil, tx)),
                        Plain(try CoverageSums.read(of: place, scope, on: Day(of: tx.now), tx))
                    )
                }
                #expect(kept == counted)
            }
        }
    }

    @Test("the greatest need comes first, with nobody ranked", arguments: TestEngine.allCases)
    func need(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine, [Deployment.area]) { city in
            try await fill(city)
            let browser = try await city.browser(of: try await city.account(.officer, at: city.city))
            try await city.run(SetCoverageTarget(since: try day("2027-03-01"), employees: 100))
            func parts(_ query: String) async throws -> [[String: Any]] {
                try #require(
                    try await browser.get("/coverage\(query)", json: true).object()["parts"] as? [[String: Any]])
            }
            let now = try await parts("")
            #expect(now.map { $0["name"] as? String } == ["宝山区", "徐汇区"])
            #expect(now.map { $0["waiting"] as? Int } == [300, 80])
            #expect(now.map { $0["lacking"] as? Int } == [1, 0])
            let byUnits = try await parts("?need=units")
            #expect(byUnits.map { $0["name"] as? String } == ["徐汇区", "宝山区"])
            let page = try await browser.get("/coverage").page()
            #expect(page.all("a").filter { ($0["class"] ?? "").hasPrefix("tile") }.count == 2)
            // On a day when Qian Jin was still at Huajing and Ding at Science.
            let then = try await browser.get("/coverage?asOf=2026-11-15", json: true).object()
            #expect(then["waiting"] as? Int == 300)
            #expect(then["enterprises"] as? Int == 4)
            #expect(then["workers"] as? Int == 5)
            let list = try await browser.get("/coverage/units?state=uncovered&asOf=2026-11-15", json: true).object()
            #expect((list["page"] as? [String: Any])?["total"] as? Int == then["uncovered"] as? Int)
        }
    }

    @Test("the target is the city's to set") func target() async throws {
        try await ForceCity.with(.sqlite, [Deployment.area]) { city in
            let district = try await city.account(.officer, at: city.xuhui)
            let refused = try await city.refusal(
                SetCoverageTarget(since: try day("2027-03-01"), employees: 800), as: district)
            #expect(refused?.code == "forbidden")
            let wrong = try await city.refusal(SetCoverageTarget(since: try day("2027-02-01"), employees: 0))
            #expect(wrong?.fields == ["employees", "since"])
            let officer = try await city.browser(of: try await city.account(.officer, at: city.city))
            #expect(try await officer.get("/coverage-target").page().has(class: "empty"))
        }
    }
}
