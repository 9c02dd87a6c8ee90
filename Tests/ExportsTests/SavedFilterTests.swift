import Core
import Storage
import TestForce
import TestSupport
import Testing
import Web

@testable import Exports

@Suite("Saved filters") struct SavedFilterTests {
    private func save(_ name: String, _ at: String, _ browser: WebClient) async throws -> WebAnswer {
        try await browser.post("/filters", ["list": "units", "at": at, "title": name])
    }

    private func saved(_ browser: WebClient, at path: String) async throws -> [Markup.Element] {
        try await browser.get(path).page().all("a").filter { $0["class"] == "saved" }
    }

    @Test("a filter is kept under a name, stands above the list and is nobody else's", arguments: TestEngine.allCases)
    func keeping(_ engine: TestEngine) async throws {
        try await ForceCity.withExports(engine) { city in
            let browser = try await city.browser(of: try await city.account(.officer, at: city.city))
            let other = try await city.browser(of: try await city.account(.officer, at: city.city))
            let at = "/units?kind=town&view=list"
            let list = try await browser.get("/units?view=list&kind=town&after=abc").page()
            let link = list.all("a").compactMap { $0["href"] }.first { $0.hasPrefix("/filters/new") }
            #expect(link == address("/filters/new", [("list", "units"), ("at", at)]))
            let answer = try await save("各镇", at, browser)
            #expect(answer.location == at)
            let known = try await saved(browser, at: at)
            #expect(known.map(\.text) == ["各镇"])
            #expect(known.first?["aria-current"] == "true")
            let elsewhere = try await saved(browser, at: "/units?kind=park")
            #expect(elsewhere.map { $0["aria-current"] } == [nil])
            let others = try await saved(other, at: at)
            #expect(others.isEmpty)
            let twice = try await save("各镇", "/units?kind=park", browser)
            #expect(twice.status == 422)
            let nowhere = try await save("别处", "/people?q=a", browser)
            #expect(nowhere.status == 404)
        }
    }

    @Test(
        "it is renamed and deleted by its owner only; what was looked for is nowhere in the clear",
        arguments: TestEngine.allCases)
    func changing(_ engine: TestEngine) async throws {
        try await ForceCity.withExports(engine) { city in
            let browser = try await city.browser(of: try await city.account(.viewer, at: city.city))
            let other = try await city.browser(of: try await city.account(.officer, at: city.city))
            _ = try await save("一个", "/units?q=guc", browser)
            let listed = try await browser.get("/filters", json: true).object()["filters"] as? [[String: Any]]
            let id = try #require(listed?.first?["id"] as? String)
            for path in ["/filters/\(id)", "/filters/\(id)/delete"] {
                let hidden = try await other.post(path, ["title": "我的"])
                #expect(hidden.status == 404)
            }
            let renamed = try await browser.post("/filters/\(id)", ["title": "顾村"])
            #expect(renamed.location == "/filters")
            let known = try await saved(browser, at: "/units")
            #expect(known.map(\.text) == ["顾村"])
            let inTheClear: [String] = try await city.house.database.read { tx in
                try tx.values("SELECT address FROM saved_filters")
            }
            #expect(inTheClear.allSatisfy { !$0.contains("guc") })
            _ = try await browser.post("/filters/\(id)/delete")
            let left = try await saved(browser, at: "/units")
            #expect(left.isEmpty)
        }
    }
}
