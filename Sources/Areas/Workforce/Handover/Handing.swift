import Core
import Organization
import People
import Storage

/// What happens to hand-overs, with everything that follows. Commands decide who may; this does it.
enum Handing {
    static func start(
        _ post: Post, _ kind: HandoverKind, to newUnit: Identifier?, lastDay: Day, because reason: String, _ act: Act
    ) throws -> Identifier {
        let id = act.newIdentifier()
        try act.tx.execute(
            """
            INSERT INTO handovers (id, person_id, post_id, unit_id, district_id, scope_key, kind, new_unit_id, last_day,
                                   reason, started_at, started_by)
            VALUES (\(id), \(post.person), \(post.id), \(post.place.unit), \(post.place.district), \(post.place.key),
                    \(kind), \(newUnit), \(lastDay), \(reason), \(act.now), \(act.actor.account))
            """)
        try Obligations.set("handover", about: id, at: post.place, dueOn: lastDay, act)
        act.note("person", post.person)
        act.note("unit", post.place.unit)
        act.note("handover", id)
        return id
    }

    /// No post ends or moves by itself while its holder has something that nobody has taken over.
    ///
    /// The founder is asked nothing: while a house is founded, its history is written down, and there was nobody to
    /// hand over to.
    static func refuseWhileHeld(_ post: Post, _ act: Act) throws {
        guard act.actor.kind != .founder else { return }
        if try HandoverStore.open(of: post.id, act.tx) != nil {
            throw Problem.conflict("正在办理交接；请在交接页上办结，岗位会随之结束")
        }
        let held = try HandoverStore.held(by: post.person, through: post.id, act.registry, act.tx)
        guard let first = held.first else { return }
        throw Problem.conflict("还有 \(held.count) 项要交接，包括“\(first.held.label)”；请先办理交接，都有人接手了才能办")
    }

    /// The move has happened, whatever she held: what nobody else has stands without an owner in a hand-over that is
    /// late from its first day.
    static func moveAtOnce(
        _ post: Post, to unit: Unit, on day: Day, because reason: String, _ act: Act
    ) throws -> Identifier {
        guard act.actor.kind != .founder else {
            return try Posting.move(post, to: unit, on: day, because: reason, act)
        }
        let held = try HandoverStore.held(by: post.person, through: post.id, act.registry, act.tx)
        let new = try Posting.move(post, to: unit, on: day, because: reason, act)
        try leave(held, of: post, to: unit.id, lastDay: day.adding(days: -1), because: reason, act)
        return new
    }

    private static func leave(
        _ held: [(kind: Holdable, held: Holdable.Held)], of post: Post, to unit: Identifier, lastDay: Day,
        because reason: String, _ act: Act
    ) throws {
        var left: [(kind: Holdable, held: Holdable.Held)] = []
        for (_, some) in Dictionary(grouping: held, by: \.kind.kind) {
            let needed = try some[0].kind.needsOwner(some.map(\.held.id), act.tx)
            left += some.filter { needed.contains($0.held.id) }
        }
        let open = try HandoverStore.open(of: post.id, act.tx)
        if left.isEmpty, open == nil { return }
        let id =
            try open?.id ?? start(post, .moving, to: unit, lastDay: lastDay, because: reason, act)
        if let open {
            try act.tx.execute(
                """
                UPDATE handovers SET kind = 'moving', new_unit_id = \(unit), last_day = \(lastDay) WHERE id = \(open.id)
                """)
            try Obligations.set("handover", about: open.id, at: open.place, dueOn: lastDay, act)
        }
        for one in left {
            try act.tx.execute(
                """
                INSERT INTO handover_remains (handover_id, kind, held_id, label, unit_id)
                VALUES (\(id), \(one.kind.kind), \(one.held.id), \(one.held.label), \(one.held.place.unit))
                ON CONFLICT DO NOTHING
                """)
        }
    }

    /// Whoever was to take over through this post cannot any more.
    static func withdraw(through post: Identifier, _ act: Act) throws {
        try withdraw("post_id = \(post)", because: "接手人的岗位已经结束", act)
    }

    static func withdraw(_ condition: SQL, because reason: String?, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE handover_assignments SET answer = 'withdrawn', answer_reason = \(reason), answered_at = \(act.now),
                answered_by = \(act.actor.account)
            WHERE \(condition) AND given_at IS NULL AND (answer IS NULL OR answer = 'accepted')
            """)
    }

    /// The post goes on as another one, or lies at another unit: its hand-over goes with it.
    static func follow(_ post: Identifier, as other: Identifier, at place: Place, _ act: Act) throws {
        guard let open = try HandoverStore.open(of: post, act.tx),
            try post == other || HandoverStore.open(of: other, act.tx) == nil
        else { return }
        try act.tx.execute(
            """
            UPDATE handovers SET post_id = \(other), unit_id = \(place.unit), district_id = \(place.district),
                scope_key = \(place.key)
            WHERE id = \(open.id)
            """)
        try Obligations.set("handover", about: open.id, at: place, dueOn: open.lastDay, act)
    }

    /// The post goes on after all: the move that ended it was written down by mistake, and nobody has taken anything.
    static func takeBack(_ post: Identifier, _ act: Act) throws {
        let reason = "岗位已经恢复"
        // One that the house has finished meanwhile says that the post is over, and it is not.
        try act.tx.execute(
            """
            UPDATE handovers SET ending = 'cancelled', ending_reason = \(reason)
            WHERE post_id = \(post) AND ending = 'finished'
            """)
        guard let open = try HandoverStore.open(of: post, act.tx) else { return }
        try close(open, .cancelled, because: reason, evidence: reason, act)
    }

    /// From its day on the receiver holds it.
    static func pass(_ assignment: HandoverAssignment, _ act: Act) throws {
        guard let kind = act.registry.held.first(where: { $0.kind == assignment.kind }) else { return }
        try kind.give(assignment.held, assignment.person, assignment.post, assignment.fromDay, act)
        try act.tx.execute("UPDATE handover_assignments SET given_at = \(act.now) WHERE id = \(assignment.id)")
        act.note("person", assignment.person)
        act.note("unit", assignment.unit)
    }

    /// Everything has an owner: what is due goes over, and the post ends or moves, if it has not.
    static func finish(_ handover: Handover, _ act: Act) throws {
        let items = try HandoverStore.items(of: handover, act.registry, act.tx)
        for item in items where item.hasOwner && !item.isGiven {
            if let live = item.live { try pass(live, act) }
        }
        try close(handover, .finished, because: nil, evidence: "全部交接完毕，共 \(items.count) 项", act)
        guard let post = try PostStore.history(of: handover.person, act.tx).first(where: { $0.id == handover.post }),
            post.endedOn == nil
        else { return }
        switch handover.kind {
        case .leaving: try Posting.end(post, on: handover.lastDay, because: handover.reason, act)
        case .moving:
            guard let id = handover.newUnit, let unit = try UnitStore.find(id, act.tx) else { throw Problem.notFound }
            _ = try Posting.move(
                post, to: unit, on: handover.lastDay.adding(days: 1), because: handover.reason, act)
        }
    }

    static func close(
        _ handover: Handover, _ ending: HandoverEnding, because reason: String?, evidence: String, _ act: Act
    ) throws {
        try act.tx.execute(
            """
            UPDATE handovers SET ended_at = \(act.now), ended_by = \(act.actor.account), ending = \(ending),
                ending_reason = \(reason)
            WHERE id = \(handover.id)
            """)
        try withdraw("handover_id = \(handover.id)", because: reason, act)
        try Obligations.close(
            "handover", about: handover.id, ending == .finished ? .kept : .waived, evidence: evidence, act)
        act.note("person", handover.person)
        act.note("unit", handover.place.unit)
        act.note("handover", handover.id)
    }
}
