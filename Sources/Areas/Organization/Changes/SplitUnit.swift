import Core
import Storage

/// Makes a new unit, beside the old one, out of a part of it: units below it and single contents that are chosen.
package struct SplitUnit: Command {
    package struct Outcome: Codable, Sendable { package let unit: Identifier }

    package static let name = "splitUnit"

    package var unit: Identifier
    package var kind: UnitKind
    package var name: String
    package var placeName: String?
    package var code: String?
    package var on: Day
    package var reason: String
    /// Units directly below that go with the new one.
    package var children: [Identifier]
    /// Other contents that go with it, by the key of `UnitContent.Parts`: `["posts": […]]`.
    package var parts: [String: [Identifier]]

    package init(
        unit: Identifier, kind: UnitKind, name: String, placeName: String? = nil, code: String? = nil, on: Day,
        reason: String, children: [Identifier] = [], parts: [String: [Identifier]] = [:]
    ) {
        self.unit = unit
        self.kind = kind
        self.name = name
        self.placeName = placeName
        self.code = code
        self.on = on
        self.reason = reason
        self.children = children
        self.parts = parts
    }

    package struct Subject {
        let unit: Unit
        let parent: Unit?
        let children: [Unit]
    }

    package func load(_ act: Act) throws -> Subject {
        guard let unit = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        let below = try UnitStore.openChildren(of: unit.id, act.tx)
        let chosen = below.filter { children.contains($0.id) }
        guard chosen.count == Set(children).count else { throw Problem.notFound }
        // Whether she may register beside it is asked by the registering itself.
        let parent = try unit.parent.flatMap { try UnitStore.find($0, act.tx) }
        return Subject(unit: unit, parent: parent, children: chosen)
    }

    package func mayRun(_ subject: Subject, _ act: Act) -> Permission {
        guard let parent = subject.parent else { return .refused("市总工会是最上级的单位，不能移动、合并、拆分或撤销") }
        for place in [subject.unit.place, parent.place] {
            let permission = act.actor.may(.manageUnits, at: place)
            guard permission.isAllowed else { return permission }
        }
        return act.actor.may(.post, at: subject.unit.place)
    }

    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] {
        if let conflict = UnitChangeRules.conflict(changing: subject.unit) { throw conflict }
        return try problems(of: subject.unit, children: subject.children, today: act.today, act.tx)
    }

    /// What is wrong with it, but for the new unit's name, which its registering checks.
    func problems(of unit: Unit, children below: [Unit], today: Day, _ tx: Transaction) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if children.isEmpty, parts.values.allSatisfy(\.isEmpty) {
            problems.append(FieldProblem("children", "请至少选一项划给新单位；要登记空的新单位，请到上级单位登记下级单位"))
        }
        let misfit = below.first { children.contains($0.id) && !kind.kindsBelow.contains($0.kind) }
        if let misfit {
            problems.append(FieldProblem("children", "“\(kind.title)”下面不能设“\(misfit.kind.title)”"))
        }
        if !unit.kind.mayMerge(into: kind) { problems.append(FieldProblem("kind", "请选同一级的类型")) }
        return try problems + UnitChangeRules.problems(onDay: on, changing: [unit], today: today, tx)
            + Reason.problems(reason)
    }

    package func perform(_ subject: Subject, _ act: Act) throws -> Outcome {
        act.note("unit", unit)
        let new = try act.run(
            CreateUnit(
                parent: subject.unit.parent, kind: kind, name: name, placeName: placeName, code: code, openedOn: on)
        ).unit
        act.note("unit", new)
        guard let place = try ScopeTree.place(of: new, act.tx) else { throw Problem.notFound }
        for child in subject.children {
            _ = try UnitStore.move(child, below: place, on: on, act)
            try UnitChange.write(
                .moved, child.id, other: new, before: unit, on: on, because: UnitName.normalized(reason), act)
            act.note("unit", child.id)
        }
        let known = act.registry.contents.compactMap(\.parts)
        for (key, ids) in parts.sorted(by: { $0.key < $1.key }) where !ids.isEmpty {
            guard let content = known.first(where: { $0.key == key }) else { throw Problem.notFound }
            try content.pass(Array(Set(ids)).sorted(), subject.unit.place, place, on, act)
        }
        try UnitChange.write(.split, unit, other: new, on: on, because: UnitName.normalized(reason), act)
        return Outcome(unit: new)
    }
}
