import Core
import Storage
import Web

/// What the list of unions is narrowed to, as the address carries it.
struct UnionChoice: Sendable, Encodable {
    let kind: EnterpriseUnionKind?
    let standing: UnionFilter.Standing

    init(_ value: (String) -> String?) {
        kind = value("kind").flatMap(EnterpriseUnionKind.init(rawValue:))
        standing = value("standing").flatMap(UnionFilter.Standing.init(rawValue:)) ?? .open
    }

    var isFiltered: Bool { kind != nil || standing != .open }

    func filter(_ scope: Scope, within place: Place?, today: Day) -> UnionFilter {
        UnionFilter(scope: scope, within: place, kind: kind, standing: standing, today: today)
    }

    func address(unit: Identifier?, after: Identifier? = nil) -> String {
        Web.address(
            "/unions",
            [
                ("unit", unit?.description), ("kind", kind?.rawValue),
                ("standing", standing == .open ? nil : standing.rawValue), ("after", after?.description),
            ])
    }
}

/// `/unions`: the unions of enterprises, by the day of the next election, late ones first.
struct UnionsPage: Page {
    static let size = 50
    static let countedUpTo = 10_000

    let title: Message = "基层工会"
    let choice: UnionChoice
    let unit: UnitChosen
    let unions: [UnionLine]
    let pages: KeyPage
    /// How many there are in the scope at all, where the filter leaves none.
    let inScope: Int?

    var room: Room? { Organization.fieldRoom }
    var isFiltered: Bool { choice.isFiltered || unit.isChosen }

    static func show(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let choice = UnionChoice { visit.query[$0] }
        let after = visit.query["after"].flatMap { Identifier($0) }
        let page = try await visit.house.database.read { tx in try load(choice, after: after, visit, tx) }
        if let unit = page.unit.unit, visit.query["unit"] == nil, !visit.wantsJSON {
            return .redirect(choice.address(unit: unit))
        }
        return .page(page)
    }

    private static func load(
        _ choice: UnionChoice, after: Identifier?, _ visit: Visit, _ tx: Transaction
    ) throws -> UnionsPage {
        let unit = try UnitChosen.load(visit, tx)
        let (scope, today) = (visit.actor.sees, visit.house.today)
        let filter = choice.filter(scope, within: unit.place, today: today)
        let (found, hasMore) = try EnterpriseUnionStore.page(filter, after: after, size: size, tx)
        let total = try EnterpriseUnionStore.count(filter, upTo: countedUpTo, tx)
        var previous: String?
        if after != nil, let first = found.first {
            previous = choice.address(
                unit: unit.unit, after: try EnterpriseUnionStore.keyBefore(filter, first: first.id, size: size, tx))
        }
        let wider = UnionFilter(scope: scope, standing: .all, today: today)
        return UnionsPage(
            choice: choice, unit: unit, unions: try UnionLine.lines(found, today: today, tx),
            pages: KeyPage(
                shown: found.count, total: total, capped: total >= countedUpTo, previous: previous,
                next: hasMore ? choice.address(unit: unit.unit, after: found.last?.id) : nil),
            inScope: found.isEmpty ? try EnterpriseUnionStore.count(wider, upTo: countedUpTo, tx) : nil)
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: "\(words("企业工会和联合工会，该换届的排在前面"))"))
        \(OrganizationTabs.unions.view(words))
        \(filterBar(words, to: "/unions", live: "union-list", isFiltered: isFiltered, filters))
        \(liveRegion("union-list", "\(unit.advice(words) { choice.address(unit: $0) })\(unions.isEmpty ? empty(words) : table(words))"))
        """
    }

    private var filters: [Filter] {
        let kinds = EnterpriseUnionKind.allCases.map { Choice($0.rawValue, $0.title) }
        let standings = [Choice("late", "换届已到期"), Choice("closed", "已撤销"), Choice("all", "全部")]
        return [unit.filter].compactMap(\.self) + [
            .select("kind", "类型", kinds, choice.kind?.rawValue, all: "全部类型"),
            .select(
                "standing", "状态", standings, choice.standing == .open ? nil : choice.standing.rawValue, all: "在册"),
        ]
    }

    private func table(_ words: Words) -> HTML {
        let rows = unions.map { line in
            TableRow(
                [
                    """
                    <a href="/unions/\(line.id)">\(line.name)</a>\
                    \(line.closedOn == nil ? nil : " \(tag(words, "已撤销", .quiet))" as HTML)
                    """,
                    "\(words(line.kind.title))", "<a href=\"/units/\(line.unit)\">\(line.unitName)</a>",
                    "\(words(line.enterprises))", "\(words(line.electedOn))",
                    "\(words(line.nextElectionOn))\(line.isLate ? " \(tag(words, "换届已到期", .urgent))" as HTML : nil)",
                ], isUrgent: line.isLate)
        }
        return """
            \(dataTable(
                words, caption: "工会名单",
                columns: [
                    Column("工会名称", .heading), Column("类型"), Column("单位"), Column("企业", .number), Column("本届选举"),
                    Column("下次换届"),
                ], rows: rows))
            \(pager(words, pages))
            """
    }

    private func empty(_ words: Words) -> HTML {
        guard let inScope, inScope > 0, isFiltered else {
            return emptyState(
                words, "您的范围内还没有企业工会", advice: "企业建会以后，在这家企业的页面登记建会",
                acts: [.link("找一家企业", to: "/enterprises?union=no")])
        }
        return emptyState(
            words, "没有符合条件的工会", advice: "您的范围内共登记过 \(inScope) 个工会；请清除条件再看",
            acts: [.link("看全部工会", to: "/unions")])
    }
}
