import Foundation
import Storage
import Synchronization
import Testing
import TestSupport

struct TransactionTests {
    struct Stop: Error, Equatable {}

    static let schema = Migration(
        "transactions",
        [
            """
            CREATE TABLE places (
                id \(type: .integer) NOT NULL PRIMARY KEY, holder \(type: .integer)
            )\(SQL.tableOptions)
            """,
            "INSERT INTO places (id, holder) VALUES (1, NULL)",
        ])

    static let ids: SQL = "SELECT id FROM places ORDER BY id"

    static func insert(_ id: Int) -> SQL {
        "INSERT INTO places (id, holder) VALUES (\(id), NULL)"
    }

    @Test(arguments: TestEngine.allCases)
    func `an error rolls back and passes through unchanged`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            await expect(throws: Stop()) {
                try await database.write { tx in
                    try tx.execute(Self.insert(2))
                    throw Stop()
                }
            }
            await expect(throws: Stop()) { try await database.read { _ in throw Stop() } }
            let ids: [Int] = try await database.read { try $0.values(Self.ids) }
            #expect(ids == [1])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a refused statement dooms the transaction even if its error is caught`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            await expect(throws: StorageError.unique("places.id")) {
                try await database.write { tx in
                    try tx.execute(Self.insert(2))
                    _ = try? tx.execute(Self.insert(1))
                }
            }
            let ids: [Int] = try await database.read { try $0.values(Self.ids) }
            #expect(ids == [1])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a savepoint is rolled back alone`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            let ids: [Int] = try await database.write { tx in
                try tx.execute(Self.insert(2))
                expect(throws: StorageError.unique("places.id")) {
                    try tx.savepoint {
                        try tx.execute(Self.insert(3))
                        try tx.execute(Self.insert(1))
                    }
                }
                try tx.savepoint {
                    try tx.execute(Self.insert(4))
                    expect(throws: Stop()) {
                        try tx.savepoint {
                            try tx.execute(Self.insert(5))
                            throw Stop()
                        }
                    }
                    // Another on the same level, after one that was undone.
                    try tx.savepoint { _ = try tx.execute(Self.insert(6)) }
                }
                return try tx.values(Self.ids)
            }
            #expect(ids == [1, 2, 4, 6])
            let kept: [Int] = try await database.read { try $0.values(Self.ids) }
            #expect(kept == ids)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a read sees one snapshot while others write`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            let hasBegun = DispatchSemaphore(value: 0)
            let isWritten = DispatchSemaphore(value: 0)
            async let seen: [Int?] = database.read { tx in
                let before: Int? = try tx.value("SELECT COUNT(*) FROM places")
                hasBegun.signal()
                _ = isWritten.wait(timeout: .now() + 30)
                return [before, try tx.value("SELECT COUNT(*) FROM places")]
            }
            try await database.write { tx in
                _ = hasBegun.wait(timeout: .now() + 30)
                try tx.execute(Self.insert(2))
            }
            let after: Int? = try await database.read { try $0.value("SELECT COUNT(*) FROM places") }
            isWritten.signal()
            #expect(try await seen == [1, 1])
            #expect(after == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `of twenty that race for a free place one wins`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            let winners: [Int] = try await withThrowingTaskGroup(of: Int?.self) { group in
                for racer in 1...20 {
                    group.addTask {
                        try await database.write { tx in
                            // Looks first and takes then: safe only if nobody can come between.
                            let free: Int? = try tx.value("SELECT id FROM places WHERE holder IS NULL LIMIT 1")
                            guard let free else { return nil }
                            Thread.sleep(forTimeInterval: 0.002)
                            try tx.execute("UPDATE places SET holder = \(racer) WHERE id = \(free)")
                            return racer
                        }
                    }
                }
                return try await group.reduce(into: []) { winners, racer in if let racer { winners.append(racer) } }
            }
            #expect(winners.count == 1)
            let holder: Int? = try await database.read { try $0.value("SELECT holder FROM places WHERE id = 1") }
            #expect(holder == winners.first)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `twenty that count one up count to twenty`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            try await withThrowingTaskGroup { group in
                for _ in 1...20 {
                    group.addTask {
                        try await database.write { tx in
                            let count: Int? = try tx.value("SELECT COALESCE(holder, 0) FROM places WHERE id = 1")
                            try tx.execute("UPDATE places SET holder = \((count ?? 0) + 1) WHERE id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let count: Int? = try await database.read { try $0.value("SELECT holder FROM places WHERE id = 1") }
            #expect(count == 20)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the weaker isolation writes and rolls back too`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            try await database.write(.readCommitted) { _ = try $0.execute(Self.insert(2)) }
            await expect(throws: Stop()) {
                try await database.write(.readCommitted) { tx in
                    try tx.execute(Self.insert(3))
                    throw Stop()
                }
            }
            let ids: [Int] = try await database.read { try $0.values(Self.ids) }
            #expect(ids == [1, 2])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `cancelled tasks leave no transaction behind`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            for id in 2..<30 {
                let task = Task {
                    try await database.write { tx in
                        try tx.execute(Self.insert(id))
                        Thread.sleep(forTimeInterval: 0.001)
                    }
                }
                if id.isMultiple(of: 2) { await Task.yield() }
                task.cancel()
                _ = await task.result
            }
            try await database.write { _ = try $0.execute(Self.insert(100)) }
            let last: Int? = try await database.read { try $0.value("SELECT MAX(id) FROM places") }
            #expect(last == 100)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the whole act has one instant`(engine: TestEngine) async throws {
        let clock = ManualClock()
        try await withDatabase(engine, clock: clock) { database in
            let instants = try await database.write { tx in
                let first = tx.now
                clock.advance(milliseconds: 5)
                return [first, tx.now]
            }
            #expect(instants[0] == instants[1])
            let later = try await database.read { $0.now }
            #expect(later.milliseconds == instants[0].milliseconds + 5)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the observer hears the closures' statements only`(engine: TestEngine) async throws {
        final class Ear: StatementObserver {
            let heard = Mutex<[String]>([])
            func ran(_ statement: String) { heard.withLock { $0.append(statement) } }
        }
        let ear = Ear()
        try await withDatabase(engine, observer: ear, migrations: [Self.schema]) { database in
            try await database.write { tx in
                try tx.savepoint { _ = try tx.execute("UPDATE places SET holder = 1") }
                let _: [Int] = try tx.values(Self.ids)
            }
        }
        #expect(ear.heard.withLock { $0 } == ["UPDATE places SET holder = 1", "SELECT id FROM places ORDER BY id"])
    }

    @Test(arguments: TestEngine.allCases)
    func `a plan names what it goes through`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.schema]) { database in
            let plan = try await database.read { try $0.plan(of: "SELECT holder FROM places WHERE id = \(1)") }
            let scan = try await database.read { try $0.plan(of: "SELECT id FROM places WHERE holder = \(1)") }
            switch engine {
            case .sqlite:
                #expect(plan.contains { $0.contains("SEARCH places") })
                #expect(scan.contains { $0.contains("SCAN places") })
            case .postgres:
                #expect(plan.contains { $0.contains("Index Scan") && $0.contains("places") })
                #expect(scan.contains { $0.contains("Seq Scan on places") })
            }
        }
    }
}
