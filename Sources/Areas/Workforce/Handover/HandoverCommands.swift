import Core
import Organization
import People
import Storage

/// Somebody is going to leave or move: opens the list of what she holds.
package struct StartHandover: Command {
    package static let name = "startHandover"
    package var post: Identifier
    package var kind: HandoverKind
    /// Where she goes, if she moves.
    package var unit: Identifier?
    /// The last day at this post; it may lie ahead, or behind for whoever is gone already.
    package var lastDay: Day
    package var reason: String

    package init(post: Identifier, kind: HandoverKind, unit: Identifier? = nil, lastDay: Day, reason: String) {
        self.post = post
        self.kind = kind
        self.unit = unit
        self.lastDay = lastDay
        self.reason = reason
    }

    package struct Outcome: Codable, Sendable {
        package let handover: Identifier
    }

    package func load(_ act: Act) throws -> (post: Post, unit: Unit?) {
        guard let found = try PostStore.find(post, act.actor.sees, act.tx) else { throw Problem.notFound }
        guard kind == .moving, let unit else { return (found, nil) }
        guard let there = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        return (found, there)
    }

    package func mayRun(_ subject: (post: Post, unit: Unit?), _ act: Act) -> Permission {
        let here = act.actor.may(.post, at: subject.post.place)
        guard here.isAllowed, let unit = subject.unit else { return here }
        return act.actor.may(.post, at: unit.place)
    }

    package func check(_ subject: (post: Post, unit: Unit?), _ act: Act) throws -> [FieldProblem] {
        if subject.post.endedOn != nil { throw Problem.conflict("这个岗位已经结束") }
        if try HandoverStore.open(of: post, act.tx) != nil { throw Problem.conflict("这个岗位已经在办理交接") }
        return try HandoverRules.problems(with: subject.post, kind, to: subject.unit, lastDay: lastDay, act)
            + Reason.problems(reason)
    }

    package func perform(_ subject: (post: Post, unit: Unit?), _ act: Act) throws -> Outcome {
        Outcome(
            handover: try Handing.start(
                subject.post, kind, to: subject.unit?.id, lastDay: lastDay, because: reason, act))
    }
}

/// The post ends or moves, now that everything has an owner.
package struct FinishHandover: Command {
    package static let name = "finishHandover"
    package var handover: Identifier

    package init(handover: Identifier) { self.handover = handover }

    package func load(_ act: Act) throws -> Handover { try act.handover(handover) }

    package func mayRun(_ subject: Handover, _ act: Act) -> Permission { act.actor.may(.post, at: subject.place) }

    package func check(_ subject: Handover, _ act: Act) throws -> [FieldProblem] {
        let items = try HandoverStore.items(of: subject, act.registry, act.tx)
        if let hindrance = try HandoverRules.hindrance(subject, items, act.tx) { throw Problem.conflict(hindrance) }
        return []
    }

    package func perform(_ subject: Handover, _ act: Act) throws -> Done {
        try Handing.finish(subject, act)
        return Done()
    }
}

/// She stays, or it was opened by mistake. What has gone over stays where it is.
package struct CancelHandover: Command {
    package static let name = "cancelHandover"
    package var handover: Identifier
    package var reason: String

    package init(handover: Identifier, reason: String) {
        self.handover = handover
        self.reason = reason
    }

    package func load(_ act: Act) throws -> Handover { try act.handover(handover) }

    package func mayRun(_ subject: Handover, _ act: Act) -> Permission { act.actor.may(.post, at: subject.place) }

    package func check(_ subject: Handover, _ act: Act) throws -> [FieldProblem] {
        if subject.endedAt != nil { throw Problem.conflict("这次交接已经结束") }
        if try HandoverStore.hasEnded(subject.post, act.tx) {
            throw Problem.conflict("岗位已经结束，剩下的事项须有人接手，不能取消")
        }
        return Reason.problems(reason)
    }

    package func perform(_ subject: Handover, _ act: Act) throws -> Done {
        try Handing.close(subject, .cancelled, because: reason, evidence: reason, act)
        return Done()
    }
}

extension Act {
    func handover(_ id: Identifier) throws -> Handover {
        guard let found = try HandoverStore.find(id, actor.sees, tx) else { throw Problem.notFound }
        return found
    }
}
