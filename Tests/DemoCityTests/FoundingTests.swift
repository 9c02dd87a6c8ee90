import Accounts
import App
import Core
import DemoCity
import Storage
import TestSupport
import Testing

@Suite("Founding the demo city")
struct FoundingTests {
    private static let parts = Parts(demoAccountsAllowed: true)

    private static func house(_ database: any Database, _ clock: any Clock = DemoCity.clock) -> House {
        House(
            database: database, vault: Vault(KeyRing(seed: "the demo city's tests")), clock: clock,
            identifiers: TimeOrderedIdentifiers(node: 0), phrasebook: parts.phrasebook, gate: parts.gate,
            registry: parts.registry)
    }

    /// Two districts, 徐汇 and 宝山, in a database of their own.
    private func withSmallCity<T: Sendable>(
        _ engine: TestEngine, _ body: @escaping @Sendable (House, CityPlan) async throws -> T
    ) async throws -> T {
        try await withDatabase(engine, clock: DemoCity.clock, migrations: Self.parts.migrations) { database in
            let house = Self.house(database)
            let passwords = PasswordHashing(cost: .least)
            try await DemoCity.found(house, districts: 2, passwords: passwords)
            return try await body(house, CityPlan(districts: 2, on: house.today))
        }
    }

    @Test("keeps every invariant, and what stands is what was planned", arguments: TestEngine.allCases)
    func founding(_ engine: TestEngine) async throws {
        try await withSmallCity(engine) { house, plan in
            #expect(try await Invariant.violations(of: Self.parts.invariants, in: house.database) == [])
            try await house.database.read { tx in
                func count(_ question: SQL) throws -> Int { try tx.value(question) ?? 0 }
                #expect(try count("SELECT COUNT(*) FROM units") == plan.units.count + plan.formerUnits.count)
                #expect(try count("SELECT COUNT(*) FROM people") == plan.careers.count)
                let posts = try count("SELECT COUNT(*) FROM posts WHERE ended_on IS NULL AND is_primary")
                #expect(posts == plan.careers.count(where: \.isInPost))
                let stays = plan.careers.reduce(0) { $0 + $1.stays.count + ($1.second == nil ? 0 : 1) }
                #expect(try count("SELECT COUNT(*) FROM posts") == stays)
                let uncovered: [String] = try tx.values(
                    """
                    SELECT u.name FROM units u WHERE u.closed_on IS NULL AND u.kind NOT IN ('city', 'district') AND u.id NOT IN
                        (SELECT r.unit_id FROM responsibilities r WHERE r.ended_on IS NULL)
                    """)
                #expect(try count("SELECT COUNT(*) FROM enterprises") == plan.enterprises.count)
                let agreements = plan.careers.reduce(0) { $0 + $1.record.agreements.count }
                #expect(try count("SELECT COUNT(*) FROM worker_contracts") == agreements)
                let late = try count(
                    "SELECT COUNT(*) FROM obligations WHERE closed_at IS NULL AND due_on < \(DemoCity.today)")
                let open = try count("SELECT COUNT(*) FROM obligations WHERE closed_at IS NULL")
                #expect(late > 0 && late * 100 <= open * 8, "\(late) of \(open) are late")
                #expect(uncovered.sorted() == plan.uncovered.map { plan.units[$0].name }.sorted())
                #expect(!uncovered.isEmpty)
            }
        }
    }

    @Test("makes the same identifiers, names and places each time, on both engines")
    func repetition() async throws {
        func census(_ engine: TestEngine) async throws -> [String] {
            try await withSmallCity(engine) { house, _ in
                try await house.database.read { tx in
                    let people = try tx.all("SELECT id, name, unit_id FROM people ORDER BY id") { row in
                        "\(try row["id"] as Identifier) \(try row["name"] as String) \(try row["unit_id"] as Identifier)"
                    }
                    let posts = try tx.all("SELECT id, person_id, unit_id, started_on FROM posts ORDER BY id") { row in
                        "\(try row["id"] as Identifier) \(try row["person_id"] as Identifier) \(try row["started_on"] as Day)"
                    }
                    let accounts = try tx.all("SELECT id, login FROM accounts ORDER BY id") { row in
                        "\(try row["id"] as Identifier) \(try row["login"] as String)"
                    }
                    return people + posts + accounts
                }
            }
        }
        let first = try await census(.sqlite)
        #expect(first.count > 300)
        #expect(try await census(.sqlite) == first)
        #expect(try await census(.postgres) == first)
    }

    @Test("gives each of the cast what her title says, and one password")
    func cast() async throws {
        try await withSmallCity(.sqlite) { house, plan in
            let accounts = try await house.database.read { tx in
                try DemoCity.cast.map { account in try AccountStore.find(login: account.login, tx) }
            }
            let passwords = PasswordHashing(cost: .least)
            for (planned, account) in zip(DemoCity.cast, accounts) {
                guard plan.unit(of: planned.seat) != nil else {
                    // 杨浦 and 浦东 are not in the small city.
                    #expect(account == nil, "\(planned.login)")
                    continue
                }
                let found = try #require(account)
                #expect(found.isDemo && !found.mustChange && found.name == planned.name)
                #expect(try await passwords.verify(planned.password, against: found.passwordHash))
            }
            let ids = Dictionary(uniqueKeysWithValues: accounts.compactMap { $0 }.map { ($0.login, $0.id) })
            try await house.database.read { tx in
                func actor(_ login: String) throws -> Actor {
                    let id = try #require(ids[login])
                    return try #require(try house.gate.actor(id, tx))
                }
                func place(_ name: String) throws -> Place? {
                    let unit: Identifier? = try tx.value("SELECT id FROM units WHERE name = \(name)")
                    return try unit.flatMap { try ScopeTree.place(of: $0, tx) }
                }
                let gucun = try #require(try place("顾村镇总工会"))
                let caohejing = try #require(try place("漕河泾街道总工会"))
                let juxin = try #require(try place("聚鑫园园区工会联合会"))
                #expect(try actor("baoshan").may(.post, at: gucun).isAllowed)
                #expect(try !actor("baoshan").may(.post, at: caohejing).isAllowed)
                #expect(try actor("caohejing").may(.importRosters, at: caohejing).isAllowed)
                #expect(try actor("city").may(.post, at: gucun).isAllowed)
                #expect(try actor("leader").sees.isEverything)
                #expect(try !actor("leader").may(.post, at: gucun).isAllowed)
                #expect(try actor("worker").person != nil)
                #expect(try actor("worker").sees.contains(juxin))
                #expect(try !actor("worker").sees.contains(caohejing))
                #expect(try actor("baowu").sees.contains(gucun))
                #expect(try actor("system").has(.makeAccounts))
                #expect(try actor("security").has(.grantRoles))
                #expect(try actor("audit").has(.readAudit))
                #expect(try !actor("audit").has(.see))
            }
        }
    }

    @Test(
        "is of the day that the house's clock names, with no more late than on any other", arguments: [250, 400, 1_100])
    func presents(_ daysLater: Int) async throws {
        let clock = StandingClock(at: DemoCity.clock.now().adding(seconds: daysLater * 86_400))
        try await withDatabase(.sqlite, clock: clock, migrations: Self.parts.migrations) { database in
            let house = Self.house(database, clock)
            try await DemoCity.found(house, districts: 2, passwords: PasswordHashing(cost: .least))
            #expect(try await Invariant.violations(of: Self.parts.invariants, in: database) == [])
            let (late, open) = try await database.read { tx in
                func count(_ condition: SQL) throws -> Int {
                    try tx.value("SELECT COUNT(*) FROM obligations WHERE closed_at IS NULL AND \(condition)") ?? 0
                }
                return (try count("due_on < \(house.today)"), try count("TRUE"))
            }
            #expect(late > 0 && late * 100 <= open * 8, "\(late) of \(open) are late")
        }
    }

    @Test("leaves hand-overs in work: one thing waits for 区雅婷, one was refused, one hand-over is late")
    func handovers() async throws {
        try await withSmallCity(.sqlite) { house, plan in
            try await house.database.read { tx in
                func count(_ question: SQL) throws -> Int { try tx.value(question) ?? 0 }
                let open = plan.handovers.count(where: \.isOpen)
                #expect(try count("SELECT COUNT(*) FROM handovers WHERE ended_at IS NULL") == open)
                #expect(
                    try count("SELECT COUNT(*) FROM handovers WHERE ended_at IS NULL AND last_day < \(house.today)")
                        == 1)
                #expect(try count("SELECT COUNT(*) FROM handovers WHERE ending = 'finished'") == 1)
                let worker = try AccountStore.find(login: "worker", tx)?.person
                #expect(try count("SELECT COUNT(*) FROM handover_assignments WHERE answer = 'refused'") > 0)
                #expect(try count("SELECT COUNT(*) FROM handover_assignments WHERE given_at IS NOT NULL") > 1)
                #expect(
                    try count(
                        "SELECT COUNT(*) FROM handover_assignments WHERE person_id = \(worker) AND answer IS NULL") == 1
                )
            }
        }
    }

    @Test("says how far it has come, from nothing to all")
    func progress() async throws {
        let steps = Steps()
        try await withDatabase(.sqlite, clock: DemoCity.clock, migrations: Self.parts.migrations) { database in
            let house = Self.house(database)
            try await DemoCity.found(house, districts: 1, passwords: PasswordHashing(cost: .least)) { done, total in
                steps.note(done, total)
            }
            let commands = try await house.database.read { tx in
                try tx.value("SELECT COUNT(*) FROM audit_entries WHERE outcome = 'done'") as Int?
            }
            let seen = steps.all
            #expect(seen.first?.done == 0)
            #expect(seen.last?.done == seen.last?.total)
            #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.done <= $1.done && $0.total == $1.total })
            // Each hiring is three commands in one.
            let hirings = CityPlan(districts: 1, on: house.today).careers.count
            #expect(commands == (seen.last?.total ?? 0) + 2 * hirings)
        }
    }
}
