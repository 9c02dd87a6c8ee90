import Core
import Storage
import Web

/// The figures and the records behind them, as files.
enum FigureListings {
    static let all = [figures, records]

    private static let figures = Listing(
        "figures", title: "数字：每个都能点开", path: "/figures",
        columns: [
            .init("数字", width: 36), .init("多少", .number), .init("占多少当中的", .number), .init("计量单位"),
            .init("怎么算的", width: 80), .init("数据来源", width: 30),
        ],
        part: { asking, after, _, tx in
            guard after == nil else { return Listing.Part(rows: [], next: nil) }
            let look = try FigureLook(asking.query, asking.actor, today: asking.house.today, tx)
            let figures = asking.house.registry.figures
            let values = try FigureValue.all(figures.map { ($0, look.question) }, tx)
            return Listing.Part(
                rows: zip(figures, values).map { figure, value in
                    [
                        .words(figure.title), .number(value.number), .number(value.of), .words(figure.unit),
                        .words(figure.definition), .words(figure.source),
                    ]
                }, next: nil)
        })

    private static let records = Listing(
        "figureRecords", title: "数字背后的记录", path: "/figures/:figure/records",
        columns: [.init("名称", width: 30), .init("单位", width: 36), .init("区"), .init("多少", .number)],
        part: { asking, after, limit, tx in
            guard let figure = asking.house.registry.figures.first(where: { $0.key == asking.parameters["figure"] })
            else { throw Problem.notFound }
            let look = try FigureLook(asking.query, asking.actor, today: asking.house.today, tx)
            let (relation, question) = FigureRecords.rows(
                of: figure, look, isOwn: asking.query["own"] == "yes", .init(asking.query, of: figure))
            let found = try FigureRecords.entries(relation, question, after: after, limit: limit, tx)
            return Listing.Part(
                rows: found.map { [.text($0.name), .text($0.unit), .text($0.district), .number($0.amount)] },
                next: found.count < limit ? nil : found.last.map { "\($0.key).\($0.id)" })
        })
}
