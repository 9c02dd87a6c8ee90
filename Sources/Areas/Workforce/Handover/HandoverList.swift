import Core
import Organization
import People
import Storage

/// Which hand-overs a list is about: those that go on, the late ones, or those that are over.
package struct HandoverFilter: Sendable {
    package enum State: String, Sendable, Encodable, CaseIterable {
        case open, late, closed
    }

    package var scope: Scope
    package var within: Place?
    package var state: State
    package var today: Day

    package init(_ scope: Scope, within: Place? = nil, state: State = .open, today: Day) {
        self.scope = scope
        self.within = within
        self.state = state
        self.today = today
    }

    var condition: SQL {
        var all: [SQL] = [state == .closed ? "h.ended_at IS NOT NULL" : "h.ended_at IS NULL"]
        if state == .late { all.append("h.last_day < \(today)") }
        // The narrower of the two alone, so that an index leads to it.
        let narrowed = within.map { within in
            Scope(roots: scope.contains(within) ? [within] : scope.roots.filter { within.key.contains($0.key) })
        }
        all.append((narrowed ?? scope).predicate(Handover.scopeColumns))
        return SQL.all(all)
    }
}

/// A hand-over in a list.
struct HandoverLine: Encodable, Sendable {
    let id: Identifier
    let name: String
    let unit: String
    let kind: String
    let newUnit: String?
    let lastDay: Day
    let accepted: Int
    let waiting: Int
    let ending: String?
    /// Things that nobody has accepted or been asked about.
    var unowned = 0
}

extension HandoverStore {
    static let pageSize = 50

    /// How many are late, for the page of today.
    package static func countLate(_ scope: Scope, _ today: Day, _ tx: Transaction) throws -> Int {
        try count(HandoverFilter(scope, state: .late, today: today), tx)
    }

    /// How many go on, for the page of today.
    package static func countOpen(_ scope: Scope, _ today: Day, _ tx: Transaction) throws -> Int {
        try count(HandoverFilter(scope, today: today), tx)
    }

    static func count(_ filter: HandoverFilter, _ tx: Transaction) throws -> Int {
        try tx.value("SELECT COUNT(*) FROM handovers h WHERE \(filter.condition)") ?? 0
    }

    /// By last day, what is over newest first.
    static func pageQuery(_ filter: HandoverFilter, after: (day: Day, id: Identifier)?, limit: Int) -> SQL {
        let isClosed = filter.state == .closed
        let from = (
            after?.day.description ?? (isClosed ? "~" : ""), after?.id ?? Identifier(rawValue: isClosed ? .max : 0)
        )
        let edge: SQL =
            isClosed ? "(h.last_day, h.id) < (\(from.0), \(from.1))" : "(h.last_day, h.id) > (\(from.0), \(from.1))"
        let order: SQL = isClosed ? "h.last_day DESC, h.id DESC" : "h.last_day, h.id"
        return """
            SELECT h.id, p.name, n.name AS unit, h.kind, h.last_day, h.ending,
                (SELECT m.name FROM unit_names m WHERE m.unit_id = h.new_unit_id) AS new_unit,
                (SELECT COUNT(*) FROM handover_assignments a WHERE a.handover_id = h.id AND a.answer = 'accepted') AS accepted,
                (SELECT COUNT(*) FROM handover_assignments a WHERE a.handover_id = h.id AND a.answer IS NULL
                    AND h.ended_at IS NULL) AS waiting
            FROM handovers h
            JOIN people p ON p.id = h.person_id
            JOIN unit_names n ON n.unit_id = h.unit_id
            WHERE \(filter.condition) AND \(edge)
            ORDER BY \(order) LIMIT \(limit)
            """
    }

    static func page(
        _ filter: HandoverFilter, after: (day: Day, id: Identifier)?, limit: Int, _ registry: Registry,
        _ tx: Transaction
    ) throws -> [HandoverLine] {
        var lines = try tx.all(pageQuery(filter, after: after, limit: limit)) { row in
            HandoverLine(
                id: try row["id"], name: try row["name"], unit: try row["unit"], kind: try row["kind"],
                newUnit: try row["new_unit"], lastDay: try row["last_day"], accepted: try row["accepted"],
                waiting: try row["waiting"], ending: try row["ending"])
        }
        let unowned = try unowned(in: lines.filter { $0.ending == nil }.map(\.id), registry, tx)
        for place in lines.indices { lines[place].unowned = unowned[lines[place].id] ?? 0 }
        return lines
    }

    // MARK: - What is offered to somebody

    /// How many wait for this person's answer.
    package static func countWaiting(for person: Identifier, _ tx: Transaction) throws -> Int {
        try tx.value("SELECT COUNT(*) FROM handover_assignments a WHERE a.person_id = \(person) AND a.answer IS NULL")
            ?? 0
    }

    static func offers(
        where condition: SQL, limit: Int, _ tx: Transaction
    ) throws -> [HandoverOffer] {
        try tx.all(
            """
            SELECT a.id, a.label, a.kind, a.from_day, a.answer, a.answer_reason, a.given_at, g.name AS giver, t.name AS taker
            FROM handover_assignments a
            JOIN handovers h ON h.id = a.handover_id
            JOIN people g ON g.id = h.person_id
            JOIN people t ON t.id = a.person_id
            JOIN posts po ON po.id = a.post_id
            WHERE \(condition) ORDER BY a.id DESC LIMIT \(limit)
            """
        ) { row in
            HandoverOffer(
                id: try row["id"], label: try row["label"], kind: try row["kind"], fromDay: try row["from_day"],
                answer: (try row["answer"] as HandoverAssignment.Answer?)?.rawValue,
                answerReason: try row["answer_reason"], isGiven: try (row["given_at"] as Instant?) != nil,
                giver: try row["giver"], taker: try row["taker"])
        }
    }

    /// Those that wait for people in this scope.
    static func offersWaiting(_ scope: Scope, limit: Int, _ tx: Transaction) throws -> [HandoverOffer] {
        let theirs = scope.predicate(.init(key: "po.scope_key", district: "po.district_id"))
        // What waits is little; that is where an engine shall begin.
        return try offers(
            where: "a.answer IS NULL AND CASE WHEN \(theirs) THEN 1 ELSE 0 END = 1", limit: limit, tx)
    }
}

/// One thing that was offered to somebody, as a list says it.
struct HandoverOffer: Encodable, Sendable {
    let id: Identifier
    let label: String
    let kind: String
    let fromDay: Day
    let answer: String?
    let answerReason: String?
    let isGiven: Bool
    let giver: String
    let taker: String
}
