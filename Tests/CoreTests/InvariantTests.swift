import Core
import Storage
import TestSupport
import Testing

@Suite("Invariants: questions without answers")
struct InvariantTests {
    @Test(arguments: TestEngine.allCases)
    func onlyThoseWithAnswers(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            for topic in ["一", "二", "三"] {
                try await city.runner.run(RecordVisit(unit: city.xuhui.unit, topic: topic), as: city.chenJing)
            }
            let violations = try await Invariant.violations(
                of: [
                    Invariant("no visit without a topic", "SELECT id FROM visits WHERE topic = ''"),
                    Invariant("no visit at all", "SELECT id, topic FROM visits"),
                    Invariant("no third visit", "SELECT id FROM visits WHERE topic = \("三")"),
                ], in: city.database)
            #expect(violations.map(\.invariant) == ["no visit at all", "no third visit"])
            #expect(violations.map(\.count) == [3, 1])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func ofTheCoreInANewHouse(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let violations = try await Invariant.violations(of: CoreParts.invariants, in: city.database)
            #expect(violations.isEmpty)
            #expect(Set(CoreParts.invariants.map(\.name)).count == CoreParts.invariants.count)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func factsOfTheHouse(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let before = try await city.database.read { try HouseFact.city.value($0) }
            #expect(before == nil)
            for value in ["founding", "demo"] { try await city.database.write { try HouseFact.city.set(value, $0) } }
            let after = try await city.database.read { try [HouseFact.city.value($0), HouseFact.keys.value($0)] }
            #expect(after == ["demo", nil])
        }
    }
}
