/// A statement or a part of one: text with values in their places.
///
/// A value that is interpolated is bound, never pasted, and there is no other way from a value to text:
/// ```swift
/// try tx.all("SELECT id, name FROM people WHERE district = \(district) AND \(SQL.all(filters))", Person.init)
/// ```
/// Which sign stands for a bound value is decided when an engine runs it. Use only what is portable:
/// the list of constructs is `Tests/StorageTests/PortableSQLTests.swift`.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    enum Piece: Sendable {
        case text(String)
        case value(Value)
        case list([Value])
        case type(ColumnType)
        indirect case engine(sqlite: SQL, postgres: SQL)
        /// Nothing in the text: the statement comes once and is not worth keeping prepared on PostgreSQL.
        case once
        /// A mistake made where nothing can be thrown; running the statement throws it.
        case mistake(String)
    }

    private(set) var pieces: [Piece]

    init(pieces: [Piece]) {
        self.pieces = pieces
    }

    package init(stringLiteral text: String) {
        pieces = [.text(text)]
    }

    package init(stringInterpolation interpolation: StringInterpolation) {
        pieces = interpolation.pieces
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(2 * interpolationCount + 1)
        }

        package mutating func appendLiteral(_ text: String) {
            if !text.isEmpty { pieces.append(.text(text)) }
        }

        /// Binds the value.
        package mutating func appendInterpolation<T: ColumnValue>(_ value: T) {
            pieces.append(.value(value.columnValue))
        }

        /// Binds the value or NULL.
        package mutating func appendInterpolation<T: ColumnValue>(_ value: T?) {
            pieces.append(.value(value?.columnValue ?? .null))
        }

        /// Binds each value: `id IN \(list: ids)`. An empty list is in no list: `(NULL)`.
        package mutating func appendInterpolation<T: ColumnValue>(list values: [T]) {
            pieces.append(.list(values.map(\.columnValue)))
        }

        /// Text known when the program was compiled, such as a table's name.
        package mutating func appendInterpolation(raw text: StaticString) {
            pieces.append(.text(text.description))
        }

        package mutating func appendInterpolation(type: ColumnType) {
            pieces.append(.type(type))
        }

        /// Nests a part.
        package mutating func appendInterpolation(_ part: SQL) {
            pieces.append(contentsOf: part.pieces)
        }
    }
}

/// A column's type in a CREATE TABLE.
package enum ColumnType: Sendable {
    /// Sorts by code point on both engines.
    case text
    /// 64 bits.
    case integer
    case bool
    case real
    case bytes

    func name(on engine: Engine) -> String {
        switch (self, engine) {
        case (.text, .sqlite): "TEXT"
        case (.text, .postgres): "TEXT COLLATE \"C\""
        case (.integer, .sqlite), (.bool, .sqlite): "INTEGER"
        case (.integer, .postgres): "BIGINT"
        case (.bool, .postgres): "BOOLEAN"
        case (.real, .sqlite): "REAL"
        case (.real, .postgres): "DOUBLE PRECISION"
        case (.bytes, .sqlite): "BLOB"
        case (.bytes, .postgres): "BYTEA"
        }
    }
}

extension SQL {
    /// All of the conditions, in brackets; of none, TRUE.
    package static func all(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "TRUE" : "(\(joined(conditions, " AND ")))"
    }

    /// Any of the conditions, in brackets; of none, FALSE.
    package static func any(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "FALSE" : "(\(joined(conditions, " OR ")))"
    }

    /// The parts one after another, for columns or rows of VALUES.
    package static func list(_ parts: [SQL], separator: StaticString = ", ") -> SQL {
        SQL(pieces: Array(parts.map(\.pieces).joined(separator: [.text(separator.description)])))
    }

    /// The one place where the engines may differ.
    package static func engine(sqlite: SQL, postgres: SQL) -> SQL {
        SQL(pieces: [.engine(sqlite: sqlite, postgres: postgres)])
    }

    /// What follows the closing bracket of a CREATE TABLE: SQLite keeps to the types only when told.
    package static let tableOptions = SQL.engine(sqlite: " STRICT", postgres: "")

    private static func joined(_ conditions: [SQL], _ word: StaticString) -> SQL {
        list(conditions.map { "(\($0))" }, separator: word)
    }
}
