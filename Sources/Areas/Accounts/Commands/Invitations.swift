import Core
import Storage
import Web

/// Makes a one-time link, valid for seven days, by which the owner of a new account sets her password.
package struct InviteAccount: Command {
    package static let name = "inviteAccount"

    package let account: Identifier
    /// `InvitationToken.digest`: the token itself is shown once and kept nowhere.
    package let tokenDigest: String

    package struct Outcome: Codable, Sendable { package let invitation: Identifier }

    package init(account: Identifier, tokenDigest: String) {
        self.account = account
        self.tokenDigest = tokenDigest
    }

    package func load(_ act: Core.Act) throws -> Account { try account(account, act) }

    package func mayRun(_ subject: Account, _ act: Core.Act) -> Permission {
        guard case .allowed = act.actor.may(.makeAccounts) else { return act.actor.may(.makeAccounts) }
        switch subject.state {
        case .disabled: return .refused("账号已停用；请先由安全管理员启用")
        case .active: return .refused("本人已经设好密码；忘记了请用“重置密码”")
        case .invited: return .allowed
        }
    }

    package func perform(_ subject: Account, _ act: Core.Act) throws -> Outcome {
        try refuseForAdministrator(subject, act)
        act.note("account", account, fields: ["invitation"])
        return Outcome(invitation: try Invitation.make(for: account, digest: tokenDigest, act))
    }
}

/// Sets the first password, or a new one after a reset, with the link from an invitation.
package struct AcceptInvitation: Command {
    package static let name = "acceptInvitation"

    package let tokenDigest: String
    package let passwordHash: String

    package struct Subject {
        let invitation: Invitation
        let account: Account
    }
    package struct Outcome: Codable, Sendable { package let account: Identifier }

    package init(tokenDigest: String, passwordHash: String) {
        self.tokenDigest = tokenDigest
        self.passwordHash = passwordHash
    }

    package func load(_ act: Core.Act) throws -> Subject {
        guard let invitation = try Invitation.find(digest: tokenDigest, act.tx),
            let account = try AccountStore.find(invitation.account, act.tx)
        else { throw Problem.notFound }
        return Subject(invitation: invitation, account: account)
    }

    package func mayRun(_ subject: Subject, _ act: Core.Act) -> Permission {
        if let reason = subject.invitation.whyClosed(at: act.now) { return .refused(reason) }
        if subject.account.disabledAt != nil { return .refused("账号已停用，请联系安全管理员") }
        if let signedIn = act.actor.account, signedIn != subject.account.id {
            return .refused("您正用另一个账号登录；请先退出，再打开这个链接")
        }
        return .allowed
    }

    package func perform(_ subject: Subject, _ act: Core.Act) throws -> Outcome {
        try Invitation.use(subject.invitation.id, act)
        try AccountStore.setPassword(passwordHash, of: subject.account.id, mustChange: false, act)
        try SessionStore().endAll(subject.account.id, act.tx)
        act.note("account", subject.account.id, fields: ["password"])
        return Outcome(account: subject.account.id)
    }
}

extension Invitation {
    func whyClosed(at now: Instant) -> Message? {
        if usedAt != nil { return "这个链接已经用过了；每个链接只能用一次" }
        if withdrawnAt != nil { return "这个链接已经作废，后来发过新的链接" }
        if now >= expiresAt { return "这个链接已经过期；请系统管理员再发一个" }
        return nil
    }
}

extension Command {
    /// The account, or not found. Accounts belong to the house as a whole and have no place in the tree.
    func account(_ id: Identifier, _ act: Core.Act) throws -> Account {
        guard let account = try AccountStore.find(id, act.tx) else { throw Problem.notFound }
        return account
    }

    /// Whoever can set another administrator's password holds two of the three offices.
    func refuseForAdministrator(_ subject: Account, _ act: Core.Act) throws {
        guard act.actor.kind == .account else { return }
        let roles = try RoleHolding.roles(ofOneBehind: subject, act.tx)
        guard roles.contains(where: \.isAdministrator) else { return }
        throw Problem.forbidden(administratorPasswordRefusal)
    }
}

let administratorPasswordRefusal: Message =
    "管理员的密码不由另一位管理员重置，否则一人就掌握了两种管理权限；请服务器的维护人员在命令行重置"
