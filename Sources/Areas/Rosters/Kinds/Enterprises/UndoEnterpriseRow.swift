import Core
import Organization
import Storage

/// Undoes what one row about an enterprise did, unless somebody has changed anything of it since.
package struct UndoEnterpriseRow: Command {
    package static let name = "undoEnterpriseRow"
    let file: Identifier
    let enterprise: Identifier
    let mark: Identifier
    let trace: RowTrace

    package typealias Outcome = RowUndone

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { act.actor.may(.importRosters) }

    package func perform(_ subject: Void, _ act: Act) throws -> RowUndone {
        act.note("roster", file)
        guard let known = try EnterpriseStore.find(enterprise, act.actor.sees, act.tx) else { throw Problem.notFound }
        if try UndoStore.isEdited("enterprise", enterprise, since: mark, act.tx) { return RowUndone(kept: .edited) }
        if trace.isNew {
            try act.run(TakeBackEnterprise(enterprise: enterprise))
            return RowUndone(kept: nil)
        }
        if trace.hasKept(.enterpriseName) {
            try act.run(
                CorrectEnterprise(
                    enterprise: enterprise, version: known.version, name: trace.before[.enterpriseName] ?? known.name,
                    shortName: known.shortName, creditCode: trace.before[.creditCode],
                    creditCodeOverride: trace.before[.remark], address: trace.before[.address],
                    ownership: known.ownership, industry: trace.before[.industry].flatMap(Industry.init(rawValue:)),
                    openedOn: trace.hasKept(.openedOn) ? trace.before[.openedOn].flatMap { Day($0) } : known.openedOn))
        }
        try trace.takeBackCount(of: enterprise, act)
        act.note("enterprise", enterprise)
        return RowUndone(kept: nil)
    }
}

/// Undoes what one row about a headcount did, unless another count has taken its place since.
package struct UndoHeadcountRow: Command {
    package static let name = "undoHeadcountRow"
    let file: Identifier
    let enterprise: Identifier
    let trace: RowTrace

    package typealias Outcome = RowUndone

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { act.actor.may(.importRosters) }

    package func perform(_ subject: Void, _ act: Act) throws -> RowUndone {
        act.note("roster", file)
        guard let day = trace.countedOn, let counted = trace.headcount else { return RowUndone(kept: nil) }
        guard try EnterpriseStore.find(enterprise, act.actor.sees, act.tx) != nil else { throw Problem.notFound }
        guard try HeadcountStore.on(day, of: enterprise, act.tx)?.id == counted else {
            return RowUndone(kept: .edited)
        }
        try trace.takeBackCount(of: enterprise, act)
        act.note("enterprise", enterprise, fields: ["employees", "members"])
        return RowUndone(kept: nil)
    }
}

extension RowTrace {
    fileprivate func takeBackCount(of enterprise: Identifier, _ act: Act) throws {
        guard let headcount, let countedOn else { return }
        guard let employees = before[.employees].flatMap({ Int($0) }) else {
            try act.run(TakeBackHeadcount(headcount: headcount, reason: "撤销导入"))
            return
        }
        try act.run(
            CorrectHeadcount(
                headcount: headcount, countedOn: countedOn, employees: employees,
                members: before[.members].flatMap { Int($0) } ?? 0, reason: "撤销导入"))
    }
}
