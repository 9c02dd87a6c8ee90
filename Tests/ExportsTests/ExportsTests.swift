import Core
import Foundation
import Spreadsheets
import Storage
import TestForce
import TestSupport
import Testing
import Web

@testable import Exports

@Suite("Exports") struct ExportsTests {
    @Test("an officer takes the people of her street away, and nobody else's", arguments: TestEngine.allCases)
    func herOwnPeople(_ engine: TestEngine) async throws {
        try await ForceCity.withExports(engine) { city in
            try await city.hire("林秀芳", at: city.caohejing)
            try await city.hire("赵磊", at: city.juxin)
            try await city.hire("曹颖", at: city.gucun)
            let officer = try await city.account(.officer, at: city.caohejing)
            let browser = try await city.browser(of: officer)
            let list = try await browser.get("/people").page()
            let link = list.all("a").compactMap { $0["href"] }.first { $0.hasPrefix("/exports/new?list=people") }
            let form = try await browser.get(try #require(link)).page()
            #expect(form.first("input", ["name": "at"])?["value"] == "/people")

            let unsaid = try await browser.post("/exports", ["list": "people", "at": "/people", "kind": "xlsx"])
            #expect(unsaid.status == 422)
            let wrong = try unsaid.page().all("a").compactMap { $0["href"] }
            #expect(wrong.contains("#field-purpose"))

            let export = try await city.export(
                ["list": "people", "at": "/people", "kind": "xlsx", "purpose": "联系参加培训"], browser)
            let file = try await browser.get("/exports/\(export)/file")
            #expect(file.status == 200)
            #expect(file.header("content-disposition")?.contains(".xlsx") == true)
            let sheet = try city.sheet(of: file)
            let cells = sheet.rows.map { $0.cells.map(\.said) }
            #expect(cells.first == ["姓名", "性别", "出生年份", "年龄", "联系电话", "单位", "区"])
            #expect(Set(cells[1...2].map { $0[0] }) == ["林秀芳", "赵磊"])
            let text = cells.flatMap(\.self).joined(separator: "\n")
            #expect(!text.contains("曹颖"))
            for said in ["上海市总工会 · 人员，共 2 行", "陈经办导出于", "用途：联系参加培训", "筛选：/people", "\(export)"] {
                #expect(text.contains(said), "\(said)")
            }
        }
    }

    @Test("comma-separated text says the same, guarded against formulas", arguments: TestEngine.allCases)
    func separatedText(_ engine: TestEngine) async throws {
        let day = try #require(Day("2026-03-05"))
        let first: [Listing.Value] = [
            .text("=HYPERLINK(\"http://example.cn\")"), .number(-3), .day(day),
            .moment(Instant(milliseconds: 1_803_862_800_000)), .words("条目"),
        ]
        try await ForceCity.withExports(engine, lines: 2, first: first) { city in
            let viewer = try await city.browser(of: try await city.account(.viewer, at: city.xuhui))
            let csv = try await city.export(["list": "lines", "at": "/lines?q=a%26b", "kind": "csv"], viewer)
            let file = try await viewer.get("/exports/\(csv)/file")
            #expect(file.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
            let lines = file.text.components(separatedBy: "\r\n")
            #expect(lines[1].hasPrefix("\"'=HYPERLINK(\"\"http://example.cn\"\")\",'-3,2026-03-05,2027-03-01 "))
            #expect(file.text.contains("筛选：/lines?q=a&b"))

            let book = try await city.export(["list": "lines", "at": "/lines", "kind": "xlsx"], viewer)
            let sheet = try city.sheet(of: try await viewer.get("/exports/\(book)/file"))
            let row = try #require(sheet.rows.dropFirst().first)
            #expect(row[0] == .text("=HYPERLINK(\"http://example.cn\")"))
            #expect(row[1] == .number("-3", -3))
            #expect(row[2] == .date(year: 2026, month: 3, day: 5))
        }
    }

    @Test(
        "a long list goes on behind the pages, once each row, also with two processes", arguments: TestEngine.allCases)
    func longList(_ engine: TestEngine) async throws {
        let lines = 3210
        try await ForceCity.withExports(engine, lines: lines) { city in
            let browser = try await city.browser(of: try await city.account(.viewer, at: city.xuhui))
            let export = try await city.export(["list": "lines", "at": "/lines", "kind": "csv"], browser)
            let begun = try await city.state(export, browser)
            #expect(begun["state"] as? String == "running")
            #expect(begun["rows"] as? Int == Export.atOnce)
            #expect(begun["total"] as? Int == lines)
            let waiting = try await browser.get("/exports/\(export)")
            #expect(waiting.text.contains("http-equiv=\"refresh\""))
            let early = try await browser.get("/exports/\(export)/file")
            #expect(early.status == 404)

            // Two processes that see the same state.
            async let one: Void = city.work()
            async let other: Void = city.work()
            _ = try await (one, other)
            let done = try await city.state(export, browser)
            #expect(done["state"] as? String == "ready")
            let file = try await browser.get("/exports/\(export)/file")
            let names = file.text.components(separatedBy: "\r\n").filter { $0.hasPrefix("第") }
            #expect(names.count == lines)
            #expect(Set(names).count == lines)
        }
    }

    @Test("whoever loses her role meanwhile gets nothing, and is told why", arguments: TestEngine.allCases)
    func roleGone(_ engine: TestEngine) async throws {
        try await ForceCity.withExports(engine, lines: 2600) { city in
            let viewer = try await city.account(.viewer, at: city.xuhui)
            let browser = try await city.browser(of: viewer)
            let export = try await city.export(["list": "lines", "at": "/lines", "kind": "xlsx"], browser)
            try await city.change(viewer, to: .socialWorker, at: city.xuhui)
            try await city.work()
            let ended = try await city.state(export, browser)
            #expect(ended["state"] as? String == "stopped")
            #expect((ended["stoppedBecause"] as? String)?.contains("角色已经变动") == true)
            let kept = try await city.count("SELECT COUNT(*) FROM export_parts")
            #expect(kept == 0)
            let refused = try await browser.post("/exports", ["list": "lines", "at": "/lines", "kind": "xlsx"])
            #expect(refused.status == 403)
        }
    }

    @Test("a link dies after a day or ten downloads, and was never anybody else's", arguments: TestEngine.allCases)
    func dying(_ engine: TestEngine) async throws {
        try await ForceCity.withExports(engine) { city in
            let browser = try await city.browser(of: try await city.account(.viewer, at: city.xuhui))
            let stranger = try await city.browser(of: try await city.account(.officer, at: city.city))
            let export = try await city.export(["list": "lines", "at": "/lines", "kind": "xlsx"], browser)
            for path in ["/exports/\(export)", "/exports/\(export)/file", "/exports/\(export)/delete"] {
                let answer = try await stranger.get(path)
                #expect(answer.status == 404, "\(path)")
            }
            for _ in 1...Export.mostDownloads {
                let file = try await browser.get("/exports/\(export)/file")
                #expect(file.status == 200)
            }
            let once = try await browser.get("/exports/\(export)/file")
            // The dead link leads to the page that says why, and makes it once more.
            #expect(once.status == 303 && once.location == "/exports/\(export)")
            let said = try await browser.get("/exports/\(export)")
            #expect(said.text.contains("已下载 \(Export.mostDownloads) 次") && said.text.contains("再导出一次"))
            let taken = try await city.count(
                "SELECT COUNT(*) FROM audit_entries WHERE command = 'takeExport' AND outcome = 'done'")
            #expect(taken == Export.mostDownloads)

            let second = try await city.export(["list": "lines", "at": "/lines", "kind": "csv"], browser)
            let clock = try #require(city.house.clock as? ManualClock)
            clock.advance(milliseconds: Int64(Export.lifetimeInHours) * 3_600_000)
            let again = try await city.browser(of: try await city.account(.viewer, at: city.xuhui))
            _ = again
            let account = try #require(try await city.owner(of: second))
            let late = try await city.house.database.read { [vault = city.house.vault, clock] tx in
                try ExportStore.find(second, of: account, tx, vault)?.isAlive(at: clock.now())
            }
            #expect(late == false)
            try await city.work()
            let kept = try await city.count("SELECT COUNT(*) FROM export_parts")
            #expect(kept == 0)
        }
    }

    @Test("who may not export is told so; no more than a few at a time", arguments: TestEngine.allCases)
    func limits(_ engine: TestEngine) async throws {
        try await ForceCity.withExports(engine, lines: 2600) { city in
            let worker = try await city.browser(of: try await city.account(.socialWorker, at: city.caohejing))
            let list = try await worker.get("/lines")
            #expect(!list.text.contains("/exports/new"))
            let refused = try await worker.get("/exports/new?list=lines&at=%2Flines")
            #expect(refused.status == 403)

            let browser = try await city.browser(of: try await city.account(.viewer, at: city.xuhui))
            let request = ["list": "lines", "at": "/lines", "kind": "xlsx"]
            for _ in 1...Export.mostGoingOn { _ = try await city.export(request, browser) }
            let tooMany = try await browser.post("/exports", request)
            #expect(tooMany.status == 429)
            for wrong in ["/people", "//evil.example/lines", "lines", "/lines\\"] {
                let answer = try await browser.post("/exports", ["list": "lines", "at": wrong, "kind": "xlsx"])
                #expect(answer.status == 404, "\(wrong)")
            }
            // One that is no longer wanted makes room.
            let listed = try await browser.get("/exports", json: true).object()["exports"] as? [[String: Any]]
            let id = try #require(listed?.first?["id"] as? String)
            let deleted = try await browser.post("/exports/\(id)/delete")
            #expect(deleted.status == 303)
            _ = try await city.export(request, browser)
        }
    }
}

extension ForceCity {
    fileprivate func owner(of export: Identifier) async throws -> Identifier? {
        try await house.database.read { tx in try tx.value("SELECT account_id FROM exports WHERE id = \(export)") }
    }
}

extension Cell {
    var said: String {
        switch self {
        case .text(let text): text
        case .number(let literal, _): literal
        default: ""
        }
    }
}
