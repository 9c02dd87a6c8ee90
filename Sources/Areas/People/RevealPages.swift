import Core
import Storage
import Web

/// Asks why before a whole number is shown.
struct RevealPage: Page {
    var title: Message { "查看\(name)的完整号码" }
    var room: Room? { People.room }

    let id: Identifier
    let name: String
    let form: FormState

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let fields = SensitiveField.allCases.map { Choice($0.rawValue, $0.title) }
        return """
            \(pageHeader(words, title, crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(id)")]))
            \(notice(words, .information, "谁在什么时候为什么看过，会留下记录，此人的页面上也看得到"))
            \(view.wrapped(to: "/people/\(id)/reveal", submit: "查看", weight: .plain, cancel: "/people/\(id)", [
                view.radios("field", "看哪一个", fields),
                view.textarea("reason", "理由", hint: "例如：办理入会登记，核对身份", rows: 2),
            ]))
            """
    }
}

/// The number, once.
struct RevealedPage: Page {
    var title: Message { "\(name)的\(fieldTitle)" }
    var room: Room? { People.room }

    let id: Identifier
    let name: String
    let field: SensitiveField
    let fieldTitle: Message
    let value: String

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(id)")]))
        \(facts(words, [Fact(fieldTitle, "<strong class=\"revealed\">\(value)</strong>")]))
        <p class="quiet">\(words("这次查看已经记录。离开本页后要再看，须再写一次理由。"))</p>
        \(actRow(words, [.link("返回", to: "/people/\(id)")]))
        """
    }
}

struct RevealPages: Sendable {
    var routes: [Route] {
        [
            .get("/people/:person/reveal", "person.reveal", form),
            .post("/people/:person/reveal", "person.reveal.show", reveal),
        ]
    }

    @Sendable private func form(_ visit: Visit) async throws -> Answer {
        let person = try await load(visit)
        try visit.actor.may(.reveal, at: person.place).orThrow()
        var state = FormState()
        state["field"] = visit.query["field"] ?? SensitiveField.documentNumber.rawValue
        return .page(RevealPage(id: person.id, name: person.name, form: state))
    }

    @Sendable private func reveal(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("person")
        return try await visit.submit {
            let command = try visit.decode(RevealField.self, with: ["person": id.description])
            // Without the request's key: a form sent twice is read twice, and each reading is on audit.
            try await visit.house.runner.run(command, as: visit.actor)
            let person = try await load(visit)
            let value = try await visit.house.database.read { tx in
                try PersonStore.value(of: command.field, id, visit.actor.sees, tx, visit.house.vault)
            }
            guard let value else { throw Problem.notFound }
            return .page(
                RevealedPage(
                    id: id, name: person.name, field: command.field, fieldTitle: command.field.title, value: value))
        } orShow: { state in
            let person = try await load(visit)
            try visit.actor.may(.reveal, at: person.place).orThrow()
            return RevealPage(id: person.id, name: person.name, form: state)
        }
    }

    private func load(_ visit: Visit) async throws -> Person {
        let id = try visit.identifier("person")
        let found = try await visit.house.database.read { tx in
            try PersonStore.find(id, visit.actor.sees, tx, visit.house.vault)
        }
        guard let found else { throw Problem.notFound }
        return found
    }
}
