import Core
import Storage
import TestForce
import TestSupport
import Testing
import Web
import Workforce

@Suite("Pages of the force") struct PageTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    @Test("a person's page tells where she works and worked, and what can be done", arguments: TestEngine.allCases)
    func personPage(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            try await city.run(TakeResponsibility(person: lin, unit: city.science, startedOn: try day("2026-02-01")))
            try await city.run(
                MoveWorker(person: lin, unit: city.juxin, startedOn: try day("2026-07-01"), reason: "工作需要"))
            let officer = try await city.browser(of: try await city.account(.officer, at: city.caohejing))
            let page = try await officer.get("/people/\(lin)").page()
            let text = try #require(page.first("section", ["id": "posts"])?.text)
            for fact in ["工会社工", "徐汇区 · 漕河泾街道总工会", "2026年1月5日", "2026年6月30日", "工作需要", "聚鑫园园区工会联合会", "在任"] {
                #expect(text.contains(fact), "\(fact)")
            }
            for path in ["move", "responsibilities", "second-post"] {
                #expect(page.first("a", ["href": "/people/\(lin)/\(path)"]) != nil, "\(path)")
            }
            #expect(page.first("a", ["href": "/posts/\(post)/end"]) == nil)
            let viewer = try await city.browser(of: try await city.account(.viewer, at: city.caohejing))
            let looked = try await viewer.get("/people/\(lin)").page()
            #expect(
                looked.all("a").allSatisfy {
                    !($0["href"] ?? "").hasSuffix("/move") && !($0["href"] ?? "").hasSuffix("/end")
                })
            let twin = try await viewer.get("/people/\(lin)", json: true).object()
            let section = try #require(twin["posts"] as? [String: Any])
            let posts = try #require(section["posts"] as? [[String: Any]])
            #expect(posts.map { $0["startedOn"] as? String } == ["2026-07-01", "2026-01-05"])
            #expect(section["mayPost"] as? Bool == false)
            #expect((section["responsibilities"] as? [[String: Any]])?.count == 1)
        }
    }

    @Test("an open request of hers leaves the transfer where it was", arguments: TestEngine.allCases)
    func requestAndTransfer(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let officer = try await city.browser(of: try await city.account(.officer, at: city.caohejing))
            let asked = try await officer.post(
                "/people/\(lin)/requests",
                ["kind": "copy", "way": "paper", "receivedOn": "2027-02-20", "asked": "要一份本人的信息"])
            let request = try #require(asked.location)
            let page = try await officer.get("/people/\(lin)").page()
            let acts = page.all("a", ["class": "button primary"]).compactMap { $0["href"] }
            #expect(acts == [request])
            #expect(page.first("a", ["href": "/people/\(lin)/move"]) != nil)
        }
    }

    @Test("each form opens to whoever may send it, and to nobody else", arguments: TestEngine.allCases)
    func forms(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, post) = try await city.hire("林秀芳", at: city.juxin)
            let taken = try await city.run(
                TakeResponsibility(person: lin, unit: city.science, startedOn: try day("2026-02-01"))
            ).responsibility
            let request = try await city.run(
                RequestTransfer(person: lin, unit: city.gucun, reason: "花名册里有她")
            ).request
            let paths =
                ["hire", "appoint", "second-post", "move", "responsibilities"].map { "/people/\(lin)/\($0)" }
                + ["/posts/\(post)/end", "/responsibilities/\(taken)/end", "/transfers/\(request)"]
            let readers: [(Role, Identifier, Int)] = [
                (.officer, city.juxin, 200), (.officer, city.xuhui, 200), (.officer, city.huajing, 404),
                (.officer, city.baoshan, 404), (.viewer, city.xuhui, 403), (.socialWorker, city.caohejing, 403),
                (.auditor, city.city, 404),
            ]
            for (role, unit, status) in readers {
                let browser = try await city.browser(of: try await city.account(role, at: unit))
                for path in paths {
                    // The park's officer has nothing to say about the building beside it.
                    let isBeside = unit == city.juxin && path.hasPrefix("/responsibilities")
                    let answer = try await browser.get(path)
                    let isRefused = [403, 404].contains(answer.status)
                    if isBeside || status != 200 {
                        #expect(isRefused, "\(role) \(path) \(answer.status)")
                        #expect(!answer.text.contains("林秀芳"), "\(role) \(path)")
                        let sent = try await browser.post(path, ["startedOn": "2026-05-01", "endedOn": "2026-05-01"])
                        #expect([403, 404].contains(sent.status) || status == 403, "\(role) \(path) \(sent.status)")
                        #expect(!sent.text.contains("林秀芳") || sent.status == 403, "\(role) \(path)")
                    } else {
                        #expect(answer.status == 200, "\(role) \(path)")
                        // Whoever holds something hands it over before she leaves.
                        let isHeld = path.hasPrefix("/posts")
                        let page = try answer.page()
                        let way =
                            isHeld
                            ? page.first("a", ["href": "/posts/\(post)/handover"])
                            : page.first("form", ["action": path])
                        #expect(way != nil, "\(path)")
                        let twin = try await browser.get(path, json: true).object()
                        #expect(twin["form"] != nil, "\(path)")
                    }
                }
            }
            #expect(try await city.posts(of: lin).count == 1)
        }
    }

    @Test("a unit is named by part of its name: one fits, several, none", arguments: TestEngine.allCases)
    func unitByName(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            try await city.addUnits(1...41, in: city.huajing)
            let lin = try await city.register("林秀芳", at: city.caohejing)
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let path = "/people/\(lin)/hire"
            let filled = ["category": "partyMass", "sourceNote": "宝武", "startedOn": "2026-05-06"]
            func send(_ name: String) async throws -> WebAnswer {
                try await officer.post(path, filled.merging(["unitName": name]) { $1 })
            }
            let none = try await send("没有这里")
            #expect(none.status == 422)
            let empty = try none.page()
            #expect(empty.first("p", ["id": "field-unitName-error"])?.text.contains("没有这里") == true)
            #expect(empty.first("a", ["href": "#field-unitName"]) != nil)
            #expect(empty.first("input", ["name": "unitName"])?["value"] == "没有这里")
            #expect(empty.first("input", ["name": "sourceNote"])?["value"] == "宝武")
            #expect(empty.first("input", ["value": "partyMass"])?["checked"] != nil)

            let one = try await send("漕河泾")
            #expect(one.location == "/people/\(lin)")
            try await city.run(
                EndPost(post: try await post(of: lin, city), endedOn: try day("2026-06-01"), reason: "更正"))

            let appoint = "/people/\(lin)/appoint"
            let many = try await officer.post(appoint, ["unitName": "楼宇", "startedOn": "2026-07-01"])
            #expect(many.status == 422)
            #expect(try many.page().all("input", ["type": "radio", "name": "unit"]).count == 12)
            #expect(try many.page().first("p", ["id": "field-unitName-error"]) != nil)

            let second = try await city.addUnit(.park, "聚鑫二期园区工会联合会", in: city.caohejing)
            let two = try await officer.post(appoint, ["unitName": "聚鑫", "startedOn": "2026-07-01"]).page()
            let offered = two.all("input", ["type": "radio", "name": "unit"]).compactMap { $0["value"] }
            #expect(Set(offered) == [city.juxin.description, second.description])
            #expect(two.first("p", ["id": "field-unit-error"]) != nil)
            #expect(two.first("a", ["href": "#field-unit"]) != nil && two.ids.contains("field-unit"))
            #expect(two.first("input", ["name": "startedOn"])?["value"] == "2026-07-01")
            // The whole name means one, though it is also part of others.
            let future = try await officer.post(appoint, ["unitName": "聚鑫园园区", "startedOn": "2027-07-01"]).page()
            #expect(future.first("p", ["id": "field-startedOn-error"]) != nil)
            let picked = ["unitName": "聚鑫", "unit": second.description, "startedOn": "2026-07-01"]
            #expect(try await officer.post(appoint, picked).location == "/people/\(lin)")
            #expect(try await city.posts(of: lin).last?.first == second.description)
        }
    }

    private func post(of person: Identifier, _ city: ForceCity) async throws -> Identifier {
        let current = try await city.house.database.read { try PostStore.current(of: person, $0) }
        return try #require(current.first?.id)
    }

    @Test("an empty form is told everything that is missing at once", arguments: TestEngine.allCases)
    func everythingAtOnce(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            try await city.addUnits(1...41, in: city.huajing)
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let refused = try await officer.post("/people/\(lin)/move", [:])
            #expect(refused.status == 422)
            let page = try refused.page()
            for field in ["unitName", "startedOn", "reason"] {
                #expect(page.first("p", ["id": "field-\(field)-error"]) != nil, "\(field)")
                #expect(page.first("a", ["href": "#field-\(field)"]) != nil, "\(field)")
            }
        }
    }

    @Test("the forms move, correct and end, and name what ends with a post", arguments: TestEngine.allCases)
    func sending(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let take = try await officer.post(
                "/people/\(lin)/responsibilities", ["unit": city.science.description, "startedOn": "2026-02-01"])
            #expect(take.location == "/people/\(lin)")
            for path in ["/people/\(lin)/move", "/posts/\(post)/end"] {
                let page = try await officer.get(path)
                #expect(page.text.contains("科技大厦工会联合会") && page.text.contains("都有人接手了才能"), "\(path)")
            }
            let corrected = try await officer.post(
                "/people/\(lin)/move",
                ["unit": city.huajing.description, "startedOn": "2026-01-06", "reason": "选错", "isCorrection": "true"])
            #expect(corrected.location == "/people/\(lin)")
            #expect(try await city.posts(of: lin) == [[city.huajing.description, "2026-01-06", ""]])
            let second = try await officer.post(
                "/people/\(lin)/second-post", ["unit": city.juxin.description, "startedOn": "2026-03-01"])
            #expect(second.location == "/people/\(lin)")
            // The park's officer ends what is hers, and stays where she may be.
            let seconds = try await city.house.database.read { try PostStore.current(of: lin, $0) }.filter {
                !$0.isPrimary
            }
            let park = try await city.browser(of: try await city.account(.officer, at: city.juxin))
            let ending = "/posts/\(try #require(seconds.first).id)/end"
            try await city.release(try #require(seconds.first).id, on: "2026-12-31")
            let ended = try await park.post(ending, ["endedOn": "2026-12-31", "reason": "不再兼任"])
            #expect(ended.location == "/units/\(city.juxin)")
            #expect(try await park.follow(ended).status == 200)
            try await city.release(post, on: "2027-01-31")
            let left = try await officer.post("/posts/\(post)/end", ["endedOn": "2027-01-31", "reason": "辞职"])
            #expect(left.location == "/people/\(lin)")
            let over = try await officer.get("/posts/\(post)/end").page()
            #expect(over.first("form", ["action": "/posts/\(post)/end"]) == nil)
        }
    }

    @Test("requests: the holder reads whom, the asker only what became of it", arguments: TestEngine.allCases)
    func transfers(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let asker = try await city.account(.officer, at: city.gucun)
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            try await city.release(post, on: "2026-12-31")
            let (wu, _) = try await city.hire("吴敏", at: city.caohejing)
            let ask = try await city.run(RequestTransfer(person: lin, unit: city.gucun, reason: "名单第三行"), as: asker)
                .request
            let other = try await city.run(RequestTransfer(person: wu, unit: city.gucun, reason: "名单第四行"), as: asker)
                .request
            let there = try await city.browser(of: asker)
            let here = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let blind = try await there.get("/transfers").page()
            let asked = try #require(blind.first("section", ["id": "asked"])?.text)
            #expect(asked.contains("名单第三行") && asked.contains("等待答复"))
            #expect(!blind.elements.contains { $0.text.contains("林秀芳") })
            #expect(try await there.get("/transfers/\(ask)").status == 404)
            let twin = try await there.get("/transfers", json: true)
            #expect(!twin.text.contains(lin.description) && !twin.text.contains("林秀芳"))
            let list = try await here.get("/transfers").page()
            let waiting = try #require(list.first("section", ["id": "waiting"])?.text)
            #expect(waiting.contains("林秀芳") && waiting.contains("顾村镇总工会"))

            let silent = try await here.post("/transfers/\(ask)", [:])
            #expect(silent.status == 422)
            #expect(try silent.page().first("a", ["href": "#field-answer"]) != nil)
            let yes = try await here.post("/transfers/\(ask)", ["answer": "accept", "startedOn": "2027-02-01"])
            #expect(yes.location == "/transfers")
            let mute = try await here.post("/transfers/\(other)", ["answer": "refuse"]).page()
            #expect(mute.first("p", ["id": "field-reason-error"]) != nil)
            _ = try await here.post("/transfers/\(other)", ["answer": "refuse", "reason": "正在跟案"])
            let told = try await there.get("/transfers").page()
            #expect(told.first("a", ["href": "/people/\(lin)"])?.text == "林秀芳")
            #expect(told.first("section", ["id": "asked"])?.text.contains("正在跟案") == true)
            #expect(!told.elements.contains { $0.text.contains("吴敏") })
            let decided = try await here.get("/transfers/\(ask)").page()
            #expect(decided.first("form", ["action": "/transfers/\(ask)"]) == nil)
        }
    }

    @Test("a unit that nobody answers for offers who is near, and the way to let her", arguments: TestEngine.allCases)
    func findingSomebody(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            try await city.addUnits(1...41, in: city.huajing)
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let (zhao, _) = try await city.hire("赵磊", at: city.caohejing)
            try await city.hire("吴敏", at: city.huajing)
            try await city.run(
                TakeResponsibility(person: lin, unit: city.science, startedOn: try day("2026-02-01")))
            let viewer = try await city.browser(of: try await city.account(.viewer, at: city.xuhui))
            let looked = try await viewer.get("/units/\(city.juxin)").page()
            #expect(!looked.all("a").contains { ($0["href"] ?? "").contains("/responsibilities?") })
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            let page = try await officer.get("/units/\(city.juxin)").page()
            let offers = page.all("a").compactMap { $0["href"] }.filter { $0.contains("/responsibilities?") }
            #expect(offers.map { $0.split(separator: "/")[1] } == [zhao.description[...], lin.description[...]])
            // The form knows the unit already; only the day is left.
            let form = try await officer.get(try #require(offers.first)).page()
            #expect(form.first("input", ["checked": "checked"])?["value"] == city.juxin.description)
            let taken = try await officer.post(
                "/people/\(zhao)/responsibilities", ["unit": city.juxin.description, "startedOn": "2026-02-01"])
            #expect(taken.status == 303)
            let after = try await officer.get("/units/\(city.juxin)").page()
            #expect(!after.all("a").contains { ($0["href"] ?? "").contains("/responsibilities?") })
        }
    }

    @Test("a unit's page names who answers for it; who is held elsewhere has no link", arguments: TestEngine.allCases)
    func unitPage(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let park = try await city.browser(of: try await city.account(.officer, at: city.juxin))
            let bare = try await park.get("/units/\(city.juxin)").page()
            #expect(bare.first("section", ["id": "workers"])?.text.contains("这个单位还没有人负责") == true)
            try await city.run(TakeResponsibility(person: lin, unit: city.juxin, startedOn: try day("2026-02-01")))
            try await city.hire("赵磊", at: city.juxin)
            let page = try await park.get("/units/\(city.juxin)").page()
            let text = try #require(page.first("section", ["id": "workers"])?.text)
            #expect(text.contains("林秀芳") && text.contains("赵磊") && text.contains("在岗人员，共 1 位"))
            #expect(page.first("a", ["href": "/people/\(lin)"]) == nil)
            let street = try await city.browser(of: try await city.account(.viewer, at: city.caohejing))
            #expect(try await street.get("/units/\(city.juxin)").page().first("a", ["href": "/people/\(lin)"]) != nil)
            let twin = try await street.get("/units/\(city.caohejing)", json: true).object()
            let workers = try #require((twin["sections"] as? [String: Any])?["workers"] as? [String: Any])
            #expect(workers["total"] as? Int == 2)
        }
    }
}
