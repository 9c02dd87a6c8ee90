import Core
import Web

extension EnterprisesPage {
    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: "\(words("您的范围内的企业和其他用人单位，点开名称看人数、工会和经过"))", acts: acts(true)))
        \(choice.asOf.map { pastNotice(words, $0) })
        \(OrganizationTabs.enterprises.view(words))
        \(filterBar(words, to: "/enterprises", live: "enterprise-list", isFiltered: isFiltered, filters))
        \(liveRegion("enterprise-list", list(words)))
        """
    }

    private func acts(_ isHeader: Bool) -> [PageAct] {
        var acts: [PageAct] = []
        if mayRegister {
            let address = Web.address("/enterprises/new", [("unit", unit.unit?.description), ("name", choice.text)])
            acts.append(.link("登记企业", to: address, isHeader ? .primary : .plain))
        }
        if mayImport { acts.append(.link("导入企业", to: "/rosters")) }
        return acts
    }

    private var filters: [Filter] {
        var filters: [Filter] = [
            .search("q", "查找企业", choice.text, placeholder: "名称、曾用名、拼音、首字母或信用代码")
        ]
        if let unit = unit.filter { filters.append(unit) }
        filters.append(
            .select(
                "union", "建会", [Choice("yes", "已建会"), Choice("no", "未建会")],
                choice.hasUnion.map { $0 ? "yes" : "no" }, all: "不限"))
        filters.append(
            .select(
                "size", "职工人数", SizeBand.allCases.map { Choice($0.rawValue, $0.title) }, choice.size?.rawValue,
                all: "不限"))
        // Whatever stood on a past day was open on it.
        if choice.asOf == nil {
            filters.append(standing)
        }
        filters.append(.day("asOf", "哪一天的样子", choice.asOf?.description, fault: choice.asOfFault))
        return filters
    }

    private var standing: Filter {
        .select(
            "standing", "状态", [Choice("closed", "已关闭"), Choice("all", "全部")],
            choice.standing == .open ? nil : choice.standing.rawValue, all: "在册")
    }

    private func list(_ words: Words) -> HTML {
        """
        \(unit.advice(words) { choice.address(unit: $0) })
        \(enterprises.isEmpty ? empty(words) : table(words))
        """
    }

    private func table(_ words: Words) -> HTML {
        let rows = enterprises.map { line in
            TableRow(
                [
                    line.nameCell(words), line.unitCell, numberCell(words, line.employees),
                    membersCell(words, line.members, of: line.employees),
                ] + (choice.asOf == nil ? [] : [HTML(text: line.countedOn.map { words($0) } ?? "—")])
                    + [line.unionCell(words)])
        }
        return """
            \(dataTable(
                words, caption: "企业名单",
                columns: [
                    Column("企业", .heading), Column("单位"), Column("职工", .number), Column("会员", .number),
                ] + (choice.asOf == nil ? [] : [Column("人数日期", .day)]) + [Column("建会")], rows: rows))
            \(pager(words, pages))
            """
    }

    private func empty(_ words: Words) -> HTML {
        if choice.asOf != nil, (inScope ?? 0) == 0 {
            return emptyState(words, "那一天您的范围内还没有登记的企业", acts: [.link("回到今天", to: "/enterprises")])
        }
        guard let inScope, inScope > 0, isFiltered else {
            return emptyState(
                words, "您的范围内还没有企业",
                advice: mayRegister ? "可以登记一家企业，也可以用表格一次导入" : "企业由经办干部登记或导入", acts: acts(false))
        }
        return emptyState(
            words, "没有符合条件的企业", advice: "您的范围内共登记过 \(inScope) 家企业；请换一个说法，或者清除条件再看",
            acts: [.link("看全部企业", to: "/enterprises")] + acts(false))
    }
}
