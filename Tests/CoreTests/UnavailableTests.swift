import Core
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Commands when the database fails")
struct UnavailableTests {
    /// A database whose writes fail, from a certain one on.
    private final class Failing: Database {
        private let database: any Database
        private let error: StorageError
        private let remaining: Mutex<Int>

        init(_ database: any Database, with error: StorageError, after writes: Int) {
            self.database = database
            self.error = error
            remaining = Mutex(writes)
        }

        var engine: Engine { database.engine }

        func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
            try await database.read(body)
        }

        func write<T: Sendable>(
            _ isolation: Isolation, _ body: @escaping @Sendable (Transaction) throws -> T
        ) async throws -> T {
            let fails = remaining.withLock { remaining in
                remaining -= 1
                return remaining < 0
            }
            if fails { throw error }
            return try await database.write(isolation, body)
        }

        func migrate(_ migrations: [Migration]) async throws -> [String] { try await database.migrate(migrations) }
        func close() async { await database.close() }
    }

    static let away: [StorageError] = [.busy, .diskFull, .unavailable("no route to host")]

    @Test(arguments: TestEngine.allCases, away)
    func whoeverAsksIsToldToComeAgain(engine: TestEngine, error: StorageError) async throws {
        try await City.with(engine) { city in
            let runner = city.runner(on: Failing(city.database, with: error, after: 0))
            let actor = city.chenJing
            let ran = try await problem { try await runner.run(Walk(failsAt: nil), as: actor) }
            let batch = try await problem { try await runner.batch("many", as: actor) { _ in } }
            let read = try await problem { try await runner.recordReading("reveal", of: [], fields: [], by: actor) }
            #expect([ran, batch, read].map { $0?.code } == ["unavailable", "unavailable", "unavailable"])
            #expect(ran == batch && ran == read)
        }
    }

    /// Without its record a refusal is not answered: asking around in the dark would leave no trace.
    @Test(arguments: TestEngine.allCases, away)
    func refusalThatCannotBeRecorded(engine: TestEngine, error: StorageError) async throws {
        try await City.with(engine) { city in
            let runner = city.runner(on: Failing(city.database, with: error, after: 1))
            let refused = try await problem { try await runner.run(Walk(failsAt: .load), as: city.chenJing) }
            #expect(refused?.code == "unavailable")
            #expect(try await city.audit().isEmpty)
        }
    }

    @Test func otherErrorsAreInternal() async throws {
        try await City.with(.sqlite) { city in
            let failure = StorageError.failed("no such table")
            let runner = city.runner(on: Failing(city.database, with: failure, after: 0))
            var thrown: (any Error)?
            do { try await runner.run(Walk(failsAt: nil), as: city.chenJing) } catch { thrown = error }
            #expect(thrown as? StorageError == failure)
        }
    }

    /// A database that cancels whoever asked as soon as she is refused, as a closed browser does.
    private struct HangingUp: Database {
        let database: any Database

        var engine: Engine { database.engine }

        func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
            try await database.read(body)
        }

        func write<T: Sendable>(
            _ isolation: Isolation, _ body: @escaping @Sendable (Transaction) throws -> T
        ) async throws -> T {
            do { return try await database.write(isolation, body) } catch {
                withUnsafeCurrentTask { $0?.cancel() }
                throw error
            }
        }

        func migrate(_ migrations: [Migration]) async throws -> [String] { try await database.migrate(migrations) }
        func close() async { await database.close() }
    }

    @Test(arguments: TestEngine.allCases)
    func refusalIsOnAuditAlsoWhenTheAskerHangsUp(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let runner = city.runner(on: HangingUp(database: city.database))
            let asking = Task { try await problem { try await runner.run(Walk(failsAt: .load), as: city.chenJing) } }
            let answer = try await asking.value
            #expect(answer == .notFound)
            let outcomes = try await city.audit().map(\.outcome)
            #expect(outcomes == [.refused])
        }
    }
}
