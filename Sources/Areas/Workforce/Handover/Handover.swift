import Core
import Storage

package enum HandoverKind: String, Sendable, Codable, ColumnValue, CaseIterable {
    case leaving, moving
}

package enum HandoverEnding: String, Sendable, Codable, ColumnValue {
    case finished, cancelled
}

/// Somebody leaves or moves: everything that she holds by a post goes to somebody else before the post ends.
///
/// Where the post has ended first (a roster said that she works elsewhere now), what was left stands without an owner
/// until somebody takes it.
package struct Handover: Sendable {
    package let id: Identifier
    package let person: Identifier
    package let post: Identifier
    /// Of the post.
    package let place: Place
    package let kind: HandoverKind
    /// Where she goes, if she moves.
    package let newUnit: Identifier?
    package let lastDay: Day
    package let reason: String
    package let startedAt: Instant
    package let endedAt: Instant?
    package let ending: HandoverEnding?
    package let endingReason: String?

    package init(row: Row) throws {
        id = try row["id"]
        person = try row["person_id"]
        post = try row["post_id"]
        place = try Place(row: row)
        kind = try row["kind"]
        newUnit = try row["new_unit_id"]
        lastDay = try row["last_day"]
        reason = try row["reason"]
        startedAt = try row["started_at"]
        endedAt = try row["ended_at"]
        ending = try row["ending"]
        endingReason = try row["ending_reason"]
    }

    static let columns: SQL = """
        h.id, h.person_id, h.post_id, h.unit_id, h.district_id, h.scope_key, h.kind, h.new_unit_id, h.last_day, h.reason,
        h.started_at, h.ended_at, h.ending, h.ending_reason
        """

    static let scopeColumns = Scope.Columns(key: "h.scope_key", district: "h.district_id")

    static let placed = PlacedTable("handovers")
}

/// One thing offered to one person, and what she said.
package struct HandoverAssignment: Sendable {
    package enum Answer: String, Sendable, Codable, ColumnValue {
        case accepted, refused
        /// Given to somebody else meanwhile, or she has left herself.
        case withdrawn
    }

    package let id: Identifier
    package let handover: Identifier
    package let kind: String
    package let held: Identifier
    package let label: String
    package let unit: Identifier
    package let person: Identifier
    package let post: Identifier
    package let fromDay: Day
    package let assignedAt: Instant
    package let answer: Answer?
    package let answerReason: String?
    package let answeredAt: Instant?
    /// The account that said it.
    package let answeredBy: Identifier?
    /// An officer of hers said it in her name.
    package let isOnBehalf: Bool
    package let givenAt: Instant?

    var isLive: Bool { answer == nil || answer == .accepted }

    package init(row: Row) throws {
        id = try row["id"]
        handover = try row["handover_id"]
        kind = try row["kind"]
        held = try row["held_id"]
        label = try row["label"]
        unit = try row["unit_id"]
        person = try row["person_id"]
        post = try row["post_id"]
        fromDay = try row["from_day"]
        assignedAt = try row["assigned_at"]
        answer = try row["answer"]
        answerReason = try row["answer_reason"]
        answeredAt = try row["answered_at"]
        answeredBy = try row["answered_by"]
        isOnBehalf = try row["is_on_behalf"]
        givenAt = try row["given_at"]
    }

    static let columns: SQL = """
        a.id, a.handover_id, a.kind, a.held_id, a.label, a.unit_id, a.person_id, a.post_id, a.from_day, a.assigned_at,
        a.answer, a.answer_reason, a.answered_at, a.answered_by, a.is_on_behalf, a.given_at
        """
}

/// One thing that she holds, and how far it is on its way.
package struct HandoverItem: Sendable {
    package let kind: String
    package let title: Message
    package let held: Identifier
    package let label: String
    package let opens: String?
    package let unit: Identifier
    /// Oldest first.
    package let assignments: [HandoverAssignment]

    /// The one that counts: waiting, accepted or given.
    package var live: HandoverAssignment? { assignments.last { $0.isLive } }
    package var isGiven: Bool { live?.givenAt != nil }
    package var hasOwner: Bool { live?.answer == .accepted }
}
