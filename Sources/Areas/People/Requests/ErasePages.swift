import Core
import Storage
import Web

/// Asks before a person's data go for good, and says what goes and what stays.
struct ErasePage: Page {
    var title: Message { "删除\(name)的个人信息" }
    var room: Room? { People.room }

    let id: Identifier
    let name: String
    let isErased: Bool
    let holds: [Message]
    let form: FormState

    func body(_ words: Words) -> HTML {
        let header = pageHeader(
            words, title, crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(id)")])
        if isErased { return "\(header)\(notice(words, .information, "此人的个人信息已经删除"))" }
        guard holds.isEmpty else {
            return """
                \(header)
                \(notice(words, .warning, "现在还不能删除：", lineList(holds.map { HTML(text: words($0)) })))
                \(actRow(words, [.link("返回", to: "/people/\(id)")]))
                """
        }
        let view = FormView(words, form)
        return """
            \(header)
            \(notice(words, .warning, "删除后不能恢复"))
            \(facts(words, [
                .text("删除的", words("姓名、证件号码、联系电话、性别、出生日期，以及登记时写的理由和说明")),
                .text("留下的", words("哪个岗位从哪天到哪天有人任职（不再有姓名），以及审计记录（本来就不含个人信息）")),
            ]))
            \(view.wrapped(to: "/people/\(id)/erase", submit: "删除个人信息", weight: .danger, cancel: "/people/\(id)", [
                view.checkbox("isSure", "我已核对过本人的请求，并知道不能恢复", value: "true")
            ]))
            """
    }
}

struct ErasePages: Sendable {
    var routes: [Route] {
        [
            .get("/people/:person/erase", "person.erase.form") { .page(try await page($0, FormState())) },
            .post("/people/:person/erase", "person.erase", erase),
        ]
    }

    private func page(_ visit: Visit, _ state: FormState) async throws -> ErasePage {
        let id = try visit.identifier("person")
        return try await visit.house.database.read { tx in
            guard let found = try PersonStore.find(id, visit.actor.sees, tx, visit.house.vault) else {
                throw Problem.notFound
            }
            try visit.actor.may(.managePeople, at: found.place).orThrow()
            return ErasePage(
                id: id, name: found.name, isErased: found.isErased,
                holds: try ErasePerson.holds(id, visit.house.registry, tx), form: state)
        }
    }

    @Sendable private func erase(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("person")
        return try await visit.submit {
            try await visit.run(try visit.decode(ErasePerson.self, with: ["person": id.description]))
            return .redirect("/people/\(id)", saying: "个人信息已删除")
        } orShow: { state in
            try await page(visit, state)
        }
    }
}
