import ChineseText
import Core
import Storage
import Web

/// The first step of registering: is she in the house already?
struct FindDoublesPage: Page {
    var title: Message { "登记人员" }
    var room: Room? { People.room }

    let name: String?
    let people: [PersonRow]

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: HTML(text: words("先输入姓名，看看是不是已经登记过")), crumbs: [Crumb("人员", "/people")]))
        \(filterBar(words, to: "/people/new", live: "doubles", isFiltered: name != nil, [
            .search("name", "姓名", name, placeholder: nil)
        ]))
        \(liveRegion("doubles", found(words)))
        """
    }

    private func found(_ words: Words) -> HTML {
        guard let name else { return .empty }
        let further = PageAct.link(
            people.isEmpty ? "登记\(name)" : "都不是，登记新的人", to: address("/people/register", [("name", name)]), .primary)
        let known: HTML =
            people.isEmpty
            ? notice(words, .information, "您可以查看的范围里没有这个名字")
            : doublesTable(words, people)
        return "\(known)<div class=\"form-acts\">\(actRow(words, [further]))</div>"
    }
}

func doublesTable(_ words: Words, _ people: [PersonRow]) -> HTML {
    let rows = people.map { person -> TableRow in
        TableRow([
            "<a href=\"/people/\(person.id)\">\(person.name)</a>",
            HTML(text: person.sex.map { words($0.title) } ?? "—"),
            HTML(text: person.birthYear.map { String($0) } ?? "—"),
            HTML(text: person.unit),
        ])
    }
    return section(
        words, "可能已经登记过的人",
        dataTable(
            words, caption: "可能已经登记过的人",
            columns: [Column("姓名", .heading), Column("性别"), Column("出生年份"), Column("单位")], rows: rows))
}

/// The form itself.
struct RegisterPage: Page {
    var title: Message { "登记人员" }
    var room: Room? { People.room }

    let form: FormState
    let units: UnitField
    let doubles: [PersonRow]

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, crumbs: [Crumb("人员", "/people")]))
            \(doubles.isEmpty ? nil : doublesTable(words, doubles))
            \(doubles.isEmpty ? form(view) : section(words, "新登记的人", form(view)))
            """
    }

    private func form(_ view: FormView) -> HTML {
        view.wrapped(
            to: "/people", submit: "登记", cancel: "/people",
            [
                view.text("name", "姓名"),
                view.select("documentKind", "证件类型", documentChoices, unchosen: nil),
                view.text("documentNumber", "证件号码", hint: "居民身份证为 18 位，性别和出生日期由号码得出", width: .full),
                view.text("phone", "联系电话", hint: "11 位手机号码，或带区号的固定电话", isOptional: true, inputMode: "tel"),
                units.view(view, "单位"),
                view.select("sex", "性别", sexChoices, hint: "用居民身份证登记时不必选", isOptional: true),
                view.day("birthDay", "出生日期", hint: "用居民身份证登记时不必填", isOptional: true),
            ])
    }
}

var documentChoices: [Choice] { IdentityDocumentKind.allCases.map { Choice($0.rawValue, $0.title) } }
var sexChoices: [Choice] { Sex.allCases.map { Choice($0.rawValue, $0.title) } }

struct RegisterPages: Sendable {
    let units: UnitChoices

    var routes: [Route] {
        [
            .get("/people/new", "people.new", findDoubles),
            .get("/people/register", "people.register", form),
            .post("/people", "people.create", register),
        ]
    }

    @Sendable private func findDoubles(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.managePeople).orThrow()
        let name = visit.query["name"]
        return .page(FindDoublesPage(name: name, people: try await doubles(of: name, visit)))
    }

    @Sendable private func form(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.managePeople).orThrow()
        var state = FormState()
        for name in ["name", "unit", "unitName"] { state[name] = visit.query[name] }
        return .page(try await page(state, visit))
    }

    @Sendable private func register(_ visit: Visit) async throws -> Answer {
        try await visit.submit {
            let scope = visit.actor.scope(for: .managePeople)
            let command = try await visit.decode(RegisterPerson.self, namingUnitIn: scope, from: units)
            let outcome = try await visit.runCountingTrials(command)
            return .redirect("/people/\(outcome.person)", saying: "已登记")
        } orShow: { state in
            try visit.actor.may(.managePeople).orThrow()
            return try await page(state, visit)
        }
    }

    private func page(_ state: FormState, _ visit: Visit) async throws -> RegisterPage {
        let scope = visit.actor.scope(for: .managePeople)
        let field = try await visit.house.database.read { tx in
            try UnitField.offer(state["unitName"], scope, tx, from: units)
        }
        var state = state
        // Where there is nothing to choose, it is chosen.
        if !field.asksForName, field.options.count == 1, state["unit"] == nil {
            state["unit"] = field.options[0].id.description
        }
        return RegisterPage(
            form: state, units: field,
            doubles: try await doubles(of: state["name"], visit))
    }

    private func doubles(of name: String?, _ visit: Visit) async throws -> [PersonRow] {
        // Never by number: that is a search of its own, on audit.
        guard let name, NumberQuery(name) == nil else { return [] }
        let filter = PersonFilter(visit.actor.sees)
        let found = try await PersonSearch.find(name, filter, visit.actor, visit.house)
        let first = Array(found.ids.prefix(8))
        let lines = try await visit.house.database.read { tx in
            try PersonStore.lines(of: first, filter, tx, visit.house.vault)
        }
        return lines.map { PersonRow($0, today: visit.house.today) }
    }
}
