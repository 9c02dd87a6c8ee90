import Core
import Foundation
import Logging
import Organization
import People
import Rosters
import Storage
import Synchronization
import TestSupport
import Testing
import Web
import Workforce

/// A small city with every unit that the real rosters name, and what the tests do with it.
struct RosterCity: Sendable {
    let house: House
    let server: QiaoServer
    let accounts: AccountsAtHand
    let observer: StatementCount
    let clock: ManualClock
    let area = Rosters.area
    let city: Identifier
    /// By place name; streets as 徐汇区/田林街道.
    let units: [String: Identifier]

    private static let areas = [
        WebParts.area, People.area(units: UnitStore.choices), Organization.area(), Workforce.area,
    ]
    private static let invariants = CoreParts.invariants + areas.flatMap(\.invariants) + Rosters.invariants

    static func withCity<T>(
        on engine: TestEngine, _ body: (RosterCity) async throws -> T
    ) async throws {
        let clock = ManualClock()
        let observer = StatementCount()
        try await withDatabase(
            engine, clock: clock, observer: observer,
            migrations: CoreParts.migrations + areas.flatMap(\.migrations) + Rosters.migrations
        ) { database in
            let accounts = AccountsAtHand()
            let house = House(
                database: database, vault: Vault(KeyRing(seed: "rosters")), clock: clock,
                identifiers: TimeOrderedIdentifiers(node: 1),
                phrasebook: Phrasebook((areas + [Rosters.area]).map(\.english)),
                gate: Gate { id, _ in accounts.actor(id) },
                registry: Registry([CoreParts.registry] + areas.map(\.registry)))
            let city = try await RosterCity(house, accounts, observer, clock)
            _ = try await body(city)
            let broken = try await Invariant.violations(of: invariants, in: database)
            #expect(broken == [])
        }
    }

    private init(
        _ house: House, _ accounts: AccountsAtHand, _ observer: StatementCount, _ clock: ManualClock
    ) async throws {
        self.house = house
        self.accounts = accounts
        self.observer = observer
        self.clock = clock
        let door = Route.get("/enter/:account", "enter", access: .everyone) { visit in
            .signedIn(try visit.identifier("account"), to: "/rosters")
        }
        server = QiaoServer(
            house: house, routes: (Self.areas + [area]).flatMap(\.routes) + [door], rooms: [Rosters.room],
            options: ServerOptions(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let places = try Set(
            ExpectedRosters.files.flatMap { try ExpectedRosters.load($0).accepted.map { [$0.district, $0.unit] } })
        let tree = Dictionary(grouping: places) { $0[0] }
        (city, units) = try await house.runner.batch("found", as: .founder) { act in
            let city = try act.run(CreateUnit(parent: nil, kind: .city, name: "上海市总工会")).unit
            var units: [String: Identifier] = [:]
            for (district, places) in tree.sorted(by: { $0.key < $1.key }) {
                let id = try act.run(CreateUnit(parent: city, kind: .district, name: district + "总工会")).unit
                units[district] = id
                for place in places.map({ $0[1] }).sorted() {
                    let kind: UnitKind = place.hasSuffix("镇") ? .town : .street
                    units["\(district)/\(place)"] = try act.run(
                        CreateUnit(parent: id, kind: kind, name: place + "总工会")
                    ).unit
                }
            }
            return (city, units)
        }
    }

    func unit(_ name: String) throws -> Identifier { try #require(units[name]) }

    /// An officer of a unit, with an account that the gate knows.
    func officer(_ role: Role = .officer, at unit: Identifier) async throws -> Actor {
        let place = try #require(try await house.database.read { try ScopeTree.place(of: unit, $0) })
        let actor = Actor(
            account: house.identifiers.next(at: house.clock.now()), name: "陈经办", person: nil,
            holdings: [Holding(role: role, place: place)])
        accounts.keep(actor)
        return actor
    }

    func browser(of actor: Actor) async throws -> WebClient {
        let client = WebClient(server)
        _ = try await client.get("/enter/\(actor.account!)")
        return client
    }

    /// Writes a file of separated text and imports it as the command line does.
    func run(_ rows: [[String]], dryRun: Bool = false, as actor: Actor = .operator) async throws -> ImportReport {
        try await run(bytes: Self.text(rows), dryRun: dryRun, as: actor)
    }

    func run(bytes: [UInt8], dryRun: Bool = false, as actor: Actor = .operator) async throws -> ImportReport {
        let path = FileManager.default.temporaryDirectory.appending(path: "roster-\(UUID().uuidString)").path
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await FileImporter.run(path: path, dryRun: dryRun, house: house, actor: actor)
    }

    static func text(_ rows: [[String]]) -> [UInt8] {
        Array(rows.map { $0.joined(separator: ",") }.joined(separator: "\n").utf8)
    }

    /// How often each table's rows are counted, to see that nothing changed.
    func counts() async throws -> [Int] {
        try await house.database.read { tx in
            try [
                "SELECT COUNT(*) FROM people", "SELECT COUNT(*) FROM workers", "SELECT COUNT(*) FROM posts",
                "SELECT COUNT(*) FROM audit_entries", "SELECT COUNT(*) FROM roster_imports",
                "SELECT COUNT(*) FROM roster_rows", "SELECT COUNT(*) FROM roster_pieces",
            ].map { sql in try tx.value(sql) ?? 0 }
        }
    }

    /// Goes on with what is confirmed, as the house does behind the pages.
    func work() async throws {
        for work in area.work {
            while try await work.step(house) {}
        }
    }
}

/// What a gate would load.
final class AccountsAtHand: Sendable {
    private let actors = Mutex<[Identifier: Actor]>([:])
    func keep(_ actor: Actor) { actors.withLock { $0[actor.account!] = actor } }
    func remove(_ actor: Actor) { actors.withLock { $0[actor.account!] = nil } }
    func actor(_ id: Identifier) -> Actor? { actors.withLock { $0[id] } }
}

final class StatementCount: StatementObserver {
    private let count = Mutex(0)
    func ran(_ statement: String) { count.withLock { $0 += 1 } }
    func reset() { count.withLock { $0 = 0 } }
    var value: Int { count.withLock { $0 } }
}
