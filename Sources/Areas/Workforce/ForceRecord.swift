import Core
import Storage

/// Everything about one or two people in the force, as it is compared and put back. Places are named by their unit only:
/// where a unit lies may change meanwhile.
struct ForceRecord: Codable, Equatable {
    struct WorkerRow: Codable, Equatable {
        let person: Identifier
        let category: WorkerCategory
        let source: WorkerSource?
        let sourceNote: String?
        let hiredOn: Day?
        let employedAt: Int64

        /// A column that a later migration has added gets what its table says.
        func insert(_ act: Act) throws {
            try act.tx.execute(
                """
                INSERT INTO workers (person_id, category, source, source_note, hired_on, employed_at)
                VALUES (\(person), \(category), \(source), \(sourceNote), \(hiredOn), \(employedAt))
                """)
        }
    }

    struct PostRow: Codable, Equatable {
        let id: Identifier
        let person: Identifier
        let unit: Identifier
        let isPrimary: Bool
        var startedOn: Day
        var endedOn: Day?
        var endReason: String?

        /// The days of both have one in common.
        func meets(_ other: PostRow) -> Bool {
            startedOn <= (other.endedOn ?? .distantFuture) && other.startedOn <= (endedOn ?? .distantFuture)
        }
    }

    struct DutyRow: Codable, Equatable {
        let id: Identifier
        let person: Identifier
        var post: Identifier
        let unit: Identifier
        var startedOn: Day
        var endedOn: Day?
        let droppedAt: Int64?
        let dropReason: String?

        func meets(_ other: DutyRow) -> Bool {
            startedOn <= (other.endedOn ?? .distantFuture) && other.startedOn <= (endedOn ?? .distantFuture)
        }
    }

    var workers: [WorkerRow]
    var posts: [PostRow]
    var duties: [DutyRow]

    static func read(_ people: [Identifier], _ tx: Transaction) throws -> ForceRecord {
        ForceRecord(
            workers: try tx.all(
                "SELECT \(Worker.columns), w.employed_at FROM workers w WHERE w.person_id IN \(list: people) ORDER BY w.person_id"
            ) { row in
                WorkerRow(
                    person: try row["person_id"], category: try row["category"], source: try row["source"],
                    sourceNote: try row["source_note"], hiredOn: try row["hired_on"],
                    employedAt: try row["employed_at"])
            },
            posts: try tx.all(
                "SELECT \(Post.columns) FROM posts po WHERE po.person_id IN \(list: people) ORDER BY po.id"
            ) { row in
                PostRow(
                    id: try row["id"], person: try row["person_id"], unit: try row["unit_id"],
                    isPrimary: try row["is_primary"], startedOn: try row["started_on"], endedOn: try row["ended_on"],
                    endReason: try row["end_reason"])
            },
            duties: try tx.all(
                """
                SELECT \(Responsibility.columns), r.dropped_at, r.drop_reason FROM responsibilities r
                WHERE r.person_id IN \(list: people) ORDER BY r.id
                """
            ) { row in
                DutyRow(
                    id: try row["id"], person: try row["person_id"], post: try row["post_id"],
                    unit: try row["unit_id"], startedOn: try row["started_on"], endedOn: try row["ended_on"],
                    droppedAt: try row["dropped_at"], dropReason: try row["drop_reason"])
            })
    }

    /// Both people's posts and responsibilities as they are here; what was dropped in a merge is there again.
    func putBack(_ from: Identifier, _ to: Identifier, _ act: Act) throws {
        let now = try ForceRecord.read([from, to], act.tx)
        let (postsNow, dutiesNow) = (Set(now.posts.map(\.id)), Set(now.duties.map(\.id)))
        // What belonged to the one that was kept is narrowed first, so that no two meet on the way.
        for post in posts.sorted(by: { $0.person == to && $1.person != to }) {
            try post.write(isThere: postsNow.contains(post.id), act)
        }
        for duty in duties.sorted(by: { $0.person == to && $1.person != to }) {
            try duty.write(isThere: dutiesNow.contains(duty.id), act)
        }
        if !workers.contains(where: { $0.person == to }) {
            try act.tx.execute("DELETE FROM workers WHERE person_id = \(to)")
        }
    }
}

extension ForceRecord.PostRow {
    func write(isThere: Bool, _ act: Act) throws {
        guard isThere else {
            guard let place = try ScopeTree.place(of: unit, act.tx) else { throw Problem.notFound }
            try act.tx.execute(
                """
                INSERT INTO posts (id, person_id, unit_id, district_id, scope_key, is_primary, started_on, ended_on,
                                   end_reason, made_at)
                VALUES (\(id), \(person), \(unit), \(place.district), \(place.key), \(isPrimary), \(startedOn),
                        \(endedOn), \(endReason), \(act.now))
                """)
            return
        }
        try act.tx.execute(
            """
            UPDATE posts SET person_id = \(person), started_on = \(startedOn), ended_on = \(endedOn),
                end_reason = \(endReason), version = version + 1
            WHERE id = \(id)
            """)
    }
}

extension ForceRecord.DutyRow {
    func write(isThere: Bool, _ act: Act) throws {
        guard isThere else {
            guard let place = try ScopeTree.place(of: unit, act.tx) else { throw Problem.notFound }
            try act.tx.execute(
                """
                INSERT INTO responsibilities (id, person_id, post_id, unit_id, district_id, scope_key, started_on,
                                              ended_on, dropped_at, drop_reason, made_at)
                VALUES (\(id), \(person), \(post), \(unit), \(place.district), \(place.key), \(startedOn), \(endedOn),
                        \(droppedAt), \(dropReason), \(act.now))
                """)
            return
        }
        try act.tx.execute(
            """
            UPDATE responsibilities SET person_id = \(person), post_id = \(post), started_on = \(startedOn),
                ended_on = \(endedOn)
            WHERE id = \(id)
            """)
    }
}
