import CLibPQ
import Storage

/// Bound values as libpq takes them: numbers as text, bytes as they are.
struct Parameters {
    /// Text stays untyped: PostgreSQL then takes the type of the place where it stands. NULL too.
    private(set) var types: [Oid] = []

    private var bytes: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [Value]) {
        for value in values { append(value) }
    }

    private mutating func append(_ value: Value) {
        switch value {
        case .null: append(nil as [UInt8]?, type: 0)
        case .integer(let number): append(String(number).utf8, type: TypeNumber.int8)
        case .real(let number): append("\(number)".utf8, type: TypeNumber.float8)
        case .text(let text): append(text.utf8, type: 0)
        case .bool(let truth): append((truth ? "t" : "f").utf8, type: TypeNumber.bool)
        case .bytes(let bytes): append(bytes, type: TypeNumber.bytea, isBinary: true)
        }
    }

    private mutating func append(_ value: (some Collection<UInt8>)?, type: Oid, isBinary: Bool = false) {
        types.append(type)
        formats.append(isBinary ? 1 : 0)
        lengths.append(Int32(value?.count ?? 0))
        starts.append(value == nil ? nil : bytes.count)
        if let value {
            bytes.append(contentsOf: value)
            bytes.append(0)
        }
    }

    func withPointers<T>(
        _ body: (
            _ count: Int32, _ types: [Oid], _ values: [UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]
        ) -> T
    ) -> T {
        bytes.withUnsafeBytes { buffer in
            let base = buffer.bindMemory(to: CChar.self).baseAddress
            let values = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            return body(Int32(types.count), types, values, lengths, formats)
        }
    }
}

/// The numbers of PostgreSQL's built-in types (pg_type.dat), which never change.
enum TypeNumber {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let float4: Oid = 700
    static let float8: Oid = 701
}

/// The strings as an array of C strings that ends with a null pointer.
func withCStrings<T>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T) -> T {
    let bytes = strings.flatMap { Array($0.utf8CString) }
    return bytes.withUnsafeBufferPointer { buffer in
        var pointers: [UnsafePointer<CChar>?] = []
        var offset = 0
        for string in strings {
            pointers.append(buffer.baseAddress?.advanced(by: offset))
            offset += string.utf8.count + 1
        }
        pointers.append(nil)
        return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
    }
}
