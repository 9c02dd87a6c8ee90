import Core
import Storage

/// The list of the partners as a file: the same filter and scope as the page.
enum PartnerListing {
    static let listing = Listing(
        "partners", title: "合作组织", path: "/partners",
        columns: [
            .init("名称", width: 36), .init("简称"), .init("类型"), .init("由谁登记", width: 32), .init("服务合同", .number),
            .init("合同状态"), .init("合同到期日", .day), .init("合作结束日期", .day),
        ],
        total: { asking, tx in
            let filter = try filter(asking, tx)
            guard filter.text == nil else { return nil }
            return try PartnerStore.order.count(
                filter.conditions(asking.actor.sees, on: asking.house.today), upTo: 1_000_000, tx)
        },
        part: { asking, after, limit, tx in
            let (filter, scope, today) = (try filter(asking, tx), asking.actor.sees, asking.house.today)
            let conditions = filter.conditions(scope, on: today)
            if let text = filter.text {
                let found = try PartnerStore.search(text, conditions, tx, limit: 1000)
                return Listing.Part(rows: try rows(found, scope, today, tx), next: nil)
            }
            let (found, hasMore) = try PartnerStore.order.page(
                conditions, after: after.flatMap { Identifier($0) }, size: limit, tx, Partner.init(row:))
            return Listing.Part(
                rows: try rows(found, scope, today, tx), next: hasMore ? found.last?.id.description : nil)
        })

    private static func filter(_ asking: Listing.Asking, _ tx: Transaction) throws -> PartnerFilter {
        let query = asking.query
        let choice = PartnerChoice(
            unit: query["unit"], kind: query["kind"], contracts: query["contracts"], state: query["state"],
            text: query["q"])
        return choice.filter(try PlaceFilter.load(choice.unit, asking.actor.sees, tx).place)
    }

    private static func rows(
        _ partners: [Partner], _ scope: Scope, _ today: Day, _ tx: Transaction
    ) throws -> [[Listing.Value]] {
        try PartnerLine.lines(partners, scope, on: today, tx).map { line in
            [
                .text(line.name), .text(line.shortName), .words(line.kind.title), .text(line.unitName),
                .number(line.contracts), .words(line.state?.title), .day(line.untilOn), .day(line.closedOn),
            ]
        }
    }
}
