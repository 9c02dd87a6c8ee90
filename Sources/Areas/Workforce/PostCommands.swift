import Core
import Organization
import People
import Storage

/// Gives a worker a post at a unit.
package struct AppointWorker: Command {
    package static let name = "appointWorker"
    package var person: Identifier
    package var unit: Identifier
    package var startedOn: Day
    /// Beside the primary post, at another unit.
    package var isSecond: Bool

    package init(person: Identifier, unit: Identifier, startedOn: Day, isSecond: Bool = false) {
        self.person = person
        self.unit = unit
        self.startedOn = startedOn
        self.isSecond = isSecond
    }

    package struct Outcome: Codable, Sendable {
        package let post: Identifier
    }

    package func load(_ act: Act) throws -> (unit: Unit, place: Place) {
        guard let place = try PersonStore.place(of: person, act.actor.sees, act.tx),
            let unit = try UnitStore.find(unit, act.actor.sees, act.tx)
        else { throw Problem.notFound }
        return (unit, place)
    }

    package func mayRun(_ subject: (unit: Unit, place: Place), _ act: Act) -> Permission {
        let atUnit = act.actor.may(.post, at: subject.unit.place)
        return atUnit.isAllowed ? act.actor.may(.post, at: subject.place) : atUnit
    }

    package func check(_ subject: (unit: Unit, place: Place), _ act: Act) throws -> [FieldProblem] {
        guard try WorkerStore.find(person, act.tx) != nil else {
            throw Problem.conflict("此人还没有登记为工会社工或党群工作者")
        }
        var problems = Posting.problems(withDay: startedOn, field: "startedOn", act)
        if subject.unit.closedOn != nil { problems.append(FieldProblem("unit", "这个单位已经撤销")) }
        let posts = try PostStore.history(of: person, act.tx)
        if posts.contains(where: { $0.endedOn == nil && $0.place.unit == unit }) {
            problems.append(FieldProblem("unit", "此人已经在这个单位任职"))
        } else if isSecond {
            if !posts.contains(where: { $0.isPrimary && $0.endedOn == nil }) {
                problems.append(FieldProblem("isSecond", "先有主岗，才能兼任第二个岗位"))
            }
        } else if posts.contains(where: { $0.isPrimary && $0.endedOn == nil }) {
            problems.append(FieldProblem("unit", "此人有在任的主岗；换单位请办理调动"))
        } else if let last = posts.filter(\.isPrimary).compactMap(\.endedOn).max(), startedOn <= last {
            problems.append(FieldProblem("startedOn", "上一个岗位到 \(last) 才结束，到岗日期须在其后"))
        }
        return problems + Posting.problems(withFirstDay: startedOn, atSameUnit: unit, among: posts)
    }

    package func perform(_ subject: (unit: Unit, place: Place), _ act: Act) throws -> Outcome {
        Outcome(post: try Posting.start(person, at: subject.unit, from: startedOn, isPrimary: !isSecond, act))
    }
}

/// Ends the primary post and begins another one elsewhere, or writes down where it always was.
///
/// Whoever holds something by the post hands it over first (`StartHandover`); a correction takes it along.
package struct MoveWorker: Command {
    package static let name = "moveWorker"
    package var person: Identifier
    package var unit: Identifier
    /// The first day at the new unit; for a correction the first day of the post, where that was wrong too.
    package var startedOn: Day
    package var reason: String
    /// She never worked at the unit that was written down.
    package var isCorrection: Bool

    package init(
        person: Identifier, unit: Identifier, startedOn: Day, reason: String, isCorrection: Bool = false
    ) {
        self.person = person
        self.unit = unit
        self.startedOn = startedOn
        self.reason = reason
        self.isCorrection = isCorrection
    }

    package struct Outcome: Codable, Sendable {
        package let post: Identifier
    }

    package func load(_ act: Act) throws -> (post: Post, unit: Unit) {
        guard try PersonStore.place(of: person, act.actor.sees, act.tx) != nil,
            let unit = try UnitStore.find(unit, act.actor.sees, act.tx)
        else { throw Problem.notFound }
        guard let post = try PostStore.primary(of: [person], act.tx)[person] else {
            throw Problem.conflict("此人没有在任的岗位，不能办理调动")
        }
        return (post, unit)
    }

    package func mayRun(_ subject: (post: Post, unit: Unit), _ act: Act) -> Permission {
        let here = act.actor.may(.post, at: subject.post.place)
        return here.isAllowed ? act.actor.may(.post, at: subject.unit.place) : here
    }

    package func check(_ subject: (post: Post, unit: Unit), _ act: Act) throws -> [FieldProblem] {
        let problems =
            try MoveRules.problems(
                moving: subject.post, to: subject.unit, on: startedOn, isCorrection: isCorrection, act)
            + Reason.problems(reason)
        if problems.isEmpty, !isCorrection { try Handing.refuseWhileHeld(subject.post, act) }
        return problems
    }

    package func perform(_ subject: (post: Post, unit: Unit), _ act: Act) throws -> Outcome {
        if isCorrection {
            try Posting.correct(subject.post, to: subject.unit, from: startedOn, because: reason, act)
            return Outcome(post: subject.post.id)
        }
        return Outcome(post: try Posting.move(subject.post, to: subject.unit, on: startedOn, because: reason, act))
    }
}

/// What is wrong with a move, whoever decides on it.
enum MoveRules {
    static func problems(
        moving post: Post, to unit: Unit, on day: Day, isCorrection: Bool, mayBeAhead: Bool = false, _ act: Act
    ) throws -> [FieldProblem] {
        var problems = mayBeAhead ? [] : Posting.problems(withDay: day, field: "startedOn", act)
        if unit.closedOn != nil { problems.append(FieldProblem("unit", "这个单位已经撤销")) }
        let others = try PostStore.history(of: post.person, act.tx).filter { $0.id != post.id }
        if unit.place.unit == post.place.unit, !isCorrection {
            problems.append(FieldProblem("unit", "此人现在就在这个单位"))
        } else if others.contains(where: { $0.endedOn == nil && $0.place.unit == unit.place.unit }) {
            problems.append(FieldProblem("unit", "此人已经在这个单位兼任第二岗位；请先结束兼任"))
        }
        if !isCorrection, day <= post.startedOn {
            problems.append(FieldProblem("startedOn", "新岗位的到岗日期须晚于现岗位的到岗日期 \(post.startedOn)"))
        }
        let previous = others.filter { $0.isPrimary }.compactMap(\.endedOn).max()
        if isCorrection, let previous, day <= previous {
            problems.append(FieldProblem("startedOn", "上一个岗位到 \(previous) 才结束，到岗日期须在其后"))
        }
        return problems
            + Posting.problems(withFirstDay: day, atSameUnit: unit.id, among: others.filter { !$0.isPrimary })
    }
}

/// Ends a post of somebody who holds nothing by it; whoever holds something hands it over first (`StartHandover`).
package struct EndPost: Command {
    package static let name = "endPost"
    package var post: Identifier
    /// The last day at work.
    package var endedOn: Day
    package var reason: String

    package init(post: Identifier, endedOn: Day, reason: String) {
        self.post = post
        self.endedOn = endedOn
        self.reason = reason
    }

    package func load(_ act: Act) throws -> Post {
        guard let post = try PostStore.find(post, act.actor.sees, act.tx) else { throw Problem.notFound }
        return post
    }

    package func mayRun(_ post: Post, _ act: Act) -> Permission { act.actor.may(.post, at: post.place) }

    package func check(_ post: Post, _ act: Act) throws -> [FieldProblem] {
        if post.endedOn != nil { throw Problem.conflict("这个岗位已经结束") }
        var problems: [FieldProblem] = []
        if endedOn < post.startedOn {
            problems.append(FieldProblem("endedOn", "离任日期早于到岗日期 \(post.startedOn)"))
        }
        problems +=
            Posting.problems(withDay: endedOn, field: "endedOn", act) + Reason.problems(reason)
        if post.isPrimary, try PostStore.current(of: post.person, act.tx).contains(where: { !$0.isPrimary }) {
            problems.append(FieldProblem("post", "请先结束兼任的第二岗位"))
        }
        if problems.isEmpty { try Handing.refuseWhileHeld(post, act) }
        return problems
    }

    package func perform(_ post: Post, _ act: Act) throws -> Done {
        try Posting.end(post, on: endedOn, because: reason, act)
        return Done()
    }
}
