import Core
import Organization
import Storage
import Web
import Workforce

/// The people in post behind a number of the coverage, with how many units each carries.
struct CarryingPeople: Page {
    struct Entry: Encodable, Sendable {
        let person: Identifier
        let name: String
        let category: WorkerCategory
        let unit: String
        let district: String
        let units: Int
    }

    let whole: String
    let unit: Identifier
    let load: Int?
    /// Only those posted at the unit itself, not below it.
    let isOwn: Bool
    let asOf: Day?
    let people: [Entry]
    let page: KeyPage

    var title: Message {
        switch load {
        case 0: "没有负责单位的在岗人员"
        case let load?: "负责 \(load) 个单位的在岗人员"
        case nil: "在岗人员和各自负责的单位数"
        }
    }
    var room: Room? { Deployment.room }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let query = visit.query
        let load = query["load"].flatMap(Int.init).flatMap { (0...10_000).contains($0) ? $0 : nil }
        let isOwn = query["own"] == "yes"
        if let problem = visit.pastDay.problem { throw problem }
        let day = visit.asOf
        let page = try await visit.house.database.read { [scope = visit.actor.sees] tx -> CarryingPeople in
            let whole = try Deployment.whole(query["unit"], scope, tx)
            let condition = Coverage.people(
                scope, CoverageFilter(below: whole.place, load: load, isOwn: isOwn, day: day))
            let total: Int = try tx.value("SELECT COUNT(*) FROM posts po WHERE \(condition)") ?? 0
            let key = PostKey(query["after"])
            let after: SQL =
                key.map {
                    "po.scope_key > \($0.scope) OR (po.scope_key = \($0.scope) AND po.id > \($0.post))"
                } ?? "TRUE"
            let found = try tx.all(
                listQuery(condition, after, on: day)
            ) { row in
                (
                    key: PostKey(scope: try row["scope_key"], post: try row["post"]),
                    entry: Entry(
                        person: try row["id"], name: try row["name"], category: try row["category"],
                        unit: try row["unit"], district: try row["district_name"], units: try row["units"])
                )
            }
            let shown = found.prefix(Deployment.pageSize)
            var before: [PostKey] = []
            if key != nil, let first = shown.first?.key {
                before = try tx.all(
                    """
                    SELECT po.scope_key, po.id FROM posts po
                    WHERE \(condition)
                      AND (po.scope_key < \(first.scope) OR (po.scope_key = \(first.scope) AND po.id < \(first.post)))
                    ORDER BY po.scope_key DESC, po.id DESC LIMIT \(Deployment.pageSize + 1)
                    """
                ) { row in PostKey(scope: try row["scope_key"], post: try row["id"]) }
            }
            let more = found.count > shown.count ? shown.last?.key : nil
            func page(after key: PostKey?) -> String {
                address(
                    "/coverage/people",
                    [
                        ("unit", whole.id.description), ("load", load.map(String.init)), ("own", isOwn ? "yes" : nil),
                        ("asOf", day?.description), ("after", key?.text),
                    ])
            }
            return CarryingPeople(
                whole: whole.name, unit: whole.id, load: load, isOwn: isOwn, asOf: day, people: shown.map(\.entry),
                page: KeyPage(
                    shown: shown.count, total: total,
                    previous: before.isEmpty
                        ? nil : page(after: before.count > Deployment.pageSize ? before[Deployment.pageSize] : nil),
                    next: more.map { page(after: $0) }))
        }
        return .page(page)
    }

    static func listQuery(
        _ condition: SQL, _ after: SQL = "TRUE", limit: Int = Deployment.pageSize + 1, on day: Day? = nil
    ) -> SQL {
        """
        SELECT po.id AS post, po.scope_key, p.id, p.name, w.category, n.name AS unit, n.district_name,
               (\(Coverage.carriedUnits(day))) AS units
        FROM posts po
        JOIN people p ON p.id = po.person_id
        JOIN workers w ON w.person_id = po.person_id
        JOIN unit_names n ON n.unit_id = po.unit_id
        WHERE \(condition) AND (\(after)) ORDER BY po.scope_key, po.id LIMIT \(limit)
        """
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: isOwn ? "\(words("\(whole)，只看本级"))" : HTML(text: whole),
            crumbs: [
                Crumb("覆盖", address("/coverage", [("unit", unit.description), ("asOf", asOf?.description)]))
            ]))
        \(asOf.map { pastNotice(words, $0, back: address("/coverage", [("unit", unit.description)])) })
        \(dataTable(
            words, caption: title,
            columns: [
                Column("姓名", .heading), Column("类别"), Column("岗位"), Column("区"), Column("负责几个单位", .number),
            ],
            rows: people.map { entry in
                TableRow([
                    "<a href=\"/people/\(entry.person)\">\(entry.name)</a>", HTML(text: words(entry.category.title)),
                    HTML(text: entry.unit), HTML(text: entry.district), "\(words(entry.units))",
                ])
            },
            empty: emptyState(words, "没有这样的人")))
        \(people.isEmpty ? nil : pager(words, page))
        """
    }
}

/// Where a page of posts begins.
struct PostKey {
    let scope: String
    let post: Identifier

    init(scope: String, post: Identifier) {
        self.scope = scope
        self.post = post
    }

    init?(_ text: String?) {
        guard let parts = text?.split(separator: "."), parts.count == 2, let post = Identifier(String(parts[1])) else {
            return nil
        }
        self.init(scope: String(parts[0]), post: post)
    }

    var text: String { scope + "." + post.description }
}
