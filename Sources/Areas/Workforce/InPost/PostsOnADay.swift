import Core
import Storage

/// Who was in post on a day that has been: for figures, coverage and lists as of then. Posts lie where their units lie now.
extension PostStore {
    /// The condition on `posts po` that a post lasted on the day, inside the scope.
    package static func lasting(on day: Day, _ scope: Scope, within: Place? = nil) -> SQL {
        var conditions = [
            scope.predicate(columns), "po.started_on <= \(day)", "(po.ended_on IS NULL OR po.ended_on >= \(day))",
        ]
        if let within { conditions.insert(Scope(roots: [within]).predicate(columns), at: 0) }
        return SQL.all(conditions)
    }

    /// How many people were in post on a day: by their primary posts, or at second posts too.
    package static func count(
        _ scope: Scope, within: Place? = nil, on day: Day, withSecondPosts: Bool = false, _ tx: Transaction
    ) throws -> Int {
        try tx.value(countQuery(scope, within: within, on: day, withSecondPosts: withSecondPosts)) ?? 0
    }

    static func countQuery(_ scope: Scope, within: Place?, on day: Day, withSecondPosts: Bool) -> SQL {
        withSecondPosts
            ? "SELECT COUNT(DISTINCT po.person_id) FROM posts po WHERE \(lasting(on: day, scope, within: within))"
            : "SELECT COUNT(*) FROM posts po WHERE \(lasting(on: day, scope, within: within)) AND po.is_primary"
    }

    /// How many people had their primary post at each of the units right below a unit (and below them) on a day; those at
    /// the unit itself under its own key.
    package static func countsBelow(
        _ parent: Place, _ scope: Scope, on day: Day, _ tx: Transaction
    ) throws -> [ScopeKey: Int] {
        let length = parent.key.rawValue.utf8.count + ScopeKey.stepLength
        let rows = try tx.all(
            """
            SELECT substr(po.scope_key, 1, CAST(\(length) AS INTEGER)) AS part, COUNT(*) AS people FROM posts po
            WHERE \(lasting(on: day, scope, within: parent)) AND po.is_primary GROUP BY part
            """
        ) { row in (try row["part"] as ScopeKey, try row["people"] as Int) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Those in post on a day, in the order of the units; primary posts and second ones.
    ///
    /// - Parameter after: the last post of the page before.
    package static func inPost(
        _ scope: Scope, within: Place? = nil, on day: Day, after: Post? = nil, limit: Int, _ tx: Transaction
    ) throws -> [Post] {
        try tx.all(inPostQuery(scope, within: within, on: day, after: after, limit: limit), Post.init(row:))
    }

    static func inPostQuery(_ scope: Scope, within: Place?, on day: Day, after: Post?, limit: Int) -> SQL {
        // From the empty key on, so that the first page, too, walks along the index.
        let (key, id) = (after?.place.key ?? ScopeKey(rawValue: ""), after?.id ?? Identifier(rawValue: 0))
        return """
            SELECT \(Post.columns) FROM posts po
            WHERE \(lasting(on: day, scope, within: within)) AND (po.scope_key, po.id) > (\(key), \(id))
            ORDER BY po.scope_key, po.id LIMIT \(limit)
            """
    }

    static let migrationsByDay = [
        Migration(
            "workforce-posts-3",
            [
                "CREATE INDEX posts_by_key ON posts (scope_key, id)",
                "CREATE INDEX posts_by_key_and_day ON posts (scope_key, is_primary, started_on, ended_on)",
                "CREATE INDEX posts_by_district_and_day ON posts (district_id, is_primary, started_on, ended_on)",
            ])
    ]

    /// 减上补下: posts at a street's or town's union or below of people whose post before it was at a city's or district's
    /// office, begun within these days.
    package static func sentDown(
        _ scope: Scope, within: Place? = nil, from: Day, to: Day, _ tx: Transaction
    ) throws -> Int {
        try tx.value(
            "SELECT COUNT(DISTINCT po.person_id) FROM \(sentDownPosts(scope, within: within, from: from, to: to))")
            ?? 0
    }

    /// The posts behind the number, newest first.
    package static func postsSentDown(
        _ scope: Scope, within: Place? = nil, from: Day, to: Day, limit: Int, _ tx: Transaction
    ) throws -> [Post] {
        try tx.all(
            """
            SELECT \(Post.columns) FROM \(sentDownPosts(scope, within: within, from: from, to: to))
            ORDER BY po.started_on DESC, po.id DESC LIMIT \(limit)
            """, Post.init(row:))
    }

    private static func sentDownPosts(_ scope: Scope, within: Place?, from: Day, to: Day) -> SQL {
        var conditions = [
            scope.predicate(columns), "po.started_on BETWEEN \(from) AND \(to)",
            "lower_unit.kind NOT IN ('city', 'district')", "upper_unit.kind IN ('city', 'district')",
            "NOT EXISTS (SELECT 1 FROM posts between_them WHERE between_them.person_id = po.person_id AND between_them.is_primary AND between_them.started_on > upper.started_on AND between_them.started_on < po.started_on)",
        ]
        if let within { conditions.append(Scope(roots: [within]).predicate(columns)) }
        return """
            posts po
            JOIN units lower_unit ON lower_unit.id = po.unit_id
            JOIN posts upper ON upper.person_id = po.person_id AND upper.is_primary AND upper.started_on < po.started_on
            JOIN units upper_unit ON upper_unit.id = upper.unit_id
            WHERE \(SQL.all(conditions))
            """
    }
}
