import Storage

/// What goes beyond the tree: one record, opened to an account or to a unit, for a reason and until a day.
package struct Grant: Sendable {
    package let id: Identifier
    package let kind: String
    package let subject: Identifier
    package let reason: String
    package let until: Day

    static let migrations = [
        Migration(
            "core-grants-1",
            [
                """
                CREATE TABLE grants (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    kind \(type: .text) NOT NULL,
                    subject_id \(type: .integer) NOT NULL,
                    account_id \(type: .integer),
                    scope_key \(type: .text),
                    reason \(type: .text) NOT NULL CHECK (length(reason) > 0),
                    until_day \(type: .text) NOT NULL,
                    granted_by \(type: .integer),
                    granted_at \(type: .integer) NOT NULL,
                    ended_at \(type: .integer),
                    CHECK ((account_id IS NULL) <> (scope_key IS NULL))
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX grants_by_account ON grants (account_id, until_day)",
                "CREATE INDEX grants_by_unit ON grants (scope_key, until_day)",
                "CREATE INDEX grants_by_subject ON grants (kind, subject_id)",
            ])
    ]

    /// Grants to a unit carry its key and no district.
    static let placed = PlacedTable("grants", district: nil)

    package enum Receiver: Sendable {
        case account(Identifier)
        case unit(Place)
    }

    /// Writes a grant as part of a command; who may give it, that command decides.
    package static func give(
        _ kind: String, _ subject: Identifier, to receiver: Receiver, because reason: String, until: Day, _ act: Act
    ) throws {
        var account: Identifier?
        var key: ScopeKey?
        switch receiver {
        case .account(let id): account = id
        case .unit(let place): key = place.key
        }
        try act.tx.execute(
            """
            INSERT INTO grants (id, kind, subject_id, account_id, scope_key, reason, until_day, granted_by, granted_at)
            VALUES (\(act.newIdentifier()), \(kind), \(subject), \(account), \(key), \(reason), \(until),
                    \(act.actor.account), \(act.now))
            """)
    }

    /// Ends what was opened to a unit.
    package static func end(_ kind: String, _ subject: Identifier, at place: Place, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE grants SET ended_at = \(act.now)
            WHERE kind = \(kind) AND subject_id = \(subject) AND scope_key = \(place.key) AND ended_at IS NULL
            """)
    }

    /// The records opened to an account today, directly or through the units where it may see.
    package static func open(
        to account: Identifier, holdings: [Holding], _ tx: Transaction
    ) throws -> [String: [Identifier]] {
        let today = Day(of: tx.now)
        let places = holdings.filter { $0.role.powers.contains(.see) }.map(\.place)
        var ways: [SQL] = ["account_id = \(account)"]
        ways += places.map { "scope_key >= \($0.key) AND scope_key < \($0.key.end)" }
        let rows = try tx.all(
            """
            SELECT kind, subject_id FROM grants
            WHERE \(SQL.any(ways)) AND until_day >= \(today) AND ended_at IS NULL
            ORDER BY id DESC LIMIT 2000
            """
        ) { row in (try row["kind"] as String, try row["subject_id"] as Identifier) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }
}
