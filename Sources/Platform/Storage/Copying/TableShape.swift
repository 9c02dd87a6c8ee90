/// A table as it is copied from one database into another of the same migrations, of either engine.
package struct TableShape: Sendable, Hashable {
    package let name: String
    package let columns: [String]
    /// A full-text index: an id and its terms, whatever the engine makes of them.
    package let isSearchIndex: Bool

    package init(name: String, columns: [String], isSearchIndex: Bool) {
        self.name = name
        self.columns = columns
        self.isSearchIndex = isSearchIndex
    }

    /// The tables of a house, read from an embedded database that has had its migrations.
    ///
    /// Both engines are made by the same migrations, so that one catalogue serves both, and a PostgreSQL that other
    /// programs use too gives away only what is ours.
    package static func all(_ tx: Transaction) throws -> [TableShape] {
        let tables = try tx.all(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name"
        ) { row in (name: try row["name"] as String, made: try row["sql"] as String) }
        let indexes = tables.filter { $0.made.uppercased().hasPrefix("CREATE VIRTUAL") }.map(\.name)
        // What FTS5 keeps beside an index is its own.
        let shadows = Set(
            indexes.flatMap { name in ["data", "idx", "content", "docsize", "config"].map { "\(name)_\($0)" } })
        return try tables.filter { !shadows.contains($0.name) }.map { table in
            guard isPlain(table.name) else { throw StorageError.failed("a table with an odd name") }
            if indexes.contains(table.name) {
                return TableShape(name: table.name, columns: ["id", "terms"], isSearchIndex: true)
            }
            let columns: [String] = try tx.values("SELECT name FROM pragma_table_info(\(table.name)) ORDER BY cid")
            guard columns.allSatisfy(isPlain) else { throw StorageError.failed("a column with an odd name") }
            return TableShape(name: table.name, columns: columns, isSearchIndex: false)
        }
    }

    /// Names cannot be bound: only such as need no thought.
    package static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 63
            && name.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
            }
    }

    var table: SQL { SQL(pieces: [.text("\"\(name)\"")]) }
    var columnList: SQL { SQL(pieces: [.text(columns.map { "\"\($0)\"" }.joined(separator: ", "))]) }

    /// Every row, in whatever order.
    var everything: SQL {
        guard isSearchIndex else { return "SELECT \(columnList) FROM \(table)" }
        return .engine(
            sqlite: "SELECT rowid AS id, terms FROM \(table)",
            postgres: "SELECT id, array_to_string(tsvector_to_array(terms), ' ') AS terms FROM \(table)")
    }
}
