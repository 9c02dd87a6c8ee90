import Core

/// What a form was given and what is wrong with it; a page that shows a form carries one.
package struct FormState: Sendable, Encodable {
    package var values: [String: [String]]
    package var problems: [FieldProblem]
    /// What is wrong with the whole: a conflict, a limit.
    package var message: Message?
    /// What somebody else has changed in the record since the form was opened.
    package internal(set) var changes: [ChangedField] = []
    /// The record is a later one than the form was opened for.
    var isBehind = false
    /// Hidden inputs of a form that edits a record.
    var carried: [String: String] = [:]

    private enum CodingKeys: String, CodingKey { case values, problems, message, changes }

    package init(
        values: [String: String] = [:], problems: [FieldProblem] = [], message: Message? = nil
    ) {
        self.values = values.mapValues { [$0] }
        self.problems = problems
        self.message = message
    }

    /// As somebody sent it. Passwords and our own proofs are left out: they are never written into a page.
    package init(_ fields: Fields, refused problem: Problem? = nil) {
        values = fields.dictionary.filter { name, _ in
            !name.hasPrefix("_") && !Self.isSecret(name)
        }
        switch problem {
        case .invalid(let problems):
            self.problems = problems
            message = nil
        case let problem?:
            problems = []
            message = problem.message
        case nil:
            problems = []
            message = nil
        }
    }

    static func isSecret(_ name: String) -> Bool { name.lowercased().contains("password") }

    package subscript(name: String) -> String? {
        get { values[name]?.first }
        set { values[name] = newValue.map { [$0] } }
    }

    package func all(_ name: String) -> [String] { values[name] ?? [] }

    package var isRefused: Bool { !problems.isEmpty || message != nil }
}
