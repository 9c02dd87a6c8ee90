import Accounts
import Core
import Organization
import Storage

/// Turns the plan into commands, in batches, always in the same order.
struct Founding {
    let plan: CityPlan
    let house: House
    let progress: @Sendable (_ done: Int, _ of: Int) -> Void

    static let batchSize = 300

    private var cast: [(account: DemoAccount, unit: Int)] {
        DemoCity.cast.compactMap { account in plan.unit(of: account.seat).map { (account, $0) } }
    }

    private var total: Int {
        plan.units.count + 2 * plan.formerUnits.count + plan.movedUnits.count
            + plan.careers.reduce(0) { $0 + $1.commands } + plan.enterprises.reduce(0) { $0 + $1.commands }
            + Deed.all(plan).reduce(0) { $0 + $1.commands } + 2 * cast.count
            + plan.handovers.reduce(0) { $0 + $1.commands }
    }

    func run(passwordHash: String) async throws {
        let total = total
        var done = 0
        let said = progress
        said(0, total)
        func advance(_ commands: Int) {
            done += commands
            said(done, total)
        }
        let units = try await createUnits(advance)
        let people = try await enterCareers(units, advance)
        try await enterEnterprises(units, advance)
        let deeds = Deed.all(plan)
        _ = try await batch { act in
            for deed in deeds { try deed.run(act, Founded(units: units, people: people)) }
            return []
        }
        advance(deeds.reduce(0) { $0 + $1.commands })
        try await openAccounts(units, people, passwordHash)
        advance(2 * cast.count)
        try await beginHandovers(units, people)
        progress(total, total)
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

    func batch(_ body: @escaping @Sendable (Act) throws -> [Identifier]) async throws -> [Identifier] {
        try await house.runner.batch("foundDemoCity", as: .founder, body)
    }
}

/// The ids under which the plan's units and people stand.
struct Founded: Sendable {
    let units: [Identifier]
    let people: [Identifier]
}
