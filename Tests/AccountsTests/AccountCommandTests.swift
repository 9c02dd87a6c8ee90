import Accounts
import Core
import Storage
import TestSupport
import Testing

struct AccountCommandTests {
    @Test(arguments: TestEngine.allCases)
    func `a login is one, however it is written`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let made = try await world.run(MakeAccount(login: "Zhang.San", fullName: "张三"), as: .system)
            let found = try await world.house.database.read { try AccountStore.find(login: "ＺＨＡＮＧ.san", $0) }
            #expect(found?.id == made.account)
            let again = try await problem {
                try await world.run(MakeAccount(login: "zhang.san", fullName: "张三"), as: .system)
            }
            #expect(again == .invalid([FieldProblem("login", "这个登录名已经有人用了", code: "loginTaken")]))
            let empty = try await problem { try await world.run(MakeAccount(login: "张三", fullName: ""), as: .system) }
            #expect(
                empty
                    == .invalid([
                        FieldProblem("login", "登录名只用字母、数字和 . - _ @"), FieldProblem("fullName", "请填写姓名"),
                    ]))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `only the house itself makes accounts with a password`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let hash = try await AccountsWorld.passwords.hash("whatever it may be")
            let commands = [
                MakeAccount(login: "sneaky", fullName: "某人", passwordHash: hash),
                MakeAccount(login: "sneaky", fullName: "某人", isDemo: true),
            ]
            for command in commands {
                let refused = try await problem { try await world.run(command, as: .system) }
                #expect(refused?.code == "forbidden")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a disabled account is out, and comes back with its roles`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let officer = world.account(.officer)
            let noReason = try await problem {
                try await world.run(DisableAccount(account: officer, reason: ""), as: .security)
            }
            #expect(noReason?.code == "invalid")
            try await world.run(DisableAccount(account: officer, reason: "借调"), as: .security)
            let gone = try await problem { _ = try await world.actor(.officer) }
            #expect(gone == .notFound)
            try await world.run(EnableAccount(account: officer), as: .security)
            let back = try await world.actor(.officer)
            #expect(back.has(.post))
            let own = try await problem {
                try await world.run(DisableAccount(account: world.account(.security), reason: "试试"), as: .security)
            }
            #expect(own == .forbidden("不能停用自己的账号"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody but the keeper of the server resets an administrator's password`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let refused = try await problem {
                try await world.run(
                    ResetPassword(account: world.account(.auditor), way: .link(tokenDigest: "x")), as: .system)
            }
            #expect(refused?.code == "forbidden")
            let temporary = try await Accounts.resetPassword(
                login: "auditor", in: world.house, passwords: AccountsWorld.passwords)
            let client = world.client()
            let answer = try await client.post("/sign-in", ["login": "auditor", "password": temporary])
            #expect(answer.location == "/password")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `demo accounts are nobody's where the house is open to others`(engine: TestEngine) async throws {
        for isAllowed in [true, false] {
            try await withAccounts(engine, demoAccountsAllowed: isAllowed) { world in
                let hash = try await AccountsWorld.passwords.hash("demo demo demo")
                let made = try await world.house.runner.run(
                    MakeAccount(login: "demo", fullName: "演示", passwordHash: hash, isDemo: true), as: .founder)
                let actor = try await world.house.database.read { [gate = world.house.gate] in
                    try gate.actor(made.account, $0)
                }
                #expect((actor != nil) == isAllowed)
                let answer = try await world.client().post("/sign-in", ["login": "demo", "password": "demo demo demo"])
                #expect(answer.status == (isAllowed ? 303 : 403))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `every refusal and every act is on audit, without values`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let made = try await world.run(MakeAccount(login: "qian", fullName: "钱多多"), as: .system)
            _ = try await problem { try await world.run(MakeAccount(login: "sun", fullName: "孙"), as: .worker) }
            let entries = try await world.audit()
            let act = entries.last { $0.command == "makeAccount" && $0.outcome == .done }
            #expect(act?.subjects == [AuditSubject(kind: "account", id: made.account)])
            #expect(act?.fields == ["login", "fullName"])
            let refusal = entries.last
            #expect(refusal?.outcome == .refused)
            #expect(refusal?.actor == world.account(.worker))
        }
    }
}
