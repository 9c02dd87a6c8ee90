import Core
import Organization
import People
import Storage

/// The three things that happen to posts, with everything that follows from each. Commands decide who may; this does it.
enum Posting {
    static func start(
        _ person: Identifier, at unit: Unit, from day: Day, isPrimary: Bool, _ act: Act
    ) throws -> Identifier {
        let post = try PostStore.insert(person, at: unit.place, from: day, isPrimary: isPrimary, act)
        if isPrimary {
            try PersonStore.place(person, at: unit.place, act)
        } else {
            try Grant.give(
                "person", person, to: .unit(unit.place), because: "second post", until: .distantFuture, act)
        }
        if unit.kind.isCovered {
            _ = try ResponsibilityStore.insert(person, through: post, for: unit.place, from: day, act)
        }
        act.note("person", person)
        act.note("unit", unit.place.unit)
        act.note("post", post)
        return post
    }

    static func end(_ post: Post, on day: Day, because reason: String, _ act: Act) throws {
        try PostStore.end(post, on: day, because: reason, act)
        try ResponsibilityStore.endAll(of: post.id, on: day, act)
        if !post.isPrimary { try Grant.end("person", post.person, at: post.place, act) }
        act.note("person", post.person)
        act.note("unit", post.place.unit)
        act.note("post", post.id)
    }

    /// The last day at the old post is the day before the first at the new one.
    static func move(_ post: Post, to unit: Unit, on day: Day, because reason: String, _ act: Act) throws -> Identifier {
        try end(post, on: day.adding(days: -1), because: reason, act)
        return try start(post.person, at: unit, from: day, isPrimary: post.isPrimary, act)
    }

    /// The post was always at the other unit; it had only been written down wrongly.
    static func correct(_ post: Post, to unit: Unit, from day: Day, _ act: Act) throws {
        try act.tx.execute("DELETE FROM responsibilities WHERE post_id = \(post.id) AND unit_id = \(post.place.unit)")
        try act.tx.execute(
            """
            UPDATE posts SET unit_id = \(unit.place.unit), district_id = \(unit.place.district),
                scope_key = \(unit.place.key), started_on = \(day), version = version + 1
            WHERE id = \(post.id)
            """)
        let isCurrent = post.endedOn == nil
        if isCurrent, post.isPrimary { try PersonStore.place(post.person, at: unit.place, act) }
        if isCurrent, unit.kind.isCovered {
            let existing: Identifier? = try act.tx.value(
                """
                SELECT id FROM responsibilities
                WHERE person_id = \(post.person) AND unit_id = \(unit.place.unit) AND ended_on IS NULL
                """)
            if existing == nil {
                _ = try ResponsibilityStore.insert(post.person, through: post.id, for: unit.place, from: day, act)
            }
        }
        act.note("person", post.person, fields: ["unit", "startedOn"])
        act.note("unit", post.place.unit)
        act.note("unit", unit.place.unit)
        act.note("post", post.id)
    }

    /// What is wrong with the first day of a post or a responsibility. What is planned for later is entered when it comes.
    static func problems(withFirstDay day: Day, field: String, _ act: Act) -> [FieldProblem] {
        day > act.today ? [FieldProblem(field, "日期晚于今天；请到那一天再办理")] : []
    }
}
