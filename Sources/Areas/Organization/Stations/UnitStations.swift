import Core
import Storage
import Web

/// On a unit's page: the stations of the unit and of those below it.
struct UnitStations: Section {
    static let key = "stations"
    private static let most = 10

    let unit: Identifier
    let stations: [StationLine]
    let total: Int

    var title: Message { "服务站" }

    static let section = UnitSection { visit, unit, tx in
        let scope = visit.actor.sees
        guard visit.asOf == nil, let found = try UnitStore.find(unit, scope, tx), scope.contains(found.place) else {
            return nil
        }
        let conditions = StationFilter(place: found.place).conditions(scope)
        let (stations, hasMore) = try StationStore.order.page(
            conditions, after: nil, size: most, tx, Station.init(row:))
        guard !stations.isEmpty else { return nil }
        return UnitStations(
            unit: unit, stations: try StationLine.lines(stations, scope, tx),
            total: hasMore ? try StationStore.order.count(conditions, upTo: 10_000, tx) : stations.count)
    }

    func body(_ words: Words) -> HTML {
        let all: HTML = "<p><a href=\"/stations?unit=\(unit)\">\(words("看全部 \(total) 个服务站"))</a></p>"
        return "\(StationLine.table(words, stations, empty: nil))\(total > stations.count ? all : nil)"
    }
}
