import Core
import Storage
import TestForce
import TestSupport
import Testing
import Web

@testable import Workforce

@Suite("Handing over") struct HandoverTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    /// Goes to a day: the clock of the small city stands still otherwise.
    private func wait(until text: String, _ city: ForceCity) async throws {
        let clock = try #require(city.house.clock as? ManualClock)
        clock.set(Instant(startOf: try day(text)).adding(seconds: 9 * 3600))
        try await HandoverWork.step(city.house)
    }

    private func handover(_ id: Identifier, _ city: ForceCity) async throws -> Handover {
        let found = try await city.house.database.read { try HandoverStore.find(id, .everything, $0) }
        return try #require(found)
    }

    @Test("a post ends when everything has been taken over, and not before", arguments: TestEngine.allCases)
    func leaving(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.account(.officer, at: city.caohejing)
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let (zhao, _) = try await city.hire("赵磊", at: city.juxin)
            let (wu, _) = try await city.hire("吴敏", at: city.science)
            try await city.run(TakeResponsibility(person: lin, unit: city.juxin, startedOn: try day("2026-02-01")))
            let ending = EndPost(post: post, endedOn: try day("2027-02-28"), reason: "合同期满")
            #expect(try await city.refusal(ending, as: officer)?.code == "conflict")
            let start = StartHandover(post: post, kind: .leaving, lastDay: try day("2027-03-05"), reason: "合同期满")
            let id = try await city.run(start, as: officer).handover
            #expect(try await city.refusal(start, as: officer)?.code == "conflict")
            #expect(try await city.refusal(ending, as: officer)?.code == "conflict")
            let items = try await city.items(of: id)
            #expect(items.map(\.unit) == [city.caohejing, city.juxin] && items.allSatisfy { $0.live == nil })
            func assign(_ place: Int, to person: Identifier, from text: String = "2027-03-06") throws -> AssignItem {
                AssignItem(
                    handover: id, kind: items[place].kind, held: items[place].held, person: person,
                    fromDay: try day(text))
            }
            #expect(try await city.refusal(assign(0, to: lin), as: officer)?.fields == ["person"])
            let gap = try await city.refusal(assign(0, to: zhao, from: "2027-03-07"), as: officer)
            #expect(gap?.fields == ["fromDay"])
            // Nobody takes over what was not the giver's yet: neither her post nor this unit.
            for (place, before) in [(0, "2020-01-01"), (1, "2026-01-31")] {
                let early = try await city.refusal(assign(place, to: zhao, from: before), as: officer)
                guard case .invalid(let problems) = early else {
                    Issue.record("taken over from \(before)")
                    continue
                }
                let said = problems.filter { $0.field == "fromDay" }.map(\.message.format)
                #expect(said.contains { $0.contains("交出人自己开始负责") })
            }
            let first = try await city.run(assign(0, to: zhao), as: officer).assignment
            let second = try await city.run(assign(1, to: zhao, from: "2027-03-01"), as: officer).assignment

            // She herself refuses with a reason; accepts, and from its day holds it.
            let own = try await city.account(.socialWorker, at: city.juxin, person: zhao)
            let mute = AnswerItem(assignment: first, answer: .refuse)
            #expect(try await city.refusal(mute, as: own)?.fields == ["reason"])
            let stranger = try await city.account(.socialWorker, at: city.juxin, person: wu)
            let accept = AnswerItem(assignment: second, answer: .accept)
            #expect(try await city.refusal(accept, as: stranger)?.code == "forbidden")
            try await city.run(AnswerItem(assignment: first, answer: .refuse, reason: "手上有五个园区"), as: own)
            try await city.run(accept, as: own)
            #expect(try await city.refusal(accept, as: own)?.code == "conflict")
            #expect(try await city.answersFor(zhao)[city.juxin] == "2026-01-05")
            #expect(try await city.answersFor(lin) == [city.caohejing: "2026-01-05"])

            try await wait(until: "2027-03-08", city)
            #expect(try await handover(id, city).endedAt == nil)
            let late = try await city.refusal(FinishHandover(handover: id), as: officer)
            #expect(late?.code == "conflict")
            // What she begins to hold meanwhile appears by itself; dropping it is no way out.
            let more = try await city.run(
                TakeResponsibility(person: lin, unit: city.huajing, startedOn: try day("2027-03-02"))
            ).responsibility
            #expect(try await city.items(of: id).count == 3)
            let drop = EndResponsibility(responsibility: more, endedOn: try day("2027-03-05"))
            #expect(try await city.refusal(drop)?.code == "conflict")
            try await city.handOver(id, to: wu, from: "2027-03-08", as: .founder)
            try await wait(until: "2027-03-08", city)
            let over = try await handover(id, city)
            #expect(over.ending == .finished)
            #expect(try await city.posts(of: lin) == [[city.caohejing.description, "2026-01-05", "2027-03-05"]])
            #expect(
                try await city.answersFor(wu) == [
                    city.science: "2026-01-05", city.caohejing: "2027-03-08", city.huajing: "2027-03-08",
                ])
        }
    }

    @Test("a planned move happens by itself on its day; what was promised goes too", arguments: TestEngine.allCases)
    func moving(_ engine: TestEngine) async throws {
        let visits = Area(
            name: "Visits",
            registry: Registry(obligations: [
                ObligationKind("visit", title: "visit", advice: "visit", daysAhead: 7) { _, _ in [:] }
            ]))
        try await ForceCity.with(engine, [visits]) { city in
            let officer = try await city.account(.officer, at: city.xuhui)
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let (zhao, _) = try await city.hire("赵磊", at: city.caohejing)
            try await city.house.runner.batch("test", as: .founder) { act in
                let place = try ScopeTree.place(of: city.caohejing, act.tx)
                let at = try #require(place)
                // Hers, and one about herself, which goes where she goes.
                try Obligations.set("visit", about: zhao, holder: lin, at: at, dueOn: act.today, act)
                try Obligations.set("visit", about: lin, person: lin, holder: lin, at: at, dueOn: act.today, act)
            }
            let start = StartHandover(
                post: post, kind: .moving, unit: city.huajing, lastDay: try day("2027-03-05"), reason: "工作需要")
            let id = try await city.run(start, as: officer).handover
            #expect(try await city.items(of: id).map(\.kind) == ["responsibility", "obligation"])
            try await city.handOver(id, to: zhao, from: "2027-03-06", as: officer)
            try await wait(until: "2027-03-05", city)
            #expect(try await city.posts(of: lin).count == 1)
            try await wait(until: "2027-03-06", city)
            #expect(
                try await city.posts(of: lin) == [
                    [city.caohejing.description, "2026-01-05", "2027-03-05"],
                    [city.huajing.description, "2027-03-06", ""],
                ])
            #expect(try await city.answersFor(lin) == [city.huajing: "2027-03-06"])
            let holders: [Identifier] = try await city.house.database.read { tx in
                try tx.values("SELECT holder_id FROM obligations WHERE kind = 'visit' ORDER BY subject_id")
            }
            #expect(holders == [lin, zhao])
        }
    }

    @Test("cancelled with a reason she stays, and what waited for others waits no more", arguments: TestEngine.allCases)
    func cancelling(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.account(.officer, at: city.caohejing)
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let (zhao, zhaos) = try await city.hire("赵磊", at: city.juxin)
            let start = StartHandover(post: post, kind: .leaving, lastDay: try day("2027-03-05"), reason: "辞职")
            let id = try await city.run(start, as: officer).handover
            let item = try #require(try await city.items(of: id).first)
            let assign = AssignItem(
                handover: id, kind: item.kind, held: item.held, person: zhao, fromDay: try day("2027-03-06"))
            let assigned = try await city.run(assign, as: officer).assignment
            let mute = CancelHandover(handover: id, reason: "")
            #expect(try await city.refusal(mute, as: officer)?.fields == ["reason"])
            try await city.run(CancelHandover(handover: id, reason: "本人决定留任"), as: officer)
            let accept = AnswerItem(assignment: assigned, answer: .accept, reason: "本人电话里同意")
            #expect(try await city.refusal(accept, as: officer)?.code == "conflict")
            #expect(try await city.posts(of: lin).last?.last == "")
            // Who was to take over leaves herself: nobody has it then.
            let again = try await city.run(start, as: officer).handover
            try await city.run(
                AssignItem(
                    handover: again, kind: item.kind, held: item.held, person: zhao, fromDay: try day("2027-03-06")),
                as: officer)
            try await city.run(EndPost(post: zhaos, endedOn: try day("2027-02-28"), reason: "辞职"))
            #expect(try await city.items(of: again).allSatisfy { $0.live == nil })
        }
    }

    @Test(
        "whose move is written down late leaves what she held without an owner, and seen",
        arguments: TestEngine.allCases)
    func recorded(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.account(.officer, at: city.xuhui)
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let (zhao, _) = try await city.hire("赵磊", at: city.juxin)
            try await city.run(TakeResponsibility(person: lin, unit: city.juxin, startedOn: try day("2026-02-01")))
            try await city.run(
                RecordMove(person: lin, unit: city.huajing, startedOn: try day("2027-03-01"), reason: "花名册导入"),
                as: officer)
            #expect(try await city.answersFor(lin) == [city.huajing: "2027-03-01"])
            let open = try await city.house.database.read { try HandoverStore.open(of: post, $0) }
            let id = try #require(open).id
            // The park has somebody; the street has not, and is late from the first day.
            #expect(try await city.items(of: id).map(\.unit) == [city.caohejing])
            let late = try await city.house.database.read { tx in
                try HandoverStore.countLate(officer.scope(for: .post), Day(of: tx.now), tx)
            }
            #expect(late == 1)
            let cancel = CancelHandover(handover: id, reason: "不办了")
            #expect(try await city.refusal(cancel, as: officer)?.code == "conflict")
            try await city.handOver(id, to: zhao, from: "2027-03-01", as: officer)
            #expect(try await city.answersFor(zhao)[city.caohejing] == "2027-03-01")
            try await HandoverWork.step(city.house)
            #expect(try await handover(id, city).ending == .finished)
        }
    }

    @Test("a transfer that is accepted begins with a hand-over", arguments: TestEngine.allCases)
    func transfer(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (asker, holder) = (
                try await city.account(.officer, at: city.gucun), try await city.account(.officer, at: city.xuhui)
            )
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let (zhao, _) = try await city.hire("赵磊", at: city.juxin)
            let request = try await city.run(
                RequestTransfer(person: lin, unit: city.gucun, reason: "花名册里有她"), as: asker
            ).request
            try await city.run(DecideTransfer(request: request, isAccepted: true), as: holder)
            #expect(try await city.posts(of: lin).count == 1)
            let open = try await city.house.database.read { try HandoverStore.open(of: post, $0) }
            let id = try #require(open).id
            try await city.handOver(id, to: zhao, from: "2027-03-02", as: holder)
            try await wait(until: "2027-03-02", city)
            #expect(try await city.posts(of: lin).last == [city.gucun.description, "2027-03-02", ""])
        }
    }

    @Test("whoever has nothing to say there neither sees nor changes it", arguments: TestEngine.allCases)
    func reach(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (_, post) = try await city.hire("林秀芳", at: city.caohejing)
            let (gu, _) = try await city.hire("顾平", at: city.gucun)
            let officer = try await city.account(.officer, at: city.caohejing)
            let start = StartHandover(post: post, kind: .leaving, lastDay: try day("2027-03-05"), reason: "辞职")
            let id = try await city.run(start, as: officer).handover
            let item = try #require(try await city.items(of: id).first)
            let assign = AssignItem(
                handover: id, kind: item.kind, held: item.held, person: gu, fromDay: try day("2027-03-06"))
            // Somebody held elsewhere cannot be given anything.
            #expect(try await city.refusal(assign, as: officer)?.fields == ["person"])
            let commands: [any Command] = [
                start, assign, FinishHandover(handover: id), CancelHandover(handover: id, reason: "不办了"),
            ]
            let elsewhere = try await city.account(.officer, at: city.baoshan)
            let viewer = try await city.account(.viewer, at: city.xuhui)
            for command in commands {
                #expect(try await city.refusal(command, as: elsewhere) == .notFound, "\(command)")
                #expect(try await city.refusal(command, as: viewer)?.code == "forbidden", "\(command)")
            }
        }
    }
}
