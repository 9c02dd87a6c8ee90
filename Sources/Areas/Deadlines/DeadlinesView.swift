import Core
import Web

extension DeadlinesPage {
    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: "\(words("每一件有期限的事都在这里，最急的在前"))", acts: [.link("加到我的日历", to: "/deadlines/calendar")]))
        \(tabs(words, label: "办理情况", [
            Tab("未办结", address(.open), isCurrent: state == .open),
            Tab("已超期", address(.late), isCurrent: state == .late),
            Tab("已办结", address(.closed), isCurrent: state == .closed),
        ]))
        \(filters(words))
        \(state == .closed ? closedTable(words) : openTable(words))
        \(deadlines.isEmpty ? nil : pager(words, page))
        """
    }

    private func filters(_ words: Words) -> HTML {
        let own: [Filter] =
            hasOwn ? [.select("mine", "谁办", [Choice("1", "由我负责的")], isMine ? "1" : nil, all: "全部")] : []
        return filterBar(
            words, to: "/deadlines", isFiltered: isFiltered,
            [
                .kept("state", state == .open ? nil : state.rawValue),
                .select("kind", "什么事", kinds.map { Choice($0.value, $0.title) }, kind, all: "全部"),
                .select(
                    "unit", "哪个单位", units.map { Choice($0.id.description, .verbatim($0.name)) }, unit?.description,
                    all: "全部"),
            ] + own + [
                .day("since", "哪天以后到期", since?.description), .day("until", "哪天以前到期", until?.description),
            ])
    }

    private func openTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: title,
            columns: [
                Column("什么事", .heading), Column("到期日", .day), Column("还有几天"), Column("单位"), Column("谁负责办"),
                Column("办理", .acts),
            ],
            rows: deadlines.map { one in
                TableRow(
                    [
                        matter(words, one), "\(words(one.dueOn))", left(words, one.daysLeft ?? 0), unitCell(one),
                        one.holderName.map { HTML(text: $0) } ?? "<span class=\"quiet\">\(words("单位的负责人"))</span>",
                        actRow(words, acts(one)),
                    ], isUrgent: (one.daysLeft ?? 0) < 0)
            },
            empty: isFiltered
                ? emptyState(words, "没有符合条件的期限", advice: "可以换一个条件，或者清除条件再看")
                : state == .late
                    ? emptyState(words, "没有超期的事")
                    : emptyState(words, "现在没有到期要办的事", advice: "证书、合同、交接等有期限的事登记后，会自动列在这里"))
    }

    private func closedTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: title,
            columns: [Column("什么事", .heading), Column("到期日", .day), Column("办结时间"), Column("结果"), Column("单位")],
            rows: deadlines.map { one in
                TableRow([
                    matter(words, one), "\(words(one.dueOn))", one.closedAt.map { "\(words($0))" } ?? .empty,
                    "\(ending(words, one.ending)) \(one.evidence ?? "")", unitCell(one),
                ])
            },
            empty: emptyState(words, isFiltered ? "没有符合条件的期限" : "还没有办结的事"))
    }

    private func matter(_ words: Words, _ one: Line) -> HTML {
        let name: HTML = one.opens.map { "<a href=\"\($0)\">\(one.subject)</a>" } ?? HTML(text: one.subject)
        return
            "\(words(one.title)) \(name) <span class=\"quiet\">\(one.daysLeft == nil ? "" : words(one.advice))</span>"
    }

    private func unitCell(_ one: Line) -> HTML {
        one.isUnitSeen ? "<a href=\"/units/\(one.unit)\">\(one.unitName)</a>" : HTML(text: one.unitName)
    }

    private func acts(_ one: Line) -> [PageAct] {
        if one.mayClose { return [.link("办结", to: "/deadlines/\(one.id)/close")] }
        return one.opens.map { [.link("去办理", to: $0)] } ?? []
    }

    private func left(_ words: Words, _ days: Int) -> HTML {
        switch days {
        case ..<0: tag(words, "已超 \(-days) 天", .urgent)
        case 0: tag(words, "今天到期", .strong)
        default: "\(words("还有 \(days) 天"))"
        }
    }

    private func ending(_ words: Words, _ ending: Obligation.Ending?) -> HTML {
        switch ending {
        case .kept: tag(words, "已办好", .strong)
        case .waived: tag(words, "不用办了", .quiet)
        case .lapsed: tag(words, "已不存在", .quiet)
        case nil: .empty
        }
    }
}
