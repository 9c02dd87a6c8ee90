import Core
import LabourLaw
import Storage
import Web

/// `/law/settings/:table`: everything that one table says or ever said, the latest day first.
struct TablePage: Page {
    struct Line: Sendable, Encodable {
        let entry: Identifier?
        let place: String
        let placeName: String
        let from: Day
        let words: Message
        let details: Message?
        let source: String
        let confirmation: Message
        let isDoubtful: Bool
        let setBy: String?
        let setAt: Instant?
        let reason: String?
        /// Built in, and an own entry of the same place and day stands in its stead.
        let isReplaced: Bool
        let withdrawnAt: Instant?
        let withdrawnBy: String?
        let withdrawalReason: String?
    }

    let table: LawTable
    let lines: [Line]
    let refusal: Message?

    var title: Message { table.title }
    var room: Room? { Law.room }

    static func address(_ table: LawTable) -> String { "\(SettingsPage.path)/\(table.rawValue)" }

    static func table(_ visit: Visit) throws -> LawTable {
        guard let table = LawTable(rawValue: visit.parameter("table")) else { throw Problem.notFound }
        return table
    }

    static func load(_ visit: Visit, _ names: @escaping LawNames) async throws -> TablePage {
        try LawSettingsRoom.maySee(visit.actor).orThrow()
        let table = try table(visit)
        var refusal: Message?
        if case .refused(let reason) = SetLawEntry.mayRun(visit.actor) { refusal = reason }
        return try await visit.house.database.read { [refusal] tx in
            let settings = try LawSettings.current(tx)
            let entries = try LawEntryStore.all(of: table, tx)
            let people = try names(entries.flatMap { [$0.setBy, $0.withdrawal?.by].compactMap { $0 } }, tx)
            let own = entries.map { entry in
                Line(
                    entry: entry.id, place: entry.fact.place, placeName: settings.name(of: entry.fact.place),
                    from: entry.fact.from.civil, words: table.words(entry.fact.value),
                    details: table.details(entry.fact.value), source: entry.fact.source,
                    confirmation: entry.fact.confirmation.title, isDoubtful: entry.fact.confirmation.isDoubtful,
                    setBy: entry.setBy.flatMap { people[$0] }, setAt: entry.setAt, reason: entry.reason,
                    isReplaced: false, withdrawnAt: entry.withdrawal?.at,
                    withdrawnBy: entry.withdrawal?.by.flatMap { people[$0] },
                    withdrawalReason: entry.withdrawal?.reason)
            }
            let standing = entries.filter { $0.withdrawal == nil }.map(\.fact)
            let builtIn = LawSettings.facts(of: table, in: .builtIn).map { fact in
                Line(
                    entry: nil, place: fact.place, placeName: settings.name(of: fact.place), from: fact.from.civil,
                    words: table.words(fact.value), details: table.details(fact.value), source: fact.source,
                    confirmation: fact.confirmation.title, isDoubtful: fact.confirmation.isDoubtful, setBy: nil,
                    setAt: nil, reason: nil,
                    isReplaced: standing.contains { $0.place == fact.place && $0.from == fact.from },
                    withdrawnAt: nil, withdrawnBy: nil, withdrawalReason: nil)
            }
            let lines = (own + builtIn).enumerated().sorted {
                ($1.element.from, $0.element.place, $0.offset) < ($0.element.from, $1.element.place, $1.offset)
            }.map(\.element)
            return TablePage(table: table, lines: lines, refusal: refusal)
        }
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: "\(words(table.about))", crumbs: Law.crumbs + [Crumb("各地标准", SettingsPage.path)],
            acts: refusal == nil ? [.link("登记新的", to: LawForm.address(table), .primary)] : []))
        \(refusal.map { notice(words, .information, $0) })
        \(dataTable(
            words, caption: title,
            columns: [
                Column(table.isByYear ? "年份" : "地方", .heading), Column("从哪天起", .day), Column("内容"),
                Column("来源"), Column("谁录入的"), Column("办理", .acts),
            ],
            rows: lines.map { row(words, $0) },
            empty: emptyState(words, "这里还没有标准", advice: "登记以后，从写明的那天起按它计算")))
        """
    }

    private func row(_ words: Words, _ line: Line) -> TableRow {
        let details: HTML? = line.details.map { "<br/><span class=\"quiet\">\(words($0))</span>" }
        let state: HTML? =
            line.withdrawnAt != nil
            ? "<br/>\(tag(words, "已收回", .quiet))" : line.isReplaced ? "<br/>\(tag(words, "由本市的代替", .quiet))" : nil
        let known = tag(words, line.confirmation, line.isDoubtful ? .strong : .quiet)
        let withdrawn: HTML? = line.withdrawnAt.map { at in
            let who = line.withdrawnBy.map { "\($0) " } ?? ""
            let why = line.withdrawalReason ?? ""
            return "<br/><span class=\"quiet\">\(words("收回：\(who)\(at)，\(why)"))</span>"
        }
        let maker: HTML =
            line.setAt.map { at in
                let who = line.setBy.map { "\($0) " } ?? ""
                return """
                    \(words("\(who)\(at)"))<br/><span class="quiet">\(words("原因：\(line.reason ?? "")"))</span>\(withdrawn)
                    """
            } ?? "<span class=\"quiet\">\(words("系统自带"))</span>"
        let acts: [PageAct] =
            refusal == nil && line.withdrawnAt == nil
            ? line.entry.map { [.link("收回", to: WithdrawPage.address(table, $0))] } ?? [] : []
        let heading = table.isByYear ? String(line.from.year) : line.placeName
        return TableRow([
            HTML(text: heading), "\(words(line.from))", "\(words(line.words))\(details)\(state)",
            "\(line.source) \(known)", maker, actRow(words, acts),
        ])
    }
}
