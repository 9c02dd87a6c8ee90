import Core
import People
import Storage
import TestForce
import TestSupport
import Testing
import Web
import Workforce

@Suite("Two records of one person") struct MergingTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    private func merge(_ kept: Identifier, _ merged: Identifier, _ change: (inout MergePeople) -> Void = { _ in })
        -> MergePeople
    {
        var command = MergePeople(kept: kept, merged: merged, keptVersion: 1, mergedVersion: 1, reason: "核对过身份证")
        change(&command)
        return command
    }

    private func known(_ person: Identifier, _ city: ForceCity) async throws -> [String] {
        try await city.house.database.read { tx in
            guard let found = try PersonStore.find(person, .everything, tx, city.house.vault) else { return [] }
            return [found.name, found.birthDay?.description ?? "", found.place.unit.description]
        }
    }

    @Test("become one with all posts and duties, and two again as they were", arguments: TestEngine.allCases)
    func thereAndBack(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            // 林秀芳 left 华泾 in June; the roster of 漕河泾 wrote her down again with a wrong number.
            let (lin, old) = try await city.hire("林秀芳", at: city.huajing)
            try await city.run(EndPost(post: old, endedOn: try day("2026-06-30"), reason: "调到漕河泾"))
            let (again, post) = try await city.hire("林秀芬", at: city.caohejing, from: "2026-07-01")
            try await city.run(
                TakeResponsibility(person: again, unit: city.science, startedOn: try day("2026-08-01")))
            let ask = try await city.run(
                RequestTransfer(person: again, unit: city.gucun, reason: "名单第三行"),
                as: try await city.account(.officer, at: city.gucun))
            let (before, beforeAgain) = (try await known(lin, city), try await known(again, city))
            let duties = try await city.answersFor(again)
            let outcome = try await city.run(merge(lin, again) { $0.fullName = .merged })
            try await city.check()
            #expect(
                try await city.posts(of: lin) == [
                    [city.huajing.description, "2026-01-05", "2026-06-30"],
                    [city.caohejing.description, "2026-07-01", ""],
                ])
            #expect(try await city.answersFor(lin) == duties)
            let one = try await known(lin, city)
            #expect(one == ["林秀芬", before[1], city.caohejing.description])
            #expect(try await known(again, city) == [])
            // The old link leads to her, for whoever may see her; for others it is not there.
            let here = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            #expect(try await here.get("/people/\(again)").location == "/people/\(lin)")
            let there = try await city.browser(of: try await city.account(.officer, at: city.baoshan))
            #expect(try await there.get("/people/\(again)").status == 404)
            let story = try await here.get("/people/\(lin)").text
            #expect(story.contains("与另一份记录合并") && story.contains("任职"))

            try await city.run(UndoMerge(merge: outcome.merge, reason: "原来是两个人"))
            try await city.check()
            #expect(try await known(lin, city) == before)
            #expect(try await known(again, city) == beforeAgain)
            #expect(
                try await city.posts(of: lin) == [[city.huajing.description, "2026-01-05", "2026-06-30"]])
            #expect(try await city.posts(of: again) == [[city.caohejing.description, "2026-07-01", ""]])
            #expect(try await city.answersFor(again) == duties)
            #expect(duties[city.science] == "2026-08-01")
            let holder: Identifier? = try await city.house.database.read { tx in
                try tx.value("SELECT person_id FROM transfer_requests WHERE id = \(ask.request)")
            }
            #expect(holder == again)
            let current = try await city.house.database.read { try PostStore.current(of: again, $0) }
            #expect(current.map(\.id) == [post])
            #expect(try await here.get("/people/\(again)").status == 200)
        }
    }

    @Test("the same post written down twice is one, and two again", arguments: TestEngine.allCases)
    func samePost(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.juxin, from: "2026-03-01")
            let (again, _) = try await city.hire("林秀芬", at: city.juxin, from: "2026-01-05")
            let outcome = try await city.run(merge(lin, again))
            try await city.check()
            #expect(try await city.posts(of: lin) == [[city.juxin.description, "2026-01-05", ""]])
            #expect(try await city.answersFor(lin) == [city.juxin: "2026-01-05"])
            try await city.run(UndoMerge(merge: outcome.merge, reason: "原来是两个人"))
            #expect(try await city.posts(of: lin) == [[city.juxin.description, "2026-03-01", ""]])
            #expect(try await city.posts(of: again) == [[city.juxin.description, "2026-01-05", ""]])
            #expect(try await city.answersFor(again) == [city.juxin: "2026-01-05"])
        }
    }

    @Test("whoever becomes a worker only by a merge is none again", arguments: TestEngine.allCases)
    func workerByMerge(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let lin = try await city.register("林秀芳", at: city.huajing)
            let (again, _) = try await city.hire("林秀芬", at: city.juxin)
            let outcome = try await city.run(merge(lin, again))
            try await city.check()
            #expect(try await city.posts(of: lin).count == 1)
            try await city.run(UndoMerge(merge: outcome.merge, reason: "原来是两个人"))
            let workers = try await city.house.database.read { try WorkerStore.find([lin, again], $0) }
            #expect(Array(workers.keys) == [again])
            #expect(try await known(lin, city).last == city.huajing.description)
        }
    }

    @Test("what cannot be true of one person is named, and nothing is done", arguments: TestEngine.allCases)
    func conflicts(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.juxin)
            let (again, _) = try await city.hire("林秀芬", at: city.huajing)
            #expect(try await city.refusal(merge(lin, again))?.fields == ["merged"])
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let page = try await officer.get("/people/\(lin)/merge/\(again)")
            #expect(page.text.contains("聚鑫园园区工会联合会") && page.text.contains("华泾镇总工会"))
            #expect(page.text.contains("两个主岗日期重叠"))
            // Whoever may act for one of them only does not find the other.
            let park = try await city.account(.officer, at: city.juxin)
            #expect(try await city.refusal(merge(lin, again), as: park) == .notFound)
            let viewer = try await city.account(.viewer, at: city.xuhui)
            #expect(try await city.refusal(merge(lin, again), as: viewer)?.code == "forbidden")
            #expect(try await city.posts(of: again).count == 1)
        }
    }

    @Test("what has happened since stands in the way of undoing, by name", arguments: TestEngine.allCases)
    func tooLate(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let again = try await city.register("林秀芬", at: city.caohejing)
            let outcome = try await city.run(merge(lin, again))
            let undo = UndoMerge(merge: outcome.merge, reason: "原来是两个人")
            try await city.run(
                MoveWorker(person: lin, unit: city.juxin, startedOn: try day("2026-07-01"), reason: "工作需要"))
            #expect(try await city.refusal(undo)?.fields == ["merge"])
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let page = try await officer.get("/people/\(lin)/merges/\(outcome.merge)/undo")
            #expect(page.text.contains("合并以后任职或负责的单位有过变动"))
            // Her number may be registered by somebody new only once.
            let third = try await city.register("林秀菲", at: city.caohejing)
            #expect(try await city.refusal(merge(third, again)) == .notFound)
        }
    }

    @Test("the forms: compared, looked at, merged, undone", arguments: TestEngine.allCases)
    func forms(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let lin = try await city.register("林秀芳", at: city.caohejing)
            let again = try await city.register("林秀芬", at: city.caohejing)
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let path = "/people/\(lin)/merge/\(again)"
            let compared = try await officer.get(path).page()
            #expect(compared.all("input", ["type": "radio", "name": "fullName"]).count == 2)
            // Masked, their numbers read the same; they are two.
            let told = try await officer.get(path, json: true).object()
            #expect((told["differing"] as? [String])?.contains("document") == true)
            let silent = try await officer.post(path + "/outlook", ["keptVersion": "1", "mergedVersion": "1"])
            #expect(silent.status == 422)
            let choices = [
                "keptVersion": "1", "mergedVersion": "1", "fullName": "merged", "document": "merged", "phone": "kept",
                "reason": "电话问过本人",
            ]
            let outlook = try await officer.post(path + "/outlook", choices)
            #expect(outlook.status == 200 && outlook.text.contains("林秀芬"))
            #expect(try outlook.page().first("input", ["name": "document"])?["value"] == "merged")
            let done = try await officer.post(path, choices)
            #expect(done.location == "/people/\(lin)")
            let page = try await officer.get("/people/\(lin)").page()
            let links = page.all("a").compactMap { $0["href"] }
            let undo = try #require(links.first { $0.hasSuffix("/undo") })
            #expect(try await officer.post(undo, ["reason": ""]).status == 422)
            #expect(try await officer.post(undo, ["reason": "弄错了"]).location == "/people/\(again)")
        }
    }

    @Test(
        "in post her data are kept; afterwards they go, and the post stays without a name",
        arguments: TestEngine.allCases)
    func erasing(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let request = try await city.run(
                ReceiveRequest(
                    person: lin, kind: .delete, receivedOn: try day("2027-02-20"), way: .paper, asked: "我已离职，请删除")
            ).request
            let erase = ErasePerson(person: lin, isSure: true)
            #expect(try await city.refusal(erase)?.fields == ["person"])
            try await city.run(EndPost(post: post, endedOn: try day("2027-02-28"), reason: "辞职"))
            #expect(try await city.refusal(ErasePerson(person: lin, isSure: false))?.fields == ["isSure"])
            try await city.run(erase)
            try await city.check()
            #expect(try await city.posts(of: lin) == [[city.caohejing.description, "2026-01-05", "2027-02-28"]])
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            for path in ["/people", "/people?q=lxf", "/people/\(lin)", "/requests/\(request)"] {
                let answer = try await officer.get(path)
                #expect(answer.status == 200, "\(path)")
                #expect(!answer.text.contains("林秀芳"), "\(path)")
            }
            #expect(try await officer.get("/requests/\(request)").text.contains("同意，已办理"))
            // Her number is free again.
            _ = try await city.register("林秀芳", at: city.juxin)
        }
    }
}
