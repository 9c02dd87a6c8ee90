import Core
import Web

enum FilterPages {
    static let routes: [Route] = [
        .get("/filters", "filters.list") { .page(try await FiltersPage.load($0)) },
        .get("/filters/new", "filters.new") { .page(try await FilterForm.new($0, FormState())) },
        .post("/filters", "filters.save", save),
        .get("/filters/:filter", "filters.filter") { .page(try await FilterForm.known($0, FormState())) },
        .post("/filters/:filter", "filters.rename", rename),
        .get("/filters/:filter/delete", "filters.deleting") { .page(try await DeletingFilter.load($0)) },
        .post("/filters/:filter/delete", "filters.delete", delete),
    ]

    private static func save(_ visit: Visit) async throws -> Answer {
        _ = try await FilterForm.new(visit, FormState())
        return try await visit.submit {
            let command = try visit.decode(SaveFilter.self)
            try await visit.run(command)
            return .redirect(command.at, saying: "已保存，以后在名单上方直接打开")
        } orShow: { form in
            try await FilterForm.new(visit, form)
        }
    }

    private static func rename(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("filter")
        return try await visit.submit {
            try await visit.run(try visit.decode(RenameFilter.self, with: ["filter": id.description]))
            return .redirect("/filters", saying: "已改名")
        } orShow: { form in
            try await FilterForm.known(visit, form)
        }
    }

    private static func delete(_ visit: Visit) async throws -> Answer {
        try await visit.run(DeleteFilter(filter: try visit.identifier("filter")))
        return .redirect("/filters", saying: "已删除这个筛选")
    }
}

/// One's own saved filters, of all lists.
struct FiltersPage: Page {
    struct Line: Sendable, Encodable {
        let id: Identifier
        let listTitle: Message
        let name: String
        let address: String
    }

    let title: Message = "保存的筛选"
    let filters: [Line]

    static func load(_ visit: Visit) async throws -> FiltersPage {
        let house = visit.house
        let found = try await house.database.read { [account = visit.actor.account] tx in
            try SavedFilter.all(of: account, tx, house.vault)
        }
        return FiltersPage(
            filters: found.map { filter in
                Line(
                    id: filter.id, listTitle: house.registry.listing(filter.list)?.title ?? .verbatim(filter.list),
                    name: filter.name, address: filter.address)
            })
    }

    func body(_ words: Words) -> HTML {
        let rows = filters.map { line in
            TableRow([
                "<a href=\"\(line.address)\">\(line.name)</a>", "\(words(line.listTitle))",
                actRow(
                    words,
                    [
                        .link("改名", to: "/filters/\(line.id)"), .link("删除", to: "/filters/\(line.id)/delete"),
                    ]),
            ])
        }
        return """
            \(pageHeader(words, title, note: "\(words("只有您自己看得到"))", crumbs: [Crumb("我的导出", "/exports")]))
            \(dataTable(
                words, caption: title, columns: [Column("筛选", .heading), Column("名单"), Column("办理", .acts)], rows: rows,
                empty: emptyState(words, "还没有保存过筛选", advice: "在名单上选好条件，再点“保存这个筛选”")))
            """
    }
}

/// A name for a filter: a new one, or one that is known.
struct FilterForm: Page {
    let filter: Identifier?
    let list: String
    let listTitle: Message
    let at: String
    let form: FormState

    var title: Message { filter == nil ? "保存这个筛选" : "给筛选改名" }

    static func new(_ visit: Visit, _ form: FormState) async throws -> FilterForm {
        let key = visit.fields["list"] ?? visit.query["list"] ?? ""
        let at = visit.fields["at"] ?? visit.query["at"] ?? ""
        guard let listing = visit.house.registry.listing(key), ListAddress.isSound(at, of: listing),
            !listing.path.contains(":")
        else { throw Problem.notFound }
        try visit.actor.may(listing.power).orThrow()
        return FilterForm(filter: nil, list: key, listTitle: listing.title, at: at, form: form)
    }

    static func known(_ visit: Visit, _ form: FormState) async throws -> FilterForm {
        let filter = try await find(visit)
        var form = form
        if form["title"] == nil { form["title"] = filter.name }
        let title = visit.house.registry.listing(filter.list)?.title ?? .verbatim(filter.list)
        return FilterForm(filter: filter.id, list: filter.list, listTitle: title, at: filter.address, form: form)
    }

    static func find(_ visit: Visit) async throws -> SavedFilter {
        let id = try visit.identifier("filter")
        let house = visit.house
        let found = try await house.database.read { [account = visit.actor.account] tx in
            try SavedFilter.find(id, of: account, tx, house.vault)
        }
        guard let found else { throw Problem.notFound }
        return found
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let name = view.text("title", "名字", hint: "例如：宝山没有人负责的单位", width: .medium)
        return """
            \(pageHeader(words, title, crumbs: [Crumb(listTitle, at), Crumb("保存的筛选", "/filters")]))
            \(filter.map { view.wrapped(to: "/filters/\($0)", submit: "改名", cancel: "/filters", [name]) }
                ?? view.wrapped(
                    to: "/filters", submit: "保存", cancel: at, [hiddenField("list", list), hiddenField("at", at), name]))
            """
    }
}

struct DeletingFilter: Page {
    let filter: Identifier
    let name: String
    var title: Message { "删除筛选“\(name)”？" }

    static func load(_ visit: Visit) async throws -> DeletingFilter {
        let found = try await FilterForm.find(visit)
        return DeletingFilter(filter: found.id, name: found.name)
    }

    func body(_ words: Words) -> HTML {
        confirmation(
            words, title, "只删去这个名字，名单不受影响。",
            act: .post("删除", to: "/filters/\(filter)/delete", .danger), back: "/filters")
    }
}
