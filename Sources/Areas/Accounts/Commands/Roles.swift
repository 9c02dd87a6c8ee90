import Core
import Storage

/// Gives an account a role at a unit and everything below it.
package struct GrantRole: Command {
    package static let name = "grantRole"

    package let account: Identifier
    package let role: Role
    package let unit: Identifier

    package struct Subject {
        let account: Account
        let place: Place
        /// The open roles of the account and of the person behind it.
        let roles: [Role]
    }
    package struct Outcome: Codable, Sendable { package let holding: Identifier }

    package init(account: Identifier, role: Role, unit: Identifier) {
        self.account = account
        self.role = role
        self.unit = unit
    }

    package func load(_ act: Core.Act) throws -> Subject {
        let account = try account(account, act)
        guard let place = try ScopeTree.place(of: unit, act.tx) else {
            throw Problem.invalid("unit", "请从列表中选择单位")
        }
        return Subject(account: account, place: place, roles: try RoleHolding.roles(ofOneBehind: account, act.tx))
    }

    package func mayRun(_ subject: Subject, _ act: Core.Act) -> Permission {
        let may = act.actor.may(.grantRoles, at: subject.place)
        guard may.isAllowed else { return may }
        if subject.account.isBehind(act.actor) { return .refused("不能给自己授予角色") }
        if subject.account.disabledAt != nil { return .refused("账号已停用；请先启用，再授予角色") }
        if let reason = Self.separation(role, beside: subject.roles) { return .refused(reason) }
        guard role.isAdministrator else { return .allowed }
        if subject.place.key != .root { return .refused("管理员角色只设在最上级单位") }
        // A password that the system administrator has seen would make two offices one.
        if act.actor.kind == .account, !subject.account.isReady {
            return .refused("请等本人设好自己的密码，再授予管理员角色")
        }
        return .allowed
    }

    /// 三员: system, security and audit are three people, and none of them does the work they watch over.
    static func separation(_ role: Role, beside held: [Role]) -> Message? {
        if role.isAdministrator, let other = held.first(where: { $0.isAdministrator && $0 != role }) {
            return "同一个人不能既是\(other.title)又是\(role.title)：系统、安全、审计由三个人分管"
        }
        if role.isAdministrator, let other = held.first(where: { !$0.isAdministrator }) {
            return "\(role.title)不能同时有业务角色（现有：\(other.title)）；请先结束业务角色，或另设账号给另一个人"
        }
        if !role.isAdministrator, let other = held.first(where: \.isAdministrator) {
            return "管理员（\(other.title)）不能同时有业务角色"
        }
        return nil
    }

    package func check(_ subject: Subject, _ act: Core.Act) throws -> [FieldProblem] {
        let held = try RoleHolding.all(of: [account], onlyOpen: true, act.tx)
        guard held.contains(where: { $0.role == role && $0.unit == unit }) else { return [] }
        return [FieldProblem("role", "这个账号在这个单位已经有这个角色", code: "alreadyHeld")]
    }

    package func perform(_ subject: Subject, _ act: Core.Act) throws -> Outcome {
        let holding = try RoleHolding.open(role, account, at: unit, act)
        act.note("account", account, fields: ["role", role.rawValue])
        act.note("unit", unit)
        return Outcome(holding: holding)
    }
}

/// Ends a role that an account holds at a unit.
package struct EndRole: Command {
    package static let name = "endRole"

    package let holding: Identifier

    package struct Subject {
        let holding: RoleHolding
        let account: Account
        let place: Place
        let isLast: Bool
    }
    package typealias Outcome = Done

    package init(holding: Identifier) { self.holding = holding }

    package func load(_ act: Core.Act) throws -> Subject {
        guard let found = try RoleHolding.find(holding, act.tx),
            let place = try ScopeTree.place(of: found.unit, act.tx)
        else { throw Problem.notFound }
        let isLast =
            try found.role == .securityAdministrator
            && RoleHolding.isLastSecurityAdministrator(found.account, act.tx)
        return Subject(holding: found, account: try account(found.account, act), place: place, isLast: isLast)
    }

    package func mayRun(_ subject: Subject, _ act: Core.Act) -> Permission {
        let may = act.actor.may(.grantRoles, at: subject.place)
        guard may.isAllowed else { return may }
        if !subject.holding.isOpen { return .refused("这个角色已经结束了") }
        if subject.account.isBehind(act.actor) { return .refused("不能结束自己的角色，请另一位安全管理员办理") }
        if subject.isLast { return .refused(lastSecurityAdministrator) }
        return .allowed
    }

    package func perform(_ subject: Subject, _ act: Core.Act) throws -> Done {
        try RoleHolding.end(holding, act)
        act.note("account", subject.account.id, fields: ["role", subject.holding.role.rawValue])
        act.note("unit", subject.holding.unit)
        return Done()
    }
}

let lastSecurityAdministrator: Message = "这是最后一名安全管理员；没有安全管理员，就没有人能授予角色了。请先给另一个人授予安全管理员"

extension Account {
    /// Whether the actor is this account, or the person behind it.
    func isBehind(_ actor: Actor) -> Bool {
        id == actor.account || (person != nil && person == actor.person)
    }
}
