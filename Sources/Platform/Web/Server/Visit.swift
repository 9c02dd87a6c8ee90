import Core
import Foundation

/// From where somebody comes.
package struct Client: Sendable, Hashable {
    package let address: String
    /// The browser as it names itself, cut short.
    package let agent: String

    package init(address: String, agent: String) {
        self.address = address
        self.agent = String(agent.prefix(200))
    }
}

/// One request: who asks, what for, with what.
package struct Visit: Sendable {
    package let house: House
    /// `Actor.nobody` where no session is needed and there is none.
    package let actor: Actor
    package let session: WebSession?
    package let words: Words
    /// Without query and without `.json`.
    package let path: String
    package let query: Fields
    /// The form, the flat JSON body, or the parts of an upload that are no files.
    package internal(set) var fields: Fields
    /// Deleted when the answer is made.
    package let upload: Upload?
    package let client: Client
    package let wantsJSON: Bool
    /// Made by whoever sends, for one intention: the header `Idempotency-Key` or the form's hidden `_key`.
    package let idempotencyKey: String?
    package let sessions: SessionStore
    let parameters: [String: String]

    /// A text from the path; empty where the route has no such segment.
    package func parameter(_ name: String) -> String { parameters[name] ?? "" }

    package func identifier(_ name: String) throws(Problem) -> Identifier {
        guard let identifier = Identifier(parameter(name)) else { throw .notFound }
        return identifier
    }

    /// A command from the form, with what the path already says put over it.
    package func decode<C: Decodable>(_ type: C.Type, with known: [String: String] = [:]) throws -> C {
        var values = fields.dictionary.compactMapValues { $0.first?.trimmed }
        values.merge(known) { _, known in known }
        return try FieldDecoder(values, days: Day.plausible(on: house.today)).decode(type)
    }

    /// Runs a command as whoever asks, under the key of this request.
    @discardableResult
    package func run<C: Command>(_ command: C) async throws -> C.Outcome {
        try await house.runner.run(command, as: actor, key: idempotencyKey)
    }

    /// Does what a form asks for; a refused form comes back filled in, with what is wrong.
    ///
    /// Only what can be corrected in the form comes back there: wrong fields, a conflict, a file too large, too many tries.
    package func submit(
        _ act: () async throws -> Answer, orShow page: (FormState) async throws -> any Page
    ) async throws -> Answer {
        do {
            return try await act()
        } catch let problem as Problem {
            switch problem {
            case .invalid, .conflict, .tooLarge, .tooMany:
                return .refused(try await page(FormState(fields, refused: problem)), problem)
            default: throw problem
            }
        }
    }
}
