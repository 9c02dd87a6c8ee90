import Core
import Organization
import People
import Storage
import Web

/// The requests for people of one's own units that wait for an answer.
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

    let requests: [Entry]

    var title: Message { "等待答复的调入申请" }
    var room: Room? { Workforce.peopleRoom }

    private static let most = 100

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.post).orThrow()
        let requests = try await visit.house.database.read { [actor = visit.actor, vault = visit.house.vault] tx in
            try entries(TransferRequest.waiting(actor.scope(for: .post), limit: most, tx), actor, vault, tx)
        }
        return .page(TransferList(requests: requests))
    }

    static func entries(
        _ requests: [TransferRequest], _ actor: Actor, _ vault: Vault, _ tx: Transaction
    ) throws -> [Entry] {
        let units = try tx.all(
            """
            SELECT unit_id, name FROM unit_names
            WHERE unit_id IN \(list: Array(Set(requests.flatMap { [$0.from.unit, $0.to] })).sorted())
            """
        ) { row in (try row["unit_id"] as Identifier, try row["name"] as String) }
        let names = Dictionary(uniqueKeysWithValues: units)
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
        \(pageHeader(words, title, note: "\(words("别的单位在花名册里写了这些人，请您决定是否同意调出"))"))
        \(dataTable(
            words, caption: title,
            columns: [Column("姓名", .heading), Column("现在的单位"), Column("哪个单位申请调入"), Column("理由"), Column("办理", .acts)],
            rows: requests.map { request in
                TableRow(
                    [
                        "<a href=\"/people/\(request.person)\">\(request.name)</a>", HTML(text: request.unit),
                        HTML(text: request.askedBy), HTML(text: request.reason),
                        actRow(words, [.link("答复", to: "/transfers/\(request.id)")]),
                    ], isUrgent: true)
            },
            empty: emptyState(words, "没有等待答复的申请")))
        """
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
            return .redirect("/transfers", saying: isAccepted ? "已同意调出" : "已答复不同意")
        } orShow: { state in try await load(visit, state) }
    }

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
            return "\(pageHeader(words, title))\(notice(words, .information, "这项申请已经答复过"))\(known)"
        }
        return """
            \(pageHeader(words, title, crumbs: [Crumb("等待答复的调入申请", "/transfers")]))
            \(known)
            \(view.wrapped(
                to: "/transfers/\(request.id)", submit: "答复", cancel: "/transfers",
                [
                    view.radios(
                        "answer", "您是否同意",
                        [Choice("accept", "同意调出"), Choice("refuse", "不同意")]),
                    view.day("startedOn", "在新单位的第一天", hint: "不填就是今天", isOptional: true),
                    view.text("reason", "不同意的理由", isOptional: true, width: .full),
                ]))
            """
    }
}
