import Core
import Storage
import Web

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
