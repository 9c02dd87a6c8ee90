import Core
import Organization
import People
import Storage

/// Who was in post on a past day, by their primary posts, in the order of the units.
package struct WorkersThen: Sendable {
    package let day: Day
    package let scope: Scope
    package let within: Place?
    package let category: WorkerCategory?
    package let source: WorkerSource?
    package let appointment: AppointmentType?
    package let grade: WorkerGrade?
    package let name: PersonSearch.Named?

    static let countedAtMost = 1000

    package func page(_ position: WorkersPosition?, limit: Int, _ tx: Transaction) throws -> WorkersSlice {
        if let name { return try named(name, tx) }
        var found = try lines(postsQuery(position, limit: limit), isBackward: position?.isBackward ?? false, tx)
        let hasMore = found.count > limit
        if hasMore { found.removeLast() }
        let isBackward = position?.isBackward ?? false
        if isBackward { found.reverse() }
        try WorkersInPost.describe(&found, on: day, tx)
        let counted = try tx.value(countQuery(upTo: Self.countedAtMost + 1)) ?? 0
        let hasPrevious = isBackward ? hasMore : position != nil
        let hasNext = isBackward || hasMore
        return WorkersSlice(
            lines: found, total: min(counted, Self.countedAtMost), capped: counted > Self.countedAtMost,
            previous: hasPrevious ? found.first.map { WorkersPosition($0, isBackward: true) } : nil,
            next: hasNext ? found.last.map { WorkersPosition($0, isBackward: false) } : nil)
    }

    private func named(_ name: PersonSearch.Named, _ tx: Transaction) throws -> WorkersSlice {
        let candidates = try name.candidates(most: WorkersInPost.mostNamed, tx)
        guard !candidates.isEmpty else { return .none }
        let posts: SQL = """
            SELECT \(Self.columns) FROM posts po
            WHERE po.person_id IN \(list: candidates) AND CASE WHEN \(conditions) THEN 1 ELSE 0 END = 1
            """
        var found = try lines(posts, isBackward: false, tx).filter { name.matches($0.name) }
        let total = found.count
        found = Array(found.prefix(WorkersInPost.pageSize))
        try WorkersInPost.describe(&found, on: day, tx)
        return WorkersSlice(
            lines: found, total: total, capped: candidates.count >= WorkersInPost.mostNamed || total > found.count,
            previous: nil, next: nil)
    }

    private static let columns: SQL = """
        po.id AS post_id, po.person_id, po.unit_id, po.scope_key, po.started_on, po.ended_on
        """

    private var conditions: SQL {
        // A whole district is a range of keys, too: the range keeps the order.
        let columns = Scope.Columns(key: "po.scope_key")
        var all: [SQL] = [
            scope.predicate(columns), "po.is_primary", "po.started_on <= \(day)",
            "po.ended_on IS NULL OR po.ended_on >= \(day)",
        ]
        if let within { all.append(Scope(roots: [within]).predicate(columns)) }
        if let category { all.append(worker("f.category = \(category)")) }
        if let source { all.append(worker("f.source = \(source)")) }
        if let appointment {
            all.append(
                """
                EXISTS (SELECT 1 FROM cadre_offices f WHERE f.person_id = po.person_id AND f.withdrawn_at IS NULL
                    AND f.appointment = \(appointment) AND f.starts_on <= \(day)
                    AND (f.ended_on IS NULL OR f.ended_on >= \(day)))
                """)
        }
        if let grade {
            all.append(
                """
                \(grade) = (SELECT f.grade FROM worker_grade_steps f WHERE f.person_id = po.person_id
                    AND f.withdrawn_at IS NULL AND f.starts_on <= \(day) ORDER BY f.starts_on DESC LIMIT 1)
                """)
        }
        return SQL.all(all)
    }

    private func worker(_ condition: SQL) -> SQL {
        "EXISTS (SELECT 1 FROM workers f WHERE f.person_id = po.person_id AND \(condition))"
    }

    func postsQuery(_ position: WorkersPosition?, limit: Int) -> SQL {
        let isBackward = position?.isBackward ?? false
        // From the empty key on, so that the first page, too, walks along the index.
        let (key, post) = (position?.key ?? ScopeKey(rawValue: ""), position?.person ?? Identifier(rawValue: 0))
        let edge: SQL =
            isBackward ? "(po.scope_key, po.id) < (\(key), \(post))" : "(po.scope_key, po.id) > (\(key), \(post))"
        let order: SQL = isBackward ? "po.scope_key DESC, po.id DESC" : "po.scope_key, po.id"
        return """
            SELECT \(Self.columns) FROM posts po WHERE \(conditions) AND \(edge) ORDER BY \(order) LIMIT \(limit + 1)
            """
    }

    func countQuery(upTo cap: Int) -> SQL {
        "SELECT COUNT(*) FROM (SELECT po.id FROM posts po WHERE \(conditions) LIMIT \(cap)) counted"
    }

    package func count(_ tx: Transaction) throws -> Int {
        try tx.value("SELECT COUNT(*) FROM posts po WHERE \(conditions)") ?? 0
    }

    /// First the posts, then what is known of their people; units by their names of then.
    private func lines(_ posts: SQL, isBackward: Bool, _ tx: Transaction) throws -> [WorkerLine] {
        let order: SQL = isBackward ? "v.scope_key DESC, v.post_id DESC" : "v.scope_key, v.post_id"
        return try tx.all(
            """
            SELECT v.*, p.name, p.scope_key AS held_key, w.category, w.source, COALESCE(h.name, n.name) AS unit,
                n.district_name
            FROM (\(posts)) v
            JOIN people p ON p.id = v.person_id
            JOIN workers w ON w.person_id = v.person_id
            JOIN unit_names n ON n.unit_id = v.unit_id
            LEFT JOIN unit_history h ON h.unit_id = v.unit_id AND \(UnitHistory.held("h", on: day))
            ORDER BY \(order)
            """
        ) { row in
            var line = try WorkersInPost.line(row)
            line.endedOn = try row["ended_on"]
            line.post = try row["post_id"]
            let held: ScopeKey = try row["held_key"]
            line.isOpen = scope.roots.contains { $0.key.contains(held) }
            return line
        }
    }
}
