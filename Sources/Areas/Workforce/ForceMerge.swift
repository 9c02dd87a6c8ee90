import Core
import People
import Storage

/// How the posts of two records become those of one person: worked out first, so that it can be shown, then done.
struct ForceMerge {
    let before: ForceRecord
    /// As they shall be, all of the one that is kept.
    private(set) var posts: [ForceRecord.PostRow]
    private(set) var duties: [ForceRecord.DutyRow]
    private let droppedPosts: [Identifier]
    private let droppedDuties: [Identifier]

    static func plan(_ from: Identifier, _ to: Identifier, _ tx: Transaction) throws -> ForceMerge {
        let before = try ForceRecord.read([from, to], tx)
        return ForceMerge(before, from: from, to: to)
    }

    private init(_ before: ForceRecord, from: Identifier, to: Identifier) {
        self.before = before
        var posts = before.posts.filter { $0.person == to }
        var instead: [Identifier: Identifier] = [:]
        for post in before.posts where post.person == from {
            // The same post, written down twice.
            let twin = posts.firstIndex { $0.unit == post.unit && $0.isPrimary == post.isPrimary && $0.meets(post) }
            guard let twin else {
                posts.append(post)
                continue
            }
            instead[post.id] = posts[twin].id
            posts[twin].startedOn = min(posts[twin].startedOn, post.startedOn)
            let lasts = posts[twin].endedOn == nil || post.endedOn == nil
            let end = max(posts[twin].endedOn ?? .distantFuture, post.endedOn ?? .distantFuture)
            if lasts {
                (posts[twin].endedOn, posts[twin].endReason) = (nil, nil)
            } else if end != posts[twin].endedOn {
                (posts[twin].endedOn, posts[twin].endReason) = (end, post.endReason)
            }
        }
        var duties = before.duties.filter { $0.person == to }
        var dropped: [Identifier] = []
        for var duty in before.duties where duty.person == from {
            duty.post = instead[duty.post] ?? duty.post
            guard let twin = duties.firstIndex(where: { $0.unit == duty.unit && $0.meets(duty) }) else {
                duties.append(duty)
                continue
            }
            dropped.append(duty.id)
            duties[twin].startedOn = min(duties[twin].startedOn, duty.startedOn)
            let lasts = duties[twin].endedOn == nil || duty.endedOn == nil
            duties[twin].endedOn =
                lasts ? nil : max(duties[twin].endedOn ?? duty.startedOn, duty.endedOn ?? duty.startedOn)
        }
        (self.posts, self.duties) = (posts, duties)
        (droppedPosts, droppedDuties) = (instead.keys.sorted(), dropped)
    }

    /// What could not be true of one person, with the units' names.
    func conflicts(_ tx: Transaction) throws -> [Message] {
        var found: [Message] = []
        for (position, one) in posts.enumerated() {
            for other in posts[(position + 1)...]
            where one.meets(other) && (one.isPrimary && other.isPrimary || one.unit == other.unit) {
                let names = try PersonMerging.names([one.unit, other.unit], tx)
                found.append(
                    one.unit == other.unit
                        ? "在\(names[0])，一份记录是主岗，另一份是兼任，日期重叠；请先更正其中一份"
                        : "一份记录在\(names[0])，另一份在\(names[1])，两个主岗日期重叠；请先结束或更正其中一个")
            }
        }
        for duty in duties {
            guard let post = posts.first(where: { $0.id == duty.post }) else { continue }
            let isWithin =
                duty.startedOn >= post.startedOn
                && (duty.endedOn ?? .distantFuture) <= (post.endedOn ?? .distantFuture)
            guard !isWithin else { continue }
            let names = try PersonMerging.names([duty.unit], tx)
            found.append("两份记录负责\(names[0])的日期不一致；请先结束其中一项")
        }
        return found
    }

    func carryOut(_ from: Identifier, _ to: Identifier, _ act: Act) throws {
        if !before.workers.contains(where: { $0.person == to }),
            let worker = before.workers.first(where: { $0.person == from })
        {
            try ForceRecord.WorkerRow(
                person: to, category: worker.category, source: worker.source, sourceNote: worker.sourceNote,
                hiredOn: worker.hiredOn, employedAt: worker.employedAt
            ).insert(act)
        }
        // Dropped rows go first, and what hangs on a dropped post before it.
        try act.tx.execute("DELETE FROM responsibilities WHERE id IN \(list: droppedDuties)")
        for duty in duties where droppedPosts.contains(original(duty.id)?.post ?? duty.post) {
            try act.tx.execute("UPDATE responsibilities SET post_id = \(duty.post) WHERE id = \(duty.id)")
        }
        try act.tx.execute("DELETE FROM posts WHERE id IN \(list: droppedPosts)")
        for post in posts { try ForceRecord.PostRow(post, of: to).write(isThere: true, act) }
        for duty in duties { try ForceRecord.DutyRow(duty, of: to).write(isThere: true, act) }
        if let current = try PostStore.primary(of: [to], act.tx)[to] {
            try PersonStore.place(to, at: current.place, act)
        }
    }

    private func original(_ duty: Identifier) -> ForceRecord.DutyRow? { before.duties.first { $0.id == duty } }
}

extension ForceRecord.PostRow {
    fileprivate init(_ row: Self, of person: Identifier) {
        self.init(
            id: row.id, person: person, unit: row.unit, isPrimary: row.isPrimary, startedOn: row.startedOn,
            endedOn: row.endedOn, endReason: row.endReason)
    }
}

extension ForceRecord.DutyRow {
    fileprivate init(_ row: Self, of person: Identifier) {
        self.init(
            id: row.id, person: person, post: row.post, unit: row.unit, startedOn: row.startedOn, endedOn: row.endedOn,
            droppedAt: row.droppedAt, dropReason: row.dropReason)
    }
}
