import Core
import Organization
import Web

extension CoveragePage {
    private func list(_ path: String, _ more: [(String, String?)]) -> String { open(path, whole.unit, more) }

    private func open(_ path: String, _ unit: Identifier, _ more: [(String, String?)] = []) -> String {
        var query: [(name: String, value: String?)] = [("unit", unit.description)]
        for one in more { query.append((one.0, one.1)) }
        query.append(("asOf", asOf?.description))
        return address(path, query)
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: HTML(text: whole.name), crumbs: crumbs))
        \(roots.isEmpty ? nil : tabs(words, label: "我的单位", tabsOfScope))
        \(asOf.map { pastNotice(words, $0, back: address("/coverage", [("unit", whole.unit.description)])) })
        \(filters(words))
        \(units == 0 && workers == 0 && enterprises == 0 ? empty(words) : figures(words))
        \(map.map { section(words, "各区地图", $0.view(words)) })
        \(parts.isEmpty ? nil : section(words, "逐个看", acts: [.link("每人对应职工的目标", to: TargetPage.path)], partTable(words)))
        \(kinds.isEmpty ? nil : section(words, "按单位类型", kindTable(words)))
        \(loads.isEmpty ? nil : section(words, "每人负责几个单位", loadTable(words)))
        """
    }

    private func filters(_ words: Words) -> HTML {
        filterBar(
            words, to: "/coverage", isFiltered: asOf != nil || need != .waiting,
            [
                .kept("unit", whole.unit.description),
                .select(
                    "need", "按什么需要排", Need.allCases.dropFirst().map { Choice($0.rawValue, $0.title) },
                    need == .waiting ? nil : need.rawValue,
                    all: Need.waiting.title),
                .day("asOf", "看过去哪一天", asOf?.description, fault: asOfFault),
            ])
    }

    private var tabsOfScope: [Tab] {
        roots.map { one in Tab(.verbatim(one.name), link(to: one), isCurrent: one.unit == whole.unit) }
    }

    private var crumbs: [Crumb] { above.map { Crumb(.verbatim($0.name), link(to: $0)) } }

    private func link(to whole: Whole) -> String {
        Web.address("/coverage", [("unit", whole.unit.description), ("asOf", asOf?.description)])
    }

    private func empty(_ words: Words) -> HTML {
        emptyState(
            words, "这里还没有需要有人负责的单位", advice: "先在“单位”里登记街镇工会和“小二级”工会，再看谁负责",
            acts: [.link("去登记单位", to: "/units")])
    }

    private func figures(_ words: Words) -> HTML {
        let perHead: Message =
            workers == 0 ? "还没有在岗人员" : "平均每人对应 \(Need.ratio(employees, workers)) 名职工"
        return figureTiles(
            words,
            [
                FigureTile(
                    "没有人负责的单位", words(uncovered), opens: list("/coverage/units", [("state", "uncovered")]),
                    note: uncovered == 0 ? "都有人负责" : "需要安排", needsHand: uncovered > 0),
                FigureTile(
                    "有人负责的单位", words(units - uncovered), opens: list("/coverage/units", [("state", "covered")]),
                    note: "共 \(units) 个单位"),
                FigureTile(
                    "在岗人员", words(workers), opens: list("/coverage/people", []),
                    note: medianUnits.map { "一半的人负责不超过 \($0) 个单位" }),
                FigureTile(
                    "没有负责单位的人", words(withoutUnit), opens: list("/coverage/people", [("load", "0")]),
                    note: "可以安排去负责"),
                FigureTile("企业", words(enterprises), opens: list(CoverageFigures.enterprises, [])),
                FigureTile("企业职工", words(employees), opens: list(CoverageFigures.employees, []), note: perHead),
                FigureTile(
                    "没人负责的职工", words(waiting), opens: list(CoverageFigures.waiting, []),
                    note: "他们的企业所在单位还没有人负责", needsHand: waiting > 0),
            ])
    }

    /// Of the city alone.
    private var map: DistrictMap? {
        guard !codes.isEmpty else { return nil }
        let tiles = parts.filter { !$0.isOwn }.map { part in
            DistrictMap.Tile(
                name: part.name, code: codes[part.unit],
                address: link(to: Whole(unit: part.unit, name: "", hasParts: true)),
                first: part.uncovered == 0 ? "都有人负责" : "\(part.uncovered) 个单位没人负责",
                second: need.inWords(part), need: need.step(part, employees, enterprises, units, workers))
        }
        return DistrictMap(steps: need.steps, tiles: tiles)
    }

    private func number(_ words: Words, _ value: Int, _ address: String) -> HTML {
        value == 0 ? "<span class=\"quiet\">0</span>" : "<a href=\"\(address)\">\(words(value))</a>"
    }

    private func partTable(_ words: Words) -> HTML {
        var columns = [
            Column("名称", .heading), Column("没有人负责", .number), Column("没人负责的职工", .number), Column("单位合计", .number),
            Column("在岗人员", .number), Column("平均每人负责", .number), Column("负责单位的中位数", .number), Column("企业", .number),
            Column("每人对应企业", .number), Column("职工", .number), Column("每人对应职工", .number),
        ]
        if target != nil { columns.append(Column("还需约几人", .number)) }
        let note: HTML? = target.map { target in
            "<p class=\"quiet\">\(words("还需约几人：按每人对应 \(target.employees) 名职工估算；这个目标是本市自己的选择"))</p>"
        }
        return """
            <p class="quiet">\(words("按需要的大小排列：\(need.title)；不排名次"))</p>
            \(dataTable(words, caption: "逐个看", columns: columns, rows: parts.map { row(words, $0) }))
            \(note)
            """
    }

    private func row(_ words: Words, _ part: Coverage.Part) -> TableRow {
        func open(_ path: String, _ more: (String, String?)...) -> String { self.open(path, part.unit, more) }
        let none: HTML = "<span class=\"quiet\">—</span>"
        if part.isOwn {
            let people = open("/coverage/people", ("own", "yes"))
            var cells: [HTML] = [
                "\(part.name) \(tag(words, "本级", .quiet))", none, none, none, number(words, part.workers, people), none,
                none, "\(words(part.enterprises))", none, "\(words(part.employees))", none,
            ]
            if target != nil { cells.append(none) }
            return TableRow(cells)
        }
        var cells: [HTML] = [
            "<a href=\"\(open("/coverage"))\">\(part.name)</a>",
            number(words, part.uncovered, open("/coverage/units", ("state", "uncovered"))),
            number(words, part.waiting, open(CoverageFigures.waiting)),
            number(words, part.units, open("/coverage/units")),
            number(words, part.workers, open("/coverage/people")),
            "\(Need.ratio(part.units, part.workers))",
            "\(part.medianUnits.map { words($0) } ?? "—")",
            number(words, part.enterprises, open(CoverageFigures.enterprises)),
            "\(Need.ratio(part.enterprises, part.workers))",
            number(words, part.employees, open(CoverageFigures.employees)),
            "\(Need.ratio(part.employees, part.workers))",
        ]
        if target != nil { cells.append(part.lacking.map { "\(words($0))" } ?? none) }
        return TableRow(cells, isUrgent: part.uncovered > 0)
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
