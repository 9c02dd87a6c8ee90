import Core
import Storage
import TestForce
import TestSupport
import Testing
import Workforce

/// Own unit, a unit below, elsewhere: who may do what with whom.
@Suite("The reach of an officer") struct ScopeTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    @Test("own and below: done; elsewhere: not there; without the power: told why", arguments: TestEngine.allCases)
    func reach(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.account(.officer, at: city.caohejing)
            let viewer = try await city.account(.viewer, at: city.caohejing)
            let social = try await city.account(.socialWorker, at: city.caohejing)
            for (name, unit) in [("林秀芳", city.caohejing), ("赵磊", city.juxin)] {
                let (person, post) = try await city.hire(name, at: unit)
                let commands: [any Command] = [
                    CorrectWorker(person: person, source: .graduate),
                    MoveWorker(person: person, unit: city.science, startedOn: try day("2026-05-01"), reason: "工作需要"),
                    EndPost(post: post, endedOn: try day("2026-05-01"), reason: "辞职"),
                    TakeResponsibility(person: person, unit: city.science, startedOn: try day("2026-05-01")),
                    AppointWorker(person: person, unit: city.science, startedOn: try day("2026-05-01"), isSecond: true),
                ]
                for command in commands {
                    for reader in [viewer, social] {
                        #expect(try await city.refusal(command, as: reader)?.code == "forbidden", "\(command)")
                    }
                }
                try await city.run(
                    TakeResponsibility(person: person, unit: city.science, startedOn: try day("2026-05-01")),
                    as: officer)
                try await city.release(post, on: "2026-06-01")
                try await city.run(EndPost(post: post, endedOn: try day("2026-06-01"), reason: "辞职"), as: officer)
            }
            let (mao, post) = try await city.hire("毛小宁", at: city.huajing)
            let elsewhere: [any Command] = [
                CorrectWorker(person: mao, source: .graduate), EmployWorker(person: mao),
                HireWorker(person: mao, category: .partyMass, unit: city.juxin, startedOn: try day("2026-05-01")),
                MoveWorker(person: mao, unit: city.juxin, startedOn: try day("2026-05-01"), reason: "工作需要"),
                AppointWorker(person: mao, unit: city.juxin, startedOn: try day("2026-05-01"), isSecond: true),
                EndPost(post: post, endedOn: try day("2026-05-01"), reason: "辞职"),
                TakeResponsibility(person: mao, unit: city.juxin, startedOn: try day("2026-05-01")),
            ]
            for command in elsewhere {
                #expect(try await city.refusal(command, as: officer) == .notFound, "\(command)")
            }
            // One's own people cannot be sent where one has nothing to say.
            let (wu, _) = try await city.hire("吴敏", at: city.caohejing)
            let away = MoveWorker(person: wu, unit: city.huajing, startedOn: try day("2026-05-01"), reason: "工作需要")
            #expect(try await city.refusal(away, as: officer) == .notFound)
        }
    }

    @Test("seeing wider than one posts does not help", arguments: TestEngine.allCases)
    func seeingWider(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let places = try await city.house.database.read { tx in
                (try ScopeTree.place(of: city.caohejing, tx), try ScopeTree.place(of: city.city, tx))
            }
            let both = Actor(
                account: Identifier(rawValue: 77), name: "陈经办", person: nil,
                holdings: [
                    Holding(role: .officer, place: try #require(places.0)),
                    Holding(role: .viewer, place: try #require(places.1)),
                ])
            let (mao, _) = try await city.hire("毛小宁", at: city.gucun)
            let (wu, _) = try await city.hire("吴敏", at: city.caohejing)
            let commands: [any Command] = [
                MoveWorker(person: mao, unit: city.juxin, startedOn: try day("2026-05-01"), reason: "工作需要"),
                MoveWorker(person: wu, unit: city.gucun, startedOn: try day("2026-05-01"), reason: "工作需要"),
                TakeResponsibility(person: mao, unit: city.juxin, startedOn: try day("2026-05-01")),
                AppointWorker(person: mao, unit: city.juxin, startedOn: try day("2026-05-01"), isSecond: true),
            ]
            for command in commands {
                await #expect(throws: Problem.self) { try await run(command, both, city) }
            }
            #expect(try await city.posts(of: mao).count == 1)
            #expect(try await city.posts(of: wu).count == 1)
        }
    }

    private func run(_ command: some Command, _ actor: Actor, _ city: ForceCity) async throws {
        try await city.house.runner.run(command, as: actor)
    }
}
