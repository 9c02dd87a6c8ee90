import Core
import Storage
import TestForce
import TestSupport
import Testing
import Workforce

@Suite("What is written down about workers") struct RecordsTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    /// What is due about her, by kind, with its day.
    private func due(_ person: Identifier, _ city: ForceCity) async throws -> [String: String] {
        let rows = try await city.house.database.read { tx in
            try tx.all("SELECT kind, due_on FROM obligations WHERE person_id = \(person) AND closed_at IS NULL") {
                row in
                (try row["kind"] as String, try row["due_on"] as String)
            }
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private func endings(_ person: Identifier, _ city: ForceCity) async throws -> [String] {
        try await city.house.database.read { tx in
            try tx.values(
                "SELECT kind || ' ' || ending FROM obligations WHERE person_id = \(person) AND closed_at IS NOT NULL ORDER BY id"
            )
        }
    }

    private func contract(
        _ person: Identifier, _ from: String, _ until: String?, kind: ContractKind = .fixedTerm
    ) throws -> SignContract {
        SignContract(
            person: person, employer: .federation, kind: kind, signedOn: min(try day(from), try day("2027-02-20")),
            startsOn: try day(from), endsOn: try until.map { try day($0) })
    }

    @Test("a contract's end is promised, kept by a renewal, and lapses when she leaves", arguments: TestEngine.allCases)
    func contracts(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.account(.officer, at: city.xuhui)
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing, from: "2021-04-01")
            try await city.run(contract(lin, "2021-04-01", "2024-03-31"), as: officer)
            #expect(try await due(lin, city) == ["contractEnd": "2024-03-31"])
            let overlapping = try contract(lin, "2024-03-31", "2027-03-30")
            #expect(try await city.refusal(overlapping, as: officer)?.fields == ["startsOn"])
            let endless = try contract(lin, "2024-04-01", nil)
            #expect(try await city.refusal(endless, as: officer)?.fields == ["endsOn"])
            let backwards = try contract(lin, "2024-04-01", "2023-04-01")
            #expect(try await city.refusal(backwards, as: officer)?.fields.contains("endsOn") == true)
            try await city.run(contract(lin, "2024-04-01", "2027-03-31"), as: officer)
            #expect(try await due(lin, city) == ["contractEnd": "2027-03-31"])
            #expect(try await endings(lin, city) == ["contractEnd kept"])
            // Two fixed terms in a row: the next one has to be without a fixed term.
            let browser = try await city.browser(of: officer)
            let form = try await browser.get("/people/\(lin)/contracts")
            #expect(form.text.contains("第十四条第二款第三项"))
            #expect(try form.page().first("input", ["name": "startsOn"])?["value"] == "2027-04-01")
            let contracts = try await city.house.database.read { try ContractStore.of(lin, $0) }
            #expect(contracts.map(\.number) == [2, 1])
            try await city.run(
                EndPost(post: post, endedOn: try day("2027-02-28"), reason: "辞职"))
            #expect(try await due(lin, city) == [:])
            #expect(try await endings(lin, city) == ["contractEnd kept", "contractEnd lapsed"])
            // Back again: what was agreed is due again.
            try await city.run(
                AppointWorker(person: lin, unit: city.juxin, startedOn: try day("2027-03-01")), as: officer)
            #expect(try await due(lin, city) == ["contractEnd": "2027-03-31"])
            let open = try #require(contracts.first).id
            try await city.run(
                EndContract(person: lin, entry: open, endedOn: try day("2027-02-28"), reason: "协商一致解除"), as: officer)
            #expect(try await due(lin, city) == [:])
        }
    }

    @Test("ten years, two fixed terms, or neither") func openEndedDuty() async throws {
        try await ForceCity.with(.sqlite) { city in
            let (gao, _) = try await city.hire("高建国", at: city.caohejing, from: "2016-03-01")
            func duty(on text: String) async throws -> OpenEndedDuty? {
                let contracts = try await city.house.database.read { try ContractStore.of(gao, $0) }
                return OpenEndedDuty.of(contracts, hiredOn: try day("2016-03-01"), on: try day(text))
            }
            try await city.run(contract(gao, "2016-03-01", "2021-02-28"))
            #expect(try await duty(on: "2021-03-01") == nil)
            try await city.run(contract(gao, "2021-03-01", "2026-02-28"))
            #expect(try await duty(on: "2026-02-28") == .twoFixedTerms)
            #expect(try await duty(on: "2026-03-01") == .tenYears)
            try await city.run(contract(gao, "2026-03-01", nil, kind: .openEnded))
            #expect(try await duty(on: "2026-03-02") == nil)
        }
    }

    @Test("an official on secondment: who sent her, until when, and back", arguments: TestEngine.allCases)
    func cadres(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.account(.officer, at: city.xuhui)
            let (zhou, _) = try await city.hire("周敏", at: city.xuhui, from: "2025-01-06")
            let office = AppointCadre(
                person: zhou, appointment: .seconded, office: .viceChair, secondedFrom: "宝武",
                startsOn: try day("2026-05-01"), untilOn: try day("2027-04-30"))
            #expect(try await city.refusal(office, as: officer)?.code == "conflict")
            try await city.run(CorrectWorker(person: zhou, category: .cadre, reason: "登记有误"), as: officer)
            let bare = AppointCadre(
                person: zhou, appointment: .seconded, office: .viceChair, startsOn: try day("2026-05-01"))
            #expect(try await city.refusal(bare, as: officer)?.fields == ["secondedFrom", "untilOn"])
            try await city.run(office, as: officer)
            #expect(try await due(zhou, city) == ["secondmentEnd": "2027-04-30"])
            #expect(try await city.refusal(office, as: officer)?.fields == ["office"])
            let back = CorrectWorker(person: zhou, category: .partyMass, reason: "登记有误")
            #expect(try await city.refusal(back, as: officer)?.fields == ["category"])
            // Sent down to the street: a post at a lower unit.
            try await city.run(
                MoveWorker(person: zhou, unit: city.caohejing, startedOn: try day("2026-09-01"), reason: "减上补下"),
                as: officer)
            let (down, counts) = try await city.house.database.read { [sees = officer.sees] tx in
                (
                    try PostStore.sentDown(sees, from: try day("2026-01-01"), to: try day("2026-12-31"), tx),
                    try CadreStore.counts(sees, on: try day("2026-09-01"), tx)
                )
            }
            #expect(down == 1)
            #expect(counts == [.seconded: 1])
            let offices = try await city.house.database.read { try CadreStore.offices(of: zhou, $0) }
            try await city.run(
                EndCadreOffice(
                    person: zhou, entry: try #require(offices.first).id, endedOn: try day("2027-02-28"), reason: "期满返回"),
                as: officer)
            #expect(try await endings(zhou, city) == ["secondmentEnd kept"])
            #expect(try await due(zhou, city) == [:])
        }
    }

    @Test("a licence is due at its end; hours count within the term", arguments: TestEngine.allCases)
    func licences(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let account = try await city.account(.officer, at: city.caohejing)
            let officer = try await city.browser(of: account)
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let licence = try await city.run(
                RegisterLicence(
                    person: lin, kind: .assistantSocialWorker, number: "沪20210001", issuedOn: try day("2021-06-10"),
                    registeredFrom: try day("2024-06-10"), registeredUntil: try day("2027-06-09")), as: account
            ).licence
            #expect(try await due(lin, city) == ["licenceExpiry": "2027-06-09"])
            let twice = RegisterLicence(person: lin, kind: .assistantSocialWorker, issuedOn: try day("2021-06-10"))
            #expect(try await city.refusal(twice, as: account)?.fields == ["kind"])
            for (day, hours) in [("2024-01-15", "10"), ("2025-11-03", "24"), ("2026-07-01", "30")] {
                let added = try await officer.post(
                    "/people/\(lin)/licences/\(licence)/hours",
                    ["hours": hours, "earnedOn": day, "title": "劳动争议调解实务"])
                #expect(added.location == "/people/\(lin)")
            }
            let section = try #require(
                try await officer.get("/people/\(lin)", json: true).object()["qualifications"] as? [String: Any])
            let entry = try #require((section["licences"] as? [[String: Any]])?.first)
            // Those of January 2024 belong to the term before.
            #expect(entry["hoursDone"] as? Int == 54)
            #expect(entry["hoursRequired"] as? Int == 72)
            let early = RenewLicence(
                person: lin, entry: licence, registeredFrom: try day("2027-06-09"),
                registeredUntil: try day("2030-06-08"))
            #expect(try await city.refusal(early, as: account)?.fields == ["registeredFrom"])
            let renewed = try await officer.post(
                "/people/\(lin)/licences/\(licence)/renewal",
                ["registeredFrom": "2027-06-10", "registeredUntil": "2030-06-09"])
            #expect(renewed.status == 303)
            #expect(try await due(lin, city) == ["licenceExpiry": "2030-06-09"])
            #expect(try await endings(lin, city) == ["licenceExpiry kept"])
            let (zhao, _) = try await city.hire("赵磊", at: city.caohejing)
            let notHers = AddLicenceHours(
                person: zhao, entry: licence, hours: 8, earnedOn: try day("2026-07-01"), title: "别人的证书")
            #expect(try await city.refusal(notHers, as: account) == .notFound)
        }
    }

    @Test("an entry that was wrong is withdrawn with a reason and kept", arguments: TestEngine.allCases)
    func withdrawing(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.browser(of: try await city.account(.officer, at: city.caohejing))
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            try await city.run(
                SetGradeStep(person: lin, grade: .junior, step: 2, startsOn: try day("2026-01-05"), reason: "入职定级"))
            let same = SetGradeStep(
                person: lin, grade: .junior, step: 2, startsOn: try day("2026-07-01"), reason: "晋档")
            #expect(try await city.refusal(same)?.fields == ["step"])
            let wrong = SetGradeStep(
                person: lin, grade: .senior, step: 4, startsOn: try day("2026-07-01"), reason: "晋档")
            #expect(try await city.refusal(wrong)?.fields == ["step"])
            let grades = try await city.house.database.read { try GradeStep.of(lin, $0) }
            let path = "/people/\(lin)/entries/gradeStep/\(try #require(grades.first).id)/withdrawal"
            #expect(try await officer.get(path).status == 200)
            let silent = try await officer.post(path, [:])
            #expect(silent.status == 422)
            #expect(try silent.page().first("p", ["id": "field-reason-error"]) != nil)
            #expect(try await officer.post(path, ["reason": "登记在别人名下"]).status == 303)
            #expect(try await officer.get(path).status == 404)
            #expect(try await officer.get("/people/\(lin)/entries/nothing/\(lin)/withdrawal").status == 404)
            let kept: String? = try await city.house.database.read { tx in
                try tx.value("SELECT withdrawal_reason FROM worker_grade_steps WHERE person_id = \(lin)")
            }
            #expect(kept == "登记在别人名下")
            #expect(try await city.house.database.read { try GradeStep.of(lin, $0) }.isEmpty)
        }
    }

    @Test("the employment is corrected by hand with a reason, which is shown", arguments: TestEngine.allCases)
    func correcting(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.browser(of: try await city.account(.officer, at: city.caohejing))
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let path = "/people/\(lin)/employment"
            let form = try await officer.get(path).page()
            #expect(form.first("input", ["name": "hiredOn"])?["value"] == "2026-01-05")
            let values = ["category": "partyMass", "source": "graduate", "hiredOn": "2026-01-04"]
            let silent = try await officer.post(path, values)
            #expect(silent.status == 422)
            #expect(try silent.page().first("p", ["id": "field-reason-error"]) != nil)
            #expect(try await officer.post(path, values.merging(["reason": "已核对合同"]) { $1 }).status == 303)
            let worker = try #require(try await city.house.database.read { try WorkerStore.find(lin, $0) })
            #expect(worker.category == .partyMass && worker.source == .graduate)
            let page = try await officer.get("/people/\(lin)").page()
            let section = try #require(page.first("section", ["id": "employment"])?.text)
            #expect(section.contains("已核对合同") && section.contains("工会社工") && section.contains("2026年1月5日"))
        }
    }

    @Test("elsewhere: not there; without the power: told why", arguments: TestEngine.allCases)
    func reach(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let from = try day("2026-02-01")
            let commands: [any Command] = [
                try contract(lin, "2026-02-01", "2029-01-31"),
                SetGradeStep(person: lin, grade: .junior, step: 1, startsOn: from, reason: "入职定级"),
                RegisterLicence(person: lin, kind: .law, issuedOn: from),
                AddLanguage(person: lin, language: .shanghainese, level: .fluent),
                AddSkill(person: lin, skill: .mediation),
                AppointCadre(person: lin, appointment: .fullTime, office: .member, startsOn: from),
            ]
            let there = try await city.account(.officer, at: city.huajing)
            let viewer = try await city.account(.viewer, at: city.caohejing)
            for command in commands {
                #expect(try await city.refusal(command, as: there) == .notFound, "\(command)")
                #expect(try await city.refusal(command, as: viewer)?.code == "forbidden", "\(command)")
            }
        }
    }
}
