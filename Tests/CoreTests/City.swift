import Core
import Storage
import TestSupport
import Testing

/// A city of three tiers with one kind of record, for tests of what every room stands on.
struct City: Sendable {
    let database: any Database
    let clock: ManualClock
    let runner: CommandRunner
    let identifiers: any IdentifierSource
    let city: Place
    let xuhui: Place
    let tianping: Place
    let pudong: Place

    static let vault = Vault(KeyRing(seed: "the city of the core's tests"))
    static let migrations =
        CoreParts.migrations + [
            Migration(
                "visits-1",
                [
                    """
                    CREATE TABLE visits (
                        id \(type: .integer) NOT NULL PRIMARY KEY,
                        topic \(type: .text) NOT NULL UNIQUE,
                        unit_id \(type: .integer) NOT NULL,
                        district_id \(type: .integer) NOT NULL,
                        scope_key \(type: .text) NOT NULL
                    )\(SQL.tableOptions)
                    """,
                    """
                    CREATE TABLE steps (
                        number \(type: .integer) NOT NULL PRIMARY KEY,
                        name \(type: .text) NOT NULL
                    )\(SQL.tableOptions)
                    """,
                ])
        ]

    static func with(
        _ engine: TestEngine, identifiers: any IdentifierSource = TimeOrderedIdentifiers(node: 1),
        observer: (any StatementObserver)? = nil, _ body: (City) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        try await withDatabase(engine, clock: clock, observer: observer, migrations: migrations) { database in
            let runner = CommandRunner(database: database, vault: vault, identifiers: identifiers)
            let places = try await database.write { tx in
                let city = try ScopeTree.add(Identifier(rawValue: 1), below: nil, isDistrict: true, tx)
                let xuhui = try ScopeTree.add(Identifier(rawValue: 2), below: city, isDistrict: true, tx)
                let tianping = try ScopeTree.add(Identifier(rawValue: 3), below: xuhui, isDistrict: false, tx)
                let pudong = try ScopeTree.add(Identifier(rawValue: 4), below: city, isDistrict: true, tx)
                return [city, xuhui, tianping, pudong]
            }
            try await body(
                City(
                    database: database, clock: clock, runner: runner, identifiers: identifiers, city: places[0],
                    xuhui: places[1], tianping: places[2], pudong: places[3]))
        }
    }

    /// The same city, seen through another database.
    func runner(on database: any Database) -> CommandRunner {
        CommandRunner(database: database, vault: Self.vault, identifiers: identifiers)
    }

    /// 陈静, who does the posting in Xuhui.
    var chenJing: Actor {
        Actor(
            account: Identifier(rawValue: 100), name: "陈静", person: nil,
            holdings: [Holding(role: .officer, place: xuhui)])
    }

    func audit() async throws -> [AuditEntry] {
        try await database.read { tx in
            try tx.all("SELECT \(AuditEntry.columns) FROM audit_entries ORDER BY id", AuditEntry.init(row:))
        }
    }

    func topics() async throws -> [String] {
        try await database.read { try $0.values("SELECT topic FROM visits ORDER BY id") }
    }

    func steps() async throws -> [String] {
        try await database.read { try $0.values("SELECT name FROM steps ORDER BY number") }
    }

    func execute(_ statement: SQL) async throws {
        _ = try await database.write { try $0.execute(statement) }
    }

    func verify(keptHead: (number: Int, head: String)? = nil) async throws -> AuditVerification {
        try await AuditVerification.verify(database, Self.vault, keptHead: keptHead)
    }

    @discardableResult
    func seal() async throws -> Seal? { try await Sealer.seal(database, Self.vault) }
}

/// The problem that something is refused with. Any other error fails the test.
func problem<T>(_ body: () async throws -> T) async throws -> Problem? {
    do {
        _ = try await body()
        return nil
    } catch let problem as Problem { return problem }
}

/// Records that a unit was visited, once for a topic in the whole city.
struct RecordVisit: Command {
    struct Visit: Codable, Sendable, Equatable { let visit: Identifier }

    static let name = "recordVisit"
    let unit: Identifier
    let topic: String

    func load(_ act: Act) throws -> Place {
        guard let place = try ScopeTree.place(of: unit, act.tx), act.actor.sees.contains(place) else {
            throw Problem.notFound
        }
        return place
    }

    func mayRun(_ place: Place, _ act: Act) -> Permission { act.actor.may(.post, at: place) }

    func check(_ place: Place, _ act: Act) throws -> [FieldProblem] {
        topic.isEmpty ? [FieldProblem("topic", "请填写")] : []
    }

    func perform(_ place: Place, _ act: Act) throws -> Visit {
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO visits (id, topic, unit_id, district_id, scope_key)
            VALUES (\(id), \(topic), \(place.unit), \(place.district), \(place.key))
            """)
        act.note("unit", place.unit)
        act.note("visit", id, fields: ["topic"])
        return Visit(visit: id)
    }
}

/// Writes down each step that it is taken through, and fails at one.
struct Walk: Command {
    enum Step: String, Codable, CaseIterable { case load, mayRun, check, perform }

    static let name = "walk"
    let failsAt: Step?

    private func take(_ step: Step, _ act: Act) throws {
        let count: Int? = try act.tx.value("SELECT COUNT(*) FROM steps")
        try act.tx.execute("INSERT INTO steps (number, name) VALUES (\((count ?? 0) + 1), \(step.rawValue))")
    }

    func load(_ act: Act) throws {
        try take(.load, act)
        if failsAt == .load { throw Problem.notFound }
    }

    func mayRun(_ subject: Void, _ act: Act) -> Permission {
        try? take(.mayRun, act)
        return failsAt == .mayRun ? .refused("不可以") : .allowed
    }

    func check(_ subject: Void, _ act: Act) throws -> [FieldProblem] {
        try take(.check, act)
        return failsAt == .check ? [FieldProblem("a", "请填写"), FieldProblem("b", "请填写")] : []
    }

    func perform(_ subject: Void, _ act: Act) throws -> Done {
        try take(.perform, act)
        act.note("step", Identifier(rawValue: 1))
        if failsAt == .perform { throw Problem.conflict("来不及") }
        return Done()
    }
}
