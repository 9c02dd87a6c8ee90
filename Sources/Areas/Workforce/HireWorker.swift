import Core
import Organization
import People
import Storage

/// Employs a person and gives her the first post, in one act.
package struct HireWorker: Command {
    package static let name = "hireWorker"
    package var person: Identifier
    package var category: WorkerCategory
    package var source: WorkerSource?
    package var sourceNote: String?
    package var hiredOn: Day?
    package var unit: Identifier
    package var startedOn: Day

    package init(
        person: Identifier, category: WorkerCategory, source: WorkerSource? = nil, sourceNote: String? = nil,
        hiredOn: Day? = nil, unit: Identifier, startedOn: Day
    ) {
        self.person = person
        self.category = category
        self.source = source
        self.sourceNote = sourceNote
        self.hiredOn = hiredOn
        self.unit = unit
        self.startedOn = startedOn
    }

    package func mayRun(_ subject: Void, _ act: Act) -> Permission { act.actor.may(.post) }

    package func perform(_ subject: Void, _ act: Act) throws -> AppointWorker.Outcome {
        try act.run(
            EmployWorker(
                person: person, category: category, source: source, sourceNote: sourceNote,
                hiredOn: hiredOn ?? startedOn))
        return try act.run(AppointWorker(person: person, unit: unit, startedOn: startedOn))
    }
}
