import Core
import Foundation
import Testing
import TestSupport
@testable import Web

@Suite("Server")
struct ServerTests {
    enum Token: CaseIterable { case right, wrong, none }

    @Test(
        "a form from elsewhere is refused",
        arguments: [
            (["Sec-Fetch-Site": "same-origin"], Token.none, true), (["Sec-Fetch-Site": "none"], .none, true),
            (["Sec-Fetch-Site": "cross-site"], .right, false), (["Sec-Fetch-Site": "same-site"], .right, false),
            (["Sec-Fetch-Site": "cross-site", "Origin": "http://qiao.test"], .right, false),
            (["Origin": "http://qiao.test"], .none, true), (["Origin": "http://qiao.test:81"], .right, false),
            (["Origin": "https://evil.example"], .right, false), (["Origin": "null"], .right, false),
            ([:], .right, true), ([:], .wrong, false), ([:], .none, false),
        ])
    func forgery(_ headers: [String: String], _ token: Token, _ passes: Bool) async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            let right = try #require(try await client.get("/people/new").page().formToken)
            client.fetchSite = nil
            client.headers = headers
            let fields: [String: String] =
                switch token {
                case .right: ["_token": right]
                case .wrong: ["_token": String(right.reversed())]
                case .none: [:]
                }
            let answer = try await client.post("/plain", fields.merging(["name": "甲"]) { $1 })
            #expect(answer.status == (passes ? 200 : 403))
            #expect(answer.text.contains("不是从本系统的页面发出的") == !passes)
        }
    }

    @Test("before sign-in the form has a token too, bound to the browser")
    func visitorToken() async throws {
        try await withSmallHouse { house, client in
            client.fetchSite = nil
            let token = try #require(try await client.get("/sign-in").page().formToken)
            let stranger = WebClient(house.server)
            stranger.fetchSite = nil
            #expect(try await stranger.post("/sign-in", ["_token": token]).status == 403)
            #expect(try await client.post("/sign-in").status == 403)
            #expect(try await client.post("/sign-in", ["_token": token]).status == 303)
        }
    }

    @Test("a page and its JSON twin say the same; problems likewise")
    func twin() async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            let id = Identifier(rawValue: 99).description
            for answer in [
                try await client.get("/people/\(id).json"), try await client.get("/people/\(id)", json: true),
            ] {
                #expect(answer.header("Content-Type") == "application/json; charset=utf-8")
                #expect(answer.text == #"{"text":"\#(id)","title":"人员"}"#)
            }
            let missing = try await client.get("/people/nobody.json")
            #expect(missing.status == 404)
            #expect(missing.text.contains(#""code":"notFound""#))
            let done = try await client.post(
                "/people/new", json: #"{"name":"王小明","age":3,"ok":true,"many":[1,"b"],"none":null}"#)
            #expect(try done.object()["location"] as? String == "/")
            #expect(try done.object()["message"] as? String == "已登记王小明")
            let invalid = try await client.post("/people/new", json: "{}")
            #expect(invalid.status == 422)
            #expect(
                invalid.text
                    == #"{"error":{"code":"invalid","fields":[{"code":"nameMissing","field":"name","message":"请填写姓名"}],"message":"有内容需要改正"}}"#
            )
            #expect(try await client.post("/people/new", json: #"{"name":{"deep":1}}"#).status == 422)
            #expect(try await client.get("/forbidden.json").status == 403)
            let busy = try await client.get("/busy", json: true)
            #expect(busy.status == 429 && busy.header("Retry-After") == "7")
            _ = try await client.post("/sign-out")
            #expect(try await client.get("/index.json").status == 401)
        }
    }

    @Test("a refused form comes back as a page, filled in")
    func refusedForm() async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            let answer = try await client.post("/people/new", ["password": "秘密"])
            #expect(answer.status == 422)
            let page = try answer.page()
            #expect(page.first("a", ["href": "#field-name"])?.text == "请填写姓名")
            #expect(!answer.text.contains("秘密"))
        }
    }

    @Test("what was done is said once, on the page that follows")
    func said() async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            _ = try await client.get("/")
            let next = try await client.follow(try await client.post("/people/new", ["name": "<王>"]))
            #expect(try next.page().first("div", ["role": "status"])?.text.contains("已登记<王>") == true)
            #expect(try await client.get("/").page().first("div", ["role": "status"]) == nil)
        }
    }

    @Test(
        "every answer carries the rules for the browser",
        arguments: ["/", "/sign-in", "/nope", "/wrong", "/index.json", "/file"])
    func headers(_ path: String) async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            let answer = try await client.get(path)
            let policy = try #require(answer.header("Content-Security-Policy"))
            #expect(
                policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'")
                    && !policy.contains("unsafe"))
            #expect(answer.header("X-Content-Type-Options") == "nosniff")
            #expect(answer.header("Referrer-Policy") == "same-origin")
            #expect(answer.header("Cache-Control") == "no-store")
            #expect(answer.header("Strict-Transport-Security") == nil)
        }
    }

    @Test("under a public name cookies are secure and TLS is asked for")
    func publicName() async throws {
        var options = ServerOptions()
        options.publicHost = "qiao.example.cn"
        try await withSmallHouse(options: options) { _, client in
            let answer = try await client.post("/sign-in")
            let cookie = try #require(answer.setCookies.first { $0.hasPrefix("__Host-qiao_session=") })
            #expect(cookie.contains("HttpOnly") && cookie.contains("Secure") && cookie.contains("SameSite=Lax"))
            #expect(answer.header("Strict-Transport-Security")?.contains("max-age=") == true)
        }
    }

    @Test("the page's style and script are ours, kept by their content, and nothing is inline")
    func assets() async throws {
        try await withSmallHouse { _, client in
            let page = try await client.get("/sign-in").page()
            let style = try #require(page.first("link", ["rel": "stylesheet"])?["href"])
            let script = try #require(page.first("script")?["src"])
            for (path, type) in [(style, "text/css"), (script, "text/javascript")] {
                let answer = try await client.get(path)
                #expect(answer.status == 200 && answer.header("Content-Type")?.hasPrefix(type) == true)
                #expect(answer.header("Cache-Control")?.contains("immutable") == true)
                #expect(!answer.bytes.isEmpty)
            }
            #expect(page.all("style").isEmpty && page.all("script").allSatisfy { $0.text.isEmpty })
        }
    }

    @Test("language is a choice that stays; the way back is within the house")
    func language() async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            let chinese = try await client.get("/people/new?a=1").page()
            #expect(chinese.first("html")?["lang"] == "zh-CN")
            let link = try #require(chinese.first("a", ["lang": "en"])?["href"])
            let chosen = try await client.get(link)
            #expect(chosen.location == "/people/new?a=1")
            let english = try await client.follow(chosen).page()
            #expect(english.first("html")?["lang"] == "en")
            #expect(english.first("h1")?.text == "Register")
            #expect(try await client.get("/language?to=en&back=//evil.example").location == "/")
        }
    }

    @Test("missing, wrong method, and an error of ours that shows its number only")
    func errors() async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            let missing = try await client.get("/nope/nowhere")
            #expect(missing.status == 404)
            #expect(try missing.page().has(class: "rail"))
            let method = try await client.post("/wrong")
            #expect(method.status == 405 && method.header("Allow") == "GET")
            #expect(try await client.send("DELETE", "/people/new").header("Allow") == "GET, POST")
            let wrong = try await client.get("/wrong")
            #expect(wrong.status == 500 && !wrong.text.contains("secret detail"))
            #expect(try wrong.page().first("div", ["role": "alert"])?.text.contains("错误编号") == true)
            let head = try await client.send("HEAD", "/")
            #expect(head.status == 200 && head.bytes.isEmpty)
        }
    }

    @Test("a file goes out under its name")
    func download() async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            let answer = try await client.get("/file")
            #expect(answer.text == "a,b")
            #expect(
                answer.header("Content-Disposition")
                    == "attachment; filename=\"___.csv\"; filename*=UTF-8''%E8%8A%B1%E5%90%8D%E5%86%8C.csv")
        }
    }

    @Test("work in progress asks again, with and without a script")
    func refresh() async throws {
        try await withSmallHouse { _, client in
            try await client.signIn()
            let page = try await client.get("/slow").page()
            #expect(page.first("main")?["data-refresh"] == "2")
            #expect(page.first("meta", ["http-equiv": "refresh"])?["content"] == "2")
            #expect(try await client.get("/").page().first("meta", ["http-equiv": "refresh"]) == nil)
        }
    }

    @Test(
        "a forwarded address counts only behind a proxy of ours",
        arguments: [(false, "192.0.2.7"), (true, "203.0.113.9")])
    func forwarded(_ trusts: Bool, _ expected: String) async throws {
        var options = ServerOptions()
        options.trustForwarded = trusts
        try await withSmallHouse(options: options) { house, client in
            client.headers = ["X-Forwarded-For": "198.51.100.1, 203.0.113.9"]
            try await client.signIn()
            let session = try await house.database.read {
                try house.server.sessionStore.list(SmallHouse.account, $0).first
            }
            #expect(session?.address == expected)
        }
    }

    @Test("NUL, which no database keeps, is no text wherever it stands", arguments: ["?q=%00", "?q=a%00b&x=1"])
    func nul(_ query: String) async throws {
        #expect(Fields(encoded: Substring(query.dropFirst())) == nil)
        try await withSmallHouse { _, client in
            try await client.signIn()
            let page = try await client.get("/people/new" + query)
            #expect(page.status == 200)
            #expect(try await client.get("/people/a%00b").status == 404)
            let form = try await client.post("/plain", ["name": "a\u{0}b"])
            #expect(form.status == 422)
            let parts = try await client.post("/people/new", ["name": "a\u{0}b"], file: ("file", "a.csv", [1]))
            #expect(parts.status == 422)
            let json = try await client.post("/plain", json: "{\"name\":\"a\\u0000b\"}")
            #expect(json.status == 422)
        }
    }
}
