import Accounts
import Core
import Foundation
import Logging
import Storage
import TestSupport
import Web

/// A small city with its three administrators, an officer and a union social worker; all made by commands.
struct AccountsWorld {
    enum Cast: String, CaseIterable {
        case system, security, auditor, officer, worker

        var fullName: String {
            switch self {
            case .system: "孙维"
            case .security: "安宁"
            case .auditor: "沈清"
            case .officer: "顾海燕"
            case .worker: "王小红"
            }
        }

        var role: Role {
            switch self {
            case .system: .systemAdministrator
            case .security: .securityAdministrator
            case .auditor: .auditor
            case .officer: .officer
            case .worker: .socialWorker
            }
        }
    }

    static let passwords = PasswordHashing(cost: .least)
    static let migrations = CoreParts.migrations + WebParts.area.migrations + Accounts.migrations

    let house: House
    let clock: ManualClock
    let server: QiaoServer
    let root: Place
    let district: Place
    let street: Place
    let accounts: [Cast: Identifier]

    static func password(of one: Cast) -> String { "\(one.rawValue) 的长长的密码" }

    func account(_ one: Cast) -> Identifier { accounts[one] ?? Identifier(rawValue: 0) }

    func actor(_ id: Identifier) async throws -> Actor {
        let actor = try await house.database.read { [gate = house.gate] in try gate.actor(id, $0) }
        guard let actor else { throw Problem.notFound }
        return actor
    }

    func actor(_ one: Cast) async throws -> Actor { try await actor(account(one)) }

    /// Runs as one of the cast.
    @discardableResult
    func run<C: Command>(_ command: C, as one: Cast) async throws -> C.Outcome {
        try await house.runner.run(command, as: try await actor(one))
    }

    /// A new account with a password and no role.
    func newAccount(_ login: String, _ name: String = "新来的人", person: Identifier? = nil) async throws -> Identifier {
        let hash = try await Self.passwords.hash("\(login) 的长长的密码")
        let command = MakeAccount(login: login, fullName: name, person: person, passwordHash: hash)
        return try await house.runner.run(command, as: .founder).account
    }

    func client(address: String = "192.0.2.7") -> WebClient { WebClient(server, address: address) }

    func signedIn(_ one: Cast) async throws -> WebClient {
        let client = client()
        _ = try await client.post("/sign-in", ["login": one.rawValue, "password": Self.password(of: one)])
        return client
    }

    func violations() async throws -> [Invariant.Violation] {
        try await Invariant.violations(of: CoreParts.invariants + Accounts.invariants, in: house.database)
    }

    func audit() async throws -> [AuditEntry] {
        try await house.database.read { tx in
            try tx.all("SELECT \(AuditEntry.columns) FROM audit_entries ORDER BY id", AuditEntry.init(row:))
        }
    }
}

/// - Parameter isFounded: false: an empty house.
func withAccounts(
    _ engine: TestEngine, demoAccountsAllowed: Bool = true, isFounded: Bool = true, startCode: String? = nil,
    observer: (any StatementObserver)? = nil, _ body: (AccountsWorld) async throws -> Void
) async throws {
    let clock = ManualClock()
    try await withDatabase(engine, clock: clock, observer: observer, migrations: AccountsWorld.migrations) { database in
        let area = Accounts.area(
            units: units, demoAccountsAllowed: demoAccountsAllowed, address: "https://qiao.test",
            passwords: AccountsWorld.passwords, startCode: startCode)
        let house = House(
            database: database, vault: Vault(KeyRing(seed: "accounts")), clock: clock,
            identifiers: TimeOrderedIdentifiers(node: 1),
            phrasebook: Phrasebook([area.english, WebParts.area.english]),
            gate: AccountGate.make(demoAccountsAllowed: demoAccountsAllowed))
        let home = Route.get("/", "home") { _ in .page(HomePage()) }
        let server = QiaoServer(
            house: house, routes: area.routes + [home], rooms: [Accounts.room, Accounts.auditRoom],
            options: ServerOptions(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let nowhere = Place(unit: Identifier(rawValue: 0), district: Identifier(rawValue: 0), key: .root)
        guard isFounded else {
            return try await body(
                AccountsWorld(
                    house: house, clock: clock, server: server, root: nowhere, district: nowhere, street: nowhere,
                    accounts: [:]))
        }
        let places = try await database.write { tx in
            let root = try ScopeTree.add(Identifier(rawValue: 1), below: nil, isDistrict: true, tx)
            let district = try ScopeTree.add(Identifier(rawValue: 2), below: root, isDistrict: true, tx)
            let street = try ScopeTree.add(Identifier(rawValue: 3), below: district, isDistrict: false, tx)
            return [root, district, street]
        }
        var accounts: [AccountsWorld.Cast: Identifier] = [:]
        for one in AccountsWorld.Cast.allCases {
            let hash = try await AccountsWorld.passwords.hash(AccountsWorld.password(of: one))
            let made = try await house.runner.run(
                MakeAccount(login: one.rawValue, fullName: one.fullName, passwordHash: hash), as: .founder)
            let unit = one.role.isAdministrator ? places[0] : one == .officer ? places[1] : places[2]
            try await house.runner.run(GrantRole(account: made.account, role: one.role, unit: unit.unit), as: .founder)
            accounts[one] = made.account
        }
        try await body(
            AccountsWorld(
                house: house, clock: clock, server: server, root: places[0], district: places[1], street: places[2],
                accounts: accounts))
    }
}

private let unitNames: [Int64: String] = [1: "市总工会", 2: "宝山区总工会", 3: "友谊路街道总工会"]

private let units = AccountsUnits(
    search: { text, scope, tx in
        let ids: [Identifier] = try tx.values(
            """
            SELECT unit_id FROM scope_units WHERE \(scope.predicate(Scope.Columns(key: "scope_key"))) ORDER BY scope_key
            """)
        return ids.compactMap { id in
            let name = unitNames[id.rawValue] ?? ""
            return text.isEmpty || name.contains(text) ? AccountsUnits.Unit(id: id, label: name) : nil
        }
    },
    labels: { ids, _ in
        Dictionary(uniqueKeysWithValues: Set(ids).compactMap { id in unitNames[id.rawValue].map { (id, $0) } })
    })

private struct HomePage: Page {
    let title: Message = "首页"
    private enum CodingKeys: String, CodingKey { case title }
    func body(_ words: Words) -> HTML { pageHeader(words, title) }
}

/// What a refused act answered, in the words for its reader.
func problem(_ act: () async throws -> Void) async throws -> Problem? {
    do {
        try await act()
        return nil
    } catch let problem as Problem { return problem }
}
