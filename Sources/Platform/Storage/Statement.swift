/// A statement as one engine wants it: text with signs, and the values for them in order.
package struct Statement: Sendable {
    package private(set) var text = ""
    package private(set) var values: [Value] = []
    /// Whether it is worth keeping prepared: statements with very long lists come once.
    package private(set) var isRepeated = true

    /// Whether it may change rows: neither DDL nor a query.
    package private(set) var isChange = false

    private let engine: Engine
    private var isOnce = false

    package init(_ sql: SQL, for engine: Engine) throws {
        self.engine = engine
        text.reserveCapacity(200)
        try append(sql)
        let verb = String(
            decoding: text.utf8.drop { $0 <= UInt8(ascii: " ") }.prefix { $0 >= UInt8(ascii: "A") }, as: UTF8.self
        ).uppercased()
        isChange = ["INSERT", "UPDATE", "DELETE", "WITH"].contains(verb)
        // Marks inside a transaction are set by the thousand; PostgreSQL takes them as quickly as they are.
        if engine == .sqlite, ["SAVEPOINT", "RELEASE", "ROLLBACK"].contains(verb) { return }
        if isOnce || !(isChange || verb == "SELECT") || text.utf8.count > 16_384 { isRepeated = false }
    }

    private mutating func append(_ sql: SQL) throws {
        for piece in sql.pieces {
            switch piece {
            case .text(let part): text += part
            case .value(let value): try bind(value)
            case .list(let values): try append(list: values)
            case .type(let type): text += type.name(on: engine)
            case .engine(let sqlite, let postgres): try append(engine == .sqlite ? sqlite : postgres)
            case .once: isOnce = engine == .postgres
            case .mistake(let sentence): throw StorageError.failed(sentence)
            }
        }
    }

    private mutating func bind(_ value: Value) throws {
        // PostgreSQL cannot hold NUL in text; libpq would silently cut the text there.
        if case .text(let text) = value, text.utf8.contains(0) {
            throw StorageError.failed("text with a NUL character")
        }
        values.append(value)
        switch engine {
        case .sqlite: text += "?"
        case .postgres: text += "$\(values.count)"
        }
    }

    private mutating func append(list: [Value]) throws {
        guard let last = list.last else {
            text += "(NULL)"
            return
        }
        // Lists are filled up to a power of two with their last value, so that few statements need preparing.
        let longestFilled = 256
        var count = list.count
        if count > longestFilled {
            isRepeated = false
        } else {
            count = 1
            while count < list.count { count *= 2 }
        }
        text += "("
        for position in 0..<count {
            if position > 0 { text += ", " }
            try bind(position < list.count ? list[position] : last)
        }
        text += ")"
    }
}
