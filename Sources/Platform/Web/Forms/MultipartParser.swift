import Foundation

/// Reads `multipart/form-data` (RFC 7578) as it arrives, in pieces of any size; holds no more than a piece and a boundary.
struct MultipartParser {
    struct Part: Equatable {
        let name: String
        /// nil: a plain field. Empty: a file field in which nothing was chosen.
        let fileName: String?
        let contentType: String?
    }

    enum Event: Equatable {
        case part(Part)
        case bytes(ArraySlice<UInt8>)
        case partEnd
    }

    enum Failure: Error, Equatable {
        case malformed
        /// It ended before the last boundary.
        case cutOff
    }

    private enum State { case preamble, afterBoundary, headers, body, done }

    private let delimiter: [UInt8]
    private var buffer: [UInt8] = Array("\r\n".utf8)  // the first boundary need not be preceded by a line
    private var state = State.preamble

    /// - Parameter contentType: the header; nil where it names no boundary.
    init?(contentType: String) {
        let header = HeaderValue(contentType)
        guard header.value.lowercased() == "multipart/form-data", let boundary = header.parameters["boundary"],
            (1...200).contains(boundary.utf8.count)
        else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    mutating func feed(_ bytes: some Sequence<UInt8>, _ emit: (Event) throws -> Void) throws {
        buffer += bytes
        var position = 0
        while let next = try step(from: position, emit) { position = next }
        buffer.removeFirst(min(consumed, buffer.count))
        consumed = 0
    }

    func finish() throws(Failure) { if state != .done { throw .cutOff } }

    /// How much of the buffer is dealt with.
    private var consumed = 0

    /// Goes on as far as one state; nil when more must arrive.
    private mutating func step(from position: Int, _ emit: (Event) throws -> Void) throws -> Int? {
        switch state {
        case .preamble, .body:
            let isBody = state == .body
            if let found = find(delimiter, from: position) {
                if isBody {
                    if found > position { try emit(.bytes(buffer[position..<found])) }
                    try emit(.partEnd)
                }
                state = .afterBoundary
                consumed = found + delimiter.count
                return consumed
            }
            // A boundary may have begun in the last bytes.
            let safe = max(position, buffer.count - delimiter.count + 1)
            if isBody, safe > position { try emit(.bytes(buffer[position..<safe])) }
            consumed = safe
            return nil
        case .afterBoundary:
            var place = position
            while place < buffer.count, buffer[place] == 32 || buffer[place] == 9 { place += 1 }
            guard place + 1 < buffer.count else {
                if place - position > 200 { throw Failure.malformed }
                return nil
            }
            switch (buffer[place], buffer[place + 1]) {
            case (UInt8(ascii: "-"), UInt8(ascii: "-")): state = .done
            case (13, 10): state = .headers
            default: throw Failure.malformed
            }
            consumed = place + 2
            return consumed
        case .headers:
            guard let end = find([13, 10, 13, 10], from: position) else {
                if buffer.count - position > 16_384 { throw Failure.malformed }
                return nil
            }
            try emit(.part(try part(String(decoding: buffer[position..<end], as: UTF8.self))))
            state = .body
            consumed = end + 4
            return consumed
        case .done:
            consumed = buffer.count
            return nil
        }
    }

    private func find(_ wanted: [UInt8], from position: Int) -> Int? {
        buffer.withUnsafeBytes { bytes -> Int? in
            guard let start = bytes.baseAddress else { return nil }
            var place = position
            while place + wanted.count <= bytes.count {
                guard let hit = memchr(start + place, Int32(wanted[0]), bytes.count - place) else { return nil }
                place = UnsafeRawPointer(hit) - start
                guard place + wanted.count <= bytes.count else { return nil }
                if memcmp(start + place, wanted, wanted.count) == 0 { return place }
                place += 1
            }
            return nil
        }
    }

    private func part(_ headers: String) throws(Failure) -> Part {
        var disposition: HeaderValue?
        var contentType: String?
        for line in headers.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { throw .malformed }
            let value = String(line[line.index(after: colon)...]).trimmed
            switch line[..<colon].lowercased() {
            case "content-disposition": disposition = HeaderValue(value)
            case "content-type": contentType = value
            default: break
            }
        }
        guard let disposition, disposition.value.lowercased() == "form-data",
            let name = disposition.parameters["name"], name.utf8.count <= 200
        else { throw .malformed }
        let fileName = disposition.extended("filename") ?? disposition.parameters["filename"].map(unescapedFormName)
        return Part(
            name: unescapedFormName(name), fileName: fileName.map(withoutFolders), contentType: contentType)
    }
}

/// Browsers write quotes and line ends of names as `%22`, `%0D`, `%0A`, and nothing else (HTML, multipart/form-data).
private func unescapedFormName(_ text: String) -> String {
    text.replacingOccurrences(of: "%22", with: "\"").replacingOccurrences(of: "%0D", with: "\r")
        .replacingOccurrences(of: "%0A", with: "\n")
}

private func withoutFolders(_ name: String) -> String {
    let last = name.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
    // Nor signs that turn the writing round: a name would read as another.
    let plain = last.unicodeScalars.filter { sign in
        sign.properties.generalCategory != .control && !sign.properties.isBidiControl
    }
    return String(String(String.UnicodeScalarView(plain)).prefix(200))
}
