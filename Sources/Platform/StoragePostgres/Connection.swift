import CLibPQ
import Storage

/// One connection, with the statements that stand prepared on it.
///
/// Used by one thread at a time, the one that took it out of the pool.
final class Connection: Session, @unchecked Sendable {
    private struct PreparedKey: Hashable {
        let text: String
        /// The same text with NULL in place of a number is another statement for PostgreSQL.
        let types: [Oid]
    }

    private static let mostPrepared = 500

    private let url: String
    private var handle: OpaquePointer
    private var prepared: [PreparedKey: String] = [:]
    private var preparedCount = 0

    /// Whether the act since `forgetCollision` has to be run again.
    private(set) var hasCollided = false

    init(url: String) throws {
        self.url = url
        handle = try Self.open(url)
    }

    deinit {
        PQfinish(handle)
    }

    var isBroken: Bool { PQstatus(handle) != CONNECTION_OK }

    func forgetCollision() {
        hasCollided = false
    }

    func reopen() throws {
        let new = try Self.open(url)
        PQfinish(handle)
        handle = new
        prepared = [:]
    }

    /// Runs BEGIN or COMMIT.
    func command(_ text: String) throws {
        let answer = try check(PQexec(handle, text))
        // A transaction that has failed is rolled back by COMMIT without an error.
        if text == "COMMIT", answer.tag != "COMMIT" {
            throw StorageError.failed("the transaction could not be committed")
        }
    }

    func rollBack() {
        if PQtransactionStatus(handle) != PQTRANS_IDLE { PQclear(PQexec(handle, "ROLLBACK")) }
    }

    func execute(_ statement: Statement) throws -> Int {
        try run(statement).changedRows
    }

    func rows(of statement: Statement, limit: Int?) throws -> [Row] {
        try run(statement).rows(limit: limit)
    }

    func each(of statement: Statement, _ body: (Row) throws -> Void) throws {
        guard statement.values.isEmpty else { throw StorageError.failed("a cursor over a query with values") }
        _ = try check(PQexec(handle, "DECLARE each_row NO SCROLL CURSOR FOR " + statement.text))
        while true {
            let rows = try check(PQexec(handle, "FETCH FORWARD 1000 FROM each_row")).rows(limit: nil)
            for row in rows { try body(row) }
            if rows.isEmpty { break }
        }
        _ = try check(PQexec(handle, "CLOSE each_row"))
    }

    private func run(_ statement: Statement) throws -> Answer {
        let parameters = Parameters(statement.values)
        guard statement.isRepeated else {
            return try check(
                parameters.withPointers { count, types, values, lengths, formats in
                    PQexecParams(handle, statement.text, count, types, values, lengths, formats, 0)
                })
        }
        let name = try prepare(statement.text, parameters.types)
        return try check(
            parameters.withPointers { count, _, values, lengths, formats in
                PQexecPrepared(handle, name, count, values, lengths, formats, 0)
            })
    }

    private func prepare(_ text: String, _ types: [Oid]) throws -> String {
        let key = PreparedKey(text: text, types: types)
        if let name = prepared[key] { return name }
        if prepared.count >= Self.mostPrepared { try forgetPrepared() }
        preparedCount += 1
        let name = "statement_\(preparedCount)"
        _ = try check(PQprepare(handle, name, text, Int32(types.count), types))
        prepared[key] = name
        return name
    }

    private func forgetPrepared() throws {
        prepared = [:]
        _ = try check(PQexec(handle, "DEALLOCATE ALL"))
    }

    private func check(_ result: OpaquePointer?) throws -> Answer {
        guard let result else {
            // Out of memory or a connection that could not send.
            throw StorageError.unavailable(String(cString: PQerrorMessage(handle)))
        }
        let answer = Answer(result)
        guard let failure = answer.failure else { return answer }
        switch failure.state {
        case "40001", "40P01": hasCollided = true
        case "0A000" where failure.message.contains("cached plan"):
            // Another process has changed the schema.
            hasCollided = true
            rollBack()
            try forgetPrepared()
        default: break
        }
        throw isBroken ? StorageError.unavailable(failure.message) : failure.error
    }

    private static func open(_ url: String) throws -> OpaquePointer {
        // libpq's own message about an address repeats it, password and all.
        guard let options = PQconninfoParse(url, nil) else {
            throw StorageError.unavailable("the database's address cannot be read")
        }
        PQconninfoFree(options)
        let settings: [(String, String)] = [
            ("connect_timeout", "10"), ("application_name", "qiao"),
            // What stands after the address wins over it.
            ("dbname", url), ("client_encoding", "UTF8"),
        ]
        let handle = withCStrings(settings.map(\.0)) { names in
            withCStrings(settings.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
        }
        guard let handle else { throw StorageError.unavailable("out of memory") }
        var complaint: String?
        if PQstatus(handle) != CONNECTION_OK {
            complaint = String(cString: PQerrorMessage(handle))
        } else if PQparameterStatus(handle, "server_encoding").map({ String(cString: $0) }) != "UTF8" {
            complaint = "the database's encoding must be UTF8"
        }
        if let complaint {
            PQfinish(handle)
            throw StorageError.unavailable(complaint)
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        return handle
    }
}
