import Core
import Organization
import People
import Storage
import Web

/// The people in post, by what they are and can. Its address is the filter.
struct WorkersPage: Page {
    struct Chosen: Encodable, Sendable {
        let category: WorkerCategory?
        let source: WorkerSource?
        let grade: WorkerGrade?
        let licence: LicenceKind?
        let language: SpokenLanguage?
        let skill: WorkerSkill?
        let appointment: AppointmentType?
        let unit: Identifier?

        init(_ query: Fields) {
            func one<T: RawRepresentable>(_ name: String) -> T? where T.RawValue == String {
                query[name].flatMap(T.init(rawValue:))
            }
            category = one("category")
            source = one("source")
            grade = one("grade")
            licence = one("licence")
            language = one("language")
            skill = one("skill")
            appointment = one("appointment")
            unit = query["unit"].flatMap { Identifier($0) }
        }

        var facets: [WorkerFacet] {
            [
                category.map(WorkerFacet.category), source.map(WorkerFacet.source), grade.map(WorkerFacet.grade),
                licence.map(WorkerFacet.licence), language.map(WorkerFacet.language), skill.map(WorkerFacet.skill),
                appointment.map(WorkerFacet.appointment),
            ].compactMap(\.self)
        }

        var query: [(name: String, value: String?)] {
            [
                ("category", category?.rawValue), ("appointment", appointment?.rawValue), ("source", source?.rawValue),
                ("grade", grade?.rawValue), ("licence", licence?.rawValue), ("language", language?.rawValue),
                ("skill", skill?.rawValue), ("unit", unit?.description),
            ]
        }
    }

    static let path = "/workforce"

    let chosen: Chosen
    let unitName: String?
    let workers: [WorkerLine]
    let page: KeyPage
    /// How many are in post in the wider part of one's own scope, where nobody answers here.
    let elsewhere: Int

    var title: Message { "在岗人员" }
    var room: Room? { People.room }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let chosen = Chosen(visit.query)
        let position = WorkersPosition(after: visit.query["after"], before: visit.query["before"])
        let scope = visit.actor.sees
        let page = try await visit.house.database.read { tx -> WorkersPage in
            let within = try place(chosen, visit.query["unit"], scope, tx)
            let name = try within.flatMap { try UnitStore.label($0.unit, tx) }
            let slice = try WorkersInPost.page(WorkersFilter(scope, within: within, chosen.facets), position, tx)
            func turn(_ name: String, _ position: WorkersPosition?) -> String? {
                position.map { address(path, chosen.query + [(name, $0.text)]) }
            }
            let isFiltered = !chosen.facets.isEmpty || within != nil
            return WorkersPage(
                chosen: chosen, unitName: name, workers: slice.lines,
                page: KeyPage(
                    shown: slice.lines.count, total: slice.total, capped: slice.capped,
                    previous: turn("before", slice.previous), next: turn("after", slice.next)),
                elsewhere: slice.lines.isEmpty && isFiltered
                    ? try WorkersInPost.page(WorkersFilter(scope), nil, tx).total : 0)
        }
        return .page(page)
    }

    /// The unit in the address; one outside the scope is not found.
    static func place(_ chosen: Chosen, _ asked: String?, _ scope: Scope, _ tx: Transaction) throws -> Place? {
        guard asked != nil else { return nil }
        guard let id = chosen.unit, let place = try ScopeTree.place(of: id, tx),
            scope.contains(place) || scope.roots.contains(where: { place.key.contains($0.key) })
        else { throw Problem.notFound }
        return place
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: unitName.map { HTML(text: $0) }))
        \(People.tabs(words, Workforce.peopleViews, current: Self.path))
        \(filters(words))
        \(workers.isEmpty ? empty(words) : table(words))
        """
    }

    private func filters(_ words: Words) -> HTML {
        func choices<T: CaseIterable & RawRepresentable>(_ type: T.Type, _ title: (T) -> Message) -> [Choice]
        where T.RawValue == String {
            type.allCases.map { Choice($0.rawValue, title($0)) }
        }
        return filterBar(
            words, to: Self.path, isFiltered: !chosen.facets.isEmpty || chosen.unit != nil,
            [
                .select(
                    "category", "人员类别", choices(WorkerCategory.self, \.title), chosen.category?.rawValue, all: "全部"),
                .select(
                    "appointment", "任用方式", choices(AppointmentType.self, \.title), chosen.appointment?.rawValue,
                    all: "全部"),
                .select("source", "来源", choices(WorkerSource.self, \.title), chosen.source?.rawValue, all: "全部"),
                .select("grade", "职级", choices(WorkerGrade.self, \.title), chosen.grade?.rawValue, all: "全部"),
                .select("licence", "证书", choices(LicenceKind.self, \.title), chosen.licence?.rawValue, all: "全部"),
                .select(
                    "language", "语言", choices(SpokenLanguage.self, \.title), chosen.language?.rawValue, all: "全部"),
                .select("skill", "特长", choices(WorkerSkill.self, \.title), chosen.skill?.rawValue, all: "全部"),
                .kept("unit", chosen.unit?.description),
            ])
    }

    private func empty(_ words: Words) -> HTML {
        elsewhere > 0
            ? emptyState(
                words, "在岗人员里没有符合的人", advice: "少选一项再看；您可以查看的范围里共有 \(elsewhere) 人在岗",
                acts: [.link("看全部在岗人员", to: Self.path)])
            : emptyState(words, "您可以查看的范围里还没有在岗的人", advice: "登记入职或导入花名册后，这里会列出他们")
    }

    private func table(_ words: Words) -> HTML {
        let showsDistrict = Set(workers.map(\.district)).count > 1
        var columns = [Column("姓名", .heading), Column("类别"), Column("单位")]
        if showsDistrict { columns.append(Column("区")) }
        columns += [Column("从哪天起", .day), Column("职级"), Column("证书"), Column("语言和特长")]
        let rows = workers.map { worker in
            var cells: [HTML] = [
                "<a href=\"/people/\(worker.person)\">\(worker.name)</a>", "\(words(worker.category.title))",
                "\(worker.unit)",
            ]
            if showsDistrict { cells.append("\(worker.district)") }
            cells += [
                "\(words(worker.startedOn))", HTML(text: worker.grade.map { words($0) } ?? "—"),
                joined(words, worker.licences), joined(words, worker.languages + worker.skills),
            ]
            return TableRow(cells)
        }
        return "\(dataTable(words, caption: title, columns: columns, rows: rows))\(pager(words, page))"
    }

    private func joined(_ words: Words, _ parts: [Message]) -> HTML {
        parts.isEmpty ? "—" : HTML(text: parts.map { words($0) }.joined(separator: words("、")))
    }
}
