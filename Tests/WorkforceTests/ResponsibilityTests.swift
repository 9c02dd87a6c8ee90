import Core
import Storage
import TestForce
import TestSupport
import Testing
import Workforce

@Suite("Who answers for what") struct ResponsibilityTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    @Test("somebody in post takes more units, each once at a time", arguments: TestEngine.allCases)
    func taking(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.account(.officer, at: city.caohejing)
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            func take(_ unit: Identifier, _ from: String) throws -> TakeResponsibility {
                TakeResponsibility(person: lin, unit: unit, startedOn: try day(from))
            }
            #expect(try await city.refusal(take(city.juxin, "2027-03-02"), as: officer)?.fields == ["startedOn"])
            #expect(try await city.refusal(take(city.juxin, "2026-01-04"), as: officer)?.fields == ["startedOn"])
            #expect(try await city.refusal(take(city.xuhui, "2026-02-01"))?.fields == ["unit"])
            let taken = try await city.run(take(city.juxin, "2026-02-01"), as: officer).responsibility
            #expect(try await city.refusal(take(city.juxin, "2026-03-01"), as: officer)?.fields == ["unit"])
            for wrong in ["2027-03-02", "2026-01-31"] {
                let refused = try await city.refusal(
                    EndResponsibility(responsibility: taken, endedOn: try day(wrong)), as: officer)
                #expect(refused?.fields == ["endedOn", "reason"], "\(wrong)")
            }
            let mute = EndResponsibility(responsibility: taken, endedOn: try day("2026-06-30"))
            #expect(try await city.refusal(mute, as: officer)?.fields == ["reason"], "it would have nobody")
            let ending = EndResponsibility(responsibility: taken, endedOn: try day("2026-06-30"), reason: "园区改造")
            try await city.run(ending, as: officer)
            #expect(try await city.refusal(ending, as: officer)?.code == "conflict")
            #expect(try await city.refusal(take(city.juxin, "2026-06-30"), as: officer)?.fields == ["startedOn"])
            try await city.run(take(city.juxin, "2026-07-01"), as: officer)
            try await city.run(EndPost(post: post, endedOn: try day("2026-12-31"), reason: "退休"))
            #expect(try await city.answersFor(lin) == [:])
            #expect(try await city.refusal(take(city.juxin, "2027-02-01"), as: officer)?.code == "conflict")
        }
    }

    @Test("whoever gives up a unit to nobody still hands it over before she leaves", arguments: TestEngine.allCases)
    func givingUp(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.account(.officer, at: city.xuhui)
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let (zhao, _) = try await city.hire("赵磊", at: city.caohejing)
            let taken = try await city.run(
                TakeResponsibility(person: lin, unit: city.juxin, startedOn: try day("2026-02-01"))
            ).responsibility
            let own = try await city.house.database.read { tx in
                try ResponsibilityStore.current(of: lin, tx).first { $0.place.unit == city.caohejing }?.id
            }
            // The street has her colleague; the park has nobody.
            try await city.run(
                EndResponsibility(responsibility: try #require(own), endedOn: try day("2027-02-26")), as: officer)
            try await city.run(
                EndResponsibility(responsibility: taken, endedOn: try day("2027-01-01"), reason: "忙不过来"), as: officer)
            #expect(try await city.answersFor(lin) == [:])
            let leave = EndPost(post: post, endedOn: try day("2027-02-28"), reason: "退休")
            #expect(try await city.refusal(leave, as: officer)?.code == "conflict")
            let move = MoveWorker(person: lin, unit: city.huajing, startedOn: try day("2027-03-01"), reason: "工作需要")
            #expect(try await city.refusal(move, as: officer)?.code == "conflict")

            let handover = try await city.run(
                StartHandover(post: post, kind: .leaving, lastDay: try day("2027-02-28"), reason: "退休"), as: officer
            ).handover
            #expect(try await city.items(of: handover).map(\.unit) == [city.juxin])
            try await city.handOver(handover, to: zhao, from: "2027-03-01", as: officer)
            try await city.run(FinishHandover(handover: handover), as: officer)
            #expect(try await city.answersFor(zhao)[city.juxin] == "2027-03-01")
            #expect(try await city.posts(of: lin).last?.last == "2027-02-28")
            try await city.check()
        }
    }

    @Test("after a month in which the unit stood without anybody, she may leave; its page says why it has nobody")
    func afterwards() async throws {
        let clock = ManualClock()
        try await ForceCity.with(.sqlite, clock: clock) { city in
            let officer = try await city.account(.officer, at: city.xuhui)
            let (lin, post) = try await city.hire("林秀芳", at: city.juxin)
            let own = try await city.house.database.read { try ResponsibilityStore.current(of: lin, $0).first?.id }
            let form = try await city.browser(of: officer).get(
                "/responsibilities/\(try #require(own))/end", json: true
            ).object()
            #expect(form["leavesNobody"] as? Bool == true)
            // While she hands over, the form would be refused: the page leads to the hand-over.
            let handover = try await city.run(
                StartHandover(post: post, kind: .leaving, lastDay: try day("2027-03-31"), reason: "退休"))
            let path = "/responsibilities/\(try #require(own))/end"
            let blocked = try await city.browser(of: officer).get(path)
            #expect(blocked.text.contains("在交接页上把这个单位交给别人"))
            #expect(try blocked.page().first("form", ["action": path]) == nil)
            try await city.run(CancelHandover(handover: handover.handover, reason: "不走了"))
            try await city.run(
                EndResponsibility(
                    responsibility: try #require(own), endedOn: try day("2027-01-01"), reason: "企业已全部迁出"),
                as: officer)
            let page = try await city.browser(of: officer).get("/units/\(city.juxin)")
            #expect(page.text.contains("企业已全部迁出") && page.text.contains("没有人负责"))
            let leave = EndPost(post: post, endedOn: try day("2027-02-28"), reason: "退休")
            clock.advance(milliseconds: 29 * 86_400_000)
            #expect(try await city.refusal(leave, as: officer)?.code == "conflict")
            clock.advance(milliseconds: 2 * 86_400_000)
            try await city.run(leave, as: officer)
            try await city.check()
        }
    }

    @Test("whoever holds neither the unit nor the person cannot bind them", arguments: TestEngine.allCases)
    func scope(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let take = TakeResponsibility(person: lin, unit: city.juxin, startedOn: try day("2026-02-01"))
            let elsewhere = try await city.account(.officer, at: city.baoshan)
            #expect(try await city.refusal(take, as: elsewhere) == .notFound)
            // The park's own officer does not see whoever is posted at the street.
            let below = try await city.account(.officer, at: city.juxin)
            #expect(try await city.refusal(take, as: below) == .notFound)
            let viewer = try await city.account(.viewer, at: city.xuhui)
            #expect(try await city.refusal(take, as: viewer)?.code == "forbidden")
            let taken = try await city.run(take).responsibility
            let ending = EndResponsibility(responsibility: taken, endedOn: try day("2026-06-30"))
            #expect(try await city.refusal(ending, as: elsewhere) == .notFound)
            #expect(try await city.refusal(ending, as: viewer)?.code == "forbidden")
        }
    }
}
