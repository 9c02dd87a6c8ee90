import Core
import Storage

/// Makes an account; it has no role yet, and no password until its owner sets one by invitation.
package struct MakeAccount: Command {
    package static let name = "makeAccount"

    package let login: String
    /// The name of whoever will use it.
    package let fullName: String
    package let person: Identifier?
    /// Only the house itself, while it is being founded, makes accounts that have a password at once.
    package let passwordHash: String?
    package let mustChange: Bool
    package let isDemo: Bool

    package struct Outcome: Codable, Sendable { package let account: Identifier }

    package init(
        login: String, fullName: String, person: Identifier? = nil, passwordHash: String? = nil,
        mustChange: Bool = false, isDemo: Bool = false
    ) {
        self.login = login
        self.fullName = fullName
        self.person = person
        self.passwordHash = passwordHash
        self.mustChange = mustChange
        self.isDemo = isDemo
    }

    package func mayRun(_ subject: Void, _ act: Core.Act) -> Permission {
        if act.actor.kind != .founder, passwordHash != nil || isDemo || mustChange {
            return .refused("密码由本人通过邀请链接设置")
        }
        return act.actor.may(.makeAccounts)
    }

    package func check(_ subject: Void, _ act: Core.Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if let problem = LoginName(login).problem(in: "login") {
            problems.append(problem)
        } else if try AccountStore.find(login: login, act.tx) != nil {
            problems.append(FieldProblem("login", "这个登录名已经有人用了", code: "loginTaken"))
        }
        if let problem = Self.problem(withName: fullName, in: "fullName") { problems.append(problem) }
        return problems
    }

    static func problem(withName name: String, in field: String) -> FieldProblem? {
        if name.isEmpty { return FieldProblem(field, "请填写姓名") }
        return name.count > 60 ? FieldProblem(field, "姓名最长 60 个字符") : nil
    }

    package func perform(_ subject: Void, _ act: Core.Act) throws -> Outcome {
        let id = try AccountStore.add(
            .init(
                login: LoginName(login), name: fullName, person: person, passwordHash: passwordHash,
                mustChange: mustChange, isDemo: isDemo), act)
        act.note("account", id, fields: ["login", "fullName"] + (person == nil ? [] : ["person"]))
        return Outcome(account: id)
    }
}
