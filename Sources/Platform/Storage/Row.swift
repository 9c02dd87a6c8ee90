/// One row of an answer; columns by name.
package struct Row: Sendable {
    /// The names, shared by the rows of an answer.
    private let names: [String]
    private let values: [Value]

    package init(names: [String], values: [Value]) {
        self.names = names
        self.values = values
    }

    /// The column's value. Throws `StorageError.unreadable` when it is missing, NULL or of another type.
    package subscript<T: ColumnValue>(_ column: String) -> T {
        get throws {
            let value = try value(of: column)
            guard let read = T(columnValue: value) else { throw unreadable(column, value, as: T.self) }
            return read
        }
    }

    /// The column's value, `nil` for NULL. Throws `StorageError.unreadable` when it is missing or of another type.
    package subscript<T: ColumnValue>(_ column: String) -> T? {
        get throws {
            let value = try value(of: column)
            if value == .null { return nil }
            guard let read = T(columnValue: value) else { throw unreadable(column, value, as: T.self) }
            return read
        }
    }

    private func value(of column: String) throws -> Value {
        guard let position = names.firstIndex(of: column) else {
            throw StorageError.unreadable("no column \(column) among \(names.joined(separator: ", "))")
        }
        return values[position]
    }

    /// All of it, in the order in which it was asked for.
    package var cells: [Value] { values }

    func first<T: ColumnValue>(as type: T.Type) throws -> T? {
        guard let value = values.first, let name = names.first else {
            throw StorageError.unreadable("a row without columns")
        }
        if value == .null { return nil }
        guard let read = T(columnValue: value) else { throw unreadable(name, value, as: type) }
        return read
    }

    /// Says the kinds only: values may be personal, and errors are logged.
    private func unreadable<T>(_ column: String, _ value: Value, as type: T.Type) -> StorageError {
        let kind =
            switch value {
            case .null: "NULL"
            case .integer: "an integer"
            case .real: "a real number"
            case .text: "text"
            case .bytes: "bytes"
            case .bool: "a truth value"
            }
        return .unreadable("column \(column) holds \(kind), which is no \(type)")
    }
}
