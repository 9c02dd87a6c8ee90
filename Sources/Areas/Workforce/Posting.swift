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
        if isPrimary { try TransferRequest.settle(person, at: unit.place.unit, act) }
        if unit.kind.isCovered {
            try ResponsibilityStore.begin(person, through: post, for: unit.place, from: day, act)
        }
        try WorkerEntries.follow(person, act)
        act.note("person", person)
        act.note("unit", unit.place.unit)
        act.note("post", post)
        return post
    }

    static func end(_ post: Post, on day: Day, because reason: String, _ act: Act) throws {
        try close(post, on: day, because: reason, act)
        try WorkerEntries.follow(post.person, act)
    }

    private static func close(_ post: Post, on day: Day, because reason: String, _ act: Act) throws {
        try PostStore.end(post, on: day, because: reason, act)
        try ResponsibilityStore.endAll(of: post.id, on: day, act)
        try Handing.withdraw(through: post.id, act)
        if !post.isPrimary { try Grant.end("person", post.person, at: post.place, act) }
        act.note("person", post.person)
        act.note("unit", post.place.unit)
        act.note("post", post.id)
    }

    /// The last day at the old post is the day before the first at the new one.
    static func move(_ post: Post, to unit: Unit, on day: Day, because reason: String, _ act: Act) throws -> Identifier
    {
        // Not `end`: what is due about her goes on.
        try close(post, on: day.adding(days: -1), because: reason, act)
        return try start(post.person, at: unit, from: day, isPrimary: post.isPrimary, act)
    }

    /// The primary post was always at the other unit; it had only been written down wrongly.
    static func correct(_ post: Post, to unit: Unit, from day: Day, because reason: String, _ act: Act) throws {
        try PostCorrection.keep(of: post, because: reason, act)
        try ResponsibilityStore.correct(through: post, to: unit, from: day, act)
        try act.tx.execute(
            """
            UPDATE posts SET unit_id = \(unit.place.unit), district_id = \(unit.place.district),
                scope_key = \(unit.place.key), started_on = \(day), version = version + 1
            WHERE id = \(post.id)
            """)
        try PersonStore.place(post.person, at: unit.place, act)
        try Handing.follow(post.id, as: post.id, at: unit.place, act)
        if unit.place.unit != post.place.unit {
            try TransferRequest.settle(post.person, at: unit.place.unit, act)
            if unit.kind.isCovered {
                try ResponsibilityStore.begin(post.person, through: post.id, for: unit.place, from: day, act)
            }
        }
        try WorkerEntries.follow(post.person, act)
        act.note("person", post.person, fields: ["unit", "startedOn"])
        act.note("unit", post.place.unit)
        act.note("unit", unit.place.unit)
        act.note("post", post.id)
    }

    /// What is wrong with a day. What is planned for later is entered when it comes.
    static func problems(withDay day: Day, field: String, _ act: Act) -> [FieldProblem] {
        day > act.today ? [FieldProblem(field, "日期晚于今天；请到那一天再办理")] : []
    }

    /// A second time at one unit begins after the first has ended.
    static func problems(withFirstDay day: Day, atSameUnit unit: Identifier, among posts: [Post]) -> [FieldProblem] {
        guard let last = posts.filter({ $0.place.unit == unit && !$0.isPrimary }).compactMap(\.endedOn).max(),
            day <= last
        else { return [] }
        return [FieldProblem("startedOn", "此人在这个单位兼任到 \(last)，到岗日期须在其后")]
    }
}
