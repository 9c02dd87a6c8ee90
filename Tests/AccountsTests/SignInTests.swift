@testable import Accounts
import Core
import Storage
import TestSupport
import Testing

struct SignInTests {
    private let minute: Int64 = 60_000

    @Test(arguments: TestEngine.allCases)
    func `whoever guesses has to wait, longer every time`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let client = world.client()
            let right = ["login": "worker", "password": AccountsWorld.password(of: .worker)]
            let wrong = ["login": "worker", "password": "not this one"]
            for _ in 1...5 {
                let answer = try await client.post("/sign-in", wrong)
                #expect(answer.status == 422)
            }
            // Even the right password has to wait now.
            let locked = try await client.post("/sign-in", right)
            #expect(locked.status == 429)
            #expect(locked.header("Retry-After") == "60")
            world.clock.advance(milliseconds: minute)
            let sixth = try await client.post("/sign-in", wrong)
            #expect(sixth.status == 422)
            world.clock.advance(milliseconds: minute)
            let stillLocked = try await client.post("/sign-in", right)
            #expect(stillLocked.header("Retry-After") == "60")
            world.clock.advance(milliseconds: minute)
            let in_ = try await client.post("/sign-in", right)
            #expect(in_.status == 303)
            // And all is forgotten.
            let once = try await world.client().post("/sign-in", wrong)
            #expect(once.status == 422)
            let free = try await world.client().post("/sign-in", right)
            #expect(free.status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the wait never exceeds half an hour`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let client = world.client()
            for _ in 1...14 {
                _ = try await client.post("/sign-in", ["login": "worker", "password": "not this one"])
                world.clock.advance(milliseconds: 30 * minute)
            }
            _ = try await client.post("/sign-in", ["login": "worker", "password": "not this one"])
            let locked = try await client.post("/sign-in", ["login": "worker", "password": "x"])
            #expect(locked.header("Retry-After") == "1800")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a login that nobody has answers as one that somebody has`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            var answers: [[String]] = []
            for login in ["worker", "nobody-has-this"] {
                let client = world.client(address: "198.51.100.\(login.count)")
                var texts: [String] = []
                for _ in 1...6 {
                    let answer = try await client.post(
                        "/sign-in", ["login": login, "password": "wrong one"], json: true)
                    texts.append("\(answer.status) \(answer.text)")
                }
                answers.append(texts)
            }
            #expect(answers[0] == answers[1])
            #expect(answers[0].last?.hasPrefix("429") == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an address that tries many names waits too, and others do not`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let guesser = world.client(address: "203.0.113.9")
            for number in 1...LockOut.failuresOfAddress {
                _ = try await guesser.post("/sign-in", ["login": "name\(number)", "password": "summer sun"])
            }
            let right = ["login": "worker", "password": AccountsWorld.password(of: .worker)]
            let locked = try await guesser.post("/sign-in", right)
            #expect(locked.status == 429)
            let elsewhere = try await world.client().post("/sign-in", right)
            #expect(elsewhere.status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `many tries at once do not slip through`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let lockOut = LockOut(login: "worker", address: "203.0.113.9", vault: world.house.vault)
            let database = world.house.database
            let admitted = await withTaskGroup(of: Bool.self) { group in
                for _ in 1...20 {
                    group.addTask { (try? await database.write { try lockOut.admit($0) }) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(admitted == LockOut.failuresOfAccount)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `that an account is disabled, only its owner hears`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let client = try await world.signedIn(.worker)
            try await world.run(DisableAccount(account: world.account(.worker), reason: "离职"), as: .security)
            let next = try await client.get("/account")
            #expect(next.location?.hasPrefix("/sign-in") == true)
            let wrong = try await client.post("/sign-in", ["login": "worker", "password": "wrong one"])
            #expect(wrong.text.contains("登录名或密码不对"))
            let right = try await client.post(
                "/sign-in", ["login": "worker", "password": AccountsWorld.password(of: .worker)])
            #expect(right.status == 403)
            #expect(right.text.contains("已停用"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `sign-ins and failures are on audit`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            _ = try await world.client().post("/sign-in", ["login": "worker", "password": "wrong one"])
            _ = try await world.signedIn(.worker)
            let commands = try await world.audit().suffix(2).map(\.command)
            #expect(commands == ["failSignIn", "signIn"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a password taken away while it is being checked opens nothing`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let hash = try await world.house.database.read { [account = world.account(.worker)] in
                try AccountStore.find(account, $0)?.passwordHash
            }
            let actor = try await world.actor(.worker)
            let other = try await AccountsWorld.passwords.hash("别人不知道的密码")
            try await world.run(
                ResetPassword(account: world.account(.worker), way: .temporaryPassword(hash: other)), as: .system)
            let late = RecordSignIn(account: world.account(.worker), verifiedHash: hash)
            let refused = try await problem { try await world.house.runner.run(late, as: actor) }
            #expect(refused?.code == "invalid")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a wrong login is on audit as a wrong password is, and names nobody`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            _ = try await world.client().post("/sign-in", ["login": "nobody-has-this", "password": "wrong one"])
            let last = try #require(try await world.audit().last)
            #expect(last.command == RecordFailedSignIn.name)
            #expect(last.subjects.isEmpty)
        }
    }

    @Test(arguments: [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true), ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
        ("192.0.2.1", "::ffff:192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
    ])
    func `whoever has a network of addresses has one counter`(one: String, other: String, isSame: Bool) {
        #expect((LockOut.network(one) == LockOut.network(other)) == isSame)
    }
}
