import Core
import HTTPTypes
import Hummingbird
import Logging
import Storage

/// Answers every request of the house.
package struct QiaoServer: Sendable {
    let house: House
    let options: ServerOptions
    let table: RouteTable
    let rooms: [Room]
    let sessions: SessionStore
    let logger: Logger
    /// What is in the way of doing any work; empty: nothing.
    private let readiness: @Sendable () async -> [String]
    private let proxyWarning = Once()
    private let tools: ListTools
    private let assets = Assets()
    private let security: SecurityHeaders

    /// - Parameter tools: what the pages of registered lists offer beside their own acts.
    package init(
        house: House, routes: [Route], rooms: [Room], options: ServerOptions, logger: Logger, tools: ListTools = .none,
        readiness: @escaping @Sendable () async -> [String] = { [] }
    ) {
        self.readiness = readiness
        self.house = house
        self.options = options
        self.rooms = rooms
        self.logger = logger
        self.tools = tools
        table = RouteTable(routes)
        sessions = SessionStore(idleSeconds: options.idleSeconds, absoluteSeconds: options.absoluteSeconds)
        security = SecurityHeaders(isSecure: options.secureCookies)
    }

    /// Who is signed in where, by this server's rules of time.
    package var sessionStore: SessionStore { sessions }

    /// - Parameter address: of the other end of the connection.
    package func respond(to request: Request, from address: String) async -> Response {
        let began = ContinuousClock.now
        var frame = Frame(request, from: address, options: options, phrasebook: house.phrasebook)
        var response: Response
        if let asset = assets.asset(at: frame.path), !frame.changes {
            frame.routeName = "asset"
            response = answer(asset)
        } else if frame.path == "/language", frame.method == "GET" {
            frame.routeName = "language"
            response = chooseLanguage(frame)
        } else if frame.path == "/health" || frame.path == "/ready", !frame.changes {
            frame.routeName = String(frame.path.dropFirst())
            response = await tellState(frame.path == "/ready")
        } else {
            response = await visit(request, &frame)
        }
        if let language = frame.chosen { response.add(cookie: keeping(language, frame)) }
        warnOfProxy(frame)
        response.headers[.requestID] = frame.requestID
        security.add(to: &response.headers)
        if request.method == .head { response = response.createHeadResponse() }
        log(frame, response.status, ContinuousClock.now - began)
        return response
    }

    private func visit(_ request: Request, _ frame: inout Frame) async -> Response {
        do {
            let (route, parameters) = try await find(&frame)
            if let detour = try await detour(&frame, route) { return detour }
            let body = frame.changes ? try await read(request, frame, route) : Body()
            defer { body.discard() }
            let isForged = frame.changes && isForged(frame, body.fields)
            if isForged, route.unproven == nil { throw Self.forged }
            if let language = body.fields["_language"].flatMap(Language.init(rawValue:)) {
                frame.choose(language, house.phrasebook)
            }
            let visit = Visit(
                house: house, actor: frame.actor, session: frame.session, words: frame.words, path: frame.path,
                query: frame.query, fields: body.fields, upload: body.upload, client: frame.client,
                wantsJSON: frame.wantsJSON,
                idempotencyKey: frame.headers[.idempotencyKey] ?? body.fields["_key"], sessions: sessions,
                parameters: parameters)
            if isForged, let unproven = route.unproven {
                return try await self.answer(try await unproven(visit, Self.forged), frame)
            }
            let answer = try await route.handler(visit)
            if case .page(_, .ok) = answer, !frame.wantsJSON {
                let listings = house.registry.listings(at: frame.path)
                if !listings.isEmpty { frame.tools = try await tools.load(visit, listings) }
            }
            return try await self.answer(answer, frame)
        } catch let problem as Problem {
            return refuse(problem, frame)
        } catch let wrong as WrongMethod {
            return refuse(wrong, frame)
        } catch {
            return fail(error, frame)
        }
    }

    struct WrongMethod: Error { let allowed: Set<String> }

    /// Also where there is no such page, whoever has signed in keeps her rooms around her.
    private func find(_ frame: inout Frame) async throws -> (Route, [String: String]) {
        switch table.find(frame.method == "HEAD" ? "GET" : frame.method, frame.path) {
        case .found(let route, let parameters):
            frame.routeName = route.name
            return (route, parameters)
        case .otherMethods(let methods):
            _ = try await identify(&frame)
            throw WrongMethod(allowed: methods)
        case .nothing:
            _ = try await identify(&frame)
            throw Problem.notFound
        }
    }

    private func read(_ request: Request, _ frame: Frame, _ route: Route) async throws -> Body {
        // Before the body, where the browser says it: a refused request leaves nothing on disk.
        if RequestOrigin(frame.headers, host: frame.host) == .elsewhere { throw Self.forged }
        return try await RequestBodyReader(uploadLimit: options.uploadLimit, acceptsUpload: route.acceptsUpload)
            .read(request)
    }

    private static let forged = Problem.forbidden("这次提交不是从本系统的页面发出的，请回到页面上重新提交")

    private func isForged(_ frame: Frame, _ fields: Fields) -> Bool {
        guard RequestOrigin(frame.headers, host: frame.host) == .unknown else { return false }
        let secret = frame.token?.text ?? frame.cookies[.visitor]
        let given = frame.headers[.formToken] ?? fields["_token"]
        return secret.map { !FormToken(secret: $0).matches(given) } ?? true
    }

    func shell(_ frame: Frame) -> Shell {
        Shell(
            words: frame.words, actor: frame.actor, rooms: rooms, paths: options.paths, current: frame.comeBack,
            said: frame.cookies[.said].flatMap { percentDecoded($0[...]) }, assets: assets,
            now: house.clock.now())
    }

    private func answer(_ asset: Asset) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: asset.contentType, .cacheControl: "public, max-age=31536000, immutable"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }

    private func chooseLanguage(_ frame: Frame) -> Response {
        var response = Response(status: .seeOther, headers: [.location: ownPath(frame.query["back"])])
        if let language = frame.query["to"].flatMap(Language.init(rawValue:)) {
            response.add(cookie: keeping(language, frame))
        }
        return response
    }

    private func keeping(_ language: Language, _ frame: Frame) -> String {
        frame.cookies.setting(.language, language.rawValue, seconds: 365 * 86_400)
    }

    /// Alive; or also able to work. For whoever starts and stops the program, and for a balancer; tells no more than that.
    private func tellState(_ asksWhetherReady: Bool) async -> Response {
        let faults = asksWhetherReady ? await readiness() : []
        let text = faults.isEmpty ? "ok\n" : "not ready: \(faults.joined(separator: ", "))\n"
        return Response(
            status: faults.isEmpty ? .ok : .serviceUnavailable, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Behind a proxy that is not believed, everybody has the proxy's address: one who mistypes locks all others out.
    private func warnOfProxy(_ frame: Frame) {
        guard !options.trustForwarded, frame.headers[.forwardedFor] != nil, proxyWarning.isFirst() else { return }
        logger.warning(
            "a request came through a proxy that is not believed: all its visitors count as one address; start with --trust-forwarded if the proxy is your own"
        )
    }

    /// What was asked by the route's name; never an address or anything personal.
    private func log(_ frame: Frame, _ status: HTTPResponse.Status, _ took: Duration) {
        house.meter.count(.requests, frame.routeName, "\(status.code / 100)xx")
        house.meter.observe(.requestSeconds, frame.routeName, took: took)
        logger.info(
            "request",
            metadata: [
                "request": "\(frame.requestID)", "method": "\(frame.knownMethod)", "route": "\(frame.routeName)",
                "status": "\(status.code)",
                "ms": "\(took.components.seconds * 1000 + took.components.attoseconds / 1_000_000_000_000_000)",
            ])
    }
}
