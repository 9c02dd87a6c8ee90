import Core
import Storage
import Web

/// `/stations`: the service stations in the scope.
struct StationsPage: Page {
    static let size = 50
    static let countedUpTo = 10_000

    let title: Message = "服务站"
    let choice: StationChoice
    let within: PlaceFilter
    let stations: [StationLine]
    let pages: KeyPage
    let mayOpen: Bool

    var room: Room? { Organization.fieldRoom }

    static func list(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let choice = StationChoice(visit.query)
        let after = visit.query["after"].flatMap { Identifier($0) }
        let (scope, mayOpen) = (visit.actor.sees, visit.actor.has(.manageUnits))
        return .page(
            try await visit.house.database.read { tx in
                let within = try PlaceFilter.load(choice.unit, scope, tx)
                let (found, pages) = try find(choice, choice.filter(within.place), after, scope, tx)
                return StationsPage(
                    choice: choice, within: within, stations: try StationLine.lines(found, scope, tx), pages: pages,
                    mayOpen: mayOpen)
            })
    }

    private static func find(
        _ choice: StationChoice, _ filter: StationFilter, _ after: Identifier?, _ scope: Scope, _ tx: Transaction
    ) throws -> ([Station], KeyPage) {
        if let text = filter.text {
            let found = try StationStore.search(text, filter, scope, tx)
            let shown = Array(found.prefix(size))
            return (shown, KeyPage(shown: shown.count, total: found.count))
        }
        let (order, conditions) = (StationStore.order, filter.conditions(scope))
        return try order.part(
            conditions, after: after, size: size, countedUpTo: countedUpTo, tx, Station.init(row:), id: \.id,
            address: choice.address(after:))
    }
}

/// What the list is narrowed to, as the address says it.
struct StationChoice: Sendable, Encodable {
    let unit: String?
    let location: StationFilter.Where?
    let state: StationFilter.State
    let text: String?

    init(_ query: Fields) {
        self.init(unit: query["unit"], location: query["where"], state: query["state"], text: query["q"])
    }

    init(unit: String?, location: String?, state: String?, text: String?) {
        self.unit = unit
        self.location = location.flatMap(StationFilter.Where.init(rawValue:))
        self.state = state.flatMap(StationFilter.State.init(rawValue:)) ?? .open
        self.text = text
    }

    var isFiltered: Bool { unit != nil || location != nil || state != .open || text != nil }

    func filter(_ place: Place?) -> StationFilter {
        StationFilter(place: place, location: location, state: state, text: text)
    }

    func address(after: Identifier?) -> String {
        Web.address(
            "/stations",
            [
                ("unit", unit), ("where", location?.rawValue), ("state", state == .open ? nil : state.rawValue),
                ("q", text), ("after", after?.description),
            ])
    }
}

/// A station in a list.
struct StationLine: Sendable, Encodable {
    let id: Identifier
    let name: String
    let region: String?
    let address: String
    let teamName: String?
    let unit: Identifier
    let unitName: String
    let keeper: Keeper?
    let closedOn: Day?

    static func lines(_ stations: [Station], _ scope: Scope, _ tx: Transaction) throws -> [StationLine] {
        let units = Dictionary(
            uniqueKeysWithValues: try UnitStore.named(stations.map(\.place.unit), tx).map { ($0.id, $0.name) })
        let keepers = try Keeper.named(stations.compactMap(\.keeper), scope, tx)
        return stations.map { station in
            StationLine(
                id: station.id, name: station.name, region: station.region, address: station.address,
                teamName: station.teamName, unit: station.place.unit, unitName: units[station.place.unit] ?? "",
                keeper: station.keeper.flatMap { keepers[$0] }, closedOn: station.closedOn)
        }
    }

    static func table(_ words: Words, _ lines: [StationLine], empty: HTML?) -> HTML {
        dataTable(
            words, caption: "服务站",
            columns: [Column("服务站", .heading), Column("地点"), Column("团队"), Column("所属单位"), Column("负责人")],
            rows: lines.map { line in
                let closed: HTML? = line.closedOn.map { _ in " \(tag(words, "已撤销", .quiet))" }
                let region: HTML? = line.region.map { "\(tag(words, "市外")) \($0) " }
                let quiet: HTML = "<span class=\"quiet\">—</span>"
                return TableRow([
                    "<a href=\"/stations/\(line.id)\">\(line.name)</a>\(closed)", "\(region)\(line.address)",
                    line.teamName.map { HTML(text: $0) } ?? quiet,
                    "<a href=\"/units/\(line.unit)\">\(line.unitName)</a>", line.keeper?.link ?? quiet,
                ])
            }, empty: empty)
    }
}

extension StationsPage {
    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: "\(words("工会设在园区、商圈和外省市的服务点：在哪里，谁负责，做什么"))",
            acts: mayOpen ? [.link("设立服务站", to: newAddress, .primary)] : []))
        \(OrganizationTabs.stations.view(words))
        \(filterBar(words, to: "/stations", live: "stations", isFiltered: choice.isFiltered, filters))
        \(within.view(words))
        \(liveRegion("stations", "\(StationLine.table(words, stations, empty: empty(words)))\(stations.isEmpty ? nil : pager(words, pages))"))
        """
    }

    private var newAddress: String { address("/stations/new", [("unit", choice.unit)]) }

    private var filters: [Filter] {
        let place: [Filter] = within.field.map { [$0] } ?? []
        return [.search("q", "查找服务站", choice.text, placeholder: "名称、团队、拼音或首字母")] + place + [
            .select(
                "where", "在哪里", [Choice("inside", "本市"), Choice("outside", "市外")], choice.location?.rawValue,
                all: "本市和市外"),
            .select(
                "state", "是否还在", [Choice("closed", "已撤销"), Choice("all", "全部")],
                choice.state == .open ? nil : choice.state.rawValue, all: "正在服务"),
        ]
    }

    private func empty(_ words: Words) -> HTML {
        if choice.isFiltered {
            return emptyState(
                words, "没有符合条件的服务站", advice: "请换一个说法，或者清除条件再看",
                acts: [.link("看全部服务站", to: "/stations?state=all")])
        }
        return emptyState(
            words, "您的范围内还没有服务站", advice: mayOpen ? "设在哪个单位下面，就在那里登记一个" : "服务站由经办干部登记",
            acts: mayOpen ? [.link("设立服务站", to: newAddress)] : [])
    }
}
