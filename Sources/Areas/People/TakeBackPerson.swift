import Core
import Storage

/// Removes somebody who was registered by mistake just now, as when an import is undone. Nothing else may be known of
/// her: whatever refers to her stands in the way.
package struct TakeBackPerson: Command {
    package static let name = "takeBackPerson"
    package var person: Identifier

    package init(person: Identifier) { self.person = person }

    package func load(_ act: Act) throws -> Place {
        guard let place = try PersonStore.place(of: person, act.actor.sees, act.tx) else { throw Problem.notFound }
        return place
    }

    package func mayRun(_ place: Place, _ act: Act) -> Permission { act.actor.may(.managePeople, at: place) }

    package func check(_ place: Place, _ act: Act) throws -> [FieldProblem] {
        // What names her without a reference that the database itself would keep. That she stood in a file is no hindrance.
        let hangs = try act.registry.personal.contains { content in
            try !content.kind.hasPrefix("roster") && content.count(person, act.tx) > 0
        }
        if try hangs || !PersonMerge.into(person, act.tx).isEmpty { throw Problem.conflict("还有别的记录与此人有关，不能删去") }
        return []
    }

    /// - Throws: `StorageError.foreignKey` where another record refers to her.
    package func perform(_ place: Place, _ act: Act) throws -> Done {
        try PersonStore.remove(person, act)
        act.note("person", person)
        act.note("unit", place.unit)
        return Done()
    }
}
