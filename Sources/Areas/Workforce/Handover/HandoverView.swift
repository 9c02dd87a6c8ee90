import Core
import Web

extension HandoverPage {
    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, crumbs: [Crumb("交接", "/handovers")], acts: acts))
        \(state(words))
        \(facts(words, known(words)))
        \(items.isEmpty ? nil : progressBar(words, "已有人接手", done: accepted, of: items.count))
        \(section(words, "要交接的事项", id: "items", table(words)))
        """
    }

    private var acts: [PageAct] {
        guard mayAct else { return [] }
        let finish: [PageAct] = hindrance == nil ? [.post("办结交接", to: "/handovers/\(id)/finish", .primary)] : []
        return finish + (isLeft ? [] : [.link("取消交接", to: "/handovers/\(id)/cancel", .danger)])
    }

    private func state(_ words: Words) -> HTML? {
        switch ending {
        case HandoverEnding.finished.rawValue: return notice(words, .success, "交接已办结")
        case HandoverEnding.cancelled.rawValue:
            return notice(words, .information, "这次交接已取消：\(endingReason ?? "")")
        default: break
        }
        if isLeft {
            return notice(words, .failure, "人已经调走，这些事项还没有人接手，请尽快安排")
        }
        return hindrance.map { notice(words, isLate ? .failure : .information, isLate ? "已过最后一天：\($0)" : $0) }
            ?? notice(words, .success, "都有人接手了，可以办结")
    }

    private func known(_ words: Words) -> [Fact] {
        let who: HTML = isPersonSeen ? "<a href=\"/people/\(person)\">\(name)</a>" : HTML(text: name)
        return [
            Fact("姓名", who), .text("单位", unit),
            .text("为什么交接", words(kind == HandoverKind.leaving.rawValue ? "离任" : "调动")),
        ] + (newUnit.map { [.text("调到哪个单位", $0)] } ?? []) + [
            .text("在岗的最后一天", words(lastDay)), .text("原因", reason),
        ]
    }

    private func table(_ words: Words) -> HTML {
        dataTable(
            words, caption: "要交接的事项",
            columns: [
                Column("事项", .heading), Column("种类"), Column("交给谁"), Column("从哪天起", .day), Column("情况"),
                Column("办理", .acts),
            ],
            rows: items.map { item in
                TableRow(
                    [
                        item.opens.map { "<a href=\"\($0)\">\(item.label)</a>" } ?? HTML(text: item.label),
                        "\(words(item.title))", item.offer.map { HTML(text: $0.name) } ?? .empty,
                        item.offer.map { "\(words($0.fromDay))" } ?? .empty, standing(words, item),
                        actRow(words, acts(item)),
                    ], isUrgent: item.offer == nil)
            },
            empty: emptyState(words, "没有要交接的事项", advice: "名下新增的事项会自动出现在这里"))
    }

    private func standing(_ words: Words, _ item: Item) -> HTML {
        guard let offer = item.offer else {
            guard let who = item.refusedBy else { return tag(words, "还没有人接手", .urgent) }
            return "\(tag(words, "还没有人接手", .urgent)) \(words("\(who)没有接受：\(item.refusal ?? "")"))"
        }
        let said: HTML? = offer.behalf.map { " <span class=\"quiet\">\(words($0))</span>" }
        if offer.isGiven { return "\(tag(words, "已交出", .strong))\(said)" }
        return offer.isAccepted ? "\(tag(words, "已接受", .strong))\(said)" : tag(words, "等待答复")
    }

    private func acts(_ item: Item) -> [PageAct] {
        guard item.offer?.isGiven != true else { return [] }
        let answer: [PageAct] =
            item.offer.map { $0.mayAnswer ? [.link("代为答复", to: "/handovers/answers/\($0.id)")] : [] } ?? []
        guard mayAct else { return answer }
        return [.link(item.offer == nil ? "安排" : "改交别人", to: "/handovers/\(id)/items/\(item.kind)/\(item.held)")]
            + answer
    }
}
