import ChineseText
import Core
import Logging
import Organization
import People
import Storage
import Synchronization
import TestSupport
import Testing
import Web
import Workforce

/// A small city with people to post: two districts, their streets, some 小二级 unions. For tests of the rooms that
/// stand on the force. It is 1 March 2027.
///
/// ```
/// city ─ xuhui ─ caohejing ─ juxin (park), science (building)
///      │       └ huajing
///      └ baoshan ─ gucun ─ juquan (neighbourhood)
/// ```
package struct ForceCity: Sendable {
    package let house: House
    package let server: QiaoServer
    private let accounts = AccountsAtHand()
    private let invariants: [Invariant]

    package let city: Identifier, xuhui: Identifier, caohejing: Identifier, juxin: Identifier, science: Identifier
    package let huajing: Identifier, baoshan: Identifier, gucun: Identifier, juquan: Identifier

    /// - Parameter areas: the rooms under test, beside those that they stand on.
    package static func with(
        _ engine: TestEngine, observer: (any StatementObserver)? = nil, clock: ManualClock = ManualClock(),
        _ more: [Area] = [], tools: ListTools = .none, _ body: (ForceCity) async throws -> Void
    ) async throws {
        let areas =
            [
                WebParts.area,
                People.area(
                    sections: Workforce.personSections, units: UnitStore.choices,
                    story: StoryWords(acts: Workforce.acts, fields: Workforce.fields) { _, _ in [:] }),
                Organization.area(sections: [Workforce.unitSection], story: StoryWords(acts: Workforce.acts)),
                Workforce.area,
            ] + more
        try await withDatabase(
            engine, clock: clock, observer: observer, migrations: CoreParts.migrations + areas.flatMap(\.migrations)
        ) { database in
            let city = try await ForceCity(database, clock, areas, tools)
            try await body(city)
            try await city.check()
        }
    }

    private init(_ database: any Database, _ clock: ManualClock, _ areas: [Area], _ tools: ListTools) async throws {
        invariants = CoreParts.invariants + areas.flatMap(\.invariants)
        let house = House(
            database: database, vault: Vault(KeyRing(seed: "force")), clock: clock,
            identifiers: TimeOrderedIdentifiers(node: 1), phrasebook: Phrasebook(areas.map(\.english)),
            gate: Gate { [accounts] id, tx in
                guard let actor = accounts.actor(id) else { return nil }
                // A unit may lie elsewhere since the role was given.
                let holdings = try actor.holdings.compactMap { held in
                    try ScopeTree.place(of: held.place.unit, tx).map { Holding(role: held.role, place: $0) }
                }
                let granted = try Grant.open(to: id, holdings: holdings, tx)
                return Actor(
                    account: id, name: actor.name, person: actor.person, holdings: holdings, granted: granted)
            },
            registry: Registry([CoreParts.registry] + areas.map(\.registry)))
        self.house = house
        let door = Route.get("/enter/:account", "enter", access: .everyone) { visit in
            .signedIn(try visit.identifier("account"), to: "/units")
        }
        server = QiaoServer(
            house: house, routes: areas.flatMap(\.routes) + [door], rooms: [People.room, Organization.room],
            options: ServerOptions(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, tools: tools)
        let founding = Founding(house: house)
        city = try await founding.unit(.city, "上海市总工会")
        xuhui = try await founding.unit(.district, "徐汇区总工会", in: city)
        caohejing = try await founding.unit(.street, "漕河泾街道总工会", in: xuhui)
        juxin = try await founding.unit(.park, "聚鑫园园区工会联合会", in: caohejing)
        science = try await founding.unit(.building, "科技大厦工会联合会", in: caohejing)
        huajing = try await founding.unit(.town, "华泾镇总工会", in: xuhui)
        baoshan = try await founding.unit(.district, "宝山区总工会", in: city)
        gucun = try await founding.unit(.town, "顾村镇总工会", in: baoshan)
        juquan = try await founding.unit(.neighbourhood, "菊泉社区工会联合会", in: gucun)
    }

    private struct Founding {
        let house: House

        func unit(_ kind: UnitKind, _ name: String, in parent: Identifier? = nil) async throws -> Identifier {
            try await house.runner.run(CreateUnit(parent: parent, kind: kind, name: name), as: .founder).unit
        }
    }

    /// Every question that must have no answer has none.
    package func check() async throws {
        let broken = try await Invariant.violations(of: invariants, in: house.database)
        #expect(broken == [])
    }

    // MARK: - Who acts

    /// An account with a role at some units, which can sign in.
    package func account(
        _ role: Role, at units: Identifier..., person: Identifier? = nil
    ) async throws -> Actor {
        let places = try await house.database.read { tx in try units.compactMap { try ScopeTree.place(of: $0, tx) } }
        let actor = Actor(
            account: house.identifiers.next(at: house.clock.now()), name: "陈经办", person: person,
            holdings: places.map { Holding(role: role, place: $0) })
        accounts.add(actor)
        return actor
    }

    /// The account with other roles from now on, or with none.
    package func change(_ actor: Actor, to role: Role? = nil, at units: Identifier...) async throws {
        guard let account = actor.account else { return }
        let places = try await house.database.read { tx in try units.compactMap { try ScopeTree.place(of: $0, tx) } }
        accounts.add(
            Actor(
                account: account, name: actor.name, person: actor.person,
                holdings: role.map { role in places.map { Holding(role: role, place: $0) } } ?? []))
    }

    package func browser(of actor: Actor) async throws -> WebClient {
        let client = WebClient(server)
        let account = try #require(actor.account)
        let entered = try await client.get("/enter/\(account)")
        #expect(entered.status == 303)
        return client
    }

    /// The actor with what is granted to her at this moment.
    package func fresh(_ actor: Actor) async throws -> Actor {
        guard let account = actor.account else { return actor }
        let found = try await house.database.read { [gate = house.gate] tx in try gate.actor(account, tx) }
        return try #require(found)
    }

    /// Runs a command with what is granted to the account at this moment, as a request would.
    @discardableResult
    package func run<C: Command>(_ command: C, as actor: Actor = .founder) async throws -> C.Outcome {
        let now = try await fresh(actor)
        return try await house.runner.run(command, as: now)
    }

    /// What a command is refused with; nil where it runs.
    package func refusal<C: Command>(_ command: C, as actor: Actor = .founder) async throws -> Problem? {
        do {
            try await run(command, as: actor)
            return nil
        } catch let problem as Problem { return problem }
    }

    // MARK: - The force

    package func register(_ name: String, at unit: Identifier, as actor: Actor = .founder) async throws -> Identifier {
        let command = RegisterPerson(name: name, documentNumber: Self.number(of: name), unit: unit)
        return try await run(command, as: actor).person
    }

    /// Registered, employed and posted.
    @discardableResult
    package func hire(
        _ name: String, at unit: Identifier, from day: String = "2026-01-05", as actor: Actor = .founder
    ) async throws -> (person: Identifier, post: Identifier) {
        let person = try await register(name, at: unit, as: actor)
        let hired = try await run(
            HireWorker(person: person, category: .unionSocialWorker, unit: unit, startedOn: try Self.day(day)),
            as: actor)
        return (person, hired.post)
    }

    /// Many at once: 社工1, 社工2, …
    package func hire(_ numbers: ClosedRange<Int>, at unit: Identifier) async throws {
        let day = try Self.day("2026-01-05")
        try await house.runner.batch("test", as: .founder) { act in
            for number in numbers {
                let name = "社工\(number)"
                let person = try act.run(
                    RegisterPerson(name: name, documentNumber: Self.number(of: name), unit: unit)
                ).person
                try act.run(HireWorker(person: person, category: .unionSocialWorker, unit: unit, startedOn: day))
            }
        }
    }

    package func addUnits(_ numbers: ClosedRange<Int>, in parent: Identifier) async throws {
        try await house.runner.batch("test", as: .founder) { act in
            for number in numbers {
                try act.run(CreateUnit(parent: parent, kind: .building, name: "\(number)号楼宇工会联合会"))
            }
        }
    }

    package func addUnit(_ kind: UnitKind, _ name: String, in parent: Identifier) async throws -> Identifier {
        try await run(CreateUnit(parent: parent, kind: kind, name: name)).unit
    }

    /// The units that somebody answers for now, with the first day.
    package func answersFor(_ person: Identifier) async throws -> [Identifier: String] {
        let current = try await house.database.read { try ResponsibilityStore.current(of: person, $0) }
        return Dictionary(uniqueKeysWithValues: current.map { ($0.place.unit, $0.startedOn.description) })
    }

    /// Her posts, oldest first: unit, first and last day.
    package func posts(of person: Identifier) async throws -> [[String]] {
        let posts = try await house.database.read { try PostStore.history(of: person, $0) }
        return posts.reversed().map {
            [$0.place.unit.description, $0.startedOn.description, $0.endedOn?.description ?? ""]
        }
    }

    /// Whoever answered for something through this post does no longer, without a hand-over.
    package func release(_ post: Identifier, on day: String) async throws {
        let held: [Identifier] = try await house.database.read { tx in
            try tx.values("SELECT id FROM responsibilities WHERE post_id = \(post) AND ended_on IS NULL ORDER BY id")
        }
        for one in held { try await run(EndResponsibility(responsibility: one, endedOn: try Self.day(day))) }
    }

    /// Everything that hangs on a post goes to a colleague, in her name, from the day after the last one.
    package func handOver(
        _ handover: Identifier, to person: Identifier, from day: String, as actor: Actor
    ) async throws {
        let items = try await items(of: handover)
        for item in items where !item.hasOwner {
            let assigned = try await run(
                AssignItem(
                    handover: handover, kind: item.kind, held: item.held, person: person, fromDay: try Self.day(day)),
                as: actor
            ).assignment
            try await run(AnswerItem(assignment: assigned, answer: .accept, reason: "本人电话里同意"), as: actor)
        }
    }

    package func items(of handover: Identifier) async throws -> [HandoverItem] {
        try await house.database.read { [house] tx in
            guard let found = try HandoverStore.find(handover, .everything, tx) else { return [] }
            return try HandoverStore.items(of: found, house.registry, tx)
        }
    }

    package static func day(_ text: String) throws -> Day { try #require(Day(text)) }

    /// A sound identity number of one's own for every name.
    package static func number(of name: String) -> String {
        let sum = name.utf8.reduce(UInt64(5381)) { ($0 &* 33 &+ UInt64($1)) % 8_999_993 }
        let birth = Day(number: 3000 + Int(sum / 1000)).description.filter { $0 != "-" }
        let sequence = String(sum % 1000)
        let body = "310104" + birth + String(repeating: "0", count: 3 - sequence.count) + sequence
        return body + String(ResidentIdentityNumber.checkDigit(of: body) ?? "X")
    }
}

/// Whoever can sign in.
private final class AccountsAtHand: Sendable {
    private let actors = Mutex<[Identifier: Actor]>([:])

    func add(_ actor: Actor) { actors.withLock { $0[actor.account ?? Identifier(rawValue: 0)] = actor } }
    func actor(_ id: Identifier) -> Actor? { actors.withLock { $0[id] } }
}

/// Keeps what the database was asked.
package final class Statements: StatementObserver {
    private let kept = Mutex<[String]>([])

    package init() {}

    package func ran(_ statement: String) { kept.withLock { $0.append(statement) } }

    package func during(_ body: () async throws -> Void) async rethrows -> [String] {
        kept.withLock { $0 = [] }
        try await body()
        return kept.withLock { $0 }
    }
}

extension Problem {
    /// The fields that are wrong.
    package var fields: [String] {
        if case .invalid(let problems) = self { return problems.map(\.field) }
        return []
    }
}
