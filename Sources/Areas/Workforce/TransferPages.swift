import Core
import Organization
import People
import Storage
import Web

/// The requests for people of one's own units that wait for an answer, and what became of one's own requests.
struct TransferList: Page {
    struct Entry: Encodable, Sendable {
        let id: Identifier
        let person: Identifier
        let name: String
        let unit: String
        let askedBy: String
        let reason: String
        let requestedAt: Instant
    }

    /// What one's own units asked for. Of whom is told only where she may be seen.
    struct Asked: Encodable, Sendable {
        let id: Identifier
        let person: Identifier?
        let name: String?
        let unit: String
        let reason: String
        let requestedAt: Instant
        let decision: TransferDecision?
        let decisionReason: String?
    }

    let requests: [Entry]
    let asked: [Asked]

    var title: Message { "调入申请" }
    var room: Room? { Workforce.peopleRoom }

    private static let most = 100
    private static let mostAsked = 30

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.post).orThrow()
        let page = try await visit.house.database.read { [actor = visit.actor, vault = visit.house.vault] tx in
            let scope = actor.scope(for: .post)
            return TransferList(
                requests: try entries(TransferRequest.waiting(scope, limit: most, tx), actor, vault, tx),
                asked: try asked(TransferRequest.asked(scope, limit: mostAsked, tx), actor, vault, tx))
        }
        return .page(page)
    }

    private static func asked(
        _ requests: [TransferRequest], _ actor: Actor, _ vault: Vault, _ tx: Transaction
    ) throws -> [Asked] {
        let units = try UnitStore.labels(requests.map(\.to), tx)
        let people = try PersonStore.find(requests.map(\.person), actor.sees, tx, vault)
        return requests.map { request in
            let person = people[request.person]
            return Asked(
                id: request.id, person: person?.id, name: person?.name, unit: units[request.to] ?? "",
                reason: request.reason, requestedAt: request.requestedAt, decision: request.decision,
                decisionReason: request.decisionReason)
        }
    }

    static func entries(
        _ requests: [TransferRequest], _ actor: Actor, _ vault: Vault, _ tx: Transaction
    ) throws -> [Entry] {
        let names = try UnitStore.labels(requests.flatMap { [$0.from.unit, $0.to] }, tx)
        let people = try PersonStore.find(requests.map(\.person), actor.sees, tx, vault)
        return requests.map { request in
            Entry(
                id: request.id, person: request.person, name: people[request.person]?.name ?? "",
                unit: names[request.from.unit] ?? "", askedBy: names[request.to] ?? "", reason: request.reason,
                requestedAt: request.requestedAt)
        }
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title))
        \(section(words, "等您答复", id: "waiting", "<p>\(words("别的单位在花名册里写了这些人，请您决定是否同意调出"))</p>\(waitingTable(words))"))
        \(section(words, "您的单位提出的申请", id: "asked", askedTable(words)))
        """
    }

    private func askedTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "您的单位提出的申请",
            columns: [Column("调入单位", .heading), Column("何时提出"), Column("理由"), Column("答复")],
            rows: asked.map { request in
                TableRow([
                    HTML(text: request.unit), "\(words(request.requestedAt))", HTML(text: request.reason),
                    answer(words, request),
                ])
            },
            empty: emptyState(words, "没有提出过申请", advice: "导入花名册时，对登记在别处的人可以提出"))
    }

    private func answer(_ words: Words, _ request: Asked) -> HTML {
        let person: HTML? = request.person.map { " <a href=\"/people/\($0)\">\(request.name ?? "")</a>" }
        switch request.decision {
        case nil: return tag(words, "等待答复")
        case .accepted: return "\(tag(words, "已同意", .strong))\(person)"
        case .refused:
            let reason: HTML? = request.decisionReason.map { " \($0)" }
            return "\(tag(words, "不同意", .quiet))\(reason)"
        }
    }

    private func waitingTable(_ words: Words) -> HTML {
        dataTable(
            words, caption: "等您答复",
            columns: [Column("姓名", .heading), Column("现在的单位"), Column("哪个单位申请调入"), Column("理由"), Column("办理", .acts)],
            rows: requests.map { request in
                TableRow(
                    [
                        "<a href=\"/people/\(request.person)\">\(request.name)</a>", HTML(text: request.unit),
                        HTML(text: request.askedBy), HTML(text: request.reason),
                        actRow(words, [.link("答复", to: "/transfers/\(request.id)")]),
                    ], isUrgent: true)
            },
            empty: emptyState(words, "没有等待答复的申请"))
    }
}

/// One request, to be answered.
struct TransferPage: Page {
    let request: TransferList.Entry
    let isDecided: Bool
    let form: FormState

    var title: Message { "\(request.name)：调入申请" }
    var room: Room? { Workforce.peopleRoom }

    static func load(_ visit: Visit, _ state: FormState) async throws -> TransferPage {
        let id = try visit.identifier("request")
        return try await visit.house.database.read { [actor = visit.actor, vault = visit.house.vault] tx in
            guard let found = try TransferRequest.find(id, actor.sees, tx),
                let entry = try TransferList.entries([found], actor, vault, tx).first
            else { throw Problem.notFound }
            try actor.may(.post, at: found.from).orThrow()
            return TransferPage(request: entry, isDecided: found.isDecided, form: state)
        }
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let page = try await load(visit, FormState())
        return try await visit.submit {
            guard let answer = visit.fields["answer"], ["accept", "refuse"].contains(answer) else {
                throw Problem.invalid("answer", "请选择同意或不同意")
            }
            let isAccepted = answer == "accept"
            try await visit.run(
                visit.decode(
                    DecideTransfer.self,
                    with: ["request": page.request.id.description, "isAccepted": isAccepted ? "true" : "false"]))
            guard isAccepted else { return .redirect("/transfers", saying: "已答复不同意") }
            let person = page.request.person
            let open = try await visit.house.database.read { try HandoverStore.open(ofPerson: person, $0) }
            guard let handover = open.first else { return .redirect("/transfers", saying: "已同意调出") }
            return .redirect("/handovers/\(handover.id)", saying: "已同意调出；请先办好交接，到日子自动调动")
        } orShow: { state in
            try await load(visit, state)
        }
    }

    private var crumbs: [Crumb] { [Crumb("调入申请", "/transfers")] }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let known = facts(
            words,
            [
                .text("姓名", request.name), .text("现在的单位", request.unit),
                .text("哪个单位申请调入", request.askedBy), .text("理由", request.reason),
                .text("何时提出", words(request.requestedAt)),
            ])
        guard !isDecided else {
            return "\(pageHeader(words, title, crumbs: crumbs))\(notice(words, .information, "这项申请已经答复过"))\(known)"
        }
        return """
            \(pageHeader(words, title, crumbs: crumbs))
            \(known)
            \(view.wrapped(
                to: "/transfers/\(request.id)", submit: "答复", cancel: "/transfers",
                [
                    view.radios(
                        "answer", "您是否同意",
                        [Choice("accept", "同意调出"), Choice("refuse", "不同意")]),
                    view.day("startedOn", "在新单位的第一天", hint: "不填就是今天；还有事项要交接的，不填就是明天", isOptional: true),
                    view.text("reason", "不同意的理由", hint: "同意的可以空着", width: .full),
                ]))
            """
    }
}
