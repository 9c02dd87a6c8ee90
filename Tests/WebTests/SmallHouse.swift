import Core
import Hummingbird
import Logging
import Storage
import Synchronization
import TestSupport
import Web

/// A house with a few pages of its own, for tests of what is around every page.
final class SmallHouse: Sendable {
    let clock: ManualClock
    let database: any Database
    let server: QiaoServer
    /// What the gate says of the account now.
    let door: Door

    final class Door: Sendable {
        private let state = Mutex((open: true, mustChange: false, name: "李秀英"))
        var isOpen: Bool {
            get { state.withLock { $0.open } }
            set { state.withLock { $0.open = newValue } }
        }
        var mustChange: Bool {
            get { state.withLock { $0.mustChange } }
            set { state.withLock { $0.mustChange = newValue } }
        }
        var name: String {
            get { state.withLock { $0.name } }
            set { state.withLock { $0.name = newValue } }
        }
    }

    static let account = Identifier(rawValue: 42)

    init(_ database: any Database, clock: ManualClock, options: ServerOptions = ServerOptions()) {
        let door = Door()
        self.door = door
        self.clock = clock
        self.database = database
        let gate = Gate { id, _ in
            door.isOpen
                ? Actor(account: id, name: door.name, person: nil, holdings: [], mustChangePassword: door.mustChange)
                : nil
        }
        let house = House(
            database: database, vault: Vault(KeyRing(seed: "web")), clock: clock,
            identifiers: TimeOrderedIdentifiers(node: 1),
            phrasebook: Phrasebook([WebParts.area.english, ["登记": "Register"]]),
            gate: gate)
        server = QiaoServer(
            house: house, routes: Self.routes, rooms: [Self.room], options: options,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    static let room = Room(key: "people", character: "人", name: "人员", path: "/people")

    private static let routes: [Route] = [
        .get("/", "home") { visit in .page(Note(title: .verbatim(visit.actor.name), text: "在家")) },
        .get("/sign-in", "signIn", access: .everyone) { _ in .page(Note(title: "登录", text: "请输入", form: FormState())) },
        .post("/sign-in", "enter", access: .everyone) { _ in .signedIn(account, to: "/", saying: "欢迎回来") },
        .post("/sign-out", "leave") { _ in .signedOut(to: "/sign-in") },
        .get("/password", "password") { _ in .page(Note(title: "修改密码", text: "新密码")) },
        .get("/people/new", "newPerson") { _ in .page(Note(title: "登记", text: "空表", form: FormState())) },
        .get("/people/:person", "person") { visit in
            .page(Note(title: "人员", text: "\(try visit.identifier("person"))", room: room))
        },
        .post("/people/new", "addPerson", acceptsUpload: true) { visit in
            try await visit.submit {
                guard let name = visit.fields["name"] else {
                    throw Problem.invalid("name", "请填写姓名", code: "nameMissing")
                }
                guard let upload = visit.upload else { return .redirect("/", saying: "已登记\(name)") }
                let head = String(decoding: try upload.read().prefix(4), as: UTF8.self)
                return .page(Note(title: "收到", text: "\(upload.fileName) \(upload.size) \(head)"))
            } orShow: {
                Note(title: "登记", text: "再来", form: $0)
            }
        },
        .post("/plain", "plain") { visit in .page(Note(title: "收到", text: visit.fields["name"] ?? "")) },
        .get("/wrong", "wrong") { _ in throw StorageError.failed("secret detail") },
        .get("/slow", "slow") { _ in .page(Note(title: "进行中", text: "一半", refreshSeconds: 2)) },
        .get("/forbidden", "forbidden") { _ in throw Problem.forbidden("不归您办") },
        .get("/busy", "busy") { _ in throw Problem.tooMany("慢一点", retryAfterSeconds: 7) },
        .get("/file", "file") { _ in
            .file(Download(name: "花名册.csv", contentType: "text/csv", content: .bytes(Array("a,b".utf8))))
        },
    ]
}

struct Note: Page {
    let title: Message
    let text: String
    var room: Room? = nil
    var form: FormState? = nil
    var refreshSeconds: Int? = nil

    private enum CodingKeys: String, CodingKey { case title, text }

    func body(_ words: Words) -> HTML {
        let form = form.map { state -> HTML in
            let form = FormView(words, state)
            return form.wrapped(
                to: "/people/new", submit: "登记",
                [form.text("name", "姓名"), form.password("password", "密码", autocomplete: "off")])
        }
        return "\(pageHeader(words, title))<p id=\"text\">\(text)</p>\(form)"
    }
}

/// A house on a fresh database.
func withSmallHouse(
    _ engine: TestEngine = .sqlite, options: ServerOptions = ServerOptions(),
    _ body: (SmallHouse, WebClient) async throws -> Void
) async throws {
    let clock = ManualClock()
    try await withDatabase(engine, clock: clock, migrations: WebParts.area.migrations) { database in
        let house = SmallHouse(database, clock: clock, options: options)
        try await body(house, WebClient(house.server))
    }
}

extension WebClient {
    func signIn() async throws { _ = try await post("/sign-in") }
}
