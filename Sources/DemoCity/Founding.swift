import Accounts
import Core
import Organization
import People
import Storage
import Workforce

/// Turns the plan into commands, in batches, always in the same order.
struct Founding {
    let plan: CityPlan
    let house: House
    let progress: @Sendable (_ done: Int, _ of: Int) -> Void

    private static let batchSize = 300

    private var cast: [(account: DemoAccount, unit: Int)] {
        DemoCity.cast.compactMap { account in plan.unit(of: account.seat).map { (account, $0) } }
    }

    private var total: Int { plan.units.count + plan.careers.reduce(0) { $0 + $1.commands } + 2 * cast.count }

    func run(passwordHash: String) async throws {
        progress(0, total)
        let units = try await createUnits()
        let people = try await enterCareers(units)
        try await openAccounts(units, people, passwordHash)
        progress(total, total)
    }

    private func createUnits() async throws -> [Identifier] {
        var made: [Identifier] = []
        while made.count < plan.units.count {
            let (known, planned) = (made, plan.units[made.count..<min(made.count + Self.batchSize, plan.units.count)])
            made = try await batch { act in
                var ids = known
                for unit in planned {
                    let command = CreateUnit(
                        parent: unit.parent.map { ids[$0] }, kind: unit.kind, name: unit.name,
                        placeName: unit.placeName, code: unit.code, openedOn: unit.openedOn)
                    ids.append(try act.run(command).unit)
                }
                return ids
            }
            progress(made.count, total)
        }
        return made
    }

    private func enterCareers(_ units: [Identifier]) async throws -> [Identifier] {
        var people: [Identifier] = []
        var done = units.count
        while people.count < plan.careers.count {
            var size = 0
            let next = plan.careers[people.count...].prefix { career in
                size += career.commands
                return size <= Self.batchSize
            }
            people += try await batch { act in try next.map { try Self.enter($0, units, act) } }
            done += next.reduce(0) { $0 + $1.commands }
            progress(done, total)
        }
        return people
    }

    private static func enter(_ career: Career, _ units: [Identifier], _ act: Act) throws -> Identifier {
        let first = career.stays[0]
        let person = try act.run(
            RegisterPerson(
                name: career.person.name, documentNumber: career.person.identityNumber, phone: career.person.phone,
                unit: units[first.unit])
        ).person
        var post = try act.run(
            HireWorker(
                person: person, category: career.category, source: career.source, sourceNote: career.sourceNote,
                hiredOn: career.hiredOn, unit: units[first.unit], startedOn: first.startedOn)
        ).post
        for stay in career.stays.dropFirst() {
            post = try act.run(
                MoveWorker(person: person, unit: units[stay.unit], startedOn: stay.startedOn, reason: stay.reason)
            ).post
        }
        for stay in career.alsoFor {
            try act.run(TakeResponsibility(person: person, unit: units[stay.unit], startedOn: stay.startedOn))
        }
        if let second = career.second {
            try act.run(
                AppointWorker(person: person, unit: units[second.unit], startedOn: second.startedOn, isSecond: true))
        }
        if let leaving = career.leaving {
            try act.run(EndPost(post: post, endedOn: leaving.lastDay, reason: leaving.reason))
        }
        return person
    }

    private func openAccounts(_ units: [Identifier], _ people: [Identifier], _ passwordHash: String) async throws {
        let accounts = cast.map { account, unit in
            (account: account, unit: units[unit], person: plan.career(of: account.seat).map { people[$0] })
        }
        _ = try await batch { act in
            try accounts.map { entry in
                let account = try act.run(
                    MakeAccount(
                        login: entry.account.login, fullName: entry.account.name, person: entry.person,
                        passwordHash: passwordHash, isDemo: true)
                ).account
                try act.run(GrantRole(account: account, role: entry.account.role, unit: entry.unit))
                return account
            }
        }
    }

    private func batch(_ body: @escaping @Sendable (Act) throws -> [Identifier]) async throws -> [Identifier] {
        try await house.runner.batch("foundDemoCity", as: .founder, body)
    }
}
