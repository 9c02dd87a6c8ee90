import ChineseText
import Core
import Logging
import People
import Storage
import Synchronization
import TestSupport
import Web

/// A house with two districts and their streets, and whoever works there. The room of the units is played by a table.
struct PeopleHouse: Sendable {
    let house: House
    let server: QiaoServer
    let observer: Statements
    let city: Place, xuhui: Place, caohejing: Place, tianping: Place, pudong: Place, lujiazui: Place
    let cityOfficer: Actor, xuhuiOfficer: Actor, caohejingOfficer: Actor, caohejingViewer: Actor, pudongOfficer: Actor
    let auditor: Actor

    static let area = People.area(
        units: UnitChoices { text, scope, tx, limit in
            let predicate = scope.predicate(.init(key: "s.scope_key", district: "s.district_id"))
            let units = try tx.all(
                """
                SELECT s.unit_id, u.name, u.place_name FROM scope_units s JOIN unit_names u ON u.unit_id = s.unit_id
                WHERE \(predicate) ORDER BY s.scope_key
                """
            ) { UnitChoices.Unit(id: try $0["unit_id"], label: try $0["name"], names: [try $0["place_name"]]) }
            return Array(units.filter { text.isEmpty || $0.label.contains(text) }.prefix(limit))
        },
        story: StoryWords(acts: ["appointWorker": "任职"]) { ids, _ in
            Dictionary(uniqueKeysWithValues: ids.map { ($0, "经办人") })
        })

    private static let migrations =
        CoreParts.migrations + WebParts.area.migrations + area.migrations + [
            Migration(
                "test-unit-names",
                [
                    """
                    CREATE TABLE unit_names (
                        unit_id \(type: .integer) NOT NULL PRIMARY KEY, name \(type: .text) NOT NULL,
                        place_name \(type: .text), district_name \(type: .text))
                    """
                ])
        ]

    static func with<T>(_ engine: TestEngine, _ body: (PeopleHouse) async throws -> T) async throws -> T {
        let clock = ManualClock()
        let observer = Statements()
        return try await withDatabase(engine, clock: clock, observer: observer, migrations: migrations) { database in
            let result = try await body(try await PeopleHouse(database, clock, observer))
            let violations = try await Invariant.violations(
                of: CoreParts.invariants + area.invariants, in: database)
            guard violations.isEmpty else { throw Broken(violations: violations) }
            return result
        }
    }

    struct Broken: Error { let violations: [Invariant.Violation] }

    private init(_ database: any Database, _ clock: ManualClock, _ observer: Statements) async throws {
        let ids = TimeOrderedIdentifiers(node: 1)
        func unit(_ name: String, _ place: String, _ district: String, below parent: Place?, isDistrict: Bool)
            async throws -> Place
        {
            let id = ids.next(at: clock.now())
            return try await database.write { tx in
                let added = try ScopeTree.add(id, below: parent, isDistrict: isDistrict, tx)
                try tx.execute(
                    """
                    INSERT INTO unit_names (unit_id, name, place_name, district_name)
                    VALUES (\(id), \(name), \(place), \(district))
                    """)
                return added
            }
        }
        let city = try await unit("上海市总工会", "上海市", "上海市", below: nil, isDistrict: true)
        let xuhui = try await unit("徐汇区总工会", "徐汇区", "徐汇区", below: city, isDistrict: true)
        let caohejing = try await unit("漕河泾街道总工会", "漕河泾街道", "徐汇区", below: xuhui, isDistrict: false)
        let tianping = try await unit("天平街道总工会", "天平路街道", "徐汇区", below: xuhui, isDistrict: false)
        let pudong = try await unit("浦东新区总工会", "浦东新区", "浦东新区", below: city, isDistrict: true)
        let lujiazui = try await unit("陆家嘴街道总工会", "陆家嘴街道", "浦东新区", below: pudong, isDistrict: false)
        func account(_ name: String, _ role: Role, _ place: Place) -> Actor {
            Actor(
                account: ids.next(at: clock.now()), name: name, person: nil,
                holdings: [Holding(role: role, place: place)])
        }
        cityOfficer = account("市经办", .officer, city)
        xuhuiOfficer = account("徐汇经办", .officer, xuhui)
        caohejingOfficer = account("漕河泾经办", .officer, caohejing)
        caohejingViewer = account("漕河泾查看", .viewer, caohejing)
        pudongOfficer = account("浦东经办", .officer, pudong)
        auditor = account("审计员", .auditor, city)
        let all = [cityOfficer, xuhuiOfficer, caohejingOfficer, caohejingViewer, pudongOfficer, auditor]
        let actors = Dictionary(uniqueKeysWithValues: all.compactMap { actor in actor.account.map { ($0, actor) } })
        (self.city, self.xuhui, self.caohejing) = (city, xuhui, caohejing)
        (self.tianping, self.pudong, self.lujiazui) = (tianping, pudong, lujiazui)
        self.observer = observer
        house = House(
            database: database, vault: Vault(KeyRing(seed: "people")), clock: clock, identifiers: ids,
            phrasebook: Phrasebook([Self.area.english, WebParts.area.english]),
            gate: Gate { account, tx in
                guard let actor = actors[account] else { return nil }
                let granted = try Grant.open(to: account, holdings: actor.holdings, tx)
                return Actor(
                    account: account, name: actor.name, person: nil, holdings: actor.holdings, granted: granted)
            },
            registry: Registry([CoreParts.registry, Self.area.registry]))
        let signIn = Route.get("/test/in/:account", "test.in", access: .everyone) { visit in
            .signedIn(try visit.identifier("account"), to: "/people")
        }
        server = QiaoServer(
            house: house, routes: Self.area.routes + [signIn], rooms: [People.room], options: ServerOptions(),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    /// A browser in which somebody has signed in.
    func browser(_ actor: Actor) async throws -> WebClient {
        let client = WebClient(server)
        guard let account = actor.account else { return client }
        _ = try await client.get("/test/in/\(account)")
        return client
    }

    @discardableResult
    func register(
        _ name: String, _ number: String? = nil, phone: String? = nil, at place: Place, as actor: Actor = .founder
    ) async throws -> Identifier {
        let command = RegisterPerson(
            name: name, documentNumber: number ?? Self.number(name.utf8.reduce(7) { ($0 * 31 + Int($1)) % 900 }, name),
            phone: phone, unit: place.unit)
        return try await house.runner.run(command, as: actor).person
    }

    func search(_ text: String, _ actor: Actor) async throws -> [String] {
        try await PersonSearch.search(text, actor, house).hits.map(\.name)
    }

    /// A sound identity number; other names get other birth days.
    static func number(_ sequence: Int, _ name: String = "", birth: String? = nil) -> String {
        let days = name.utf8.reduce(0) { ($0 * 17 + Int($1)) % 9000 }
        let birth = birth ?? Day(number: 3000 + days).description.filter { $0 != "-" }
        let digits = String(sequence % 1000)
        let body = "310104" + birth + String(repeating: "0", count: 3 - digits.count) + digits
        return body + String(ResidentIdentityNumber.checkDigit(of: body)!)
    }

    /// Rows of the audit log about a command, oldest first.
    func audit(_ command: String) async throws -> [AuditEntry] {
        try await house.database.read { tx in
            try tx.all(
                "SELECT \(AuditEntry.columns) FROM audit_entries WHERE command = \(command) ORDER BY id",
                AuditEntry.init(row:))
        }
    }
}

/// Keeps what the database was asked.
final class Statements: StatementObserver {
    private let kept = Mutex<[String]>([])

    func ran(_ statement: String) { kept.withLock { $0.append(statement) } }

    func during<T>(_ body: () async throws -> T) async rethrows -> (result: T, statements: [String]) {
        kept.withLock { $0 = [] }
        let result = try await body()
        return (result, kept.withLock { $0 })
    }
}

/// What a call was refused with.
func problem(_ body: () async throws -> Void) async throws -> Problem? {
    do {
        try await body()
        return nil
    } catch let problem as Problem { return problem }
}
