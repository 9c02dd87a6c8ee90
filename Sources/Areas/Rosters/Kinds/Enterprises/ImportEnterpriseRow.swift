import Core
import Organization
import Storage

/// Takes over one row about an enterprise, as judged: registers it, or corrects what is known of it.
package struct ImportEnterpriseRow: Command {
    package static let name = "importEnterpriseRow"
    let file: Identifier
    let values: RowValues
    let unit: Identifier
    /// nil: not known yet.
    let enterprise: Identifier?
    let changes: [String]

    package typealias Outcome = RowTaken

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { act.actor.may(.importRosters) }

    package func perform(_ subject: Void, _ act: Act) throws -> RowTaken {
        act.note("roster", file)
        guard let enterprise else {
            let made = try act.run(RegisterEnterprise(values, at: unit)).enterprise
            var trace = RowTrace(isNew: true)
            try count(made, &trace, act)
            act.note("enterprise", made)
            return RowTaken(record: made, trace: trace)
        }
        guard let known = try EnterpriseStore.find(enterprise, act.actor.sees, act.tx) else { throw Problem.notFound }
        var trace = RowTrace(isNew: false)
        if changes.contains(where: { $0 != "employees" }) {
            try act.run(CorrectEnterprise(known, values))
            trace.keep(.enterpriseName, known.name)
            trace.keep(.creditCode, known.creditCode)
            trace.keep(.remark, known.creditCodeOverride)
            trace.keep(.address, known.address)
            trace.keep(.industry, known.industry?.rawValue)
            trace.keep(.openedOn, known.openedOn?.description)
        }
        if changes.contains("employees") { try count(enterprise, &trace, act) }
        act.note("enterprise", enterprise, fields: changes)
        return RowTaken(record: enterprise, trace: trace)
    }

    private func count(_ enterprise: Identifier, _ trace: inout RowTrace, _ act: Act) throws {
        guard let said = HeadcountSaid(values, act.today) else { return }
        try said.write(of: enterprise, in: &trace, act)
    }
}

extension RegisterEnterprise {
    /// As a row says it.
    init(_ values: RowValues, at unit: Identifier) {
        self.init(
            unit: unit, name: values[.enterpriseName] ?? "", creditCode: values.creditCode,
            creditCodeOverride: values.creditCodeOverride, address: values[.address], industry: values.industryRead,
            openedOn: values.day(.openedOn))
    }
}

extension CorrectEnterprise {
    /// As a row says it; what it leaves blank stays as it is.
    init(_ known: Enterprise, _ values: RowValues) {
        self.init(
            enterprise: known.id, version: known.version, name: values[.enterpriseName] ?? known.name,
            shortName: known.shortName, creditCode: values.creditCode ?? known.creditCode,
            creditCodeOverride: values.creditCode == nil ? known.creditCodeOverride : values.creditCodeOverride,
            address: values[.address] ?? known.address, ownership: known.ownership,
            industry: values.industryRead ?? known.industry, openedOn: values.day(.openedOn) ?? known.openedOn)
    }
}

extension RowValues {
    fileprivate var creditCodeOverride: String? { creditCodeFault == nil ? nil : self[.remark] }
}

extension HeadcountSaid {
    /// Writes it down; another count of the same day was a mistake.
    func write(of enterprise: Identifier, in trace: inout RowTrace, _ act: Act) throws {
        if let known = try HeadcountStore.on(day, of: enterprise, act.tx) {
            trace.keep(.employees, String(known.employees))
            trace.keep(.members, String(known.members))
            trace.headcount = try act.run(
                CorrectHeadcount(
                    headcount: known.id, countedOn: day, employees: employees, members: members,
                    sourceNote: "导入", reason: "导入更正")
            ).headcount
        } else {
            trace.headcount = try act.run(
                RecordHeadcount(
                    enterprise: enterprise, countedOn: day, employees: employees, members: members, sourceNote: "导入")
            ).headcount
        }
        trace.countedOn = day
    }
}

/// Takes over one row about how many people work at an enterprise.
package struct ImportHeadcountRow: Command {
    package static let name = "importHeadcountRow"
    let file: Identifier
    let values: RowValues
    let enterprise: Identifier

    package typealias Outcome = RowTaken

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { act.actor.may(.importRosters) }

    package func perform(_ subject: Void, _ act: Act) throws -> RowTaken {
        act.note("roster", file)
        guard let said = HeadcountSaid(values, act.today) else { throw Problem.notFound }
        var trace = RowTrace(isNew: false)
        try said.write(of: enterprise, in: &trace, act)
        act.note("enterprise", enterprise, fields: ["employees", "members"])
        return RowTaken(record: enterprise, trace: trace)
    }
}
