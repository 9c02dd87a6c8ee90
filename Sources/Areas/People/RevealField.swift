import Core
import Storage

/// Asks to read a whole number. The value is not part of the outcome: it is read after this is on audit, and shown once.
package struct RevealField: Command {
    package static let name = "revealField"
    package var person: Identifier
    package var field: SensitiveField
    package var reason: String

    package init(person: Identifier, field: SensitiveField, reason: String) {
        self.person = person
        self.field = field
        self.reason = reason
    }

    package struct Outcome: Codable, Sendable {
        package let person: Identifier
    }

    package func load(_ act: Act) throws -> Person {
        guard let found = try PersonStore.find(person, act.actor.sees, act.tx, act.vault) else {
            throw Problem.notFound
        }
        return found
    }

    package func mayRun(_ subject: Person, _ act: Act) -> Permission { act.actor.may(.reveal, at: subject.place) }

    package func check(_ subject: Person, _ act: Act) throws -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if let problem = PersonChecks.problem(ofReason: reason, whenMissing: "请写明查看完整号码的理由") {
            problems.append(problem)
        }
        if field == .phone, subject.maskedPhone == nil { problems.append(FieldProblem("field", "此人没有登记联系电话")) }
        return problems
    }

    package func perform(_ subject: Person, _ act: Act) throws -> Outcome {
        act.note("person", person, fields: [field.rawValue])
        try PersonStore.keepReason(reason, Self.name, person, act)
        return Outcome(person: person)
    }
}
