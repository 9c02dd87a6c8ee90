import Core
import Storage

/// An act in a unit's story, in plain words.
struct UnitStoryLine: Sendable, Encodable {
    let entry: Identifier
    let at: Instant
    let who: Message
    let what: Message
}

struct UnitStory: Sendable, Encodable {
    let lines: [UnitStoryLine]
    /// The address of what came before.
    let earlier: String?

    /// The acts that touched the unit, newest first.
    static func load(
        of unit: Unit, before: Identifier?, _ scope: Scope, _ words: StoryWords, _ tx: Transaction
    ) throws -> UnitStory {
        let trail = try AuditTrail.read("unit", unit.id, before: before, onlyDone: true, words, tx)
        let entries = trail.entries
        let others = entries.compactMap { $0.subjects.first { $0.kind == "unit" && $0.id != unit.id }?.id }
        // Whoever sees this one unit by a grant does not read here what lies below it.
        let visible = try UnitStore.named(others, tx).filter { scope.contains($0.place) }
        let units = Dictionary(uniqueKeysWithValues: visible.map { ($0.id, $0.name) })
        let aliases = try AliasStore.spellings(
            entries.flatMap { $0.subjects.filter { $0.kind == "unitAlias" }.map(\.id) }, tx)
        let lines = entries.map { entry in
            UnitStoryLine(
                entry: entry.id, at: entry.at, who: trail.who(entry),
                what: what(entry, unit, units, aliases, words.acts))
        }
        return UnitStory(lines: lines, earlier: trail.older.map { "/units/\(unit.id)?before=\($0)" })
    }

    private static func what(
        _ entry: AuditEntry, _ unit: Unit, _ units: [Identifier: String], _ aliases: [Identifier: String],
        _ acts: [String: Message]
    ) -> Message {
        let alias = entry.subjects.first { $0.kind == "unitAlias" }.flatMap { aliases[$0.id] } ?? ""
        switch entry.command {
        case CreateUnit.name:
            guard let new = entry.subjects.first(where: { $0.kind == "unit" }), new.id != unit.id else {
                return "登记了这个单位"
            }
            return units[new.id].map { name in "登记了下级单位：\(name)" } ?? "登记了一个下级单位"
        case CorrectUnit.name: return corrected(entry.fields)
        case ConfirmAlias.name: return "记住了花名册里的写法“\(alias)”"
        case MoveUnit.name where entry.fields.contains("parent") && entry.subjects.first?.id != unit.id:
            let moved = entry.subjects.first.flatMap { units[$0.id] }
            return moved.map { name in "移动了单位：\(name)" } ?? "移动了单位"
        case ForgetAlias.name: return "取消了花名册里的写法“\(alias)”"
        default: return Organization.acts[entry.command] ?? acts[entry.command] ?? "办理了其他事项（\(entry.command)）"
        }
    }

    private static func corrected(_ fields: [String]) -> Message {
        let labels = fields.map { field -> Message in
            switch field {
            case "name": "名称"
            case "placeName": "地名"
            case "code": "代码"
            default: .verbatim(field)
            }
        }
        return labels.listed.map { "修改了\($0)" } ?? "核对了单位信息，没有改动"
    }
}
