import Core
import Storage
import Web

/// The spellings of rosters that are remembered for a unit and what lies below it; for a district, all of them.
struct AliasPages: Sendable {
    let story: StoryWords
    static let size = 50

    func list(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("unit")
        let before = visit.query["before"].flatMap { Identifier($0) }
        let actor = visit.actor
        return .page(
            try await visit.house.database.read { tx in
                guard let unit = try UnitStore.find(id, actor.sees, tx) else { throw Problem.notFound }
                let (found, hasMore) = try AliasStore.page(
                    below: unit, actor.sees, before: before, size: Self.size, tx)
                let names = try story.names(Set(found.compactMap(\.confirmedBy)).sorted(), tx)
                let districts = Dictionary(
                    uniqueKeysWithValues: try UnitStore.named(found.map(\.district), tx).map { ($0.id, $0.place.key) })
                let keys = try UnitStore.placeNames(atKeys: found.map(\.reach), tx)
                let next = Web.address("/units/\(id)/aliases", [("before", found.last?.id.description)])
                let first: String? = before == nil ? nil : "/units/\(id)/aliases"
                return AliasesPage(
                    unit: id, unitName: unit.name,
                    aliases: found.map { AliasLine($0, names, keys, actor, district: districts[$0.district]) },
                    pages: KeyPage(
                        shown: found.count, total: try AliasStore.count(below: unit, actor.sees, tx), previous: first,
                        next: hasMore ? next : nil))
            })
    }

    /// Confirms for more what somebody has confirmed for less.
    func widen(_ visit: Visit) async throws -> Answer {
        let (unit, alias) = (try visit.identifier("unit"), try visit.identifier("alias"))
        let scope = visit.actor.sees
        let found = try await visit.house.database.read { tx in try AliasStore.find(alias, scope, tx) }
        guard let found else { throw Problem.notFound }
        try await visit.run(ConfirmAlias(district: found.district, alias: found.alias, unit: found.unit))
        return .redirect("/units/\(unit)/aliases", saying: "已确认这个写法")
    }

    func forgetting(_ visit: Visit) async throws -> Answer { .page(try await page(visit, FormState())) }

    func forget(_ visit: Visit) async throws -> Answer {
        let unit = try visit.identifier("unit")
        let alias = try visit.identifier("alias")
        return try await visit.submit {
            try await visit.run(try visit.decode(ForgetAlias.self, with: ["alias": alias.description]))
            return .redirect("/units/\(unit)/aliases", saying: "已取消这个写法")
        } orShow: { form in
            try await page(visit, form)
        }
    }

    private func page(_ visit: Visit, _ form: FormState) async throws -> ForgettingPage {
        let (unit, alias) = (try visit.identifier("unit"), try visit.identifier("alias"))
        let scope = visit.actor.sees
        let found = try await visit.house.database.read { tx in try AliasStore.find(alias, scope, tx) }
        guard let found else { throw Problem.notFound }
        try visit.actor.may(.importRosters, at: found.place).orThrow()
        return ForgettingPage(
            unit: unit, alias: alias, spelling: found.alias, meansName: found.unitName, form: form)
    }
}

struct AliasLine: Sendable, Encodable {
    let id: Identifier
    let alias: String
    let unit: Identifier
    let unitName: String
    let who: String?
    let at: Instant
    /// Where it counts.
    let reachName: String
    let mayForget: Bool
    /// The visitor imports for more than it counts for.
    let mayWiden: Bool

    init(
        _ alias: UnitAlias, _ names: [Identifier: String], _ places: [ScopeKey: String], _ actor: Actor,
        district: ScopeKey?
    ) {
        id = alias.id
        self.alias = alias.alias
        unit = alias.unit
        unitName = alias.unitName
        who = alias.confirmedBy.flatMap { names[$0] }
        at = alias.confirmedAt
        reachName = places[alias.reach] ?? ""
        mayForget = actor.may(.importRosters, at: alias.place).isAllowed
        let reach = AliasStore.reach(of: actor, around: alias.place, within: district ?? alias.place.key)
        mayWiden = mayForget && !alias.reach.contains(reach)
    }
}

struct AliasesPage: Page {
    let title: Message = "花名册写法"
    let unit: Identifier
    let unitName: String
    let aliases: [AliasLine]
    let pages: KeyPage

    var room: Room? { Organization.room }

    func body(_ words: Words) -> HTML {
        let rows = aliases.map { line -> TableRow in
            let address = "/units/\(unit)/aliases/\(line.id)"
            var acts: [PageAct] = []
            if line.mayWiden { acts.append(.post("在我的范围内都认", to: "\(address)/widen")) }
            if line.mayForget { acts.append(.link("不再记住", to: "\(address)/forget")) }
            return TableRow([
                "\(line.alias)", "<a href=\"/units/\(line.unit)\">\(line.unitName)</a>",
                "\(line.reachName)", "\(words(line.at))\(line.who.map { " · \($0)" as HTML })", actRow(words, acts),
            ])
        }
        return """
            \(pageHeader(
                words, title, note: "\(words("导入花名册时核对过一次的单位写法，以后自动认得"))",
                crumbs: [Crumb("各单位", "/units"), Crumb(.verbatim(unitName), "/units/\(unit)")]))
            \(dataTable(
                words, caption: title,
                columns: [Column("花名册里的写法", .heading), Column("指的单位"), Column("在哪里认"), Column("谁核对的"), Column("办理", .acts)], rows: rows,
                empty: emptyState(
                    words, "还没有记住的写法", advice: "导入花名册时，遇到认不出的单位可以核对一次，这里就会记住")))
            \(aliases.isEmpty ? nil : pager(words, pages))
            """
    }
}

struct ForgettingPage: Page {
    let title: Message = "取消花名册写法"
    let unit: Identifier
    let alias: Identifier
    let spelling: String
    let meansName: String
    let form: FormState

    var room: Room? { Organization.room }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, crumbs: [Crumb("各单位", "/units"), Crumb("花名册写法", "/units/\(unit)/aliases")]))
            \(notice(words, .warning, "取消以后，花名册里的“\(spelling)”不再认作“\(meansName)”；已经导入的人员不受影响"))
            \(view.wrapped(
                to: "/units/\(unit)/aliases/\(alias)/forget", submit: "取消这个写法", weight: .danger,
                cancel: "/units/\(unit)/aliases",
                [view.text("reason", "原因", hint: "例如：当时选错了单位", width: .full)]))
            """
    }
}
