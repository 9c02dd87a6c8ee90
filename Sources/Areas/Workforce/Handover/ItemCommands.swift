import Core
import Organization
import People
import Storage

/// Offers one thing to somebody in post, from a day. An earlier offer that has not gone over yet gives way.
package struct AssignItem: Command {
    package static let name = "assignItem"
    package var handover: Identifier
    package var kind: String
    package var held: Identifier
    package var person: Identifier
    package var fromDay: Day

    package init(handover: Identifier, kind: String, held: Identifier, person: Identifier, fromDay: Day) {
        self.handover = handover
        self.kind = kind
        self.held = held
        self.person = person
        self.fromDay = fromDay
    }

    package struct Outcome: Codable, Sendable {
        package let assignment: Identifier
    }

    package struct Subject {
        let handover: Handover
        let item: HandoverItem
        /// The one of her posts that is nearest to the thing.
        let post: Post?
        /// From when it has been the giver's: her own first day with it, or at the post.
        let givenSince: Day?
    }

    package func load(_ act: Act) throws -> Subject {
        let handover = try act.handover(handover)
        guard
            let item = try HandoverStore.items(of: handover, act.registry, act.tx)
                .first(where: { $0.kind == kind && $0.held == held })
        else { throw Problem.notFound }
        return Subject(
            handover: handover, item: item, post: try receiving(item, act), givenSince: try since(handover, act))
    }

    /// What is to begin after today was never hers yet, and sets nobody a day.
    private func since(_ handover: Handover, _ act: Act) throws -> Day? {
        let own = try act.registry.held.first { $0.kind == kind }?.held(handover.person, handover.post, act.tx)
            .first { $0.id == held }?.since
        let atPost: Day? = try act.tx.value("SELECT started_on FROM posts WHERE id = \(handover.post)")
        return [own, atPost].compactMap(\.self).filter { $0 <= act.today }.max()
    }

    private func receiving(_ item: HandoverItem, _ act: Act) throws -> Post? {
        let scope = act.actor.scope(for: .post)
        let posts = try PostStore.current(of: person, act.tx)
        guard posts.contains(where: { scope.contains($0.place) }) else { return nil }
        let place = try ScopeTree.place(of: item.unit, act.tx)
        let above = posts.filter { post in place.map { post.place.key.contains($0.key) } ?? false }
        return above.max { $0.place.key.depth < $1.place.key.depth } ?? posts.first { $0.isPrimary }
    }

    package func mayRun(_ subject: Subject, _ act: Act) -> Permission {
        act.actor.may(.post, at: subject.handover.place)
    }

    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] {
        if subject.handover.endedAt != nil { throw Problem.conflict("这次交接已经结束") }
        if subject.item.isGiven { throw Problem.conflict("这一项已经交出") }
        guard let post = subject.post else { return [FieldProblem("person", "您的范围内没有这位在岗的人")] }
        if person == subject.handover.person { return [FieldProblem("person", "不能交给本人")] }
        var problems: [FieldProblem] = []
        let leaves = try HandoverStore.open(ofPerson: person, act.tx).contains { $0.post == post.id }
        if leaves { problems.append(FieldProblem("person", "此人自己也在办理交接，请另选一位")) }
        if fromDay < post.startedOn { problems.append(FieldProblem("fromDay", "早于接手人的到岗日期 \(post.startedOn)")) }
        if let since = subject.givenSince, fromDay < since {
            problems.append(FieldProblem("fromDay", "早于交出人自己开始负责的日期 \(since)"))
        }
        // Later would leave a gap in which nobody holds it.
        let latest = max(subject.handover.lastDay.adding(days: 1), act.today)
        if fromDay > latest { problems.append(FieldProblem("fromDay", "最晚 \(latest) 接手，中间不能没有人负责")) }
        return problems
    }

    package func perform(_ subject: Subject, _ act: Act) throws -> Outcome {
        guard let post = subject.post else { throw Problem.notFound }
        try Handing.withdraw(
            "handover_id = \(handover) AND kind = \(kind) AND held_id = \(held)", because: nil, act)
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO handover_assignments (id, handover_id, kind, held_id, label, unit_id, person_id, post_id, from_day,
                                              assigned_at, assigned_by)
            VALUES (\(id), \(handover), \(kind), \(held), \(subject.item.label), \(subject.item.unit), \(person),
                    \(post.id), \(fromDay), \(act.now), \(act.actor.account))
            """)
        act.note("person", person)
        act.note("person", subject.handover.person)
        act.note("handover", handover)
        return Outcome(assignment: id)
    }
}

/// Accepts or refuses what was offered: the receiver herself, or an officer of hers in her name, which is kept.
package struct AnswerItem: Command {
    package enum Answer: String, Sendable, Codable, CaseIterable {
        case accept, refuse
    }

    package static let name = "answerItem"
    package var assignment: Identifier
    package var answer: Answer
    package var reason: String?

    package init(assignment: Identifier, answer: Answer, reason: String? = nil) {
        self.assignment = assignment
        self.answer = answer
        self.reason = reason
    }

    package struct Subject {
        let assignment: HandoverAssignment
        let handover: Handover
        /// Of the receiver's post.
        let place: Place
        let isOwn: Bool
    }

    package func load(_ act: Act) throws -> Subject { try Self.find(assignment, act.actor, act.tx) }

    /// Where she may see it: it is hers, or of somebody in her scope.
    static func find(_ id: Identifier, _ actor: Actor, _ tx: Transaction) throws -> Subject {
        guard let found = try HandoverStore.assignment(id, tx),
            let handover = try HandoverStore.find(found.handover, .everything, tx),
            let post = try PostStore.find(found.post, .everything, tx)
        else { throw Problem.notFound }
        let isOwn = actor.person == found.person
        guard isOwn || actor.sees.contains(post.place) else { throw Problem.notFound }
        return Subject(assignment: found, handover: handover, place: post.place, isOwn: isOwn)
    }

    package func mayRun(_ subject: Subject, _ act: Act) -> Permission {
        subject.isOwn ? .allowed : act.actor.may(.post, at: subject.place)
    }

    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] {
        if subject.assignment.answer != nil { throw Problem.conflict("这一项已经答复过，或者已经改交别人") }
        // The founder writes down what was.
        let isForAnother = !subject.isOwn && act.actor.kind != .founder
        guard answer == .refuse || isForAnother || reason != nil else { return [] }
        return Reason.problems(reason ?? "", missing: isForAnother ? "请写明为什么由您代为答复" : "请写明不接受的理由")
    }

    package func perform(_ subject: Subject, _ act: Act) throws -> Done {
        let said: HandoverAssignment.Answer = answer == .accept ? .accepted : .refused
        try act.tx.execute(
            """
            UPDATE handover_assignments SET answer = \(said), answer_reason = \(reason), answered_at = \(act.now),
                answered_by = \(act.actor.account), is_on_behalf = \(!subject.isOwn)
            WHERE id = \(assignment)
            """)
        if answer == .accept, subject.assignment.fromDay <= act.today { try Handing.pass(subject.assignment, act) }
        act.note("person", subject.assignment.person)
        act.note("handover", subject.handover.id)
        return Done()
    }
}

/// What was accepted goes over on its day. The house itself does it.
package struct PassItem: Command {
    package static let name = "passItem"
    package var assignment: Identifier

    package init(assignment: Identifier) { self.assignment = assignment }

    package func load(_ act: Act) throws -> HandoverAssignment {
        guard let found = try HandoverStore.assignment(assignment, act.tx) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ subject: HandoverAssignment, _ act: Act) -> Permission {
        act.actor.kind == .house ? .allowed : .refused("到了那一天，系统会自动交出")
    }

    package func check(_ subject: HandoverAssignment, _ act: Act) throws -> [FieldProblem] {
        if subject.answer != .accepted || subject.givenAt != nil || subject.fromDay > act.today {
            throw Problem.conflict("这一项不用现在交出")
        }
        return []
    }

    package func perform(_ subject: HandoverAssignment, _ act: Act) throws -> Done {
        try Handing.pass(subject, act)
        act.note("handover", subject.handover)
        return Done()
    }
}
