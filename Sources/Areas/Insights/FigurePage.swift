import Core
import Organization
import Storage
import Web

/// One figure: its definition in full, its value unit by unit, and how it stood at the ends of the last months.
struct FigurePage: Page {
    struct Part: Encodable, Sendable {
        let unit: Identifier
        let name: String
        let isOwn: Bool
        let number: Int
        let page: String
        let records: String
    }

    struct Month: Encodable, Sendable {
        let since: Day
        let until: Day
        let value: FigureValue
        let records: String
    }

    let key: String
    let title: Message
    let unit: Message
    let definition: Message
    let source: Message
    let span: Figure.Span
    let look: FigureLook
    let value: FigureValue
    let records: String
    let parts: [Part]
    let cuts: [FigureCut]
    let months: [Month]

    var room: Room? { Insights.room }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let figure = try visit.figure()
        let page = try await visit.house.database.read { tx -> FigurePage in
            let look = try FigureLook(visit.firstValues, visit.actor, today: visit.house.today, tx)
            let months = ends(until: look.asOf)
            let asked = [look.question] + months.map { look.question.at($0.until, since: $0.since) }
            let values = try FigureValue.all(asked.map { (figure, $0) }, tx)
            return FigurePage(
                key: figure.key, title: figure.title, unit: figure.unit, definition: figure.definition,
                source: figure.source, span: figure.span, look: look, value: values[0],
                records: look.records(figure), parts: try parts(of: figure, look, tx),
                cuts: try FigureCut.all(of: figure, look, tx),
                months: zip(months, values.dropFirst()).map { month, value in
                    Month(
                        since: month.since, until: month.until, value: value,
                        records: look.records(figure, asOf: month.until, since: month.since))
                })
        }
        return .page(page)
    }

    /// The last twelve months that have ended by a day, the newest first.
    static func ends(until day: Day) -> [(since: Day, until: Day)] {
        var first = Day(day.adding(days: 1).year, day.adding(days: 1).month, 1) ?? day
        var months: [(since: Day, until: Day)] = []
        for _ in 0..<12 {
            let until = first.adding(days: -1)
            first = Day(until.year, until.month, 1) ?? until
            months.append((first, until))
        }
        return months
    }

    private static func parts(of figure: Figure, _ look: FigureLook, _ tx: Transaction) throws -> [Part] {
        let scope = look.question.scope
        let roots = scope.isEverything ? try UnitStore.root(tx).map { [$0] } ?? [] : try UnitStore.roots(of: scope, tx)
        // Who sees several parts of the tree chooses one of them first.
        guard
            let whole = try look.unit.flatMap({ try UnitStore.find($0, scope, tx) })
                ?? (roots.count == 1 ? roots[0] : nil)
        else { return [] }
        let length = whole.place.key.rawValue.utf8.count + ScopeKey.stepLength
        let question = Figure.Question(
            scope: scope, within: whole.place, asOf: look.asOf, since: look.since, today: look.question.today)
        let rows = try tx.all(figure.relation(question).partsQuery(question, length: length)) { row in
            (try row["part"] as String, try row["number"] as Int)
        }
        let numbers = Dictionary(uniqueKeysWithValues: rows)
        let children = try UnitStore.children(of: [whole.id], scope, tx)
        guard !children.isEmpty else { return [] }
        return ([whole] + children).compactMap { unit in
            guard let number = numbers[unit.place.key.rawValue], number > 0 else { return nil }
            let isOwn = unit.id == whole.id
            return Part(
                unit: unit.id, name: unit.placeName, isOwn: isOwn, number: number,
                page: address("/figures/\(figure.key)", look.query(of: unit.id)),
                records: isOwn
                    ? address(Figure.records(figure.key), look.query(of: unit.id) + [("own", "yes")])
                    : look.records(figure, of: unit.id))
        }
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: look.note(words), crumbs: [Crumb("数字", address("/figures", look.query()))]))
        \(look.filters(words, to: "/figures/\(key)"))
        \(figureTiles(words, [FigureTile(title, value.text(words), opens: records, note: unit)]))
        \(facts(words, [
            .text("怎么算的", words(definition)), .text("数据来源", words(source)),
            .text("什么时候的数", words(span == .period ? "期间 \(look.since) 至 \(look.asOf)" : "\(look.asOf) 当天")),
            .text("按哪个范围", words("只算您可以查看的；过去的数也按今天的上下级关系归到各单位")),
        ]))
        \(parts.isEmpty ? nil : section(words, "各单位的数", partTable(words)))
        \(cuts.map { $0.view(words) })
        \(section(words, "最近十二个月", monthTable(words)))
        """
    }

    private func partTable(_ words: Words) -> HTML {
        let most = parts.map(\.number).max() ?? 1
        return dataTable(
            words, caption: "各单位的数",
            columns: [Column("名称", .heading), Column("多少", .number), Column("大小")],
            rows: parts.map { part in
                let name: HTML =
                    part.isOwn
                    ? "\(part.name) \(tag(words, "本级", .quiet))" : "<a href=\"\(part.page)\">\(part.name)</a>"
                return TableRow([
                    name, "<a href=\"\(part.records)\">\(words(part.number))</a>", bar(part.number, of: most),
                ])
            })
    }

    private func monthTable(_ words: Words) -> HTML {
        let most = months.map(\.value.number).max() ?? 1
        return dataTable(
            words, caption: "最近十二个月",
            columns: [Column(span == .period ? "月份" : "月末", .heading), Column("多少", .number), Column("大小")],
            rows: months.map { month in
                TableRow([
                    HTML(text: span == .period ? "\(month.until.description.prefix(7))" : words(month.until)),
                    "<a href=\"\(month.records)\">\(month.value.text(words))</a>", bar(month.value.number, of: most),
                ])
            })
    }

    /// A picture of the number beside it, which says the same.
    private func bar(_ number: Int, of most: Int) -> HTML {
        let width = most > 0 ? max(number, 0) * 100 / most : 0
        return """
            <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">\
            <rect width="\(width)" height="8" fill="currentColor"/></svg>
            """
    }
}
