import Accounts
import Core
import Storage
import TestSupport
import Testing

struct RoleTests {
    @Test(arguments: TestEngine.allCases)
    func `system, security and audit are three people, and none does the work`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let attempts: [(AccountsWorld.Cast, Role)] = [
                (.system, .securityAdministrator), (.system, .auditor), (.auditor, .systemAdministrator),
                (.system, .officer), (.auditor, .viewer), (.officer, .auditor), (.worker, .systemAdministrator),
            ]
            for (one, role) in attempts {
                let command = GrantRole(account: world.account(one), role: role, unit: world.root.unit)
                let problem = try await problem { try await world.run(command, as: .security) }
                guard case .forbidden = problem else {
                    Issue.record("\(role) beside \(one.role): \(String(describing: problem))")
                    continue
                }
            }
            #expect(try await world.violations().isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two accounts of one person are one person`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let person = Identifier(rawValue: 77)
            let first = try await world.newAccount("li.first", person: person)
            let second = try await world.newAccount("li.second", person: person)
            try await world.run(GrantRole(account: first, role: .auditor, unit: world.root.unit), as: .security)
            for role in [Role.systemAdministrator, .officer] {
                let problem = try await problem {
                    try await world.run(GrantRole(account: second, role: role, unit: world.root.unit), as: .security)
                }
                #expect(problem?.code == "forbidden")
            }
            #expect(try await world.violations().isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a role acts from the next look, and ends`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let account = try await world.newAccount("zhao")
            let before = try await world.actor(account)
            #expect(!before.has(.see))
            let granted = try await world.run(
                GrantRole(account: account, role: .viewer, unit: world.district.unit), as: .security)
            let during = try await world.actor(account)
            #expect(during.may(.see, at: world.street).isAllowed)
            #expect(!during.may(.see, at: world.root).isAllowed)
            try await world.run(EndRole(holding: granted.holding), as: .security)
            let after = try await world.actor(account)
            #expect(!after.has(.see))
            let again = try await problem { try await world.run(EndRole(holding: granted.holding), as: .security) }
            #expect(again == .forbidden("这个角色已经结束了"))
            // The same role can be given again: the first granting stays as a row.
            try await world.run(GrantRole(account: account, role: .viewer, unit: world.district.unit), as: .security)
            let twice = try await problem {
                try await world.run(
                    GrantRole(account: account, role: .viewer, unit: world.district.unit), as: .security)
            }
            #expect(twice?.code == "invalid")
            #expect(try await world.violations().isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody grants to herself, and only the security administrator grants`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let own = try await problem {
                try await world.run(
                    GrantRole(account: world.account(.security), role: .viewer, unit: world.root.unit), as: .security)
            }
            #expect(own == .forbidden("不能给自己授予角色"))
            for one in AccountsWorld.Cast.allCases where one != .security {
                let refused = try await problem {
                    try await world.run(
                        GrantRole(account: world.account(.worker), role: .viewer, unit: world.root.unit), as: one)
                }
                #expect(refused?.code == "forbidden")
            }
            let byOperator = try await problem {
                try await world.house.runner.run(
                    GrantRole(account: world.account(.worker), role: .viewer, unit: world.root.unit), as: .operator)
            }
            #expect(byOperator?.code == "forbidden")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `there is always someone who can grant`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let second = try await world.newAccount("second.security")
            try await world.run(
                GrantRole(account: second, role: .securityAdministrator, unit: world.root.unit), as: .security)
            let secondActor = try await world.actor(second)
            try await world.house.runner.run(
                DisableAccount(account: world.account(.security), reason: "调离"), as: secondActor)
            // Now the second is the last one; nobody else could do it, and the house itself will not.
            let last = try await problem {
                try await world.house.runner.run(DisableAccount(account: second, reason: "误操作"), as: .founder)
            }
            #expect(last?.code == "forbidden")
            #expect(try await world.violations().isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an administrator's role waits for a password of her own, and is held at the root`(engine: TestEngine)
        async throws
    {
        try await withAccounts(engine) { world in
            let made = try await world.run(MakeAccount(login: "newcomer", fullName: "新管理员"), as: .system)
            let tooEarly = try await problem {
                try await world.run(
                    GrantRole(account: made.account, role: .auditor, unit: world.root.unit), as: .security)
            }
            #expect(tooEarly == .forbidden("请等本人设好自己的密码，再授予管理员角色"))
            let account = try await world.newAccount("ready")
            let tooLow = try await problem {
                try await world.run(
                    GrantRole(account: account, role: .auditor, unit: world.district.unit), as: .security)
            }
            #expect(tooLow == .forbidden("管理员角色只设在最上级单位"))
        }
    }
}
