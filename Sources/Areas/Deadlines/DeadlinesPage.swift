import Core
import Organization
import Storage
import Web

/// Everything with a day on which it is due, what is late first.
struct DeadlinesPage: Page {
    struct Entry: Encodable, Sendable {
        let value: String
        let title: Message
    }

    struct UnitEntry: Encodable, Sendable {
        let id: Identifier
        let name: String
    }

    struct Line: Encodable, Sendable {
        let id: Identifier
        let kind: String
        let title: Message
        let advice: Message
        let subject: String
        let opens: String?
        let unit: Identifier
        let unitName: String
        let isUnitSeen: Bool
        let holder: Identifier?
        let holderName: String?
        let dueOn: Day
        /// Below zero: so many days late. nil: closed.
        let daysLeft: Int?
        let closedAt: Instant?
        let ending: Obligation.Ending?
        let evidence: String?
        let mayClose: Bool
    }

    let state: DeadlineFilter.State
    let kind: String?
    let isMine: Bool
    let unit: Identifier?
    let since: Day?
    let until: Day?
    let kinds: [Entry]
    let units: [UnitEntry]
    let deadlines: [Line]
    let page: KeyPage
    /// The account belongs to somebody who can answer for things herself.
    let hasOwn: Bool

    var title: Message { "期限" }
    var room: Room? { Deadlines.room }
    var isFiltered: Bool { kind != nil || isMine || unit != nil || since != nil || until != nil }

    func address(_ state: DeadlineFilter.State, _ more: [(name: String, value: String?)] = []) -> String {
        Self.address(
            state, kind: kind, isMine: isMine, unit: unit, since: since, until: until, more)
    }

    private static func address(
        _ state: DeadlineFilter.State, kind: String?, isMine: Bool, unit: Identifier?, since: Day?,
        until: Day?,
        _ more: [(name: String, value: String?)]
    ) -> String {
        Web.address(
            "/deadlines",
            [
                ("state", state == .open ? nil : state.rawValue), ("kind", kind), ("mine", isMine ? "1" : nil),
                ("unit", unit?.description), ("since", since?.description), ("until", until?.description),
            ] + more)
    }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let (query, actor, today) = (visit.query, visit.actor, visit.house.today)
        let registry = visit.house.registry
        let page = try await visit.house.database.read { tx -> DeadlinesPage in
            let asked = ["state", "kind", "mine", "unit", "since", "until"].reduce(into: [:]) { $0[$1] = query[$1] }
            let filter = try filter(asked, actor, visit.house, tx)
            let (state, kind, since, until) = (filter.state, filter.kind, filter.since, filter.until)
            let within = filter.within
            let isMine = filter.holder != nil
            func turn(_ name: String, _ id: Identifier?) -> String? {
                id.map {
                    address(
                        state, kind: kind, isMine: isMine, unit: within?.unit, since: since, until: until,
                        [(name, $0.description)])
                }
            }
            let slice = try slice(filter, after: query["after"], before: query["before"], tx)
            let count = try DeadlineStore.count(filter, tx)
            return DeadlinesPage(
                state: state, kind: kind, isMine: isMine, unit: within?.unit, since: since, until: until,
                kinds: registry.obligations.map { Entry(value: $0.kind, title: $0.title) },
                units: try units(actor.sees, within, tx),
                deadlines: try lines(slice.lines, actor, registry, today, tx),
                page: KeyPage(
                    shown: slice.lines.count, total: count.total, capped: count.capped,
                    previous: slice.hasPrevious ? turn("before", slice.lines.first?.obligation.id) : nil,
                    next: slice.hasNext ? turn("after", slice.lines.last?.obligation.id) : nil),
                hasOwn: actor.person != nil)
        }
        return .page(page)
    }

    /// The filter that the address says.
    static func filter(
        _ query: [String: String], _ actor: Actor, _ house: House, _ tx: Transaction
    ) throws -> DeadlineFilter {
        DeadlineFilter(
            actor.sees, within: try chosen(query["unit"], actor.sees, tx),
            state: query["state"].flatMap(DeadlineFilter.State.init(rawValue:)) ?? .open,
            kind: query["kind"].flatMap { house.registry.obligation($0)?.kind },
            holder: query["mine"] == "1" ? actor.person : nil, until: query["until"].flatMap { Day($0) },
            since: query["since"].flatMap { Day($0) }, today: house.today)
    }

    private static func slice(
        _ filter: DeadlineFilter, after: String?, before: String?, _ tx: Transaction
    ) throws -> (lines: [DeadlineLine], hasPrevious: Bool, hasNext: Bool) {
        let isBackward = after == nil && before != nil
        let edge = try (after ?? before).flatMap { Identifier($0) }.flatMap { try DeadlineStore.find($0, tx) }
        // Where it goes on tells a day and nothing else; still, what lies elsewhere gives no place to go on from.
        let known = edge.flatMap { one in filter.mayBegin(at: one) ? one : nil }
        var lines = try DeadlineStore.page(
            filter, after: known, isBackward: isBackward && known != nil, limit: Deadlines.pageSize + 1, tx)
        let hasMore = lines.count > Deadlines.pageSize
        if hasMore { lines.removeLast() }
        guard isBackward, known != nil else { return (lines, known != nil, hasMore) }
        return (lines.reversed(), hasMore, true)
    }

    /// The unit in the address, where it lies in the scope or holds a part of it.
    static func chosen(_ text: String?, _ scope: Scope, _ tx: Transaction) throws -> Place? {
        guard let text else { return nil }
        let place = try Identifier(text).flatMap { try ScopeTree.place(of: $0, tx) }
        guard let place, scope.contains(place) || scope.roots.contains(where: { place.key.contains($0.key) }) else {
            throw Problem.notFound
        }
        return place
    }

    /// What the list can be narrowed to: the chosen unit, and what lies right below it or below where the scope begins.
    private static func units(_ scope: Scope, _ within: Place?, _ tx: Transaction) throws -> [UnitEntry] {
        let above = try within.map { [$0.unit] } ?? UnitStore.roots(of: scope, tx).map(\.id)
        return try tx.all(
            """
            SELECT s.unit_id, n.name FROM scope_units s JOIN unit_names n ON n.unit_id = s.unit_id
            WHERE (s.unit_id IN \(list: above) OR s.parent_id IN \(list: above))
                AND \(scope.predicate(.init(key: "s.scope_key", district: "s.district_id")))
            ORDER BY s.scope_key LIMIT 300
            """
        ) { UnitEntry(id: try $0["unit_id"], name: try $0["name"]) }
    }

    static func lines(
        _ lines: [DeadlineLine], _ actor: Actor, _ registry: Registry, _ today: Day, _ tx: Transaction
    ) throws -> [Line] {
        let subjects = try DeadlineStore.subjects(of: lines.map(\.obligation), registry, tx)
        return lines.map { line in
            let one = line.obligation
            let kind = registry.obligation(one.kind)
            let subject = subjects[one.id]
            return Line(
                id: one.id, kind: one.kind, title: kind?.title ?? .verbatim(one.kind), advice: kind?.advice ?? "",
                subject: subject?.label ?? "",
                opens: kind?.mayOpen(one, actor) == false ? nil : subject?.opens, unit: one.place.unit,
                unitName: line.unitName,
                isUnitSeen: actor.sees.contains(one.place), holder: one.holder, holderName: line.holderName,
                dueOn: one.dueOn, daysLeft: one.closedAt == nil ? one.dueOn.number - today.number : nil,
                closedAt: one.closedAt, ending: one.ending, evidence: one.evidence,
                mayClose: one.closedAt == nil && kind?.closesByHand == true
                    && CloseObligation.mayClose(one, actor).isAllowed)
        }
    }
}

extension DeadlineFilter {
    fileprivate func mayBegin(at one: Obligation) -> Bool {
        (one.closedAt != nil) == (state == .closed) && (scope.contains(one.place) || one.holder == holder)
    }
}
