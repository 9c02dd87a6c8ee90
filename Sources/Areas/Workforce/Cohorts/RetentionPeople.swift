import Core
import People
import Storage
import Web

/// Exactly the people behind a number of the cohorts: still there or gone.
struct RetentionPeople: Page {
    struct Entry: Encodable, Sendable {
        let person: Identifier
        let name: String
        let unit: String
        let startedOn: Day
        let lastDay: Day?
    }

    static let path = "/workforce/retention"
    private static let pageSize = 50

    let group: Retention.Group
    let label: Message
    let years: Int?
    let standing: Retention.Standing?
    let asOf: Day
    let people: [Entry]
    let page: KeyPage

    var title: Message {
        guard let years, let standing else { return label }
        return switch standing {
        case .still: "\(label)：满 \(years) 年在岗的人"
        case .left: "\(label)：不满 \(years) 年离开的人"
        case .reached: "\(label)：到岗已满 \(years) 年的人"
        }
    }
    var room: Room? { People.room }

    /// What the address asks for.
    private struct Asked {
        let group: Retention.Group
        let after: (years: Int, standing: Retention.Standing)?
        let asOf: Day

        init?(_ query: Fields, today: Day) throws {
            guard let group = query["group"].flatMap({ Retention.Group($0) }) else { return nil }
            self.group = group
            let past = PastDay(query[PastDay.field], today: today)
            if let problem = past.problem { throw problem }
            asOf = past.day ?? today
            let years = query["years"].flatMap(Int.init).flatMap { Retention.years.contains($0) ? $0 : nil }
            let standing = query["standing"].flatMap(Retention.Standing.init(rawValue:))
            after = years.flatMap { years in standing.map { (years: years, standing: $0) } }
        }
    }

    /// Some of the people, and after whom the next ones come.
    static func part(
        _ query: Fields, after key: Identifier?, limit: Int, _ scope: Scope, _ house: House, _ tx: Transaction
    ) throws -> (people: [Entry], next: Identifier?) {
        guard let asked = try Asked(query, today: house.today) else { return ([], nil) }
        let from = try key.flatMap { id in
            try tx.first(
                "SELECT s.person_id, s.started_on, s.last_day FROM worker_spells s WHERE s.person_id = \(id)",
                WorkerSpell.init(row:))
        }
        var spells = try Retention.people(
            asked.group, scope, asOf: asked.asOf, asked.after, from: from, limit: limit + 1, tx)
        let hasMore = spells.count > limit
        if hasMore { spells.removeLast() }
        let persons = try PersonStore.find(spells.map(\.person), scope, tx, house.vault)
        let units = try PersonPosts.labels(persons.values.map(\.place), tx)
        let people = spells.compactMap { spell -> Entry? in
            guard let person = persons[spell.person] else { return nil }
            return Entry(
                person: spell.person, name: person.name, unit: units[person.place.unit] ?? "",
                startedOn: spell.startedOn, lastDay: spell.lastDay.flatMap { $0 < asked.asOf ? $0 : nil })
        }
        return (people, hasMore ? spells.last?.person : nil)
    }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let today = visit.house.today
        guard let asked = try Asked(visit.query, today: today) else { return .redirect(CohortsPage.path) }
        let key = visit.query["after"].flatMap { Identifier($0) }
        let scope = visit.actor.sees
        let page = try await visit.house.database.read { [house = visit.house, query = visit.query] tx in
            let total = try Retention.count(asked.group, scope, asOf: asked.asOf, asked.after, tx)
            // A cohort of which nobody lies in one's part is none of one's business, not even its name.
            if total == 0, try Retention.count(asked.group, scope, asOf: asked.asOf, nil, tx) == 0 {
                throw Problem.notFound
            }
            let (people, next) = try part(query, after: key, limit: pageSize, scope, house, tx)
            func turn(after id: Identifier?) -> String {
                address(
                    path,
                    [
                        ("group", asked.group.text), ("years", (asked.after?.years).map(String.init)),
                        ("standing", asked.after?.standing.rawValue),
                        ("asOf", asked.asOf == today ? nil : asked.asOf.description), ("after", id?.description),
                    ])
            }
            return RetentionPeople(
                group: asked.group, label: CohortsPage.label(asked.group, try CohortsPage.names(of: [asked.group], tx)),
                years: asked.after?.years, standing: asked.after?.standing, asOf: asked.asOf, people: people,
                page: KeyPage(
                    shown: people.count, total: total, previous: key == nil ? nil : turn(after: nil),
                    next: next.map { turn(after: $0) }))
        }
        return .page(page)
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: "\(words("截至 \(asOf)"))",
            crumbs: [Crumb("人员", "/people"), Crumb("来源与批次", address(CohortsPage.path, [("group", group.text)]))]))
        \(others(words))
        \(dataTable(
            words, caption: title,
            columns: [Column("姓名", .heading), Column("现在或最后的单位"), Column("第一天", .day), Column("第一段的最后一天", .day)],
            rows: people.map { entry in
                TableRow([
                    "<a href=\"/people/\(entry.person)\">\(entry.name)</a>", "\(entry.unit)",
                    "\(words(entry.startedOn))",
                    entry.lastDay.map { HTML(text: words($0)) } ?? tag(words, "在岗", .strong),
                ])
            },
            empty: emptyState(words, "没有这样的人")))
        \(people.isEmpty ? nil : pager(words, page))
        """
    }

    /// From those who stayed to those who left, and to all.
    private func others(_ words: Words) -> HTML? {
        guard let years else { return nil }
        let titles: [(Retention.Standing, Message)] = [(.still, "仍在岗"), (.left, "已离开"), (.reached, "全部已满年限的人")]
        return tabs(
            words, label: "看哪些人",
            titles.map { one, title in
                Tab(
                    title,
                    address(
                        Self.path,
                        [
                            ("group", group.text), ("years", "\(years)"), ("standing", one.rawValue),
                            ("asOf", asOf.description),
                        ]), isCurrent: one == standing)
            })
    }
}
