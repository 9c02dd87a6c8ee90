import Core
import Web

extension EnterprisePage {
    private var path: String { "/enterprises/\(id)" }
    private var isOpen: Bool { closedOn == nil }
    private var mayChange: Bool { refusal == nil }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: refusal.map { "\(words($0))" },
            crumbs: [Crumb("企业", "/enterprises"), Crumb(.verbatim(unitName), "/enterprises?unit=\(unit)")],
            acts: mayChange ? acts : []))
        \(columns(left(words), story.view(words)))
        """
    }

    private var acts: [PageAct] {
        guard isOpen else {
            return [
                .link("恢复", to: path + "/reopen", .primary), .link("修改", to: path + "/correct"),
                .link("划到别的单位", to: path + "/move"),
            ]
        }
        return [
            .link("登记人数", to: path + "/headcount", .primary), .link("修改", to: path + "/correct"),
            .link("划到别的单位", to: path + "/move"), .link("登记关闭", to: path + "/close", .danger),
        ]
    }

    private func left(_ words: Words) -> HTML {
        """
        \(closedOn.map { notice(words, .warning, "这家企业已于 \($0) 关闭，不再计入人数") })
        \(creditCodeOverride.map { notice(words, .warning, "信用代码的校验码不对，登记时说明的原因：\($0)") })
        \(section(words, "基本情况", facts(words, known(words))))
        \(section(
            words, "职工和会员", id: "counts", acts: mayChange ? [.link("登记人数", to: path + "/headcount")] : [],
            countsView(words)))
        \(section(words, "建会情况", id: "unions", acts: unionActs, unionsView(words)))
        \(section(words, "由哪个单位联系", id: "stays", staysView(words)))
        \(formerNames.isEmpty ? nil : section(words, "曾用名", id: "names", lineList(formerNames.map { former in
            "\(former.name) <span class=\"quiet\">\(words("用到 \(former.untilOn)"))</span>"
        })))
        """
    }

    private func known(_ words: Words) -> [Fact] {
        var list: [Fact] = [
            Fact("单位", "<a href=\"/units/\(unit)\">\(unitName)</a>"), .text("简称", shortName),
            .text("统一社会信用代码", creditCode), .text("性质", ownership.map { words($0.title) }),
            .text("行业", industry.map { words($0.title) }), .text("所在地址", address),
            .text("成立日期", openedOn.map { words($0) }),
        ]
        if let closedOn { list.append(.text("关闭日期", words(closedOn))) }
        return list
    }

    private func countsView(_ words: Words) -> HTML {
        let rows = counts.map { count -> TableRow in
            let odd: HTML? = count.members > count.employees ? " \(tag(words, "会员多于职工，请核对", .urgent))" : nil
            var cells: [HTML] = [
                "\(words(count.countedOn))", "\(words(count.employees))", "\(words(count.members))\(odd)",
                "\(count.source ?? "—")",
            ]
            if mayChange {
                cells.append("<a href=\"\(path)/headcounts/\(count.id)/correct\">\(words("更正人数"))</a>")
            }
            return TableRow(cells)
        }
        return dataTable(
            words, caption: "历次人数",
            columns: [
                Column("日期", .heading), Column("职工", .number), Column("会员", .number), Column("来源"),
            ] + (mayChange ? [Column("可以做的", .acts)] : []), rows: rows,
            empty: emptyState(
                words, "还没有登记过人数", advice: mayChange ? "走访或收到年报以后，在这里登记职工和会员人数" : nil))
    }

    private var unionActs: [PageAct] {
        guard mayChange, isOpen else { return [] }
        if !hasUnion {
            return [.link("登记建会", to: path + "/found-union"), .link("加入联合工会", to: path + "/join-union")]
        }
        return unions.contains { $0.kind == .joint && $0.leftOn == nil }
            ? [.link("退出联合工会", to: path + "/leave-union")] : []
    }

    private func unionsView(_ words: Words) -> HTML {
        let hints = duties.isEmpty ? nil : lineList(duties.map { "\(words($0))" })
        let rows = unions.map { one in
            TableRow([
                one.nameCell(words), "\(words(one.kind.title))", "\(words(one.joinedOn))",
                one.leftOn.map { "\(words($0))" } ?? "\(words("至今"))", "\(one.leaveReason ?? "")",
            ])
        }
        return """
            \(lacksUnion ? notice(words, .failure, "还没有建会", hints) : hints.map { notice(words, .information, "法律怎么说", $0) })
            \(dataTable(
                words, caption: "建会情况",
                columns: [
                    Column("工会名称", .heading), Column("类型"), Column("从哪一天起", .day), Column("到哪一天", .day), Column("原因"),
                ], rows: rows,
                empty: emptyState(words, "没有工会", advice: mayChange && isOpen ? "可以登记建会，或者加入附近的联合工会" : nil)))
            """
    }

    private func staysView(_ words: Words) -> HTML {
        dataTable(
            words, caption: "由哪个单位联系",
            columns: [
                Column("单位", .heading), Column("从哪一天起", .day), Column("到哪一天", .day), Column("原因"),
            ],
            rows: stays.map { stay in
                let name: HTML =
                    stay.unit.flatMap { unit in stay.unitName.map { "<a href=\"/units/\(unit)\">\($0)</a>" } }
                    ?? "\(words("另一个单位"))"
                let ended: HTML? = stay.ending == .closed ? " \(tag(words, "已关闭", .quiet))" : nil
                return TableRow([
                    name, "\(words(stay.startedOn))", stay.leftOn.map { "\(words($0))\(ended)" } ?? "\(words("至今"))",
                    "\(stay.endReason ?? stay.startReason ?? "")",
                ])
            })
    }
}
