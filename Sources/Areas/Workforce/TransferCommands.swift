import Core
import Organization
import People
import Storage

/// Asks for a person who is held elsewhere. Made from a row of a roster, where the asker already holds her number.
package struct RequestTransfer: Command {
    package static let name = "requestTransfer"
    package var person: Identifier
    package var unit: Identifier
    package var reason: String

    package init(person: Identifier, unit: Identifier, reason: String) {
        self.person = person
        self.unit = unit
        self.reason = reason
    }

    package struct Outcome: Codable, Sendable {
        package let request: Identifier
    }

    package func load(_ act: Act) throws -> (unit: Unit, post: Post) {
        // The person is not loaded through the scope: she lies outside it, which is why she is asked for.
        guard let unit = try UnitStore.find(unit, act.actor.sees, act.tx),
            let post = try PostStore.primary(of: [person], act.tx)[person]
        else { throw Problem.notFound }
        return (unit, post)
    }

    package func mayRun(_ subject: (unit: Unit, post: Post), _ act: Act) -> Permission {
        act.actor.may(.post, at: subject.unit.place)
    }

    package func check(_ subject: (unit: Unit, post: Post), _ act: Act) throws -> [FieldProblem] {
        let open: Identifier? = try act.tx.value(
            """
            SELECT id FROM transfer_requests
            WHERE person_id = \(person) AND to_unit_id = \(unit) AND decided_at IS NULL
            """)
        if open != nil { throw Problem.conflict("已经提出过调入申请，正在等对方答复") }
        if subject.post.place.unit == unit { throw Problem.conflict("此人现在就在这个单位") }
        let closed = subject.unit.closedOn == nil ? [] : [FieldProblem("unit", "这个单位已经撤销")]
        return closed + Reason.problems(reason)
    }

    package func perform(_ subject: (unit: Unit, post: Post), _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        let place = subject.post.place
        try act.tx.execute(
            """
            INSERT INTO transfer_requests (id, person_id, unit_id, district_id, scope_key, to_unit_id, reason,
                                           requested_by, requested_at)
            VALUES (\(id), \(person), \(place.unit), \(place.district), \(place.key), \(unit), \(reason),
                    \(act.actor.account), \(act.now))
            """)
        act.note("person", person)
        act.note("unit", unit)
        return Outcome(request: id)
    }
}

/// The unit that holds somebody lets her go, or says why not.
package struct DecideTransfer: Command {
    package static let name = "decideTransfer"
    package var request: Identifier
    package var isAccepted: Bool
    package var startedOn: Day?
    package var reason: String?

    package init(request: Identifier, isAccepted: Bool, startedOn: Day? = nil, reason: String? = nil) {
        self.request = request
        self.isAccepted = isAccepted
        self.startedOn = startedOn
        self.reason = reason
    }

    package struct Subject {
        let request: TransferRequest
        let post: Post?
        let unit: Unit
        /// She holds something by her post: accepting opens a hand-over, and she moves when all of it has an owner.
        let holds: Bool
    }

    package func load(_ act: Act) throws -> Subject {
        guard let found = try TransferRequest.find(request, act.actor.sees, act.tx),
            // The receiving unit may lie outside the decider's scope; she was told its name in the request.
            let unit = try UnitStore.find(found.to, .everything, act.tx)
        else { throw Problem.notFound }
        let post = try PostStore.primary(of: [found.person], act.tx)[found.person]
        let held = try post.map {
            try HandoverStore.held(by: found.person, through: $0.id, act.registry, act.tx)
        }
        return Subject(
            request: found, post: post, unit: unit, holds: act.actor.kind != .founder && held?.isEmpty == false)
    }

    package func mayRun(_ subject: Subject, _ act: Act) -> Permission {
        act.actor.may(.post, at: subject.request.from)
    }

    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] {
        if subject.request.isDecided { throw Problem.conflict("这项申请已经答复过") }
        let saidWhy = reason.map { Reason.problems($0) } ?? []
        guard isAccepted else { return reason == nil ? [FieldProblem("reason", "不同意时请写明理由")] : saidWhy }
        guard let post = subject.post else { throw Problem.conflict("此人已经离任，这项申请不能再同意") }
        if try HandoverStore.open(of: post.id, act.tx) != nil {
            throw Problem.conflict("此人正在办理交接；请先办结或取消，再答复这项申请")
        }
        return try saidWhy
            + MoveRules.problems(
                moving: post, to: subject.unit, on: firstDay(subject, act), isCorrection: false,
                mayBeAhead: subject.holds, act)
    }

    /// Not told: today, or tomorrow where she still has to hand over.
    private func firstDay(_ subject: Subject, _ act: Act) -> Day {
        startedOn ?? (subject.holds ? act.today.adding(days: 1) : act.today)
    }

    package func perform(_ subject: Subject, _ act: Act) throws -> Done {
        let from = subject.request.from
        if isAccepted, let post = subject.post {
            let (day, reason) = (firstDay(subject, act), "调入申请获同意")
            if subject.holds {
                _ = try Handing.start(
                    post, .moving, to: subject.unit.id, lastDay: day.adding(days: -1), because: reason, act)
            } else {
                _ = try Posting.move(post, to: subject.unit, on: day, because: reason, act)
            }
        }
        try act.tx.execute(
            """
            UPDATE transfer_requests SET decided_at = \(act.now), decision = \(isAccepted ? TransferDecision.accepted : .refused),
                unit_id = \(from.unit), district_id = \(from.district), scope_key = \(from.key),
                decision_reason = \(reason), decided_by = \(act.actor.account)
            WHERE id = \(request)
            """)
        act.note("person", subject.request.person)
        act.note("unit", subject.request.to)
        return Done()
    }
}
