import Storage

/// A question that must have no answer. `qiao check` asks them all, and so does every scenario test.
package struct Invariant: Sendable {
    package let name: String
    package let question: SQL

    package init(_ name: String, _ question: SQL) {
        self.name = name
        self.question = question
    }

    package struct Violation: Sendable, Hashable {
        package let invariant: String
        package let count: Int
    }

    /// Asks all; returns those that have answers.
    package static func violations(of invariants: [Invariant], in database: any Database) async throws -> [Violation] {
        try await database.read { tx in
            try invariants.compactMap { invariant in
                let answers = try tx.all(invariant.question) { _ in () }
                return answers.isEmpty ? nil : Violation(invariant: invariant.name, count: answers.count)
            }
        }
    }
}
