import Core
import Storage

/// The first act in an empty house: three people who administer it, and the root of the tree of units.
package struct FoundFirstAdministrators: Command {
    package static let name = "foundFirstAdministrators"

    package struct Founder: Codable, Sendable {
        package let login: String
        package let fullName: String
        package let passwordHash: String

        package init(login: String, fullName: String, passwordHash: String) {
            self.login = login
            self.fullName = fullName
            self.passwordHash = passwordHash
        }
    }

    /// The name of the city's federation; the room that names units takes it from the outcome.
    package let federation: String
    package let system: Founder
    package let security: Founder
    package let auditor: Founder

    package struct Outcome: Codable, Sendable {
        package let federation: String
        package let root: Identifier
        package let system: Identifier
        package let security: Identifier
        package let auditor: Identifier
    }

    package init(federation: String, system: Founder, security: Founder, auditor: Founder) {
        self.federation = federation
        self.system = system
        self.security = security
        self.auditor = auditor
    }

    /// Whether the house is empty already.
    package func load(_ act: Core.Act) throws -> Bool { try !AccountStore.hasAny(act.tx) }

    package func mayRun(_ isEmpty: Bool, _ act: Core.Act) -> Permission {
        isEmpty ? .allowed : .refused("已经有账号了；首次设置只能做一次，请直接登录")
    }

    package func check(_ isEmpty: Bool, _ act: Core.Act) throws -> [FieldProblem] {
        Self.problems(
            federation: federation, people: founders.map { ($0.office, $0.founder.login, $0.founder.fullName) })
    }

    /// What is wrong before any password is looked at; the fields are called `systemLogin`, `auditorFullName`, ….
    static func problems(
        federation: String, people: [(office: String, login: String, fullName: String)]
    ) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if federation.isEmpty { problems.append(FieldProblem("federation", "请填写总工会的名称")) }
        // As long as a unit's name may be: it becomes one when there are accounts already.
        if !federation.isEmpty, !(2...60).contains(federation.count) {
            problems.append(FieldProblem("federation", "总工会的名称请写 2 到 60 个字"))
        }
        var seenLogins: Set<String> = []
        var seenNames: Set<String> = []
        for person in people {
            if let problem = MakeAccount.problem(withName: person.fullName, in: person.office + "FullName") {
                problems.append(problem)
            } else if !seenNames.insert(person.fullName).inserted {
                problems.append(FieldProblem(person.office + "FullName", "三名管理员须是三个不同的人"))
            }
            if let problem = LoginName(person.login).problem(in: person.office + "Login") {
                problems.append(problem)
            } else if !seenLogins.insert(LoginName(person.login).key).inserted {
                problems.append(FieldProblem(person.office + "Login", "三个登录名不能相同"))
            }
        }
        return problems
    }

    package func perform(_ isEmpty: Bool, _ act: Core.Act) throws -> Outcome {
        let root =
            try ScopeTree.root(act.tx)
            ?? ScopeTree.add(act.newIdentifier(), below: nil, isDistrict: true, act.tx)
        // Whoever sat at the keyboard knows all three passwords: each owner changes hers when she first signs in.
        let made = try founders.map { _, role, founder in
            let id = try AccountStore.add(
                .init(
                    login: LoginName(founder.login), name: founder.fullName, passwordHash: founder.passwordHash,
                    mustChange: true), act)
            _ = try RoleHolding.open(role, id, at: root.unit, act)
            act.note("account", id, fields: ["login", "fullName", "role"])
            return id
        }
        act.note("unit", root.unit)
        return Outcome(
            federation: federation, root: root.unit, system: made[0], security: made[1], auditor: made[2])
    }

    private var founders: [(office: String, role: Role, founder: Founder)] {
        [
            ("system", .systemAdministrator, system), ("security", .securityAdministrator, security),
            ("auditor", .auditor, auditor),
        ]
    }
}
