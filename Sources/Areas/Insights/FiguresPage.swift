import Core
import Storage
import Web

/// Every figure of the house, by system: what it is, and how much.
struct FiguresPage: Page {
    struct Line: Encodable, Sendable {
        let key: String
        let title: Message
        let unit: Message
        let span: Figure.Span
        let definition: Message
        let value: FigureValue
        let page: String
        let records: String
    }

    struct Group: Encodable, Sendable {
        let key: String
        let title: Message
        let figures: [Line]
    }

    let look: FigureLook
    let groups: [Group]

    var title: Message { "数字：每个都能点开" }
    var room: Room? { Insights.room }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let figures = visit.house.registry.figures
        let page = try await visit.house.database.read { tx -> FiguresPage in
            let look = try FigureLook(visit.firstValues, visit.actor, today: visit.house.today, tx)
            let values = try FigureValue.all(figures.map { ($0, look.question) }, tx)
            let lines = zip(figures, values).map { figure, value in
                (
                    figure.group,
                    Line(
                        key: figure.key, title: figure.title, unit: figure.unit, span: figure.span,
                        definition: figure.definition, value: value,
                        page: address("/figures/\(figure.key)", look.query()), records: look.records(figure))
                )
            }
            return FiguresPage(
                look: look,
                groups: Insights.groups.map { group in
                    Group(key: group.key, title: group.title, figures: lines.filter { $0.0 == group.key }.map(\.1))
                }.filter { !$0.figures.isEmpty })
        }
        return .page(page)
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: look.note(words)))
        \(look.filters(words, to: "/figures"))
        \(groups.map { group in section(words, group.title, id: group.key, table(words, group)) })
        """
    }

    private func table(_ words: Words, _ group: Group) -> HTML {
        dataTable(
            words, caption: group.title,
            columns: [Column("数字", .heading), Column("多少", .number), Column("计量单位"), Column("怎么算的")],
            rows: group.figures.map { line in
                TableRow([
                    "<a href=\"\(line.page)\">\(words(line.title))</a>",
                    "<a href=\"\(line.records)\">\(line.value.text(words))</a>", HTML(text: words(line.unit)),
                    """
                    <details><summary>\(words(line.span == .period ? "期间内的数" : "当天的数"))</summary>\
                    <p>\(words(line.definition))</p></details>
                    """,
                ])
            })
    }
}
