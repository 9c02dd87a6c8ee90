import Core
import People
import Storage
import Web

/// Where the force came from and who stayed: cohorts, and every source by the year of hire. Every cell opens its people.
struct CohortsPage: Page {
    struct Row: Encodable, Sendable {
        let group: Retention.Group
        let label: Message
        let size: Int
        let marks: [Retention.Mark]
    }

    static let path = "/workforce/cohorts"

    let asOf: Day
    let asOfFault: PastDay.Fault?
    let isToday: Bool
    let cohorts: [Row]
    let hired: [Row]
    /// Cohorts of one's own units that nobody in sight belongs to yet.
    let empty: [Cohort]
    /// Whose curve is drawn.
    let drawn: Retention.Group?
    let drawnLabel: Message?
    let survival: Survival?
    let mayForm: Bool

    var title: Message { "来源与批次" }
    var room: Room? { People.room }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let today = visit.house.today
        let asOf = visit.asOf ?? today
        let asked = visit.query["group"].flatMap { Retention.Group($0) }
        let scope = visit.actor.sees
        let page = try await visit.house.database.read { tx -> CohortsPage in
            let lines = try Retention.table(scope, asOf: asOf, tx)
            let named = try names(of: lines.map(\.group), tx)
            let rows = lines.map { line in
                Row(group: line.group, label: label(line.group, named), size: line.size, marks: line.marks)
            }
            let isCohort = { (row: Row) in if case .cohort = row.group { true } else { false } }
            let drawn =
                rows.first { $0.group == asked } ?? rows.first(where: isCohort) ?? rows.max { $0.size < $1.size }
            let shown = Set(named.keys)
            let empty = try tx.all(
                """
                SELECT \(Cohort.columns) FROM cohorts h WHERE \(scope.predicate(CohortStore.scopeColumns))
                ORDER BY h.formed_on DESC, h.id LIMIT 200
                """, Cohort.init(row:)
            ).filter { !shown.contains($0.id) }
            return CohortsPage(
                asOf: asOf, asOfFault: visit.pastDay.fault, isToday: asOf == today, cohorts: rows.filter(isCohort),
                hired: rows.filter { !isCohort($0) }, empty: empty, drawn: drawn?.group, drawnLabel: drawn?.label,
                survival: try drawn.map { try Retention.survival($0.group, scope, asOf: asOf, tx) },
                mayForm: visit.actor.has(.post))
        }
        return visit.answering(page)
    }

    static func names(of groups: [Retention.Group], _ tx: Transaction) throws -> [Identifier: String] {
        let ids = groups.compactMap { group in if case .cohort(let id) = group { id } else { nil } }
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.all("SELECT id, name FROM cohorts WHERE id IN \(list: ids)") { row in
            (try row["id"] as Identifier, try row["name"] as String)
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    static func label(_ group: Retention.Group, _ named: [Identifier: String]) -> Message {
        switch group {
        case .cohort(let id): .verbatim(named[id] ?? "")
        case .hired(let source, let year): "\(source?.title ?? "没有登记来源")，\(String(year)) 年到岗"
        }
    }

    // MARK: - View

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: "\(words("截至 \(asOf)"))",
            acts: mayForm ? [.link("登记批次", to: CohortForm.path)] : []))
        \(People.tabs(words, Workforce.peopleViews, current: Self.path))
        \(filterBar(words, to: Self.path, isFiltered: !isToday, [
            .day("asOf", "截至哪天", isToday ? nil : asOf.description, fault: asOfFault), .kept("group", drawn?.text),
        ]))
        \(cohorts.isEmpty && hired.isEmpty
            ? emptyState(words, "您可以查看的范围里还没有人到岗过", advice: "登记入职或导入花名册后，这里会按来源和年份列出有多少人还在岗")
            : content(words))
        \(cohorts.isEmpty && hired.isEmpty ? waiting(words) : nil)
        """
    }

    private func content(_ words: Words) -> HTML {
        let none =
            empty.isEmpty
            ? emptyState(
                words, "还没有批次", advice: mayForm ? "登记一个批次，再在人员页面上“加入批次”" : "批次由经办干部登记")
            : emptyState(words, "登记的批次还没有人加入", advice: mayForm ? "在人员页面上“加入批次”" : "加入批次由经办干部办理")
        return """
            \(section(words, "批次", id: "cohorts", "\(table(words, "批次", "批次", cohorts, empty: none))\(waiting(words))"))
            \(picture(words))
            \(section(words, "按来源和到岗年份", id: "hired", hiredTables(words)))
            \(section(words, "怎么算", id: "definition", definition(words)))
            """
    }

    private func waiting(_ words: Words) -> HTML? {
        empty.isEmpty
            ? nil
            : "<p class=\"quiet\">\(words("还没有人加入："))\(empty.map { words(.verbatim($0.name)) }.joined(separator: words("、")))</p>"
    }

    /// A table for each source, a line for each year: narrow enough that a phone shows lines and not cards.
    private func hiredTables(_ words: Words) -> HTML {
        let sources = hired.reduce(into: [WorkerSource?]()) { all, row in
            if case .hired(let source, _) = row.group, !all.contains(source) { all.append(source) }
        }
        return "\(sources.map { source in hiredTable(words, source) })"
    }

    private func hiredTable(_ words: Words, _ source: WorkerSource?) -> HTML {
        let rows = hired.compactMap { row -> Row? in
            guard case .hired(let own, let year) = row.group, own == source else { return nil }
            return Row(group: row.group, label: .verbatim(String(year)), size: row.size, marks: row.marks)
        }
        return table(words, source?.title ?? "没有登记来源", "到岗年份", rows, empty: nil)
    }

    private func table(
        _ words: Words, _ caption: Message, _ heading: Message, _ rows: [Row], empty: HTML?
    ) -> HTML {
        dataTable(
            words, caption: caption, showsCaption: heading == "到岗年份", isWide: true,
            columns: [
                Column(heading, .heading), Column("到岗人数", .number), Column("满 1 年在岗", .number),
                Column("满 2 年在岗", .number), Column("满 3 年在岗", .number), Column("满 5 年在岗", .number),
                Column("曲线", .acts),
            ],
            rows: rows.map { row in
                TableRow(
                    ["\(words(row.label))", link(words, row.size, row.group, nil, nil)]
                        + row.marks.map { mark in
                            guard mark.reached > 0 else { return "<span class=\"quiet\">—</span>" }
                            let still = link(words, mark.still, row.group, mark.years, .still)
                            return "\(still) / \(link(words, mark.reached, row.group, mark.years, .reached))"
                        }
                        + [
                            row.group == drawn
                                ? tag(words, "已画出", .quiet)
                                : actRow(
                                    words,
                                    [
                                        .link(
                                            "画曲线",
                                            to: address(
                                                Self.path,
                                                [("group", row.group.text), ("asOf", isToday ? nil : asOf.description)]
                                            ) + "#survival")
                                    ])
                        ])
            }, empty: empty)
    }

    private func link(
        _ words: Words, _ count: Int, _ group: Retention.Group, _ years: Int?, _ standing: Retention.Standing?
    ) -> HTML {
        let list = address(
            RetentionPeople.path,
            [
                ("group", group.text), ("years", years.map(String.init)), ("standing", standing?.rawValue),
                ("asOf", isToday ? nil : asOf.description),
            ])
        return count == 0 ? "<span class=\"quiet\">0</span>" : "<a href=\"\(list)\">\(words(count))</a>"
    }

    private func definition(_ words: Words) -> HTML {
        lineList([
            "\(words("到岗人数：在截止日以前有过主岗的人，从第一个主岗的第一天算起"))",
            "\(words("满几年在岗：前面的数是满那一天仍在岗的人，后面的数是已经满了那么多年的人；还没有人满的写“—”，不写 0"))",
            "\(words("在工会系统内调动不算离开；主岗中断一天就算离开，以后再回来的，按第一段计算"))",
            "\(words("只数您可以查看的范围里的人，一个也不省略；已经离开的，按最后所在的单位"))",
        ])
    }

    private func picture(_ words: Words) -> HTML? {
        guard let survival, let drawnLabel, survival.people > 0 else { return nil }
        return section(
            words, "还在岗的比例", id: "survival",
            SurvivalPicture(survival: survival, label: drawnLabel, words: words).html)
    }
}
