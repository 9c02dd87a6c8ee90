import Core
import Web

extension ResultPage {
    func body(_ words: Words) -> HTML {
        let isWhole = state == .done
        return """
            \(pageHeader(
                words, title, note: "\(words(kind.title)) · \(words("\(who)上传于 \(uploadedAt)"))",
                crumbs: [Crumb("导入", "/rosters")], acts: acts))
            \(phases(words, current: 3))
            \(isWhole
                ? notice(words, totals.rejected == 0 ? .success : .information, outcome)
                : notice(words, .warning, reached == 0 ? "这次导入已放弃，没有改动任何资料。" : "这次导入在第 \(reached) 行处停下，其余的没有导入。"))
            \(undo.map { undoing($0, words) })
            \(section(words, "结果", numbers(words)))
            \(reached == 0 ? nil : section(words, "逐行结果", list(words)))
            \(absentTotal == 0 ? nil : section(words, "不在这份表里的人", missing(words)))
            """
    }

    private var acts: [PageAct] {
        var acts: [PageAct] = []
        if totals.rejected > 0 { acts.append(.link("下载没有收的行", to: "/rosters/\(roster)/rejected", .primary)) }
        if reached > 0 { acts.append(.link("下载逐行结果", to: "/rosters/\(roster)/result")) }
        if mayBeUndone { acts.append(.link("撤销这次导入", to: "/rosters/\(roster)/undo", .danger)) }
        return acts
    }

    private var outcome: Message {
        if kind != .roster {
            return totals.rejected == 0
                ? "全部收进：\(totals.accepted) 行。"
                : "收进 \(totals.accepted) 行，\(totals.rejected) 行没有收。请下载这些行，在“错误原因”旁改正后直接再上传。"
        }
        return totals.rejected == 0
            ? "全部收进：\(totals.accepted) 人。"
            : "收进 \(totals.accepted) 人，\(totals.rejected) 行没有收。请下载这些行，在“错误原因”旁改正后直接再上传。"
    }

    private func numbers(_ words: Words) -> HTML {
        let here = "/rosters/\(roster)"
        func tile(_ label: Message, _ outcome: RowOutcome, _ number: Int) -> FigureTile {
            FigureTile(
                label, words(number), opens: address(here, [("show", outcome.rawValue)]),
                needsHand: outcome == .rejected && number > 0)
        }
        let sum = totals.all + skipped
        return """
            \(figureTiles(
                words,
                [
                    tile("新登记", .new, totals.new), tile("更新", .updated, totals.updated),
                    tile("没有变化", .unchanged, totals.unchanged), tile("没有收", .rejected, totals.rejected),
                ]))
            <p>\(words(
                kind == .roster
                    ? "\(totals.new) + \(totals.updated) + \(totals.unchanged) + \(totals.rejected) 人，加上跳过的 \(skipped) 行，共 \(sum) 行。"
                    : "\(totals.new) + \(totals.updated) + \(totals.unchanged) + \(totals.rejected) 行，加上跳过的 \(skipped) 行，共 \(sum) 行。"))</p>
            """
    }

    private func list(_ words: Words) -> HTML {
        let here = "/rosters/\(roster)"
        let views = RowOutcome.allCases.reversed().map { outcome in
            Tab(
                outcome.title, address(here, [("show", outcome.rawValue)]), count: totals.count(of: outcome),
                isCurrent: outcome == shows)
        }
        let choices = reasons.map { Choice($0.reason.rawValue, $0.reason.title) }
        let filter: HTML? =
            shows == .rejected && reasons.count > 1
            ? filterBar(
                words, to: here, isFiltered: reason != nil,
                [.kept("show", shows.rawValue), .select("reason", "原因", choices, reason?.rawValue, all: "全部原因")]) : nil
        let table =
            shows == .rejected
            ? dataTable(
                words, caption: "没有收的行",
                columns: [
                    Column("在哪里", .heading), Column(kind.form.name.title(in: kind)), Column("列"), Column("原因"),
                    Column("", .acts),
                ], rows: rows.map { refused($0, words) }, empty: emptyState(words, "没有这样的行"))
            : dataTable(
                words, caption: shows.title,
                columns: [
                    Column("在哪里"), Column(kind.form.name.title(in: kind), .heading),
                    Column(kind.form.number.title(in: kind)), Column("提醒"),
                ],
                rows: rows.map { taken($0, words) }, empty: emptyState(words, "没有这样的行"))
        return "\(tabs(words, label: "逐行结果", views))\(filter)\(table)\(rows.isEmpty ? nil : pager(words, pages))"
    }

    private func refused(_ row: Line, _ words: Words) -> TableRow {
        let act: HTML =
            row.reason == .heldElsewhere
            ? "<a href=\"/rosters/\(roster)/rows/\(row.position)\">\(words(row.isRequested ? "已提出申请" : "申请调入"))</a>"
            : ""
        return TableRow([
            "\(words(place(row.sheet, row.row)))", "\(row.name)", "\(row.column ?? "")",
            "\(row.message.map { words($0) } ?? "")", act,
        ])
    }

    private func taken(_ row: Line, _ words: Words) -> TableRow {
        TableRow([
            "\(words(place(row.sheet, row.row)))",
            row.record.map { "<a href=\"\(kind.address(of: $0))\">\(row.name)</a>" } ?? "\(row.name)",
            "\(row.number ?? "")",
            "\(row.warnings.map { words($0) }.joined(separator: " "))",
        ])
    }

    private func undoing(_ undo: Undo, _ words: Words) -> HTML {
        let said: Message =
            undo.state == .stopped
            ? "撤销中途停下：已撤销 \(undo.undone) 行，保留 \(undo.kept) 行，其余没有处理。"
            : undo.kept == 0 ? "这次导入已撤销：\(undo.undone) 行。" : "这次导入已撤销：\(undo.undone) 行；\(undo.kept) 行予以保留，列在下面。"
        let more: HTML = "<p>\(words("\(undo.who)于 \(undo.at) 撤销，原因：\(undo.reason)"))</p>"
        let rows = kept.map { one in
            TableRow([
                "\(words(place(one.sheet, one.row)))",
                one.record.map { "<a href=\"\(kind.address(of: $0))\">\(one.name)</a>" } ?? "\(one.name)",
                "\(words(one.message))",
            ])
        }
        let list: HTML? =
            kept.isEmpty
            ? nil
            : section(
                words, "撤销时保留的行",
                dataTable(
                    words, caption: "撤销时保留的行",
                    columns: [Column("在哪里"), Column(kind.form.name.title(in: kind), .heading), Column("原因")],
                    rows: rows))
        return "\(notice(words, undo.kept == 0 ? .success : .warning, said, more))\(list)"
    }

    private func missing(_ words: Words) -> HTML {
        let rows = absent.map { missing in
            TableRow([
                "<a href=\"/people/\(missing.person)\">\(missing.name)</a>", "\(missing.unit)",
                missing.post.map { post in
                    """
                    <a href="/people/\(missing.person)/move">\(words("调走了"))</a> · \
                    <a href="/posts/\(post)/end">\(words("离职了"))</a>
                    """
                } ?? tag(words, "已办理", .quiet),
            ])
        }
        return """
            <p>\(words("系统里有 \(absentTotal) 人在这些单位任职，但这份表里没有。调走了还是离职了？请逐个核实后办理，系统不会自动改动。"))</p>
            \(dataTable(
                words, caption: "不在这份表里的人", columns: [Column("姓名", .heading), Column("单位"), Column("办理", .acts)], rows: rows,
                empty: emptyState(words, "这些人已不在您的范围内")))
            """
    }
}
