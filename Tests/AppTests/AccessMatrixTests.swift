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
        /// Whoever holds the power over the whole house.
        case everywhere(Power)
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
        "people.doubles": .holders(.managePeople), "person.merge": .over(.managePeople),
        "person.merge.compare": .over(.managePeople), "person.merge.outlook": .over(.managePeople),
        "person.merge.do": .over(.managePeople), "person.merge.apart": .over(.managePeople),
        "person.merge.undo.form": .over(.managePeople), "person.merge.undo": .over(.managePeople),
        "person.consent.form": .over(.managePeople), "person.consent": .over(.managePeople),
        "consent.withdraw.form": .over(.managePeople), "consent.withdraw": .over(.managePeople),
        "requests": .holders(.managePeople), "requests.term": .holders(.managePeople),
        "requests.term.set": .holders(.managePeople),
        "person.request.form": .over(.managePeople), "person.request": .over(.managePeople),
        "request": .over(.managePeople), "request.answer": .over(.managePeople),
        "person.erase.form": .over(.managePeople), "person.erase": .over(.managePeople),
        "person.copy": .over(.reveal), "person.copy.file": .over(.reveal),
        "licences.rules": .holders(.see), "licences.rules.set": .holders(.post),
        "person.hire.form": .over(.post), "person.hire": .over(.post),
        "person.appoint.form": .over(.post), "person.appoint": .over(.post),
        "person.second.form": .over(.post), "person.second": .over(.post),
        "person.move.form": .over(.post), "person.move": .over(.post),
        "person.responsibility.form": .over(.post), "person.responsibility": .over(.post),
        "post.end.form": .over(.post), "post.end": .over(.post),
        "responsibility.end.form": .over(.post), "responsibility.end": .over(.post),
        "workers": .holders(.see), "cohorts": .holders(.see), "retention.people": .holders(.see),
        "cohort.new": .holders(.post), "cohort.form": .holders(.post),
        "person.employment.form": .over(.post), "person.employment": .over(.post),
        "person.cadre.form": .over(.post), "person.cadre": .over(.post),
        "person.cadre.end.form": .over(.post), "person.cadre.end": .over(.post),
        "person.contract.form": .over(.post), "person.contract": .over(.post),
        "person.contract.end.form": .over(.post), "person.contract.end": .over(.post),
        "person.grade.form": .over(.post), "person.grade": .over(.post),
        "person.licence.form": .over(.post), "person.licence": .over(.post),
        "person.licence.renew.form": .over(.post), "person.licence.renew": .over(.post),
        "person.licence.hours.form": .over(.post), "person.licence.hours": .over(.post),
        "person.language.form": .over(.post), "person.language": .over(.post),
        "person.skill.form": .over(.post), "person.skill": .over(.post),
        "person.cohort.form": .over(.post), "person.cohort": .over(.post),
        "person.entry.withdraw.form": .over(.post), "person.entry.withdraw": .over(.post),
        "transfers": .holders(.post), "transfer": .over(.post), "transfer.decide": .over(.post),
        "units": .holders(.see), "unit": .over(.see),
        "unit.new": .over(.manageUnits), "unit.create": .over(.manageUnits),
        "unit.correction": .over(.manageUnits), "unit.correct": .over(.manageUnits),
        "unit.moving": .over(.manageUnits), "unit.move": .over(.manageUnits),
        "unit.merging": .over(.manageUnits), "unit.merge": .over(.manageUnits),
        "unit.splitting": .over(.manageUnits), "unit.split": .over(.manageUnits),
        "unit.closing": .over(.manageUnits), "unit.close": .over(.manageUnits),
        "unit.reopening": .over(.manageUnits), "unit.reopen": .over(.manageUnits),
        "unit.alias.widen": .over(.importRosters),
        "unit.aliases": .over(.see),
        "unit.alias.forgetting": .over(.manageUnits), "unit.alias.forget": .over(.manageUnits),
        "enterprises": .holders(.see), "enterprise": .over(.see), "unions": .holders(.see), "union": .over(.see),
        "enterprise.new": .holders(.manageUnits), "enterprise.create": .holders(.manageUnits),
        "enterprise.correction": .over(.manageUnits), "enterprise.correct": .over(.manageUnits),
        "enterprise.moving": .over(.manageUnits), "enterprise.move": .over(.manageUnits),
        "headcount.correction": .over(.manageUnits), "headcount.correct": .over(.manageUnits),
        "enterprise.close.form": .over(.manageUnits), "enterprise.close": .over(.manageUnits),
        "enterprise.reopen.form": .over(.manageUnits), "enterprise.reopen": .over(.manageUnits),
        "enterprise.headcount.form": .over(.manageUnits), "enterprise.headcount": .over(.manageUnits),
        "enterprise.found-union.form": .over(.manageUnits), "enterprise.found-union": .over(.manageUnits),
        "enterprise.join-union.form": .over(.manageUnits), "enterprise.join-union": .over(.manageUnits),
        "enterprise.leave-union.form": .over(.manageUnits), "enterprise.leave-union": .over(.manageUnits),
        "union.correct.form": .over(.manageUnits), "union.correct": .over(.manageUnits),
        "union.election.form": .over(.manageUnits), "union.election": .over(.manageUnits),
        "union.close.form": .over(.manageUnits), "union.close": .over(.manageUnits),
        "stations": .holders(.see), "station": .over(.see),
        "station.new": .holders(.manageUnits), "station.open": .holders(.manageUnits),
        "station.correction": .over(.manageUnits), "station.correct": .over(.manageUnits),
        "station.closing": .over(.manageUnits), "station.close": .over(.manageUnits),
        "partners": .holders(.see), "partner": .over(.see),
        "partner.new": .holders(.manageUnits), "partner.register": .holders(.manageUnits),
        "partner.correction": .over(.manageUnits), "partner.correct": .over(.manageUnits),
        "partner.closing": .over(.manageUnits), "partner.close": .over(.manageUnits),
        "partner.signing": .over(.manageUnits), "partner.sign": .over(.manageUnits),
        "partner.settling": .over(.manageUnits), "partner.settle": .over(.manageUnits),
        "coverage": .holders(.see), "coverage.units": .holders(.see), "coverage.people": .holders(.see),
        "coverage.target": .holders(.see), "coverage.target.set": .holders(.manageUnits),
        "law.settings": .holders(.see), "law.settings.table": .holders(.see),
        "law.settings.entry.form": .everywhere(.manageUnits), "law.settings.entry": .everywhere(.manageUnits),
        "law.settings.withdraw.form": .everywhere(.manageUnits), "law.settings.withdraw": .everywhere(.manageUnits),
        "figures": .holders(.see), "figure": .holders(.see), "figure.records": .holders(.see),
        "calculator": .everyone, "calculator.answer": .everyone,
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
        "exports.list": .anyAccount, "exports.new": .holders(.export), "exports.request": .holders(.export),
        "exports.export": .ownOnly, "exports.file": .ownOnly, "exports.deleting": .ownOnly, "exports.delete": .ownOnly,
        "filters.list": .anyAccount, "filters.new": .holders(.see), "filters.save": .holders(.see),
        "filters.filter": .ownOnly, "filters.rename": .ownOnly, "filters.deleting": .ownOnly,
        "filters.delete": .ownOnly,
        "rosters.list": .holders(.importRosters), "rosters.upload": .holders(.importRosters),
        "rosters.template": .holders(.importRosters),
        "rosters.roster": .over(.importRosters), "rosters.sheet": .over(.importRosters),
        "rosters.setColumns": .over(.importRosters), "rosters.matchUnits": .over(.importRosters),
        "rosters.confirm": .over(.importRosters), "rosters.abandon.form": .over(.importRosters),
        "rosters.abandon": .over(.importRosters), "rosters.rejected": .over(.importRosters),
        "handovers": .holders(.see), "handovers.mine": .anyAccount, "handover": .over(.see),
        "handover.start.form": .over(.post), "handover.start": .over(.post),
        "handover.assign.form": .over(.post), "handover.assign": .over(.post),
        "handover.answer.form": .over(.post), "handover.answer": .over(.post),
        "handover.finish": .over(.post),
        "handover.cancel.form": .over(.post), "handover.cancel": .over(.post),
        "deadlines": .holders(.see), "deadline.close.form": .over(.post), "deadline.close": .over(.post),
        "calendar": .holders(.see), "calendar.make": .holders(.see), "calendar.end": .anyAccount,
        "calendar.feed": .secret,
        "rosters.result": .over(.importRosters),
        "rosters.undo.form": .over(.importRosters), "rosters.undo": .over(.importRosters),
        "rosters.row": .over(.importRosters), "rosters.requestTransfer": .over(.importRosters),
    ]

    enum Expected {
        case open
        /// Open, until the act has been done and there is nothing left to do: that is refused with a reason.
        case openOnce
        /// Refused, with or without saying that it is there.
        case refused
        /// As if it were not there.
        case hidden
        /// A door that a secret opens, or that is shut for good: at most sent to the sign-in.
        case closed
        case signIn

        func allows(_ answer: WebAnswer, json: Bool) -> Bool {
            switch self {
            case .open: [200, 303, 409, 422].contains(answer.status) && !Self.asksForSession(answer)
            case .openOnce: Expected.open.allows(answer, json: json) || answer.status == 403
            case .refused: [403, 404].contains(answer.status)
            case .closed:
                [403, 404].contains(answer.status) || answer.location?.hasPrefix("/sign-in") == true
                    || json && answer.text.contains("/sign-in")
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
            let path = records.path(route)
            for (login, actor, client) in clients {
                let asked = Self.expected(rule, actor, records.place)
                for json in [false, true] {
                    // Enabling an account or ending a role succeeds for the page's form; the JSON twin comes second.
                    let isSecond = json && ["accounts.enable.submit", "accounts.endRole.submit"].contains(route.name)
                    let expected = isSecond && asked == .open ? .openOnce : asked
                    let answer =
                        route.method == .get
                        ? try await client.get(json ? Self.twin(path) : path)
                        : try await client.post(path, [:], json: json)
                    let isAsExpected = expected.allows(answer, json: json)
                    #expect(
                        isAsExpected,
                        "\(route.name) \(json ? "as JSON " : "")by \(login ?? "nobody"): \(answer.status), not \(expected)"
                    )
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
            "/people?q=\(percentEncoded(records.name))", "/people.json?q=\(percentEncoded(records.name))",
            "/people/register?name=\(percentEncoded(records.name))", "/", "/transfers",
            "/people/\(secret)", "/people/\(secret).json", "/coverage/people?unit=\(records.place.unit)",
            "/coverage/units.json?unit=\(records.place.unit)", "/units/\(records.place.unit)",
        ] {
            let answer = try await stranger.get(path)
            // An address that was asked for comes back in the link to the other language.
            let told = answer.text.replacing("%2F" + secret, with: "")
            let isTold = told.contains(secret)
            #expect(!isTold, "\(path) names her")
        }
        let own = try await city.signedIn("caohejing")
        let seen = try await own.get("/people/\(secret)")
        #expect(seen.text.contains(records.name))
    }

    private static func expected(_ rule: Rule, _ actor: Actor, _ place: Place) -> Expected {
        switch rule {
        case .everyone: return .open
        case .secret: return .closed
        case _ where actor.account == nil: return .signIn
        case .anyAccount: return .open
        case .ownOnly: return .refused
        case .holders(let power): return actor.has(power) ? .open : .refused
        case .everywhere(let power): return actor.scope(for: power).isEverything ? .open : .refused
        case .over(let power):
            guard actor.has(power) else { return .refused }
            return actor.scope(for: power).contains(place) ? .open : .hidden
        }
    }

    private static func twin(_ path: String) -> String {
        let parts = path.split(separator: "?", maxSplits: 1)
        guard path != "/", parts.count == 2 else { return path == "/" ? "/.json" : path + ".json" }
        return parts[0] + ".json?" + parts[1]
    }
}
