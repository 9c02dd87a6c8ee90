import Core
import Organization
import Storage
import TestSupport
import Testing
import Web
import Workforce

/// Who may go where: every route × who asks × how the record lies to her (own, below, elsewhere), and its JSON twin.
///
/// The records all lie in 漕河泾街道 of 徐汇区. A route that is not listed here fails the test.
@Suite struct AccessMatrixTests {
    enum Rule {
        /// Also without a session.
        case everyone
        case anyAccount
        /// Whoever holds the power anywhere; no record of a place is asked for.
        case holders(Power)
        /// Whoever holds the power over the record's place.
        case over(Power)
        /// A secret in the address lets in, nothing else.
        case secret
        /// Sees only what is her own.
        case ownOnly
    }

    static let rules: [String: Rule] = [
        "today": .anyAccount,
        "people": .holders(.see), "person": .over(.see),
        "people.new": .holders(.managePeople), "people.register": .holders(.managePeople),
        "people.create": .holders(.managePeople),
        "person.correct": .over(.managePeople), "person.correct.save": .over(.managePeople),
        "person.reveal": .over(.reveal), "person.reveal.show": .over(.reveal),
        "person.hire.form": .over(.post), "person.hire": .over(.post),
        "person.appoint.form": .over(.post), "person.appoint": .over(.post),
        "person.second.form": .over(.post), "person.second": .over(.post),
        "person.move.form": .over(.post), "person.move": .over(.post),
        "person.responsibility.form": .over(.post), "person.responsibility": .over(.post),
        "post.end.form": .over(.post), "post.end": .over(.post),
        "responsibility.end.form": .over(.post), "responsibility.end": .over(.post),
        "transfers": .holders(.post), "transfer": .over(.post), "transfer.decide": .over(.post),
        "units": .holders(.see), "unit": .over(.see),
        "unit.new": .over(.manageUnits), "unit.create": .over(.manageUnits),
        "unit.correction": .over(.manageUnits), "unit.correct": .over(.manageUnits),
        "unit.aliases": .over(.see),
        "unit.alias.forgetting": .over(.manageUnits), "unit.alias.forget": .over(.manageUnits),
        "coverage": .holders(.see), "coverage.units": .holders(.see), "coverage.people": .holders(.see),
        "accounts.signIn": .everyone, "accounts.signIn.submit": .everyone, "accounts.signOut": .everyone,
        "accounts.start": .secret, "accounts.start.submit": .secret,
        "accounts.invitation": .secret, "accounts.invitation.submit": .secret,
        "accounts.own": .anyAccount, "accounts.own.password": .anyAccount, "accounts.own.password.submit": .anyAccount,
        "accounts.own.endSession": .ownOnly, "accounts.own.endOthers": .anyAccount,
        "accounts.list": .holders(.seeAccounts), "accounts.account": .holders(.seeAccounts),
        "accounts.make": .holders(.makeAccounts), "accounts.make.submit": .holders(.makeAccounts),
        "accounts.invite": .holders(.makeAccounts), "accounts.invite.submit": .holders(.makeAccounts),
        "accounts.reset": .holders(.makeAccounts), "accounts.reset.submit": .holders(.makeAccounts),
        "accounts.grant": .holders(.grantRoles), "accounts.grant.submit": .holders(.grantRoles),
        "accounts.endRole": .holders(.grantRoles), "accounts.endRole.submit": .holders(.grantRoles),
        "accounts.disable": .holders(.grantRoles), "accounts.disable.submit": .holders(.grantRoles),
        "accounts.enable": .holders(.grantRoles), "accounts.enable.submit": .holders(.grantRoles),
        "accounts.audit": .holders(.readAudit),
    ]

    enum Expected {
        case open
        /// Refused, with or without saying that it is there.
        case refused
        /// As if it were not there.
        case hidden
        case signIn

        func allows(_ answer: WebAnswer, json: Bool) -> Bool {
            switch self {
            case .open: [200, 303, 409, 422].contains(answer.status) && !Self.asksForSession(answer)
            case .refused: [403, 404].contains(answer.status)
            case .hidden: answer.status == 404
            case .signIn: json ? answer.status == 401 : Self.asksForSession(answer)
            }
        }

        private static func asksForSession(_ answer: WebAnswer) -> Bool {
            answer.status == 303 && answer.location?.hasPrefix("/sign-in") == true
        }
    }

    static let logins = [
        "city", "xuhui", "caohejing", "baoshan", "worker", "leader", "system", "security", "audit",
    ]

    @Test func everyRouteForEveryRoleAndRelation() async throws {
        let city = try await SmallCity.found()
        let records = try await Records.made(in: city)
        let unlisted = Set(city.parts.routes.map(\.name)).symmetricDifference(Self.rules.keys)
        #expect(unlisted.isEmpty, "routes without a rule, or rules without a route: \(unlisted.sorted())")

        var clients: [(login: String?, actor: Actor, client: WebClient)] = [(nil, .nobody, WebClient(city.server))]
        for login in Self.logins {
            clients.append((login, try await city.actor(login), try await city.signedIn(login)))
        }
        // What is looked at before what changes, so that every record is still there when it is asked for.
        let routes = city.parts.routes.sorted { ($0.method == .get ? 0 : 1) < ($1.method == .get ? 0 : 1) }
        for route in routes where route.name != "accounts.signOut" {
            guard let rule = Self.rules[route.name] else { continue }
            let path = records.path(route.path)
            for (login, actor, client) in clients {
                let expected = Self.expected(rule, actor, records.place)
                for json in [false, true] {
                    let answer = route.method == .get
                        ? try await client.get(json ? Self.twin(path) : path)
                        : try await client.post(path, [:], json: json)
                    #expect(
                        expected.allows(answer, json: json),
                        "\(route.name) \(json ? "as JSON " : "")by \(login ?? "nobody"): \(answer.status), not \(expected)")
                }
            }
        }
    }

    @Test func nothingOfAPersonLeaksToAnotherDistrict() async throws {
        let city = try await SmallCity.found()
        let records = try await Records.made(in: city)
        let stranger = try await city.signedIn("baoshan")
        let secret = records.person.description
        for path in [
            "/people?text=\(percentEncoded(records.name))", "/people.json?text=\(percentEncoded(records.name))",
            "/people/\(secret)", "/people/\(secret).json", "/coverage/people?unit=\(records.place.unit)",
            "/coverage/units.json?unit=\(records.place.unit)", "/units/\(records.place.unit)",
        ] {
            let answer = try await stranger.get(path)
            #expect(!answer.text.contains(secret), "\(path) names her")
        }
        let own = try await city.signedIn("caohejing")
        let seen = try await own.get("/people/\(secret)")
        #expect(seen.text.contains(records.name))
    }

    private static func expected(_ rule: Rule, _ actor: Actor, _ place: Place) -> Expected {
        switch rule {
        case .everyone: return .open
        case .secret: return .refused
        case _ where actor.account == nil: return .signIn
        case .anyAccount: return .open
        case .ownOnly: return .refused
        case .holders(let power): return actor.has(power) ? .open : .refused
        case .over(let power):
            guard actor.has(power) else { return .refused }
            return actor.scope(for: power).contains(place) ? .open : .hidden
        }
    }

    private static func twin(_ path: String) -> String { path == "/" ? "/.json" : path + ".json" }
}

/// A person of 漕河泾街道, her posts, a request for her, an alias, an account: what the addresses speak of.
struct Records {
    let place: Place
    let person: Identifier
    let name: String
    let post: Identifier
    let responsibility: Identifier
    let request: Identifier
    let alias: Identifier
    let account: Identifier
    let holding: Identifier

    static func made(in city: SmallCity) async throws -> Records {
        let unit = try await city.unit("漕河泾街道")
        let worker = try await city.worker(at: unit)
        let baoshan = try await city.actor("baoshan")
        let elsewhere = try await city.unit("顾村镇")
        let request = try await city.house.runner.run(
            RequestTransfer(person: worker.person, unit: elsewhere, reason: "工作需要"), as: baoshan
        ).request
        let xuhui = try await city.actor("xuhui")
        let district = try await city.unit("徐汇区")
        let alias = try await city.house.runner.run(
            ConfirmAlias(district: district, alias: "漕合泾街道", unit: unit), as: xuhui
        ).alias
        return try await city.house.database.read { tx in
            func one(_ sql: SQL) throws -> Identifier {
                guard let id: Identifier = try tx.value(sql) else { throw Problem.notFound }
                return id
            }
            guard let place = try ScopeTree.place(of: unit, tx) else { throw Problem.notFound }
            let account = try one("SELECT id FROM accounts WHERE login_key = 'baowu'")
            return Records(
                place: place, person: worker.person, name: worker.name, post: worker.post,
                responsibility: try one(
                    "SELECT id FROM responsibilities WHERE person_id = \(worker.person) AND unit_id = \(unit)"),
                request: request, alias: alias, account: account,
                holding: try one("SELECT id FROM role_holdings WHERE account_id = \(account)"))
        }
    }

    func path(_ pattern: String) -> String {
        let known: [String: String] = [
            ":person": person.description, ":unit": place.unit.description, ":post": post.description,
            ":responsibility": responsibility.description, ":request": request.description,
            ":alias": alias.description, ":account": account.description, ":holding": holding.description,
            ":session": "0123456789abcdef", ":token": "nobody-was-invited-with-this",
        ]
        return pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            segment.hasPrefix(":") ? known[String(segment)] ?? String(segment) : String(segment)
        }.joined(separator: "/")
    }
}
