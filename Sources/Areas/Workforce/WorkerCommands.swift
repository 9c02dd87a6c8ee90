import Core
import Organization
import People
import Storage

/// Makes a person a member of the force.
package struct EmployWorker: Command {
    package static let name = "employWorker"
    package var person: Identifier
    package var category: WorkerCategory
    package var source: WorkerSource?
    package var sourceNote: String?
    package var hiredOn: Day?

    package init(
        person: Identifier, category: WorkerCategory = .unionSocialWorker, source: WorkerSource? = nil,
        sourceNote: String? = nil, hiredOn: Day? = nil
    ) {
        self.person = person
        self.category = category
        self.source = source
        self.sourceNote = sourceNote
        self.hiredOn = hiredOn
    }

    package func load(_ act: Act) throws -> Place {
        guard let place = try PersonStore.place(of: person, act.actor.sees, act.tx) else { throw Problem.notFound }
        return place
    }

    package func mayRun(_ place: Place, _ act: Act) -> Permission { act.actor.may(.post, at: place) }

    package func check(_ place: Place, _ act: Act) throws -> [FieldProblem] {
        if try WorkerStore.find(person, act.tx) != nil { throw Problem.conflict("此人已经登记为工会社工或党群工作者") }
        return []
    }

    package func perform(_ place: Place, _ act: Act) throws -> Done {
        try act.tx.execute(
            """
            INSERT INTO workers (person_id, category, source, source_note, hired_on, employed_at)
            VALUES (\(person), \(category), \(source), \(sourceNote), \(hiredOn), \(act.now))
            """)
        act.note("person", person, fields: ["category", "source", "hiredOn"])
        return Done()
    }
}
