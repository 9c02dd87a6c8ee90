import Core
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Sealer: takes what is committed, whatever its name")
struct SealerTests {
    @Test(arguments: TestEngine.allCases)
    func nothingToSeal(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            #expect(try await city.seal() == nil)
            try await city.runner.run(Walk(failsAt: nil), as: city.chenJing)
            #expect(try await city.seal()?.number == 1)
            #expect(try await city.seal() == nil)
        }
    }

    /// Names count down: each entry is committed with an older name than those already sealed.
    private final class Backwards: IdentifierSource {
        private let last = Mutex<Int64>(1_000_000)
        func next(at now: Instant) -> Identifier {
            Identifier(
                rawValue: last.withLock {
                    $0 -= 1
                    return $0
                })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func entriesCommittedLateAreSealed(engine: TestEngine) async throws {
        try await City.with(engine, identifiers: Backwards()) { city in
            for number in 1...3 {
                try await city.runner.run(Walk(failsAt: nil), as: city.chenJing)
                #expect(try await city.seal()?.entries == 1)
                #expect(try await city.verify().seals == number)
            }
            let found = try await city.verify()
            #expect(found.isSound)
            #expect(found.sealedEntries == 3)
            #expect(found.unsealedEntries == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func manySealersAndWritersAtOnce(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            try await withThrowingTaskGroup { group in
                for number in 1...30 {
                    group.addTask {
                        _ = try await city.runner.run(
                            RecordVisit(unit: city.xuhui.unit, topic: "\(number)"), as: city.chenJing)
                    }
                    group.addTask { _ = try await city.seal() }
                }
                try await group.waitForAll()
            }
            try await Sealer.sealAll(city.database, City.vault)
            let found = try await city.verify()
            #expect(found.fault == nil)
            #expect(found.sealedEntries == 30)
            #expect(found.unsealedEntries == 0)
        }
    }

    /// `qiao audit verify` runs beside a server at work: what happens meanwhile is no fault.
    @Test(arguments: TestEngine.allCases)
    func verifiedWhileWritingAndSealing(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let found = try await withThrowingTaskGroup { group in
                for number in 1...10 {
                    group.addTask {
                        try await city.runner.run(
                            RecordVisit(unit: city.xuhui.unit, topic: "\(number)"), as: city.chenJing)
                        try await city.seal()
                        return try await city.verify()
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(found.count == 10)
            #expect(found.compactMap(\.fault) == [])
            #expect(found.allSatisfy { $0.sealedEntries + $0.unsealedEntries <= 10 })
        }
    }

    /// One sealer between any two looks of another (SQLite has one writer: there it cannot happen).
    @Test(arguments: [
        "FROM audit_seals ORDER BY number DESC", "mac FROM audit_entries WHERE seal IS NULL", "INSERT INTO audit_seals",
    ])
    func sealerOvertaken(statement: String) async throws {
        let rival = Rival()
        try await City.with(.postgres, observer: rival) { city in
            try await city.runner.run(Walk(failsAt: nil), as: city.chenJing)
            rival.before(statement) { try await city.seal() }
            try await city.seal()
            #expect(rival.hasRun)
            let found = try await city.verify()
            #expect(found.fault == nil)
            #expect(found.seals == 1)
            #expect(found.sealedEntries == 1)
        }
    }

    /// More than one seal takes, and more than verification has in memory at once.
    @Test(arguments: TestEngine.allCases)
    func manyEntries(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            for _ in 0..<3 {
                try await city.runner.batch("many", as: city.chenJing) { act in
                    for _ in 0..<1700 { try act.run(Nothing()) }
                }
            }
            let before = try await city.verify()
            #expect(before.isSound)
            #expect(before.unsealedEntries == 5100)

            try await Sealer.sealAll(city.database, City.vault)
            let sealed = try await city.verify()
            #expect(sealed.isSound)
            #expect(sealed.seals == 2)
            #expect(sealed.sealedEntries == 5100)

            let last: Identifier? = try await city.database.read { try $0.value("SELECT MAX(id) FROM audit_entries") }
            let id = try #require(last)
            try await city.execute("UPDATE audit_entries SET fields = 'a' WHERE id = \(id)")
            #expect(try await city.verify().fault == .brokenEntry(id))
        }
    }

    private struct Nothing: Command {
        static let name = "nothing"
        func mayRun(_ subject: Void, _ act: Act) -> Permission { .allowed }
        func perform(_ subject: Void, _ act: Act) throws -> Done { Done() }
    }
}
