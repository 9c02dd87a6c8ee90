import Storage

/// Reads a command from named texts: a form, a flat JSON body, the command line, a row of a sheet.
///
/// Every field that is missing or cannot be read is a problem of its own; all are told at once.
package struct FieldDecoder {
    private let values: [String: String]
    private let days: ClosedRange<Day>?

    /// - Parameters:
    ///   - values: trimmed; an empty text counts as not given.
    ///   - days: what a day may be; a slip of the finger lies outside. nil: any day of the calendar.
    package init(_ values: [String: String], days: ClosedRange<Day>? = nil) {
        self.values = values
        self.days = days
    }

    package func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let reading = Reading(values, days)
        let value = try T(from: FlatDecoder(reading: reading))
        guard reading.problems.isEmpty else { throw Problem.invalid(reading.problems) }
        return value
    }
}

/// A value that can be read from one text.
package protocol FieldValue {
    init?(field: String)
    /// Stands in for a value that could not be read, so that reading goes on to the next field. Never leaves the decoder.
    static var placeholder: Self { get }
    static var whenUnreadable: Message { get }
}

extension String: FieldValue {
    /// nil: with a NUL in it, which no database holds in text.
    package init?(field: String) {
        guard !field.utf8.contains(0) else { return nil }
        self = field
    }
    package static var placeholder: String { "" }
    package static var whenUnreadable: Message { "有不能保存的字符，请重新输入" }
}

extension Int: FieldValue {
    package init?(field: String) { self.init(field) }
    package static var placeholder: Int { 0 }
    package static var whenUnreadable: Message { "请填写整数" }
}

extension Bool: FieldValue {
    package init?(field: String) {
        switch field {
        case "true", "on", "1", "yes": self = true
        case "false", "off", "0", "no": self = false
        default: return nil
        }
    }
    package static var placeholder: Bool { false }
    package static var whenUnreadable: Message { "请选择是或否" }
}

extension Day: FieldValue {
    package init?(field: String) { self.init(field) }
    package static var placeholder: Day { Day(number: 0) }
    package static var whenUnreadable: Message { "请填写日期，例如 2026-03-01" }
}

extension Identifier: FieldValue {
    package init?(field: String) { self.init(field) }
    package static var placeholder: Identifier { Identifier(rawValue: 0) }
    package static var whenUnreadable: Message { "请从列表中选择" }
}

private final class Reading {
    let values: [String: String]
    let days: ClosedRange<Day>?
    var problems: [FieldProblem] = []

    init(_ values: [String: String], _ days: ClosedRange<Day>?) {
        self.values = values.filter { !$0.value.isEmpty }
        self.days = days
    }

    /// nil: it may well be so.
    func doubt(_ value: some FieldValue) -> Message? {
        guard let day = value as? Day, let days, !days.contains(day) else { return nil }
        return "请核对年份：日期应当在 \(days.lowerBound) 和 \(days.upperBound) 之间"
    }
}

private struct FlatDecoder: Decoder {
    let reading: Reading
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(FlatContainer<Key>(reading: reading))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw unsupported }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw unsupported }

    private var unsupported: DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "a form is a flat list of named texts"))
    }
}

private struct FlatContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let reading: Reading
    let codingPath: [any CodingKey] = []

    var allKeys: [Key] { reading.values.keys.compactMap(Key.init(stringValue:)) }
    func contains(_ key: Key) -> Bool { reading.values[key.stringValue] != nil }
    func decodeNil(forKey key: Key) throws -> Bool { !contains(key) }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        // An unticked box is not sent at all.
        contains(key) ? read(type, key) : false
    }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { read(type, key) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { read(type, key) }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        if let fieldValue = type as? any FieldValue.Type, let value = read(fieldValue, key) as? T { return value }
        guard let text = reading.values[key.stringValue] else { return try unread(type, key, "请选择") }
        do { return try T(from: SingleText(text: text)) } catch is DecodingError {
            return try unread(type, key, "请从列出的项目中选择")
        }
    }

    /// Goes on where any value of the type can stand in; otherwise tells what is known so far.
    private func unread<T: Decodable>(_ type: T.Type, _ key: Key, _ message: Message) throws -> T {
        reading.problems.append(FieldProblem(key.stringValue, message))
        guard let enumeration = type as? any CaseIterable.Type, let value = anyCase(of: enumeration) as? T else {
            throw Problem.invalid(reading.problems)
        }
        return value
    }

    private func anyCase<E: CaseIterable>(of type: E.Type) -> Any? { type.allCases.first }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        contains(key) ? try decode(type, forKey: key) : nil
    }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        contains(key) ? read(type, key) : nil
    }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        contains(key) ? read(type, key) : nil
    }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { contains(key) ? read(type, key) : nil }

    private func read<T: FieldValue>(_ type: T.Type, _ key: Key) -> T {
        let text = reading.values[key.stringValue]
        if let value = text.flatMap(T.init(field:)) {
            if let doubt = reading.doubt(value) { reading.problems.append(FieldProblem(key.stringValue, doubt)) }
            return value
        }
        reading.problems.append(FieldProblem(key.stringValue, text == nil ? "请填写" : T.whenUnreadable))
        return T.placeholder
    }

    func nestedContainer<N: CodingKey>(keyedBy: N.Type, forKey: Key) throws -> KeyedDecodingContainer<N> {
        throw unsupported
    }
    func nestedUnkeyedContainer(forKey: Key) throws -> any UnkeyedDecodingContainer { throw unsupported }
    func superDecoder() throws -> any Decoder { throw unsupported }
    func superDecoder(forKey: Key) throws -> any Decoder { throw unsupported }

    private var unsupported: DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "a form is a flat list of named texts"))
    }
}

/// Gives enumerations over text what they decode from.
private struct SingleText: Decoder, SingleValueDecodingContainer {
    let text: String
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> { throw unsupported }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw unsupported }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
    func decodeNil() -> Bool { false }
    func decode(_ type: String.Type) throws -> String {
        guard let value = String(field: text) else { throw unsupported }
        return value
    }
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        guard let value = (type as? any FieldValue.Type)?.init(field: text) as? T else { throw unsupported }
        return value
    }

    private var unsupported: DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "one text"))
    }
}
