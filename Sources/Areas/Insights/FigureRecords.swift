import Core
import Organization
import Storage
import Web

/// Exactly the records that a figure counts.
struct FigureRecords: Page {
    struct Entry: Encodable, Sendable {
        let id: Identifier
        let key: String
        let name: String
        let unit: String
        let district: String
        /// Of a sum: what this row adds.
        let amount: Int
        let opens: String

        private enum CodingKeys: String, CodingKey { case id, name, unit, district, amount, opens }
    }

    let key: String
    let title: Message
    let unit: Message
    let isSum: Bool
    /// The figure itself: the number of rows, or what they add up to.
    let value: Int
    let look: FigureLook
    let isOwn: Bool
    let cut: FigureCut.Choice?
    let records: [Entry]
    let page: KeyPage

    var room: Room? { Insights.room }

    /// The rows of a figure, narrowed to a unit's own or to a part of a breakdown where it is asked.
    static func rows(
        of figure: Figure, _ look: FigureLook, isOwn: Bool, _ cut: FigureCut.Choice?
    ) -> (Figure.Relation, Figure.Question) {
        var relation = figure.relation(look.question)
        if isOwn, let place = look.question.within { relation = relation.only(at: place.key) }
        if let cut { relation = relation.only(cut.part, of: cut.breakdown) }
        return (relation, look.question)
    }

    static func entries(
        _ relation: Figure.Relation, _ question: Figure.Question, after: String?, limit: Int, _ tx: Transaction
    ) throws -> [Entry] {
        let parts = after?.split(separator: ".").map(String.init) ?? []
        let from = parts.count == 2 ? Identifier(parts[1]).map { (key: parts[0], id: $0) } : nil
        return try tx.all(relation.listQuery(question, after: from, limit: limit)) { row in
            let subject: Identifier = try row["subject"]
            return Entry(
                id: try row["id"], key: try row["scope_key"], name: try row["name"], unit: try row["unit"],
                district: try row["district"], amount: try row["amount"], opens: relation.path + subject.description)
        }
    }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let figure = try visit.figure()
        let isOwn = visit.query["own"] == "yes"
        let cut = FigureCut.Choice(visit.firstValues, of: figure)
        let page = try await visit.house.database.read { tx -> FigureRecords in
            let look = try FigureLook(visit.firstValues, visit.actor, today: visit.house.today, tx)
            let (relation, question) = rows(of: figure, look, isOwn: isOwn, cut)
            let value: Int = try tx.value(relation.valueQuery(question)) ?? 0
            let total: Int = relation.isSum ? try tx.value(relation.rowsQuery(question)) ?? 0 : value
            let found = try entries(
                relation, question, after: visit.query["after"], limit: Insights.pageSize + 1, tx)
            let shown = Array(found.prefix(Insights.pageSize))
            func turn(after key: String?) -> String {
                address(
                    Figure.records(figure.key),
                    look.query() + [("own", isOwn ? "yes" : nil)] + (cut?.query ?? []) + [("after", key)])
            }
            return FigureRecords(
                key: figure.key, title: figure.title, unit: figure.unit, isSum: relation.isSum, value: value,
                look: look,
                isOwn: isOwn, cut: cut, records: shown,
                page: KeyPage(
                    shown: shown.count, total: total,
                    previous: visit.query["after"] == nil ? nil : turn(after: nil),
                    next: found.count > shown.count ? shown.last.map { turn(after: "\($0.key).\($0.id)") } : nil))
        }
        return .page(page)
    }

    func body(_ words: Words) -> HTML {
        var columns = [Column("名称", .heading), Column("单位"), Column("区")]
        if isSum { columns.append(Column("多少", .number)) }
        return """
            \(pageHeader(
                words, title, note: look.note(words),
                crumbs: [
                    Crumb("数字", address("/figures", look.query())), Crumb(title, address("/figures/\(key)", look.query())),
                ]))
            \(isOwn ? notice(words, .information, "只看这个单位本级的，不含下级单位") : nil)
            \(cut.map { notice(words, .information, $0.part.isEmpty ? "\($0.title)：没有登记的" : "\($0.title)：\($0.part)") })
            <p class="quiet">\(words(isSum ? "下面各行相加是 \(value)" : "下面每一行算一次，共 \(value)"))</p>
            \(dataTable(
                words, caption: title, columns: columns,
                rows: records.map { entry in
                    var cells: [HTML] = [
                        "<a href=\"\(entry.opens)\">\(entry.name)</a>", HTML(text: entry.unit),
                        HTML(text: entry.district),
                    ]
                    if isSum { cells.append("\(words(entry.amount))") }
                    return TableRow(cells)
                },
                empty: emptyState(words, "这里一条也没有", advice: "换一个单位或日期再看")))
            \(records.isEmpty ? nil : pager(words, page))
            """
    }
}
