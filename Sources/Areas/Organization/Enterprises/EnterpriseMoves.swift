import Core
import Storage

/// From a day another unit answers for the enterprise. Of a closed one, only where it is kept changes.
package struct MoveEnterprise: Command {
    package typealias Outcome = Done

    package static let name = "moveEnterprise"

    package var enterprise: Identifier
    package var unit: Identifier
    /// The first day at the new unit; not after today.
    package var from: Day
    package var reason: String

    package init(enterprise: Identifier, unit: Identifier, from: Day, reason: String) {
        self.enterprise = enterprise
        self.unit = unit
        self.from = from
        self.reason = reason
    }

    package func load(_ act: Act) throws -> (enterprise: Enterprise, unit: Unit) {
        let enterprise = try act.enterprise(enterprise)
        guard let unit = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        return (enterprise, unit)
    }

    package func mayRun(_ subject: (enterprise: Enterprise, unit: Unit), _ act: Act) -> Permission {
        let permission = act.actor.may(.manageUnits, at: subject.enterprise.place)
        return permission.isAllowed ? act.actor.may(.manageUnits, at: subject.unit.place) : permission
    }

    package func check(_ subject: (enterprise: Enterprise, unit: Unit), _ act: Act) throws -> [FieldProblem] {
        var problems = subject.unit.problemsOfAnswering("unit")
        if subject.unit.id == subject.enterprise.place.unit {
            problems.append(FieldProblem("unit", "这家企业已经由\(subject.unit.name)联系"))
        }
        problems += Reason.problems(reason)
        if from > act.today { problems.append(FieldProblem("from", "日期不能晚于今天")) }
        if !subject.enterprise.isClosed,
            let start = try EnterpriseStore.stays(of: subject.enterprise.id, act.tx).first?.startedOn, from < start
        {
            problems.append(FieldProblem("from", "不能早于现在的单位开始联系的日期 \(start)"))
        }
        return problems
    }

    package func perform(_ subject: (enterprise: Enterprise, unit: Unit), _ act: Act) throws -> Done {
        let (enterprise, unit) = subject
        try enterprise.move(to: unit.place, on: from, because: Reason.normalized(reason), act)
        act.note("enterprise", enterprise.id, fields: ["unit"])
        act.note("unit", unit.id)
        act.note("unit", enterprise.place.unit)
        return Done()
    }
}

extension Enterprise {
    func move(to place: Place, on day: Day, because reason: String, _ act: Act) throws {
        if !isClosed {
            try EnterpriseStore.endStay(of: id, on: day, .moved, because: reason, act)
            try EnterpriseStore.startStay(id, at: place, on: day, because: reason, act)
        }
        try EnterpriseStore.place(id, at: place, act)
    }
}

/// The enterprise has closed or gone away; from this day it is no longer counted.
package struct CloseEnterprise: Command {
    package typealias Outcome = Done

    package static let name = "closeEnterprise"

    package var enterprise: Identifier
    package var closedOn: Day
    package var reason: String

    package init(enterprise: Identifier, closedOn: Day, reason: String) {
        self.enterprise = enterprise
        self.closedOn = closedOn
        self.reason = reason
    }

    package func load(_ act: Act) throws -> Enterprise { try act.enterprise(enterprise) }

    package func mayRun(_ enterprise: Enterprise, _ act: Act) -> Permission {
        let permission = act.actor.may(.manageUnits, at: enterprise.place)
        guard permission.isAllowed else { return permission }
        return enterprise.isClosed ? .refused("这家企业已经登记为关闭") : .allowed
    }

    package func check(_ enterprise: Enterprise, _ act: Act) throws -> [FieldProblem] {
        var problems = Reason.problems(reason)
        if closedOn > act.today { problems.append(FieldProblem("closedOn", "关闭日期不能晚于今天")) }
        if let start = try EnterpriseStore.stays(of: enterprise.id, act.tx).first?.startedOn, closedOn < start {
            problems.append(FieldProblem("closedOn", "关闭日期不能早于 \(start)"))
        }
        if let membership = try EnterpriseUnionStore.membership(of: enterprise.id, act.tx),
            closedOn < membership.joinedOn
        {
            problems.append(FieldProblem("closedOn", "关闭日期不能早于建会或加入联合工会的日期 \(membership.joinedOn)"))
        }
        return problems
    }

    package func perform(_ enterprise: Enterprise, _ act: Act) throws -> Done {
        let why = Reason.normalized(reason)
        try EnterpriseStore.endStay(of: enterprise.id, on: closedOn, .closed, because: why, act)
        try act.tx.execute(
            """
            UPDATE enterprises SET closed_on = \(closedOn), version = version + 1, updated_at = \(act.now)
            WHERE id = \(enterprise.id)
            """)
        // Its own union ends with it; a joint one goes on without it.
        try EnterpriseUnionStore.enterpriseCloses(enterprise.id, on: closedOn, because: why, act)
        try EnterpriseSums.follow(enterprise.id, act.tx)
        act.note("enterprise", enterprise.id, fields: ["closedOn"])
        act.note("unit", enterprise.place.unit)
        return Done()
    }
}

/// A closing was a mistake, or the enterprise works again.
package struct ReopenEnterprise: Command {
    package typealias Outcome = Done

    package static let name = "reopenEnterprise"

    package var enterprise: Identifier
    package var from: Day
    package var reason: String

    package init(enterprise: Identifier, from: Day, reason: String) {
        self.enterprise = enterprise
        self.from = from
        self.reason = reason
    }

    package func load(_ act: Act) throws -> (enterprise: Enterprise, unit: Unit?) {
        let enterprise = try act.enterprise(enterprise)
        return (enterprise, try UnitStore.find(enterprise.place.unit, act.tx))
    }

    package func mayRun(_ subject: (enterprise: Enterprise, unit: Unit?), _ act: Act) -> Permission {
        let permission = act.actor.may(.manageUnits, at: subject.enterprise.place)
        guard permission.isAllowed else { return permission }
        if !subject.enterprise.isClosed { return .refused("这家企业没有关闭") }
        return subject.unit?.isClosed == true ? .refused("联系它的单位已经撤销，请先把企业划到别的单位") : .allowed
    }

    package func check(_ subject: (enterprise: Enterprise, unit: Unit?), _ act: Act) throws -> [FieldProblem] {
        var problems = Reason.problems(reason)
        if from > act.today { problems.append(FieldProblem("from", "日期不能晚于今天")) }
        if let closedOn = subject.enterprise.closedOn, from < closedOn {
            problems.append(FieldProblem("from", "不能早于关闭日期 \(closedOn)"))
        }
        return problems
    }

    package func perform(_ subject: (enterprise: Enterprise, unit: Unit?), _ act: Act) throws -> Done {
        let enterprise = subject.enterprise
        try EnterpriseStore.startStay(
            enterprise.id, at: enterprise.place, on: from, because: Reason.normalized(reason), act)
        try act.tx.execute(
            """
            UPDATE enterprises SET closed_on = NULL, version = version + 1, updated_at = \(act.now)
            WHERE id = \(enterprise.id)
            """)
        try EnterpriseSums.follow(enterprise.id, act.tx)
        act.note("enterprise", enterprise.id, fields: ["closedOn"])
        act.note("unit", enterprise.place.unit)
        return Done()
    }
}

extension Reason {
    static func normalized(_ text: String) -> String { UnitName.normalized(text) }
}
