import Core
import Organization
import People
import Storage

/// Makes a worker answer for a unit, beside the one where she is posted. It hangs on the post nearest to the unit.
package struct TakeResponsibility: Command {
    package static let name = "takeResponsibility"
    package var person: Identifier
    package var unit: Identifier
    package var startedOn: Day

    package init(person: Identifier, unit: Identifier, startedOn: Day) {
        self.person = person
        self.unit = unit
        self.startedOn = startedOn
    }

    package struct Outcome: Codable, Sendable {
        package let responsibility: Identifier
    }

    package func load(_ act: Act) throws -> (post: Post, unit: Unit) {
        guard try PersonStore.place(of: person, act.actor.sees, act.tx) != nil,
            let unit = try UnitStore.find(unit, act.actor.sees, act.tx)
        else { throw Problem.notFound }
        let posts = try PostStore.current(of: person, act.tx)
        let above = posts.filter { $0.place.key.contains(unit.place.key) }
        guard let post = above.max(by: { $0.place.key.depth < $1.place.key.depth }) ?? posts.first(where: \.isPrimary)
        else { throw Problem.conflict("此人没有在任的岗位，不能负责单位") }
        return (post, unit)
    }

    package func mayRun(_ subject: (post: Post, unit: Unit), _ act: Act) -> Permission {
        let atUnit = act.actor.may(.post, at: subject.unit.place)
        return atUnit.isAllowed ? act.actor.may(.post, at: subject.post.place) : atUnit
    }

    package func check(_ subject: (post: Post, unit: Unit), _ act: Act) throws -> [FieldProblem] {
        var problems = Posting.problems(withDay: startedOn, field: "startedOn", act)
        if !subject.unit.kind.isCovered {
            problems.append(FieldProblem("unit", "负责的单位应是街镇工会或“小二级”工会"))
        }
        if subject.unit.closedOn != nil { problems.append(FieldProblem("unit", "这个单位已经撤销")) }
        if startedOn < subject.post.startedOn {
            problems.append(FieldProblem("startedOn", "早于到岗日期 \(subject.post.startedOn)"))
        }
        let before = try ResponsibilityStore.history(of: person, at: unit, act.tx)
        if before.contains(where: { $0.endedOn == nil }) {
            problems.append(FieldProblem("unit", "此人已经负责这个单位"))
        } else if let last = before.compactMap(\.endedOn).max(), startedOn <= last {
            problems.append(FieldProblem("startedOn", "此人负责这个单位到 \(last)，开始日期须在其后"))
        }
        return problems
    }

    package func perform(_ subject: (post: Post, unit: Unit), _ act: Act) throws -> Outcome {
        let id = try ResponsibilityStore.insert(
            person, through: subject.post.id, for: subject.unit.place, from: startedOn, act)
        act.note("person", person)
        act.note("unit", unit)
        return Outcome(responsibility: id)
    }
}

package struct EndResponsibility: Command {
    package static let name = "endResponsibility"
    package var responsibility: Identifier
    package var endedOn: Day

    package init(responsibility: Identifier, endedOn: Day) {
        self.responsibility = responsibility
        self.endedOn = endedOn
    }

    package func load(_ act: Act) throws -> Responsibility {
        guard let found = try ResponsibilityStore.find(responsibility, act.actor.sees, act.tx) else {
            throw Problem.notFound
        }
        return found
    }

    package func mayRun(_ subject: Responsibility, _ act: Act) -> Permission {
        act.actor.may(.post, at: subject.place)
    }

    package func check(_ subject: Responsibility, _ act: Act) throws -> [FieldProblem] {
        if subject.endedOn != nil { throw Problem.conflict("这项负责已经结束") }
        // While she hands over, a unit is given to somebody and not merely dropped.
        if try HandoverStore.open(of: subject.post, act.tx) != nil {
            let isNeeded = try Holdable.responsibilities.needsOwner([subject.id], act.tx).contains(subject.id)
            if isNeeded { throw Problem.conflict("正在办理交接；请在交接页上把这个单位交给别人") }
        }
        let early = endedOn < subject.startedOn
        return (early ? [FieldProblem("endedOn", "结束日期早于开始日期 \(subject.startedOn)")] : [])
            + Posting.problems(withDay: endedOn, field: "endedOn", act)
    }

    package func perform(_ subject: Responsibility, _ act: Act) throws -> Done {
        try act.tx.execute("UPDATE responsibilities SET ended_on = \(endedOn) WHERE id = \(subject.id)")
        act.note("person", subject.person)
        act.note("unit", subject.place.unit)
        return Done()
    }
}
