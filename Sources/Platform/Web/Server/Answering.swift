import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOPosix
import Storage

extension QiaoServer {
    func answer(_ answer: Answer, _ frame: Frame) async throws -> Response {
        switch answer {
        case .page(let page, let status): return try show(page, status, frame)
        case .refused(let page, let problem):
            guard !frame.wantsJSON else { return refuse(problem, frame) }
            return waiting(problem, try show(page, problem.status, frame))
        case .redirect(let target, let message): return redirect(target, saying: message, frame)
        case .file(let download): return try send(download)
        case .signedIn(let account, let target, let message):
            let token = SessionToken()
            try await house.database.write { [sessions, client = frame.client, earlier = frame.session] tx in
                if let earlier { try sessions.end(earlier.id, .replaced, tx) }
                _ = try sessions.start(account, client, token: token, tx)
            }
            var response = redirect(target, saying: message, frame)
            response.add(cookie: frame.cookies.setting(.session, token.text))
            response.add(cookie: frame.cookies.setting(.visitor, "", seconds: 0))
            return response
        case .signedOut(let target, let message):
            if let session = frame.session {
                try await house.database.write { [sessions] tx in try sessions.end(session.id, .signedOut, tx) }
            }
            var response = redirect(target, saying: message, frame)
            response.add(cookie: frame.cookies.setting(.session, "", seconds: 0))
            return response
        }
    }

    func show(_ page: any Page, _ status: HTTPResponse.Status, _ frame: Frame) throws -> Response {
        guard !frame.wantsJSON else { return Response(status: status, json: try Web.json(page, frame.words)) }
        let html = shell(frame).html(page).filling(tools: frame.tools)
        var secret = frame.token?.text ?? frame.cookies[.visitor] ?? ""
        var cookie: String?
        if secret.isEmpty, html.hasFormToken {
            secret = randomHex(bytes: 16)
            cookie = frame.cookies.setting(.visitor, secret)
        }
        let text = html.text(formToken: FormToken(secret: secret).text, formKey: { randomHex(bytes: 12) })
        var response = Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        if page.staysInHistory { response.headers[.cacheControl] = "private, no-cache" }
        if let cookie { response.add(cookie: cookie) }
        if frame.cookies[.said] != nil { response.add(cookie: frame.cookies.setting(.said, "", seconds: 0)) }
        return response
    }

    func redirect(_ target: String, saying message: Message?, _ frame: Frame) -> Response {
        let sentence = message.map { String(frame.words($0).prefix(200)) }
        if frame.wantsJSON, let body = try? Web.json(Onward(location: target, message: sentence), frame.words) {
            return Response(status: .ok, json: body)
        }
        var response = Response(status: .seeOther, headers: [.location: target])
        if let sentence { response.add(cookie: frame.cookies.setting(.said, percentEncoded(sentence), seconds: 60)) }
        return response
    }

    private struct Onward: Encodable {
        let location: String
        let message: String?
    }

    func json(_ body: some Encodable, _ status: HTTPResponse.Status, _ frame: Frame) -> Response {
        guard let bytes = try? Web.json(body, frame.words) else { return Response(status: .internalServerError) }
        return Response(status: status, json: bytes)
    }

    func refuse(_ problem: Problem, _ frame: Frame) -> Response {
        if frame.wantsJSON { return waiting(problem, json(ProblemAnswer(problem), problem.status, frame)) }
        let back = frame.changes ? frame.comeBack : "/"
        return waiting(problem, plain(ProblemPage(problem, back: back), problem.status, frame))
    }

    func refuse(_ wrong: WrongMethod, _ frame: Frame) -> Response {
        let page = ProblemPage(otherMethods: ())
        var response =
            frame.wantsJSON
            ? json(ProblemAnswer(code: "method", page.reason), .methodNotAllowed, frame)
            : plain(page, .methodNotAllowed, frame)
        response.headers[.allow] = wrong.allowed.sorted().joined(separator: ", ")
        return response
    }

    /// An error of ours: its number on the page, the rest in the log.
    func fail(_ error: any Error, _ frame: Frame) -> Response {
        switch error as? StorageError {
        case .busy: return refuse(.unavailable("系统正忙，请稍后再试"), frame)
        case .unavailable: return refuse(.unavailable("数据库暂时连不上，请稍后再试"), frame)
        case .diskFull: return refuse(.unavailable("磁盘已满，没有保存；请联系系统管理员"), frame)
        default: break
        }
        let number = randomHex(bytes: 4)
        logger.error(
            "internal error",
            metadata: [
                "number": "\(number)", "request": "\(frame.requestID)", "route": "\(frame.routeName)",
                "error": "\(loggable(error))",
            ])
        house.meter.count(.internalErrors)
        let page = ProblemPage(internalNumber: number)
        return frame.wantsJSON
            ? json(ProblemAnswer(code: "internal", page.reason), .internalServerError, frame)
            : plain(page, .internalServerError, frame)
    }

    private func plain(_ page: ProblemPage, _ status: HTTPResponse.Status, _ frame: Frame) -> Response {
        (try? show(page, status, frame)) ?? Response(status: .internalServerError)
    }

    private func waiting(_ problem: Problem, _ response: Response) -> Response {
        guard case .tooMany(_, let seconds) = problem else { return response }
        var response = response
        response.headers[.retryAfter] = String(seconds)
        return response
    }

    private func send(_ download: Download) throws -> Response {
        let ascii = String(
            download.name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_. ".contains($0)) ? $0 : "_" })
        let disposition = "attachment; filename=\"\(ascii)\"; filename*=UTF-8''\(percentEncoded(download.name))"
        let headers: HTTPFields = [.contentType: download.contentType, .contentDisposition: disposition]
        switch download.content {
        case .bytes(let bytes):
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .pieces(let size, let count, let piece):
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody(contentLength: size) { writer in
                    for number in 0..<count {
                        try await writer.write(ByteBuffer(bytes: try await piece(number)))
                    }
                    try await writer.finish(nil)
                })
        case .path(let path):
            // Opened before the answer begins, so that a file that is gone is an error and not half an answer.
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let size = Int(try handle.seekToEnd())
            try handle.seek(toOffset: 0)
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody(contentLength: size) { writer in
                    while let piece = try await NIOThreadPool.singleton.runIfActive({
                        try handle.read(upToCount: 1 << 17)
                    }),
                        !piece.isEmpty
                    {
                        try await writer.write(ByteBuffer(bytes: piece))
                    }
                    try await writer.finish(nil)
                })
        }
    }
}

extension Response {
    fileprivate init(status: HTTPResponse.Status, json: [UInt8]) {
        self.init(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }

    mutating func add(cookie: String) { headers.append(HTTPField(name: .setCookie, value: cookie)) }
}
