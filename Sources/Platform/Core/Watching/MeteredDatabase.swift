import Storage

/// A database whose waiting is measured.
package struct MeteredDatabase: Database {
    private let inner: any Database
    private let meter: Meter

    package init(_ inner: any Database, _ meter: Meter) {
        self.inner = inner
        self.meter = meter
    }

    package var engine: Engine { inner.engine }

    package func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let tries = Tries(meter, "read")
        return try await inner.read { tx in
            tries.begin()
            return try body(tx)
        }
    }

    package func write<T: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        let tries = Tries(meter, "write")
        return try await inner.write(isolation) { tx in
            tries.begin()
            return try body(tx)
        }
    }

    package func migrate(_ migrations: [Migration]) async throws -> [String] { try await inner.migrate(migrations) }

    package func close() async { await inner.close() }
}

/// One transaction: how long until it began, and how often it began again. Used by one thread at a time.
private final class Tries: @unchecked Sendable {
    private let meter: Meter
    private let kind: String
    private let asked = ContinuousClock.now
    private var hasBegun = false

    init(_ meter: Meter, _ kind: String) {
        self.meter = meter
        self.kind = kind
    }

    func begin() {
        if hasBegun {
            meter.count(.databaseTries, kind)
        } else {
            meter.observe(.databaseWait, kind, took: ContinuousClock.now - asked)
        }
        hasBegun = true
    }
}
