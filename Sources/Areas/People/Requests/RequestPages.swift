import Core
import Storage
import Web

struct RequestForm: Page {
    var title: Message { "登记\(name)的请求" }
    var room: Room? { People.room }

    let id: Identifier
    let name: String
    let term: Int
    let form: FormState

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(
                words, title, note: HTML(text: words("从收到的日期起 \(term) 天内答复；会列入期限")),
                crumbs: [Crumb("人员", "/people"), Crumb(.verbatim(name), "/people/\(id)")]))
            \(view.wrapped(to: "/people/\(id)/requests", submit: "登记请求", cancel: "/people/\(id)", [
                view.radios("kind", "本人要求什么", RequestKind.allCases.map { Choice($0.rawValue, $0.title) }),
                view.radios("way", "怎样提出的", ConsentWay.allCases.map { Choice($0.rawValue, $0.title) }),
                view.day("receivedOn", "收到的日期"),
                view.textarea("asked", "具体内容", hint: "照本人的话写", rows: 3),
            ]))
            """
    }
}

/// One request, and the answer to it.
struct RequestPage: Page {
    var title: Message { "\(name)：\(request.kind.title)" }
    var room: Room? { People.room }

    let request: RequestLine
    let name: String
    let way: ConsentWay
    let asked: String
    let answer: String?
    let mayCopy: Bool
    let form: FormState

    func body(_ words: Words) -> HTML {
        let known = facts(
            words,
            [
                Fact("姓名", "<a href=\"/people/\(request.person)\">\(name)</a>"), .text("请求", words(request.kind.title)),
                .text("具体内容", asked), .text("怎样提出的", words(way.title)),
                .text("收到日期", words(request.receivedOn)), .text("答复期限", words(request.dueOn)),
                Fact("状态", request.state(words)), .text("答复的理由", answer),
            ])
        let header = pageHeader(
            words, title, crumbs: [Crumb("人员", "/people"), Crumb("本人的个人信息请求", "/requests")],
            acts: request.outcome == nil ? [way(on: request)].compactMap(\.self) : [])
        guard request.outcome == nil else { return "\(header)\(known)" }
        let view = FormView(words, form)
        let outcomes = RequestOutcome.allCases.filter { request.kind != .delete || $0 != .granted }
        return """
            \(header)
            \(known)
            \(notice(words, .information, request.kind.advice))
            \(section(words, "答复", view.wrapped(
                to: "/requests/\(request.id)", submit: "登记答复", cancel: "/people/\(request.person)", [
                    view.radios("outcome", "怎样答复", outcomes.map { Choice($0.rawValue, $0.title) }),
                    view.textarea(
                        "answer", "理由和依据", hint: "同意的可以空着；不同意或部分同意时须写，例如：劳动合同存续期间依法保留", rows: 2),
                ])))
            """
    }

    /// Where what was asked is done.
    private func way(on request: RequestLine) -> PageAct? {
        switch request.kind {
        case .copy: mayCopy ? .link("制作信息副本", to: "/people/\(request.person)/copy", .primary) : nil
        case .correct: .link("更正资料", to: "/people/\(request.person)/correct", .primary)
        case .delete: .link("删除个人信息", to: "/people/\(request.person)/erase", .danger)
        case .explain: nil
        case .withdraw: .link("看本人的同意", to: "/people/\(request.person)#consents", .primary)
        }
    }
}

struct RequestPages: Sendable {
    var routes: [Route] {
        [
            .get("/requests", "requests", list),
            .get("/people/:person/requests", "person.request.form") { .page(try await form($0, FormState($0.query))) },
            .post("/people/:person/requests", "person.request", receive),
            .get("/requests/:request", "request") { .page(try await show($0, FormState())) },
            .post("/requests/:request", "request.answer", answer),
        ]
    }

    @Sendable private func list(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.managePeople).orThrow()
        let scope = visit.actor.scope(for: .managePeople)
        let isOpen = visit.query["state"] != "answered"
        let after = visit.query["after"].flatMap { RequestKey($0) }
        return .page(
            try await visit.house.database.read { tx in
                let found = try RequestStore.page(
                    scope, isOpen: isOpen, after: after.map { ($0.day, $0.id) }, limit: RequestStore.pageSize + 1, tx)
                let shown = found.prefix(RequestStore.pageSize)
                let term = try RequestTerm.on(visit.house.today, tx)
                return RequestsPage(
                    isOpen: isOpen, waiting: try RequestStore.countOpen(scope, tx),
                    requests: shown.map { RequestLine($0.request, $0.name, today: visit.house.today) },
                    next: found.count > shown.count
                        ? shown.last.map {
                            address(
                                "/requests",
                                [("state", isOpen ? nil : "answered"), ("after", RequestKey($0.request).text)])
                        } : nil,
                    term: term.days, isTermConfirmed: term.basis != nil)
            })
    }

    private func form(_ visit: Visit, _ state: FormState) async throws -> RequestForm {
        let id = try visit.identifier("person")
        return try await visit.house.database.read { tx in
            guard let found = try PersonStore.find(id, visit.actor.sees, tx, visit.house.vault), !found.isErased else {
                throw Problem.notFound
            }
            try visit.actor.may(.managePeople, at: found.place).orThrow()
            var state = state
            if state["receivedOn"] == nil, !state.isRefused { state["receivedOn"] = visit.house.today.description }
            return RequestForm(
                id: id, name: found.name, term: try RequestTerm.on(visit.house.today, tx).days, form: state)
        }
    }

    @Sendable private func receive(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("person")
        return try await visit.submit {
            let outcome = try await visit.run(try visit.decode(ReceiveRequest.self, with: ["person": id.description]))
            return .redirect("/requests/\(outcome.request)", saying: "已登记请求")
        } orShow: { state in
            try await form(visit, state)
        }
    }

    private func show(_ visit: Visit, _ state: FormState) async throws -> RequestPage {
        let id = try visit.identifier("request")
        return try await visit.house.database.read { tx in
            guard let request = try RequestStore.find(id, visit.actor.sees, tx),
                let person = try PersonStore.find(request.person, visit.actor.sees, tx, visit.house.vault)
            else { throw Problem.notFound }
            try visit.actor.may(.managePeople, at: person.place).orThrow()
            return RequestPage(
                request: RequestLine(request, person.name, today: visit.house.today), name: person.name,
                way: request.way, asked: request.asked, answer: request.answer,
                mayCopy: visit.actor.may(.reveal, at: person.place).isAllowed, form: state)
        }
    }

    @Sendable private func answer(_ visit: Visit) async throws -> Answer {
        let page = try await show(visit, FormState())
        return try await visit.submit {
            let id = page.request.id.description
            try await visit.run(try visit.decode(AnswerRequest.self, with: ["request": id]))
            return .redirect("/requests", saying: "已登记答复")
        } orShow: { state in
            try await show(visit, state)
        }
    }
}
