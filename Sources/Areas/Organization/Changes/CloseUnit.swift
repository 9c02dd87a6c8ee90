import Core
import Storage

/// Closes a unit that nothing belongs to any more.
package struct CloseUnit: Command {
    package typealias Outcome = Done

    package static let name = "closeUnit"

    package var unit: Identifier
    /// Its last day was the one before.
    package var on: Day
    package var reason: String

    package init(unit: Identifier, on: Day, reason: String) {
        self.unit = unit
        self.on = on
        self.reason = reason
    }

    package func load(_ act: Act) throws -> Unit {
        guard let found = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ unit: Unit, _ act: Act) -> Permission { act.actor.may(.manageUnits, at: unit.place) }

    package func check(_ unit: Unit, _ act: Act) throws -> [FieldProblem] {
        if let conflict = UnitChangeRules.conflict(changing: unit) { throw conflict }
        let touched = try UnitTouched.all(of: unit.place, act.registry, act.tx)
        return try touched.filter(\.isInTheWay).map {
            FieldProblem("unit", "“\($0.title)”还有 \($0.count) 项，请先处理")
        } + UnitChangeRules.problems(onDay: on, changing: [unit], today: act.today, act.tx)
            + Reason.problems(reason)
    }

    package func perform(_ unit: Unit, _ act: Act) throws -> Done {
        guard let parent = try unit.parent.flatMap({ try ScopeTree.place(of: $0, act.tx) }) else {
            throw Problem.notFound
        }
        for content in act.registry.contents where content.onClosing == .passesUp {
            try content.succeed(unit.place, parent, on, act)
        }
        try UnitStore.close(unit, on: on, act)
        try UnitChange.write(.closed, unit.id, on: on, because: UnitName.normalized(reason), act)
        act.note("unit", unit.id, fields: ["closedOn"])
        return Done()
    }
}

/// Puts a closed unit into use again, as it was; what was passed on stays where it is.
package struct ReopenUnit: Command {
    package typealias Outcome = Done

    package static let name = "reopenUnit"

    package var unit: Identifier
    package var on: Day
    package var reason: String

    package init(unit: Identifier, on: Day, reason: String) {
        self.unit = unit
        self.on = on
        self.reason = reason
    }

    package func load(_ act: Act) throws -> Unit {
        guard let found = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ unit: Unit, _ act: Act) -> Permission { act.actor.may(.manageUnits, at: unit.place) }

    package func check(_ unit: Unit, _ act: Act) throws -> [FieldProblem] {
        guard let closed = unit.closedOn else { throw Problem.conflict("\(unit.name)没有撤销，不用恢复") }
        var problems: [FieldProblem] = []
        if let parent = try unit.parent.flatMap({ try UnitStore.find($0, act.tx) }), parent.isClosed {
            problems.append(FieldProblem("unit", "上级单位\(parent.name)已经撤销，请先恢复上级单位"))
        }
        if on > act.today { problems.append(FieldProblem("on", "日期晚于今天；请到那一天再办理")) }
        if on < closed { problems.append(FieldProblem("on", "日期早于撤销日期 \(closed)")) }
        return problems + Reason.problems(reason)
    }

    package func perform(_ unit: Unit, _ act: Act) throws -> Done {
        try AliasStore.forgetOwnNames(of: unit, act)
        try UnitStore.reopen(unit, on: on, act)
        try UnitChange.write(.reopened, unit.id, on: on, because: UnitName.normalized(reason), act)
        act.note("unit", unit.id, fields: ["closedOn"])
        return Done()
    }
}
