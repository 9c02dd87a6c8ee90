extension Transaction {
    /// Hands over every row of a table, few in memory at a time.
    package func eachRow(of shape: TableShape, _ body: ([Value]) throws -> Void) throws {
        try each(shape.everything) { try body($0.cells) }
    }

    /// Takes all rows out of a table.
    package func empty(_ shape: TableShape) throws { try execute("DELETE FROM \(shape.table)") }

    /// Which columns of a table hold truth values here; SQLite hands them over as 0 and 1.
    package func truths(of shape: TableShape) throws -> Set<Int> {
        guard engine == .postgres, !shape.isSearchIndex else { return [] }
        let names: [String] = try values(
            """
            SELECT CAST(column_name AS text) FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = \(shape.name) AND data_type = 'boolean'
            """)
        return Set(shape.columns.indices.filter { names.contains(shape.columns[$0]) })
    }

    /// Writes rows that another database handed over.
    ///
    /// - Parameter truths: as `truths(of:)` answered.
    package func insert(_ rows: [[Value]], into shape: TableShape, truths: Set<Int>) throws {
        guard !rows.isEmpty else { return }
        guard rows.allSatisfy({ $0.count == shape.columns.count }) else {
            throw StorageError.failed("a row of \(shape.name) with too few or too many columns")
        }
        let lines = rows.map { row -> SQL in
            var pieces: [SQL.Piece] = [.text("(")]
            for (position, value) in row.enumerated() {
                if position > 0 { pieces.append(.text(", ")) }
                switch value {
                case .integer(let number) where truths.contains(position): pieces.append(.value(.bool(number != 0)))
                case .text(let terms) where shape.isSearchIndex: pieces += Self.terms(terms).pieces
                default: pieces.append(.value(value))
                }
            }
            return SQL(pieces: pieces + [.text(")")])
        }
        // Not kept prepared on PostgreSQL: every pattern of NULLs would be another statement.
        let columns: SQL =
            shape.isSearchIndex ? .engine(sqlite: "rowid, terms", postgres: "id, terms") : shape.columnList
        try execute(
            "\(SQL(pieces: [.once]))INSERT INTO \(shape.table) (\(columns)) VALUES \(SQL.list(lines))")
    }

    private static func terms(_ terms: String) -> SQL {
        let quoted = terms.split(separator: " ").map { "'\($0)'" }.joined(separator: " ")
        return .engine(sqlite: "\(terms)", postgres: "CAST(\(quoted) AS tsvector)")
    }

    /// Lets rows come in any order: what refers to another row is proved when the closure has ended.
    package func withoutForeignKeys(_ body: () throws -> Void) throws {
        guard engine == .postgres else {
            try execute("PRAGMA defer_foreign_keys = ON")
            return try body()
        }
        let keys = try all(
            """
            SELECT CAST(t.relname AS text) AS named, CAST(c.conname AS text) AS rule, pg_get_constraintdef(c.oid) AS says
            FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE c.contype = 'f' AND n.nspname = current_schema() ORDER BY t.relname, c.conname
            """
        ) { row in (table: try row["named"] as String, rule: try row["rule"] as String, says: try row["says"] as String)
        }
        for key in keys { try alter(key.table, "DROP CONSTRAINT \"\(key.rule)\"") }
        try body()
        for key in keys { try alter(key.table, "ADD CONSTRAINT \"\(key.rule)\" \(key.says)") }
    }

    private func alter(_ table: String, _ change: String) throws {
        try execute(SQL(pieces: [.text("ALTER TABLE \"\(table)\" \(change)")]))
    }

    /// Takes away a table or view of the house, with what refers to it.
    package func drop(_ kind: StaticString, _ name: String) throws {
        guard TableShape.isPlain(name) else { throw StorageError.failed("a table with an odd name") }
        try execute(SQL(pieces: [.text("DROP \(kind.description) IF EXISTS \"\(name)\" CASCADE")]))
    }
}
