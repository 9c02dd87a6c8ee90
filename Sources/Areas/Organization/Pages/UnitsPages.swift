import Core
import Storage
import Web

/// `/units`: the tree as far as one's scope goes, or the list that a filter leaves.
enum UnitsPages {
    static let size = 50
    static let countedUpTo = 10_000

    static func list(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let query = visit.query
        let choice = UnitChoice(
            district: query["district"].flatMap { Identifier($0) },
            kind: query["kind"].flatMap(UnitKind.init(rawValue:)),
            text: query["q"], isList: query["view"] == "list", asOf: visit.asOf, asOfFault: visit.pastDay.fault)
        let after = query["after"].flatMap { Identifier($0) }
        let open = query["open"].flatMap { Identifier($0) }
        let scope = visit.actor.sees
        let manages = visit.actor.scope(for: .manageUnits)
        return visit.answering(
            try await visit.house.database.read { tx in
                let districts = try UnitStore.districts(tx).filter { scope.contains($0.place) }
                    .map { DistrictChoice(id: $0.id, name: $0.placeName) }
                let all = try UnitStore.count(UnitFilter(), scope, upTo: countedUpTo, tx)
                var page = UnitsPage(choice: choice, districts: districts, inScope: all)
                page.registersBelow = try UnitStore.roots(of: manages, tx).first { !$0.kind.kindsBelow.isEmpty }?.id
                if let day = choice.asOf {
                    try page.fillPast(day, open: open, after: after, scope, tx)
                } else if choice.text != nil {
                    try page.find(scope, tx)
                } else if choice.isFiltered || choice.isList {
                    try page.fill(after: after, scope, tx)
                } else {
                    page.tree = try UnitNode.tree(open: open, scope, tx)
                }
                return page
            })
    }
}

/// What the list is narrowed to; the address carries it.
struct UnitChoice: Sendable, Encodable {
    let district: Identifier?
    let kind: UnitKind?
    let text: String?
    let isList: Bool
    /// A past day.
    let asOf: Day?
    var asOfFault: PastDay.Fault?

    var isFiltered: Bool { district != nil || kind != nil || text != nil }
    var filter: UnitFilter { UnitFilter(district: district, kind: kind, text: text) }

    func address(after: Identifier? = nil) -> String {
        Web.address(
            "/units",
            [
                ("district", district?.description), ("kind", kind?.rawValue), ("q", text),
                ("view", isList ? "list" : nil), ("asOf", asOf?.description), ("after", after?.description),
            ])
    }
}

struct DistrictChoice: Sendable, Encodable {
    let id: Identifier
    let name: String
}

struct UnitsPage: Page {
    let title: Message = "各单位"
    let choice: UnitChoice
    let districts: [DistrictChoice]
    /// How many units the visitor sees in all.
    var inScope: Int
    /// Where her own part of the tree begins, if she may register units there.
    var registersBelow: Identifier?
    var tree: [UnitNode] = []
    var units: [UnitLine] = []
    var pages: KeyPage?

    var room: Room? { Organization.room }

    init(choice: UnitChoice, districts: [DistrictChoice], inScope: Int) {
        self.choice = choice
        self.districts = districts
        self.inScope = inScope
    }

    /// The first of those that answer to what was typed, best first.
    mutating func find(_ scope: Scope, _ tx: Transaction) throws {
        let found = try UnitStore.matches(choice.filter, scope, tx)
        units = try UnitLine.lines(Array(found.prefix(UnitsPages.size)), withParents: true, tx)
        pages = KeyPage(shown: units.count, total: found.count)
    }

    mutating func fill(after: Identifier?, _ scope: Scope, _ tx: Transaction) throws {
        let size = UnitsPages.size
        let (found, hasMore) = try UnitStore.page(choice.filter, scope, after: after, size: size, tx)
        let total = try UnitStore.count(choice.filter, scope, upTo: UnitsPages.countedUpTo, tx)
        var previous: String?
        if after != nil, let first = found.first {
            previous = choice.address(
                after: try UnitStore.keyBefore(choice.filter, scope, first: first.id, size: size, tx))
        }
        units = try UnitLine.lines(found, withParents: true, tx)
        pages = KeyPage(
            shown: units.count, total: total, capped: total >= UnitsPages.countedUpTo, previous: previous,
            next: hasMore ? choice.address(after: found.last?.id) : nil)
    }
}

/// A knot of the tree: loaded as far as it is opened.
struct UnitNode: Sendable, Encodable {
    let unit: UnitLine
    let children: [UnitNode]

    /// The visitor's uppermost units and what lies in them; with `open`, the way down to that unit and what lies in it.
    /// Four queries, whatever is shown.
    static func tree(open: Identifier?, _ scope: Scope, _ tx: Transaction) throws -> [UnitNode] {
        let roots = try UnitStore.roots(of: scope, tx)
        var opened = roots.map(\.id)
        if let open, let unit = try UnitStore.find(open, scope, tx) {
            let path = try UnitStore.ancestors(of: unit, tx) + [unit]
            opened += path.filter { scope.contains($0.place) }.map(\.id)
        }
        let children = try UnitStore.children(of: Set(opened).sorted(), scope, tx, limit: 3000)
        let lines = try UnitLine.lines(roots + children, withParents: false, tx)
        let byID = Dictionary(lines.map { ($0.id, $0) }) { first, _ in first }
        let byParent = Dictionary(grouping: children) { $0.parent ?? $0.id }
        func node(_ unit: Unit) -> UnitNode {
            UnitNode(
                unit: byID[unit.id] ?? UnitLine(unit, below: 0), children: (byParent[unit.id] ?? []).map(node))
        }
        return roots.map(node)
    }
}
