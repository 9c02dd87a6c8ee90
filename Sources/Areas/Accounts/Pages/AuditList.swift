import Core
import Storage
import Web

/// What the auditor's list is narrowed to; its address says the same.
struct AuditFilter: Sendable {
    /// Counting stops here.
    static let countLimit = 1000

    let login: String?
    let command: String?
    let outcome: AuditEntry.Outcome?
    let from: Day?
    let to: Day?
    let subject: AuditSubject?
    let after: Key?
    let before: Key?

    /// The place of an entry in the list.
    struct Key: Sendable {
        let at: Instant
        let id: Identifier

        init(_ entry: AuditEntry) {
            at = entry.at
            id = entry.id
        }

        init?(_ text: String) {
            let parts = text.split(separator: "-")
            guard parts.count == 2, let milliseconds = Int64(parts[0]), let id = Identifier(String(parts[1])) else {
                return nil
            }
            at = Instant(milliseconds: milliseconds)
            self.id = id
        }

        var text: String { "\(at.milliseconds)-\(id)" }
    }

    init(_ query: Fields) {
        login = query["who"]
        command = query["command"]
        outcome = query["outcome"].flatMap(AuditEntry.Outcome.init(rawValue:))
        from = query["from"].flatMap { Day($0) }
        to = query["to"].flatMap { Day($0) }
        let parts = (query["subject"] ?? "").split(separator: ":").map(String.init)
        subject =
            parts.count == 2 ? Identifier(parts[1]).map { AuditSubject(kind: parts[0], id: $0) } : nil
        after = query["after"].flatMap(Key.init)
        before = query["before"].flatMap(Key.init)
    }

    var isFiltered: Bool {
        login != nil || command != nil || outcome != nil || from != nil || to != nil || subject != nil
    }

    var subjectText: String? { subject.map { "\($0.kind):\($0.id)" } }

    func address(_ more: [(name: String, value: String?)]) -> String {
        Web.address(
            "/audit",
            [
                ("who", login), ("command", command), ("outcome", outcome?.rawValue), ("from", from?.description),
                ("to", to?.description), ("subject", subjectText),
            ] + more)
    }

    /// - Parameter actor: the account that the login names; nil where it names none.
    func conditions(actor: Identifier?) -> [SQL] {
        var conditions: [SQL] = []
        if login != nil { conditions.append(actor.map { "e.actor_id = \($0)" } ?? "FALSE") }
        if let command { conditions.append("e.command = \(command)") }
        if let outcome { conditions.append("e.outcome = \(outcome)") }
        if let from { conditions.append("e.at >= \(Instant(startOf: from))") }
        if let to { conditions.append("e.at < \(Instant(startOf: to.adding(days: 1)))") }
        if let subject {
            conditions.append(
                """
                e.id IN (SELECT s.entry_id FROM audit_subjects s
                         WHERE s.kind = \(subject.kind) AND s.subject_id = \(subject.id))
                """)
        }
        return conditions
    }

    func count(actor: Identifier?) -> SQL {
        """
        SELECT COUNT(*) FROM (
            SELECT e.id FROM audit_entries e WHERE \(SQL.all(conditions(actor: actor))) LIMIT \(Self.countLimit + 1)
        ) AS found
        """
    }

    /// The names on record, each found through the index in one step: the log itself is long.
    static let everyCommand: SQL =
        """
        WITH RECURSIVE known(command) AS (
            SELECT MIN(command) FROM audit_entries
            UNION ALL
            SELECT (SELECT MIN(e.command) FROM audit_entries e WHERE e.command > known.command)
            FROM known WHERE known.command IS NOT NULL
        )
        SELECT command FROM known WHERE command IS NOT NULL
        """

    /// Newest first.
    func query(actor: Identifier?, limit: Int = KeyCursor.size + 1) -> SQL {
        var conditions = conditions(actor: actor)
        if let after { conditions.append("(e.at < \(after.at) OR (e.at = \(after.at) AND e.id < \(after.id)))") }
        if let before { conditions.append("(e.at > \(before.at) OR (e.at = \(before.at) AND e.id > \(before.id)))") }
        let order: SQL = before == nil ? "e.at DESC, e.id DESC" : "e.at, e.id"
        return """
            SELECT \(AuditEntry.columns) FROM audit_entries e WHERE \(SQL.all(conditions))
            ORDER BY \(order) LIMIT \(limit)
            """
    }
}
