import Testing
@testable import Web

@Suite("Multipart")
struct MultipartTests {
    private static let header = "multipart/form-data; boundary=\"AbC\""

    /// What a body says, however it is cut.
    private struct Read: Equatable {
        var parts: [MultipartParser.Part] = []
        var contents: [[UInt8]] = []
        var ended = 0
    }

    private func read(_ pieces: [ArraySlice<UInt8>], header: String = header) throws -> Read {
        var parser = try #require(MultipartParser(contentType: header))
        var read = Read()
        for piece in pieces {
            try parser.feed(piece) { event in
                switch event {
                case .part(let part):
                    read.parts.append(part)
                    read.contents.append([])
                case .bytes(let bytes): read.contents[read.contents.count - 1] += bytes
                case .partEnd: read.ended += 1
                }
            }
        }
        try parser.finish()
        return read
    }

    /// A preamble, a field, an empty field, and a file whose content looks much like a boundary.
    private static let body = Array(
        """
        preamble --AbC\r
        --AbC\r
        Content-Disposition: form-data; name="name"\r
        \r
        王小明\r
        --AbC  \r
        content-disposition: form-data; name="empty"\r
        \r
        \r
        --AbC\r
        Content-Disposition: form-data; name="file"; filename="花 \\"名\\" %22册%22.csv"\r
        Content-Type: text/csv\r
        \r
        \r\n--Ab\r\n-\r\r\n--AbX\r\n\r
        --AbC--\r
        epilogue
        """.utf8)

    private static let expected = Read(
        parts: [
            .init(name: "name", fileName: nil, contentType: nil), .init(name: "empty", fileName: nil, contentType: nil),
            .init(name: "file", fileName: "花 \"名\" \"册\".csv", contentType: "text/csv"),
        ],
        contents: [Array("王小明".utf8), [], Array("\r\n--Ab\r\n-\r\r\n--AbX\r\n".utf8)], ended: 3)

    @Test("a body in one piece")
    func whole() throws { #expect(try read([Self.body[...]]) == Self.expected) }

    @Test("a body cut in two at every offset, and byte by byte, says the same")
    func everyCut() throws {
        for cut in 0...Self.body.count {
            let read = try read([Self.body[..<cut], Self.body[cut...]])
            #expect(read == Self.expected, "cut at \(cut)")
        }
        let bytes = try read(Self.body.indices.map { Self.body[$0...$0] })
        #expect(bytes == Self.expected)
    }

    @Test("no more is held than a piece and a boundary")
    func streams() throws {
        var parser = try #require(MultipartParser(contentType: Self.header))
        let head = Array("--AbC\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n".utf8)
        let piece = [UInt8](repeating: 7, count: 1000)
        var given = 0
        try parser.feed(head) { _ in }
        for count in 1...50 {
            try parser.feed(piece) { if case .bytes(let bytes) = $0 { given += bytes.count } }
            #expect(given > count * 1000 - 20)
        }
    }

    @Test("a body that stops early is told apart from a whole one")
    func cutOff() throws {
        #expect(throws: MultipartParser.Failure.cutOff) {
            _ = try read([Self.body[..<(Self.body.count - 30)]])
        }
    }

    @Test(
        "nonsense is refused",
        arguments: [
            "--AbC\r\nContent-Disposition: form-data\r\n\r\nx\r\n--AbC--", "--AbC\r\nno colon\r\n\r\nx\r\n--AbC--",
            "--AbC\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--AbC--", "--AbCx\r\n",
            "--AbC\r\n" + String(repeating: "a", count: 20_000),
        ])
    func malformed(_ body: String) throws {
        #expect(throws: MultipartParser.Failure.malformed) { _ = try read([Array(body.utf8)[...]]) }
    }

    @Test(
        "names of files",
        arguments: [
            (#"filename="C:\Users\li\花名册.xlsx""#, "花名册.xlsx"), ("filename=plain.csv", "plain.csv"),
            ("filename=\"_.xlsx\"; filename*=UTF-8''%E8%8A%B1%E5%90%8D.xlsx", "花名.xlsx"),
            (#"filename="../../etc/passwd""#, "passwd"),
            (#"filename="""#, ""), ("filename=\"a;b=c.csv\"", "a;b=c.csv"),
        ])
    func fileNames(_ parameter: String, _ expected: String) throws {
        let body = "--AbC\r\nContent-Disposition: form-data; name=\"f\"; \(parameter)\r\n\r\n\r\n--AbC--\r\n"
        #expect(try read([Array(body.utf8)[...]]).parts.map(\.fileName) == [expected])
    }

    @Test(
        "a header without a boundary is not multipart",
        arguments: ["multipart/form-data", "text/plain; boundary=a", "multipart/form-data; boundary="])
    func noBoundary(_ header: String) { #expect(MultipartParser(contentType: header) == nil) }
}
