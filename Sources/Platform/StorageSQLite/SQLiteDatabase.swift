import Foundation
import GRDB
import NIOPosix
import Storage
import Synchronization

/// The embedded database: a file that belongs to this machine, or memory for tests.
///
/// GRDB is only the driver. All its calls are synchronous and made on threads of our own: mixed with its
/// asynchronous calls, readers that hold a connection and wait for a thread stop the server for good.
package final class SQLiteDatabase: Storage.Database {
    package let engine = Storage.Engine.sqlite

    private let driver: any DatabaseWriter
    private let clock: any Storage.Clock
    private let observer: (any StatementObserver)?
    /// Threads of their own for both, so that writes that wait for the one writer never keep reads waiting.
    private let reading: NIOThreadPool
    private let writing: NIOThreadPool
    private let isOpen = Atomic(true)

    /// Opens the file, or makes it.
    /// - Parameter readers: no more than there are cores: whoever reads then finishes before the next begins.
    /// - Throws: `StorageError.notADatabase` when the file is something else, `.unavailable` when it cannot be opened.
    package convenience init(
        path: String, clock: any Storage.Clock, readers: Int = max(2, ProcessInfo.processInfo.activeProcessorCount),
        observer: (any StatementObserver)? = nil
    ) throws {
        let pool = try translatingErrors {
            let pool = try DatabasePool(path: path, configuration: Self.configuration(readers: readers))
            // GRDB makes it NORMAL, with which the last commits can be lost when the power fails.
            try pool.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA synchronous = FULL")
                // A chunk of an import touches thousands of pages all over a large house: they stay in memory until
                // it commits, and are carried into the file once for many chunks.
                try $0.execute(sql: "PRAGMA cache_size = -32000")
                try $0.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
                // What a savepoint would put back, page by page, needs no file that is thrown away with it.
                try $0.execute(sql: "PRAGMA temp_store = MEMORY")
            }
            return pool
        }
        self.init(driver: pool, readers: readers, clock: clock, observer: observer)
    }

    /// A database in memory, gone when closed. Reads and writes take turns.
    package static func inMemory(
        clock: any Storage.Clock, observer: (any StatementObserver)? = nil
    ) throws -> SQLiteDatabase {
        let queue = try translatingErrors { try DatabaseQueue(configuration: configuration(readers: 1)) }
        return SQLiteDatabase(driver: queue, readers: 1, clock: clock, observer: observer)
    }

    private init(
        driver: any DatabaseWriter, readers: Int, clock: any Storage.Clock, observer: (any StatementObserver)?
    ) {
        self.driver = driver
        self.clock = clock
        self.observer = observer
        reading = NIOThreadPool(numberOfThreads: readers)
        writing = NIOThreadPool(numberOfThreads: 1)
        reading.start()
        writing.start()
    }

    deinit {
        reading.shutdownGracefully { _ in }
        writing.shutdownGracefully { _ in }
    }

    private static func configuration(readers: Int) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = readers
        // More than that is not given to a user without rights, who would read a complaint about it on every start.
        configuration.qos = .default
        configuration.prepareDatabase { connection in
            try connection.execute(sql: "PRAGMA mmap_size = 134217728")
            // 8 MB a connection, for what lies beyond the mapped part of a large house.
            try connection.execute(sql: "PRAGMA cache_size = -8000")
        }
        return configuration
    }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (Storage.Transaction) throws -> T
    ) async throws -> T {
        try await run(on: reading) { [self] in
            try driver.read { connection in
                try body(transaction(on: connection))
            }
        }
    }

    package func write<T: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (Storage.Transaction) throws -> T
    ) async throws -> T {
        // There is one writer, so that both kinds of isolation are the same here.
        try await run(on: writing) { [self] in
            try driver.writeWithoutTransaction { connection in
                var result: T?
                try connection.inTransaction(.immediate) {
                    let transaction = transaction(on: connection)
                    result = try body(transaction)
                    try transaction.checkCommittable()
                    return .commit
                }
                guard let result else { throw StorageError.failed("a transaction without a result") }
                return result
            }
        }
    }

    package func close() async {
        guard isOpen.exchange(false, ordering: .relaxed) else { return }
        // They fail only when they are stopped already.
        try? await writing.shutdownGracefully()
        try? await reading.shutdownGracefully()
        closeDriver()
    }

    /// Not inside `close`, where GRDB's asynchronous calls would be taken.
    private func closeDriver() {
        // GRDB closes its read-only connections last, which leaves the newest commits in the file beside the database's.
        try? driver.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try? driver.close()
    }

    private func transaction(on connection: GRDB.Database) -> Storage.Transaction {
        Transaction(on: .sqlite, now: clock.now(), session: SQLiteSession(connection), observer: observer)
    }

    private func run<T: Sendable>(
        on threads: NIOThreadPool, _ body: @escaping @Sendable () throws -> T
    ) async throws -> T {
        // NIO answers for a closed pool as for a cancelled task.
        try Task.checkCancellation()
        do {
            return try await threads.runIfActive { try translatingErrors(body) }
        } catch is NIOThreadPoolError.ThreadPoolInactive {
            throw StorageError.unavailable("the database is closed")
        } catch is CancellationError where !Task.isCancelled {
            throw StorageError.unavailable("the database is closed")
        }
    }
}
