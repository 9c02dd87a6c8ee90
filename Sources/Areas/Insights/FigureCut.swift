import Core
import Storage
import Web

/// A figure taken apart otherwise than unit by unit: cohort by cohort, employer by employer. Each number opens its records.
struct FigureCut: Encodable, Sendable {
    struct Part: Encodable, Sendable {
        /// Empty: nothing is written down.
        let name: String
        let value: FigureValue
        let records: String
    }

    /// One part, as an address names it: `?by=cohort&part=…`; without a part those of whom nothing is written down.
    struct Choice: Encodable, Sendable {
        let title: Message
        let part: String
        let query: [(name: String, value: String?)]
        let breakdown: Figure.Breakdown

        private enum CodingKeys: String, CodingKey { case title, part }

        init?(_ query: [String: String], of figure: Figure) {
            guard let breakdown = figure.breakdowns.first(where: { $0.key == query["by"] }) else { return nil }
            self.breakdown = breakdown
            title = breakdown.title
            part = query["part"] ?? ""
            self.query = [("by", breakdown.key), ("part", part)]
        }
    }

    let title: Message
    let parts: [Part]

    private static let most = 50

    static func all(of figure: Figure, _ look: FigureLook, _ tx: Transaction) throws -> [FigureCut] {
        try figure.breakdowns.map { breakdown in
            func numbers(_ relation: Figure.Relation) throws -> [(name: String, number: Int)] {
                try tx.all(relation.breakdownQuery(look.question, breakdown, limit: most)) { row in
                    (try row["part"], try row["number"])
                }
            }
            let own = try numbers(figure.relation(look.question))
            let whole = try figure.whole.map { try numbers($0(look.question)) }
            let found = Dictionary(uniqueKeysWithValues: own.map { ($0.name, $0.number) })
            return FigureCut(
                title: breakdown.title,
                parts: (whole ?? own).map { name, number in
                    Part(
                        name: name,
                        value: whole == nil
                            ? FigureValue(number: number, of: nil) : FigureValue(number: found[name] ?? 0, of: number),
                        records: address(
                            Figure.records(figure.key), look.query() + [("by", breakdown.key), ("part", name)]))
                })
        }
    }

    func view(_ words: Words) -> HTML {
        section(
            words, title,
            dataTable(
                words, caption: title, columns: [Column("名称", .heading), Column("多少", .number)],
                rows: parts.map { part in
                    TableRow([
                        part.name.isEmpty ? "<span class=\"quiet\">\(words("没有登记"))</span>" : HTML(text: part.name),
                        "<a href=\"\(part.records)\">\(part.value.text(words))</a>",
                    ])
                }, empty: emptyState(words, "这里一条也没有", advice: "换一个单位或日期再看")))
    }
}
