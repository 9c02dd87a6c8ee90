import Core
import Organization
import People
import Storage

/// A unit asks for somebody whose current post lies elsewhere. Whoever holds her decides; until then the asker learns
/// nothing of her.
package struct TransferRequest: Sendable {
    package let id: Identifier
    package let person: Identifier
    package let from: Place
    package let to: Identifier
    package let reason: String
    package let requestedAt: Instant
    package let isDecided: Bool

    init(row: Row) throws {
        id = try row["id"]
        person = try row["person_id"]
        from = try Place(row: row)
        to = try row["to_unit_id"]
        reason = try row["reason"]
        requestedAt = try row["requested_at"]
        isDecided = try (row["decided_at"] as Instant?) != nil
    }

    static let columns: SQL = """
        t.id, t.person_id, t.unit_id, t.district_id, t.scope_key, t.to_unit_id, t.reason, t.requested_at, t.decided_at
        """

    static let migrations = [
        Migration(
            "workforce-transfers-1",
            [
                """
                CREATE TABLE transfer_requests (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    person_id \(type: .integer) NOT NULL REFERENCES people (id),
                    unit_id \(type: .integer) NOT NULL,
                    district_id \(type: .integer) NOT NULL,
                    scope_key \(type: .text) NOT NULL,
                    to_unit_id \(type: .integer) NOT NULL,
                    reason \(type: .text) NOT NULL CHECK (length(reason) > 0),
                    requested_by \(type: .integer),
                    requested_at \(type: .integer) NOT NULL,
                    decided_at \(type: .integer),
                    decision \(type: .text) CHECK (decision IN ('accepted', 'refused')),
                    decision_reason \(type: .text),
                    decided_by \(type: .integer),
                    CHECK ((decided_at IS NULL) = (decision IS NULL))
                )\(SQL.tableOptions)
                """,
                """
                CREATE UNIQUE INDEX transfer_requests_open ON transfer_requests (person_id, to_unit_id)
                WHERE decided_at IS NULL
                """,
                "CREATE INDEX transfer_requests_waiting ON transfer_requests (scope_key) WHERE decided_at IS NULL",
            ])
    ]

    static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> TransferRequest? {
        try tx.first(
            """
            SELECT \(columns) FROM transfer_requests t
            WHERE t.id = \(id) AND \(scope.predicate(.init(key: "t.scope_key", district: "t.district_id")))
            """, TransferRequest.init(row:))
    }

    /// Those that wait for somebody in this scope, oldest first.
    package static func waiting(_ scope: Scope, limit: Int, _ tx: Transaction) throws -> [TransferRequest] {
        try tx.all(
            """
            SELECT \(columns) FROM transfer_requests t
            WHERE t.decided_at IS NULL
              AND \(scope.predicate(.init(key: "t.scope_key", district: "t.district_id")))
            ORDER BY t.requested_at, t.id LIMIT \(limit)
            """, TransferRequest.init(row:))
    }
}

/// Asks for a person who is held elsewhere. Made from a row of a roster, where the asker already holds her number.
package struct RequestTransfer: Command {
    package static let name = "requestTransfer"
    package var person: Identifier
    package var unit: Identifier
    package var reason: String

    package init(person: Identifier, unit: Identifier, reason: String) {
        self.person = person
        self.unit = unit
        self.reason = reason
    }

    package struct Outcome: Codable, Sendable {
        package let request: Identifier
    }

    package func load(_ act: Act) throws -> (unit: Unit, post: Post) {
        // The person is not loaded through the scope: she lies outside it, which is why she is asked for.
        guard let unit = try UnitStore.find(unit, act.actor.sees, act.tx),
            let post = try PostStore.primary(of: [person], act.tx)[person]
        else { throw Problem.notFound }
        return (unit, post)
    }

    package func mayRun(_ subject: (unit: Unit, post: Post), _ act: Act) -> Permission {
        act.actor.may(.post, at: subject.unit.place)
    }

    package func check(_ subject: (unit: Unit, post: Post), _ act: Act) throws -> [FieldProblem] {
        let open: Identifier? = try act.tx.value(
            """
            SELECT id FROM transfer_requests
            WHERE person_id = \(person) AND to_unit_id = \(unit) AND decided_at IS NULL
            """)
        if open != nil { throw Problem.conflict("已经提出过调入申请，正在等对方答复") }
        return reason.isEmpty ? [FieldProblem("reason", "请写明调入的理由")] : []
    }

    package func perform(_ subject: (unit: Unit, post: Post), _ act: Act) throws -> Outcome {
        let id = act.newIdentifier()
        let place = subject.post.place
        try act.tx.execute(
            """
            INSERT INTO transfer_requests (id, person_id, unit_id, district_id, scope_key, to_unit_id, reason,
                                           requested_by, requested_at)
            VALUES (\(id), \(person), \(place.unit), \(place.district), \(place.key), \(unit), \(reason),
                    \(act.actor.account), \(act.now))
            """)
        act.note("person", person)
        act.note("unit", unit)
        return Outcome(request: id)
    }
}

/// The unit that holds somebody lets her go, or says why not.
package struct DecideTransfer: Command {
    package static let name = "decideTransfer"
    package var request: Identifier
    package var isAccepted: Bool
    package var startedOn: Day?
    package var reason: String?

    package init(request: Identifier, isAccepted: Bool, startedOn: Day? = nil, reason: String? = nil) {
        self.request = request
        self.isAccepted = isAccepted
        self.startedOn = startedOn
        self.reason = reason
    }

    package struct Subject {
        let request: TransferRequest
        let post: Post?
        let unit: Unit
    }

    package func load(_ act: Act) throws -> Subject {
        guard let found = try TransferRequest.find(request, act.actor.sees, act.tx),
            // The receiving unit may lie outside the decider's scope; she was told its name in the request.
            let unit = try UnitStore.find(found.to, .everything, act.tx)
        else { throw Problem.notFound }
        return Subject(
            request: found, post: try PostStore.primary(of: [found.person], act.tx)[found.person], unit: unit)
    }

    package func mayRun(_ subject: Subject, _ act: Act) -> Permission {
        act.actor.may(.post, at: subject.request.from)
    }

    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] {
        if subject.request.isDecided { throw Problem.conflict("这项申请已经答复过") }
        guard isAccepted else {
            return reason == nil ? [FieldProblem("reason", "不同意时请写明理由")] : []
        }
        guard let post = subject.post, post.place == subject.request.from else {
            throw Problem.conflict("此人已不在原来的岗位，这项申请不能再同意")
        }
        return try MoveRules.problems(
            moving: post, to: subject.unit, on: startedOn ?? act.today, isCorrection: false, act)
    }

    package func perform(_ subject: Subject, _ act: Act) throws -> Done {
        if isAccepted, let post = subject.post {
            _ = try Posting.move(post, to: subject.unit, on: startedOn ?? act.today, because: "调入申请获同意", act)
        }
        try act.tx.execute(
            """
            UPDATE transfer_requests SET decided_at = \(act.now), decision = \(isAccepted ? "accepted" : "refused"),
                decision_reason = \(reason), decided_by = \(act.actor.account)
            WHERE id = \(request)
            """)
        act.note("person", subject.request.person)
        act.note("unit", subject.request.to)
        return Done()
    }
}
