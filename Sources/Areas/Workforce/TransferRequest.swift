import Core
import Organization
import People
import Storage

package enum TransferDecision: String, Sendable, Codable, ColumnValue {
    case accepted, refused
}

/// A unit asks for somebody whose current post lies elsewhere. Whoever holds her decides; until then the asker learns
/// nothing of her.
package struct TransferRequest: Sendable {
    package let id: Identifier
    package let person: Identifier
    package let from: Place
    package let to: Identifier
    package let reason: String
    package let requestedAt: Instant
    /// nil while it waits.
    package let decision: TransferDecision?
    package let decisionReason: String?

    package var isDecided: Bool { decision != nil }

    init(row: Row) throws {
        id = try row["id"]
        person = try row["person_id"]
        from = try Place(row: row)
        to = try row["to_unit_id"]
        reason = try row["reason"]
        requestedAt = try row["requested_at"]
        decision = try row["decision"]
        decisionReason = try row["decision_reason"]
    }

    /// An open request follows its person: it waits for whoever holds her now. A decided one stays where it was decided.
    private static let columns: SQL = """
        t.id, t.person_id, t.to_unit_id, t.reason, t.requested_at, t.decided_at, t.decision, t.decision_reason,
        CASE WHEN t.decided_at IS NULL THEN p.unit_id ELSE t.unit_id END AS unit_id,
        CASE WHEN t.decided_at IS NULL THEN p.district_id ELSE t.district_id END AS district_id,
        CASE WHEN t.decided_at IS NULL THEN p.scope_key ELSE t.scope_key END AS scope_key
        """

    private static let source: SQL = "transfer_requests t JOIN people p ON p.id = t.person_id"

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
            ]),
        Migration(
            "workforce-transfers-2",
            ["CREATE INDEX transfer_requests_by_asker ON transfer_requests (to_unit_id, requested_at)"]),
    ]

    static func find(_ id: Identifier, _ scope: Scope, _ tx: Transaction) throws -> TransferRequest? {
        let held = scope.predicate(.init(key: "p.scope_key", district: "p.district_id"))
        let decided = scope.predicate(.init(key: "t.scope_key", district: "t.district_id"))
        return try tx.first(
            """
            SELECT \(columns) FROM \(source)
            WHERE t.id = \(id) AND CASE WHEN t.decided_at IS NULL THEN \(held) ELSE \(decided) END
            """, TransferRequest.init(row:))
    }

    /// Those that wait for somebody in this scope, oldest first.
    package static func waiting(_ scope: Scope, limit: Int, _ tx: Transaction) throws -> [TransferRequest] {
        try tx.all(
            """
            SELECT \(columns) FROM \(source) WHERE \(isWaiting(scope)) ORDER BY t.requested_at, t.id LIMIT \(limit)
            """, TransferRequest.init(row:))
    }

    /// How many wait for somebody in this scope.
    package static func countWaiting(_ scope: Scope, _ tx: Transaction) throws -> Int {
        try tx.value("SELECT COUNT(*) FROM \(source) WHERE \(isWaiting(scope))") ?? 0
    }

    /// Open requests are few; that is where an engine shall begin.
    private static func isWaiting(_ scope: Scope) -> SQL {
        let held = scope.predicate(.init(key: "p.scope_key", district: "p.district_id"))
        return "t.decided_at IS NULL AND CASE WHEN \(held) THEN 1 ELSE 0 END = 1"
    }

    /// Those that units in this scope have asked for, newest first; not those that wait for an answer from this scope.
    static func asked(_ scope: Scope, limit: Int, _ tx: Transaction) throws -> [TransferRequest] {
        try tx.all(
            """
            SELECT \(columns) FROM \(source) JOIN scope_units s ON s.unit_id = t.to_unit_id
            WHERE \(scope.predicate(.init(key: "s.scope_key", district: "s.district_id"))) AND NOT (\(isWaiting(scope)))
            ORDER BY t.requested_at DESC, t.id DESC LIMIT \(limit)
            """, TransferRequest.init(row:))
    }

    /// She has come to the unit that asked for her, whichever way: nothing waits any more.
    static func settle(_ person: Identifier, at unit: Identifier, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE transfer_requests SET decided_at = \(act.now), decision = 'accepted', decided_by = \(act.actor.account)
            WHERE person_id = \(person) AND to_unit_id = \(unit) AND decided_at IS NULL
            """)
    }

    /// She had not come after all: what her coming settled at that moment waits again, unless somebody has asked anew.
    static func unsettle(_ person: Identifier, at unit: Identifier, settledAt moment: Instant, _ act: Act) throws {
        try act.tx.execute(
            """
            UPDATE transfer_requests SET decided_at = NULL, decision = NULL, decision_reason = NULL, decided_by = NULL
            WHERE person_id = \(person) AND to_unit_id = \(unit) AND decision = 'accepted' AND decided_at = \(moment)
              AND NOT EXISTS (SELECT 1 FROM transfer_requests x WHERE x.person_id = \(person)
                AND x.to_unit_id = \(unit) AND x.decided_at IS NULL)
            """)
    }
}
