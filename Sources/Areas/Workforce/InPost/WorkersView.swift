import Core
import Organization
import People
import Web

extension WorkersPage {
    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: unit.unit == nil ? nil : unit.name.map { HTML(text: $0) }))
        \(chosen.asOf.map { past(words, $0) })
        \(People.tabs(words, Workforce.peopleViews, current: Self.path))
        \(filters(words))
        \(unit.advice(words) { address(Self.path, chosen.query + [("unit", $0.description)]) })
        \(workers.isEmpty ? empty(words) : table(words))
        """
    }

    /// What a list of a past day cannot know.
    private func past(_ words: Words, _ day: Day) -> HTML {
        notice(
            words, .warning, "这是 \(day) 的样子，不是今天的",
            """
            <p>\(words("列出那一天在岗的人和当时的单位、任用方式、职级；人员类别和来源按今天登记的。"))</p>\
            <p>\(words("系统启用以前的任职，只有补录过的才有；当时的证书、语言和特长不能查。"))</p>\
            <p><a class="button" href="\(Self.path)">\(words("回到今天"))</a></p>
            """)
    }

    private func filters(_ words: Words) -> HTML {
        func choices<T: CaseIterable & RawRepresentable>(_ type: T.Type, _ title: (T) -> Message) -> [Choice]
        where T.RawValue == String {
            type.allCases.map { Choice($0.rawValue, title($0)) }
        }
        return filterBar(
            words, to: Self.path,
            isFiltered: !chosen.facets.isEmpty || unit.isChosen || chosen.text != nil || chosen.asOf != nil,
            [.search("q", "姓名", chosen.text, placeholder: "姓名的一部分、拼音或首字母")] + [unit.filter].compactMap(\.self) + [
                .select(
                    "category", "人员类别", choices(WorkerCategory.self, \.title), chosen.category?.rawValue, all: "全部"),
                .select(
                    "appointment", "任用方式", choices(AppointmentType.self, \.title), chosen.appointment?.rawValue,
                    all: "全部"),
                .select("source", "来源", choices(WorkerSource.self, \.title), chosen.source?.rawValue, all: "全部"),
                .select("grade", "职级", choices(WorkerGrade.self, \.title), chosen.grade?.rawValue, all: "全部"),
            ]
                + (chosen.asOf == nil
                    ? [
                        .select(
                            "licence", "证书", choices(LicenceKind.self, \.title), chosen.licence?.rawValue, all: "全部"),
                        .select(
                            "language", "语言", choices(SpokenLanguage.self, \.title), chosen.language?.rawValue,
                            all: "全部"),
                        .select("skill", "特长", choices(WorkerSkill.self, \.title), chosen.skill?.rawValue, all: "全部"),
                    ] : []) + [.day("asOf", "哪一天的样子", chosen.asOf?.description, fault: chosen.asOfFault)])
    }

    private func empty(_ words: Words) -> HTML {
        if chosen.asOf != nil {
            return elsewhere > 0
                ? emptyState(
                    words, "那一天在岗的人里没有符合的", advice: "少选一项再看；您可以查看的范围里当时共有 \(elsewhere) 人在岗")
                : emptyState(words, "那一天您可以查看的范围里没有在岗的人")
        }
        return elsewhere > 0
            ? emptyState(
                words, "在岗人员里没有符合的人", advice: "少选一项再看；您可以查看的范围里共有 \(elsewhere) 人在岗",
                acts: [.link("看全部在岗人员", to: Self.path)])
            : emptyState(words, "您可以查看的范围里还没有在岗的人", advice: "登记入职或导入花名册后，这里会列出他们")
    }

    private func table(_ words: Words) -> HTML {
        let showsDistrict = Set(workers.map(\.district)).count > 1
        let isPast = chosen.asOf != nil
        var columns = [Column("姓名", .heading), Column("类别"), Column("任用方式"), Column("来源"), Column("单位")]
        if showsDistrict { columns.append(Column("区")) }
        columns += [Column("从哪天起", .day)] + (isPast ? [Column("到哪天", .day)] : []) + [Column("职级")]
        if !isPast { columns += [Column("证书"), Column("语言和特长")] }
        let rows = workers.map { worker in
            var cells: [HTML] = [
                worker.isOpen ? "<a href=\"/people/\(worker.person)\">\(worker.name)</a>" : "\(worker.name)",
                "\(words(worker.category.title))", joined(words, worker.appointments),
                HTML(text: worker.source.map { words($0.title) } ?? "—"), "\(worker.unit)",
            ]
            if showsDistrict { cells.append("\(worker.district)") }
            cells.append("\(words(worker.startedOn))")
            if isPast { cells.append(HTML(text: worker.endedOn.map { words($0) } ?? "—")) }
            cells.append(HTML(text: worker.grade.map { words($0) } ?? "—"))
            if !isPast {
                cells += [joined(words, worker.licences), joined(words, worker.languages + worker.skills)]
            }
            return TableRow(cells)
        }
        return "\(dataTable(words, caption: title, columns: columns, rows: rows))\(pager(words, page))"
    }

    private func joined(_ words: Words, _ parts: [Message]) -> HTML {
        parts.isEmpty ? "—" : HTML(text: parts.map { words($0) }.joined(separator: words("、")))
    }
}
