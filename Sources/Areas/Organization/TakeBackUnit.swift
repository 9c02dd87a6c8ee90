import Core
import Storage

/// Removes a unit that was registered by mistake just now, as when an import is undone. Nothing may lie in it.
package struct TakeBackUnit: Command {
    package static let name = "takeBackUnit"
    package var unit: Identifier

    package init(unit: Identifier) { self.unit = unit }

    package func load(_ act: Act) throws -> Unit {
        guard let found = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ unit: Unit, _ act: Act) -> Permission { act.actor.may(.manageUnits, at: unit.place) }

    package func check(_ unit: Unit, _ act: Act) throws -> [FieldProblem] {
        if try Self.isInUse(unit, act) { throw Problem.conflict("\(unit.name)下面已有单位、人员或别的记录，不能删去") }
        return []
    }

    /// Has something come to lie in it?
    package static func isInUse(_ unit: Unit, _ act: Act) throws -> Bool {
        let below: Int? = try act.tx.value("SELECT 1 FROM units WHERE parent_id = \(unit.id) LIMIT 1")
        if below != nil { return true }
        if try !UnitChange.all(of: unit.id, act.tx).isEmpty { return true }
        return try act.registry.contents.contains { try $0.count(unit.place, act.tx) > 0 }
    }

    /// - Throws: `StorageError.foreignKey` where another record refers to it.
    package func perform(_ unit: Unit, _ act: Act) throws -> Done {
        try act.tx.unindex(unit.id.rawValue, in: UnitSchema.search)
        try act.tx.execute("DELETE FROM unit_history WHERE unit_id = \(unit.id)")
        try act.tx.execute("DELETE FROM units WHERE id = \(unit.id)")
        // The number of its key is not given out again.
        try act.tx.execute("DELETE FROM scope_units WHERE unit_id = \(unit.id)")
        act.note("unit", unit.id)
        return Done()
    }
}
