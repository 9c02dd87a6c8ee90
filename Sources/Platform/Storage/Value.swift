/// What a column holds or a statement binds.
package enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
    /// SQLite has no truth values: there it is bound, and comes back, as the integer 0 or 1.
    case bool(Bool)
}

/// A type that can stand in a column. `init?` answers `nil` for a value that is not of the type.
package protocol ColumnValue: Sendable {
    var columnValue: Value { get }
    init?(columnValue: Value)
}

extension Int64: ColumnValue {
    package var columnValue: Value { .integer(self) }

    package init?(columnValue: Value) {
        guard case .integer(let number) = columnValue else { return nil }
        self = number
    }
}

extension Int: ColumnValue {
    package var columnValue: Value { .integer(Int64(self)) }

    package init?(columnValue: Value) {
        guard case .integer(let number) = columnValue else { return nil }
        self.init(exactly: number)
    }
}

extension Double: ColumnValue {
    package var columnValue: Value { .real(self) }

    package init?(columnValue: Value) {
        switch columnValue {
        case .real(let number): self = number
        case .integer(let number): self.init(exactly: number)
        default: return nil
        }
    }
}

extension String: ColumnValue {
    package var columnValue: Value { .text(self) }

    package init?(columnValue: Value) {
        guard case .text(let text) = columnValue else { return nil }
        self = text
    }
}

extension Bool: ColumnValue {
    package var columnValue: Value { .bool(self) }

    package init?(columnValue: Value) {
        switch columnValue {
        case .bool(let truth): self = truth
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
}

extension [UInt8]: ColumnValue {
    package var columnValue: Value { .bytes(self) }

    package init?(columnValue: Value) {
        guard case .bytes(let bytes) = columnValue else { return nil }
        self = bytes
    }
}

extension Instant: ColumnValue {
    package var columnValue: Value { .integer(milliseconds) }

    package init?(columnValue: Value) {
        guard case .integer(let number) = columnValue else { return nil }
        self.init(milliseconds: number)
    }
}

/// An enum (or any other type) with a raw value that can stand in a column needs only to name the protocol.
extension ColumnValue where Self: RawRepresentable, RawValue: ColumnValue {
    package var columnValue: Value { rawValue.columnValue }

    package init?(columnValue: Value) {
        guard let raw = RawValue(columnValue: columnValue) else { return nil }
        self.init(rawValue: raw)
    }
}
