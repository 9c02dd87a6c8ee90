import Accounts
import App
import Core
import DemoCity
import Logging
import Organization
import People
import Storage
import StorageSQLite
import TestSupport
import Web
import Workforce

/// Two districts of the demo city behind the whole app, and people of the cast who sign in to it.
struct SmallCity {
    let house: House
    let parts: Parts
    let server: QiaoServer

    static func found(observer: (any StatementObserver)? = nil) async throws -> SmallCity {
        let parts = Parts(demoAccountsAllowed: true)
        let database = try SQLiteDatabase.inMemory(clock: DemoCity.clock, observer: observer)
        _ = try await database.migrate(parts.migrations)
        let house = House(
            database: database, vault: Vault(KeyRing(seed: "small city")), clock: DemoCity.clock,
            identifiers: TimeOrderedIdentifiers(node: 0), phrasebook: parts.phrasebook, gate: parts.gate,
            registry: parts.registry)
        try await DemoCity.found(house, districts: 2, passwords: PasswordHashing(cost: .least))
        let server = QiaoServer(
            house: house, routes: parts.routes, rooms: parts.rooms, options: ServerOptions(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return SmallCity(house: house, parts: parts, server: server)
    }

    func signedIn(_ login: String) async throws -> WebClient {
        let client = WebClient(server)
        let answer = try await client.post("/sign-in", ["login": login, "password": DemoCity.password])
        guard answer.status == 303 else { throw Problem.conflict("\(login) could not sign in: \(answer.status)") }
        return client
    }

    func actor(_ login: String) async throws -> Actor {
        let actor = try await house.database.read { [gate = house.gate] tx -> Actor? in
            guard let account = try AccountStore.find(login: login, tx) else { return nil }
            return try gate.actor(account.id, tx)
        }
        guard let actor else { throw Problem.notFound }
        return actor
    }

    func unit(_ placeName: String) async throws -> Identifier {
        let unit: Identifier? = try await house.database.read { tx in
            try tx.value("SELECT id FROM units WHERE place_name = \(placeName)")
        }
        guard let unit else { throw Problem.notFound }
        return unit
    }

    /// Somebody whose primary post is at the unit itself.
    func worker(at unit: Identifier) async throws -> (person: Identifier, name: String, post: Identifier) {
        let found = try await house.database.read { tx in
            try tx.first(
                """
                SELECT p.id, p.name, po.id AS post FROM posts po JOIN people p ON p.id = po.person_id
                WHERE po.unit_id = \(unit) AND po.ended_on IS NULL AND po.is_primary ORDER BY p.id LIMIT 1
                """
            ) { row in
                (
                    person: try row["id"] as Identifier, name: try row["name"] as String,
                    post: try row["post"] as Identifier
                )
            }
        }
        guard let found else { throw Problem.notFound }
        return found
    }
}
