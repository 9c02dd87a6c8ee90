import Core
@testable import Exports
import Foundation
import Spreadsheets
import Storage
import TestForce
import TestSupport
import Testing
import Web

/// A list of invented lines, as long as a test needs it, read by key.
enum TestLists {
    static func area(lines: Int, first: [Listing.Value]? = nil) -> Area {
        let listing = Listing(
            "lines", title: "条目", path: "/lines",
            columns: [.init("名称"), .init("数量", .number), .init("日期", .day), .init("时间", .moment), .init("备注")],
            total: { _, _ in lines },
            part: { _, after, limit, _ in
                let start = after.flatMap { Int($0) } ?? 0
                let end = min(lines, start + limit)
                let rows = (start..<end).map { number -> [Listing.Value] in
                    if number == 0, let first { return first }
                    return [.text("第\(number)条"), .number(number), .day(nil), .moment(nil), .words(nil)]
                }
                return Listing.Part(rows: rows, next: end < lines ? String(end) : nil)
            })
        return Area(
            name: "Lines", english: ["条目": "Lines"],
            routes: [.get("/lines", "lines") { _ in .page(LinesPage()) }], registry: Registry(listings: [listing]))
    }

    struct LinesPage: Page {
        var title: Message { "条目" }
        func body(_ words: Words) -> HTML { pageHeader(words, title) }
    }
}

extension ForceCity {
    static func withExports(
        _ engine: TestEngine, lines: Int = 3, first: [Listing.Value]? = nil, clock: ManualClock = ManualClock(),
        _ body: (ForceCity) async throws -> Void
    ) async throws {
        try await with(
            engine, clock: clock, [Exports.area, TestLists.area(lines: lines, first: first)], tools: Exports.tools, body
        )
    }

    /// Asks for an export as a form would; the identifier of what was made.
    func export(_ fields: [String: String], _ browser: WebClient) async throws -> Identifier {
        let answer = try await browser.post("/exports", fields)
        let location = try #require(answer.location, "\(answer.status) \(answer.text.prefix(2000))")
        return try #require(Identifier(String(location.dropFirst("/exports/".count))))
    }

    func state(_ export: Identifier, _ browser: WebClient) async throws -> [String: Any] {
        let object = try await browser.get("/exports/\(export)", json: true).object()
        return try #require(object["export"] as? [String: Any])
    }

    /// Goes on behind the pages until nothing is left to do.
    func work() async throws {
        while try await ExportWork.work.step(house) {}
    }

    func sheet(of file: WebAnswer) throws -> Sheet { try #require(try readSpreadsheet(file.bytes).sheets.first) }

    func count(_ sql: SQL) async throws -> Int {
        try await house.database.read { tx in try tx.value(sql) ?? 0 }
    }
}
