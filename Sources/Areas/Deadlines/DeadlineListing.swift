import Core
import Storage

/// What is due, as a file: the same filter, scope and order as the page.
enum DeadlineListing {
    static let listing = Listing(
        "deadlines", title: "期限", path: "/deadlines",
        columns: [
            .init("到期日", .day), .init("什么事", width: 24), .init("关于", width: 32), .init("单位", width: 32), .init("谁负责办"),
            .init("办结时间", .moment), .init("依据或理由", width: 32),
        ],
        total: { asking, tx in
            let count = try DeadlineStore.count(try filter(asking, tx), tx)
            return count.capped ? nil : count.total
        },
        part: { asking, after, limit, tx in
            let from = try after.flatMap { Identifier($0) }.flatMap { try DeadlineStore.find($0, tx) }
            let found = try DeadlineStore.page(
                try filter(asking, tx), after: from, isBackward: false, limit: limit, tx)
            let lines = try DeadlinesPage.lines(
                found, asking.actor, asking.house.registry, asking.house.today, tx)
            return Listing.Part(
                rows: lines.map { line in
                    [
                        .day(line.dueOn), .words(line.title), .text(line.subject), .text(line.unitName),
                        .text(line.holderName), .moment(line.closedAt), .text(line.evidence),
                    ]
                }, next: found.count < limit ? nil : lines.last?.id.description)
        })

    private static func filter(_ asking: Listing.Asking, _ tx: Transaction) throws -> DeadlineFilter {
        try DeadlinesPage.filter(asking.query, asking.actor, asking.house, tx)
    }
}
