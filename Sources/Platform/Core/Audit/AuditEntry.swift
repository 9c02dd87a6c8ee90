import Foundation
import Storage

package struct AuditSubject: Hashable, Sendable {
    package let kind: String
    package let id: Identifier

    package init(kind: String, id: Identifier) {
        self.kind = kind
        self.id = id
    }
}

/// Who did, tried or read what, when. Identifiers and field names only: erasing a person breaks nothing.
package struct AuditEntry: Sendable {
    package enum Outcome: String, Sendable, ColumnValue {
        case done, refused, read
    }

    package let id: Identifier
    package let at: Instant
    package let actorKind: String
    package let actor: Identifier?
    package let throughOperator: Bool
    package let command: String
    package let outcome: Outcome
    package let reason: String?
    package let subjects: [AuditSubject]
    package let fields: [String]
    /// As they stand in the row: the keyed hash is over every sign of them, also over those that reading leaves out.
    private let writtenSubjects: String
    private let writtenFields: String

    static let migrations = [
        Migration(
            "core-audit-1",
            [
                """
                CREATE TABLE audit_seals (
                    number \(type: .integer) NOT NULL PRIMARY KEY,
                    previous \(type: .text) NOT NULL UNIQUE,
                    sealed_at \(type: .integer) NOT NULL,
                    entries \(type: .integer) NOT NULL CHECK (entries > 0),
                    root \(type: .text) NOT NULL,
                    head \(type: .text) NOT NULL UNIQUE
                )\(SQL.tableOptions)
                """,
                """
                CREATE TABLE audit_entries (
                    id \(type: .integer) NOT NULL PRIMARY KEY,
                    at \(type: .integer) NOT NULL,
                    actor_kind \(type: .text) NOT NULL,
                    actor_id \(type: .integer),
                    through_operator \(type: .bool) NOT NULL,
                    command \(type: .text) NOT NULL,
                    outcome \(type: .text) NOT NULL CHECK (outcome IN ('done', 'refused', 'read')),
                    reason \(type: .text),
                    subjects \(type: .text) NOT NULL,
                    fields \(type: .text) NOT NULL,
                    mac \(type: .text) NOT NULL,
                    seal \(type: .integer)
                )\(SQL.tableOptions)
                """,
                "CREATE INDEX audit_entries_unsealed ON audit_entries (id) WHERE seal IS NULL",
                "CREATE INDEX audit_entries_by_seal ON audit_entries (seal, id)",
                "CREATE INDEX audit_entries_by_actor ON audit_entries (actor_id, id)",
                """
                CREATE TABLE audit_subjects (
                    kind \(type: .text) NOT NULL,
                    subject_id \(type: .integer) NOT NULL,
                    entry_id \(type: .integer) NOT NULL,
                    PRIMARY KEY (kind, subject_id, entry_id)
                )\(SQL.tableOptions)
                """,
            ])
    ]

    static let invariants = [
        Invariant(
            "audit: an entry's seal exists",
            """
            SELECT e.id FROM audit_entries e LEFT JOIN audit_seals s ON s.number = e.seal
            WHERE e.seal IS NOT NULL AND s.number IS NULL
            """),
        // A record's story is read through them: one that is gone would hide an entry that is itself whole.
        Invariant(
            "audit: an entry is found by as many records as it names", foundByTooFew),
    ]

    static let foundByTooFew: SQL = """
        SELECT e.id FROM audit_entries e
        LEFT JOIN (SELECT entry_id, COUNT(*) AS found FROM audit_subjects GROUP BY entry_id) s ON s.entry_id = e.id
        WHERE COALESCE(s.found, 0) <> CASE WHEN e.subjects = '' THEN 0
            ELSE length(e.subjects) - length(replace(e.subjects, ';', '')) + 1 END
        """

    init(act: Act, command: String, outcome: Outcome, reason: String?) {
        id = act.newIdentifier()
        at = act.now
        actorKind = act.actor.kind.rawValue
        actor = act.actor.account
        throughOperator = act.actor.throughOperator
        self.command = command
        self.outcome = outcome
        self.reason = reason
        var seen: Set<AuditSubject> = []
        subjects = act.trail.subjects.filter { seen.insert($0).inserted }
        fields = act.trail.fields
        writtenSubjects = subjects.map { "\($0.kind):\($0.id)" }.joined(separator: ";")
        writtenFields = fields.joined(separator: ";")
    }

    package init(row: Row) throws {
        id = try row["id"]
        at = try row["at"]
        actorKind = try row["actor_kind"]
        actor = try row["actor_id"]
        throughOperator = try row["through_operator"]
        command = try row["command"]
        outcome = try row["outcome"]
        reason = try row["reason"]
        writtenSubjects = try row["subjects"]
        subjects = writtenSubjects.split(separator: ";").compactMap { part in
            let pair = part.split(separator: ":")
            guard pair.count == 2, let id = Identifier(String(pair[1])) else { return nil }
            return AuditSubject(kind: String(pair[0]), id: id)
        }
        writtenFields = try row["fields"]
        fields = writtenFields.split(separator: ";").map(String.init)
    }

    package static let columns: SQL =
        "id, at, actor_kind, actor_id, through_operator, command, outcome, reason, subjects, fields"

    /// The keyed hash over everything that the entry says.
    func mac(_ vault: Vault) -> String {
        let said = [
            id.description, String(at.milliseconds), actorKind, actor?.description ?? "", throughOperator ? "1" : "0",
            command, outcome.rawValue, reason ?? "", writtenSubjects, writtenFields,
        ]
        return vault.digest("entry", said.joined(separator: "\u{1F}"), for: .audit)
    }

    /// Writes entries in their order, many in one statement.
    static func write(_ entries: [AuditEntry], _ act: Act) throws {
        for batch in entries.inPowersOfTwo(upTo: 64) {
            let rows = batch.map { entry -> SQL in
                """
                (\(entry.id), \(entry.at), \(entry.actorKind), \(entry.actor), \(entry.throughOperator), \(entry.command),
                 \(entry.outcome), \(entry.reason), \(entry.writtenSubjects), \(entry.writtenFields),
                 \(entry.mac(act.vault)))
                """
            }
            try act.tx.execute(
                """
                INSERT INTO audit_entries (id, at, actor_kind, actor_id, through_operator, command, outcome, reason,
                                           subjects, fields, mac)
                VALUES \(SQL.list(rows))
                """)
        }
        let found = entries.flatMap { entry in entry.subjects.map { (subject: $0, entry: entry.id) } }
        for batch in found.inPowersOfTwo(upTo: 64) {
            let rows = batch.map { one -> SQL in "(\(one.subject.kind), \(one.subject.id), \(one.entry))" }
            try act.tx.execute(
                "INSERT INTO audit_subjects (kind, subject_id, entry_id) VALUES \(SQL.list(rows))")
        }
    }
}

extension Array {
    /// In pieces of 64, 32, 16 … 1: statements of a few lengths only, each prepared once.
    fileprivate func inPowersOfTwo(upTo most: Int) -> [ArraySlice<Element>] {
        var pieces: [ArraySlice<Element>] = []
        var rest = self[...]
        var size = most
        while !rest.isEmpty {
            while size > rest.count { size /= 2 }
            pieces.append(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        return pieces
    }
}
