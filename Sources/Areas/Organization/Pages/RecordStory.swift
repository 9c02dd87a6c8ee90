import Core
import Storage
import Web

/// What was done about a record of this room, newest first.
struct RecordStory: Sendable, Encodable {
    let lines: [UnitStoryLine]
    /// The address of what came before.
    let earlier: String?

    /// - Parameter fields: what the fields of a correction are called.
    static func load(
        _ kind: String, _ record: Identifier, at path: String, before: Identifier?, fields: [String: Message],
        _ words: StoryWords, _ tx: Transaction
    ) throws -> RecordStory {
        let trail = try AuditTrail.read(kind, record, before: before, onlyDone: true, words, tx)
        let lines = trail.entries.map { entry in
            UnitStoryLine(
                entry: entry.id, at: entry.at, who: trail.who(entry), what: what(entry, fields, words.acts))
        }
        return RecordStory(lines: lines, earlier: trail.older.map { address(path, [("before", $0.description)]) })
    }

    private static func what(
        _ entry: AuditEntry, _ fields: [String: Message], _ acts: [String: Message]
    ) -> Message {
        let act = Organization.acts[entry.command] ?? acts[entry.command] ?? "办理了其他事项（\(entry.command)）"
        guard entry.command.hasPrefix("correct"), let list = entry.fields.compactMap({ fields[$0] }).listed else {
            return act
        }
        return "\(act)：\(list)"
    }

    func view(_ words: Words) -> HTML {
        let entries = lines.map { line in
            StoryEntry(when: line.at, who: words(line.who), what: "\(words(line.what))", note: nil)
        }
        let more: HTML? = earlier.map { "<p><a class=\"button\" href=\"\($0)\">\(words("更早的记录"))</a></p>" }
        return section(words, "经过", id: "story", "\(storyList(words, entries))\(more)")
    }
}
