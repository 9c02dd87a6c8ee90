import Core
import Organization

extension Founding {
    private static let enterprisesAtOnce = 100

    func enterEnterprises(_ units: [Identifier], _ advance: (_ commands: Int) -> Void) async throws {
        var unions: [Int: Identifier] = [:]
        var start = 0
        while start < plan.enterprises.count {
            let next = start..<min(start + Self.enterprisesAtOnce, plan.enterprises.count)
            let (known, planned) = (unions, plan.enterprises)
            unions = try await house.runner.batch("foundDemoCity", as: .founder) { act in
                var unions = known
                for index in next { unions[index] = try Self.enter(planned[index], units, unions, act) }
                return unions
            }
            advance(next.reduce(0) { $0 + plan.enterprises[$1].commands })
            start = next.upperBound
        }
    }

    /// The joint union that it has founded.
    private static func enter(
        _ one: PlannedEnterprise, _ units: [Identifier], _ unions: [Int: Identifier], _ act: Act
    ) throws -> Identifier? {
        let enterprise = try act.run(
            RegisterEnterprise(
                unit: units[one.unit], name: one.formerName?.name ?? one.name, creditCode: one.creditCode,
                creditCodeOverride: one.creditCodeOverride, ownership: one.ownership, industry: one.industry,
                openedOn: one.openedOn)
        ).enterprise
        if let former = one.formerName {
            try act.run(
                CorrectEnterprise(
                    enterprise: enterprise, version: 1, name: one.name, renamedOn: former.until,
                    creditCode: one.creditCode, creditCodeOverride: one.creditCodeOverride, ownership: one.ownership,
                    industry: one.industry, openedOn: one.openedOn))
        }
        for count in one.counts {
            try act.run(
                RecordHeadcount(
                    enterprise: enterprise, countedOn: count.day, employees: count.employees, members: count.members,
                    sourceNote: "年报"))
        }
        let joint = try enter(one.union, of: enterprise, named: one.name, unions, act)
        if let closedOn = one.closedOn {
            try act.run(CloseEnterprise(enterprise: enterprise, closedOn: closedOn, reason: "已注销或迁出"))
        }
        return joint
    }

    private static func enter(
        _ union: PlannedEnterprise.Union?, of enterprise: Identifier, named name: String,
        _ unions: [Int: Identifier], _ act: Act
    ) throws -> Identifier? {
        switch union {
        case nil: break
        case .own(let foundedOn, let electedOn, let years):
            try act.run(
                FoundUnion(
                    enterprise: enterprise, kind: .single, name: name + "工会", foundedOn: foundedOn,
                    electedOn: electedOn, termYears: years))
        case .joint(let name, let foundedOn, let electedOn):
            return try act.run(
                FoundUnion(
                    enterprise: enterprise, kind: .joint, name: name, foundedOn: foundedOn, electedOn: electedOn,
                    termYears: 5)
            ).union
        case .member(let founder, let joinedOn):
            if let union = unions[founder] {
                try act.run(JoinUnion(enterprise: enterprise, union: union, joinedOn: joinedOn))
            }
        }
        return nil
    }
}
