import CLibPQ
import Storage

/// What came back for a statement.
final class Answer {
    /// A statement that was refused: PostgreSQL's five-character state and what it says.
    struct Failure {
        let state: String
        let message: String
        let error: StorageError
    }

    private let result: OpaquePointer

    init(_ result: OpaquePointer) {
        self.result = result
    }

    deinit {
        PQclear(result)
    }

    var tag: String { String(cString: PQcmdStatus(result)) }

    var changedRows: Int {
        // A query's tag has the number of rows it answered.
        PQresultStatus(result) == PGRES_TUPLES_OK && tag.hasPrefix("SELECT")
            ? 0 : Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func rows(limit: Int?) throws -> [Row] {
        let columns = 0..<PQnfields(result)
        let names = columns.map { String(cString: PQfname(result, $0)) }
        let types = columns.map { PQftype(result, $0) }
        let count = min(Int(PQntuples(result)), limit ?? .max)
        return try (0..<Int32(count)).map { row in
            Row(names: names, values: try columns.map { try value(row, $0, types[Int($0)]) })
        }
    }

    private func value(_ row: Int32, _ column: Int32, _ type: Oid) throws -> Value {
        if PQgetisnull(result, row, column) == 1 { return .null }
        let text = String(
            decoding: UnsafeRawBufferPointer(
                start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column))),
            as: UTF8.self)
        let value: Value? =
            switch type {
            case TypeNumber.int8, TypeNumber.int4, TypeNumber.int2: Int64(text).map(Value.integer)
            case TypeNumber.float8, TypeNumber.float4: Double(text).map(Value.real)
            case TypeNumber.bool: .bool(text == "t")
            case TypeNumber.bytea: Self.bytes(hex: text).map(Value.bytes)
            default: .text(text)
            }
        guard let value else {
            throw StorageError.unreadable("column \(String(cString: PQfname(result, column))) of type \(type)")
        }
        return value
    }

    /// Bytes arrive as `\x0a1b…`.
    private static func bytes(hex text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "x")]), digits.count.isMultiple(of: 2) else {
            return nil
        }
        func number(_ digit: UInt8) -> UInt8 {
            digit >= UInt8(ascii: "a") ? digit - UInt8(ascii: "a") + 10 : digit - UInt8(ascii: "0")
        }
        return stride(from: 2, to: digits.count, by: 2).map { number(digits[$0]) << 4 | number(digits[$0 + 1]) }
    }

    /// `nil` when the statement was obeyed.
    var failure: Failure? {
        let status = PQresultStatus(result)
        if status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY { return nil }
        let state = field("C")
        let message = field("M").isEmpty ? String(cString: PQresultErrorMessage(result)) : field("M")
        return Failure(state: state, message: message, error: error(state, message))
    }

    private func error(_ state: String, _ message: String) -> StorageError {
        switch state {
        case "23505": .unique(uniqueColumns)
        case "23503": .foreignKey(field("n"))
        case "23514": .check(field("n"))
        case "23502": .notNull("\(field("t")).\(field("c"))")
        case "40001", "40P01", "55P03": .busy
        case "53100": .diskFull
        case "53300", "57P01", "57P02", "57P03": .unavailable(message)
        case _ where state.hasPrefix("08"): .unavailable(message)
        default: .failed(message)
        }
    }

    /// `table.column, table.column`, as SQLite says it, from “Key (a, b)=(…) already exists.”
    private var uniqueColumns: String {
        let detail = field("D")
        guard let start = detail.firstIndex(of: "("), let end = detail.firstRange(of: ")=(")?.lowerBound else {
            return field("n")
        }
        return detail[detail.index(after: start)..<end]
            .split(separator: ", ")
            .map { "\(field("t")).\($0)" }
            .joined(separator: ", ")
    }

    /// A field of the error: C state, M message, D detail, t table, c column, n constraint.
    private func field(_ letter: UnicodeScalar) -> String {
        PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) } ?? ""
    }
}
