import CLibPQ
import NIOPosix
import Storage

/// The same SQL on PostgreSQL (12 or newer), through libpq.
///
/// Writes are serializable, and an act that collided with another is run again, a bounded number of times.
/// A connection that broke is opened anew and the act run again, unless it broke at COMMIT.
package final class PostgresDatabase: Database {
    package let engine = Engine.postgres

    private let connections: ConnectionPool
    private let clock: any Clock
    private let observer: (any StatementObserver)?
    /// Threads of their own for both, so that writes that wait for one another never keep reads waiting.
    private let reading: NIOThreadPool
    private let writing: NIOThreadPool

    /// Opens the first connection, and so waits for the server; the others are opened when needed.
    /// - Parameters:
    ///   - url: as libpq reads it: `postgresql://user:password@host/database`.
    ///   - connections: the most that are ever open, at least 2; half of them are for writes.
    /// - Throws: `StorageError.unavailable` when the server does not answer or refuses.
    package init(
        url: String, clock: any Clock, connections: Int = 6, observer: (any StatementObserver)? = nil
    ) throws {
        self.connections = try ConnectionPool(url: url)
        self.clock = clock
        self.observer = observer
        let writers = max(1, connections / 2)
        writing = NIOThreadPool(numberOfThreads: writers)
        reading = NIOThreadPool(numberOfThreads: max(1, connections - writers))
        writing.start()
        reading.start()
    }

    deinit {
        writing.shutdownGracefully { _ in }
        reading.shutdownGracefully { _ in }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", on: reading, body)
    }

    package func write<T: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        switch isolation {
        case .serializable: try await run("BEGIN ISOLATION LEVEL SERIALIZABLE", on: writing, body)
        case .readCommitted: try await run("BEGIN ISOLATION LEVEL READ COMMITTED", on: writing, body)
        }
    }

    package func close() async {
        // They fail only when they are closed already.
        try? await writing.shutdownGracefully()
        try? await reading.shutdownGracefully()
        connections.close()
    }

    private func run<T: Sendable>(
        _ begin: String, on threads: NIOThreadPool, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        // NIO answers for a closed pool as for a cancelled task.
        try Task.checkCancellation()
        do {
            return try await threads.runIfActive { [self] in
                try connections.withConnection { connection in
                    let act = Act(connection, begin: begin, clock: clock, observer: observer)
                    return try act.run(body)
                }
            }
        } catch is NIOThreadPoolError.ThreadPoolInactive {
            throw StorageError.unavailable("the database is closed")
        } catch is CancellationError where !Task.isCancelled {
            throw StorageError.unavailable("the database is closed")
        }
    }
}
