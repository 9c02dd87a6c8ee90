import Core
import Logging
import Organization
import People
import Storage
import Synchronization
import TestSupport
import Testing
import Web

/// A small city, founded by commands: two districts, four offices, some 小二级 unions.
struct UnionCity: Sendable {
    let house: House
    let server: QiaoServer
    let accounts: AccountsAtHand

    let city: Identifier
    let xuhui: Identifier
    let caohejing: Identifier
    let huajing: Identifier
    let juxin: Identifier
    let baoshan: Identifier
    let gucun: Identifier

    static let sentences = Phrasebook([WebParts.area.english, Organization.area().english])

    static func withCity(
        on engine: TestEngine, observer: (any StatementObserver)? = nil, sections: [UnitSection] = [],
        _ body: (UnionCity) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        let area = Organization.area(
            sections: sections,
            story: StoryWords(
                acts: ["appointWorker": "安排了社工"],
                names: { ids, _ in Dictionary(uniqueKeysWithValues: ids.map { ($0, "陈经办") }) }))
        try await withDatabase(
            engine, clock: clock, observer: observer,
            migrations: CoreParts.migrations + WebParts.area.migrations + People.migrations + area.migrations
        ) { database in
            let accounts = AccountsAtHand()
            let house = House(
                database: database, vault: Vault(KeyRing(seed: "units")), clock: clock,
                identifiers: TimeOrderedIdentifiers(node: 1), phrasebook: sentences,
                gate: Gate { id, _ in accounts.actor(id) },
                registry: Registry([
                    CoreParts.registry, area.registry,
                    Registry(accounts: { ids, _ in Dictionary(uniqueKeysWithValues: ids.map { ($0, "陈经办") }) }),
                ]))
            let city = try await UnionCity(house: house, area: area, accounts: accounts)
            try await body(city)
            let broken = try await Invariant.violations(of: CoreParts.invariants + area.invariants, in: database)
            #expect(broken == [])
        }
    }

    private init(house: House, area: Area, accounts: AccountsAtHand) async throws {
        func unit(_ kind: UnitKind, _ name: String, _ code: String? = nil, in parent: Identifier? = nil) async throws
            -> Identifier
        {
            try await house.runner.run(
                CreateUnit(parent: parent, kind: kind, name: name, code: code), as: .founder
            ).unit
        }
        self.house = house
        self.accounts = accounts
        let door = Route.get("/enter/:account", "enter", access: .everyone) { visit in
            .signedIn(try visit.identifier("account"), to: "/units")
        }
        server = QiaoServer(
            house: house, routes: area.routes + [door], rooms: [Organization.room], options: ServerOptions(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        city = try await unit(.city, "上海市总工会", "310000")
        xuhui = try await unit(.district, "徐汇区总工会", "310104", in: city)
        caohejing = try await unit(.street, "漕河泾街道总工会", "310104017", in: xuhui)
        huajing = try await unit(.town, "华泾镇总工会", "310104103", in: xuhui)
        juxin = try await unit(.park, "聚鑫园园区工会联合会", in: caohejing)
        baoshan = try await unit(.district, "宝山区总工会", "310113", in: city)
        gucun = try await unit(.town, "顾村镇总工会", "310113109", in: baoshan)
        _ = try await unit(.neighbourhood, "菊泉社区工会联合会", in: gucun)
    }

    /// An account with one role at one unit, which can sign in.
    func actor(_ role: Role, at unit: Identifier) async throws -> Actor {
        let place = try await house.database.read { try ScopeTree.place(of: unit, $0) }
        let actor = Actor(
            account: house.identifiers.next(at: house.clock.now()), name: "陈经办", person: nil,
            holdings: [Holding(role: role, place: try #require(place))])
        accounts.add(actor)
        return actor
    }

    func browser(of actor: Actor) async throws -> WebClient {
        let client = WebClient(server)
        let account = try #require(actor.account)
        let entered = try await client.get("/enter/\(account)")
        #expect(entered.status == 303)
        return client
    }

    func add(_ kind: UnitKind, _ name: String, in parent: Identifier, as actor: Actor = .founder) async throws
        -> Identifier
    {
        try await house.runner.run(CreateUnit(parent: parent, kind: kind, name: name), as: actor).unit
    }

    func unit(_ id: Identifier) async throws -> Unit {
        let unit = try await house.database.read { try UnitStore.find(id, $0) }
        return try #require(unit)
    }
}

/// Whoever can sign in.
final class AccountsAtHand: Sendable {
    private let actors = Mutex<[Identifier: Actor]>([:])

    func add(_ actor: Actor) { actors.withLock { $0[actor.account ?? Identifier(rawValue: 0)] = actor } }
    func actor(_ id: Identifier) -> Actor? { actors.withLock { $0[id] } }
}

/// Counts statements.
final class Counter: StatementObserver {
    private let statements = Mutex<[String]>([])

    func ran(_ statement: String) { statements.withLock { $0.append(statement) } }
    var count: Int { statements.withLock(\.count) }

    /// The statements about units and their story that a request ran.
    func during(_ body: () async throws -> Void) async throws -> Int {
        let before = count
        try await body()
        return count - before
    }
}

/// What a command is refused for.
func problem(_ body: () async throws -> Void) async -> Problem? {
    do {
        try await body()
        return nil
    } catch {
        return error as? Problem
    }
}

extension Problem {
    /// The fields that are wrong.
    var fields: [String] {
        if case .invalid(let problems) = self { return problems.map(\.field) }
        return []
    }
}
