import Core
import Storage

/// Puts a unit with all that lies below it under another parent; its district may change with it.
package struct MoveUnit: Command {
    package typealias Outcome = Done

    package static let name = "moveUnit"

    package var unit: Identifier
    package var parent: Identifier
    /// The first day on which it lies there.
    package var on: Day
    package var reason: String

    package init(unit: Identifier, parent: Identifier, on: Day, reason: String) {
        self.unit = unit
        self.parent = parent
        self.on = on
        self.reason = reason
    }

    package struct Subject {
        let unit: Unit
        let parent: Unit
    }

    package func load(_ act: Act) throws -> Subject {
        guard let unit = try UnitStore.find(unit, act.actor.sees, act.tx),
            let parent = try UnitStore.find(parent, act.actor.sees, act.tx)
        else { throw Problem.notFound }
        return Subject(unit: unit, parent: parent)
    }

    package func mayRun(_ subject: Subject, _ act: Act) -> Permission {
        let here = act.actor.may(.manageUnits, at: subject.unit.place)
        return here.isAllowed ? act.actor.may(.manageUnits, at: subject.parent.place) : here
    }

    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] {
        if let conflict = UnitChangeRules.conflict(changing: subject.unit) { throw conflict }
        return try Self.problems(moving: subject.unit, below: subject.parent, on: on, today: act.today, act.tx)
            + Reason.problems(reason)
    }

    package func perform(_ subject: Subject, _ act: Act) throws -> Done {
        _ = try UnitStore.move(subject.unit, below: subject.parent.place, on: on, act)
        try UnitChange.write(
            .moved, unit, other: parent, before: subject.unit.parent, on: on, because: UnitName.normalized(reason), act)
        act.note("unit", unit, fields: ["parent"])
        if let before = subject.unit.parent { act.note("unit", before) }
        act.note("unit", parent)
        return Done()
    }

    static func problems(
        moving unit: Unit, below parent: Unit, on day: Day, today: Day, _ tx: Transaction
    ) throws -> [FieldProblem] {
        if unit.parent == parent.id { return [FieldProblem("parent", "\(unit.name)现在就在\(parent.name)下面")] }
        return try UnitChangeRules.problems(placing: unit, below: parent, field: "parent", tx)
            + UnitChangeRules.problems(onDay: day, changing: [unit], today: today, tx)
            + UnitChangeRules.problems(onDay: day, into: parent, tx)
    }
}
