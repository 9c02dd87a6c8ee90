import Core
import Storage
import Web

/// What was done about an enterprise or a union, newest first.
struct RecordStory: Sendable, Encodable {
    struct Line: Sendable, Encodable {
        let entry: Identifier
        let at: Instant
        let who: Message
        let what: Message
    }

    let lines: [Line]
    /// The address of what came before.
    let earlier: String?

    /// The record has been loaded through the scope.
    static func load(
        _ kind: String, _ id: Identifier, at path: String, _ visit: Visit, _ words: StoryWords, _ tx: Transaction
    ) throws -> RecordStory {
        let before = visit.query["before"].flatMap { Identifier($0) }
        let trail = try AuditTrail.read(kind, id, before: before, onlyDone: true, words, tx)
        let lines = trail.entries.map { entry in
            Line(entry: entry.id, at: entry.at, who: trail.who(entry), what: what(entry, words))
        }
        return RecordStory(lines: lines, earlier: trail.older.map { "\(path)?before=\($0)" })
    }

    private static func what(_ entry: AuditEntry, _ words: StoryWords) -> Message {
        let act = Organization.acts[entry.command] ?? words.acts[entry.command] ?? "办理了其他事项（\(entry.command)）"
        guard [CorrectEnterprise.name, CorrectUnion.name].contains(entry.command) else { return act }
        let labels = entry.fields.compactMap { fields[$0] }
        return labels.listed.map { "\(act)：\($0)" } ?? act
    }

    private static let fields: [String: Message] = [
        "name": "名称", "shortName": "简称", "creditCode": "信用代码", "creditCodeOverride": "代码说明", "address": "所在地址",
        "ownership": "性质", "industry": "行业", "openedOn": "成立日期", "foundedOn": "建会日期", "legalPersonCode": "法人代码",
    ]

    func view(_ words: Words) -> HTML {
        let entries = lines.map { line in
            StoryEntry(when: line.at, who: words(line.who), what: "\(words(line.what))", note: nil)
        }
        let older: HTML? = earlier.map { "<p><a class=\"button\" href=\"\($0)\">\(words("更早的记录"))</a></p>" }
        return section(words, "经过", id: "story", "\(storyList(words, entries))\(older)")
    }
}
