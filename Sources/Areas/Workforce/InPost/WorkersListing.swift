import Core
import Organization
import Storage
import Web

/// The lists of the force as files: the same filter, scope and order as their pages.
enum WorkersListing {
    static let inPost = Listing(
        "workers", title: "在岗人员", path: WorkersPage.path, isOfPeople: true,
        columns: [
            .init("姓名"), .init("人员类别"), .init("单位", width: 32), .init("区"), .init("从哪天起", .day),
            .init("到哪天", .day), .init("任用方式"), .init("来源"), .init("职级"), .init("证书", width: 28), .init("语言", width: 20),
            .init("特长", width: 28),
        ],
        total: { asking, tx in
            let (chosen, within) = try chosen(asking, tx)
            if chosen.text != nil { return nil }
            if let day = chosen.asOf { return try chosen.then(day, asking.actor.sees, within: within).count(tx) }
            return try WorkersInPost.count(chosen.filter(asking.actor.sees, within: within), tx)
        },
        part: { asking, after, limit, tx in
            let (chosen, within) = try chosen(asking, tx)
            let slice = try chosen.slice(
                asking.actor.sees, within: within, WorkersPosition(after: after, before: nil),
                limit: min(limit, WorkersInPost.pageSize), tx)
            return Listing.Part(
                rows: slice.lines.map(row), next: slice.next?.text, people: slice.lines.map(\.person))
        })

    /// The people behind a cell of the cohorts.
    static let retention = Listing(
        "retention", title: "来源与批次的人员", path: RetentionPeople.path, isOfPeople: true,
        columns: [.init("姓名"), .init("单位", width: 32), .init("第一天", .day), .init("第一段的最后一天", .day)],
        part: { asking, after, limit, tx in
            let (page, next) = try RetentionPeople.part(
                Fields(asking.query.mapValues { [$0] }), after: after.flatMap { Identifier($0) }, limit: limit,
                asking.actor.sees, asking.house, tx)
            return Listing.Part(
                rows: page.map { [.text($0.name), .text($0.unit), .day($0.startedOn), .day($0.lastDay)] },
                next: next?.description, people: page.map(\.person))
        })

    private static func chosen(
        _ asking: Listing.Asking, _ tx: Transaction
    ) throws -> (chosen: WorkersPage.Chosen, within: Place?) {
        _ = try asking.pastDay()
        return (
            WorkersPage.Chosen(Fields(asking.query.mapValues { [$0] }), today: asking.house.today),
            try UnitChosen.place(asking.query["unit"], asking.actor.sees, tx)
        )
    }

    private static func row(_ line: WorkerLine) -> [Listing.Value] {
        [
            .text(line.name), .words(line.category.title), .text(line.unit), .text(line.district),
            .day(line.startedOn), .day(line.endedOn), .words(joined(line.appointments)), .words(line.source?.title),
            .words(line.grade), .words(joined(line.licences)),
            .words(joined(line.languages)), .words(joined(line.skills)),
        ]
    }

    private static func joined(_ parts: [Message]) -> Message? {
        guard let first = parts.first else { return nil }
        return parts.dropFirst().reduce(first) { "\($0)、\($1)" }
    }
}
