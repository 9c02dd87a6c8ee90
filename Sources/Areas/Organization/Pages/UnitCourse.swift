import Core
import Storage
import Web

/// 沿革: what became of a unit, newest first.
struct UnitCourse: Sendable, Encodable {
    struct Line: Sendable, Encodable {
        let on: Day
        let what: Message
        let reason: String?
        let who: String?
    }

    let lines: [Line]

    /// Units beyond the visitor's scope are not called by name, but for those in which this one lies.
    static func load(
        of unit: Unit, above: [Unit], _ scope: Scope, _ story: StoryWords, _ tx: Transaction
    ) throws -> UnitCourse {
        let changes = try UnitChange.all(of: unit.id, tx)
        guard !changes.isEmpty else { return UnitCourse(lines: []) }
        let others = changes.flatMap { [$0.unit, $0.other, $0.before].compactMap(\.self) }
        let seen = try UnitStore.named(others, tx).filter { other in
            scope.contains(other.place) || above.contains { $0.id == other.id }
        }
        let units = Dictionary(uniqueKeysWithValues: seen.map { ($0.id, $0.name) })
        let people = try story.names(Set(changes.compactMap(\.changedBy)).sorted(), tx)
        return UnitCourse(
            lines: changes.map { change in
                Line(
                    on: change.on, what: what(change, unit.id, units), reason: change.reason,
                    who: change.changedBy.flatMap { people[$0] })
            })
    }

    private static func what(_ change: UnitChange, _ unit: Identifier, _ units: [Identifier: String]) -> Message {
        func name(_ id: Identifier?) -> Message { id.flatMap { units[$0] }.map(Message.verbatim) ?? "另一个单位" }
        switch change.kind {
        case .moved: return "由“\(name(change.before))”移到“\(name(change.other))”下面"
        case .merged where change.unit == unit: return "并入“\(name(change.other))”，撤销"
        case .merged: return "“\(name(change.unit))”并入"
        case .split where change.unit == unit: return "拆分出“\(name(change.other))”"
        case .split: return "由“\(name(change.unit))”拆分设立"
        case .closed: return "撤销"
        case .reopened: return "恢复"
        case .renamed: return "改名，原名“\(change.was ?? "")”"
        }
    }

    func view(_ words: Words) -> HTML {
        dataTable(
            words, caption: "沿革", columns: [Column("日期", .heading), Column("变动"), Column("原因"), Column("经办")],
            rows: lines.map { line in
                TableRow(["\(words(line.on))", "\(words(line.what))", "\(line.reason ?? "")", "\(line.who ?? "")"])
            }, empty: "<p class=\"quiet\">\(words("没有移动、合并、拆分、撤销或改名的记录"))</p>")
    }
}
