import Core
import Foundation
import Storage

/// A link by which one person, once, sets the password of her account.
package struct Invitation: Sendable {
    package static let lifetimeInSeconds = 7 * 86_400

    package let id: Identifier
    package let account: Identifier
    package let expiresAt: Instant
    package let usedAt: Instant?
    package let withdrawnAt: Instant?

    func isOpen(at now: Instant) -> Bool { usedAt == nil && withdrawnAt == nil && now < expiresAt }

    private static let columns: SQL = "id, account_id, expires_at, used_at, withdrawn_at"

    init(row: Row) throws {
        id = try row["id"]
        account = try row["account_id"]
        expiresAt = try row["expires_at"]
        usedAt = try row["used_at"]
        withdrawnAt = try row["withdrawn_at"]
    }

    static func find(digest: String, _ tx: Transaction) throws -> Invitation? {
        try tx.first("SELECT \(columns) FROM invitations WHERE digest = \(digest)", Invitation.init(row:))
    }

    static func open(of account: Identifier, _ tx: Transaction) throws -> Invitation? {
        try tx.first(
            """
            SELECT \(columns) FROM invitations
            WHERE account_id = \(account) AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > \(tx.now)
            ORDER BY id DESC
            """, Invitation.init(row:))
    }

    /// A new one; what was open before is withdrawn.
    static func make(for account: Identifier, digest: String, _ act: Core.Act) throws -> Identifier {
        try withdrawAll(of: account, act)
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO invitations (id, account_id, digest, made_at, made_by, expires_at)
            VALUES (\(id), \(account), \(digest), \(act.now), \(act.actor.account),
                    \(act.now.adding(seconds: lifetimeInSeconds)))
            """)
        return id
    }

    static func withdrawAll(of account: Identifier, _ act: Core.Act) throws {
        try act.tx.execute(
            """
            UPDATE invitations SET withdrawn_at = \(act.now)
            WHERE account_id = \(account) AND used_at IS NULL AND withdrawn_at IS NULL
            """)
    }

    static func use(_ invitation: Identifier, _ act: Core.Act) throws {
        try act.tx.execute("UPDATE invitations SET used_at = \(act.now) WHERE id = \(invitation)")
    }
}

/// The secret part of a link. Only a keyed digest of it is kept.
package struct InvitationToken: Sendable {
    package let text: String

    /// 192 bits from the system's source of chance.
    package static func make() -> InvitationToken {
        var source = SystemRandomNumberGenerator()
        let bytes = (0..<24).map { _ in UInt8.random(in: .min ... .max, using: &source) }
        let text = Data(bytes).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
        return InvitationToken(text: text)
    }

    package init(text: String) { self.text = text }

    package func digest(_ vault: Vault) -> String { vault.digest("invitation", text, for: .sessions) }
}
