import Core
import Storage

/// The list of the stations as a file: the same filter and scope as the page.
enum StationListing {
    static let listing = Listing(
        "stations", title: "服务站", path: "/stations",
        columns: [
            .init("服务站", width: 30), .init("省市"), .init("地点", width: 36), .init("团队"), .init("所属单位", width: 32),
            .init("负责人"), .init("服务内容", width: 40), .init("设立日期", .day), .init("撤销日期", .day),
        ],
        total: { asking, tx in
            let filter = try filter(asking, tx)
            guard filter.text == nil else { return nil }
            return try StationStore.order.count(filter.conditions(asking.actor.sees), upTo: 1_000_000, tx)
        },
        part: { asking, after, limit, tx in
            let (filter, scope) = (try filter(asking, tx), asking.actor.sees)
            if let text = filter.text {
                return Listing.Part(
                    rows: try rows(try StationStore.search(text, filter, scope, tx), scope, tx), next: nil)
            }
            let (found, hasMore) = try StationStore.order.page(
                filter.conditions(scope), after: after.flatMap { Identifier($0) }, size: limit, tx, Station.init(row:))
            return Listing.Part(
                rows: try rows(found, scope, tx), next: hasMore ? found.last?.id.description : nil)
        })

    private static func filter(_ asking: Listing.Asking, _ tx: Transaction) throws -> StationFilter {
        let query = asking.query
        let choice = StationChoice(
            unit: query["unit"], location: query["where"], state: query["state"], text: query["q"])
        return choice.filter(try PlaceFilter.load(choice.unit, asking.actor.sees, tx).place)
    }

    private static func rows(
        _ stations: [Station], _ scope: Scope, _ tx: Transaction
    ) throws -> [[Listing.Value]] {
        zip(stations, try StationLine.lines(stations, scope, tx)).map { station, line in
            [
                .text(line.name), .text(line.region), .text(line.address), .text(line.teamName), .text(line.unitName),
                .text(line.keeper?.name), .text(station.offers), .day(station.openedOn), .day(station.closedOn),
            ]
        }
    }
}
