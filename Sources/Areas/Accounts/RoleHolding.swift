import Core
import Storage

/// A granting of a role to an account at a unit; it stays as a row when it has ended.
package struct RoleHolding: Sendable {
    package let id: Identifier
    package let account: Identifier
    package let role: Role
    package let unit: Identifier
    package let since: Instant
    package let grantedBy: Identifier?
    package let endedAt: Instant?
    package let endedBy: Identifier?

    package var isOpen: Bool { endedAt == nil }

    static let columns: SQL =
        "h.id, h.account_id, h.role, h.unit_id, h.since_at, h.granted_by, h.ended_at, h.ended_by"

    init(row: Row) throws {
        id = try row["id"]
        account = try row["account_id"]
        role = try row["role"]
        unit = try row["unit_id"]
        since = try row["since_at"]
        grantedBy = try row["granted_by"]
        endedAt = try row["ended_at"]
        endedBy = try row["ended_by"]
    }
}

extension RoleHolding {
    static func find(_ id: Identifier, _ tx: Transaction) throws -> RoleHolding? {
        try tx.first("SELECT \(columns) FROM role_holdings h WHERE h.id = \(id)", RoleHolding.init(row:))
    }

    /// Every granting to these accounts, newest first.
    static func all(of accounts: [Identifier], onlyOpen: Bool, _ tx: Transaction) throws -> [RoleHolding] {
        let open: SQL = onlyOpen ? " AND h.ended_at IS NULL" : ""
        return try tx.all(
            """
            SELECT \(columns) FROM role_holdings h WHERE h.account_id IN \(list: accounts)\(open) ORDER BY h.id DESC
            """, RoleHolding.init(row:))
    }

    /// The open roles of the account and of every other account of the same person.
    static func roles(ofOneBehind account: Account, _ tx: Transaction) throws -> [Role] {
        var whose: [SQL] = ["a.id = \(account.id)"]
        if let person = account.person { whose.append("a.person_id = \(person)") }
        return try tx.values(
            """
            SELECT DISTINCT h.role FROM role_holdings h JOIN accounts a ON a.id = h.account_id
            WHERE \(SQL.any(whose)) AND h.ended_at IS NULL ORDER BY h.role
            """)
    }

    /// Whether the house would be without anyone to grant roles if this account had no say any more.
    static func isLastSecurityAdministrator(_ account: Identifier, _ tx: Transaction) throws -> Bool {
        let holders: [Identifier] = try tx.values(
            """
            SELECT DISTINCT h.account_id FROM role_holdings h JOIN accounts a ON a.id = h.account_id
            WHERE h.role = \(Role.securityAdministrator) AND h.ended_at IS NULL AND a.disabled_at IS NULL
            """)
        return holders == [account]
    }

    static func open(_ role: Role, _ account: Identifier, at unit: Identifier, _ act: Core.Act) throws -> Identifier {
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO role_holdings (id, account_id, role, unit_id, since_at, granted_by)
            VALUES (\(id), \(account), \(role), \(unit), \(act.now), \(act.actor.account))
            """)
        return id
    }

    static func end(_ holding: Identifier, _ act: Core.Act) throws {
        try act.tx.execute(
            """
            UPDATE role_holdings SET ended_at = \(act.now), ended_by = \(act.actor.account)
            WHERE id = \(holding) AND ended_at IS NULL
            """)
    }
}
