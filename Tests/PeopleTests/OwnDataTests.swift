import Core
@testable import People
import Storage
import TestSupport
import Testing
import Web

@Suite("What a person may say about her own data")
struct OwnDataTests {
    private func given(_ person: Identifier, _ purpose: ConsentPurpose, _ scene: PeopleHouse) async throws -> Bool {
        try await scene.house.database.read { try ConsentStore.isGiven(person, purpose, $0) }
    }

    @Test("consent is given for one purpose and taken back at once", arguments: TestEngine.allCases)
    func consent(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let wang = try await scene.register("王小明", at: scene.caohejing)
            let today = scene.house.today
            #expect(try await given(wang, .staffRecord, scene))
            #expect(try await !given(wang, .publicity, scene))
            let runner = scene.house.runner
            let officer = scene.caohejingOfficer
            let give = GiveConsent(person: wang, purpose: .publicity, givenOn: today, way: .paper)
            let consent = try await runner.run(give, as: officer).consent
            #expect(try await given(wang, .publicity, scene))
            #expect(try await !given(wang, .sensitive, scene))
            let twice = try await problem { try await runner.run(give, as: officer) }
            #expect(twice?.code == "conflict")
            let vague = try await problem {
                try await runner.run(
                    GiveConsent(person: wang, purpose: .disclosure, givenOn: today, way: .paper), as: officer)
            }
            #expect(vague?.code == "invalid")
            let stranger = try await problem {
                try await runner.run(WithdrawConsent(consent: consent, way: .inPerson), as: scene.pudongOfficer)
            }
            #expect(stranger == .notFound)
            try await runner.run(WithdrawConsent(consent: consent, way: .inPerson), as: officer)
            #expect(try await !given(wang, .publicity, scene))
            let page = try await scene.browser(officer).get("/people/\(wang)").page()
            let text = try #require(page.first("section", ["id": "consents"])?.text)
            #expect(text.contains("已撤回") && text.contains("人事档案"))
        }
    }

    @Test("a request has its day, is answered with a reason, and its promise is kept", arguments: TestEngine.allCases)
    func requests(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let number = PeopleHouse.number(123, birth: "19901231")
            let wang = try await scene.register("王小明", number, phone: "13812345678", at: scene.caohejing)
            let today = scene.house.today
            let runner = scene.house.runner
            let officer = scene.caohejingOfficer
            let browser = try await scene.browser(officer)
            #expect(try await browser.get("/requests").text.contains("没有等待答复的请求"))
            // She has asked for nothing yet: no whole number for whoever is merely curious.
            let unasked = try await browser.get("/people/\(wang)/copy")
            #expect(unasked.text.contains("请先登记本人查阅、复制的请求"))
            let record = try unasked.page().first("a", ["class": "button primary"])?["href"]
            #expect(record == "/people/\(wang)/requests?kind=copy")
            let twin = try await browser.get("/people/\(wang)/copy.json")
            for answer in [unasked, twin] {
                #expect(!answer.text.contains(number) && !answer.text.contains("13812345678"))
            }
            #expect(try await browser.get("/people/\(wang)/copy/file").location == "/people/\(wang)/copy")
            #expect(try await scene.audit("copyPerson").isEmpty)
            let sent = try await browser.post(
                "/people/\(wang)/requests",
                ["kind": "copy", "way": "inPerson", "receivedOn": today.description, "asked": "要一份档案"])
            let path = try #require(sent.location)
            let list = try await browser.get("/requests").page()
            #expect(list.first("main")?.text.contains("王小明") == true)
            let person = try await browser.get("/people/\(wang)").page()
            #expect(person.first("a", ["class": "button primary"])?["href"] == path)
            let due: String? = try await scene.house.database.read { tx in
                try tx.value("SELECT due_on FROM obligations WHERE kind = 'personRequest' AND closed_at IS NULL")
            }
            #expect(due == today.adding(days: 15).description)
            // The copy holds everything, whole, and is on audit; a viewer and a stranger get nothing.
            let copy = try await browser.get("/people/\(wang)/copy")
            #expect(copy.text.contains(number) && copy.text.contains("13812345678") && copy.text.contains("要一份档案"))
            #expect(try await scene.audit("copyPerson").count == 1)
            for other in [scene.caohejingViewer, scene.pudongOfficer] {
                let refused = try await scene.browser(other).get("/people/\(wang)/copy")
                #expect([403, 404].contains(refused.status) && !refused.text.contains(number))
            }
            // Neither a question of another kind nor a refused one is a reason.
            let li = try await scene.register("李静", PeopleHouse.number(125, birth: "19901231"), at: scene.caohejing)
            for (kind, outcome) in [(RequestKind.explain, nil), (.copy, RequestOutcome.refused)] {
                let request = try await runner.run(
                    ReceiveRequest(person: li, kind: kind, receivedOn: today, way: .inPerson, asked: "想知道"), as: officer
                ).request
                if let outcome {
                    try await runner.run(
                        AnswerRequest(request: request, outcome: outcome, answer: "不是本人"), as: officer)
                } else {
                    try await runner.run(AnswerRequest(request: request, outcome: .granted), as: officer)
                }
            }
            #expect(try await browser.get("/people/\(li)/copy").text.contains("请先登记本人查阅、复制的请求"))
            let silent = try await browser.post(path, ["outcome": "refused"])
            #expect(silent.status == 422)
            #expect(try silent.page().first("a", ["href": "#field-answer"]) != nil)
            #expect(try await browser.post(path, ["outcome": "granted"]).location == "/requests")
            #expect(try await browser.get("/requests?state=answered").text.contains("王小明"))
            let open: Int? = try await scene.house.database.read { tx in
                try tx.value("SELECT COUNT(*) FROM obligations WHERE closed_at IS NULL")
            }
            #expect(open == 0)

            // The city sets another term; what was received before keeps its own.
            let refused = try await problem {
                try await runner.run(SetRequestTerm(since: today, days: 10), as: officer)
            }
            #expect(refused?.code == "forbidden")
            try await runner.run(SetRequestTerm(since: today, days: 10, basis: "沪工办〔2027〕1号"), as: scene.cityOfficer)
            let term = try await scene.house.database.read { try RequestTerm.on(today, $0) }
            #expect(term.days == 10 && term.basis != nil)
            let before = try await scene.house.database.read { try RequestTerm.on(today.adding(days: -1), $0) }
            #expect(before.days == 15 && before.basis == nil)
        }
    }

    @Test("records that look alike are listed until somebody says they are two people", arguments: TestEngine.allCases)
    func doubles(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let one = try await scene.register(
                "王小明", PeopleHouse.number(123, birth: "19901231"), at: scene.caohejing)
            let two = try await scene.register("王小明", PeopleHouse.number(125, birth: "19901231"), at: scene.tianping)
            try await scene.register("李芳", phone: "13812345678", at: scene.caohejing)
            try await scene.register("陆家人", phone: "13812345678", at: scene.lujiazui)
            let browser = try await scene.browser(scene.xuhuiOfficer)
            let list = try await browser.get("/people/doubles").page()
            #expect(list.all("a", ["href": "/people/\(min(one, two))/merge/\(max(one, two))"]).count == 1)
            // The other pair lies partly outside: nothing is told of it.
            #expect(!(list.first("main")?.text.contains("李芳") ?? true))
            let city = try await scene.browser(scene.cityOfficer).get("/people/doubles")
            #expect(city.text.contains("陆家人"))
            let street = try await scene.browser(scene.caohejingOfficer)
            #expect(try await street.get("/people/doubles").text.contains("您的范围内没有看起来重复的记录"))
            #expect(try await street.get("/people/\(one)/merge/\(two)").status == 404)
            let apart = "/people/\(one)/merge/\(two)/apart"
            #expect(try await browser.post(apart, [:]).status == 422)
            #expect(try await browser.post(apart, ["reason": "打过电话"]).location == "/people/doubles")
            let after = try await browser.get("/people/doubles")
            #expect(!after.text.contains("王小明"))
            let plan = try await scene.house.database.read { tx in
                try tx.plan(
                    of: PersonDoubles.pageQuery(scene.xuhuiOfficer.sees, PersonDoubles.Pair(one, two)))
            }
            #expect(
                engine == .postgres || !plan.contains { $0.hasPrefix("SCAN p") || $0.hasPrefix("SCAN q") }, "\(plan)")
        }
    }

    @Test("whoever tries numbers on a form is stopped like whoever searches by number", arguments: TestEngine.allCases)
    func trials(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let number = PeopleHouse.number(123, birth: "19901231")
            try await scene.register("秘密人", number, at: scene.lujiazui)
            let browser = try await scene.browser(scene.xuhuiOfficer)
            let fields = ["name": "新", "documentNumber": number, "unit": scene.caohejing.unit.description]
            #expect(try await browser.post("/people", fields).status == 409)
            let (house, officer) = (scene.house, scene.xuhuiOfficer)
            let passed = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<36 {
                    group.addTask { (try? await PersonSearch.countTrial(by: officer, house)) != nil }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(passed == 29)
            #expect(try await browser.post("/people", fields).status == 429)
            #expect(try await browser.get("/people?q=5678").status == 429)
        }
    }
}
