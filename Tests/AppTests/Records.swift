import Accounts
import Core
import Foundation
import Law
import Organization
import People
import Rosters
import Storage
import TestSupport
import Web
import Workforce

/// A person of 漕河泾街道, her posts, a request for her, an alias, accounts, rosters: what the addresses speak of.
struct Records {
    let place: Place
    let person: Identifier
    let name: String
    private let known: [String: Identifier]

    static func made(in city: SmallCity) async throws -> Records {
        let unit = try await city.unit("漕河泾街道")
        let worker = try await city.worker(at: unit)
        let (xuhui, baoshan) = (try await city.actor("xuhui"), try await city.actor("baoshan"))
        let runner = city.house.runner
        let elsewhere = try await city.unit("顾村镇")
        let request = try await runner.run(
            RequestTransfer(person: worker.person, unit: elsewhere, reason: "工作需要"), as: baoshan
        ).request
        let alias = try await runner.run(
            ConfirmAlias(district: try await city.unit("徐汇区"), alias: "漕合泾街道", unit: unit), as: xuhui
        ).alias
        let new = try await runner.run(MakeAccount(login: "invited", fullName: "新来的人"), as: .founder).account
        let disabled = try await runner.run(MakeAccount(login: "disabled", fullName: "离开的人"), as: .founder).account
        try await runner.run(DisableAccount(account: disabled, reason: "离任"), as: .founder)
        let rosters = try await rosters(in: city, heldAt: elsewhere)
        let twice = try await ownData(of: worker.person, at: unit, in: city)
        let handing = try await handover(of: worker, at: unit, in: city)
        let obligation = try await runner.batch("test", as: .founder) { act in
            guard let place = try ScopeTree.place(of: unit, act.tx) else { throw Problem.notFound }
            return try Obligations.set("visit", about: worker.person, at: place, dueOn: act.today, act)
        }
        try await Self.entries(of: worker.person, in: city)
        let enterprise = try await enterprise(at: unit, in: city)
        let field = try await field(at: unit, in: city)
        let lawEntry = try await runner.run(
            SetLawEntry(
                .averageWage, place: "310000", from: Day(2025, 7, 1)!, value: "12880", source: "上海市统计局公布", reason: "新公布"
            ),
            as: .founder
        ).entry
        return try await city.house.database.read { tx in
            func one(_ sql: SQL) throws -> Identifier {
                guard let id: Identifier = try tx.value(sql) else { throw Problem.notFound }
                return id
            }
            guard let place = try ScopeTree.place(of: unit, tx) else { throw Problem.notFound }
            let account = try one("SELECT id FROM accounts WHERE login_key = 'baowu'")
            return Records(
                place: place, person: worker.person, name: worker.name,
                known: [
                    ":person": worker.person, ":unit": unit, ":post": worker.post, ":request": request,
                    ":obligation": obligation, ":handover": handing.handover, ":held": handing.held,
                    ":assignment": handing.assignment,
                    "lawEntry": lawEntry, ":station": field.station, ":partner": field.partner,
                    ":contract": field.contract,
                    ":alias": alias, ":account": account, "new": new, "disabled": disabled,
                    ":other": twice.other, "kept": twice.kept, ":merge": twice.merge,
                    ":enterprise": enterprise.enterprise, ":union": enterprise.union,
                    ":headcount": enterprise.headcount, ":consent": twice.consent,
                    "dataRequest": twice.request, ":roster": rosters.read, "done": rosters.done,
                    ":responsibility": try one(
                        "SELECT id FROM responsibilities WHERE person_id = \(worker.person) AND unit_id = \(unit)"),
                    "contract": try one("SELECT id FROM worker_contracts WHERE person_id = \(worker.person)"),
                    "licence": try one("SELECT id FROM worker_licences WHERE person_id = \(worker.person)"),
                    "cadre": try one("SELECT id FROM cadre_offices WHERE person_id = \(worker.person)"),
                    ":holding": try one("SELECT id FROM role_holdings WHERE account_id = \(account)"),
                ])
        }
    }

    /// An enterprise that was counted once, with a union of its own.
    private static func enterprise(
        at unit: Identifier, in city: SmallCity
    ) async throws -> (enterprise: Identifier, union: Identifier, headcount: Identifier) {
        let runner = city.house.runner
        let day = Day(2024, 5, 6)!
        let enterprise = try await runner.run(
            RegisterEnterprise(unit: unit, name: "上海漕河泾某某有限公司", since: day), as: .founder
        ).enterprise
        let headcount = try await runner.run(
            RecordHeadcount(enterprise: enterprise, countedOn: day, employees: 30, members: 26), as: .founder
        ).headcount
        let union = try await runner.run(
            FoundUnion(enterprise: enterprise, kind: .single, name: "某某公司工会", foundedOn: day, termYears: 5),
            as: .founder
        ).union
        return (enterprise, union, headcount)
    }

    /// A service station, a partner organisation and the contract with it.
    private static func field(
        at unit: Identifier, in city: SmallCity
    ) async throws -> (station: Identifier, partner: Identifier, contract: Identifier) {
        let (runner, today) = (city.house.runner, city.house.today)
        let station = try await runner.run(
            OpenStation(unit: unit, name: "漕河泾职工服务站", address: "聚鑫园 3 号楼底层", openedOn: today), as: .founder
        ).station
        // Kept below the street, so that nobody in the cast sits below it: a partner is there for all below its unit.
        let tower = try await runner.run(
            CreateUnit(parent: unit, kind: .building, name: "虹梅大厦工会联合会"), as: .founder
        ).unit
        let partner = try await runner.run(
            RegisterPartner(unit: tower, name: "清风社会工作服务社", kind: .agency), as: .founder
        ).partner
        let contract = try await runner.run(
            SignServiceContract(
                partner: partner, unit: unit, subject: "职工法律咨询", fromOn: today, untilOn: today.adding(days: 300)),
            as: .founder
        ).contract
        return (station, partner, contract)
    }

    /// What is written down about a worker: a contract, a certificate, an office.
    private static func entries(of person: Identifier, in city: SmallCity) async throws {
        let (from, until) = (Day(2024, 1, 2)!, Day(2030, 1, 1)!)
        let runner = city.house.runner
        let (contracts, licences) = try await city.house.database.read { tx in
            (
                try tx.value("SELECT COUNT(*) FROM worker_contracts WHERE person_id = \(person)") as Int? ?? 0,
                try tx.value("SELECT COUNT(*) FROM worker_licences WHERE person_id = \(person)") as Int? ?? 0
            )
        }
        // The demo city has written down what most of the force have.
        if contracts == 0 {
            try await runner.run(
                SignContract(
                    person: person, employer: .federation, kind: .fixedTerm, signedOn: from, startsOn: from,
                    endsOn: until), as: .founder)
        }
        if licences == 0 {
            try await runner.run(RegisterLicence(person: person, kind: .socialWorker, issuedOn: from), as: .founder)
        }
        try await runner.run(CorrectWorker(person: person, category: .cadre), as: .founder)
        try await runner.run(
            AppointCadre(person: person, appointment: .fullTime, office: .member, startsOn: from), as: .founder)
    }

    /// What she agreed to and asked for, another record beside hers, and one that was made of two.
    private static func ownData(
        of person: Identifier, at unit: Identifier, in city: SmallCity
    ) async throws -> (
        other: Identifier, kept: Identifier, merge: Identifier, consent: Identifier, request: Identifier
    ) {
        let runner = city.house.runner
        let today = city.house.today
        let consent = try await runner.run(
            GiveConsent(person: person, purpose: .publicity, givenOn: today, way: .paper), as: .founder
        ).consent
        let request = try await runner.run(
            ReceiveRequest(person: person, kind: .copy, receivedOn: today, way: .inPerson, asked: "要一份档案"), as: .founder
        ).request
        var people: [Identifier] = []
        for number in ["310113198001019034", "310113198001019050", "310113198001019077"] {
            people.append(
                try await runner.run(
                    RegisterPerson(name: "重复人", documentNumber: number, unit: unit), as: .founder
                ).person)
        }
        let merge = try await runner.run(
            MergePeople(kept: people[1], merged: people[2], keptVersion: 1, mergedVersion: 1, reason: "同一个人"),
            as: .founder
        ).merge
        return (people[0], people[1], merge, consent, request)
    }

    /// A hand-over that goes on, its first thing offered to a colleague.
    private static func handover(
        of worker: (person: Identifier, name: String, post: Identifier), at unit: Identifier, in city: SmallCity
    ) async throws -> (handover: Identifier, held: Identifier, assignment: Identifier) {
        let (runner, today) = (city.house.runner, city.house.today)
        // The demo city may have begun one already.
        if let open = try await city.house.database.read({ try HandoverStore.open(of: worker.post, $0) }) {
            try await runner.run(CancelHandover(handover: open.id, reason: "另行办理"), as: .founder)
        }
        let handover = try await runner.run(
            StartHandover(post: worker.post, kind: .leaving, lastDay: today, reason: "合同期满"), as: .founder
        ).handover
        let colleague = try await runner.run(
            RegisterPerson(name: "接手人", documentNumber: "310113198001029013", phone: nil, unit: unit), as: .founder
        ).person
        try await runner.run(
            HireWorker(person: colleague, category: .unionSocialWorker, unit: unit, startedOn: Day(2020, 1, 2)!),
            as: .founder)
        let held: Identifier? = try await city.house.database.read { tx in
            try tx.value(
                "SELECT id FROM responsibilities WHERE post_id = \(worker.post) AND ended_on IS NULL ORDER BY id LIMIT 1"
            )
        }
        guard let held else { throw Problem.notFound }
        let assignment = try await runner.run(
            AssignItem(handover: handover, kind: "responsibility", held: held, person: colleague, fromDay: today),
            as: .founder
        ).assignment
        return (handover, held, assignment)
    }

    /// A roster that waits for its officer, and one that is in; its first row is of somebody held at another unit.
    private static func rosters(
        in city: SmallCity, heldAt elsewhere: Identifier
    ) async throws -> (read: Identifier, done: Identifier) {
        let held = "310113198001019018"
        let person = try await city.house.runner.run(
            RegisterPerson(name: "别处人", documentNumber: held, phone: nil, unit: elsewhere), as: .founder
        ).person
        try await city.house.runner.run(
            HireWorker(person: person, category: .unionSocialWorker, unit: elsewhere, startedOn: Day(2020, 1, 2)!),
            as: .founder)
        let officer = try await city.actor("caohejing")
        let text = "姓名,身份证号,手机号码,所属区,所在街镇,入职时间\n别处人,\(held),,徐汇区,漕河泾街道,2021.3\n"
        let read = try await city.house.runner.run(
            UploadFile(fileName: "等待.csv", file: Data(text.utf8)), as: officer
        ).roster
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).csv").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try await FileImporter.run(path: path, dryRun: false, house: city.house, actor: officer)
        let done: Identifier? = try await city.house.database.read { tx in
            try tx.value("SELECT id FROM roster_imports WHERE id <> \(read)")
        }
        guard let done else { throw Problem.notFound }
        return (read, done)
    }

    /// The route's address, with a record of the kind and in the state that it is for.
    func path(_ route: Route) -> String {
        let special: [String: [String: String]] = [
            "person.contract.end.form": [":entry": "contract"], "person.contract.end": [":entry": "contract"],
            "person.licence.renew.form": [":entry": "licence"], "person.licence.renew": [":entry": "licence"],
            "person.licence.hours.form": [":entry": "licence"], "person.licence.hours": [":entry": "licence"],
            "person.cadre.end.form": [":entry": "cadre"], "person.cadre.end": [":entry": "cadre"],
            "person.entry.withdraw.form": [":entry": "contract"], "person.entry.withdraw": [":entry": "contract"],
            "accounts.enable": [":account": "disabled"], "accounts.enable.submit": [":account": "disabled"],
            "accounts.invite": [":account": "new"], "accounts.invite.submit": [":account": "new"],
            "request": [":request": "dataRequest"], "request.answer": [":request": "dataRequest"],
            "person.merge.undo.form": [":person": "kept"], "person.merge.undo": [":person": "kept"],
            "rosters.rejected": [":roster": "done"], "rosters.result": [":roster": "done"],
            "rosters.undo.form": [":roster": "done"], "rosters.undo": [":roster": "done"],
            "rosters.row": [":roster": "done"],
            "law.settings.withdraw.form": [":entry": "lawEntry"], "law.settings.withdraw": [":entry": "lawEntry"],
            "rosters.requestTransfer": [":roster": "done"],
        ]
        let texts = [
            ":session": "0123456789abcdef", ":kind": "contract", ":token": "nobody-was-invited-with-this",
            ":sheet": "0", ":row": "0", ":feed": "nobody-made-this.ics", ":holdable": "responsibility",
            ":figure": "S1.inPost", ":table": "averageWage",
        ]
        // Forms that belong to a list say which.
        let asked =
            ["exports.new", "exports.request", "filters.new", "filters.save"].contains(route.name)
            ? "?list=people&at=%2Fpeople" : ""
        return route.path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            guard segment.hasPrefix(":") else { return String(segment) }
            let name = special[route.name]?[String(segment)] ?? String(segment)
            return known[name]?.description ?? texts[name] ?? name
        }.joined(separator: "/") + asked
    }
}
