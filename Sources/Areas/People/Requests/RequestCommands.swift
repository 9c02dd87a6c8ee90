import Core
import Storage

/// Records that a person has asked something about her own data; its clock begins.
package struct ReceiveRequest: Command {
    package static let name = "receiveRequest"
    package var person: Identifier
    package var kind: RequestKind
    package var receivedOn: Day
    package var way: ConsentWay
    package var asked: String

    package init(person: Identifier, kind: RequestKind, receivedOn: Day, way: ConsentWay, asked: String) {
        self.person = person
        self.kind = kind
        self.receivedOn = receivedOn
        self.way = way
        self.asked = asked
    }

    package struct Outcome: Codable, Sendable {
        package let request: Identifier
    }

    package func load(_ act: Act) throws -> Person {
        guard let found = try PersonStore.find(person, act.actor.sees, act.tx, act.vault), !found.isErased else {
            throw Problem.notFound
        }
        return found
    }

    package func mayRun(_ person: Person, _ act: Act) -> Permission {
        act.actor.may(.managePeople, at: person.place)
    }

    package func check(_ found: Person, _ act: Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if receivedOn > act.today { problems.append(FieldProblem("receivedOn", "收到的日期不能晚于今天")) }
        if asked.count > 1000 { problems.append(FieldProblem("asked", "请不要超过 1000 字")) }
        let same = try RequestStore.all(of: person, act.tx).contains { $0.outcome == nil && $0.kind == kind }
        if same { throw Problem.conflict("此人同样的请求还在等答复") }
        return problems
    }

    package func perform(_ found: Person, _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        let due = receivedOn.adding(days: try RequestTerm.on(receivedOn, act.tx).days)
        try act.tx.execute(
            """
            INSERT INTO record_requests (id, person_id, kind, received_on, way, asked, due_on, recorded_at, recorded_by)
            VALUES (\(id), \(person), \(kind), \(receivedOn), \(way), \(asked), \(due), \(act.now),
                    \(act.actor.account))
            """)
        try Obligations.set(RecordRequest.kind, about: id, person: person, at: found.place, dueOn: due, act)
        act.note("person", person)
        act.note("request", id)
        return Outcome(request: id)
    }
}

/// Tells the person what became of her request; without granting it, with the reason (§50).
package struct AnswerRequest: Command {
    package static let name = "answerRequest"
    package var request: Identifier
    package var outcome: RequestOutcome
    package var answer: String?

    package init(request: Identifier, outcome: RequestOutcome, answer: String? = nil) {
        self.request = request
        self.outcome = outcome
        self.answer = answer
    }

    package func load(_ act: Act) throws -> (request: RecordRequest, place: Place) {
        guard let found = try RequestStore.find(request, act.actor.sees, act.tx),
            let place = try PersonStore.place(of: found.person, act.actor.sees, act.tx)
        else { throw Problem.notFound }
        return (found, place)
    }

    package func mayRun(_ subject: (request: RecordRequest, place: Place), _ act: Act) -> Permission {
        act.actor.may(.managePeople, at: subject.place)
    }

    package func check(_ subject: (request: RecordRequest, place: Place), _ act: Act) throws -> [FieldProblem] {
        if subject.request.outcome != nil { throw Problem.conflict("这项请求已经答复过") }
        var problems: [FieldProblem] = []
        if subject.request.kind == .delete, outcome == .granted {
            problems.append(FieldProblem("outcome", "同意删除的，请办理“删除个人信息”，办完即答复"))
        }
        guard outcome != .granted || answer != nil else { return problems }
        return problems
            + Reason.problems(answer ?? "", field: "answer", missing: "不同意或部分同意的，请写明理由和依据", longest: 500)
    }

    package func perform(_ subject: (request: RecordRequest, place: Place), _ act: Act) throws -> Done {
        try RequestStore.answer(request, outcome, answer, act)
        act.note("person", subject.request.person)
        act.note("request", request)
        return Done()
    }
}

/// Sets within how many days requests are answered, from a day on. For the whole house.
package struct SetRequestTerm: Command {
    package static let name = "setRequestTerm"
    package var since: Day
    package var days: Int
    /// The paper that says so; without it the term stays unconfirmed.
    package var basis: String?

    package init(since: Day, days: Int, basis: String? = nil) {
        self.since = since
        self.days = days
        self.basis = basis
    }

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { Self.mayRun(act.actor) }

    static func mayRun(_ actor: Actor) -> Permission {
        actor.mayEverywhere(.managePeople, orSay: "答复期限由市总工会的经办干部设定")
    }

    package func check(_ subject: Void, _ act: Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if !(1...90).contains(days) { problems.append(FieldProblem("days", "请填写 1 到 90 天")) }
        if since < act.today { problems.append(FieldProblem("since", "请从今天或以后起算；已经收到的请求不改")) }
        if let basis, basis.count > 200 { problems.append(FieldProblem("basis", "请不要超过 200 字")) }
        return problems
    }

    package func perform(_ subject: Void, _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            INSERT INTO request_terms (since, days, basis, set_at, set_by)
            VALUES (\(since), \(days), \(basis), \(act.now), \(act.actor.account))
            ON CONFLICT (since) DO UPDATE SET days = excluded.days, basis = excluded.basis, set_at = excluded.set_at,
                set_by = excluded.set_by
            """)
        return Done()
    }
}
