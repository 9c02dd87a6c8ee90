import Core
import Organization
import People
import Storage
import Web

/// On a unit's page: who answers for it, and who works there or below.
struct UnitWorkers: Section {
    static let key = "workers"

    struct Entry: Encodable, Sendable {
        let person: Identifier
        let name: String
        let category: WorkerCategory
        let unit: String
        let startedOn: Day
        let isPrimary: Bool
        /// Whoever answers for a unit may be held elsewhere: her name is told, her page is not.
        let isSeen: Bool
    }

    /// Somebody nearby who could answer for the unit.
    struct Candidate: Encodable, Sendable {
        let person: Identifier
        let name: String
        let unit: String
        /// For how many units she answers already.
        let carries: Int
    }

    let unit: Identifier
    let name: String
    let isCovered: Bool
    let responsible: [Entry]
    let workers: [Entry]
    let total: Int
    let mayPost: Bool
    /// Of a unit that nobody answers for: who is posted near, those with the fewest units first.
    let candidates: [Candidate]
    /// Why the last one does no longer, where she was followed by nobody.
    let dropReason: String?
    /// Of a past day: people in post then whom the visitor may not see today.
    var unseen = 0

    var title: Message { "谁负责，谁在岗" }

    private static let most = 50
    private static let mostCandidates = 8

    static let section = UnitSection { visit, unit, tx in
        let scope = visit.actor.sees
        // A single unit opened by a grant says nothing of who works there.
        guard let found = try UnitStore.find(unit, scope, tx), scope.contains(found.place) else { return nil }
        if let day = visit.asOf { return try past(found, asOf: day, scope, tx) }
        let key = found.place.key
        let total: Int =
            try tx.value(
                """
                SELECT COUNT(*) FROM posts po
                WHERE po.scope_key >= \(key) AND po.scope_key < \(key.end) AND po.ended_on IS NULL
                """) ?? 0
        let responsible = try responsible(for: unit, scope, tx)
        let mayPost = visit.actor.may(.post, at: found.place).isAllowed
        let asksForSomebody = found.kind.isCovered && !found.isClosed && responsible.isEmpty && mayPost
        return UnitWorkers(
            unit: unit, name: found.name, isCovered: found.kind.isCovered && !found.isClosed, responsible: responsible,
            workers: try workers(below: key, tx), total: total, mayPost: mayPost,
            candidates: asksForSomebody ? try candidates(near: key, visit.actor.scope(for: .post), tx) : [],
            dropReason: responsible.isEmpty ? try ResponsibilityStore.dropReason(at: unit, tx) : nil)
    }

    /// Who was in post and who answered for it on a past day, as far as she lies in today's scope.
    private static func past(_ unit: Unit, asOf day: Day, _ scope: Scope, _ tx: Transaction) throws -> UnitWorkers? {
        guard let then = try UnitHistory.unit(unit.id, asOf: day, scope, tx) else { return nil }
        let seen = scope.predicate(.init(key: "p.scope_key", district: "p.district_id", record: ("person", "p.id")))
        let found = try tx.all(pastQuery(then.place, asOf: day, scope), Entry.init(row:))
        let responsible = try tx.all(
            """
            SELECT p.id, p.name, w.category, n.name AS unit, r.started_on, TRUE AS is_primary, 1 AS is_seen
            FROM responsibilities r
            JOIN people p ON p.id = r.person_id
            JOIN workers w ON w.person_id = r.person_id
            JOIN unit_names n ON n.unit_id = r.unit_id
            WHERE r.unit_id = \(unit.id) AND \(lasted("r", on: day)) AND \(seen) ORDER BY r.started_on, r.id
            """, Entry.init(row:))
        let shown = found.filter(\.isSeen)
        return UnitWorkers(
            unit: unit.id, name: then.name, isCovered: false, responsible: responsible,
            workers: Array(shown.prefix(most)), total: shown.count, mayPost: false, candidates: [],
            dropReason: nil, unseen: found.count - shown.count)
    }

    /// Posts of that day at the units that lay at and below a place then.
    static func pastQuery(_ place: Place, asOf day: Day, _ scope: Scope) -> SQL {
        let seen = scope.predicate(.init(key: "p.scope_key", district: "p.district_id", record: ("person", "p.id")))
        return """
            SELECT p.id, p.name, w.category, n.name AS unit, po.started_on, po.is_primary,
                   CASE WHEN \(seen) THEN 1 ELSE 0 END AS is_seen
            FROM unit_history h
            JOIN posts po ON po.unit_id = h.unit_id
            JOIN people p ON p.id = po.person_id
            JOIN workers w ON w.person_id = po.person_id
            JOIN unit_names n ON n.unit_id = po.unit_id
            WHERE h.scope_key >= \(place.key) AND h.scope_key < \(place.key.end) AND \(UnitHistory.held("h", on: day))
              AND \(lasted("po", on: day))
            ORDER BY h.scope_key, po.started_on, po.id LIMIT 5000
            """
    }

    private static func lasted(_ table: SQL, on day: Day) -> SQL {
        "\(table).started_on <= \(day) AND (\(table).ended_on IS NULL OR \(table).ended_on >= \(day))"
    }

    /// Whoever is posted at the unit above or anywhere below that.
    private static func candidates(near key: ScopeKey, _ scope: Scope, _ tx: Transaction) throws -> [Candidate] {
        let near = key.path.dropLast().last ?? key
        return try tx.all(
            """
            SELECT p.id, p.name, n.name AS unit, (SELECT COUNT(*) FROM responsibilities r
                WHERE r.person_id = p.id AND r.ended_on IS NULL) AS carries
            FROM posts po
            JOIN people p ON p.id = po.person_id
            JOIN unit_names n ON n.unit_id = po.unit_id
            WHERE po.scope_key >= \(near) AND po.scope_key < \(near.end) AND po.ended_on IS NULL
              AND po.is_primary
              AND \(scope.predicate(.init(key: "po.scope_key", district: "po.district_id")))
            ORDER BY carries, po.id LIMIT \(mostCandidates)
            """
        ) { row in
            Candidate(
                person: try row["id"], name: try row["name"], unit: try row["unit"], carries: try row["carries"])
        }
    }

    private static func responsible(for unit: Identifier, _ scope: Scope, _ tx: Transaction) throws -> [Entry] {
        let seen = scope.predicate(.init(key: "p.scope_key", district: "p.district_id", record: ("person", "p.id")))
        return try tx.all(
            """
            SELECT p.id, p.name, w.category, n.name AS unit, r.started_on, TRUE AS is_primary,
                   CASE WHEN \(seen) THEN 1 ELSE 0 END AS is_seen
            FROM responsibilities r
            JOIN people p ON p.id = r.person_id
            JOIN workers w ON w.person_id = r.person_id
            JOIN unit_names n ON n.unit_id = r.unit_id
            WHERE r.unit_id = \(unit) AND r.ended_on IS NULL ORDER BY r.started_on, r.id
            """, Entry.init(row:))
    }

    private static func workers(below key: ScopeKey, _ tx: Transaction) throws -> [Entry] {
        try tx.all(
            """
            SELECT p.id, p.name, w.category, n.name AS unit, po.started_on, po.is_primary, 1 AS is_seen
            FROM posts po
            JOIN people p ON p.id = po.person_id
            JOIN workers w ON w.person_id = po.person_id
            JOIN unit_names n ON n.unit_id = po.unit_id
            WHERE po.scope_key >= \(key) AND po.scope_key < \(key.end) AND po.ended_on IS NULL
            ORDER BY po.scope_key, po.started_on, po.id LIMIT \(most)
            """, Entry.init(row:))
    }

    func body(_ words: Words) -> HTML {
        """
        \(isCovered && responsible.isEmpty
            ? notice(words, .failure, "这个单位还没有人负责", advice(words)) : nil)
        \(candidates.isEmpty ? nil : candidateTable(words))
        \(responsible.isEmpty ? nil : table(words, "负责人", responsible, showsUnit: false))
        \(workers.isEmpty
            ? emptyState(words, "这里没有在岗的人")
            : table(words, total > workers.count ? "在岗人员，前 \(workers.count) 位，共 \(total) 位" : "在岗人员，共 \(total) 位", workers, showsUnit: true))
        \(unseen == 0 ? nil : "<p class=\"quiet\">\(words("另有 \(unseen) 位现在不在您可以查看的范围内"))</p>" as HTML)
        """
    }

    private func advice(_ words: Words) -> HTML {
        let why: HTML? = dropReason.map { "<p>\(words("上一位不再负责的原因：\($0)"))</p>" }
        guard mayPost else { return "\(why)" }
        return "\(why)\(nextStep(words))"
    }

    private func nextStep(_ words: Words) -> HTML {
        candidates.isEmpty
            ? "<p>\(words("附近没有在岗的人。请先安排一人到岗，再请其负责"))</p>"
            : "<p>\(words("请从下面选一位附近在岗的人来负责"))</p>"
    }

    private func candidateTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "可以请谁负责，负责得少的在前", showsCaption: true,
            columns: [Column("姓名", .heading), Column("单位"), Column("已负责", .number), Column("办理", .acts)],
            rows: candidates.map { one in
                let form = address(
                    "/people/\(one.person)/responsibilities", [("unitName", name), ("unit", unit.description)])
                return TableRow([
                    "<a href=\"/people/\(one.person)\">\(one.name)</a>", "\(one.unit)", "\(words(one.carries))",
                    actRow(words, [.link("请其负责", to: form)]),
                ])
            })
    }

    private func table(_ words: Words, _ caption: Message, _ entries: [Entry], showsUnit: Bool) -> HTML {
        dataTable(
            words, caption: caption, showsCaption: true,
            columns: [Column("姓名", .heading), Column("类别"), Column("单位"), Column("从哪天起", .day)],
            rows: entries.map { entry in
                TableRow([
                    entry.isSeen ? "<a href=\"/people/\(entry.person)\">\(entry.name)</a>" : HTML(text: entry.name),
                    "\(words(entry.category.title))",
                    "\(entry.unit)\(entry.isPrimary ? nil : " \(tag(words, "兼任", .quiet))" as HTML)",
                    "\(words(entry.startedOn))",
                ])
            })
    }
}

extension UnitWorkers.Entry {
    fileprivate init(row: Row) throws {
        person = try row["id"]
        name = try row["name"]
        category = try row["category"]
        unit = try row["unit"]
        startedOn = try row["started_on"]
        isPrimary = try row["is_primary"]
        isSeen = try row["is_seen"] as Int == 1
    }
}
