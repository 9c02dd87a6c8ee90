import Core
import Storage
import Web

/// A request as lists and pages say it.
struct RequestLine: Sendable, Encodable {
    let id: Identifier
    let person: Identifier
    let name: String
    let kind: RequestKind
    let receivedOn: Day
    let dueOn: Day
    let outcome: RequestOutcome?
    let isLate: Bool

    init(_ request: RecordRequest, _ name: String, today: Day) {
        id = request.id
        person = request.person
        self.name = name
        kind = request.kind
        receivedOn = request.receivedOn
        dueOn = request.dueOn
        outcome = request.outcome
        isLate = request.outcome == nil && request.dueOn < today
    }

    func state(_ words: Words) -> HTML {
        if let outcome { return tag(words, outcome.title, .quiet) }
        return isLate ? tag(words, "已过期限", .urgent) : tag(words, "等待答复", .strong)
    }
}

struct RequestsPage: Page {
    var title: Message { "本人的个人信息请求" }
    var room: Room? { People.room }

    let isOpen: Bool
    let waiting: Int
    let requests: [RequestLine]
    let next: String?
    let term: Int
    let isTermConfirmed: Bool

    func body(_ words: Words) -> HTML {
        let rows = requests.map { request in
            TableRow(
                [
                    "<a href=\"/requests/\(request.id)\">\(request.name)</a>", HTML(text: words(request.kind.title)),
                    HTML(text: words(request.receivedOn)), HTML(text: words(request.dueOn)), request.state(words),
                ], isUrgent: request.isLate)
        }
        let more: HTML? = next.map { "<p><a class=\"button\" rel=\"next\" href=\"\($0)\">\(words("下一页"))</a></p>" }
        return """
            \(pageHeader(
                words, title, note: note(words), crumbs: [Crumb("人员", "/people")],
                acts: [.link("答复期限", to: "/requests/term")]))
            \(tabs(words, label: "看哪些", [
                Tab("等待答复", "/requests", count: waiting, isCurrent: isOpen),
                Tab("已答复", "/requests?state=answered", isCurrent: !isOpen),
            ]))
            \(dataTable(
                words, caption: title,
                columns: [
                    Column("姓名", .heading), Column("请求"), Column("收到日期", .day), Column("答复期限"), Column("状态"),
                ], rows: rows,
                empty: emptyState(
                    words, isOpen ? "没有等待答复的请求" : "还没有答复过的请求",
                    advice: isOpen ? "收到本人的请求后，在此人的页面上登记" : nil,
                    acts: isOpen ? [.link("到人员名单", to: "/people")] : [])))
            \(more)
            """
    }

    private func note(_ words: Words) -> HTML {
        let sentence: Message =
            isTermConfirmed ? "收到后 \(term) 天内答复" : "收到后 \(term) 天内答复；这个期限还没有依据文件，待确认"
        return HTML(text: words(sentence))
    }
}

/// On a person's page: what she has asked.
struct RequestsOfPerson: Section {
    static let key = "requests"

    let person: Identifier
    let requests: [RequestLine]
    let mayAnswer: Bool
    let isErased: Bool

    var title: Message { "本人的请求" }

    static let section = PersonSection { visit, person, tx in
        guard let found = try PersonStore.find(person, visit.actor.sees, tx, visit.house.vault),
            visit.actor.may(.managePeople, at: found.place).isAllowed
        else { return nil }
        let requests = try RequestStore.all(of: person, tx)
        return RequestsOfPerson(
            person: person, requests: requests.map { RequestLine($0, found.name, today: visit.house.today) },
            mayAnswer: true, isErased: found.isErased)
    }

    var primaryAct: PageAct? {
        guard let open = requests.last(where: { $0.outcome == nil }) else { return nil }
        return .link("答复本人的请求", to: "/requests/\(open.id)", .primary)
    }

    func body(_ words: Words) -> HTML {
        let rows = requests.map { request in
            TableRow(
                [
                    "<a href=\"/requests/\(request.id)\">\(words(request.kind.title))</a>",
                    HTML(text: words(request.receivedOn)), HTML(text: words(request.dueOn)), request.state(words),
                ], isUrgent: request.isLate)
        }
        return """
            \(rows.isEmpty
                ? "<p class=\"quiet\">\(words("本人可以要求查阅、复制、更正、删除自己的信息，或要求解释说明；收到后在这里登记"))</p>"
                : dataTable(
                    words, caption: title,
                    columns: [Column("请求", .heading), Column("收到日期", .day), Column("答复期限"), Column("状态")], rows: rows))
            \(isErased ? nil : actRow(words, [.link("登记本人的请求", to: "/people/\(person)/requests")]))
            """
    }
}

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
                words, title, note: HTML(text: words("登记后 \(term) 天内答复；会列入待办")),
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
                        "answer", "理由和依据", hint: "不同意或部分同意时须写，例如：劳动合同存续期间依法保留", isOptional: true, rows: 2),
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

/// Where a list of requests goes on.
struct RequestKey {
    let day: Day
    let id: Identifier

    init(_ request: RecordRequest) { (day, id) = (request.dueOn, request.id) }

    init?(_ text: String) {
        let parts = text.split(separator: "_")
        guard parts.count == 2, let day = Day(String(parts[0])), let id = Identifier(String(parts[1])) else {
            return nil
        }
        (self.day, self.id) = (day, id)
    }

    var text: String { "\(day)_\(id)" }
}

enum RequestListing {
    static let listing = Listing(
        "personRequests", title: "本人的个人信息请求", path: "/requests", power: .managePeople,
        columns: [.init("姓名"), .init("请求"), .init("收到日期", .day), .init("答复期限", .day), .init("状态")],
        part: { asking, after, limit, tx in
            let isOpen = asking.query["state"] != "answered"
            let key = after.flatMap { RequestKey($0) }
            let found = try RequestStore.page(
                asking.actor.scope(for: .managePeople), isOpen: isOpen, after: key.map { ($0.day, $0.id) },
                limit: limit, tx)
            return Listing.Part(
                rows: found.map { row in
                    [
                        .text(row.name), .words(row.request.kind.title), .day(row.request.receivedOn),
                        .day(row.request.dueOn), .words(row.request.outcome?.title ?? "等待答复"),
                    ]
                },
                next: found.count < limit ? nil : found.last.map { RequestKey($0.request).text })
        })
}
