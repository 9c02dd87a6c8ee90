import Core
import Storage
import Web

/// `/partners`: the organisations that the union works with.
struct PartnersPage: Page {
    static let size = 50
    static let countedUpTo = 10_000

    let title: Message = "合作组织"
    let choice: PartnerChoice
    let within: PlaceFilter
    let partners: [PartnerLine]
    let pages: KeyPage
    /// Of these so many are kept by units above the visitor's own: hers to choose, and in no number of hers.
    let fromAbove: Int
    let mayRegister: Bool

    var room: Room? { Organization.fieldRoom }

    static func list(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let choice = PartnerChoice(visit.query)
        let after = visit.query["after"].flatMap { Identifier($0) }
        let (scope, mayRegister, today) = (visit.actor.sees, visit.actor.has(.manageUnits), visit.house.today)
        return .page(
            try await visit.house.database.read { tx in
                let within = try PlaceFilter.load(choice.unit, scope, tx)
                let filter = choice.filter(within.place)
                let (found, pages) = try find(choice, filter, after, scope, today, tx)
                let elsewhere: SQL = "NOT (\(scope.predicate(.init(key: "p.scope_key", district: "p.district_id"))))"
                let fromAbove =
                    scope.isEverything
                    ? 0
                    : try PartnerStore.order.count(
                        filter.conditions(scope, on: today) + [elsewhere], upTo: countedUpTo, tx)
                return PartnersPage(
                    choice: choice, within: within, partners: try PartnerLine.lines(found, scope, on: today, tx),
                    pages: pages, fromAbove: choice.text == nil ? fromAbove : 0, mayRegister: mayRegister)
            })
    }

    private static func find(
        _ choice: PartnerChoice, _ filter: PartnerFilter, _ after: Identifier?, _ scope: Scope, _ today: Day,
        _ tx: Transaction
    ) throws -> ([Partner], KeyPage) {
        let (order, conditions) = (PartnerStore.order, filter.conditions(scope, on: today))
        if let text = filter.text {
            let found = try PartnerStore.search(text, conditions, tx, limit: 1000)
            let shown = Array(found.prefix(size))
            return (shown, KeyPage(shown: shown.count, total: found.count))
        }
        return try order.part(
            conditions, after: after, size: size, countedUpTo: countedUpTo, tx, Partner.init(row:), id: \.id,
            address: choice.address(after:))
    }
}

/// What the list is narrowed to, as the address says it.
struct PartnerChoice: Sendable, Encodable {
    let unit: String?
    let kind: PartnerKind?
    let contracts: PartnerFilter.Contracts?
    let state: PartnerFilter.State
    let text: String?

    init(_ query: Fields) {
        self.init(
            unit: query["unit"], kind: query["kind"], contracts: query["contracts"], state: query["state"],
            text: query["q"])
    }

    init(unit: String?, kind: String?, contracts: String?, state: String?, text: String?) {
        self.unit = unit
        self.kind = kind.flatMap(PartnerKind.init(rawValue:))
        self.contracts = contracts.flatMap(PartnerFilter.Contracts.init(rawValue:))
        self.state = state.flatMap(PartnerFilter.State.init(rawValue:)) ?? .current
        self.text = text
    }

    var isFiltered: Bool { unit != nil || kind != nil || contracts != nil || state != .current || text != nil }

    func filter(_ place: Place?) -> PartnerFilter {
        PartnerFilter(place: place, kind: kind, contracts: contracts, state: state, text: text)
    }

    func address(after: Identifier?) -> String {
        Web.address(
            "/partners",
            [
                ("unit", unit), ("kind", kind?.rawValue), ("contracts", contracts?.rawValue),
                ("state", state == .current ? nil : state.rawValue), ("q", text), ("after", after?.description),
            ])
    }
}

/// A partner in a list, with how its contracts stand.
struct PartnerLine: Sendable, Encodable {
    let id: Identifier
    let name: String
    let shortName: String?
    let kind: PartnerKind
    let unit: Identifier
    let unitName: String
    /// A partner of a unit above is everybody's to choose; the unit's page is not.
    let isUnitSeen: Bool
    /// How many contracts are neither renewed nor settled.
    let contracts: Int
    /// The one of them that needs a hand first.
    let state: ContractState?
    let untilOn: Day?
    let closedOn: Day?

    static func lines(
        _ partners: [Partner], _ scope: Scope, on today: Day, _ tx: Transaction
    ) throws -> [PartnerLine] {
        let units = Dictionary(
            uniqueKeysWithValues: try UnitStore.named(partners.map(\.place.unit), tx).map { ($0.id, $0.name) })
        let contracts = try PartnerStore.openContracts(with: partners.map(\.id), scope, tx)
        return partners.map { partner in
            let open = contracts[partner.id] ?? []
            return PartnerLine(
                id: partner.id, name: partner.name, shortName: partner.shortName, kind: partner.kind,
                unit: partner.place.unit, unitName: units[partner.place.unit] ?? "",
                isUnitSeen: scope.contains(partner.place), contracts: open.count,
                state: open.first?.state(on: today), untilOn: open.first?.untilOn, closedOn: partner.closedOn)
        }
    }
}

extension ContractState {
    func view(_ words: Words) -> HTML {
        switch self {
        case .over: tag(words, title, .urgent)
        case .ending: tag(words, title, .strong)
        case .inForce: tag(words, title)
        case .notBegun, .concluded: tag(words, title, .quiet)
        }
    }
}

extension PartnersPage {
    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: "\(words("服务中心、社工机构、高校、来源企业，以及与它们签的服务合同"))",
            acts: mayRegister ? [.link("登记合作组织", to: newAddress, .primary)] : []))
        \(OrganizationTabs.partners.view(words))
        \(filterBar(words, to: "/partners", live: "partners", isFiltered: choice.isFiltered, filters))
        \(within.view(words))
        \(liveRegion("partners", "\(table(words))\(partners.isEmpty ? nil : pager(words, pages))"))
        """
    }

    private var newAddress: String { address("/partners/new", [("unit", choice.unit)]) }

    private var filters: [Filter] {
        let place: [Filter] = within.field.map { [$0] } ?? []
        return [.search("q", "查找合作组织", choice.text, placeholder: "名称、简称、拼音或首字母")] + place + [
            .select(
                "kind", "类型", PartnerKind.allCases.map { Choice($0.rawValue, $0.title) }, choice.kind?.rawValue,
                all: "全部类型"),
            .select(
                "contracts", "服务合同",
                [
                    Choice("over", "有到期待办结的"), Choice("ending", "有快到期的"), Choice("inForce", "有没到期的"),
                    Choice("none", "没有合同"),
                ], choice.contracts?.rawValue, all: "不限"),
            .select(
                "state", "是否还合作", [Choice("closed", "合作已结束"), Choice("all", "全部")],
                choice.state == .current ? nil : choice.state.rawValue, all: "正在合作"),
        ]
    }

    private func table(_ words: Words) -> HTML {
        """
        \(fromAbove > 0
            ? "<p class=\"quiet\">\(words("其中 \(fromAbove) 个由上级工会登记，您也可以选用；统计数字里算在登记它的单位名下。"))</p>" as HTML : nil)\
        \(list(words))
        """
    }

    private func list(_ words: Words) -> HTML {
        dataTable(
            words, caption: "合作组织",
            columns: [
                Column("名称", .heading), Column("类型"), Column("由谁登记"), Column("服务合同", .number), Column("合同状态"),
            ],
            rows: partners.map { line in
                let closed: HTML? = line.closedOn.map { _ in " \(tag(words, "合作已结束", .quiet))" }
                let short: HTML? = line.shortName.map { " <span class=\"quiet\">\($0)</span>" }
                let unit: HTML =
                    line.isUnitSeen
                    ? "<a href=\"/units/\(line.unit)\">\(line.unitName)</a>" : HTML(text: line.unitName)
                let until: HTML? = line.untilOn.map { " \(words("到 \($0)"))" }
                let state: HTML? = line.state.map { "\($0.view(words))\(until)" }
                return TableRow(
                    [
                        "<a href=\"/partners/\(line.id)\">\(line.name)</a>\(short)\(closed)",
                        "\(words(line.kind.title))",
                        unit, "\(words(line.contracts))", state ?? "<span class=\"quiet\">—</span>",
                    ], isUrgent: line.state == .over)
            }, empty: empty(words))
    }

    private func empty(_ words: Words) -> HTML {
        if choice.isFiltered {
            return emptyState(
                words, "没有符合条件的合作组织", advice: "请换一个说法，或者清除条件再看",
                acts: [.link("看全部合作组织", to: "/partners?state=all")])
        }
        return emptyState(
            words, "您的范围内还没有合作组织",
            advice: mayRegister ? "登记一家以后，可以在它的页面上登记服务合同，到期前会提醒" : "合作组织由经办干部登记",
            acts: mayRegister ? [.link("登记合作组织", to: newAddress)] : [])
    }
}
