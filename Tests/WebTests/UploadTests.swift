import Foundation
import Testing
import TestSupport
@testable import Web

@Suite("Uploads")
struct UploadTests {
    @Test("a file arrives with the form around it, and is gone afterwards")
    func arrives() async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            let answer = try await client.post(
                "/people/new", ["name": "王小明"], file: ("file", "花名册.csv", Array("abcdef".utf8)))
            #expect(try answer.page().first("p", ["id": "text"])?.text == "花名册.csv 6 abcd")
        }
    }

    @Test("a file has no name on disk, so that a server that is killed leaves none behind")
    func nameless() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "uploads-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let sink = try UploadSink(in: folder.path)
        try sink.write(Array("张三".utf8)[...])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        #expect(try String(contentsOfFile: sink.path, encoding: .utf8) == "张三")
        #expect(sink.size == 6)
    }

    @Test("a file above the limit is refused with a sentence")
    func tooLarge() async throws {
        var options = ServerOptions()
        options.uploadLimit = 1 << 20
        try await withSmallHouse(options: options) { _, client in
            try await client.signIn()
            let fits = try await client.post(
                "/people/new", ["name": "甲"], file: ("file", "a.csv", [UInt8](repeating: 65, count: 1 << 20)))
            #expect(fits.status == 200)
            let answer = try await client.post(
                "/people/new", ["name": "甲"], file: ("file", "a.csv", [UInt8](repeating: 65, count: 1 << 20 + 1)))
            #expect(answer.status == 413)
            #expect(answer.text.contains("文件超过 1 MB"))
        }
    }

    @Test("where no file is expected, none is taken")
    func notHere() async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            #expect(try await client.post("/plain", file: ("file", "a.csv", [1])).status == 422)
        }
    }

    @Test("who has not signed in cannot leave a file")
    func outside() async throws {
        try await withSmallHouse { _, client in
            let answer = try await client.post("/people/new", file: ("file", "a.csv", [1]))
            #expect(answer.status == 303)
        }
    }

    @Test("long fields, many fields and long forms are refused")
    func limits() async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            let long = String(repeating: "a", count: 64 << 10)
            #expect(try await client.post("/people/new", ["name": long], file: ("file", "a", [1])).status == 200)
            #expect(try await client.post("/people/new", ["name": long + "a"], file: ("file", "a", [1])).status == 413)
            let many = Dictionary(uniqueKeysWithValues: (0..<200).map { ("f\($0)", "x") })
            #expect(try await client.post("/people/new", many, file: ("file", "a", [1])).status == 413)
            #expect(try await client.post("/plain", ["name": String(repeating: "a", count: 1 << 20)]).status == 413)
        }
    }

    @Test("an upload that breaks off is told so")
    func brokenOff() async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            let body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nabc"
            let answer = try await client.send(
                "POST", "/people/new", headers: ["Content-Type": "multipart/form-data; boundary=b"],
                body: [Array(body.utf8)])
            #expect(answer.status == 422 && answer.text.contains("文件没有传完"))
        }
    }
}
