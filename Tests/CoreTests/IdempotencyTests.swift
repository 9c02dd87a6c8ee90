import Core
import Storage
import TestSupport
import Testing

@Suite("Idempotency: the same key does one thing once")
struct IdempotencyTests {
    private static let key = "3f0c9f3e-visit"

    @Test(arguments: TestEngine.allCases)
    func repeatedCallSaysTheSame(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let visit = RecordVisit(unit: city.xuhui.unit, topic: "高温慰问")
            let first = try await city.runner.run(visit, as: city.chenJing, key: Self.key)
            let again = try await city.runner.run(visit, as: city.chenJing, key: Self.key)
            #expect(first == again)
            #expect(try await city.topics().count == 1)
            #expect(try await city.audit().count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func twentyAtOnceDoItOnce(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let visit = RecordVisit(unit: city.xuhui.unit, topic: "高温慰问")
            let outcomes = try await withThrowingTaskGroup { group in
                for _ in 0..<20 {
                    group.addTask { try await city.runner.run(visit, as: city.chenJing, key: Self.key) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count == 20)
            #expect(outcomes.allSatisfy { $0 == outcomes[0] })
            #expect(try await city.topics().count == 1)
            #expect(try await city.audit().map(\.outcome) == [.done])
        }
    }

    /// The second call's first look comes before the first call's commit; it then collides in the record itself.
    @Test func collisionInTheRecordReturnsTheFirstOutcome() async throws {
        let rival = Rival()
        try await City.with(.postgres, observer: rival) { city in
            let visit = RecordVisit(unit: city.xuhui.unit, topic: "高温慰问")
            rival.before("INSERT INTO visits") {
                try await city.runner.run(visit, as: city.chenJing, key: Self.key)
            }
            let second = try await city.runner.run(visit, as: city.chenJing, key: Self.key)
            let first: [Identifier] = try await city.database.read { try $0.values("SELECT id FROM visits") }
            #expect(rival.hasRun)
            #expect(first == [second.visit])
            #expect(try await city.audit().count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func anotherBodyIsAConflict(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            try await city.runner.run(
                RecordVisit(unit: city.xuhui.unit, topic: "一"), as: city.chenJing, key: Self.key)
            let otherBody = try await problem {
                try await city.runner.run(
                    RecordVisit(unit: city.xuhui.unit, topic: "二"), as: city.chenJing, key: Self.key)
            }
            #expect(otherBody?.code == "conflict")
            let otherCommand = try await problem {
                try await city.runner.run(Walk(failsAt: nil), as: city.chenJing, key: Self.key)
            }
            #expect(otherCommand?.code == "conflict")
            #expect(try await city.topics() == ["一"])
            #expect(try await city.steps() == [])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func refusedBodyMayBeCorrected(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let refused = try await problem {
                try await city.runner.run(
                    RecordVisit(unit: city.xuhui.unit, topic: ""), as: city.chenJing, key: Self.key)
            }
            #expect(refused == .invalid("topic", "请填写"))
            try await city.runner.run(
                RecordVisit(unit: city.xuhui.unit, topic: "一"), as: city.chenJing, key: Self.key)
            #expect(try await city.topics() == ["一"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func keysBelongToActors(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let colleague = Actor(
                account: Identifier(rawValue: 101), name: "李芳", person: nil,
                holdings: [Holding(role: .officer, place: city.xuhui)])
            try await city.runner.run(
                RecordVisit(unit: city.xuhui.unit, topic: "一"), as: city.chenJing, key: Self.key)
            try await city.runner.run(RecordVisit(unit: city.xuhui.unit, topic: "二"), as: colleague, key: Self.key)
            #expect(try await city.topics() == ["一", "二"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func keysAreForgottenAfterFourteenDays(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let fourteenDays: Int64 = 14 * 86_400_000
            let step = Walk(failsAt: nil)
            try await city.runner.run(step, as: city.chenJing, key: Self.key)
            city.clock.advance(milliseconds: fourteenDays)
            try await city.runner.run(step, as: city.chenJing, key: Self.key)
            #expect(try await city.steps().count == 4)
            // Forgotten although nothing has swept it away yet.
            city.clock.advance(milliseconds: 1)
            try await city.runner.run(step, as: city.chenJing, key: Self.key)
            #expect(try await city.steps().count == 8)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func expirySweepsOldKeysOnly(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            try await city.runner.run(Walk(failsAt: nil), as: city.chenJing, key: "the-older-key")
            city.clock.advance(milliseconds: 14 * 86_400_000)
            try await city.runner.run(Walk(failsAt: nil), as: city.chenJing, key: "the-newer-key")
            city.clock.advance(milliseconds: 1)
            let house = House(
                database: city.database, vault: City.vault, clock: city.clock, identifiers: city.identifiers,
                phrasebook: Phrasebook([]), gate: Gate { _, _ in nil })
            for work in CoreParts.work { while try await work.step(house) {} }
            let left: [String] = try await city.database.read { try $0.values("SELECT key FROM command_keys") }
            #expect(left == ["the-newer-key"])
        }
    }

    @Test(arguments: ["", "1234567", "short\u{0}key", "a\u{7}tab and bell", String(repeating: "k", count: 201)])
    func keysThatCannotBeKept(key: String) async throws {
        try await City.with(.sqlite) { city in
            let refused = try await problem {
                try await city.runner.run(Walk(failsAt: nil), as: city.chenJing, key: key)
            }
            #expect(refused?.code == "invalid")
            #expect(try await city.steps() == [])
        }
    }

    /// Bodies hold personal values: what is kept of them must not give them away.
    @Test(arguments: TestEngine.allCases)
    func bodyIsNotKept(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            try await city.runner.run(
                RecordVisit(unit: city.xuhui.unit, topic: "11010519491231002X"), as: city.chenJing, key: Self.key)
            let kept: [String] = try await city.database.read { tx in
                try tx.all("SELECT actor, key, digest, outcome FROM command_keys") { row in
                    try ["actor", "key", "digest", "outcome"].map { try row[$0] as String }.joined()
                }
            }
            #expect(kept.count == 1)
            #expect(!kept[0].contains("11010519491231002X"))
        }
    }
}
