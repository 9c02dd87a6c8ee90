import Core
import Storage
import Web

/// Bars an account, for a reason. It stays with everything that it did.
package struct DisableAccount: Command {
    package static let name = "disableAccount"

    package let account: Identifier
    package let reason: String

    package struct Subject {
        let account: Account
        let isLast: Bool
    }
    package typealias Outcome = Done

    package init(account: Identifier, reason: String) {
        self.account = account
        self.reason = reason
    }

    package func load(_ act: Core.Act) throws -> Subject {
        Subject(
            account: try account(account, act),
            isLast: try RoleHolding.isLastSecurityAdministrator(account, act.tx))
    }

    package func mayRun(_ subject: Subject, _ act: Core.Act) -> Permission {
        let may = act.actor.may(.grantRoles)
        guard may.isAllowed else { return may }
        if subject.account.isBehind(act.actor) { return .refused("不能停用自己的账号") }
        if subject.account.disabledAt != nil { return .refused("账号已经停用了") }
        if subject.isLast { return .refused(lastSecurityAdministrator) }
        return .allowed
    }

    package func check(_ subject: Subject, _ act: Core.Act) throws -> [FieldProblem] {
        Reason.problems(reason, missing: "请写明停用的原因")
    }

    package func perform(_ subject: Subject, _ act: Core.Act) throws -> Done {
        try AccountStore.disable(account, because: reason, act)
        try Invitation.withdrawAll(of: account, act)
        try SessionStore().endAll(account, why: .accountClosed, act.tx)
        act.note("account", account, fields: ["disabled"])
        return Done()
    }
}

/// Lets a disabled account in again, with the roles that it has.
package struct EnableAccount: Command {
    package static let name = "enableAccount"

    package let account: Identifier

    package typealias Outcome = Done

    package init(account: Identifier) { self.account = account }

    package func load(_ act: Core.Act) throws -> Account { try account(account, act) }

    package func mayRun(_ subject: Account, _ act: Core.Act) -> Permission {
        let may = act.actor.may(.grantRoles)
        guard may.isAllowed else { return may }
        return subject.disabledAt == nil ? .refused("账号没有停用") : .allowed
    }

    package func perform(_ subject: Account, _ act: Core.Act) throws -> Done {
        try AccountStore.enable(account, act)
        act.note("account", account, fields: ["disabled"])
        return Done()
    }
}
