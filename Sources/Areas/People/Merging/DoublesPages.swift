import Core
import Storage
import Web

/// The list of records that look like one person twice.
struct DoublesPage: Page {
    var title: Message { "可能重复的记录" }
    var room: Room? { People.room }

    struct Row: Sendable, Encodable {
        let first: PersonRow
        let second: PersonRow
        let grounds: [PersonDoubles.Ground]
    }

    let pairs: [Row]
    let next: String?

    func body(_ words: Words) -> HTML {
        let rows = pairs.map { pair in
            TableRow([
                "<a href=\"/people/\(pair.first.id)\">\(pair.first.name)</a>", HTML(text: pair.first.unit),
                "<a href=\"/people/\(pair.second.id)\">\(pair.second.name)</a>", HTML(text: pair.second.unit),
                HTML(text: pair.grounds.map(\.title).listed.map { words($0) } ?? "—"),
                actRow(words, [.link("并排比较", to: "/people/\(pair.first.id)/merge/\(pair.second.id)")]),
            ])
        }
        let more: HTML? = next.map { "<p><a class=\"button\" rel=\"next\" href=\"\($0)\">\(words("下一页"))</a></p>" }
        return """
            \(pageHeader(
                words, title, note: HTML(text: words("姓名和出生日期相同，或联系电话相同；是不是同一个人，由您判断")),
                crumbs: [Crumb("人员", "/people")]))
            \(dataTable(
                words, caption: title,
                columns: [
                    Column("第一份记录", .heading), Column("单位"), Column("第二份记录"), Column("单位"), Column("相同之处"),
                    Column("办理", .acts),
                ], rows: rows,
                empty: emptyState(
                    words, "您的范围内没有看起来重复的记录", advice: "如果知道哪两份记录是同一个人，请在其中一人的页面上选“合并重复记录”",
                    acts: [.link("到人员名单", to: "/people")])))
            \(more)
            """
    }
}

struct DoublesPages: Sendable {
    var routes: [Route] {
        [
            .get("/people/doubles", "people.doubles", list),
            .get("/people/:person/merge", "person.merge", choose),
        ]
    }

    @Sendable private func list(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.managePeople).orThrow()
        let scope = visit.actor.scope(for: .managePeople)
        let after = visit.query["after"].flatMap { PersonDoubles.Pair(key: $0) }
        return .page(
            try await visit.house.database.read { tx in
                let found = try PersonDoubles.page(scope, after: after, tx)
                let pairs = Array(found.prefix(PersonDoubles.pageSize))
                let lines = try PersonStore.lines(
                    of: pairs.flatMap { [$0.first, $0.second] }, PersonFilter(scope), tx, visit.house.vault)
                let rows = Dictionary(
                    lines.map { ($0.person.id, PersonRow($0, today: visit.house.today)) }
                ) { first, _ in first }
                let grounds = try PersonDoubles.grounds(pairs, tx)
                return DoublesPage(
                    pairs: pairs.compactMap { pair in
                        guard let one = rows[pair.first], let two = rows[pair.second] else { return nil }
                        return DoublesPage.Row(first: one, second: two, grounds: grounds[pair] ?? [])
                    },
                    next: found.count > pairs.count
                        ? pairs.last.map { address("/people/doubles", [("after", $0.key)]) } : nil)
            })
    }

    /// With whom: those who look alike, and whoever is found by name.
    @Sendable private func choose(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("person")
        let scope = visit.actor.scope(for: .managePeople)
        let (person, doubles) = try await visit.house.database.read { tx in
            guard let person = try PersonStore.find(id, visit.actor.sees, tx, visit.house.vault) else {
                throw Problem.notFound
            }
            try visit.actor.may(.managePeople, at: person.place).orThrow()
            return (person, try PersonDoubles.of(id, scope, tx))
        }
        let name = visit.query["name"]
        let filter = PersonFilter(scope)
        var found: [Identifier] = []
        if let name, NumberQuery(name) == nil {
            found = try await PersonSearch.find(name, filter, visit.actor, visit.house).ids.filter { $0 != id }
        }
        let shown = doubles + found.filter { !doubles.contains($0) }.prefix(20)
        let lines = try await visit.house.database.read { tx in
            try PersonStore.lines(of: shown, filter, tx, visit.house.vault)
        }
        return .page(
            MergeChoicePage(
                id: id, name: person.name, search: name,
                people: lines.map { PersonRow($0, today: visit.house.today) }))
    }
}

struct MergeChoicePage: Page {
    var title: Message { "合并\(name)的重复记录" }
    var room: Room? { People.room }

    let id: Identifier
    let name: String
    let search: String?
    let people: [PersonRow]

    func body(_ words: Words) -> HTML {
        let rows = people.map { person in
            TableRow([
                "<a href=\"/people/\(person.id)\">\(person.name)</a>",
                HTML(text: person.sex.map { words($0.title) } ?? "—"),
                HTML(text: person.birthYear.map { String($0) } ?? "—"), HTML(text: person.unit),
                actRow(words, [.link("并排比较", to: "/people/\(id)/merge/\(person.id)")]),
            ])
        }
        return """
            \(pageHeader(
                words, title, note: HTML(text: words("哪一份记录也是此人？先并排比较，确认后才合并")),
                crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(id)")]))
            \(filterBar(words, to: "/people/\(id)/merge", isFiltered: search != nil, [
                .search("name", "姓名", search, placeholder: nil)
            ]))
            \(dataTable(
                words, caption: "可能重复的记录",
                columns: [
                    Column("姓名", .heading), Column("性别"), Column("出生年份"), Column("单位"), Column("办理", .acts),
                ], rows: rows,
                empty: emptyState(words, "没有看起来重复的记录", advice: "按姓名查找另一份记录")))
            """
    }
}
