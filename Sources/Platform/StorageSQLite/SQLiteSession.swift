import Foundation
import GRDB
import Storage

/// A connection for the length of one transaction.
final class SQLiteSession: Session {
    private let connection: GRDB.Database

    init(_ connection: GRDB.Database) {
        self.connection = connection
    }

    func execute(_ statement: Storage.Statement) throws -> Int {
        try translatingErrors {
            let prepared = try prepare(statement)
            try prepared.execute()
            // SQLite keeps the count of the last change when a statement changes nothing by its kind (DDL).
            return prepared.isReadonly || !statement.isChange ? 0 : connection.changesCount
        }
    }

    func rows(of statement: Storage.Statement, limit: Int?) throws -> [Storage.Row] {
        try translatingErrors {
            let prepared = try prepare(statement)
            let names = prepared.columnNames
            let cursor = try GRDB.Row.fetchCursor(prepared)
            var rows: [Storage.Row] = []
            while rows.count < limit ?? .max, let row = try cursor.next() {
                rows.append(Storage.Row(names: names, values: row.databaseValues.map(Value.init)))
            }
            return rows
        }
    }

    func each(of statement: Storage.Statement, _ body: (Storage.Row) throws -> Void) throws {
        try translatingErrors {
            let prepared = try prepare(statement)
            let names = prepared.columnNames
            let cursor = try GRDB.Row.fetchCursor(prepared)
            while let row = try cursor.next() {
                try body(Storage.Row(names: names, values: row.databaseValues.map(Value.init)))
            }
        }
    }

    private func prepare(_ statement: Storage.Statement) throws -> GRDB.Statement {
        let prepared =
            statement.isRepeated
            ? try connection.cachedStatement(sql: statement.text)
            : try connection.makeStatement(sql: statement.text)
        try prepared.setArguments(
            StatementArguments(statement.values.map { $0.databaseValue as (any DatabaseValueConvertible)? }))
        return prepared
    }
}

extension Value {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        case .bool(let truth): (truth ? 1 : 0).databaseValue
        }
    }

    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .bytes([UInt8](data))
        }
    }
}
