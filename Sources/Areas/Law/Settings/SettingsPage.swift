import Core
import LabourLaw
import Storage
import Web

/// `/law/settings`: what holds in a place, since when, from where, and how well it is known.
struct SettingsPage: Page {
    struct Holding: Sendable, Encodable {
        let table: LawTable
        let title: Message
        /// nil: nothing holds here.
        let value: Message?
        let from: Day?
        /// The place whose entry it is.
        let placeName: String?
        let isOwn: Bool
        let source: String?
        let confirmation: Message?
        let isDoubtful: Bool
        /// How old it is, of what is published anew every year or so.
        let months: Int?
        let isOld: Bool
    }

    struct Year: Sendable, Encodable {
        let year: Int
        let isOwn: Bool
        let words: Message
        let source: String
    }

    static let path = "/law/settings"

    let place: String
    let placeName: String
    let places: [Choice]
    let on: Day
    let today: Day
    let holdings: [Holding]
    let calendars: [Year]
    let statutory: [Year]
    /// The next year has no days off yet, though it is time.
    let missingYear: Int?
    /// Why the visitor cannot change anything.
    let refusal: Message?

    var title: Message { "各地标准" }
    var room: Room? { Law.room }

    static func load(_ visit: Visit) async throws -> Web.Answer {
        try LawSettingsRoom.maySee(visit.actor).orThrow()
        let today = visit.house.today
        let on = visit.query["on"].flatMap { Day($0) } ?? today
        return .page(
            try await visit.house.database.read { tx in
                let own = try LawEntryStore.counting(tx)
                let settings = LawSettings.merged(own.map { ($0.table, $0.fact) })
                let home = try HouseName.name(tx).flatMap { name in
                    settings.places.first { name.hasPrefix($0.name) }
                }
                let asked = visit.query["place"].flatMap { settings.place($0) } ?? home ?? settings.places.first
                guard let place = asked else { throw Problem.notFound }
                let isOwn = Set(own.map { Kept(table: $0.table, fact: $0.fact) })
                let holdings = LawTable.allCases.compactMap { table in
                    LawColumn.of(table).map { column in
                        holding(table, column.holding(settings, place.code, CalendarDay(of: on)), settings, isOwn, on)
                    }
                }
                func years(_ table: LawTable) -> [Year] {
                    let facts = LawSettings.facts(of: table, in: settings).sorted { $0.from > $1.from }
                    let mine = Set(own.filter { $0.table == table }.map(\.fact.from.year))
                    return facts.prefix(6).map { fact in
                        Year(
                            year: fact.from.year, isOwn: mine.contains(fact.from.year),
                            words: table.words(fact.value), source: fact.source)
                    }
                }
                // The notice comes in October or November.
                let next = today.month >= 11 ? today.year + 1 : today.year
                let isMissing = !settings.calendar.years.contains { $0.year == next }
                var refusal: Message?
                if case .refused(let reason) = SetLawEntry.mayRun(visit.actor) { refusal = reason }
                return SettingsPage(
                    place: place.code, placeName: settings.name(of: place.code), places: choices(settings), on: on,
                    today: today, holdings: holdings, calendars: years(.calendar), statutory: years(.statutoryDays),
                    missingYear: isMissing ? next : nil, refusal: refusal)
            })
    }

    static func choices(_ settings: Settings) -> [Choice] {
        settings.places.sorted { $0.code < $1.code }.map { Choice($0.code, .verbatim($0.name)) }
    }

    private struct Kept: Hashable {
        let table: LawTable
        let fact: LawFact
    }

    private static func holding(
        _ table: LawTable, _ fact: LawFact?, _ settings: Settings, _ own: Set<Kept>, _ on: Day
    ) -> Holding {
        let days = fact.map { $0.from.days(to: CalendarDay(of: on)) }
        return Holding(
            table: table, title: table.title, value: fact.map { table.words($0.value) }, from: fact?.from.civil,
            placeName: fact.map { settings.name(of: $0.place) },
            isOwn: fact.map { own.contains(Kept(table: table, fact: $0)) } ?? false, source: fact?.source,
            confirmation: fact?.confirmation.title, isDoubtful: fact?.confirmation.isDoubtful ?? false,
            months: table.goodFor == nil ? nil : days.map { $0 / 30 },
            isOld: days.map { $0 > table.goodFor ?? .max } ?? false)
    }

    func body(_ words: Words) -> HTML {
        let missing = missingYear.map { year in
            notice(
                words, .warning, "还没有录入 \(String(year)) 年的放假安排，那一年的期限只能按周末和法定节假日计算",
                refusal == nil
                    ? actRow(words, [.link("录入 \(String(year)) 年放假安排", to: LawForm.address(.calendar, year: year))])
                    : nil)
        }
        return """
            \(pageHeader(
                words, title, note: "\(words(refusal ?? "计算时用这些标准；改动写明来源和原因，都留在审计记录里"))", crumbs: Law.crumbs))
            \(missing)
            \(filterBar(words, to: Self.path, isFiltered: on != today, [
                .select("place", "地方", places, place, all: "请选择"), .day("on", "看哪一天", on.description),
            ]))
            \(section(words, "\(placeName)，\(on)", holdingTable(words)))
            \(section(
                words, LawTable.calendar.title, id: "calendar",
                acts: acts(.calendar, "录入放假安排"), yearTable(words, .calendar, calendars)))
            \(section(
                words, LawTable.statutoryDays.title, id: "statutory",
                acts: acts(.statutoryDays, "改法定节假日"), yearTable(words, .statutoryDays, statutory)))
            \(section(
                words, "有自己标准的地方", id: "places", acts: acts(.place, "登记地方"),
                lineList(places.map { "<a href=\"\(address(Self.path, [("place", $0.value)]))\">\(words($0.label))</a>" })))
            """
    }

    private func acts(_ table: LawTable, _ label: Message) -> [PageAct] {
        [.link("历次记录", to: TablePage.address(table))]
            + (refusal == nil ? [.link(label, to: LawForm.address(table))] : [])
    }

    private func holdingTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "各项标准",
            columns: [
                Column("标准", .heading), Column("现在的规定"), Column("从哪天起", .day), Column("来源"), Column("核实"),
                Column("办理", .acts),
            ],
            rows: holdings.map { line in
                let age: HTML? = line.months.map { months in
                    let text: Message = line.isOld ? "已用 \(months) 个月，请查有没有新的" : "已用 \(months) 个月"
                    return "<br/><span class=\"quiet\">\(words(text))</span>"
                }
                let from: HTML = line.from.map { "\(words($0))\(age)" } ?? "<span class=\"quiet\">—</span>"
                let wider: HTML? =
                    line.placeName.flatMap { $0 == placeName ? nil : $0 }.map {
                        "<br/><span class=\"quiet\">\(words("照\($0)的规定"))</span>"
                    }
                let value: HTML =
                    line.value.map { "\(words($0))\(wider)" }
                    ?? "<span class=\"quiet\">\(words("没有规定"))</span>"
                let change: [PageAct] =
                    refusal == nil ? [.link("改", to: LawForm.address(line.table, place: place))] : []
                let known: HTML? = line.confirmation.map { tag(words, $0, line.isDoubtful ? .strong : .quiet) }
                let maker = tag(words, line.isOwn ? "本市录入" : "系统自带", .quiet)
                let source: HTML? = line.source.map { "\($0) \(maker)" }
                return TableRow(
                    [
                        "<a href=\"\(TablePage.address(line.table))\">\(words(line.title))</a>", value, from,
                        source ?? "<span class=\"quiet\">—</span>", known ?? "<span class=\"quiet\">—</span>",
                        actRow(words, change),
                    ], isUrgent: line.isOld)
            })
    }

    private func yearTable(_ words: Words, _ table: LawTable, _ years: [Year]) -> HTML {
        dataTable(
            words, caption: table.title,
            columns: [Column("年份", .heading), Column("内容"), Column("来源"), Column("办理", .acts)],
            rows: years.map { year in
                let change: [PageAct] =
                    refusal == nil ? [.link("改", to: LawForm.address(table, year: year.year))] : []
                let maker = tag(words, year.isOwn ? "本市录入" : "系统自带", .quiet)
                return TableRow([
                    HTML(text: String(year.year)), "\(words(year.words))", "\(year.source) \(maker)",
                    actRow(words, change),
                ])
            })
    }
}
