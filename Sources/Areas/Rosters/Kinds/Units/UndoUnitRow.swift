import Core
import Organization
import Storage

/// Undoes what one row about a unit did, unless somebody has changed the unit since or something hangs on it.
package struct UndoUnitRow: Command {
    package static let name = "undoUnitRow"
    let file: Identifier
    let unit: Identifier
    let trace: RowTrace

    package typealias Outcome = RowUndone

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { act.actor.may(.importRosters) }

    package func perform(_ subject: Void, _ act: Act) throws -> RowUndone {
        act.note("roster", file)
        guard let known = try UnitStore.find(unit, act.actor.sees, act.tx) else { throw Problem.notFound }
        if known.version != trace.version { return RowUndone(kept: .edited) }
        guard trace.isNew else {
            try act.run(
                CorrectUnit(
                    unit: unit, version: known.version, name: trace.before[.unitName] ?? known.name,
                    placeName: trace.before[.placeName], code: trace.before[.code]))
            act.note("unit", unit)
            return RowUndone(kept: nil)
        }
        if try TakeBackUnit.isInUse(known, act) { return RowUndone(kept: .inUse) }
        try act.run(TakeBackUnit(unit: unit))
        return RowUndone(kept: nil)
    }
}
