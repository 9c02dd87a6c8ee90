import Core
import Storage

/// Of how many people outside her reach somebody's rosters have asked lately.
///
/// A row about somebody who is held elsewhere says that she is known in the city. So that nobody finds out of whom that is
/// true by files of numbers, each account has a limit a day; whoever passes it gets no roster judged until the day is
/// over. The numbers of people in reach and of new people do not count: a district's whole roster passes.
enum OutsideAsks {
    static let mostInADay = 500
    static let refusal: Message =
        "24 小时内，您的花名册里已有超过 \(mostInADay) 人由其他单位登记。为保护个人信息，请明天再导入，或请上级工会导入"

    static let migrations = [
        Migration(
            "rosters-asks-1",
            [
                // Keyed digests only, and only for a day.
                """
                CREATE TABLE roster_outside_asks (
                    account_id \(type: .integer) NOT NULL,
                    number_digest \(type: .text) NOT NULL,
                    asked_at \(type: .integer) NOT NULL,
                    PRIMARY KEY (account_id, number_digest)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX roster_outside_asks_by_age ON roster_outside_asks (asked_at)",
            ])
    ]

    /// What the judged rows ask of people outside.
    static func digests(_ judge: any RowJudge, _ lines: [ImportLine], _ judgements: [RowJudgement]) -> Set<String> {
        Set(zip(lines, judgements).filter { $1.fault?.reason == .heldElsewhere }.compactMap { judge.digest(of: $0.0) })
    }

    /// Counts what is asked for the first time, as part of a command.
    ///
    /// - Returns: whether she may be told.
    static func count(_ digests: Set<String>, _ act: Act) throws -> Bool {
        guard let account = act.actor.account else { return true }
        try act.tx.execute(
            "DELETE FROM roster_outside_asks WHERE asked_at <= \(act.now.adding(seconds: -24 * 3600))")
        let before = try asked(by: account, act.now, act.tx)
        guard before.count <= mostInADay else { return false }
        let new = digests.subtracting(before).sorted()
        // One above the limit says that it was passed.
        for digest in new.prefix(mostInADay + 1 - before.count) {
            try act.tx.execute(
                """
                INSERT INTO roster_outside_asks (account_id, number_digest, asked_at)
                VALUES (\(account), \(digest), \(act.now))
                """)
        }
        return before.count + new.count <= mostInADay
    }

    private static func asked(by account: Identifier, _ now: Instant, _ tx: Transaction) throws -> Set<String> {
        Set(
            try tx.values(
                """
                SELECT number_digest FROM roster_outside_asks
                WHERE account_id = \(account) AND asked_at > \(now.adding(seconds: -24 * 3600))
                """) as [String])
    }

    /// Before somebody is shown what a file says.
    ///
    /// - Throws: `Problem.tooMany` when her limit is passed.
    static func check(_ digests: Set<String>, by actor: Actor, _ house: House) async throws {
        guard let account = actor.account else { return }
        let now = house.clock.now()
        let before = try await house.database.read { try asked(by: account, now, $0) }
        var mayKnow = before.count <= mostInADay
        if mayKnow, !digests.isSubset(of: before) {
            mayKnow = try await house.runner.run(CountOutsideAsks(digests: digests.sorted()), as: actor).mayKnow
        }
        if !mayKnow { throw Problem.tooMany(refusal, retryAfterSeconds: 3600) }
    }
}

/// Writes down that a file asked about people outside the reach of whoever sent it.
struct CountOutsideAsks: Command {
    struct Outcome: Codable, Sendable { let mayKnow: Bool }

    static let name = "countOutsideAsks"
    let digests: [String]

    func mayRun(_ subject: Void, _ act: Act) -> Permission { act.actor.may(.importRosters) }

    func perform(_ subject: Void, _ act: Act) throws -> Outcome {
        Outcome(mayKnow: try OutsideAsks.count(Set(digests), act))
    }
}
