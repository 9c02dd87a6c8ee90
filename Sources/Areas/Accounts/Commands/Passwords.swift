import Core
import Storage
import Web

/// Takes the old password away at once: the owner sets a new one by link, or signs in with a temporary one.
package struct ResetPassword: Command {
    package static let name = "resetPassword"

    package enum Way: Codable, Sendable {
        /// `InvitationToken.digest`
        case link(tokenDigest: String)
        case temporaryPassword(hash: String)
    }

    package let account: Identifier
    package let way: Way

    package typealias Outcome = Done

    package init(account: Identifier, way: Way) {
        self.account = account
        self.way = way
    }

    package func load(_ act: Core.Act) throws -> Account { try account(account, act) }

    package func mayRun(_ subject: Account, _ act: Core.Act) -> Permission {
        if subject.disabledAt != nil { return .refused("账号已停用；请先由安全管理员启用") }
        if subject.id == act.actor.account { return .refused("自己的密码请在“我的登录”里修改") }
        return act.actor.may(.makeAccounts)
    }

    package func perform(_ subject: Account, _ act: Core.Act) throws -> Done {
        try refuseForAdministrator(subject, act)
        switch way {
        case .link(let digest):
            try AccountStore.setPassword(nil, of: account, mustChange: false, act)
            _ = try Invitation.make(for: account, digest: digest, act)
        case .temporaryPassword(let hash):
            try Invitation.withdrawAll(of: account, act)
            try AccountStore.setPassword(hash, of: account, mustChange: true, act)
        }
        try SessionStore().endAll(account, act.tx)
        act.note("account", account, fields: ["password"])
        return Done()
    }
}

/// Changes one's own password; every session of the account ends.
package struct ChangePassword: Command {
    package static let name = "changePassword"

    /// The hash against which the present password was found right, just before.
    package let verifiedHash: String
    package let passwordHash: String

    package typealias Outcome = Done

    package init(verifiedHash: String, passwordHash: String) {
        self.verifiedHash = verifiedHash
        self.passwordHash = passwordHash
    }

    package func load(_ act: Core.Act) throws -> Account {
        guard let own = act.actor.account else { throw Problem.forbidden("请先登录") }
        return try account(own, act)
    }

    package func mayRun(_ subject: Account, _ act: Core.Act) -> Permission {
        act.actor.throughOperator ? .refused("密码只由本人修改") : .allowed
    }

    package func perform(_ subject: Account, _ act: Core.Act) throws -> Done {
        guard subject.passwordHash == verifiedHash else {
            throw Problem.conflict("密码刚才已在别处修改，请用新的密码登录")
        }
        try AccountStore.setPassword(passwordHash, of: subject.id, mustChange: false, act)
        try Invitation.withdrawAll(of: subject.id, act)
        // Also the one from which she asks: it goes on under a new token.
        try SessionStore().endAll(subject.id, act.tx)
        act.note("account", subject.id, fields: ["password"])
        return Done()
    }
}
