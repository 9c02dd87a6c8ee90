import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOPosix

/// What a request carried.
struct Body: Sendable {
    var fields = Fields()
    var upload: Upload?

    /// Until here the upload can be read by its path.
    func discard() { withExtendedLifetime(upload) {} }
}

/// Reads a form, a flat JSON body or an upload, within limits.
struct RequestBodyReader: Sendable {
    let uploadLimit: Int
    let acceptsUpload: Bool
    var folder = FileManager.default.temporaryDirectory.path

    private static let textLimit = 1 << 20
    private static let fieldCount = 200
    private static let fieldLimit = 64 << 10
    /// A browser that is refused in the middle of a file shows a broken connection; up to so much is read and thrown away.
    private static let patience = 200 << 20

    func read(_ request: Request) async throws -> Body {
        let type = request.headers[.contentType] ?? ""
        switch HeaderValue(type).value.lowercased() {
        case "application/x-www-form-urlencoded":
            guard let fields = Fields(encoded: try await text(request)[...]) else { throw Self.unreadable }
            return Body(fields: fields)
        case "application/json": return Body(fields: try Fields(json: try await text(request)))
        case "multipart/form-data": return try await multipart(request, type)
        default:
            guard try await text(request).isEmpty else {
                throw Problem.invalid("body", "请用表单或 JSON 提交内容")
            }
            return Body()
        }
    }

    static let unreadable = Problem.invalid("body", "提交的内容无法读取，请返回上一页重试")

    private func text(_ request: Request) async throws -> String {
        var bytes: [UInt8] = []
        var count = 0
        for try await piece in request.body {
            count += piece.readableBytes
            guard count <= Self.patience else { break }
            if count <= Self.textLimit { bytes += piece.readableBytesView }
        }
        guard count <= Self.textLimit else { throw Problem.tooLarge("提交的内容超过 1 MB，请分开提交") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Self.unreadable }
        return text
    }

    /// The file goes straight to disk; what is wrong is said only when all has arrived.
    private func multipart(_ request: Request, _ type: String) async throws -> Body {
        guard let parser = MultipartParser(contentType: type) else { throw Self.unreadable }
        let collector = PartCollector(
            parser: parser, uploadLimit: uploadLimit, acceptsUpload: acceptsUpload, folder: folder,
            fieldCount: Self.fieldCount, fieldLimit: Self.fieldLimit)
        var count = 0
        for try await piece in request.body {
            count += piece.readableBytes
            guard count <= Self.patience else { break }
            try await NIOThreadPool.singleton.runIfActive { collector.take(Array(piece.readableBytesView)) }
        }
        return try await NIOThreadPool.singleton.runIfActive { try collector.finish() }
    }
}

extension Fields {
    /// `a=1&b=2`, as forms and queries write it; nil when it cannot be read.
    package init?(encoded text: Substring) {
        self.init()
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = percentDecoded(parts[0], plusIsSpace: true),
                let value = percentDecoded(parts.count == 2 ? parts[1] : "", plusIsSpace: true)
            else { return nil }
            append(name, value)
        }
    }

    /// A flat object: texts, numbers, truths, or lists of these.
    init(json text: String) throws(Problem) {
        self.init()
        guard let object = try? JSONDecoder().decode([String: FlatJSON].self, from: Data(text.utf8)) else {
            throw RequestBodyReader.unreadable
        }
        for (name, value) in object {
            for text in value.texts {
                guard !text.utf8.contains(0) else { throw RequestBodyReader.unreadable }
                append(name, text)
            }
        }
    }
}

private struct FlatJSON: Decodable {
    let texts: [String]

    init(from decoder: any Decoder) throws {
        if var list = try? decoder.unkeyedContainer() {
            var texts: [String] = []
            while !list.isAtEnd { texts += try list.decode(FlatJSON.self).texts }
            self.texts = texts
            return
        }
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            texts = []
        } else if let truth = try? value.decode(Bool.self) {
            texts = [truth ? "true" : "false"]
        } else if let number = try? value.decode(Int.self) {
            texts = [String(number)]
        } else if let number = try? value.decode(Decimal.self) {
            texts = [number.description]
        } else {
            texts = [try value.decode(String.self)]
        }
    }
}
