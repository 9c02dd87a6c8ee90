/// A step of the schema. Append-only: once a step has been released, it is never changed.
package struct Migration: Sendable {
    package let name: String
    package let statements: [SQL]

    /// Plain SQL and no types of the app: a step must mean the same for ever.
    package init(_ name: String, _ statements: [SQL]) {
        self.name = name
        self.statements = statements
    }
}

extension Database {
    package func migrate(_ migrations: [Migration]) async throws -> [String] {
        try await makeMigrationTable()
        let known = Set(migrations.map(\.name))
        guard known.count == migrations.count else {
            throw StorageError.failed("two migrations have the same name")
        }
        let applied: [String] = try await read { tx in
            try tx.values("SELECT name FROM migrations ORDER BY applied_at, name")
        }
        let unknown = applied.filter { !known.contains($0) }
        guard unknown.isEmpty else { throw StorageError.schemaNewer(unknown) }

        var newly: [String] = []
        for migration in migrations where !applied.contains(migration.name) {
            if try await apply(migration) { newly.append(migration.name) }
        }
        return newly
    }

    /// Answers false when another process has applied it meanwhile.
    private func apply(_ migration: Migration) async throws -> Bool {
        do {
            return try await write { tx in
                let isThere: Int? = try tx.value("SELECT 1 FROM migrations WHERE name = \(migration.name)")
                guard isThere == nil else { return false }
                // First of all, so that a second process waits here.
                try tx.execute("INSERT INTO migrations (name, applied_at) VALUES (\(migration.name), \(tx.now))")
                for statement in migration.statements { try tx.execute(statement) }
                return true
            }
        } catch StorageError.unique("migrations.name") {
            return false
        }
    }

    private func makeMigrationTable() async throws {
        let create: SQL = """
            CREATE TABLE IF NOT EXISTS migrations (
                name \(type: .text) NOT NULL PRIMARY KEY,
                applied_at \(type: .integer) NOT NULL
            )\(SQL.tableOptions)
            """
        do {
            _ = try await write { try $0.execute(create) }
        } catch StorageError.unique {
            // PostgreSQL lets two processes collide in its catalogue in spite of IF NOT EXISTS; the other made it.
        }
    }
}
