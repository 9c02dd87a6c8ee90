import Core
import Storage

/// One unit goes on for another: what belonged to it belongs to the successor from this day, and it is closed.
package struct MergeUnits: Command {
    package typealias Outcome = Done

    package static let name = "mergeUnits"

    package var unit: Identifier
    /// The successor.
    package var into: Identifier
    package var on: Day
    package var reason: String

    package init(unit: Identifier, into: Identifier, on: Day, reason: String) {
        self.unit = unit
        self.into = into
        self.on = on
        self.reason = reason
    }

    package struct Subject {
        let unit: Unit
        let into: Unit
    }

    package func load(_ act: Act) throws -> Subject {
        guard let unit = try UnitStore.find(unit, act.actor.sees, act.tx),
            let into = try UnitStore.find(into, act.actor.sees, act.tx)
        else { throw Problem.notFound }
        return Subject(unit: unit, into: into)
    }

    package func mayRun(_ subject: Subject, _ act: Act) -> Permission {
        for place in [subject.unit.place, subject.into.place] {
            for power in [Power.manageUnits, .post] {
                let permission = act.actor.may(power, at: place)
                guard permission.isAllowed else { return permission }
            }
        }
        return .allowed
    }

    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] {
        if let conflict = UnitChangeRules.conflict(changing: subject.unit) { throw conflict }
        return try Self.problems(merging: subject.unit, into: subject.into, on: on, today: act.today, act.tx)
            + Reason.problems(reason)
    }

    package func perform(_ subject: Subject, _ act: Act) throws -> Done {
        let (from, to) = (subject.unit.place, subject.into.place)
        act.note("unit", unit, fields: ["closedOn"])
        act.note("unit", into)
        for content in act.registry.contents where content.onClosing != .stays {
            try content.succeed(from, to, on, act)
        }
        // A room that left something behind would orphan it.
        for content in act.registry.contents where content.onClosing == .inTheWay {
            let left = try content.count(from, act.tx)
            guard left == 0 else {
                throw Problem.conflict("“\(content.title)”还有 \(left) 项不能转入\(subject.into.name)，没有合并")
            }
        }
        try UnitStore.close(subject.unit, on: on, act)
        try AliasStore.pass(from: subject.unit, to: subject.into, act)
        try UnitChange.write(.merged, unit, other: into, on: on, because: UnitName.normalized(reason), act)
        return Done()
    }

    static func problems(
        merging unit: Unit, into: Unit, on day: Day, today: Day, _ tx: Transaction
    ) throws -> [FieldProblem] {
        if unit.id == into.id { return [FieldProblem("into", "不能并入自己，请选另一个单位")] }
        if into.isClosed { return [FieldProblem("into", "\(into.name)已经撤销，请另选一个单位")] }
        if unit.place.key.contains(into.place.key) {
            return [FieldProblem("into", "\(into.name)在\(unit.name)下面，不能反过来并入；请先把它移出来")]
        }
        guard unit.kind.mayMerge(into: into.kind) else {
            return [FieldProblem("into", "“\(unit.kind.title)”不能并入“\(into.kind.title)”；请选同一级的单位")]
        }
        for child in try UnitStore.openChildren(of: unit.id, tx) where child.parent != into.id {
            let problems = try UnitChangeRules.problems(placing: child, below: into, field: "into", tx)
            if !problems.isEmpty { return problems }
        }
        return try UnitChangeRules.problems(onDay: day, changing: [unit], today: today, tx)
            + UnitChangeRules.problems(onDay: day, into: into, tx)
    }
}

extension UnitKind {
    /// Offices of one rank into one another, 小二级 unions into one another or into the office of their street.
    func mayMerge(into other: UnitKind) -> Bool {
        switch self {
        case .city: false
        case .district: other == .district
        case .street, .town, .zone: other.isStreetTier
        default: other.isSubUnion || other.isStreetTier
        }
    }
}
