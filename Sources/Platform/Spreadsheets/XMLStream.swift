import CExpat

/// What takes the events of one part. Names are local, without the prefix.
protocol XMLTarget: AnyObject {
    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(SpreadsheetError)
    func end(_ name: XMLName) throws(SpreadsheetError)
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError)
}

/// A name in the parser's own memory, compared without making a string.
struct XMLName {
    let start: UnsafePointer<CChar>

    init(_ qualified: UnsafePointer<CChar>) {
        var local = qualified
        var position = qualified
        while position.pointee != 0 {
            if position.pointee == 0x3A { local = position + 1 }
            position += 1
        }
        start = local
    }

    static func == (name: XMLName, other: StaticString) -> Bool {
        other.withUTF8Buffer { bytes in
            for (index, byte) in bytes.enumerated() where UInt8(bitPattern: name.start[index]) != byte { return false }
            return name.start[bytes.count] == 0
        }
    }

    static func ~= (pattern: StaticString, name: XMLName) -> Bool { name == pattern }
}

struct XMLAttributes {
    let start: UnsafeMutablePointer<UnsafePointer<CChar>?>

    /// The value as it stands in the parser's memory, by the name with or without a prefix.
    func bytes(_ name: StaticString) -> UnsafePointer<CChar>? {
        var position = start
        while let candidate = position.pointee, let value = position[1] {
            if XMLName(candidate) == name { return value }
            position += 2
        }
        return nil
    }

    /// By the qualified name where a local one is not enough (`r:id` beside `id`).
    func prefixed(_ name: StaticString) -> String? {
        var position = start
        while let candidate = position.pointee, let value = position[1] {
            let local = XMLName(candidate)
            if local == name, local.start != candidate { return String(cString: value) }
            position += 2
        }
        return nil
    }

    subscript(name: StaticString) -> String? { bytes(name).map { String(cString: $0) } }

    /// A whole number without sign, up to nine digits.
    func count(_ name: StaticString) -> Int? {
        guard var digit = bytes(name), digit.pointee != 0 else { return nil }
        var value = 0
        var length = 0
        while digit.pointee != 0 {
            guard (0x30...0x39).contains(digit.pointee), length < 9 else { return nil }
            value = value * 10 + Int(digit.pointee - 0x30)
            digit += 1
            length += 1
        }
        return value
    }

    func flag(_ name: StaticString) -> Bool {
        let value = self[name]
        return value == "1" || value == "true"
    }
}

/// One part on its way through expat. Workbooks have no document type, so one that declares it is refused
/// before any entity can be declared.
final class XMLStream {
    private let target: any XMLTarget
    private let parser: OpaquePointer
    private let limits: ReadingLimits
    private var failure: SpreadsheetError?
    private var depth = 0
    private var bytesSinceEvent = 0

    static func read(
        _ part: String, of archive: ZipArchive, into target: any XMLTarget, _ limits: ReadingLimits
    ) throws(SpreadsheetError) {
        guard let stream = XMLStream(target, limits) else { throw .damaged("\(part): no memory") }
        var isEmpty = true
        try archive.read(part) { chunk throws(SpreadsheetError) in
            isEmpty = false
            try stream.take(chunk, part)
        }
        guard !isEmpty else { throw .damaged("\(part): empty") }
        try stream.finish(part)
    }

    private init?(_ target: any XMLTarget, _ limits: ReadingLimits) {
        guard let parser = XML_ParserCreate(nil) else { return nil }
        self.parser = parser
        self.target = target
        self.limits = limits
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let name, let attributes else { return }
                XMLStream.of(context).start(XMLName(name), XMLAttributes(start: attributes))
            },
            { context, name in
                guard let name else { return }
                XMLStream.of(context).end(XMLName(name))
            })
        XML_SetCharacterDataHandler(parser) { context, text, length in
            guard let text, length > 0 else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
                XMLStream.of(context).text(UnsafeBufferPointer(start: $0, count: Int(length)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in XMLStream.of(context).stop(.bomb) }
    }

    deinit { XML_ParserFree(parser) }

    private static func of(_ context: UnsafeMutableRawPointer?) -> XMLStream {
        Unmanaged<XMLStream>.fromOpaque(context!).takeUnretainedValue()
    }

    private func take(_ chunk: UnsafeBufferPointer<UInt8>, _ part: String) throws(SpreadsheetError) {
        bytesSinceEvent += chunk.count
        let status = chunk.baseAddress!.withMemoryRebound(to: CChar.self, capacity: chunk.count) {
            XML_Parse(parser, $0, Int32(chunk.count), 0)
        }
        try check(status, part)
        // Expat begins anew on an unfinished token with every chunk.
        if bytesSinceEvent > limits.xmlToken { throw .bomb }
    }

    private func finish(_ part: String) throws(SpreadsheetError) {
        try check(XML_Parse(parser, nil, 0, 1), part)
    }

    private func check(_ status: XML_Status, _ part: String) throws(SpreadsheetError) {
        if let failure { throw failure }
        guard status == XML_STATUS_OK else {
            let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "XML"
            throw .damaged("\(part): \(reason), line \(XML_GetCurrentLineNumber(parser))")
        }
    }

    private func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard failure == nil else { return }
        bytesSinceEvent = 0
        depth += 1
        guard depth <= limits.xmlDepth else { return stop(.bomb) }
        do { try target.start(name, attributes) } catch { stop(error) }
    }

    private func end(_ name: XMLName) {
        guard failure == nil else { return }
        bytesSinceEvent = 0
        depth -= 1
        do { try target.end(name) } catch { stop(error) }
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard failure == nil else { return }
        bytesSinceEvent = 0
        do { try target.text(bytes) } catch { stop(error) }
    }

    private func stop(_ error: SpreadsheetError) {
        failure = failure ?? error
        XML_StopParser(parser, 0)
    }
}
