import Foundation
import HTTPTypes
import Hummingbird
import Web

/// A browser without a socket: keeps cookies, says where its requests come from, follows when asked.
package final class WebClient {
    package var cookies: [String: String] = [:]
    /// `Sec-Fetch-Site`, as a page of ours would send it; nil: an old browser.
    package var fetchSite: String? = "same-origin"
    package var headers: [String: String] = [:]

    private let server: QiaoServer
    private let host: String
    private let address: String

    package init(_ server: QiaoServer, host: String = "qiao.test", address: String = "192.0.2.7") {
        self.server = server
        self.host = host
        self.address = address
    }

    package func get(_ path: String, json: Bool = false) async throws -> WebAnswer {
        try await send("GET", path, headers: json ? ["Accept": "application/json"] : [:])
    }

    package func post(_ path: String, _ fields: [String: String] = [:], json: Bool = false) async throws -> WebAnswer {
        let body = fields.sorted { $0.key < $1.key }.map { percentEncoded($0.key) + "=" + percentEncoded($0.value) }
        return try await send(
            "POST", path,
            headers: ["Content-Type": "application/x-www-form-urlencoded"].merging(
                json ? ["Accept": "application/json"] : [:]
            ) { $1 },
            body: [Array(body.joined(separator: "&").utf8)])
    }

    package func post(_ path: String, json: String) async throws -> WebAnswer {
        try await send(
            "POST", path, headers: ["Content-Type": "application/json", "Accept": "application/json"],
            body: [Array(json.utf8)])
    }

    package func post(
        _ path: String, _ fields: [String: String] = [:], file: (field: String, name: String, bytes: [UInt8])
    ) async throws -> WebAnswer {
        var body: [UInt8] = []
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            body += "--mark\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        body += "--mark\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n".utf8
        body += "Content-Type: application/octet-stream\r\n\r\n".utf8
        body += file.bytes
        body += "\r\n--mark--\r\n".utf8
        return try await send(
            "POST", path, headers: ["Content-Type": "multipart/form-data; boundary=mark"], body: [body])
    }

    /// The page to which an answer sends on.
    package func follow(_ answer: WebAnswer) async throws -> WebAnswer {
        guard let location = answer.location else { return answer }
        return try await get(location)
    }

    package func send(
        _ method: String, _ path: String, headers extra: [String: String] = [:], body: [[UInt8]] = []
    ) async throws -> WebAnswer {
        var fields: HTTPFields = [:]
        fields[HTTPField.Name("Host")!] = host
        if let fetchSite { fields[HTTPField.Name("Sec-Fetch-Site")!] = fetchSite }
        if !cookies.isEmpty {
            fields[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
        }
        for (name, value) in headers.merging(extra, uniquingKeysWith: { $1 }) { fields[HTTPField.Name(name)!] = value }
        let head = HTTPRequest(
            method: HTTPRequest.Method(method)!, scheme: "http", authority: host, path: path, headerFields: fields)
        let pieces = AsyncStream { stream in
            for piece in body { stream.yield(ByteBuffer(bytes: piece)) }
            stream.finish()
        }
        let response = await server.respond(
            to: Request(head: head, body: RequestBody(asyncSequence: pieces)), from: address)
        let collected = Collected()
        try await response.body.write(BodyCollector(collected: collected))
        let answer = WebAnswer(status: response.status.code, headers: response.headers, bytes: collected.bytes)
        keep(answer.setCookies)
        return answer
    }

    private func keep(_ setCookies: [String]) {
        for cookie in setCookies {
            let pair = cookie.split(separator: ";")[0].split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
        }
    }
}

package struct WebAnswer: Sendable {
    package let status: Int
    package let headers: HTTPFields
    package let bytes: [UInt8]

    package var text: String { String(decoding: bytes, as: UTF8.self) }
    package var location: String? { headers[.location] }
    package var setCookies: [String] { headers[values: .setCookie] }

    package func header(_ name: String) -> String? { headers[HTTPField.Name(name)!] }

    /// The body as a JSON object.
    package func object() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
    }

    /// The body as a page; throws where it is not well formed.
    package func page() throws -> Markup { try Markup(text) }
}

private final class Collected: @unchecked Sendable {
    var bytes: [UInt8] = []
}

private struct BodyCollector: ResponseBodyWriter {
    let collected: Collected

    mutating func write(_ buffer: ByteBuffer) async throws { collected.bytes += buffer.readableBytesView }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
