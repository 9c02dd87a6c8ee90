import Core
import Storage

/// Remembers that in a district this spelling means that unit: for all that the confirmer may import for.
package struct ConfirmAlias: Command {
    package struct Outcome: Codable, Sendable { package let alias: Identifier }

    package static let name = "confirmAlias"

    package var district: Identifier
    package var alias: String
    package var unit: Identifier

    package init(district: Identifier, alias: String, unit: Identifier) {
        self.district = district
        self.alias = alias
        self.unit = unit
    }

    package func load(_ act: Act) throws -> Unit {
        guard let found = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ unit: Unit, _ act: Act) -> Permission { act.actor.may(.importRosters, at: unit.place) }

    package func check(_ unit: Unit, _ act: Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if unit.place.district != district {
            problems.append(FieldProblem("unit", "\(unit.name)不在这个区，请选本区的单位"))
        }
        if unit.isClosed { problems.append(FieldProblem("unit", "\(unit.name)已经撤销，请另选一个单位")) }
        let spelling = UnitName.spelling(alias)
        let reach = try AliasStore.reach(of: act.actor, around: unit.place, act.tx)
        if spelling.isEmpty || alias.count > UnitName.longest {
            problems.append(FieldProblem("alias", "花名册里的写法请写 1 到 \(UnitName.longest) 个字"))
        } else if problems.isEmpty {
            if case .found(_, byAlias: false) = try UnitDirectory(act.tx).find(in: district, place: alias) {
                problems.append(FieldProblem("alias", "“\(alias)”就是本区一个单位的名称，不需要另外记住"))
            } else if try AliasStore.known(spelling, in: district, act.tx).contains(where: {
                $0.unit != unit.id && $0.reach.contains(reach)
            }) {
                problems.append(FieldProblem("alias", "“\(alias)”已经记为本区的另一个单位，请先取消那一条"))
            }
        }
        return problems
    }

    package func perform(_ unit: Unit, _ act: Act) throws -> Outcome {
        let spelling = UnitName.spelling(alias)
        let reach = try AliasStore.reach(of: act.actor, around: unit.place, act.tx)
        let same = try AliasStore.known(spelling, in: district, act.tx).filter { $0.unit == unit.id }
        // Confirmed twice is confirmed once; confirmed for more, it need not be known for less.
        let known = same.first { $0.reach.contains(reach) }?.id
        let id = known ?? act.newIdentifier()
        if known == nil {
            for narrower in same { try AliasStore.forget(narrower.id, because: AliasStore.widened, act) }
            try AliasStore.insert(id, alias, spelling: spelling, of: unit.place, reach: reach, act)
        }
        act.note("unit", unit.id, fields: known == nil ? ["alias"] : [])
        act.note("unitAlias", id)
        return Outcome(alias: id)
    }
}

/// Takes back a spelling that was matched to the wrong unit.
package struct ForgetAlias: Command {
    package typealias Outcome = Done

    package static let name = "forgetAlias"

    package var alias: Identifier
    package var reason: String

    package init(alias: Identifier, reason: String) {
        self.alias = alias
        self.reason = reason
    }

    package func load(_ act: Act) throws -> UnitAlias {
        guard let found = try AliasStore.find(alias, act.actor.sees, act.tx) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ alias: UnitAlias, _ act: Act) -> Permission {
        act.actor.may(.importRosters, at: alias.place)
    }

    package func check(_ alias: UnitAlias, _ act: Act) throws -> [FieldProblem] {
        Reason.problems(reason)
    }

    package func perform(_ alias: UnitAlias, _ act: Act) throws -> Done {
        try AliasStore.forget(alias.id, because: UnitName.normalized(reason), act)
        act.note("unit", alias.unit, fields: ["alias"])
        act.note("unitAlias", alias.id)
        return Done()
    }
}
