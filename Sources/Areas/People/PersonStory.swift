import Core
import Storage

/// One act in a person's story.
struct StoryLine: Sendable, Encodable {
    let id: Identifier
    let at: Int64
    let who: Message
    let what: Message
    /// Why, for those who may change what is known of her.
    let reason: String?
}

/// Everything that was done about a person, out of the audit log, newest first.
struct PersonStory: Sendable, Encodable {
    let entries: [StoryLine]
    /// The address part that opens what is older.
    let older: Identifier?

    /// Three statements, however long the story is. The person has been loaded through the scope.
    static func read(
        of person: Identifier, before: Identifier?, withReasons: Bool, _ words: StoryWords, _ tx: Transaction
    ) throws -> PersonStory {
        let merged = try PersonMerge.into(person, tx).map(\.merged)
        let trail = try AuditTrail.read("person", person, alsoKnownAs: merged, before: before, words, tx)
        let reasons = withReasons ? try reasons(of: person, trail.entries, tx) : [:]
        return PersonStory(
            entries: trail.entries.map { entry in
                StoryLine(
                    id: entry.id, at: entry.at.milliseconds, who: trail.who(entry), what: what(entry, words),
                    reason: reasons[Key(at: entry.at, command: entry.command, actor: entry.actor)])
            },
            older: trail.older)
    }

    /// A reason and its audit entry are written in one act: same moment, command and actor.
    private struct Key: Hashable {
        let at: Instant
        let command: String
        let actor: Identifier?
    }

    private static func reasons(
        of person: Identifier, _ entries: [AuditEntry], _ tx: Transaction
    ) throws -> [Key: String] {
        guard let newest = entries.first, let oldest = entries.last else { return [:] }
        let rows = try tx.all(
            """
            SELECT at, command, actor_id, reason FROM person_reasons
            WHERE person_id = \(person) AND at BETWEEN \(oldest.at) AND \(newest.at)
            """
        ) { row in
            (
                Key(at: try row["at"], command: try row["command"], actor: try row["actor_id"]),
                try row["reason"] as String
            )
        }
        return Dictionary(rows) { _, later in later }
    }

    private static func what(_ entry: AuditEntry, _ words: StoryWords) -> Message {
        let act = ownActs[entry.command] ?? words.acts[entry.command] ?? "其他操作"
        // Registering fills in everything; only of later acts is it news which fields they touched.
        guard entry.command != RegisterPerson.name, !entry.fields.isEmpty else { return act }
        let fields = entry.fields.compactMap { ownFields[$0] ?? words.fields[$0] }.filter {
            !act.format.hasSuffix($0.format)
        }
        return fields.listed.map { "\(act)：\($0)" } ?? act
    }

    static let ownActs: [String: Message] = [
        RegisterPerson.name: "登记",
        CorrectPerson.name: "更正资料",
        RevealField.name: "查看完整号码",
        PersonSearch.name: "按号码查到此人",
        MergePeople.name: "与另一份记录合并",
        UndoMerge.name: "撤销了合并",
        KeepApart.name: "确认与另一份记录不是同一个人",
        ErasePerson.name: "删除了个人信息",
        GiveConsent.name: "登记了本人的同意",
        WithdrawConsent.name: "登记了本人撤回同意",
        ReceiveRequest.name: "收到本人的请求",
        AnswerRequest.name: "答复了本人的请求",
        PersonCopyPage.command: "为本人制作了信息副本",
        SetRequestTerm.name: "设定了答复期限",
    ]

    private static let ownFields: [String: Message] = [
        "name": "姓名", "documentKind": "证件类型", "documentNumber": "证件号码", "phone": "联系电话", "sex": "性别",
        "birthDay": "出生日期", "unit": "单位", "lastFour": "末四位", "number": "全部号码",
    ]
}
