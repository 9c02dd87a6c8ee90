import Core
import Web

extension UnitsPage {
    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: "\(words(note))",
            acts: (choice.asOf == nil ? registersBelow : nil).map { [.link("登记下级单位", to: "/units/\($0)/new")] } ?? []))
        \(choice.asOf.map { pastNotice(words, $0, back: "/units") })
        \(tabs(words, label: "看法", [
            Tab("层级", Web.address("/units", [("asOf", choice.asOf?.description)]), isCurrent: !isTable),
            Tab(
                "名单", Web.address("/units", [("view", "list"), ("asOf", choice.asOf?.description)]), count: inScope,
                isCurrent: isTable),
        ]))
        \(filterBar(words, to: "/units", live: "units", isFiltered: choice.isFiltered || choice.asOf != nil, filters))
        \(liveRegion("units", isTable ? table(words) : treeView(words)))
        """
    }

    private var isTable: Bool { choice.isList || choice.isFiltered }

    private var note: Message {
        choice.asOf == nil ? "您可以查看 \(inScope) 个单位，点开名称看它的情况" : "当时有 \(inScope) 个单位，点开名称看当时的情况"
    }

    private var filters: [Filter] {
        var filters: [Filter] = [
            .search("q", "查找单位", choice.text, placeholder: "名称、拼音、首字母或代码")
        ]
        if districts.count > 1 {
            filters.append(
                .select(
                    "district", "区", districts.map { Choice($0.id.description, .verbatim($0.name)) },
                    choice.district?.description, all: "全部区"))
        }
        filters.append(
            .select(
                "kind", "类型", UnitKind.allCases.map { Choice($0.rawValue, $0.title) }, choice.kind?.rawValue,
                all: "全部类型"))
        filters.append(.day("asOf", "哪一天的样子", choice.asOf?.description, fault: choice.asOfFault))
        if choice.isList { filters.append(.kept("view", "list")) }
        return filters
    }

    private func table(_ words: Words) -> HTML {
        let empty = emptyState(
            words, inScope == 0 ? "您的范围内还没有单位" : "没有符合条件的单位",
            advice: inScope == 0
                ? "请联系安全管理员，确认您的角色设在哪个单位" : "您的范围内共有 \(inScope) 个单位；请换一个说法，或者清除条件再看",
            acts: inScope == 0 ? [] : [.link("看全部单位", to: Web.address("/units", [("view", "list")]))])
        return """
            \(unitTable(words, units, caption: "单位名单", empty: empty))
            \(units.isEmpty ? nil : pages.map { pager(words, $0) })
            """
    }

    private func treeView(_ words: Words) -> HTML {
        guard !tree.isEmpty else {
            return emptyState(
                words, "您的范围内还没有单位", advice: "请联系安全管理员，确认您的角色设在哪个单位")
        }
        return treeList(tree.map { knot($0, words) })
    }

    private func knot(_ node: UnitNode, _ words: Words) -> TreeNode {
        let unit = node.unit
        let below: HTML? =
            unit.below == 0
            ? nil
            : node.children.isEmpty
                ? "<a href=\"\(treeAddress(unit.id, asOf: choice.asOf))\">\(words("展开下级 \(unit.below) 个"))</a>"
                : "<span class=\"quiet\">\(words("下级 \(unit.below) 个"))</span>"
        return TreeNode(
            """
            <span id="u-\(unit.id)">\(unit.link) \(tag(words, unit.kindName, .quiet))\(unit.closedTag(words)) \(below)</span>
            """, children: node.children.map { knot($0, words) }, isOpen: true)
    }
}
