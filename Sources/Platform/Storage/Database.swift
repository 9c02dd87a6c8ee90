/// Which database answers.
package enum Engine: Sendable {
    case sqlite
    case postgres
}

/// How far a write is kept apart from others that run at the same time.
package enum Isolation: Sendable {
    /// As if there were only one writer. What commands use.
    case serializable
    /// Sees what others have committed, at each statement. For the sealer only.
    case readCommitted
}

/// A database of either engine.
///
/// Closures are synchronous, run on a thread of the database's own, and have no effects but on the database:
/// they may run twice, when a write collided with another or the connection broke.
/// An error thrown by the closure rolls back and passes through unchanged.
/// So does a statement that failed, even if the closure catches its error, unless that happened inside a savepoint.
/// A task cancelled before its closure has begun throws `CancellationError`; one that has begun runs to its end.
package protocol Database: Sendable {
    var engine: Engine { get }

    /// Runs the closure over one consistent snapshot. A statement that changes anything throws.
    func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T

    /// Runs the closure in one transaction, all or nothing. The closure may run twice.
    func write<T: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T

    /// Applies the migrations that the database has not had yet, in order, each in one transaction.
    /// - Returns: the names newly applied.
    /// - Throws: `StorageError.schemaNewer` when the database has one that is not in the list.
    func migrate(_ migrations: [Migration]) async throws -> [String]

    /// Waits for what runs, then closes. Later calls throw `StorageError.unavailable`.
    func close() async
}

extension Database {
    /// Runs the closure in one serializable transaction. The closure may run twice.
    package func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await write(.serializable, body)
    }
}

/// Hears of every statement that closures run (not of BEGIN and the like). Tests count the queries of a page.
package protocol StatementObserver: Sendable {
    func ran(_ statement: String)
}
