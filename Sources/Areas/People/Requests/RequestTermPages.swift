import Core
import Storage
import Web

/// Within how many days requests are answered; whoever may, sets it from a day on.
struct RequestTermPage: Page {
    var title: Message { "个人信息请求的答复期限" }
    var room: Room? { People.room }

    let days: Int
    let since: Day?
    let basis: String?
    /// Why the visitor cannot set it.
    let refusal: Message?
    let form: FormState

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let setting =
            refusal.map { notice(words, .information, $0) }
            ?? section(
                words, "设定新的期限",
                view.wrapped(
                    to: "/requests/term", submit: "设定", cancel: "/requests",
                    [
                        view.day("since", "从哪天收到的请求起"), view.number("days", "多少天内答复"),
                        view.text("basis", "依据文件", hint: "没有依据文件的，会标明“待确认”", isOptional: true, width: .full),
                    ]))
        return """
            \(pageHeader(words, title, crumbs: [Crumb("人员", "/people"), Crumb("本人的个人信息请求", "/requests")]))
            \(facts(words, [
                .text("现在的期限", words("收到后 \(days) 天内答复")), .text("从哪天起", since.map { words($0) }),
                Fact("依据文件", basis.map { HTML(text: $0) } ?? tag(words, "待确认", .strong)),
            ]))
            <p class="quiet">\(words("法律只要求“及时”，没有规定天数（个人信息保护法第四十五、第五十条）"))</p>
            \(setting)
            """
    }
}

struct RequestTermPages: Sendable {
    var routes: [Route] {
        [
            .get("/requests/term", "requests.term") { .page(try await page($0, FormState())) },
            .post("/requests/term", "requests.term.set", set),
        ]
    }

    private func page(_ visit: Visit, _ state: FormState) async throws -> RequestTermPage {
        try visit.actor.may(.managePeople).orThrow()
        var refusal: Message?
        if case .refused(let reason) = SetRequestTerm.mayRun(visit.actor) { refusal = reason }
        let term = try await visit.house.database.read { tx in try RequestTerm.on(visit.house.today, tx) }
        return RequestTermPage(days: term.days, since: term.since, basis: term.basis, refusal: refusal, form: state)
    }

    @Sendable private func set(_ visit: Visit) async throws -> Answer {
        try await visit.submit {
            try await visit.run(try visit.decode(SetRequestTerm.self))
            return .redirect("/requests/term", saying: "已设定")
        } orShow: { state in
            try await page(visit, state)
        }
    }
}
