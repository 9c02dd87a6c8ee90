import Core
import Organization
import People
import Storage
import Web

/// The hand-overs in one's scope, what is due first, and what waits for an answer there.
struct HandoverListPage: Page {
    static let path = "/handovers"

    let state: HandoverFilter.State
    let unit: Identifier?
    let handovers: [HandoverLine]
    let offers: [HandoverOffer]
    let page: KeyPage
    let today: Day

    private enum CodingKeys: String, CodingKey { case state, unit, handovers, offers, page }

    var title: Message { "交接" }
    var room: Room? { People.room }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let (query, actor, today) = (visit.query, visit.actor, visit.house.today)
        let page = try await visit.house.database.read { tx -> HandoverListPage in
            let filter = try filter(query["state"], query["unit"], actor, today, tx)
            let after = query["after"].flatMap(HandoverKey.init)
            let lines = try HandoverStore.page(
                filter, after: after.map { ($0.day, $0.id) }, limit: HandoverStore.pageSize + 1,
                visit.house.registry, tx)
            let shown = Array(lines.prefix(HandoverStore.pageSize))
            let next = lines.count > shown.count ? shown.last.map { HandoverKey(day: $0.lastDay, id: $0.id).text } : nil
            func turn(_ key: String?) -> String {
                address(
                    "/handovers",
                    [("state", query["state"]), ("unit", filter.within?.unit.description), ("after", key)])
            }
            return HandoverListPage(
                state: filter.state, unit: filter.within?.unit, handovers: shown,
                offers: actor.has(.post)
                    ? try HandoverStore.offersWaiting(actor.scope(for: .post), limit: 100, tx) : [],
                page: KeyPage(
                    shown: shown.count, total: try HandoverStore.count(filter, tx),
                    previous: after == nil ? nil : turn(nil), next: next.map { turn($0) }), today: today)
        }
        return .page(page)
    }

    static func filter(
        _ state: String?, _ unit: String?, _ actor: Actor, _ today: Day, _ tx: Transaction
    ) throws -> HandoverFilter {
        var within: Place?
        if let unit {
            within = try Identifier(unit).flatMap { try ScopeTree.place(of: $0, tx) }
            guard let within, actor.sees.contains(within) else { throw Problem.notFound }
        }
        return HandoverFilter(
            actor.sees, within: within, state: state.flatMap(HandoverFilter.State.init(rawValue:)) ?? .open,
            today: today)
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: "\(words("有人离任或调动，名下的事都要有人接手"))", acts: [.link("交给我的", to: "/handovers/mine")]))
        \(People.tabs(words, Workforce.peopleViews, current: Self.path))
        \(offers.isEmpty ? nil : section(words, "等您代为答复", id: "waiting", offerTable(words)))
        \(tabs(words, label: "办理情况", [tab("正在办理", .open), tab("已超期", .late), tab("已结束", .closed)]))
        \(table(words))
        \(handovers.isEmpty ? nil : pager(words, page))
        """
    }

    private func tab(_ label: Message, _ state: HandoverFilter.State) -> Tab {
        Tab(
            label,
            address("/handovers", [("state", state == .open ? nil : state.rawValue), ("unit", unit?.description)]),
            isCurrent: self.state == state)
    }

    private func table(_ words: Words) -> HTML {
        dataTable(
            words, caption: title,
            columns: [
                Column("姓名", .heading), Column("单位"), Column("为什么交接"), Column("在岗的最后一天", .day), Column("情况"),
            ],
            rows: handovers.map { one in
                TableRow(
                    [
                        "<a href=\"/handovers/\(one.id)\">\(one.name)</a>", HTML(text: one.unit), why(words, one),
                        "\(words(one.lastDay))", standing(words, one),
                    ], isUrgent: one.ending == nil && one.lastDay < today)
            },
            empty: state == .open
                ? emptyState(words, "没有正在办理的交接", advice: "有人要离任或调动时，从其人员页面的“离任”或“调动”开始")
                : emptyState(words, "没有符合条件的交接"))
    }

    private func why(_ words: Words, _ one: HandoverLine) -> HTML {
        guard one.kind == HandoverKind.moving.rawValue else { return "\(words("离任"))" }
        return one.newUnit.map { "\(words("调到 \($0)"))" } ?? "\(words("调动"))"
    }

    private func standing(_ words: Words, _ one: HandoverLine) -> HTML {
        switch one.ending {
        case HandoverEnding.finished.rawValue: return tag(words, "已办结", .strong)
        case HandoverEnding.cancelled.rawValue: return tag(words, "已取消", .quiet)
        default: break
        }
        let late: HTML? = one.lastDay < today ? "\(tag(words, "已超期", .urgent)) " : nil
        let nobody: HTML? =
            one.unowned > 0 ? "\(tag(words, "\(one.unowned) 项还没有人接手", .urgent)) " : nil
        return "\(late)\(nobody)\(words("\(one.accepted) 项已有人接手，\(one.waiting) 项等待答复"))"
    }

    private func offerTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "等您代为答复",
            columns: [
                Column("事项", .heading), Column("原来是谁的"), Column("交给谁"), Column("从哪天起", .day), Column("办理", .acts),
            ],
            rows: offers.map { one in
                TableRow([
                    HTML(text: one.label), HTML(text: one.giver), HTML(text: one.taker), "\(words(one.fromDay))",
                    actRow(words, [.link("代为答复", to: "/handovers/answers/\(one.id)")]),
                ])
            })
    }
}

/// Where a part of the list begins; a day and an id, nobody's name.
struct HandoverKey: Sendable {
    let day: Day
    let id: Identifier

    init(day: Day, id: Identifier) {
        self.day = day
        self.id = id
    }

    init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let day = Day(String(parts[0])), let id = Identifier(String(parts[1])) else {
            return nil
        }
        self.init(day: day, id: id)
    }

    var text: String { "\(day).\(id)" }
}

extension HandoverListPage {
    /// The list as a file.
    static let listing = Listing(
        "handovers", title: "交接", path: "/handovers",
        columns: [
            .init("姓名"), .init("单位", width: 32), .init("为什么交接"), .init("调到哪个单位", width: 32), .init("在岗的最后一天", .day),
            .init("已有人接手", .number), .init("等待答复", .number), .init("还没有人接手", .number),
        ],
        total: { asking, tx in try HandoverStore.count(filter(asking, tx), tx) },
        part: { asking, after, limit, tx in
            let key = after.flatMap(HandoverKey.init)
            let lines = try HandoverStore.page(
                filter(asking, tx), after: key.map { ($0.day, $0.id) }, limit: limit, asking.house.registry, tx)
            let last = lines.count < limit ? nil : lines.last
            return Listing.Part(
                rows: lines.map { one in
                    [
                        .text(one.name), .text(one.unit),
                        .words(one.kind == HandoverKind.leaving.rawValue ? "离任" : "调动"), .text(one.newUnit),
                        .day(one.lastDay), .number(one.accepted), .number(one.waiting), .number(one.unowned),
                    ]
                }, next: last.map { HandoverKey(day: $0.lastDay, id: $0.id).text })
        })

    private static func filter(_ asking: Listing.Asking, _ tx: Transaction) throws -> HandoverFilter {
        try filter(asking.query["state"], asking.query["unit"], asking.actor, asking.house.today, tx)
    }
}
