import Core
import Storage
import Testing
import TestSupport
import Web

@Suite("Sessions")
struct SessionTests {
    @Test("who has not signed in is sent to sign in, and from there back", arguments: TestEngine.allCases)
    func signIn(_ engine: TestEngine) async throws {
        try await withSmallHouse(engine) { _, client in
            let refused = try await client.get("/people/new?a=1")
            #expect(refused.status == 303)
            #expect(refused.location == "/sign-in?next=%2Fpeople%2Fnew%3Fa%3D1")
            try await client.signIn()
            let home = try await client.get("/").page()
            #expect(home.first("h1")?.text == "李秀英")
            let left = try await client.post("/sign-out")
            #expect(left.location == "/sign-in")
            #expect(try await client.get("/").status == 303)
        }
    }

    @Test(
        "a session ends half an hour after the last request and twelve hours after sign-in",
        arguments: TestEngine.allCases)
    func timeOut(_ engine: TestEngine) async throws {
        try await withSmallHouse(engine) { house, client in
            try await client.signIn()
            house.clock.advance(milliseconds: 29 * 60_000)
            #expect(try await client.get("/").status == 200)
            house.clock.advance(milliseconds: 29 * 60_000)
            #expect(try await client.get("/").status == 200)
            house.clock.advance(milliseconds: 30 * 60_000)
            let idle = try await client.get("/")
            #expect(idle.location == "/sign-in")
            let page = try await client.follow(idle).page()
            #expect(page.first("div", ["role": "status"])?.text.contains("没有操作") == true)

            try await client.signIn()
            for _ in 0..<25 {
                house.clock.advance(milliseconds: 28 * 60_000)
                #expect(try await client.get("/").status == 200)
            }
            house.clock.advance(milliseconds: 20 * 60_000)
            #expect(try await client.get("/").status == 303)
            let ends = try await house.database.read { tx in
                try house.server.sessionStore.list(SmallHouse.account, tx).map(\.endedWhy)
            }
            #expect(ends == [.expired, .idle])
        }
    }

    @Test("signing in again takes a new token and ends the old one", arguments: TestEngine.allCases)
    func rotation(_ engine: TestEngine) async throws {
        try await withSmallHouse(engine) { house, client in
            try await client.signIn()
            let old = client.cookies
            try await client.signIn()
            #expect(client.cookies["qiao_session"] != old["qiao_session"])
            let thief = WebClient(house.server)
            thief.cookies = old
            #expect(try await thief.get("/").status == 303)
            #expect(try await client.get("/").status == 200)
            let kept: [String] = try await house.database.read { try $0.values("SELECT token_digest FROM sessions") }
            #expect(!kept.contains(old["qiao_session"] ?? ""))
        }
    }

    @Test("her other sessions can be ended, this one stays; another's is not found")
    func endAll() async throws {
        try await withSmallHouse { house, client in
            let store = house.server.sessionStore
            let other = WebClient(house.server)
            try await other.signIn()
            house.clock.advance(milliseconds: 1000)
            try await client.signIn()
            let sessions = try await house.database.read { try store.list(SmallHouse.account, $0) }
            #expect(sessions.count == 2)
            try await house.database.write { try store.endAll(SmallHouse.account, except: sessions[0], $0) }
            #expect(try await client.get("/").status == 200)
            #expect(try await other.get("/").status == 303)
            await #expect(throws: Problem.notFound) {
                try await house.database.write { try store.end(sessions[0].id, of: Identifier(rawValue: 7), $0) }
            }
        }
    }

    @Test("what the account may is asked at every request")
    func gate() async throws {
        try await withSmallHouse { house, client in
            try await client.signIn()
            house.door.name = "王芳"
            #expect(try await client.get("/").page().first("h1")?.text == "王芳")
            house.door.isOpen = false
            #expect(try await client.get("/").status == 303)
            house.door.isOpen = true
            #expect(try await client.get("/").status == 303)
        }
    }

    @Test("who must change the password gets nowhere else")
    func mustChange() async throws {
        try await withSmallHouse { house, client in
            try await client.signIn()
            house.door.mustChange = true
            #expect(try await client.get("/people/new").location == "/password")
            #expect(try await client.get("/people/new", json: true).status == 403)
            let page = try await client.get("/password").page()
            #expect(!page.has(class: "rail"))
            #expect(try await client.post("/sign-out").location == "/sign-in")
        }
    }

    @Test("the last request is written once a minute at most")
    func seldomWritten() async throws {
        try await withSmallHouse { house, client in
            func seen() async throws -> Instant? {
                try await house.database.read {
                    try house.server.sessionStore.list(SmallHouse.account, $0).first?.seenAt
                }
            }
            try await client.signIn()
            let started = try await seen()
            house.clock.advance(milliseconds: 59_000)
            _ = try await client.get("/")
            #expect(try await seen() == started)
            house.clock.advance(milliseconds: 1000)
            _ = try await client.get("/")
            #expect(try await seen() == house.clock.now())
        }
    }

    @Test("so many tries, then one every so often")
    func rateLimit() throws {
        let clock = ManualClock()
        let limit = RateLimit(capacity: 3, secondsPerToken: 10, clock: clock)
        for _ in 0..<3 { try limit.take("li") }
        #expect(throws: Problem.tooMany("次数太多，请 \(10) 秒后再试", retryAfterSeconds: 10)) { try limit.take("li") }
        try limit.take("wang")
        clock.advance(milliseconds: 9999)
        #expect(throws: Problem.self) { try limit.take("li") }
        clock.advance(milliseconds: 1)
        try limit.take("li")
        #expect(throws: Problem.self) { try limit.take("li") }
    }
}
