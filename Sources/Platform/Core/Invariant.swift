import Storage

/// A question that must have no answer. `qiao check` asks them all, and so does every scenario test.
package struct Invariant: Sendable {
    package let name: String
    package let question: SQL

    package init(_ name: String, _ question: SQL) {
        self.name = name
        self.question = question
    }

    /// The rows of a table lie where their units lie.
    package static func placed(_ name: String, in table: SQL) -> Invariant {
        Invariant(
            name,
            """
            SELECT t.id FROM \(table) t JOIN scope_units s ON s.unit_id = t.unit_id
            WHERE t.scope_key <> s.scope_key OR t.district_id <> s.district_id
            """)
    }

    /// Every row of a table is filed in its search index.
    package static func found(_ name: String, _ table: SQL, in index: SQL) -> Invariant {
        Invariant(
            name,
            .engine(
                sqlite: "SELECT id FROM \(table) WHERE id NOT IN (SELECT rowid FROM \(index))",
                postgres: "SELECT id FROM \(table) t WHERE NOT EXISTS (SELECT 1 FROM \(index) s WHERE s.id = t.id)"))
    }

    package struct Violation: Sendable, Hashable {
        package let invariant: String
        package let count: Int
    }

    /// Asks all; returns those that have answers.
    package static func violations(of invariants: [Invariant], in database: any Database) async throws -> [Violation] {
        try await database.read { tx in
            try invariants.compactMap { invariant in
                let answers = try tx.all(invariant.question) { _ in true }.count
                return answers == 0 ? nil : Violation(invariant: invariant.name, count: answers)
            }
        }
    }
}
