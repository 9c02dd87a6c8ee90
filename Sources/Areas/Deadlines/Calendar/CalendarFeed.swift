import Core
import Storage

/// An address by which somebody's calendar reads what is due, and nothing else. One at a time for an account.
package struct CalendarFeed: Sendable {
    package let id: Identifier
    package let account: Identifier
    package let madeAt: Instant
    /// The day on which a calendar last asked.
    package let lastUsedOn: Day?

    init(row: Row) throws {
        id = try row["id"]
        account = try row["account_id"]
        madeAt = try row["made_at"]
        lastUsedOn = try row["last_used_on"]
    }

    static let migrations = [
        Migration(
            "deadlines-calendar-1",
            [
                """
                CREATE TABLE calendar_feeds (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    account_id \(type: .integer) NOT NULL,
                    digest \(type: .text) NOT NULL UNIQUE,
                    made_at \(type: .integer) NOT NULL,
                    last_used_on \(type: .text),
                    ended_at \(type: .integer),
                    ended_by \(type: .integer)
                )\(SQL.tableOptions)
                """,
                "CREATE UNIQUE INDEX calendar_feeds_open ON calendar_feeds (account_id) WHERE ended_at IS NULL",
            ])
    ]

    static let invariants = [
        Invariant(
            "calendar feeds: none ended before it was made",
            "SELECT id FROM calendar_feeds WHERE ended_at < made_at")
    ]

    private static let columns: SQL = "f.id, f.account_id, f.made_at, f.last_used_on"

    static func open(of account: Identifier, _ tx: Transaction) throws -> CalendarFeed? {
        try tx.first(
            "SELECT \(columns) FROM calendar_feeds f WHERE f.account_id = \(account) AND f.ended_at IS NULL",
            CalendarFeed.init(row:))
    }

    static func find(_ token: CalendarToken, _ vault: Vault, _ tx: Transaction) throws -> CalendarFeed? {
        try tx.first(
            "SELECT \(columns) FROM calendar_feeds f WHERE f.digest = \(token.digest(vault)) AND f.ended_at IS NULL",
            CalendarFeed.init(row:))
    }

    /// The ground floor's own, as the last sign of a session: once a day at most.
    static func touch(_ feed: CalendarFeed, on day: Day, _ tx: Transaction) throws {
        try tx.execute("UPDATE calendar_feeds SET last_used_on = \(day) WHERE id = \(feed.id)")
    }

    static func endAll(of account: Identifier, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE calendar_feeds SET ended_at = \(act.now), ended_by = \(act.actor.account)
            WHERE account_id = \(account) AND ended_at IS NULL
            """)
    }
}

/// The secret in a feed's address. Shown once; the house keeps a keyed digest of it.
struct CalendarToken: Sendable {
    let text: String

    init(text: String) { self.text = text }

    /// 192 bits from the system's source of chance.
    static func make() -> CalendarToken {
        var source = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")
        return CalendarToken(text: String((0..<39).map { _ in digits[Int.random(in: 0..<32, using: &source)] }))
    }

    func digest(_ vault: Vault) -> String { vault.digest("calendar", text, for: .sessions) }
}

/// Makes the address for one's own calendar; an earlier one stops working.
package struct MakeCalendarFeed: Command {
    package static let name = "makeCalendarFeed"
    package var tokenDigest: String

    package func mayRun(_ subject: Void, _ act: Act) -> Permission {
        act.actor.account == nil ? .refused("请先登录") : act.actor.may(.see)
    }

    package func perform(_ subject: Void, _ act: Act) throws -> Done {
        guard let account = act.actor.account else { throw Problem.notFound }
        try CalendarFeed.endAll(of: account, act)
        try act.tx.execute(
            """
            INSERT INTO calendar_feeds (id, account_id, digest, made_at)
            VALUES (\(act.newIdentifier()), \(account), \(tokenDigest), \(act.now))
            """)
        act.note("account", account, fields: ["calendar"])
        return Done()
    }
}

/// Stops one's own address: whoever has it reads nothing any more.
package struct EndCalendarFeed: Command {
    package static let name = "endCalendarFeed"

    package init() {}

    package func load(_ act: Act) throws -> CalendarFeed {
        guard let account = act.actor.account, let feed = try CalendarFeed.open(of: account, act.tx) else {
            throw Problem.conflict("现在没有在用的订阅地址")
        }
        return feed
    }

    package func mayRun(_ subject: CalendarFeed, _ act: Act) -> Permission { .allowed }

    package func perform(_ subject: CalendarFeed, _ act: Act) throws -> Done {
        try CalendarFeed.endAll(of: subject.account, act)
        act.note("account", subject.account, fields: ["calendar"])
        return Done()
    }
}
