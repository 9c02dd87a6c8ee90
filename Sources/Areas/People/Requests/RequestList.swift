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
