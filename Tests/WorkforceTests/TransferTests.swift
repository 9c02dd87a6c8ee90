import Core
import Storage
import TestForce
import TestSupport
import Testing
@testable import Workforce

@Suite("Asking for somebody held elsewhere") struct TransferTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    private func waiting(_ city: ForceCity, _ actor: Actor) async throws -> [Identifier] {
        try await city.house.database.read { tx in
            let found = try TransferRequest.waiting(actor.scope(for: .post), limit: 10, tx)
            #expect(try TransferRequest.countWaiting(actor.scope(for: .post), tx) == found.count)
            return found.map(\.id)
        }
    }

    @Test("accepted, she moves on the day that was said", arguments: TestEngine.allCases)
    func accepting(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let asker = try await city.account(.officer, at: city.baoshan)
            let holder = try await city.account(.officer, at: city.caohejing)
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            try await city.release(post, on: "2026-12-31")
            let ask = RequestTransfer(person: lin, unit: city.gucun, reason: "花名册里有她")
            let request = try await city.run(ask, as: asker).request
            #expect(try await city.refusal(ask, as: asker)?.code == "conflict")
            #expect(try await waiting(city, asker) == [])
            #expect(try await waiting(city, holder) == [request])
            // Whoever is above both is asked, and does not read it twice.
            let above = try await city.browser(of: try await city.account(.officer, at: city.city))
            let both = try await above.get("/transfers", json: true).object()
            #expect((both["requests"] as? [Any])?.count == 1 && (both["asked"] as? [Any])?.count == 0)
            let asking = try await city.browser(of: asker).get("/transfers", json: true).object()
            #expect((asking["asked"] as? [Any])?.count == 1)
            let accept = DecideTransfer(request: request, isAccepted: true, startedOn: try day("2027-02-01"))
            #expect(try await city.refusal(accept, as: asker) == .notFound)
            let viewer = try await city.account(.viewer, at: city.xuhui)
            #expect(try await city.refusal(accept, as: viewer)?.code == "forbidden")
            let early = DecideTransfer(request: request, isAccepted: true, startedOn: try day("2026-01-05"))
            #expect(try await city.refusal(early, as: holder)?.fields == ["startedOn"])
            try await city.run(accept, as: holder)
            #expect(
                try await city.posts(of: lin) == [
                    [city.caohejing.description, "2026-01-05", "2027-01-31"],
                    [city.gucun.description, "2027-02-01", ""],
                ])
            #expect(try await waiting(city, holder) == [])
            #expect(try await city.refusal(accept, as: holder)?.code == "conflict")
        }
    }

    @Test("refused with a reason, she stays and may be asked for again", arguments: TestEngine.allCases)
    func refusing(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let asker = try await city.account(.officer, at: city.gucun)
            let holder = try await city.account(.officer, at: city.xuhui)
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let silent = RequestTransfer(person: lin, unit: city.gucun, reason: "")
            #expect(try await city.refusal(silent, as: asker)?.fields == ["reason"])
            let ask = RequestTransfer(person: lin, unit: city.gucun, reason: "花名册里有她")
            let request = try await city.run(ask, as: asker).request
            let mute = DecideTransfer(request: request, isAccepted: false)
            #expect(try await city.refusal(mute, as: holder)?.fields == ["reason"])
            try await city.run(DecideTransfer(request: request, isAccepted: false, reason: "正在跟进欠薪案"), as: holder)
            #expect(try await city.posts(of: lin).count == 1)
            _ = try await city.run(ask, as: asker)
        }
    }

    @Test(
        "an open request follows its person to whoever holds her, and is settled when she has come",
        arguments: TestEngine.allCases)
    func following(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let asker = try await city.account(.officer, at: city.gucun)
            let (old, new) = (
                try await city.account(.officer, at: city.caohejing), try await city.account(.officer, at: city.huajing)
            )
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let request = try await city.run(
                RequestTransfer(person: lin, unit: city.gucun, reason: "花名册里有她"), as: asker
            ).request
            try await city.run(
                MoveWorker(person: lin, unit: city.huajing, startedOn: try day("2026-09-01"), reason: "工作需要"))
            #expect(try await waiting(city, old) == [])
            #expect(try await waiting(city, new) == [request])
            let accept = DecideTransfer(request: request, isAccepted: true)
            #expect(try await city.refusal(accept, as: old) == .notFound)
            // The city moves her there without anybody answering.
            try await city.run(
                MoveWorker(person: lin, unit: city.gucun, startedOn: try day("2026-12-01"), reason: "工作需要"))
            #expect(try await waiting(city, new) == [])
            #expect(try await waiting(city, asker) == [])
        }
    }

    @Test("who has left cannot be let go, only refused", arguments: TestEngine.allCases)
    func afterLeaving(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let request = try await city.run(
                RequestTransfer(person: lin, unit: city.gucun, reason: "花名册里有她")
            ).request
            let home = RequestTransfer(person: lin, unit: city.caohejing, reason: "花名册里有她")
            #expect(try await city.refusal(home)?.code == "conflict")
            try await city.run(EndPost(post: post, endedOn: try day("2027-02-01"), reason: "辞职"))
            #expect(try await city.refusal(DecideTransfer(request: request, isAccepted: true))?.code == "conflict")
            try await city.run(DecideTransfer(request: request, isAccepted: false, reason: "已经辞职"))
            let again = RequestTransfer(person: lin, unit: city.gucun, reason: "花名册里有她")
            #expect(try await city.refusal(again) == .notFound)
        }
    }
}
