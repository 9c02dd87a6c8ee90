import Core
import Storage
import TestSupport
import Testing

@Suite("Commands: one way, in one order")
struct CommandTests {
    @Test(arguments: TestEngine.allCases)
    func stepsInOrder(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            try await city.runner.run(Walk(failsAt: nil), as: city.chenJing)
            #expect(try await city.steps() == ["load", "mayRun", "check", "perform"])
        }
    }

    @Test(arguments: TestEngine.allCases, Walk.Step.allCases)
    func failureRollsBackEverything(engine: TestEngine, step: Walk.Step) async throws {
        try await City.with(engine) { city in
            let refused = try await problem { try await city.runner.run(Walk(failsAt: step), as: city.chenJing) }
            #expect(try await city.steps() == [])
            let audit = try await city.audit()
            switch step {
            case .load:
                #expect(refused == .notFound)
                #expect(audit.map(\.reason) == ["notFound"])
            case .mayRun:
                #expect(refused == .forbidden("不可以"))
                #expect(audit.map(\.reason) == ["forbidden"])
            case .check:
                #expect(refused == .invalid([FieldProblem("a", "请填写"), FieldProblem("b", "请填写")]))
                #expect(audit.isEmpty)
            case .perform:
                #expect(refused == .conflict("来不及"))
                #expect(audit.isEmpty)
            }
            #expect(audit.allSatisfy { $0.outcome == .refused && $0.command == "walk" && $0.subjects.isEmpty })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func entrySaysWhoWhatWhen(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let visit = try await city.runner.run(
                RecordVisit(unit: city.tianping.unit, topic: "高温慰问"), as: city.chenJing
            ).visit
            let entry = try #require(try await city.audit().first)
            #expect(entry.at == city.clock.now())
            #expect(entry.actor == Identifier(rawValue: 100))
            #expect(entry.actorKind == "account")
            #expect(!entry.throughOperator)
            #expect(entry.command == "recordVisit")
            #expect(entry.outcome == .done)
            #expect(entry.reason == nil)
            #expect(entry.fields == ["topic"])
            let subjects = [AuditSubject(kind: "unit", id: city.tianping.unit), AuditSubject(kind: "visit", id: visit)]
            #expect(entry.subjects == subjects)
            let found: [Identifier] = try await city.database.read { tx in
                try tx.values("SELECT entry_id FROM audit_subjects WHERE kind = 'visit' AND subject_id = \(visit)")
            }
            #expect(found == [entry.id])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func whatLiesElsewhereIsNotFound(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let elsewhere = try await problem {
                try await city.runner.run(RecordVisit(unit: city.pudong.unit, topic: "a"), as: city.chenJing)
            }
            let nowhere = try await problem {
                try await city.runner.run(RecordVisit(unit: Identifier(rawValue: 999), topic: "a"), as: city.chenJing)
            }
            #expect(elsewhere == .notFound)
            #expect(elsewhere == nowhere)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func theSameRecordIsAConflict(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let visit = RecordVisit(unit: city.xuhui.unit, topic: "高温慰问")
            try await city.runner.run(visit, as: city.chenJing)
            let second = try await problem { try await city.runner.run(visit, as: city.chenJing) }
            #expect(second?.code == "conflict")
            #expect(try await city.audit().count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func readingIsOnAudit(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let people = (1...3).map { (kind: "person", id: Identifier(rawValue: $0)) }
            try await city.runner.recordReading("revealNumber", of: people, fields: ["number"], by: city.chenJing)
            let entry = try #require(try await city.audit().first)
            #expect(entry.outcome == .read)
            #expect(entry.subjects.map(\.id) == people.map(\.id))
            #expect(entry.fields == ["number"])
        }
    }
}

/// Commands of several commands.
@Suite("Commands within commands")
struct NestedCommandTests {
    /// Visits several units; a refused one stops nobody, unless it is told to.
    struct VisitRound: Command {
        static let name = "visitRound"
        let visits: [RecordVisit]
        let stopsAtFirst: Bool

        func mayRun(_ subject: Void, _ act: Act) -> Permission { .allowed }

        func perform(_ subject: Void, _ act: Act) throws -> [String] {
            try visits.map { visit in
                if stopsAtFirst {
                    try act.run(visit)
                    return "done"
                }
                switch try act.attempt(visit) {
                case .success: return "done"
                case .failure(let problem): return problem.code
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func attemptsRollBackAlone(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let round = VisitRound(
                visits: [
                    RecordVisit(unit: city.xuhui.unit, topic: "一"), RecordVisit(unit: city.pudong.unit, topic: "二"),
                    RecordVisit(unit: city.xuhui.unit, topic: ""), RecordVisit(unit: city.xuhui.unit, topic: "一"),
                    RecordVisit(unit: city.tianping.unit, topic: "三"),
                ], stopsAtFirst: false)
            let outcomes = try await city.runner.run(round, as: city.chenJing)
            #expect(outcomes == ["done", "notFound", "invalid", "conflict", "done"])
            #expect(try await city.topics() == ["一", "三"])
            let audit = try await city.audit()
            #expect(audit.map(\.command) == ["recordVisit", "recordVisit", "recordVisit", "visitRound"])
            #expect(audit.map(\.outcome) == [.done, .refused, .done, .done])
            #expect(audit.map(\.subjects.count) == [2, 0, 2, 0])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aRefusedPartRefusesTheWhole(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let round = VisitRound(
                visits: [
                    RecordVisit(unit: city.xuhui.unit, topic: "一"), RecordVisit(unit: city.pudong.unit, topic: "二"),
                ], stopsAtFirst: true)
            let refused = try await problem { try await city.runner.run(round, as: city.chenJing) }
            #expect(refused == .notFound)
            #expect(try await city.topics() == [])
            let audit = try await city.audit()
            #expect(audit.map(\.command) == ["visitRound"])
            #expect(audit.map(\.outcome) == [.refused])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func batchIsAllOrNothing(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let (xuhui, pudong) = (city.xuhui.unit, city.pudong.unit)
            let refused = try await problem {
                try await city.runner.batch("visitAll", as: city.chenJing) { act in
                    for topic in ["一", "二"] { try act.run(RecordVisit(unit: xuhui, topic: topic)) }
                    try act.run(RecordVisit(unit: pudong, topic: "三"))
                }
            }
            #expect(refused == .notFound)
            #expect(try await city.topics() == [])
            #expect(try await city.audit().map(\.command) == ["visitAll"])

            let count = try await city.runner.batch("visitAll", as: city.chenJing) { act in
                for topic in ["一", "二"] { try act.run(RecordVisit(unit: xuhui, topic: topic)) }
                return 2
            }
            #expect(count == 2)
            #expect(try await city.topics() == ["一", "二"])
            let audit = try await city.audit()
            #expect(audit.map(\.outcome) == [.refused, .done, .done])
            #expect(audit.allSatisfy { $0.at == city.clock.now() })
        }
    }

    /// Half of a round is no round, even where whoever wrote the batch forgot what `run` answered.
    @Test(arguments: TestEngine.allCases)
    func aForgottenRefusalDoomsTheBatch(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let (xuhui, pudong) = (city.xuhui.unit, city.pudong.unit)
            let round = VisitRound(
                visits: [RecordVisit(unit: xuhui, topic: "一"), RecordVisit(unit: pudong, topic: "二")],
                stopsAtFirst: true)
            let done: Void? = try? await city.runner.batch("careless", as: city.chenJing) { act in
                _ = try? act.run(round)
            }
            let topics = try await city.topics()
            #expect(done == nil)
            #expect(topics == [])
        }
    }

    /// PostgreSQL gives up a transaction in which a statement failed; what is left of it must not be committed anywhere.
    @Test(arguments: TestEngine.allCases)
    func aFailedStatementDoomsTheBatch(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let xuhui = city.xuhui.unit
            try await city.runner.run(RecordVisit(unit: xuhui, topic: "一"), as: city.chenJing)
            let refused = try await problem {
                try await city.runner.batch("careless", as: city.chenJing) { act in
                    try act.run(RecordVisit(unit: xuhui, topic: "二"))
                    // Outside any savepoint, and the error forgotten.
                    _ = try? act.tx.execute(
                        "INSERT INTO visits (id, topic, unit_id, district_id, scope_key) VALUES (1, '一', 1, 1, '000')")
                }
            }
            #expect(refused?.code == "conflict")
            #expect(try await city.topics() == ["一"])
        }
    }
}
