import Storage

/// What was done about one record, out of the audit log, newest first and a page at a time: the matter of its story.
///
/// The record has been loaded through the scope; two statements, however long the story is.
package struct AuditTrail: Sendable {
    package static let pageSize = 20

    package let entries: [AuditEntry]
    /// The page of what came before begins below this entry; nil: there is nothing older.
    package let older: Identifier?
    private let names: [Identifier: String]

    /// - Parameters:
    ///   - others: ids under which the same record was known.
    ///   - onlyDone: leaves out readings.
    package static func read(
        _ kind: String, _ record: Identifier, alsoKnownAs others: [Identifier] = [], before: Identifier?,
        onlyDone: Bool = false, _ words: StoryWords, _ tx: Transaction
    ) throws -> AuditTrail {
        let own: SQL = others.isEmpty ? "s.subject_id = \(record)" : "s.subject_id IN \(list: [record] + others)"
        let distinct: SQL = others.isEmpty ? "" : "DISTINCT "
        let order: SQL = others.isEmpty ? "s.entry_id" : "id"
        var conditions: [SQL] = ["s.kind = \(kind)", own]
        if let before { conditions.append("s.entry_id < \(before)") }
        if onlyDone { conditions.append("e.outcome = 'done'") }
        let found = try tx.all(
            """
            SELECT \(distinct)\(AuditEntry.columns) FROM audit_subjects s
            JOIN audit_entries e ON e.id = s.entry_id
            WHERE \(SQL.all(conditions)) ORDER BY \(order) DESC LIMIT \(pageSize + 1)
            """, AuditEntry.init(row:))
        let entries = Array(found.prefix(pageSize))
        return AuditTrail(
            entries: entries, older: found.count > pageSize ? entries.last?.id : nil,
            names: try words.names(Set(entries.compactMap(\.actor)).sorted(), tx))
    }

    /// Who acted, as the page says it.
    package func who(_ entry: AuditEntry) -> Message { entry.who(names) }
}

extension AuditEntry {
    /// Who acted, as a page says it.
    func who(_ names: [Identifier: String]) -> Message {
        switch Actor.Kind(rawValue: actorKind) {
        case .account:
            let name = actor.flatMap { names[$0] }.map { Message.verbatim($0) } ?? "某账号"
            return throughOperator ? "系统维护人员（以\(name)的身份）" : name
        case .operator: return "系统维护人员"
        case .founder: return "系统建立时"
        case .house: return "系统到期自动办理"
        case .nobody, nil: return "未登录"
        }
    }
}

/// Who changed a field of a record last, and when.
package struct LastChange: Sendable {
    package let who: Message
    package let at: Instant

    /// Of each field, as commands put it on audit. The record has been loaded through the scope. Two statements.
    package static func read(
        _ kind: String, _ record: Identifier, _ registry: Registry, _ tx: Transaction
    ) throws -> [String: LastChange] {
        let entries = try tx.all(
            """
            SELECT \(AuditEntry.columns) FROM audit_subjects s
            JOIN audit_entries e ON e.id = s.entry_id
            WHERE s.kind = \(kind) AND s.subject_id = \(record) AND e.outcome = 'done'
            ORDER BY s.entry_id DESC LIMIT \(longestLook)
            """, AuditEntry.init(row:)
        ).filter { !$0.fields.isEmpty }
        let names = try registry.accounts?(Set(entries.compactMap(\.actor)).sorted(), tx) ?? [:]
        var changes: [String: LastChange] = [:]
        for entry in entries {
            for field in entry.fields where changes[field] == nil {
                changes[field] = LastChange(who: entry.who(names), at: entry.at)
            }
        }
        return changes
    }

    /// Somebody's form has not been open for more acts than these.
    private static let longestLook = 60
}

/// What the stories of one room need of the others: what their commands did, and who is behind an account.
package struct StoryWords: Sendable {
    /// By a command's name: `["appointWorker": "任职"]`.
    package let acts: [String: Message]
    /// By a field's name, as commands put it on audit.
    package let fields: [String: Message]
    /// The names behind accounts; one query for all.
    package let names: @Sendable ([Identifier], Transaction) throws -> [Identifier: String]

    package init(
        acts: [String: Message] = [:], fields: [String: Message] = [:],
        names: @escaping @Sendable ([Identifier], Transaction) throws -> [Identifier: String] = { _, _ in [:] }
    ) {
        self.acts = acts
        self.fields = fields
        self.names = names
    }
}

extension [Message] {
    /// 姓名、联系电话; nil of none.
    package var listed: Message? {
        first.map { first in dropFirst().reduce(first) { list, one in "\(list)、\(one)" } }
    }
}
