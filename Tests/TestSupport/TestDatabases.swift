import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import Synchronization

/// The engines that every test of a query runs on: `@Test(arguments: TestEngine.allCases)`.
package enum TestEngine: CaseIterable, Sendable {
    case sqlite
    case postgres
}

/// A clock that stands still until it is set.
package final class ManualClock: Storage.Clock {
    private let instant: Mutex<Instant>

    /// Nine in the morning of 1 March 2027 in China, unless told otherwise.
    package init(_ instant: Instant = Instant(milliseconds: 1_803_862_800_000)) {
        self.instant = Mutex(instant)
    }

    package func now() -> Instant {
        instant.withLock { $0 }
    }

    package func set(_ instant: Instant) {
        self.instant.withLock { $0 = instant }
    }

    package func advance(milliseconds: Int64) {
        instant.withLock { $0.milliseconds += milliseconds }
    }
}

/// Runs the closure with a fresh database of its own, which has had the migrations.
///
/// The migrations run once in a test process; each database is a copy of what they made. Tests may run in parallel.
@discardableResult
package func withDatabase<T>(
    _ engine: TestEngine, clock: any Storage.Clock = ManualClock(), observer: (any StatementObserver)? = nil,
    migrations: [Migration] = [], _ body: (any Database) async throws -> T
) async throws -> T {
    let place = try await TestDatabases.shared.make(engine, migrations)
    let database: any Database
    switch place {
    case .file(let path): database = try SQLiteDatabase(path: path, clock: clock, observer: observer)
    case .server(let name):
        database = try PostgresDatabase(
            url: PostgresCluster.running.get().url(name), clock: clock, observer: observer)
    }
    let result: Result<T, any Error>
    do { result = .success(try await body(database)) } catch { result = .failure(error) }
    await database.close()
    try await TestDatabases.shared.drop(place)
    return try result.get()
}

/// Where a test's database is, for a test that opens it a second time.
@discardableResult
package func withDatabaseAddress<T>(_ engine: TestEngine, _ body: (String) async throws -> T) async throws -> T {
    let place = try await TestDatabases.shared.make(engine, [])
    let address =
        switch place {
        case .file(let path): path
        case .server(let name): try PostgresCluster.running.get().url(name)
        }
    let result: Result<T, any Error>
    do { result = .success(try await body(address)) } catch { result = .failure(error) }
    try await TestDatabases.shared.drop(place)
    return try result.get()
}

private enum TestDatabase: Sendable {
    case file(String)
    case server(String)
}

/// Makes databases as copies of migrated ones.
private actor TestDatabases {
    static let shared = TestDatabases()

    private var templates: [String: Task<TestDatabase, any Error>] = [:]
    private var server: PostgresServer?
    private var count = 0

    /// Removed when the test process exits.
    private let folder: String = {
        var template = Array("\(TestFolder.parent)/qiao-sqlite-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { preconditionFailure("no temporary folder") }
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }()

    private init() {
        atexit { TestDatabases.shared.removeFolder() }
    }

    private nonisolated func removeFolder() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func make(_ engine: TestEngine, _ migrations: [Migration]) async throws -> TestDatabase {
        let template = try await template(engine, migrations)
        switch template {
        case .file(let path):
            let new = newPath()
            try FileManager.default.copyItem(atPath: path, toPath: new)
            return .file(new)
        case .server(let name): return .server(try create("test", copying: name))
        }
    }

    func drop(_ database: TestDatabase) async throws {
        switch database {
        case .file(let path):
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        case .server(let name): try connectedServer().dropDatabase(name)
        }
    }

    private func template(_ engine: TestEngine, _ migrations: [Migration]) async throws -> TestDatabase {
        let key = "\(engine) " + migrations.map { "\($0.name): \($0.statements)" }.joined(separator: "\n")
        if let task = templates[key] { return try await task.value }
        let task = Task { try await makeTemplate(engine, migrations) }
        templates[key] = task
        return try await task.value
    }

    private func makeTemplate(_ engine: TestEngine, _ migrations: [Migration]) async throws -> TestDatabase {
        let place: TestDatabase
        let database: any Database
        switch engine {
        case .sqlite:
            let path = newPath()
            place = .file(path)
            database = try SQLiteDatabase(path: path, clock: ManualClock())
        case .postgres:
            let name = try create("template", copying: "template0")
            place = .server(name)
            database = try PostgresDatabase(url: PostgresCluster.running.get().url(name), clock: ManualClock())
        }
        _ = try await database.migrate(migrations)
        await database.close()
        return place
    }

    private func create(_ kind: String, copying template: String) throws -> String {
        count += 1
        let name = "\(kind)_\(count)"
        try connectedServer().createDatabase(name, copying: template)
        return name
    }

    private func connectedServer() throws -> PostgresServer {
        if let server { return server }
        let new = try PostgresServer(url: PostgresCluster.running.get().url("postgres"))
        server = new
        return new
    }

    private func newPath() -> String {
        count += 1
        return "\(folder)/\(count).sqlite"
    }
}
