import Core
import Storage

/// What a person asks about her own data (个人信息保护法 §44–50).
package enum RequestKind: String, Sendable, CaseIterable, Codable, ColumnValue {
    case copy, correct, delete, explain, withdraw

    package var title: Message {
        switch self {
        case .copy: "查阅、复制"
        case .correct: "更正、补充"
        case .delete: "删除"
        case .explain: "解释说明"
        case .withdraw: "撤回同意"
        }
    }

    var advice: Message {
        switch self {
        case .copy: "制作一份信息副本交给本人，再答复"
        case .correct: "核对后更正资料，再答复"
        case .delete: "在任期间和法定保存期内的信息不能删除，须说明理由；其余的办理删除"
        case .explain: "向本人说明收集了什么、作什么用、依据是什么，再答复"
        case .withdraw: "登记撤回同意，再答复"
        }
    }
}

package enum RequestOutcome: String, Sendable, CaseIterable, Codable, ColumnValue {
    case granted, partly, refused

    package var title: Message {
        switch self {
        case .granted: "同意，已办理"
        case .partly: "部分同意"
        case .refused: "不同意"
        }
    }
}

/// A request of a person about her own data, with the day until which it must be answered.
package struct RecordRequest: Sendable {
    static let kind = "personRequest"

    package let id: Identifier
    package let person: Identifier
    package let kind: RequestKind
    package let receivedOn: Day
    package let way: ConsentWay
    package let asked: String
    package let dueOn: Day
    package let outcome: RequestOutcome?
    package let answer: String?
    package let answeredAt: Instant?

    init(row: Row) throws {
        id = try row["id"]
        person = try row["person_id"]
        kind = try row["kind"]
        receivedOn = try row["received_on"]
        way = try row["way"]
        asked = try row["asked"]
        dueOn = try row["due_on"]
        outcome = try row["outcome"]
        answer = try row["answer"]
        answeredAt = try row["answered_at"]
    }

    static let columns: SQL = """
        r.id, r.person_id, r.kind, r.received_on, r.way, r.asked, r.due_on, a.outcome, a.answer, a.answered_at
        """
    static let source: SQL = """
        record_requests r JOIN people p ON p.id = r.person_id
        LEFT JOIN record_request_answers a ON a.request_id = r.id
        """

    static let migrations = [
        Migration(
            "people-requests-1",
            [
                """
                CREATE TABLE record_requests (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES people (id),
                    kind \(type: .text) NOT NULL CONSTRAINT record_requests_kind
                        CHECK (kind IN ('copy', 'correct', 'delete', 'explain', 'withdraw')),
                    received_on \(type: .text) NOT NULL,
                    way \(type: .text) NOT NULL,
                    asked \(type: .text) NOT NULL,
                    due_on \(type: .text) NOT NULL,
                    recorded_at \(type: .integer) NOT NULL,
                    recorded_by \(type: .integer),
                    CONSTRAINT record_requests_due CHECK (due_on >= received_on)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX record_requests_by_person ON record_requests (person_id, id)",
                """
                CREATE TABLE record_request_answers (
                    request_id \(type: .integer) NOT NULL PRIMARY KEY REFERENCES record_requests (id),
                    outcome \(type: .text) NOT NULL CONSTRAINT record_request_outcome
                        CHECK (outcome IN ('granted', 'partly', 'refused')),
                    answer \(type: .text),
                    answered_at \(type: .integer) NOT NULL,
                    answered_by \(type: .integer),
                    CONSTRAINT record_request_why CHECK (outcome = 'granted' OR answer IS NOT NULL)
                )\(SQL.tableOptions)
                """,
                // How long an answer may take, from which day on; without a paper behind it, it is not confirmed.
                """
                CREATE TABLE request_terms (
                    since \(type: .text) NOT NULL PRIMARY KEY,
                    days \(type: .integer) NOT NULL CONSTRAINT request_terms_days CHECK (days BETWEEN 1 AND 90),
                    basis \(type: .text),
                    set_at \(type: .integer) NOT NULL,
                    set_by \(type: .integer)
                )\(SQL.tableOptions)
                """,
            ])
    ]

    static let invariants = [
        Invariant(
            "requests: an open one is an open obligation, an answered one is none",
            """
            SELECT r.id FROM record_requests r LEFT JOIN record_request_answers a ON a.request_id = r.id
            LEFT JOIN obligations o ON o.kind = 'personRequest' AND o.subject_id = r.id AND o.closed_at IS NULL
            WHERE (a.request_id IS NULL) <> (o.id IS NOT NULL)
            """)
    ]

    package static let obligation = ObligationKind(
        kind, title: "个人信息请求", advice: "办理并答复本人；不同意的要说明理由", daysAhead: 7,
        opensFor: .managePeople
    ) { ids, tx in
        let rows = try tx.all("SELECT \(columns), p.name FROM \(source) WHERE r.id IN \(list: ids)") { row in
            (request: try RecordRequest(row: row), name: try row["name"] as String)
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (row.request.id, ObligationKind.Subject(label: row.name, opens: "/requests/\(row.request.id)"))
            })
    }

    static let content = PersonContent.rows("requests", title: "本人的请求", of: "record_requests").with { content in
        content.erase = { person, act in
            try act.tx.execute("UPDATE record_requests SET asked = '—' WHERE person_id = \(person)")
        }
    }.telling(
        ["record_requests", "record_request_answers"],
        ["请求", "收到日期", "方式", "内容", "答复期限", "答复", "答复的理由", "答复时间"]
    ) { person in
        "SELECT \(columns) FROM \(source) WHERE r.person_id = \(person) ORDER BY r.id"
    } row: { row in
        let request = try RecordRequest(row: row)
        return [
            request.kind.title, .cell(request.receivedOn), request.way.title, .cell(request.asked),
            .cell(request.dueOn), request.outcome?.title ?? "—", .cell(request.answer), .cell(request.answeredAt),
        ]
    }
}

/// Within how many days a request is answered. The law says 及时, without a number: the house's own rule, by day.
package struct RequestTerm: Sendable {
    package let days: Int
    package let since: Day?
    /// The paper that says so; nil: nobody has confirmed it.
    package let basis: String?

    static let unconfirmed = RequestTerm(days: 15, since: nil, basis: nil)

    package static func on(_ day: Day, _ tx: Transaction) throws -> RequestTerm {
        try tx.first("SELECT since, days, basis FROM request_terms WHERE since <= \(day) ORDER BY since DESC LIMIT 1") {
            row in RequestTerm(days: try row["days"], since: try row["since"], basis: try row["basis"])
        } ?? unconfirmed
    }
}

package enum RequestStore {
    static let pageSize = 50

    static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> RecordRequest? {
        try tx.first(
            """
            SELECT \(RecordRequest.columns) FROM \(RecordRequest.source)
            WHERE r.id = \(id) AND \(PersonStore.lastly(PersonStore.predicate(scope)))
            """, RecordRequest.init(row:))
    }

    /// Newest first; the person has been loaded through the scope.
    package static func all(of person: Identifier, _ tx: Transaction) throws -> [RecordRequest] {
        try tx.all(
            """
            SELECT \(RecordRequest.columns) FROM \(RecordRequest.source)
            WHERE r.person_id = \(person) ORDER BY r.id DESC
            """, RecordRequest.init(row:))
    }

    /// Those that wait for an answer, in the order of their days; the others newest first. One more than the limit.
    static func page(
        _ scope: Scope, isOpen: Bool, after: (day: Day, id: Identifier)?, limit: Int, _ tx: Transaction
    ) throws -> [(request: RecordRequest, name: String)] {
        let inScope = PersonStore.lastly(PersonStore.predicate(scope))
        let query: SQL
        if isOpen {
            let from = after ?? (Day(number: 0), Identifier(rawValue: 0))
            // Open obligations are few and have their own index by day.
            query = """
                SELECT \(RecordRequest.columns), p.name FROM obligations o
                JOIN record_requests r ON r.id = o.subject_id JOIN people p ON p.id = r.person_id
                LEFT JOIN record_request_answers a ON a.request_id = r.id
                WHERE o.kind = \(RecordRequest.kind) AND o.closed_at IS NULL
                  AND (r.due_on, r.id) > (\(from.day), \(from.id)) AND \(inScope)
                ORDER BY r.due_on, r.id LIMIT \(limit)
                """
        } else {
            let before = after?.id ?? Identifier(rawValue: .max)
            query = """
                SELECT \(RecordRequest.columns), p.name FROM \(RecordRequest.source)
                WHERE r.id < \(before) AND a.request_id IS NOT NULL AND \(inScope)
                ORDER BY r.id DESC LIMIT \(limit)
                """
        }
        return try tx.all(query) { (request: try RecordRequest(row: $0), name: try $0["name"]) }
    }

    static func countOpen(_ scope: Scope, _ tx: Transaction) throws -> Int {
        try tx.value(
            """
            SELECT COUNT(*) FROM obligations o JOIN record_requests r ON r.id = o.subject_id
            JOIN people p ON p.id = r.person_id
            WHERE o.kind = \(RecordRequest.kind) AND o.closed_at IS NULL
              AND \(PersonStore.lastly(PersonStore.predicate(scope)))
            """) ?? 0
    }

    static func answer(_ request: Identifier, _ outcome: RequestOutcome, _ answer: String?, _ act: Act) throws {
        try act.tx.execute(
            """
            INSERT INTO record_request_answers (request_id, outcome, answer, answered_at, answered_by)
            VALUES (\(request), \(outcome), \(answer), \(act.now), \(act.actor.account))
            """)
        try Obligations.close(
            RecordRequest.kind, about: request, .kept, evidence: "\(act.today) \(outcome.rawValue)", act)
    }
}
