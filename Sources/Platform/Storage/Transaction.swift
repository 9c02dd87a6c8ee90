/// An engine's side of a transaction.
package protocol Session: AnyObject {
    /// Runs the statement and answers how many rows it changed.
    func execute(_ statement: Statement) throws -> Int
    /// Runs the statement and answers its rows, at most `limit` if there is one.
    func rows(of statement: Statement, limit: Int?) throws -> [Row]
    /// Runs a query without values and hands over its rows one by one, few of them in memory at a time.
    func each(of statement: Statement, _ body: (Row) throws -> Void) throws
}

/// The verbs inside `read` and `write`. Not Sendable: it lives only inside the closure.
package final class Transaction {
    /// One instant for the whole act.
    package let now: Instant
    package let engine: Engine

    private let session: any Session
    private let observer: (any StatementObserver)?
    private var depth = 0
    /// The first refusal that no savepoint has undone: nothing can be committed any more.
    private var refusal: StorageError?

    package init(on engine: Engine, now: Instant, session: any Session, observer: (any StatementObserver)?) {
        self.engine = engine
        self.now = now
        self.session = session
        self.observer = observer
    }

    /// Runs a statement that answers no rows. Returns the number of rows changed.
    @discardableResult
    package func execute(_ sql: SQL) throws -> Int {
        try run(sql) { try session.execute($0) }
    }

    /// Row by row, for answers that do not fit in memory. The query binds no values.
    package func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try run(sql) { try session.each(of: $0, body) }
    }

    /// Every row, read.
    package func all<T>(_ sql: SQL, _ read: (Row) throws -> T) throws -> [T] {
        try run(sql) { try session.rows(of: $0, limit: nil) }.map(read)
    }

    /// The first row, read, if there is one. Say LIMIT 1 where there may be many: PostgreSQL sends them all.
    package func first<T>(_ sql: SQL, _ read: (Row) throws -> T) throws -> T? {
        try run(sql) { try session.rows(of: $0, limit: 1) }.first.map(read)
    }

    /// The first column of the first row; `nil` when there is no row or it is NULL.
    package func value<T: ColumnValue>(_ sql: SQL) throws -> T? {
        try run(sql) { try session.rows(of: $0, limit: 1) }.first?.first(as: T.self)
    }

    /// The first column of every row. NULL in it throws.
    package func values<T: ColumnValue>(_ sql: SQL) throws -> [T] {
        try all(sql) { row in
            guard let value = try row.first(as: T.self) else {
                throw StorageError.unreadable("NULL among values of \(T.self)")
            }
            return value
        }
    }

    /// What failed half-way shall not be kept: nothing can be committed until a savepoint around it has undone it.
    package func giveUp() {
        if refusal == nil { refusal = .failed("an act that failed half-way cannot be kept") }
    }

    /// Runs the closure so that it alone is undone when it throws; the error passes through.
    package func savepoint<T>(_ body: () throws -> T) throws -> T {
        if let refusal { throw refusal }
        depth += 1
        defer { depth -= 1 }
        let name = "savepoint_\(depth)"
        try control("SAVEPOINT \(name)")
        do {
            let result = try body()
            if let refusal { throw refusal }
            try control("RELEASE SAVEPOINT \(name)")
            return result
        } catch {
            try control("ROLLBACK TO SAVEPOINT \(name)")
            try control("RELEASE SAVEPOINT \(name)")
            refusal = nil
            throw error
        }
    }

    /// How the engine would run the statement, line by line.
    package func plan(of sql: SQL) throws -> [String] {
        switch engine {
        case .sqlite: try all("EXPLAIN QUERY PLAN \(sql)") { try $0["detail"] }
        case .postgres: try values("EXPLAIN \(sql)")
        }
    }

    /// Throws the refusal that stands in the way of a commit, if there is one. Called by the engines.
    package func checkCommittable() throws {
        if let refusal { throw refusal }
    }

    private func run<T>(_ sql: SQL, _ verb: (Statement) throws -> T) throws -> T {
        if let refusal { throw refusal }
        let statement = try Statement(sql, for: engine)
        observer?.ran(statement.text)
        do {
            return try verb(statement)
        } catch let error as StorageError {
            // PostgreSQL gives up the transaction at the first failed statement, SQLite would go on: alike is better.
            refusal = error
            throw error
        }
    }

    private func control(_ text: String) throws {
        let statement = try Statement(SQL(pieces: [.text(text)]), for: engine)
        _ = try session.execute(statement)
    }
}
