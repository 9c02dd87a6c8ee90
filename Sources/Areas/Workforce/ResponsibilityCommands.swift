import Core
import Organization
import People
import Storage

/// Makes a worker answer for a unit, beside the one where she is posted.
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
        guard let post = try PostStore.primary(of: [person], act.tx)[person] else {
            throw Problem.conflict("此人没有在任的岗位，不能负责单位")
        }
        return (post, unit)
    }

    package func mayRun(_ subject: (post: Post, unit: Unit), _ act: Act) -> Permission {
        act.actor.may(.post, at: subject.unit.place)
    }

    package func check(_ subject: (post: Post, unit: Unit), _ act: Act) throws -> [FieldProblem] {
        var problems = Posting.problems(withFirstDay: startedOn, field: "startedOn", act)
        if !subject.unit.kind.isCovered {
            problems.append(FieldProblem("unit", "负责的单位应是街镇工会或“小二级”工会"))
        }
        if subject.unit.closedOn != nil { problems.append(FieldProblem("unit", "这个单位已经撤销")) }
        if startedOn < subject.post.startedOn {
            problems.append(FieldProblem("startedOn", "早于到岗日期 \(subject.post.startedOn)"))
        }
        if try ResponsibilityStore.current(of: person, act.tx).contains(where: { $0.place.unit == unit }) {
            problems.append(FieldProblem("unit", "此人已经负责这个单位"))
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
        return endedOn < subject.startedOn
            ? [FieldProblem("endedOn", "结束日期早于开始日期 \(subject.startedOn)")] : []
    }

    package func perform(_ subject: Responsibility, _ act: Act) throws -> Done {
        try act.tx.execute("UPDATE responsibilities SET ended_on = \(endedOn) WHERE id = \(subject.id)")
        act.note("person", subject.person)
        act.note("unit", subject.place.unit)
        return Done()
    }
}
