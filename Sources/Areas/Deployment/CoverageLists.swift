import Core
import Organization
import Storage
import Web
import Workforce

/// The units behind a number of the coverage, with whoever answers for them.
struct CoveredUnits: Page {
    struct Entry: Encodable, Sendable {
        let unit: Identifier
        let name: String
        let district: String
        let kind: UnitKind
        let responsible: [Responsible]
    }

    struct Responsible: Encodable, Sendable {
        let person: Identifier
        let name: String
    }

    let whole: String
    let unit: Identifier
    let kind: UnitKind?
    let state: String?
    let units: [Entry]
    let page: KeyPage

    var title: Message {
        switch state {
        case "uncovered": "没有人负责的单位"
        case "covered": "有人负责的单位"
        default: "需要有人负责的单位"
        }
    }
    var room: Room? { Deployment.room }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let query = visit.query
        let state = query["state"].flatMap { ["covered", "uncovered"].contains($0) ? $0 : nil }
        let kind = query["kind"].flatMap(UnitKind.init(rawValue:))
        let page = try await visit.house.database.read { [scope = visit.actor.sees] tx -> CoveredUnits in
            let whole = try Deployment.whole(query["unit"], scope, tx)
            let filter = CoverageFilter(below: whole.place, kind: kind, isUncovered: state.map { $0 == "uncovered" })
            let condition = Coverage.units(scope, filter)
            let total: Int = try tx.value("SELECT COUNT(*) FROM units u WHERE \(condition)") ?? 0
            let after: SQL = query["after"].map { "u.scope_key > \($0)" } ?? "TRUE"
            let found = try tx.all(
                """
                SELECT u.id, u.name, u.kind, u.scope_key, n.district_name FROM units u
                JOIN unit_names n ON n.unit_id = u.id
                WHERE \(condition) AND \(after) ORDER BY u.scope_key LIMIT \(Deployment.pageSize + 1)
                """
            ) { row in
                (
                    unit: try row["id"] as Identifier, name: try row["name"] as String,
                    kind: try row["kind"] as UnitKind, key: try row["scope_key"] as String,
                    district: try row["district_name"] as String
                )
            }
            let shown = found.prefix(Deployment.pageSize)
            let people = try responsible(for: shown.map(\.unit), tx)
            let more = found.count > shown.count ? shown.last?.key : nil
            func page(after key: String?) -> String {
                address(
                    "/coverage/units",
                    [
                        ("unit", whole.id.description), ("kind", kind?.rawValue), ("state", state), ("after", key),
                    ])
            }
            return CoveredUnits(
                whole: whole.name, unit: whole.id, kind: kind, state: state,
                units: shown.map { entry in
                    Entry(
                        unit: entry.unit, name: entry.name, district: entry.district, kind: entry.kind,
                        responsible: people[entry.unit] ?? [])
                },
                page: KeyPage(
                    shown: shown.count, total: total, previous: query["after"].map { _ in page(after: nil) },
                    next: more.map { page(after: $0) }))
        }
        return .page(page)
    }

    private static func responsible(
        for units: [Identifier], _ tx: Transaction
    ) throws -> [Identifier: [Responsible]] {
        let rows = try tx.all(
            """
            SELECT r.unit_id, p.id, p.name FROM responsibilities r JOIN people p ON p.id = r.person_id
            WHERE r.unit_id IN \(list: units) AND r.ended_on IS NULL ORDER BY r.started_on, r.id
            """
        ) { row in (try row["unit_id"] as Identifier, Responsible(person: try row["id"], name: try row["name"])) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: HTML(text: whole),
            crumbs: [Crumb("覆盖", address("/coverage", [("unit", unit.description)]))]))
        \(filterBar(
            words, to: "/coverage/units", isFiltered: kind != nil || state != nil,
            [
                .kept("unit", unit.description),
                .select(
                    "state", "有没有人负责", [Choice("uncovered", "没有人负责"), Choice("covered", "有人负责")], state,
                    all: "全部"),
                .select(
                    "kind", "单位类型", Coverage.coveredKinds.map { Choice($0.rawValue, $0.title) }, kind?.rawValue,
                    all: "全部"),
            ]))
        \(dataTable(
            words, caption: title,
            columns: [Column("单位", .heading), Column("区"), Column("类型"), Column("负责人")],
            rows: units.map { entry in
                TableRow(
                    [
                        "<a href=\"/units/\(entry.unit)\">\(entry.name)</a>", HTML(text: entry.district),
                        HTML(text: words(entry.kind.title)), people(words, entry.responsible),
                    ], isUrgent: entry.responsible.isEmpty)
            },
            empty: emptyState(words, state == "uncovered" ? "没有这样的单位，都有人负责" : "没有符合条件的单位")))
        \(units.isEmpty ? nil : pager(words, page))
        """
    }

    private func people(_ words: Words, _ responsible: [Responsible]) -> HTML {
        guard !responsible.isEmpty else { return tag(words, "没有人负责", .urgent) }
        return responsible.map { "<a href=\"/people/\($0.person)\">\($0.name)</a>" as HTML }.joined(" ")
    }
}

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
        let page = try await visit.house.database.read { [scope = visit.actor.sees] tx -> CarryingPeople in
            let whole = try Deployment.whole(query["unit"], scope, tx)
            let condition = Coverage.people(scope, CoverageFilter(below: whole.place, load: load))
            let total: Int = try tx.value("SELECT COUNT(*) FROM posts po WHERE \(condition)") ?? 0
            let key = PostKey(query["after"])
            let after: SQL =
                key.map {
                    "po.scope_key > \($0.scope) OR (po.scope_key = \($0.scope) AND po.id > \($0.post))"
                } ?? "TRUE"
            let found = try tx.all(
                """
                SELECT po.id AS post, po.scope_key, p.id, p.name, w.category, n.name AS unit, n.district_name,
                       (\(Coverage.carriedUnits)) AS units
                FROM posts po
                JOIN people p ON p.id = po.person_id
                JOIN workers w ON w.person_id = po.person_id
                JOIN unit_names n ON n.unit_id = po.unit_id
                WHERE \(condition) AND (\(after)) ORDER BY po.scope_key, po.id LIMIT \(Deployment.pageSize + 1)
                """
            ) { row in
                (
                    key: PostKey(scope: try row["scope_key"], post: try row["post"]),
                    entry: Entry(
                        person: try row["id"], name: try row["name"], category: try row["category"],
                        unit: try row["unit"], district: try row["district_name"], units: try row["units"])
                )
            }
            let shown = found.prefix(Deployment.pageSize)
            let more = found.count > shown.count ? shown.last?.key : nil
            func page(after key: PostKey?) -> String {
                address(
                    "/coverage/people",
                    [("unit", whole.id.description), ("load", load.map(String.init)), ("after", key?.text)])
            }
            return CarryingPeople(
                whole: whole.name, unit: whole.id, load: load, people: shown.map(\.entry),
                page: KeyPage(
                    shown: shown.count, total: total, previous: key.map { _ in page(after: nil) },
                    next: more.map { page(after: $0) }))
        }
        return .page(page)
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: HTML(text: whole),
            crumbs: [Crumb("覆盖", address("/coverage", [("unit", unit.description)]))]))
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
private struct PostKey {
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
