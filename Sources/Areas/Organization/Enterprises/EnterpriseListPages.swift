import Core
import Storage
import Web

/// What the list of enterprises is narrowed to, as the address carries it.
struct EnterpriseChoice: Sendable, Encodable {
    let text: String?
    let hasUnion: Bool?
    let size: SizeBand?
    let standing: EnterpriseFilter.Standing
    /// A past day; then it is those that stood on it, whatever became of them.
    let asOf: Day?
    let asOfFault: PastDay.Fault?

    init(today: Day, _ value: (String) -> String?) {
        let past = PastDay(value(PastDay.field), today: today)
        (asOf, asOfFault) = (past.day, past.fault)
        text = value("q")
        hasUnion = value("union").flatMap { ["yes": true, "no": false][$0] }
        size = value("size").flatMap(SizeBand.init(rawValue:))
        standing = value("standing").flatMap(EnterpriseFilter.Standing.init(rawValue:)) ?? .open
    }

    var isFiltered: Bool {
        text != nil || hasUnion != nil || size != nil || standing != .open || asOf != nil
    }

    func filter(_ scope: Scope, within place: Place?) -> EnterpriseFilter {
        EnterpriseFilter(scope, within: place, hasUnion: hasUnion, size: size, standing: standing)
    }

    func then(_ day: Day, _ scope: Scope, within place: Place?) -> EnterprisesThen {
        EnterprisesThen(day: day, scope: scope, within: place, hasUnion: hasUnion, size: size)
    }

    func address(unit: Identifier?, after: Identifier? = nil) -> String {
        Web.address(
            "/enterprises",
            [
                ("q", text), ("unit", unit?.description), ("union", hasUnion.map { $0 ? "yes" : "no" }),
                ("size", size?.rawValue), ("standing", standing == .open ? nil : standing.rawValue),
                ("asOf", asOf?.description),
                ("after", after?.description),
            ])
    }
}

extension EnterpriseFilter.Standing: Encodable {}

/// `/enterprises`: the enterprises of one's scope, by name, or those that answer to what was typed.
struct EnterprisesPage: Page {
    static let size = 50
    static let countedUpTo = 10_000

    let title: Message = "企业"
    let choice: EnterpriseChoice
    let unit: UnitChosen
    let enterprises: [EnterpriseLine]
    let pages: KeyPage
    /// How many there are in the scope at all, where the filter leaves none.
    let inScope: Int?
    let mayRegister: Bool
    let mayImport: Bool

    var room: Room? { Organization.fieldRoom }
    var isFiltered: Bool { choice.isFiltered || unit.isChosen }

    static func show(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let choice = EnterpriseChoice(today: visit.house.today) { visit.query[$0] }
        let after = visit.query["after"].flatMap { Identifier($0) }
        let page = try await visit.house.database.read { tx in try load(choice, after: after, visit, tx) }
        // A name that means one unit becomes that unit's id: the address is what is saved, shared and exported.
        if let unit = page.unit.unit, visit.query["unit"] == nil, choice.asOfFault == nil, !visit.wantsJSON {
            return .redirect(choice.address(unit: unit))
        }
        return visit.answering(page)
    }

    private static func load(
        _ choice: EnterpriseChoice, after: Identifier?, _ visit: Visit, _ tx: Transaction
    ) throws -> EnterprisesPage {
        let unit = try UnitChosen.load(visit, tx)
        if let day = choice.asOf { return try load(choice, asOf: day, unit, after: after, visit, tx) }
        let filter = choice.filter(visit.actor.sees, within: unit.place)
        let lines: [EnterpriseLine]
        let pages: KeyPage
        if let text = choice.text {
            let found = try EnterpriseStore.search(text, filter, tx, limit: size)
            lines = try EnterpriseLine.lines(found.enterprises, former: found.formerNames, tx)
            pages = KeyPage(
                shown: lines.count, total: lines.count, capped: found.isCapped || lines.count == size)
        } else {
            let (found, hasMore) = try EnterpriseStore.page(filter, after: after, size: size, tx)
            let total = try EnterpriseStore.count(filter, upTo: countedUpTo, tx)
            var previous: String?
            if after != nil, let first = found.first {
                previous = choice.address(
                    unit: unit.unit, after: try EnterpriseStore.keyBefore(filter, first: first.id, size: size, tx))
            }
            lines = try EnterpriseLine.lines(found, tx)
            pages = KeyPage(
                shown: lines.count, total: total, capped: total >= countedUpTo, previous: previous,
                next: hasMore ? choice.address(unit: unit.unit, after: found.last?.id) : nil)
        }
        return EnterprisesPage(
            choice: choice, unit: unit, enterprises: lines, pages: pages,
            inScope: lines.isEmpty
                ? try EnterpriseStore.count(EnterpriseFilter(visit.actor.sees, standing: .all), upTo: countedUpTo, tx)
                : nil,
            mayRegister: visit.actor.has(.manageUnits), mayImport: visit.actor.has(.importRosters))
    }
}

/// The list as a file: the same filter and scope as the page.
enum EnterpriseListing {
    static let listing = Listing(
        "enterprises", title: "企业", path: "/enterprises",
        columns: [
            .init("企业", width: 40), .init("统一社会信用代码", width: 22), .init("单位", width: 36), .init("职工", .number),
            .init("会员", .number), .init("人数日期", .day), .init("建会"), .init("性质"), .init("行业"), .init("关闭日期", .day),
        ],
        total: { asking, tx in
            if asking.query["q"] != nil { return nil }
            if let then = try then(asking, tx) { return try then.count(upTo: 1_000_000, tx) }
            return try EnterpriseStore.count(filter(asking, tx), upTo: 1_000_000, tx)
        },
        part: { asking, after, limit, tx in
            if let then = try then(asking, tx) {
                return try part(then, asking.query["q"], after: after.flatMap { Identifier($0) }, limit, tx)
            }
            let filter = try filter(asking, tx)
            if let text = asking.query["q"] {
                let found = try EnterpriseStore.search(text, filter, tx, limit: EnterpriseStore.mostCandidates)
                return Listing.Part(rows: try rows(found.enterprises, tx), next: nil)
            }
            let (found, hasMore) = try EnterpriseStore.page(
                filter, after: after.flatMap { Identifier($0) }, size: limit, tx)
            return Listing.Part(rows: try rows(found, tx), next: hasMore ? found.last?.id.description : nil)
        })

    private static func filter(_ asking: Listing.Asking, _ tx: Transaction) throws -> EnterpriseFilter {
        EnterpriseChoice(today: asking.house.today) { asking.query[$0] }.filter(
            asking.actor.sees, within: try UnitChosen.place(asking.query["unit"], asking.actor.sees, tx))
    }

    private static func then(_ asking: Listing.Asking, _ tx: Transaction) throws -> EnterprisesThen? {
        let choice = EnterpriseChoice(today: asking.house.today) { asking.query[$0] }
        return try asking.pastDay().map { day in
            choice.then(
                day, asking.actor.sees, within: try UnitChosen.place(asking.query["unit"], asking.actor.sees, tx))
        }
    }

    private static func part(
        _ then: EnterprisesThen, _ text: String?, after: Identifier?, _ limit: Int, _ tx: Transaction
    ) throws -> Listing.Part {
        var (found, hasMore): ([EnterpriseThen], Bool)
        if let text {
            (found, hasMore) = (try then.search(text, limit: EnterpriseStore.mostCandidates, tx).found, false)
        } else {
            (found, hasMore) = try then.page(after: after, size: limit, tx)
        }
        let units = try UnitHistory.labels(found.map(\.place), asOf: then.day, tx)
        let rows: [[Listing.Value]] = found.map { one in
            [
                .text(one.name), .text(one.creditCode), .text(units[one.place.unit]), .number(one.employees),
                .number(one.members), .day(one.countedOn), .words(one.hasUnion ? "已建会" : "未建会"),
                .words(one.ownership?.title), .words(one.industry?.title), .day(nil),
            ]
        }
        return Listing.Part(rows: rows, next: hasMore ? found.last?.stay.description : nil)
    }

    private static func rows(_ enterprises: [Enterprise], _ tx: Transaction) throws -> [[Listing.Value]] {
        let units = try UnitStore.labels(enterprises.map(\.place.unit), tx)
        return enterprises.map { one in
            [
                .text(one.name), .text(one.creditCode), .text(units[one.place.unit]), .number(one.employees),
                .number(one.members), .day(one.countedOn), .words(one.hasUnion ? "已建会" : "未建会"),
                .words(one.ownership?.title), .words(one.industry?.title), .day(one.closedOn),
            ]
        }
    }
}
