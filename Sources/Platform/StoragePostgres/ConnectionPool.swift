import Storage
import Synchronization

/// The open connections that nobody uses at the moment. There are never more than threads that ask for one.
final class ConnectionPool: Sendable {
    private let url: String
    private let idle: Mutex<[Connection]>

    init(url: String) throws {
        self.url = url
        idle = Mutex([try Connection(url: url)])
    }

    func withConnection<T>(_ body: (Connection) throws -> T) throws -> T {
        let connection = try idle.withLock { $0.popLast() } ?? Connection(url: url)
        defer { idle.withLock { $0.append(connection) } }
        return try body(connection)
    }

    func close() {
        idle.withLock { $0.removeAll() }
    }
}
