import Core
import Organization
import Storage
import Web
import Workforce

/// Where the last mile is covered and where it is not. Every number opens its list.
struct CoveragePage: Page {
    struct Whole: Encodable, Sendable {
        let unit: Identifier
        let name: String
        let hasParts: Bool
    }

    let whole: Whole
    /// Where the reader's own scope begins, if in several places.
    let roots: [Whole]
    /// The units above, as far as she may look at them.
    let above: [Whole]
    let units: Int
    let uncovered: Int
    let workers: Int
    let withoutUnit: Int
    let kinds: [Coverage.KindCount]
    let parts: [Coverage.Part]
    let loads: [Coverage.Load]

    var title: Message { "覆盖：谁负责哪里" }
    var room: Room? { Deployment.room }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let asked = visit.query["unit"]
        let page = try await visit.house.database.read { [scope = visit.actor.sees] tx -> CoveragePage in
            let roots = try UnitStore.roots(of: scope, tx)
            let whole = try Deployment.whole(asked, scope, tx)
            let above = try UnitStore.ancestors(of: whole, tx).filter { scope.contains($0.place) }
            let filter = CoverageFilter(below: whole.place)
            let kinds = try Coverage.byKind(scope, filter, tx)
            let loads = try Coverage.loads(scope, filter, tx)
            let parts = whole.kind == .city || whole.kind == .district ? try Coverage.byPart(of: whole, scope, tx) : []
            return CoveragePage(
                whole: Whole(unit: whole.id, name: whole.name, hasParts: !parts.isEmpty),
                roots: roots.count < 2 ? [] : roots.map { Whole(unit: $0.id, name: $0.name, hasParts: false) },
                above: above.map { Whole(unit: $0.id, name: $0.name, hasParts: true) },
                units: kinds.reduce(0) { $0 + $1.units }, uncovered: kinds.reduce(0) { $0 + $1.uncovered },
                workers: loads.reduce(0) { $0 + $1.people },
                withoutUnit: loads.first { $0.units == 0 }?.people ?? 0, kinds: kinds, parts: parts, loads: loads)
        }
        return .page(page)
    }

    // MARK: - View

    private func list(_ path: String, _ more: [(String, String?)]) -> String {
        address(path, [("unit", whole.unit.description)] + more.map { (name: $0.0, value: $0.1) })
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: HTML(text: whole.name), crumbs: crumbs))
        \(roots.isEmpty ? nil : tabs(words, label: "我的单位", tabsOfScope))
        \(units == 0 && workers == 0 ? empty(words) : figures(words))
        \(parts.isEmpty ? nil : section(words, "逐个看", partTable(words)))
        \(kinds.isEmpty ? nil : section(words, "按单位类型", kindTable(words)))
        \(loads.isEmpty ? nil : section(words, "每人负责几个单位", loadTable(words)))
        """
    }

    private var tabsOfScope: [Tab] {
        roots.map { one in
            Tab(.verbatim(one.name), Self.link(to: one), isCurrent: one.unit == whole.unit)
        }
    }

    private var crumbs: [Crumb] { above.map { Crumb(.verbatim($0.name), Self.link(to: $0)) } }

    private static func link(to whole: Whole) -> String {
        Web.address("/coverage", [("unit", whole.unit.description)])
    }

    private func empty(_ words: Words) -> HTML {
        emptyState(
            words, "这里还没有需要有人负责的单位", advice: "先在“单位”里登记街镇工会和“小二级”工会，再看谁负责",
            acts: [.link("去登记单位", to: "/units")])
    }

    private func figures(_ words: Words) -> HTML {
        figureTiles(
            words,
            [
                FigureTile(
                    "没有人负责的单位", words(uncovered), opens: list("/coverage/units", [("state", "uncovered")]),
                    note: uncovered == 0 ? "都有人负责" : "需要安排", needsHand: uncovered > 0),
                FigureTile(
                    "有人负责的单位", words(units - uncovered), opens: list("/coverage/units", [("state", "covered")]),
                    note: "共 \(units) 个单位"),
                FigureTile("在岗人员", words(workers), opens: list("/coverage/people", [])),
                FigureTile(
                    "没有负责单位的人", words(withoutUnit), opens: list("/coverage/people", [("load", "0")]),
                    note: "可以安排去负责"),
            ])
    }

    private func number(_ words: Words, _ value: Int, _ address: String) -> HTML {
        value == 0 ? "<span class=\"quiet\">0</span>" : "<a href=\"\(address)\">\(words(value))</a>"
    }

    private func partTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "逐个看",
            columns: [
                Column("名称", .heading), Column("没有人负责", .number), Column("有人负责", .number),
                Column("单位合计", .number), Column("在岗人员", .number), Column("平均每人负责", .number),
            ],
            rows: parts.map { part in
                guard !part.isOwn else { return ownRow(words, part) }
                func open(_ path: String, _ state: String?) -> String {
                    address(path, [("unit", part.unit.description), ("state", state)])
                }
                return TableRow(
                    [
                        "<a href=\"\(address("/coverage", [("unit", part.unit.description)]))\">\(part.name)</a>",
                        number(words, part.uncovered, open("/coverage/units", "uncovered")),
                        number(words, part.covered, open("/coverage/units", "covered")),
                        number(words, part.units, open("/coverage/units", nil)),
                        number(words, part.workers, open("/coverage/people", nil)),
                        "\(ratio(part.units, part.workers))",
                    ], isUrgent: part.uncovered > 0)
            })
    }

    private func ownRow(_ words: Words, _ part: Coverage.Part) -> TableRow {
        let people = list("/coverage/people", [("own", "yes")])
        let none: HTML = "<span class=\"quiet\">—</span>"
        return TableRow([
            "\(part.name) \(tag(words, "本级", .quiet))", none, none, none, number(words, part.workers, people), none,
        ])
    }

    /// One decimal, without floating point.
    private func ratio(_ units: Int, _ people: Int) -> String {
        guard people > 0 else { return "—" }
        let tenths = (units * 10 + people / 2) / people
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func kindTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "按单位类型",
            columns: [Column("类型", .heading), Column("没有人负责", .number), Column("单位合计", .number)],
            rows: kinds.map { entry in
                let kind = entry.kind.rawValue
                return TableRow(
                    [
                        HTML(text: words(entry.kind.title)),
                        number(
                            words, entry.uncovered, list("/coverage/units", [("kind", kind), ("state", "uncovered")])),
                        number(words, entry.units, list("/coverage/units", [("kind", kind)])),
                    ])
            })
    }

    private func loadTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "每人负责几个单位",
            columns: [Column("负责几个单位", .heading), Column("人数", .number)],
            rows: loads.map { load in
                TableRow([
                    HTML(text: words("\(load.units) 个")),
                    number(words, load.people, list("/coverage/people", [("load", "\(load.units)")])),
                ])
            })
    }
}
