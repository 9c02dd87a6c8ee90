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
                #expect(refused?.fields == ["endedOn"], "\(wrong)")
            }
            let ending = EndResponsibility(responsibility: taken, endedOn: try day("2026-06-30"))
            try await city.run(ending, as: officer)
            #expect(try await city.refusal(ending, as: officer)?.code == "conflict")
            #expect(try await city.refusal(take(city.juxin, "2026-06-30"), as: officer)?.fields == ["startedOn"])
            try await city.run(take(city.juxin, "2026-07-01"), as: officer)
            try await city.run(EndPost(post: post, endedOn: try day("2026-12-31"), reason: "退休"))
            #expect(try await city.answersFor(lin) == [:])
            #expect(try await city.refusal(take(city.juxin, "2027-02-01"), as: officer)?.code == "conflict")
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
