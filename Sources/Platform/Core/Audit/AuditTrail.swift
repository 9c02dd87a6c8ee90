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
    package func who(_ entry: AuditEntry) -> Message {
        switch Actor.Kind(rawValue: entry.actorKind) {
        case .account:
            let name = entry.actor.flatMap { names[$0] }.map { Message.verbatim($0) } ?? "某账号"
            return entry.throughOperator ? "系统维护人员（以\(name)的身份）" : name
        case .operator: return "系统维护人员"
        case .founder: return "系统建立时"
        case .house: return "系统到期自动办理"
        case .nobody, nil: return "未登录"
        }
    }
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
