import Core
import Web

extension ReviewPage {
    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, crumbs: [Crumb("导入", "/rosters")],
            acts: [.link("放弃", to: "/rosters/\(roster)/abandon")]))
        \(phases(words, current: 1))
        \(warnings.map { notice(words, .warning, $0) })
        \(section(words, "将会怎样", outlook(words)))
        \(unknownUnits.isEmpty ? nil : section(words, "对上单位", id: "units", units(words)))
        \(problems.isEmpty ? nil : section(words, "不能收的行", id: "rejected", rejected(words)))
        \(section(words, "读懂了什么", id: "samples", understood(words)))
        """
    }

    private func outlook(_ words: Words) -> HTML {
        func tile(_ label: Message, _ number: Int, _ part: String, needsHand: Bool = false) -> FigureTile {
            FigureTile(label, words(number), opens: part, needsHand: needsHand)
        }
        let tiles = figureTiles(
            words,
            [
                tile("新登记", totals.new, "#samples"), tile("更新", totals.updated, "#samples"),
                tile("没有变化", totals.unchanged, "#samples"),
                tile(
                    "不能收", totals.rejected, totals.rejected > 0 ? "#rejected" : "#samples",
                    needsHand: totals.rejected > 0),
            ])
        guard totals.all > 0 else {
            return tiles + notice(words, .warning, "表里没有找到要导入的行。请在下面设定表头和列，或放弃后换一个文件。")
        }
        let form = FormView(words, form)
        var fields: [HTML] = [hiddenField("version", String(version))]
        if !moves.isEmpty {
            fields.append(
                form.checkboxes(
                    "correction", "有 \(movesTotal) 人的单位与系统里的不同，会按调动办理；原来登记错了的，请勾选，按更正办理",
                    moves.map { Choice(String($0.position), "\($0.name)：\($0.from) → \($0.to)") },
                    hint: "调动：原岗位到昨天为止，今天起到新单位。更正：原来的单位登记错了，从来没有在那里工作。"))
        }
        if movesTotal > moves.count {
            var chosen = self.form
            if chosen["unitChange"] == nil { chosen["unitChange"] = "move" }
            fields.append(
                FormView(words, chosen).radios(
                    "unitChange", "没有列出的 \(movesTotal - moves.count) 人一律按",
                    [Choice("move", "调动"), Choice("correction", "更正")]))
        }
        return """
            \(tiles)
            <p>\(words(
                kind == .roster
                    ? "共 \(rows) 行：\(totals.all) 人，跳过 \(skipped) 行空行、小计和说明。"
                    : "共 \(rows) 行：\(totals.all) 行可以读，跳过 \(skipped) 行空行、小计和说明。"))\
            \(matchable > 0
                ? "<a href=\"#units\">\(words("有 \(matchable) 个单位写法对不上，先在下面对上，可以多收 \(matchableRows) 行。"))</a>" as HTML : nil)\
            \(ownDistrict.map { "\(words("没有写明区的行，按您所在的“\($0)”处理。"))" as HTML })\(absent > 0 ? "\(words("另有 \(absent) 人在这些单位任职、但不在这份表里，导入后会列出。"))" : nil)</p>
            \(unread(words))
            \(totals.accepted > 0 ? nil : notice(words, .warning, "没有能收的行。请先对上单位或改正列，或在文件里改好后重新上传。", nothingFits(words)))
            \(renamings.isEmpty ? nil : renames(words))
            \(form.wrapped(
                to: "/rosters/\(roster)/confirm",
                submit: totals.accepted == 0
                    ? "记下结果，取回没有收的行"
                    : kind == .roster ? "确认导入 \(totals.accepted) 人" : "确认导入 \(totals.accepted) 行",
                weight: totals.accepted > 0 ? .primary : .plain, fields))
            """
    }

    /// Nobody is to find out afterwards that a column went nowhere.
    private func unread(_ words: Words) -> HTML? {
        let lines = sheets.filter { !$0.unread.isEmpty }.map { sheet -> HTML in
            let headings = sheet.unread.joined(separator: words("，"))
            return sheet.name.isEmpty ? "\(headings)" : "\(words("\(sheet.name)：\(headings)"))"
        }
        guard !lines.isEmpty else { return nil }
        return notice(
            words, .warning, "这些列没有读取，里面的内容不会导入",
            lineList(lines)
                + "<p>\(words("其中有要导入的，请在下面设定表头和列。"))</p>")
    }

    private func renames(_ words: Words) -> HTML {
        let message: Message = "有 \(renamingsTotal) 人的姓名与系统里的不同，导入后改成表里的姓名；写错了的，请放弃后改好再传"
        let lines = renamings.map { one in "\(words(place(one.sheet, one.row))) \(one.from) → \(one.to)" as HTML }
        return notice(words, .warning, message, lineList(lines))
    }

    /// Also of a file without a good row something is kept: its reasons, and whom one may ask for.
    private func nothingFits(_ words: Words) -> HTML {
        kind == .roster
            ? "<p>\(words("也可以记下结果：取回带原因的表，或对登记在别处的人提出调入申请。"))</p>"
            : "<p>\(words("也可以记下结果：取回带原因的表，改好再传。"))</p>"
    }

    private var matchable: Int { unknownUnits.count { !$0.units.isEmpty } }
    private var matchableRows: Int { unknownUnits.filter { !$0.units.isEmpty }.reduce(0) { $0 + $1.rows } }

    private func units(_ words: Words) -> HTML {
        let form = FormView(words, form)
        let matchable = unknownUnits.enumerated().filter { $0.element.districtID != nil && !$0.element.units.isEmpty }
        let fields = matchable.flatMap { index, unknown -> [HTML] in
            [
                hiddenField("alias-\(index)", unknown.place),
                hiddenField("district-\(index)", unknown.districtID?.description ?? ""),
                form.select(
                    "unit-\(index)", "\(unknown.district)“\(unknown.place)”（\(unknown.rows) 行）是", unknown.units,
                    unchosen: "先不选"),
            ]
        }
        let others = unknownUnits.filter { $0.districtID == nil || $0.units.isEmpty }.map { unknown -> HTML in
            unknown.district.isEmpty
                ? "\(words("有 \(unknown.rows) 行没有写明属于哪个区，请在文件里补上，或在下面给工作表设定区。"))"
                : unknown.place.isEmpty
                    ? "\(words("\(unknown.district)有 \(unknown.rows) 行没有填写单位。"))"
                    : "\(words("“\(unknown.district)”“\(unknown.place)”（\(unknown.rows) 行）在您的范围内找不到。"))"
        }
        return """
            <p>\(words("系统不会替您猜。选一次就会记住，以后同一个区的同样写法会自动认出。"))</p>
            \(fields.isEmpty
                ? nil : form.wrapped(to: "/rosters/\(roster)/units", submit: "记住这些单位", weight: .plain, fields))
            \(others.isEmpty ? nil : lineList(others))
            """
    }

    private func rejected(_ words: Words) -> HTML {
        let counts = reasons.map { "\(words($0.reason.title)) <strong>\(words($0.count))</strong>" as HTML }
        let rows = problems.map { problem in
            TableRow([
                "\(words(place(problem.sheet, problem.row)))", "\(problem.name)", "\(problem.column)",
                "\(words(problem.message))",
            ])
        }
        return """
            <p>\(counts.joined(" · "))</p>
            \(dataTable(
                words, caption: "不能收的行",
                columns: [Column("在哪里", .heading), Column(kind.form.name.title(in: kind)), Column("列"), Column("原因")], rows: rows))
            \(totals.rejected > problems.count
                ? "<p class=\"quiet\">\(words("这里只列前 \(problems.count) 行，共 \(totals.rejected) 行；导入后可以全部下载。"))</p>" as HTML : nil)
            """
    }

    private func understood(_ words: Words) -> HTML {
        let rows = sheets.map { sheet -> TableRow in
            // Under its own heading a column speaks for itself; under another, what it was taken for is said.
            let columns = sheet.columns.map { column in
                let heading = "\(column.letter) \(column.heading)"
                let title = column.field.title(in: kind)
                return column.heading == title.format ? heading : "\(heading)\(words("（\(title)）"))"
            }.joined(separator: words("，"))
            let state: HTML =
                sheet.isLeftOut
                ? "\(words("不导入"))"
                : sheet.headerRow.map { "\(words("表头在第 \($0) 行"))" } ?? tag(words, "没有找到表头", .urgent)
            return TableRow([
                sheet.name.isEmpty ? "\(words("整个文件"))" : "\(sheet.name)\(sheet.isHidden ? " \(words("（隐藏）"))" : "")",
                state, "\(columns)\(sheet.district.map { " · \($0)" } ?? "")", "\(words(sheet.lines))",
                "<a href=\"/rosters/\(roster)/sheets/\(sheet.position)\">\(words("设定表头和列"))</a>",
            ])
        }
        return """
            \(dataTable(
                words, caption: "工作表",
                columns: [
                    Column("工作表", .heading), Column("表头"), Column("认出的列"), Column(kind == .roster ? "人数" : "行数", .number), Column("", .acts),
                ], rows: rows))
            \(samples.isEmpty ? nil : sampleTable(words))
            """
    }

    private func sampleTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "读到的前几行", showsCaption: true,
            columns: [Column("在哪里")]
                + kind.form.samples.map { Column($0.title(in: kind), $0 == kind.form.name ? .heading : .text) }
                + [Column("结果")],
            rows: samples.map { row in
                TableRow(
                    ["\(words(place(row.sheet, row.row)))"] + row.cells.map { "\($0.text ?? "")" as HTML }
                        + ["\(words(row.outcome.title))"])
            })
    }
}

/// 徐汇区 第 14 行
func place(_ sheet: String, _ row: Int) -> Message {
    sheet.isEmpty ? "第 \(row) 行" : "\(sheet) 第 \(row) 行"
}

/// Where an import stands: upload, check, confirm, result.
func phases(_ words: Words, current: Int) -> HTML {
    let names: [Message] = ["上传", "核对", "导入", "结果"]
    let items = names.enumerated().map { index, name -> HTML in
        let step: HTML = "\(index + 1) \(words(name))"
        return index == current ? "<strong aria-current=\"step\">\(step)</strong>" : step
    }
    let steps = items.dropFirst().reduce(items[0]) { all, item in "\(all) → \(item)" }
    return "<p class=\"quiet\">\(steps)</p>"
}

/// Numbers in a row that open nothing yet.
func figureLine(_ words: Words, _ figures: [(label: Message, number: Int)]) -> HTML {
    facts(words, figures.map { Fact($0.label, "\(words($0.number))") })
}
