import Core
import Storage

extension Organization {
    /// Tables of this room whose rows lie in the tree. What history says of the past stays as it was.
    static let placed = [PlacedTable("units"), AliasStore.placed]

    static let contents = [
        UnitContent(
            title: "下级单位",
            count: { place, tx in try UnitStore.openChildren(of: place.unit, tx).count },
            opens: { "/units/\($0)#units" },
            succeed: { from, to, day, act in
                for child in try UnitStore.openChildren(of: from.unit, act.tx) {
                    _ = try UnitStore.move(child, below: to, on: day, act)
                    act.note("unit", child.id)
                }
            })
    ]
}

extension UnitStore {
    /// Puts a unit and what lies below it elsewhere, with everything that lies there; from this day history says so.
    static func move(_ unit: Unit, below parent: Place, on day: Day, _ act: Act) throws -> Place {
        let place = try ScopeTree.move(unit.place, below: parent, act.registry.placed, act.tx)
        try act.tx.execute(
            """
            UPDATE units SET parent_id = \(parent.unit), version = version + 1, updated_at = \(act.now)
            WHERE id = \(unit.id)
            """)
        try UnitHistory.renew(below: place, on: day, act.tx)
        return place
    }

    static func close(_ unit: Unit, on day: Day, _ act: Act) throws {
        try act.tx.execute(
            "UPDATE units SET closed_on = \(day), version = version + 1, updated_at = \(act.now) WHERE id = \(unit.id)")
        try UnitHistory.end(unit.id, on: day, act.tx)
    }

    static func reopen(_ unit: Unit, on day: Day, _ act: Act) throws {
        try act.tx.execute(
            "UPDATE units SET closed_on = NULL, version = version + 1, updated_at = \(act.now) WHERE id = \(unit.id)")
        try UnitHistory.begin(unit.id, on: day, act.tx)
    }

    /// The units in use directly below, by key: every one, whoever asks.
    static func openChildren(of unit: Identifier, _ tx: Transaction) throws -> [Unit] {
        try tx.all(
            """
            SELECT \(Unit.columns) FROM units u WHERE u.parent_id = \(unit) AND u.closed_on IS NULL ORDER BY u.scope_key
            """, Unit.init(row:))
    }
}

/// What is wrong with a change of the tree, whichever it is. Pages ask before they ask back, commands before they act.
enum UnitChangeRules {
    /// - Parameter units: all whose history the change continues.
    static func problems(
        onDay day: Day, changing units: [Unit], today: Day, _ tx: Transaction
    ) throws -> [FieldProblem] {
        if day > today { return [FieldProblem("on", "日期晚于今天；请到那一天再办理")] }
        for unit in units {
            if let opened = unit.openedOn, day < opened {
                return [FieldProblem("on", "\(unit.name)在 \(opened) 才成立，日期不能早于这一天")]
            }
            if let latest = try UnitHistory.latestChange(below: unit.place, tx), day < latest.day {
                return [FieldProblem("on", "\(latest.unit)在 \(latest.day) 有过变动，日期不能早于这一天")]
            }
        }
        return []
    }

    /// The unit that takes something over must have stood on that day; what changed in it since then goes on.
    static func problems(onDay day: Day, into unit: Unit, _ tx: Transaction) throws -> [FieldProblem] {
        try UnitHistory.unit(unit.id, asOf: day, .everything, tx) == nil
            ? [FieldProblem("on", "在 \(day) 还没有\(unit.name)，请写晚一些的日期")] : []
    }

    /// May this unit lie directly below that one?
    static func problems(
        placing unit: Unit, below parent: Unit, field: String, _ tx: Transaction
    ) throws -> [FieldProblem] {
        if parent.isClosed { return [FieldProblem(field, "\(parent.name)已经撤销，请另选一个单位")] }
        if unit.place.key.contains(parent.place.key) {
            return [FieldProblem(field, "不能移到自己或自己的下级单位下面")]
        }
        if !parent.kind.kindsBelow.contains(unit.kind) {
            return [FieldProblem(field, "“\(parent.kind.title)”下面不能设“\(unit.kind.title)”")]
        }
        let words = UnitWording(name: unit.name, placeName: unit.placeName, code: unit.code)
        return try words.problems(kind: unit.kind, parent: parent.id, unit: unit.id, tx).map {
            FieldProblem(field, $0.message)
        }
    }

    /// The city's federation stays where it is, and a closed unit as it is.
    static func conflict(changing unit: Unit) -> Problem? {
        if unit.parent == nil { return .conflict("市总工会是最上级的单位，不能移动、合并、拆分或撤销") }
        return unit.isClosed ? .conflict("\(unit.name)已经撤销，请先恢复") : nil
    }
}

/// Everything that a change of the tree touches, for the question before it.
struct UnitTouched: Sendable, Encodable {
    let title: Message
    let count: Int
    let opens: String?
    let onClosing: String

    /// Of the unit itself.
    static func all(of place: Place, _ registry: Registry, _ tx: Transaction) throws -> [UnitTouched] {
        try registry.contents.compactMap { content in
            let count = try content.count(place, tx)
            guard count > 0 else { return nil }
            return UnitTouched(
                title: content.title, count: count, opens: content.opens(place.unit),
                onClosing: content.onClosing.rawValue)
        }
    }

    /// Of the unit and everything below it; nothing where that is too much to count for a question.
    static func allBelow(_ unit: Unit, _ registry: Registry, _ tx: Transaction) throws -> [UnitTouched] {
        let places = try tx.all(
            """
            SELECT unit_id, district_id, scope_key FROM scope_units
            WHERE scope_key >= \(unit.place.key) AND scope_key < \(unit.place.key.end) LIMIT \(mostCounted + 1)
            """, Place.init(row:))
        guard places.count <= mostCounted else { return [] }
        return try registry.contents.compactMap { content in
            let count = try places.reduce(0) { try $0 + content.count($1, tx) }
            guard count > 0 else { return nil }
            return UnitTouched(
                title: content.title, count: count, opens: places.count == 1 ? content.opens(unit.id) : nil,
                onClosing: content.onClosing.rawValue)
        }
    }

    private static let mostCounted = 300

    var isInTheWay: Bool { onClosing == UnitContent.OnClosing.inTheWay.rawValue }
    var stays: Bool { onClosing == UnitContent.OnClosing.stays.rawValue }
}
