import Accounts
import Core
import Storage
import TestSupport
import Testing
import Web

struct AuditPageTests {
    private func entries(_ client: WebClient, _ path: String) async throws -> [[String: Any]] {
        let answer = try await client.get(path, json: true)
        #expect(answer.status == 200)
        return try #require(answer.object()["entries"] as? [[String: Any]])
    }

    @Test(arguments: TestEngine.allCases)
    func `the auditor finds what was done, and her reading is on record`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            let made = try await world.run(MakeAccount(login: "qian", fullName: "钱多多"), as: .system)
            _ = try await problem { try await world.run(MakeAccount(login: "sun", fullName: "孙"), as: .worker) }
            let client = try await world.signedIn(.auditor)
            let bySystem = try await entries(client, "/audit?who=System")
            #expect(bySystem.compactMap { $0["command"] as? String } == ["makeAccount"])
            let refused = try await entries(client, "/audit?outcome=refused")
            #expect(refused.compactMap { $0["actorName"] as? String } == ["王小红"])
            let ofAccount = try await entries(client, "/audit?subject=account:\(made.account)")
            #expect(ofAccount.count == 1)
            let today = Day(of: world.clock.now())
            let ofDay = try await entries(client, "/audit?from=\(today)&to=\(today)&command=makeAccount")
            #expect(ofDay.count == AccountsWorld.Cast.allCases.count + 2)
            let before = try await entries(client, "/audit?to=\(today.adding(days: -1))")
            #expect(before.isEmpty)
            let nobody = try await entries(client, "/audit?who=nobody-here")
            #expect(nobody.isEmpty)
            let readings = try await entries(client, "/audit?outcome=read")
            #expect(readings.count == 6)
            #expect(readings.last?["fields"] as? [String] == ["who"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the list is paged by key in both directions`(engine: TestEngine) async throws {
        try await withAccounts(engine) { world in
            for number in 1...120 {
                try await world.house.runner.recordReading(
                    "sample", of: [("sample", Identifier(rawValue: Int64(number)))], fields: ["\(number)"],
                    by: .operator)
            }
            let client = try await world.signedIn(.auditor)
            var path = "/audit?command=sample"
            var seen: [String] = []
            var pages: [[String]] = []
            while true {
                let answer = try await client.get(path, json: true).object()
                let numbers = (answer["entries"] as? [[String: Any]] ?? []).compactMap {
                    ($0["fields"] as? [String])?.first
                }
                seen += numbers
                pages.append(numbers)
                let page = try #require(answer["page"] as? [String: Any])
                #expect(page["total"] as? Int == 120)
                guard let next = page["next"] as? String else {
                    let previous = try #require(page["previous"] as? String)
                    let back = try await entries(client, previous)
                    #expect(back.compactMap { ($0["fields"] as? [String])?.first } == pages[pages.count - 2])
                    break
                }
                path = next
            }
            #expect(seen == (1...120).reversed().map(String.init))
        }
    }

    @Test func `the long log is read through its indexes`() async throws {
        let statements = Statements()
        try await withAccounts(.sqlite, observer: statements) { world in
            let client = try await world.signedIn(.auditor)
            for path in [
                "/audit", "/audit?command=signIn", "/audit?who=system", "/audit?from=2027-01-01&to=2027-12-31",
            ] {
                statements.clear()
                _ = try await client.get(path)
                let lists = statements.all.filter { $0.contains("FROM audit_entries") }
                #expect(lists.count == 3)
                for statement in lists {
                    let asked = SQL(stringLiteral: statement.replacing("?", with: "1"))
                    let plan = try await world.house.database.read { try $0.plan(of: asked) }
                    #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(path): \(plan)")
                    #expect(!plan.contains { $0.hasPrefix("SCAN e") && !$0.contains("USING") }, "\(path): \(plan)")
                }
            }
        }
    }
}
