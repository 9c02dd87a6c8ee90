import Accounts
import Core
import Storage
import Synchronization
import TestSupport
import Testing
import Web

/// What closures ran, to count the queries of a page.
final class Statements: StatementObserver {
    private let ran = Mutex<[String]>([])

    var all: [String] { ran.withLock { $0 } }
    func clear() { ran.withLock { $0 = [] } }
    func ran(_ statement: String) { ran.withLock { $0.append(statement) } }
}

struct PageTests {
    private func paths(_ world: AccountsWorld) async throws -> [(path: String, who: Set<AccountsWorld.Cast>)] {
        let account = world.account(.worker)
        let holding: Identifier? = try await world.house.database.read { tx in
            try tx.value("SELECT id FROM role_holdings WHERE account_id = \(account)")
        }
        let all = Set(AccountsWorld.Cast.allCases)
        return [
            ("/accounts", [.system, .security]), ("/accounts/new", [.system]),
            ("/accounts/\(account)", [.system, .security]), ("/accounts/\(account)/invite", [.system]),
            ("/accounts/\(account)/reset", [.system]), ("/accounts/\(account)/disable", [.security]),
            ("/accounts/\(account)/enable", [.security]), ("/accounts/\(account)/roles/new", [.security]),
            ("/accounts/\(account)/roles/\(holding?.description ?? "")/end", [.security]), ("/audit", [.auditor]),
            ("/account", all), ("/password", all),
        ]
    }

    @Test func `each page opens for whom it is meant, in both tongues, well formed, and with a twin`() async throws {
        try await withAccounts(.sqlite) { world in
            for one in AccountsWorld.Cast.allCases {
                let client = try await world.signedIn(one)
                for (path, who) in try await paths(world) {
                    client.cookies["lang"] = nil
                    let chinese = try await client.get(path)
                    #expect(chinese.status == (who.contains(one) ? 200 : 403), "\(path) as \(one)")
                    let page = try chinese.page()
                    #expect(page.all("h1").count == 1)
                    if !who.contains(one) { #expect(chinese.text.contains("由")) }
                    let twin = try await client.get(path, json: true)
                    #expect(twin.status == chinese.status)
                    #expect(try !twin.object().isEmpty)
                    client.cookies["lang"] = "en"
                    _ = try await client.get(path).page()
                }
            }
        }
    }

    @Test func `without a session every room sends to the sign-in page`() async throws {
        try await withAccounts(.sqlite) { world in
            for (path, _) in try await paths(world) {
                let answer = try await world.client().get(path)
                #expect(answer.location?.hasPrefix("/sign-in") == true, "\(path)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a list is narrowed by part of a name, role and state, and paged`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            for number in 1...60 {
                let login = "people.\(number < 10 ? "0" : "")\(number)"
                try await world.run(MakeAccount(login: login, fullName: "同事\(number)号"), as: .system)
            }
            let client = try await world.signedIn(.security)
            func logins(_ path: String) async throws -> [String] {
                let rows = try await client.get(path, json: true).object()["rows"] as? [[String: Any]]
                return (rows ?? []).compactMap { $0["login"] as? String }
            }
            #expect(try await logins("/accounts?q=\(percentEncoded("小红"))") == ["worker"])
            #expect(try await logins("/accounts?q=ORK") == ["worker"])
            #expect(try await logins("/accounts?q=\(percentEncoded("事12号"))") == ["people.12"])
            #expect(try await logins("/accounts?q=\(percentEncoded("…"))").isEmpty)
            #expect(try await logins("/accounts?role=officer") == ["officer"])
            #expect(try await logins("/accounts?state=disabled").isEmpty)
            let first = try await client.get("/accounts?state=invited", json: true).object()
            let page = try #require(first["page"] as? [String: Any])
            #expect(page["total"] as? Int == 60)
            let next = try #require(page["next"] as? String)
            #expect(try await logins(next).first == "people.51")
            let second = try await client.get(next, json: true).object()
            let previous = try #require((second["page"] as? [String: Any])?["previous"] as? String)
            #expect(try await logins(previous).first == "people.01")
        }
    }

    @Test func `the number of queries does not grow with the rows`() async throws {
        let statements = Statements()
        try await withAccounts(.sqlite, observer: statements) { world in
            let client = try await world.signedIn(.security)
            func count(_ path: String) async throws -> Int {
                statements.clear()
                _ = try await client.get(path)
                return statements.all.count
            }
            let (few, fewOne) = (try await count("/accounts"), try await count("/accounts/\(world.account(.worker))"))
            for number in 1...30 {
                let account = try await world.newAccount("more\(number)")
                try await world.run(GrantRole(account: account, role: .viewer, unit: world.street.unit), as: .security)
            }
            for unit in [world.root, world.district] {
                try await world.run(
                    GrantRole(account: world.account(.worker), role: .viewer, unit: unit.unit), as: .security)
            }
            let (many, manyOne) = (try await count("/accounts"), try await count("/accounts/\(world.account(.worker))"))
            #expect(many == few)
            // The worker's holdings now have someone who granted them: one question for all names.
            #expect(manyOne == fewOne + 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the security administrator finds a unit and grants a role there`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let account = try await world.newAccount("zhao", "赵敏")
            let client = try await world.signedIn(.security)
            let found = try await client.get("/accounts/\(account)/roles/new?q=\(percentEncoded("宝山"))")
            #expect(
                try found.page().all("input", ["name": "unit"]).map { $0["value"] } == [world.district.unit.description]
            )
            let nothing = try await client.post("/accounts/\(account)/roles", ["q": "宝山", "role": "officer"])
            #expect(nothing.status == 422)
            #expect(try nothing.page().first("option", ["value": "officer"])?["selected"] == "selected")
            let granted = try await client.post(
                "/accounts/\(account)/roles", ["role": "officer", "unit": world.district.unit.description])
            #expect(granted.location == "/accounts/\(account)")
            let page = try await client.follow(granted)
            #expect(page.text.contains("宝山区总工会"))
            let actor = try await world.actor(account)
            #expect(actor.may(.post, at: world.street).isAllowed)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `posting without the right is refused with a reason, and leaves a record`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let account = world.account(.worker)
            let holding: Identifier? = try await world.house.database.read { tx in
                try tx.value("SELECT id FROM role_holdings WHERE account_id = \(account)")
            }
            let posts: [(path: String, fields: [String: String], who: AccountsWorld.Cast)] = [
                ("/accounts", ["login": "x.y.z", "fullName": "某人"], .system),
                ("/accounts/\(account)/invite", [:], .system),
                ("/accounts/\(account)/reset", ["way": "temporary"], .system),
                ("/accounts/\(account)/disable", ["reason": "试试"], .security),
                ("/accounts/\(account)/enable", [:], .security),
                ("/accounts/\(account)/roles", ["role": "viewer", "unit": world.root.unit.description], .security),
                ("/accounts/\(account)/roles/\(holding?.description ?? "")/end", [:], .security),
            ]
            for one in AccountsWorld.Cast.allCases {
                let client = try await world.signedIn(one)
                for post in posts where post.who != one {
                    let answer = try await client.post(post.path, post.fields, json: true)
                    #expect(answer.status == 403, "\(post.path) as \(one)")
                    let error = try answer.object()["error"] as? [String: Any]
                    #expect((error?["message"] as? String)?.isEmpty == false)
                }
            }
            let actor = try await world.actor(.worker)
            #expect(actor.holdings.map(\.role) == [.socialWorker])
            let refusals = try await world.audit().filter { $0.outcome == .refused }
            #expect(Set(refusals.compactMap(\.actor)) == Set(world.accounts.values))
        }
    }

    @Test func `what is not there is not found`() async throws {
        try await withAccounts(.sqlite) { world in
            let (security, system) = (try await world.signedIn(.security), try await world.signedIn(.system))
            for path in ["", "/disable", "/enable", "/roles/new", "/roles/000000000000z/end"] {
                for id in ["000000000000z", "nonsense"] {
                    let answer = try await security.get("/accounts/\(id)\(path)")
                    #expect(answer.status == 404, "\(path)")
                }
            }
            for path in ["/invite", "/reset"] {
                let answer = try await system.post("/accounts/000000000000z\(path)", ["way": "link"])
                #expect(answer.status == 404)
            }
        }
    }

    @Test func `the system administrator cannot slip a password or a demo flag into the form`() async throws {
        try await withAccounts(.sqlite) { world in
            let client = try await world.signedIn(.system)
            let made = try await client.post(
                "/accounts",
                ["login": "sly", "fullName": "某人", "passwordHash": "x", "isDemo": "true", "person": "0000000000001"])
            #expect(made.status == 303)
            let account = try await world.house.database.read { try AccountStore.find(login: "sly", $0) }
            #expect(account?.passwordHash == nil)
            #expect(account?.isDemo == false)
            #expect(account?.person == nil)
        }
    }

    @Test func `every sentence has its English`() throws {
        let area = Accounts.area(
            units: AccountsUnits(search: { _, _, _ in [] }, labels: { _, _ in [:] }), demoAccountsAllowed: false)
        let literals = try ChineseLiterals(of: "Areas/Accounts")
        // A room's character in the rail is the same in every tongue.
        #expect(literals.missing(from: area.english, except: ["账", "审"]) == [])
        #expect(literals.superfluous(in: area.english) == [])
    }

    @Test(arguments: TestEngine.allCases)
    func `what is longer than any name is nobody's`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let page = try await world.signedIn(.system).get("/accounts?q=" + String(repeating: "a", count: 5000))
            #expect(page.status == 200)
        }
    }
}
