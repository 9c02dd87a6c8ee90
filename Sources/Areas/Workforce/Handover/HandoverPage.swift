import Core
import Organization
import People
import Storage
import Web

/// One hand-over: everything that she holds, who takes it, and what is missing.
struct HandoverPage: Page {
    struct Item: Encodable, Sendable {
        let kind: String
        let title: Message
        let held: Identifier
        let label: String
        let opens: String?
        /// nil: nobody has been asked, or whoever was asked has refused.
        let offer: Offer?
        /// Why the last one refused.
        let refusedBy: String?
        let refusal: String?
    }

    struct Offer: Encodable, Sendable {
        let id: Identifier
        let person: Identifier
        let name: String
        let fromDay: Day
        let isAccepted: Bool
        let isGiven: Bool
        /// Who accepted it in her name, and why; nil: she herself.
        let behalf: Message?
        /// The reader may say it in her name.
        let mayAnswer: Bool
    }

    let id: Identifier
    let person: Identifier
    let name: String
    let isPersonSeen: Bool
    let unit: String
    let kind: String
    let newUnit: String?
    let lastDay: Day
    let reason: String
    let ending: String?
    let endingReason: String?
    /// The post has ended before everything had an owner.
    let isLeft: Bool
    let isLate: Bool
    let items: [Item]
    let accepted: Int
    /// Why it cannot be finished yet; nil: it can.
    let hindrance: Message?
    let mayAct: Bool

    var title: Message { kind == HandoverKind.leaving.rawValue ? "\(name)：离任交接" : "\(name)：调动交接" }
    var room: Room? { People.room }

    static func load(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("handover")
        let (actor, house, today) = (visit.actor, visit.house, visit.house.today)
        let page = try await house.database.read { tx -> HandoverPage in
            guard let found = try HandoverStore.find(id, actor.sees, tx) else { throw Problem.notFound }
            let items = try HandoverStore.items(of: found, house.registry, tx)
            let names = try names(Set(items.flatMap { $0.assignments.map(\.person) } + [found.person]), tx)
            let places = try postPlaces(items.compactMap(\.live?.post), tx)
            let units = try UnitStore.labels([found.place.unit] + (found.newUnit.map { [$0] } ?? []), tx)
            let scope = actor.scope(for: .post)
            let accounts = Set(items.compactMap { $0.live?.isOnBehalf == true ? $0.live?.answeredBy : nil }).sorted()
            let officers = accounts.isEmpty ? [:] : try house.registry.accounts?(accounts, tx) ?? [:]
            return HandoverPage(
                id: id, person: found.person, name: names[found.person] ?? "",
                isPersonSeen: try PersonStore.place(of: found.person, actor.sees, tx) != nil,
                unit: units[found.place.unit] ?? "", kind: found.kind.rawValue,
                newUnit: found.newUnit.flatMap { units[$0] }, lastDay: found.lastDay, reason: found.reason,
                ending: found.ending?.rawValue, endingReason: found.endingReason,
                isLeft: try found.endedAt == nil && HandoverStore.hasEnded(found.post, tx),
                isLate: found.endedAt == nil && found.lastDay < today,
                items: items.map { item in
                    Item(item, names, officers) { live in places[live.post].map(scope.contains) ?? false }
                },
                accepted: items.count(where: \.hasOwner),
                hindrance: try HandoverRules.hindrance(found, items, tx),
                mayAct: found.endedAt == nil && actor.may(.post, at: found.place).isAllowed)
        }
        return .page(page)
    }

    /// A name is told to whoever has to do with the hand-over; the page behind it opens where she may be seen.
    static func names(_ people: Set<Identifier>, _ tx: Transaction) throws -> [Identifier: String] {
        let rows = try tx.all("SELECT id, name FROM people WHERE id IN \(list: people.sorted())") { row in
            (try row["id"] as Identifier, try row["name"] as String)
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private static func postPlaces(_ posts: [Identifier], _ tx: Transaction) throws -> [Identifier: Place] {
        let rows = try tx.all(
            "SELECT id, unit_id, district_id, scope_key FROM posts WHERE id IN \(list: Set(posts).sorted())"
        ) { row in (try row["id"] as Identifier, try Place(row: row)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    static func finish(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("handover")
        try await visit.run(FinishHandover(handover: id))
        return .redirect("/handovers/\(id)", saying: "交接已办结")
    }
}

extension HandoverPage.Item {
    fileprivate init(
        _ item: HandoverItem, _ names: [Identifier: String], _ officers: [Identifier: String],
        _ mayAnswer: (HandoverAssignment) -> Bool
    ) {
        kind = item.kind
        title = item.title
        held = item.held
        label = item.label
        opens = item.opens
        offer = item.live.map { live in
            HandoverPage.Offer(
                id: live.id, person: live.person, name: names[live.person] ?? "", fromDay: live.fromDay,
                isAccepted: live.answer == .accepted, isGiven: live.givenAt != nil,
                behalf: live.behalf(officers),
                mayAnswer: live.answer == nil && mayAnswer(live))
        }
        let last = item.assignments.last.flatMap { $0.answer == .refused ? $0 : nil }
        refusedBy = last.flatMap { names[$0.person] }
        refusal = last?.answerReason
    }
}

extension HandoverAssignment {
    /// 由陈晓代为接收，原因：…
    fileprivate func behalf(_ officers: [Identifier: String]) -> Message? {
        guard isOnBehalf, answer == .accepted else { return nil }
        let who = answeredBy.flatMap { officers[$0] }.map(Message.verbatim) ?? "一位经办干部"
        return answerReason.map { "由\(who)代为接收，原因：\($0)" } ?? "由\(who)代为接收"
    }
}
