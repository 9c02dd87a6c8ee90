import Core
import Storage
import Web

/// Asks how a promise ended.
struct CloseForm: Page {
    let id: Identifier
    let matter: Message
    let subject: String
    let opens: String?
    let dueOn: Day
    let isClosed: Bool
    /// Others are closed by the act that they wait for.
    let closesByHand: Bool
    let form: FormState

    var title: Message { "办结：\(matter)" }
    var room: Room? { Deadlines.room }

    static func load(_ visit: Visit, _ state: FormState) async throws -> CloseForm {
        let id = try visit.identifier("obligation")
        let registry = visit.house.registry
        return try await visit.house.database.read { [actor = visit.actor] tx in
            guard let one = try DeadlineStore.find(id, tx),
                actor.sees.contains(one.place) || CloseObligation.isHolder(actor, of: one)
            else { throw Problem.notFound }
            let kind = registry.obligation(one.kind)
            try CloseObligation.mayClose(one, actor).orThrow()
            let subject = try DeadlineStore.subjects(of: [one], registry, tx)[id]
            return CloseForm(
                id: id, matter: kind?.title ?? .verbatim(one.kind), subject: subject?.label ?? "",
                opens: kind?.mayOpen(one, actor) == false ? nil : subject?.opens, dueOn: one.dueOn,
                isClosed: one.closedAt != nil,
                closesByHand: kind?.closesByHand == true, form: state)
        }
    }

    static func close(_ visit: Visit) async throws -> Answer {
        let page = try await load(visit, FormState())
        return try await visit.submit {
            try await visit.run(visit.decode(CloseObligation.self, with: ["obligation": page.id.description]))
            return .redirect("/deadlines", saying: "已办结")
        } orShow: { state in
            try await load(visit, state)
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let name: HTML = opens.map { "<a href=\"\($0)\">\(subject)</a>" } ?? HTML(text: subject)
        return """
            \(pageHeader(words, title, crumbs: [Crumb("期限", "/deadlines")]))
            \(facts(words, [Fact("什么事", name), .text("到期日", words(dueOn))]))
            \(isClosed
                ? notice(words, .information, "这件事已经办结")
                : !closesByHand ? notice(words, .information, "这件事办好后会自动办结，不用在这里办结") : view.wrapped(to: "/deadlines/\(id)/close", submit: "办结", cancel: "/deadlines", [
                    view.radios("way", "结果", [Choice("kept", "已办好"), Choice("waived", "不用办了")]),
                    view.text(
                        "evidence", "凭据或理由", hint: "办好了写凭什么，例如：3月2日已交回执；不用办写为什么", width: .full),
                ]))
            """
    }
}
