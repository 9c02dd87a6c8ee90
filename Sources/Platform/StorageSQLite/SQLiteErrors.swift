import GRDB
import Storage

/// Runs the closure; what SQLite refuses comes out as `StorageError`, every other error unchanged.
func translatingErrors<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let error as DatabaseError {
        throw StorageError(error)
    }
}

extension StorageError {
    fileprivate init(_ error: DatabaseError) {
        let message = error.message ?? "\(error.resultCode)"
        // “UNIQUE constraint failed: people.name, people.district”
        let subject = message.split(separator: ": ", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            self = .unique(subject)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: self = .foreignKey(subject)
        case .SQLITE_CONSTRAINT_CHECK: self = .check(subject)
        case .SQLITE_CONSTRAINT_NOTNULL: self = .notNull(subject)
        default:
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
            case .SQLITE_FULL: self = .diskFull
            // A damaged file is not a database any more.
            case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .notADatabase
            case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_PERM: self = .unavailable(message)
            // The message alone: GRDB's description would name the values too.
            default: self = .failed(message)
            }
        }
    }
}
