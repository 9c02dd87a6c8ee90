import Core
import Storage
import TestForce
import TestSupport
import Testing
import Web

@testable import Workforce

@Suite("Pages of a hand-over") struct HandoverPageTests {
    @Test("from the person's page to the last answer, all by forms", arguments: TestEngine.allCases)
    func journey(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let (zhao, _) = try await city.hire("赵磊", at: city.juxin)
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let ending = try await officer.get("/posts/\(post)/end").page()
            #expect(ending.first("form", ["action": "/posts/\(post)/end"]) == nil)
            #expect(ending.first("a", ["href": "/posts/\(post)/handover"])?.text == "办理交接")
            let mute = try await officer.post("/posts/\(post)/handover", ["kind": "leaving"])
            #expect(mute.status == 422)
            #expect(try mute.page().first("a", ["href": "#field-lastDay"]) != nil)
            let nowhere = try await officer.post(
                "/posts/\(post)/handover", ["kind": "moving", "lastDay": "2027-02-28", "reason": "工作需要"])
            #expect(nowhere.status == 422)
            let begun = try await officer.post(
                "/posts/\(post)/handover", ["kind": "leaving", "lastDay": "2027-02-28", "reason": "辞职"])
            let path = try #require(begun.location)
            let page = try await officer.get(path).page()
            #expect(page.elements.contains { $0.text.contains("还没有人接手") })
            let assign = try #require(
                page.all("a").compactMap { $0["href"] }.first { $0.contains("/items/responsibility/") })
            let form = try await officer.get(assign).page()
            #expect(form.first("input", ["type": "radio", "value": zhao.description]) != nil)
            #expect(form.first("input", ["name": "fromDay"])?["value"] == "2027-03-01")
            let unknown = try await officer.post(assign, ["name": "没有这人", "fromDay": "2027-03-01"])
            #expect(try unknown.page().first("p", ["id": "field-name-error"]) != nil)
            // By pinyin, as everywhere.
            let asked = try await officer.post(assign, ["name": "zhaolei", "fromDay": "2027-03-01"])
            #expect(asked.location == path)
            let own = try await city.browser(of: try await city.account(.socialWorker, at: city.juxin, person: zhao))
            let mine = try await own.get("/handovers/mine").page()
            let answer = try #require(mine.all("a").compactMap { $0["href"] }.first { $0.contains("/answers/") })
            #expect(mine.elements.contains { $0.text.contains("林秀芳") })
            let list = try await officer.get("/handovers").page()
            #expect(list.first("section", ["id": "waiting"])?.text.contains("赵磊") == true)
            #expect(try await own.post(answer, ["answer": "refuse"]).status == 422)
            #expect(try await own.post(answer, ["answer": "accept"]).location == "/handovers/mine")
            let ready = try await officer.get(path).page()
            #expect(ready.first("form", ["action": "\(path)/finish"]) != nil)
            #expect(try await officer.post("\(path)/finish", [:]).location == path)
            #expect(try await city.posts(of: lin).last?.last == "2027-02-28")
            let closed = try await officer.get("/handovers?state=closed").page()
            #expect(closed.first("a", ["href": path])?.text == "林秀芳")
            #expect(try await officer.get("/handovers", json: true).object()["handovers"] != nil)
            let park = try await city.browser(of: try await city.account(.viewer, at: city.science))
            #expect(try await park.get(path).status == 404)
        }
    }

    @Test("who accepts for somebody else says why, and it stands with the item", arguments: TestEngine.allCases)
    func onBehalf(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let (zhao, _) = try await city.hire("赵磊", at: city.juxin)
            try await city.run(
                TakeResponsibility(person: lin, unit: city.science, startedOn: try ForceCity.day("2026-02-01")))
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let begun = try await officer.post(
                "/posts/\(post)/handover", ["kind": "leaving", "lastDay": "2027-02-28", "reason": "辞职"])
            let path = try #require(begun.location)
            func row() async throws -> String {
                let list = try await officer.get("/handovers").page()
                return list.all("tr").map(\.text).first { $0.contains("林秀芳") && $0.contains("离任") } ?? ""
            }
            #expect(try await row().contains("2 项还没有人接手"))
            let assign = try #require(
                try await officer.get(path).page().all("a").compactMap { $0["href"] }
                    .first { $0.contains("/items/responsibility/") })
            let asked = try await officer.post(assign, ["person": zhao.description, "fromDay": "2027-03-01"])
            #expect(asked.location == path)
            #expect(try await row().contains("1 项还没有人接手"))
            let answer = try #require(
                try await officer.get(path).page().all("a").compactMap { $0["href"] }
                    .first { $0.contains("/answers/") })
            let mute = try await officer.post(answer, ["answer": "accept"])
            #expect(mute.status == 422)
            #expect(try mute.page().first("p", ["id": "field-reason-error"]) != nil)
            #expect(try await officer.post(answer, ["answer": "accept", "reason": "x"]).status == 422)
            let said = try await officer.post(answer, ["answer": "accept", "reason": "本人出差，电话里同意"])
            #expect(said.status == 303)
            let page = try await officer.get(path)
            #expect(page.text.contains("代为接收，原因：本人出差，电话里同意"))
        }
    }

    @Test("the lists walk along an index and ask as often for many as for few", arguments: [TestEngine.sqlite])
    func plans(_ engine: TestEngine) async throws {
        let statements = Statements()
        try await ForceCity.with(engine, observer: statements) { city in
            try await city.hire(1...60, at: city.caohejing)
            let account = try await city.account(.officer, at: city.xuhui)
            let browser = try await city.browser(of: account)
            func count() async throws -> Int {
                try await statements.during { _ = try await browser.get("/handovers").page() }.count
            }
            let posts: [Identifier] = try await city.house.database.read {
                try $0.values("SELECT id FROM posts ORDER BY id")
            }
            let last = try ForceCity.day("2027-03-05")
            func begin(_ some: ArraySlice<Identifier>) async throws {
                for post in some {
                    try await city.run(StartHandover(post: post, kind: .leaving, lastDay: last, reason: "合同期满"))
                }
            }
            try await begin(posts.prefix(1))
            _ = try await count()
            let one = try await count()
            try await begin(posts.dropFirst())
            #expect(try await count() == one)
            let first = try await browser.get("/handovers", json: true).object()
            #expect((first["handovers"] as? [Any])?.count == 50)
            let next = try #require((first["page"] as? [String: Any])?["next"] as? String)
            let second = try await browser.get(next).page()
            #expect(second.all("th", ["scope": "row"]).count == 10)
            for state in HandoverFilter.State.allCases {
                let filter = HandoverFilter(account.sees, state: state, today: last)
                let plan = try await city.house.database.read {
                    try $0.plan(of: HandoverStore.pageQuery(filter, after: nil, limit: 51))
                }.joined(separator: "\n")
                #expect(plan.contains("SEARCH h"), "\(plan)")
                #expect(!plan.contains("SCAN h") && !plan.contains("SCAN a"), "\(plan)")
            }
        }
    }
}
