import Core
import Crypto
import Storage

/// The web's own table of who is signed in where. Only a digest of each token is kept.
package struct SessionStore: Sendable {
    package let idleSeconds: Int
    package let absoluteSeconds: Int

    package init(idleSeconds: Int = 30 * 60, absoluteSeconds: Int = 12 * 3600) {
        self.idleSeconds = idleSeconds
        self.absoluteSeconds = absoluteSeconds
    }

    package static let migrations = [
        Migration(
            "web-1-sessions",
            [
                """
                CREATE TABLE sessions (
                    token_digest \(type: .text) NOT NULL PRIMARY KEY,
                    account \(type: .integer) NOT NULL,
                    started_at \(type: .integer) NOT NULL,
                    seen_at \(type: .integer) NOT NULL,
                    address \(type: .text) NOT NULL,
                    agent \(type: .text) NOT NULL,
                    ended_at \(type: .integer),
                    ended_why \(type: .text),
                    CHECK ((ended_at IS NULL) = (ended_why IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX sessions_by_account ON sessions (account, started_at)",
                "CREATE INDEX sessions_by_seen ON sessions (seen_at)",
            ])
    ]

    /// Starts a session; the token goes into the cookie and is kept nowhere.
    package func start(
        _ account: Identifier, _ client: Client, token: SessionToken, _ tx: Transaction
    ) throws -> WebSession {
        let session = WebSession(
            id: token.digest, account: account, startedAt: tx.now, seenAt: tx.now, address: client.address,
            agent: client.agent, endedAt: nil, endedWhy: nil)
        try tx.execute(
            """
            INSERT INTO sessions (token_digest, account, started_at, seen_at, address, agent)
            VALUES (\(session.id), \(account), \(tx.now), \(tx.now), \(session.address), \(session.agent))
            """)
        return session
    }

    package func find(_ token: SessionToken, _ tx: Transaction) throws -> WebSession? {
        try tx.first("SELECT \(Self.columns) FROM sessions WHERE token_digest = \(token.digest)", Self.read)
    }

    /// Why a session is over, if it is.
    package func end(of session: WebSession, at now: Instant) -> WebSession.End? {
        if let why = session.endedWhy { return why }
        if now >= session.startedAt.adding(seconds: absoluteSeconds) { return .expired }
        if now >= session.seenAt.adding(seconds: idleSeconds) { return .idle }
        return nil
    }

    func touch(_ session: WebSession, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE sessions SET seen_at = \(tx.now) WHERE token_digest = \(session.id) AND seen_at < \(tx.now)")
    }

    /// Ends one session. One that has ended stays as it is.
    package func end(_ id: String, _ why: WebSession.End, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE sessions SET ended_at = \(tx.now), ended_why = \(why)
            WHERE token_digest = \(id) AND ended_at IS NULL
            """)
    }

    /// Ends one session of an account; another's is not found.
    package func end(_ id: String, of account: Identifier, _ tx: Transaction) throws {
        let changed = try tx.execute(
            """
            UPDATE sessions SET ended_at = \(tx.now), ended_why = \(WebSession.End.revoked)
            WHERE token_digest = \(id) AND account = \(account) AND ended_at IS NULL
            """)
        guard changed == 1 else { throw Problem.notFound }
    }

    /// Ends every session of an account, but for the one given.
    package func endAll(
        _ account: Identifier, except kept: WebSession? = nil, why: WebSession.End = .revoked, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE sessions SET ended_at = \(tx.now), ended_why = \(why)
            WHERE account = \(account) AND ended_at IS NULL AND token_digest <> \(kept?.id ?? "")
            """)
    }

    /// The latest sign-ins of an account, newest first. Ask `end(of:at:)` which are over.
    package func list(_ account: Identifier, limit: Int = 20, _ tx: Transaction) throws -> [WebSession] {
        try tx.all(
            """
            SELECT \(Self.columns) FROM sessions WHERE account = \(account)
            ORDER BY started_at DESC, token_digest LIMIT \(limit)
            """, Self.read)
    }

    private static let columns: SQL = """
        token_digest, account, started_at, seen_at, address, agent, ended_at, ended_why
        """

    private static func read(_ row: Row) throws -> WebSession {
        WebSession(
            id: try row["token_digest"], account: try row["account"], startedAt: try row["started_at"],
            seenAt: try row["seen_at"], address: try row["address"], agent: try row["agent"],
            endedAt: try row["ended_at"], endedWhy: try row["ended_why"])
    }

    /// Sign-ins are forgotten after half a year.
    static let expiry = BackgroundWork("expire sessions", everySeconds: 3600) { house in
        let oldest = house.clock.now().adding(seconds: -180 * 86_400)
        _ = try await house.database.write { tx in
            try tx.execute("DELETE FROM sessions WHERE seen_at < \(oldest)")
        }
        return false
    }
}

/// 256 random bits that only the browser keeps.
package struct SessionToken: Sendable {
    let text: String

    package init() { text = randomHex(bytes: 32) }

    init?(_ text: String?) {
        guard let text, text.utf8.count == 64 else { return nil }
        self.text = text
    }

    var digest: String { SHA256.hash(data: Array(text.utf8)).hexadecimal }
}

/// From the system's secure generator.
func randomHex(bytes count: Int) -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }.hexadecimal
}
