import Core
import Web

extension UnitPage {
    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: refusal(words), crumbs: crumbs, acts: acts))
        \(columns(left(words), right(words)))
        """
    }

    private var crumbs: [Crumb] {
        [Crumb("各单位", "/units")]
            + above.filter(\.isInScope).map { Crumb(.verbatim($0.name), "/units/\($0.id)") }
    }

    private var acts: [PageAct] {
        var acts: [PageAct] = []
        if canHaveUnits, addRefusal == nil { acts.append(.link("登记下级单位", to: "/units/\(id)/new")) }
        if correctRefusal == nil { acts.append(.link("修改", to: "/units/\(id)/correct")) }
        return acts
    }

    /// Why there is nothing to press.
    private func refusal(_ words: Words) -> HTML? { (correctRefusal ?? addRefusal).map { "\(words($0))" } }

    private func left(_ words: Words) -> HTML {
        """
        \(closedOn.map { notice(words, .warning, "这个单位已于 \($0) 撤销") })
        \(section(words, "基本情况", facts(words, known(words))))
        \(sections.all.map { section(words, $0.title, id: type(of: $0).key, $0.body(words)) })
        \(canHaveUnits ? section(words, "下级单位", id: "units", childrenView(words)) : nil)
        \(section(words, "沿革", id: "course", acts: changes, "\(course.view(words))\(pastForm(words))"))
        """
    }

    private func known(_ words: Words) -> [Fact] {
        let way = above.map(\.name).joined(separator: " › ")
        var list: [Fact] = [
            Fact("类型", tag(words, kindName)), .text("地名", placeName), .text("上级", way), .text("代码", code),
            .text("成立日期", openedOn.map { words($0) }),
        ]
        if closedOn != nil { list.append(.text("撤销日期", closedOn.map { words($0) })) }
        list.append(
            Fact(
                "花名册写法",
                aliases == 0 ? nil : "<a href=\"/units/\(id)/aliases\">\(words("记住了 \(aliases) 个"))</a>"))
        return list
    }

    private var changes: [PageAct] {
        mayChange.map { change in
            let address = "/units/\(id)/\(change.rawValue)"
            return switch change {
            case .move: .link("移动", to: address)
            case .merge: .link("合并", to: address)
            case .split: .link("拆分", to: address)
            case .close: .link("撤销", to: address)
            case .reopen: .link("恢复", to: address)
            }
        }
    }

    private func pastForm(_ words: Words) -> HTML {
        filterBar(words, to: "/units/\(id)", isFiltered: false, [.day("asOf", "看过去某一天的样子", nil)])
    }

    private func childrenView(_ words: Words) -> HTML {
        let empty = emptyState(
            words, "下面还没有单位", advice: addRefusal == nil ? "可以在这里登记下级单位" : nil)
        let more: HTML? =
            below > children.count
            ? "<p><a href=\"\(treeAddress(id))\">\(words("下面各层共 \(below) 个单位，按层级看"))</a></p>"
            : nil
        return "\(unitTable(words, children, caption: "下级单位", empty: empty))\(more)"
    }

    private func right(_ words: Words) -> HTML {
        let entries = story.lines.map { line in
            StoryEntry(when: line.at, who: words(line.who), what: "\(words(line.what))", note: nil)
        }
        let earlier: HTML? = story.earlier.map { "<p><a class=\"button\" href=\"\($0)\">\(words("更早的记录"))</a></p>" }
        return section(words, "经过", id: "story", "\(storyList(words, entries))\(earlier)")
    }
}
