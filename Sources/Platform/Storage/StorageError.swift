/// What a database can refuse, said alike by both engines.
package enum StorageError: Error, Equatable {
    /// The columns, as `table.column, table.column`.
    case unique(String)
    /// The constraint's name on PostgreSQL; SQLite does not say which one it was.
    case foreignKey(String)
    /// The constraint's name. Name each CHECK: for a nameless one the engines say different things.
    case check(String)
    /// The column, as `table.column`.
    case notNull(String)
    /// Others held the database too long, or every try collided with them.
    case busy
    case diskFull
    /// The database has these migrations, which this program does not know: it was run by a newer one.
    case schemaNewer([String])
    /// The database cannot be reached, or was closed.
    case unavailable(String)
    /// The file is something else.
    case notADatabase
    /// A column is missing from a row, or holds something other than was asked for.
    case unreadable(String)
    /// Everything else, mostly a mistake in a statement.
    case failed(String)
}
