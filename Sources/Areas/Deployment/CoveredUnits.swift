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
        /// Whoever answers for a unit may be held elsewhere: her name is told, her page is not.
        let isSeen: Bool
    }

    let whole: String
    let unit: Identifier
    let kind: UnitKind?
    let state: String?
    let asOf: Day?
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
        if let problem = visit.pastDay.problem { throw problem }
        let day = visit.asOf
        let page = try await visit.house.database.read { [scope = visit.actor.sees] tx -> CoveredUnits in
            let whole = try Deployment.whole(query["unit"], scope, tx)
            let filter = CoverageFilter(
                below: whole.place, kind: kind, isUncovered: state.map { $0 == "uncovered" }, day: day)
            let condition = Coverage.units(scope, filter)
            let total: Int = try tx.value("SELECT COUNT(*) FROM units u WHERE \(condition)") ?? 0
            let after: SQL = query["after"].map { "u.scope_key > \($0)" } ?? "TRUE"
            let found = try tx.all(
                listQuery(condition, after)
            ) { row in
                (
                    unit: try row["id"] as Identifier, name: try row["name"] as String,
                    kind: try row["kind"] as UnitKind, key: try row["scope_key"] as String,
                    district: try row["district_name"] as String
                )
            }
            let shown = found.prefix(Deployment.pageSize)
            let people = try responsible(for: shown.map(\.unit), scope, on: day, tx)
            var before: [String] = []
            if query["after"] != nil, let first = shown.first?.key {
                before = try tx.values(
                    """
                    SELECT u.scope_key FROM units u WHERE \(condition) AND u.scope_key < \(first)
                    ORDER BY u.scope_key DESC LIMIT \(Deployment.pageSize + 1)
                    """)
            }
            let more = found.count > shown.count ? shown.last?.key : nil
            func page(after key: String?) -> String {
                address(
                    "/coverage/units",
                    [
                        ("unit", whole.id.description), ("kind", kind?.rawValue), ("state", state),
                        ("asOf", day?.description), ("after", key),
                    ])
            }
            return CoveredUnits(
                whole: whole.name, unit: whole.id, kind: kind, state: state, asOf: day,
                units: shown.map { entry in
                    Entry(
                        unit: entry.unit, name: entry.name, district: entry.district, kind: entry.kind,
                        responsible: people[entry.unit] ?? [])
                },
                page: KeyPage(
                    shown: shown.count, total: total,
                    previous: before.isEmpty
                        ? nil : page(after: before.count > Deployment.pageSize ? before[Deployment.pageSize] : nil),
                    next: more.map { page(after: $0) }))
        }
        return .page(page)
    }

    static func listQuery(_ condition: SQL, _ after: SQL = "TRUE", limit: Int = Deployment.pageSize + 1) -> SQL {
        """
        SELECT u.id, u.name, u.kind, u.scope_key, n.district_name FROM units u
        JOIN unit_names n ON n.unit_id = u.id
        WHERE \(condition) AND \(after) ORDER BY u.scope_key LIMIT \(limit)
        """
    }

    static func responsible(
        for units: [Identifier], _ scope: Scope, on day: Day? = nil, _ tx: Transaction
    ) throws -> [Identifier: [Responsible]] {
        let seen = scope.predicate(.init(key: "p.scope_key", district: "p.district_id", record: ("person", "p.id")))
        let rows = try tx.all(
            """
            SELECT r.unit_id, p.id, p.name, CASE WHEN \(seen) THEN 1 ELSE 0 END AS is_seen FROM responsibilities r JOIN people p ON p.id = r.person_id
            WHERE r.unit_id IN \(list: units) AND \(Coverage.lasts("r", day)) ORDER BY r.started_on, r.id
            """
        ) { row in
            (
                try row["unit_id"] as Identifier,
                Responsible(person: try row["id"], name: try row["name"], isSeen: try row["is_seen"] as Int == 1)
            )
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: HTML(text: whole),
            crumbs: [
                Crumb("覆盖", address("/coverage", [("unit", unit.description), ("asOf", asOf?.description)]))
            ]))
        \(asOf.map { pastNotice(words, $0, back: address("/coverage", [("unit", unit.description)])) })
        \(filterBar(
            words, to: "/coverage/units", isFiltered: kind != nil || state != nil,
            [
                .kept("unit", unit.description), .kept("asOf", asOf?.description),
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
        return responsible.map { one -> HTML in
            one.isSeen ? "<a href=\"/people/\(one.person)\">\(one.name)</a>" : HTML(text: one.name)
        }.joined(words.language == .chinese ? "、" : ", ")
    }
}
