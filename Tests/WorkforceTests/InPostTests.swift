import Core
import Storage
import TestForce
import TestSupport
import Testing
import Web

@testable import Workforce

@Suite("Who is in post") struct InPostTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    private func names(_ browser: WebClient, _ path: String) async throws -> [String] {
        let workers = try await browser.get(path, json: true).object()["workers"] as? [[String: Any]]
        return try #require(workers).compactMap { $0["name"] as? String }
    }

    @Test("the list is found by what people are and can, in one's own part alone", arguments: TestEngine.allCases)
    func filters(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let (zhao, _) = try await city.hire("赵磊", at: city.juxin)
            let (mao, _) = try await city.hire("毛小宁", at: city.gucun)
            _ = try await city.register("吴敏", at: city.caohejing)
            for person in [lin, zhao, mao] {
                try await city.run(AddLanguage(person: person, language: .shanghainese, level: .fluent))
            }
            try await city.run(AddSkill(person: zhao, skill: .mediation))
            try await city.run(AddSkill(person: zhao, skill: .other, note: "会修电脑"))
            try await city.run(RegisterLicence(person: lin, kind: .socialWorker, issuedOn: try day("2022-06-01")))
            try await city.run(
                SetGradeStep(person: lin, grade: .junior, step: 3, startsOn: try day("2026-02-01"), reason: "定级"))
            try await city.run(
                SetGradeStep(person: lin, grade: .intermediate, step: 1, startsOn: try day("2027-01-01"), reason: "晋级"))
            try await city.run(CorrectWorker(person: zhao, source: .targeted, reason: "核对"))
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            #expect(try await names(officer, "/workforce") == ["林秀芳", "赵磊"])
            #expect(try await names(officer, "/workforce?language=shanghainese") == ["林秀芳", "赵磊"])
            #expect(try await names(officer, "/workforce?language=shanghainese&skill=mediation") == ["赵磊"])
            #expect(try await names(officer, "/workforce?skill=other") == ["赵磊"])
            #expect(try await names(officer, "/workforce?licence=socialWorker&skill=mediation") == [])
            #expect(try await names(officer, "/workforce?grade=intermediate") == ["林秀芳"])
            #expect(try await names(officer, "/workforce?grade=junior") == [])
            #expect(try await names(officer, "/workforce?source=targeted") == ["赵磊"])
            #expect(try await names(officer, "/workforce?unit=\(city.juxin)") == ["赵磊"])
            #expect(try await officer.get("/workforce?unit=\(city.gucun)").status == 404)
            let none = try await officer.get("/workforce?skill=law").page()
            #expect(none.has(class: "empty"))
            // She moves out of sight, he leaves.
            try await city.run(
                MoveWorker(person: zhao, unit: city.gucun, startedOn: try day("2027-01-01"), reason: "轮岗"))
            try await city.run(EndPost(post: post, endedOn: try day("2027-01-31"), reason: "辞职"))
            #expect(try await names(officer, "/workforce") == [])
            let all = try await city.browser(of: try await city.account(.viewer, at: city.city))
            #expect(try await names(all, "/workforce?skill=mediation") == ["赵磊"])
        }
    }

    @Test("pages turn by key, forward and back, and walk along an index", arguments: TestEngine.allCases)
    func paging(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            try await city.hire(1...60, at: city.caohejing)
            try await city.hire(61...70, at: city.juxin)
            let officer = try await city.browser(of: try await city.account(.officer, at: city.caohejing))
            let first = try await officer.get("/workforce", json: true).object()
            let page = try #require(first["page"] as? [String: Any])
            #expect(page["total"] as? Int == 70 && page["shown"] as? Int == 50)
            let next = try #require(page["next"] as? String)
            let second = try await officer.get(next, json: true).object()
            let turned = try #require(second["page"] as? [String: Any])
            #expect(turned["shown"] as? Int == 20 && turned["next"] == nil)
            let firstNames = try await names(officer, "/workforce")
            #expect(try await names(officer, try #require(turned["previous"] as? String)) == firstNames)
            #expect(try await Set(names(officer, next)).isDisjoint(with: firstNames))

            let (street, district) = try await city.house.database.read { tx in
                (
                    try #require(try ScopeTree.place(of: city.caohejing, tx)),
                    try #require(try ScopeTree.place(of: city.xuhui, tx))
                )
            }
            for scope in [Scope(roots: [street]), Scope(roots: [district]), .everything] {
                let filter = WorkersFilter(scope, [.language(.shanghainese), .everybody])
                let query = WorkersInPost.pageQuery(filter, filter.facets, nil)
                let count = WorkersInPost.countQuery(filter, filter.facets)
                let then = WorkersThen(
                    day: try day("2026-06-30"), scope: scope, within: nil, category: .cadre, source: .targeted,
                    appointment: .seconded, grade: .junior, name: nil)
                let past = try await plan(of: then.postsQuery(nil, limit: 50), engine, city)
                #expect(engine == .postgres || past.contains("posts_by_key "), "\(past)")
                #expect(
                    !past.contains("SCAN") && !past.contains("Seq Scan") && !past.contains("TEMP B-TREE"), "\(past)")
                for sql in [query, count] {
                    let plan = try await plan(of: sql, engine, city)
                    #expect(!plan.contains("SCAN f") && !plan.contains("Seq Scan on worker_facets"), "\(plan)")
                    #expect(!plan.contains("SCAN p") && !plan.contains("Seq Scan on people"), "\(plan)")
                    #expect(!plan.contains("CO-ROUTINE f"), "\(plan)")
                }
            }
        }
    }

    private func plan(of sql: SQL, _ engine: TestEngine, _ city: ForceCity) async throws -> String {
        try await city.house.database.write { tx in
            // A table of few rows would be read whole; what matters is that an index serves the question.
            if engine == .postgres {
                try tx.execute("SET LOCAL enable_seqscan = off")
                try tx.execute("SET LOCAL enable_bitmapscan = off")
            }
            return try tx.plan(of: sql).joined(separator: "\n")
        }
    }

    @Test("a part of the name, and a unit by its name, find somebody in post", arguments: TestEngine.allCases)
    func byName(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let (zhao, _) = try await city.hire("赵磊", at: city.juxin)
            try await city.hire("林晓", at: city.gucun)
            try await city.run(CorrectWorker(person: zhao, category: .cadre, source: .targeted, reason: "核对"))
            try await city.run(
                AppointCadre(
                    person: zhao, appointment: .seconded, office: .staff, secondedFrom: "聚鑫物业",
                    startsOn: try day("2026-03-01"), untilOn: try day("2030-03-01")))
            _ = lin
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            #expect(try await names(officer, "/workforce?q=lin") == ["林秀芳"])
            #expect(try await names(officer, "/workforce?q=%E7%A3%8A") == ["赵磊"])
            #expect(try await names(officer, "/workforce?q=lin&category=cadre") == [])
            #expect(try await names(officer, "/workforce?q=138") == [])
            let page = try await officer.get("/workforce")
            let heads = try page.page().all("th").map(\.text)
            #expect(heads.contains("任用方式") && heads.contains("来源"))
            #expect(page.text.contains("挂职") && page.text.contains("定向招录"))
            #expect(try page.page().first("input", ["name": "q"]) != nil)
            #expect(try page.page().first("select", ["name": "unit"]) != nil)
            #expect(try page.page().all("option").contains { $0["value"] == city.juxin.description })
            #expect(try await names(officer, "/workforce?unit=\(city.juxin)") == ["赵磊"])
        }
    }

    @Test("the list of a past day: who was in post then, in her office of then", arguments: TestEngine.allCases)
    func listOfAPastDay(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing, from: "2024-01-05")
            let (zhao, _) = try await city.hire("赵磊", at: city.juxin, from: "2024-06-01")
            try await city.hire("毛小宁", at: city.gucun, from: "2024-01-01")
            try await city.hire("周敏", at: city.caohejing, from: "2025-09-01")
            try await city.run(EndPost(post: post, endedOn: try day("2025-06-30"), reason: "辞职"))
            try await city.run(
                MoveWorker(person: zhao, unit: city.gucun, startedOn: try day("2026-01-01"), reason: "轮岗"))
            try await city.run(CorrectWorker(person: lin, source: .graduate, reason: "核对"))
            try await city.run(
                SetGradeStep(person: zhao, grade: .junior, step: 3, startsOn: try day("2024-07-01"), reason: "定级"))
            try await city.run(
                SetGradeStep(person: zhao, grade: .intermediate, step: 1, startsOn: try day("2026-02-01"), reason: "晋级")
            )
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            #expect(try await names(officer, "/workforce") == ["周敏"])
            #expect(try await names(officer, "/workforce?asOf=2024-03-01") == ["林秀芳"])
            #expect(try await names(officer, "/workforce?asOf=2025-06-30") == ["林秀芳", "赵磊"])
            #expect(try await names(officer, "/workforce?asOf=2025-07-01") == ["赵磊"])
            #expect(try await names(officer, "/workforce?asOf=2025-01-01&q=zhao") == ["赵磊"])
            #expect(try await names(officer, "/workforce?asOf=2025-01-01&grade=junior") == ["赵磊"])
            #expect(try await names(officer, "/workforce?asOf=2025-01-01&grade=intermediate") == [])
            #expect(try await names(officer, "/workforce?asOf=2025-01-01&source=graduate") == ["林秀芳"])
            #expect(try await names(officer, "/workforce?asOf=2025-01-01&unit=\(city.juxin)") == ["赵磊"])
            // Tomorrow is no past day.
            let ahead = try await officer.get("/workforce?asOf=2099-01-01")
            #expect(ahead.status == 422)
            #expect(ahead.text.contains("这一天还没有到") && ahead.text.contains("周敏"))
            let page = try await officer.get("/workforce?asOf=2025-01-01")
            let seen = try page.page()
            #expect(page.text.contains("不是今天的") && page.text.contains("只有补录过的才有"))
            #expect(seen.first("input", ["name": "asOf"])?["value"] == "2025-01-01")
            #expect(!seen.all("select").contains { $0["name"] == "skill" })
            // Whoever has moved out of sight is named, and opens nothing.
            #expect(page.text.contains("赵磊") && !seen.all("a").contains { $0["href"] == "/people/\(zhao)" })
            #expect(seen.all("a").contains { $0["href"] == "/people/\(lin)" })
        }
    }

    @Test("the list of a past day turns by key and comes along as a file", arguments: TestEngine.allCases)
    func pagesOfAPastDay(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            try await city.hire(1...60, at: city.caohejing)
            let officer = try await city.account(.officer, at: city.caohejing)
            let browser = try await city.browser(of: officer)
            let day = city.house.today.adding(days: -1)
            let first = try await names(browser, "/workforce?asOf=\(day)")
            let page = try #require(
                try await browser.get("/workforce?asOf=\(day)", json: true).object()["page"] as? [String: Any])
            #expect(page["total"] as? Int == 60 && first.count == 50)
            let next = try #require(page["next"] as? String)
            let second = try await browser.get(next, json: true).object()
            let turned = try #require(second["page"] as? [String: Any])
            #expect(turned["shown"] as? Int == 10 && turned["next"] == nil)
            #expect(try await names(browser, try #require(turned["previous"] as? String)) == first)
            let asking = Listing.Asking(actor: officer, house: city.house, query: ["asOf": day.description])
            let total = try await WorkersListing.inPost.total(asking)
            let part = try await WorkersListing.inPost.part(asking, nil, 50)
            let rest = try await WorkersListing.inPost.part(asking, try #require(part.next), 50)
            #expect(total == 60 && part.rows.count == 50 && rest.rows.count == 10 && rest.next == nil)
        }
    }

    @Test("as of a past day: who was where", arguments: TestEngine.allCases)
    func pastDays(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing, from: "2024-01-05")
            let (_, post) = try await city.hire("赵磊", at: city.juxin, from: "2024-06-01")
            try await city.hire("毛小宁", at: city.gucun, from: "2025-01-01")
            try await city.run(
                MoveWorker(person: lin, unit: city.huajing, startedOn: try day("2025-03-01"), reason: "轮岗"))
            try await city.run(EndPost(post: post, endedOn: try day("2025-06-30"), reason: "辞职"))
            try await city.run(
                AppointWorker(person: lin, unit: city.juxin, startedOn: try day("2025-08-01"), isSecond: true))
            let xuhui = try #require(try await city.house.database.read { try ScopeTree.place(of: city.xuhui, $0) })
            let caohejing = try #require(
                try await city.house.database.read { try ScopeTree.place(of: city.caohejing, $0) })
            func count(_ text: String, _ place: Place, second: Bool = false) async throws -> Int {
                try await city.house.database.read { tx in
                    try PostStore.count(.everything, within: place, on: try day(text), withSecondPosts: second, tx)
                }
            }
            #expect(try await count("2024-01-04", xuhui) == 0)
            #expect(try await count("2024-01-05", xuhui) == 1)
            #expect(try await count("2025-06-30", xuhui) == 2)
            #expect(try await count("2025-07-01", xuhui) == 1)
            #expect(try await count("2024-12-31", caohejing) == 2)
            #expect(try await count("2025-03-01", caohejing) == 1)
            #expect(try await count("2025-08-01", caohejing) == 0)
            #expect(try await count("2025-08-01", caohejing, second: true) == 1)
            let below = try await city.house.database.read { tx in
                try PostStore.countsBelow(xuhui, .everything, on: try day("2025-04-01"), tx)
            }
            let huajing = try #require(try await city.house.database.read { try ScopeTree.place(of: city.huajing, $0) })
            #expect(below == [caohejing.key: 1, huajing.key: 1])
            let there = try await city.house.database.read { tx in
                try PostStore.inPost(Scope(roots: [xuhui]), on: try day("2024-07-01"), limit: 10, tx)
            }
            #expect(there.map(\.place.unit) == [city.caohejing, city.juxin])
            let rest = try await city.house.database.read { tx in
                try PostStore.inPost(
                    Scope(roots: [xuhui]), on: try day("2024-07-01"), after: there[0], limit: 10, tx)
            }
            #expect(rest.map(\.place.unit) == [city.juxin])
            for scope in [Scope(roots: [caohejing]), Scope(roots: [xuhui])] {
                let on = try day("2025-04-01")
                let queries = [
                    PostStore.countQuery(scope, within: nil, on: on, withSecondPosts: false),
                    PostStore.inPostQuery(scope, within: nil, on: on, after: nil, limit: 50),
                ]
                for sql in queries {
                    let plan = try await plan(of: sql, engine, city)
                    #expect(!plan.contains("SCAN po") && !plan.contains("Seq Scan on posts"), "\(plan)")
                }
            }
        }
    }
}
