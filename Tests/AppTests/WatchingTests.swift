import App
import Core
import DemoCity
import Logging
import Storage
import Synchronization
import TestSupport
import Testing
import Web

/// Keeps what is logged.
private final class LogBook: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    func add(_ line: String) { kept.withLock { $0.append(line) } }

    var logger: Logger {
        var logger = Logger(label: "book") { _ in Handler(book: self) }
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let book: LogBook
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { book.add("\(event.message) \(event.metadata ?? [:])") }
    }
}

@Suite("Whoever watches the house learns nothing of its people") struct WatchingTests {
    private static let typed = ["楚云飞", "310101199001011237", "13812345678", "chuyunfei"]

    @Test("a name, a number and a phone that somebody types are in no line of the log and in no metric")
    func nothingPersonal() async throws {
        let city = try await SmallCity.found()
        let book = LogBook()
        let server = QiaoServer(
            house: city.house, routes: city.parts.routes, rooms: city.parts.rooms, options: ServerOptions(),
            logger: book.logger)
        let client = WebClient(server)
        _ = try await client.post("/sign-in", ["login": "xuhui", "password": DemoCity.password])
        let unit = try await city.unit("漕河泾街道")
        _ = try await client.post(
            "/people",
            [
                "name": "楚云飞", "documentNumber": "310101199001011237", "phone": "13812345678", "unit": "\(unit)",
                "notDouble": "yes",
            ])
        for text in ["%E6%A5%9A%E4%BA%91%E9%A3%9E", "310101199001011237", "13812345678", "chuyunfei"] {
            _ = try await client.get("/people?q=\(text)")
            _ = try await client.get("/people/\(text)")
            _ = try await client.get("/\(text)")
        }
        _ = try await client.post("/sign-in", ["login": "chuyunfei", "password": "13812345678"])
        let written = book.lines.joined(separator: "\n") + city.house.meter.text()
        #expect(book.lines.count >= 14)
        #expect(written.contains("people"))
        for text in Self.typed + ["%E6%A5%9A", "\(unit)"] { #expect(!written.contains(text)) }
    }

    /// What a page might run into with something that somebody typed.
    private static let failing = Route.post("/failing", "test.failing", access: .everyone) { visit in
        let typed = visit.fields["typed"] ?? ""
        let value: String? = visit.fields["how"] == "null" ? nil : typed
        struct Surprise: Error { let about: String }
        guard visit.fields["how"] != "surprise" else { throw Surprise(about: typed) }
        try await visit.house.database.write { tx in
            try tx.execute("INSERT INTO house_facts (name, value) VALUES (\(typed), \(value))")
            try tx.execute("INSERT INTO house_facts (name, value) VALUES (\(typed), \(value))")
        }
        return .redirect("/")
    }

    @Test(
        "nor where it fails: what a database refuses, what cannot be read, what is no page",
        arguments: TestEngine.allCases)
    func failures(_ engine: TestEngine) async throws {
        let parts = Parts(demoAccountsAllowed: true)
        try await withDatabase(engine, clock: DemoCity.clock, migrations: parts.migrations) { database in
            let house = House(
                database: database, vault: Vault(KeyRing(seed: "failures")), clock: DemoCity.clock,
                identifiers: TimeOrderedIdentifiers(node: 0), phrasebook: parts.phrasebook, gate: parts.gate,
                registry: parts.registry)
            let book = LogBook()
            let server = QiaoServer(
                house: house, routes: parts.routes + [Self.failing], rooms: parts.rooms, options: ServerOptions(),
                logger: book.logger)
            let client = WebClient(server)
            var failed = 0
            for typed in Self.typed {
                for how in ["unique", "null", "surprise"] {
                    let answer = try await client.post("/failing", ["typed": typed, "how": how])
                    #expect(!answer.text.contains(typed))
                    if answer.status == 500 { failed += 1 }
                }
                let broken = Array("login=%zz\(typed)&password".utf8)
                for type in [
                    "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x",
                ] {
                    let answer = try await client.send(
                        "POST", "/sign-in", headers: ["Content-Type": type, "User-Agent": typed], body: [broken])
                    #expect(answer.status >= 400)
                }
                let escaped = percentEncoded(typed)
                _ = try await client.get("/\(escaped)/%zz.json?q=\(escaped)")
                _ = try await client.send("DELETE", "/people/\(escaped)")
                _ = try await client.send("CHUYUNFEI", "/people?q=\(escaped)")
            }
            // A surprise and a missing value are errors of ours for each; what is there twice may be a refusal.
            #expect(failed >= Self.typed.count * 2)
            #expect(book.lines.filter { $0.hasPrefix("internal error") }.count == failed)
            let written = book.lines.joined(separator: "\n") + house.meter.text()
            for text in Self.typed + ["%E6%A5%9A", "CHUYUNFEI"] { #expect(!written.contains(text)) }
        }
    }

    @Test("every answer has a number by which its line is found, and is counted") func counted() async throws {
        let city = try await SmallCity.found()
        let book = LogBook()
        let server = QiaoServer(
            house: city.house, routes: city.parts.routes, rooms: city.parts.rooms, options: ServerOptions(),
            logger: book.logger)
        let client = WebClient(server)
        let first = try await client.get("/sign-in")
        let second = try await client.get("/nowhere")
        let numbers = [first, second].compactMap { $0.header("X-Request-Id") }
        #expect(Set(numbers).count == 2)
        for number in numbers { #expect(book.lines.contains { $0.contains(number) }) }
        let text = city.house.meter.text()
        #expect(text.contains("qiao_requests_total{route=\"-\",status=\"4xx\"} 1"))
        #expect(text.contains("qiao_request_seconds_bucket{route=\"-\",le=\"+Inf\"} 1"))
        // The founding of the city went through commands.
        #expect(text.contains("qiao_commands_total{command="))
    }

    @Test("alive and ready are told apart, to anybody, and say nothing more") func ready() async throws {
        let city = try await SmallCity.found()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = QiaoServer(
            house: city.house, routes: city.parts.routes, rooms: city.parts.rooms, options: ServerOptions(),
            logger: logger, readiness: { ["database"] })
        let client = WebClient(server)
        let health = try await client.get("/health")
        let ready = try await client.get("/ready")
        #expect(health.status == 200)
        #expect(health.text == "ok\n")
        #expect(ready.status == 503)
        #expect(ready.text == "not ready: database\n")
        #expect(try await WebClient(city.server).get("/ready").status == 200)
        #expect(try await WebClient(city.server).get("/metrics").status != 200)
    }

    @Test("a proxy that is not believed is told once") func proxy() async throws {
        let city = try await SmallCity.found()
        let book = LogBook()
        let server = QiaoServer(
            house: city.house, routes: city.parts.routes, rooms: city.parts.rooms, options: ServerOptions(),
            logger: book.logger)
        let client = WebClient(server)
        for _ in 0..<3 { _ = try await client.send("GET", "/sign-in", headers: ["X-Forwarded-For": "203.0.113.7"]) }
        let said = book.lines.filter { $0.contains("--trust-forwarded") }
        #expect(said.count == 1)
        #expect(!book.lines.contains { $0.contains("203.0.113.7") })
    }

    @Test("what a database repeats of a value does not reach the log") func errors() {
        let said = loggable(StorageError.failed("invalid input syntax for type bigint: \"楚云飞 13812345678\""))
        #expect(said == "StorageError.failed: invalid input syntax for type bigint: …")
        #expect(loggable(StorageError.failed("near 王 310101199001011237")) == "StorageError.failed: near … …")
    }
}
