import Core
import Storage

/// The list of the units as a file: the same filter and scope as the page.
enum UnitListing {
    static let listing = Listing(
        "units", title: "单位", path: "/units",
        columns: [
            .init("单位", width: 36), .init("类型"), .init("上级", width: 32), .init("下级单位", .number),
            .init("撤销日期", .day),
        ],
        total: { asking, tx in
            filter(asking).text == nil
                ? try UnitStore.count(filter(asking), asking.actor.sees, upTo: 1_000_000, tx) : nil
        },
        part: { asking, after, limit, tx in
            let filter = filter(asking)
            guard filter.text == nil else {
                // What answers to a text is some hundred units at most, and ordered by how well it answers.
                let found = try UnitStore.matches(filter, asking.actor.sees, tx)
                return Listing.Part(rows: try rows(found, tx), next: nil)
            }
            let (found, hasMore) = try UnitStore.page(
                filter, asking.actor.sees, after: after.flatMap { Identifier($0) }, size: limit, tx)
            return Listing.Part(rows: try rows(found, tx), next: hasMore ? found.last?.id.description : nil)
        })

    private static func filter(_ asking: Listing.Asking) -> UnitFilter {
        UnitFilter(
            district: asking.query["district"].flatMap { Identifier($0) },
            kind: asking.query["kind"].flatMap(UnitKind.init(rawValue:)), text: asking.query["q"])
    }

    private static func rows(_ units: [Unit], _ tx: Transaction) throws -> [[Listing.Value]] {
        try UnitLine.lines(units, withParents: true, tx).map { line in
            [
                .text(line.name), .words(line.kindName), .text(line.parentName), .number(line.below),
                .day(line.closedOn),
            ]
        }
    }
}
