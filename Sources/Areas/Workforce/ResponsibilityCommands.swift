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
        try CarriedUnits.follow(person, act.tx)
        act.note("person", person)
        act.note("unit", unit)
        return Outcome(responsibility: id)
    }
}

/// Somebody gives up a unit that she answered for. Where nobody else answers for it, only with a reason, which its page
/// shows; and for 30 days the unit is still among what she hands over before her post ends.
package struct EndResponsibility: Command {
    package static let name = "endResponsibility"
    package var responsibility: Identifier
    package var endedOn: Day
    package var reason: String?

    package init(responsibility: Identifier, endedOn: Day, reason: String? = nil) {
        self.responsibility = responsibility
        self.endedOn = endedOn
        self.reason = reason
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
        let leavesNobody = try Self.leavesNobody(subject, act.tx)
        // While she hands over, a unit is given to somebody and not merely dropped.
        if leavesNobody, try HandoverStore.open(of: subject.post, act.tx) != nil {
            throw Problem.conflict("正在办理交接；请在交接页上把这个单位交给别人")
        }
        let early = endedOn < subject.startedOn
        var problems: [FieldProblem] = early ? [FieldProblem("endedOn", "结束日期早于开始日期 \(subject.startedOn)")] : []
        problems += Posting.problems(withDay: endedOn, field: "endedOn", act)
        // The founder writes down what was.
        if leavesNobody, act.actor.kind != .founder, reason == nil {
            problems.append(FieldProblem("reason", "这个单位将没有人负责，请写明原因；或者先请别人来负责"))
        } else if let reason {
            problems += Reason.problems(reason)
        }
        return problems
    }

    /// Nobody else answers for the unit, and it is still there.
    static func leavesNobody(_ subject: Responsibility, _ tx: Transaction) throws -> Bool {
        try Holdable.responsibilities.needsOwner([subject.id], tx).contains(subject.id)
    }

    package func perform(_ subject: Responsibility, _ act: Act) throws -> Done {
        let droppedAt = act.actor.kind == .founder ? nil : act.now
        let why = try Self.leavesNobody(subject, act.tx) ? reason : nil
        try act.tx.execute(
            """
            UPDATE responsibilities SET ended_on = \(endedOn), dropped_at = \(droppedAt), drop_reason = \(why)
            WHERE id = \(subject.id)
            """)
        try CarriedUnits.follow(subject.person, act.tx)
        act.note("person", subject.person)
        act.note("unit", subject.place.unit)
        return Done()
    }
}
