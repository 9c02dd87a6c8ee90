import Core
import Organization
import People
import Storage

/// Removes a post that was made by mistake just now, as when an import is undone, and opens the one again that ended for
/// it. The post never was: no history is left of it but the audit log.
package struct TakeBackPost: Command {
    package static let name = "takeBackPost"
    package var post: Identifier
    package var reopening: Identifier?
    /// The unit that holds her again, where she had no post before.
    package var heldAt: Identifier?
    /// What she answered for through the post that is opened again.
    package var responsibilities: [Identifier]

    package init(post: Identifier, reopening: Identifier?, heldAt: Identifier?, responsibilities: [Identifier]) {
        self.post = post
        self.reopening = reopening
        self.heldAt = heldAt
        self.responsibilities = responsibilities
    }

    package func load(_ act: Act) throws -> Post {
        guard let found = try PostStore.find(post, act.actor.sees, act.tx) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ post: Post, _ act: Act) -> Permission { act.actor.may(.post, at: post.place) }

    package func check(_ post: Post, _ act: Act) throws -> [FieldProblem] {
        guard post.endedOn == nil, post.isPrimary, post.version == 1 else {
            throw Problem.conflict("这个岗位已有变动，不能再收回")
        }
        return []
    }

    /// - Throws: `StorageError.foreignKey` where another record refers to the post.
    package func perform(_ post: Post, _ act: Act) throws -> Done {
        let madeAt: Instant? = try act.tx.value("SELECT made_at FROM posts WHERE id = \(post.id)")
        if let madeAt {
            try TransferRequest.unsettle(post.person, at: post.place.unit, settledAt: madeAt, act)
        }
        try act.tx.execute("DELETE FROM responsibilities WHERE post_id = \(post.id)")
        try act.tx.execute("DELETE FROM posts WHERE id = \(post.id)")
        var unit = heldAt
        if let reopening,
            let former = try PostStore.history(of: post.person, act.tx).first(where: { $0.id == reopening })
        {
            try act.tx.execute(
                "UPDATE posts SET ended_on = NULL, end_reason = NULL, version = version + 1 WHERE id = \(former.id)")
            try act.tx.execute(
                """
                UPDATE responsibilities SET ended_on = NULL
                WHERE post_id = \(former.id) AND id IN \(list: responsibilities)
                """)
            try Handing.takeBack(former.id, act)
            unit = former.place.unit
            act.note("post", former.id)
        }
        if let place = try unit.flatMap({ try ScopeTree.place(of: $0, act.tx) }) {
            try PersonStore.place(post.person, at: place, act)
        }
        try WorkerEntries.follow(post.person, act)
        act.note("person", post.person)
        act.note("unit", post.place.unit)
        act.note("post", post.id)
        return Done()
    }
}

/// A post was put right by mistake just now, as when an import is undone: it is at its former unit again, from the same
/// day, and what waited for her at the other one waits again.
package struct TakeBackCorrection: Command {
    package static let name = "takeBackCorrection"
    package var person: Identifier
    package var unit: Identifier
    package var reason: String

    package init(person: Identifier, unit: Identifier, reason: String) {
        self.person = person
        self.unit = unit
        self.reason = reason
    }

    package func load(_ act: Act) throws -> Post {
        guard let post = try PostStore.primary(of: [person], act.tx)[person],
            try PostStore.find(post.id, act.actor.sees, act.tx) != nil
        else { throw Problem.notFound }
        return post
    }

    package func mayRun(_ post: Post, _ act: Act) -> Permission { act.actor.may(.post, at: post.place) }

    package func perform(_ post: Post, _ act: Act) throws -> Done {
        let correctedAt: Instant? = try act.tx.value(
            "SELECT corrected_at FROM post_corrections WHERE post_id = \(post.id) ORDER BY id DESC LIMIT 1")
        try act.run(
            MoveWorker(person: person, unit: unit, startedOn: post.startedOn, reason: reason, isCorrection: true))
        if let correctedAt {
            try TransferRequest.unsettle(person, at: post.place.unit, settledAt: correctedAt, act)
        }
        return Done()
    }
}

/// Somebody was taken for a member of the force by mistake just now. She has no post any more.
package struct TakeBackWorker: Command {
    package static let name = "takeBackWorker"
    package var person: Identifier

    package init(person: Identifier) { self.person = person }

    package func load(_ act: Act) throws -> Place {
        guard let place = try PersonStore.place(of: person, act.actor.sees, act.tx) else { throw Problem.notFound }
        return place
    }

    package func mayRun(_ place: Place, _ act: Act) -> Permission { act.actor.may(.post, at: place) }

    /// - Throws: `StorageError.foreignKey` where a post or another record refers to her.
    package func perform(_ place: Place, _ act: Act) throws -> Done {
        try act.tx.execute("DELETE FROM workers WHERE person_id = \(person)")
        act.note("person", person)
        return Done()
    }
}

/// Writes down again what was known of a worker before it was changed by mistake; unlike a correction it can also blank.
package struct PutBackWorker: Command {
    package static let name = "putBackWorker"
    package var person: Identifier
    package var category: WorkerCategory
    package var source: WorkerSource?
    package var sourceNote: String?
    package var hiredOn: Day?

    package init(
        person: Identifier, category: WorkerCategory, source: WorkerSource?, sourceNote: String?, hiredOn: Day?
    ) {
        self.person = person
        self.category = category
        self.source = source
        self.sourceNote = sourceNote
        self.hiredOn = hiredOn
    }

    package func load(_ act: Act) throws -> Place {
        guard let place = try PersonStore.place(of: person, act.actor.sees, act.tx) else { throw Problem.notFound }
        return place
    }

    package func mayRun(_ place: Place, _ act: Act) -> Permission { act.actor.may(.post, at: place) }

    package func perform(_ place: Place, _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            UPDATE workers SET category = \(category), source = \(source), source_note = \(sourceNote),
                hired_on = \(hiredOn), version = version + 1
            WHERE person_id = \(person)
            """)
        try WorkerEntries.follow(person, act)
        act.note("person", person, fields: ["category", "source", "hiredOn"])
        return Done()
    }
}
