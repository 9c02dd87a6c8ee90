import Core
import Organization
import People
import Storage
import Workforce

/// Undoes what one row of a roster did, unless somebody has changed anything about the person since.
package struct UndoRosterRow: Command {
    package static let name = "undoRosterRow"
    let file: Identifier
    let person: Identifier
    let mark: Identifier
    let trace: RowTrace

    package typealias Outcome = RowUndone

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { act.actor.may(.importRosters) }

    package func perform(_ subject: Void, _ act: Act) throws -> RowUndone {
        act.note("roster", file)
        guard let known = try PersonStore.find(person, act.actor.sees, act.tx, act.vault) else {
            throw Problem.notFound
        }
        if try UndoStore.isEdited("person", person, since: mark, act.tx) { return RowUndone(kept: .edited) }
        if let post = trace.post {
            try act.run(
                TakeBackPost(
                    post: post, reopening: trace.formerPost, heldAt: trace.heldAt,
                    responsibilities: trace.responsibilities))
        }
        if let unit = trace.correctedFrom {
            try act.run(TakeBackCorrection(person: person, unit: unit, reason: "撤销导入"))
        }
        if trace.isNew || trace.madeWorker { try act.run(TakeBackWorker(person: person)) }
        if trace.isNew {
            try act.run(TakeBackPerson(person: person))
            return RowUndone(kept: nil)
        }
        if let worker = trace.worker {
            try act.run(
                PutBackWorker(
                    person: person, category: worker.category, source: worker.source, sourceNote: worker.sourceNote,
                    hiredOn: worker.hiredOn))
        }
        if trace.hasKept(.name) || trace.hasKept(.phone) {
            try act.run(
                CorrectPerson(
                    person: person, version: known.version, name: trace.before[.name], phone: trace.before[.phone],
                    removePhone: trace.hasKept(.phone) && trace.before[.phone] == nil, reason: "撤销导入"))
        }
        act.note("person", person, fields: trace.before.keys.map(\.rawValue).sorted())
        return RowUndone(kept: nil)
    }
}
