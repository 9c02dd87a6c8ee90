import Core
import Storage

/// Loads whoever stands behind an account, afresh: what was granted or taken acts on the next request.
package enum AccountGate {
    /// - Parameter demoAccountsAllowed: false wherever the house can be reached from outside; demo accounts are then
    ///   nobody's.
    package static func make(demoAccountsAllowed: Bool) -> Gate {
        Gate { account, tx in try actor(account, demoAccountsAllowed: demoAccountsAllowed, tx) }
    }

    private static func actor(_ id: Identifier, demoAccountsAllowed: Bool, _ tx: Transaction) throws -> Actor? {
        guard let account = try AccountStore.find(id, tx), account.disabledAt == nil, account.passwordHash != nil,
            !account.isDemo || demoAccountsAllowed
        else { return nil }
        let holdings = try tx.all(
            """
            SELECT h.role, u.unit_id, u.district_id, u.scope_key FROM role_holdings h
            JOIN scope_units u ON u.unit_id = h.unit_id
            WHERE h.account_id = \(id) AND h.ended_at IS NULL ORDER BY h.id
            """
        ) { row in Holding(role: try row["role"], place: try Place(row: row)) }
        return Actor(
            account: id, name: account.name, person: account.person, holdings: holdings,
            granted: try Grant.open(to: id, holdings: holdings, tx), mustChangePassword: account.mustChange)
    }
}
