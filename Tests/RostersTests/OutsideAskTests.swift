import Core
import Foundation
@testable import Rosters
import Storage
import TestSupport
import Testing

/// A roster is no way to find out who is known elsewhere in the city.
@Suite struct OutsideAskTests {
    private static func rows(_ count: Int, _ district: String, _ unit: String) -> [[String]] {
        (0..<count).map { index in
            [
                "王小明", Cast.number(100 + index % 800, birth: String(format: "19%02d0101", 60 + index / 800)), "",
                district, unit, "",
            ]
        }
    }

    private static func uploaded(_ rows: [[String]], _ city: RosterCity, as officer: Actor) async throws -> Identifier {
        try await city.house.runner.run(
            UploadFile(fileName: "名册.csv", file: Data(RosterCity.text([ImporterTests.header] + rows))), as: officer
        ).roster
    }

    @Test(arguments: TestEngine.allCases) func manyNumbersOfOthersAreRefusedForADay(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let most = OutsideAsks.mostInADay
            let (xuhui, baoshan) = (
                try await city.officer(at: try city.unit("徐汇区")), try await city.officer(at: try city.unit("宝山区"))
            )
            let place = try #require(city.units.keys.first { $0.hasPrefix("宝山区/") }).split(separator: "/")[1]
            let known = Self.rows(most + 1, "徐汇区", "田林街道")
            _ = try await city.run([ImporterTests.header] + known, as: xuhui)
            // Her own people and new ones are no question about others, however many they are.
            let own = try await Self.uploaded(known, city, as: xuhui)
            let mine = try await city.browser(of: xuhui)
            #expect(try await mine.get("/rosters/\(own)").status == 200)

            let asking = known.map { row in Array(row[0...2]) + ["宝山区", String(place), ""] }
            let browser = try await city.browser(of: baoshan)
            let some = try await Self.uploaded(Array(asking.prefix(most)), city, as: baoshan)
            #expect(try await browser.get("/rosters/\(some)").status == 200)
            #expect(try await browser.get("/rosters/\(some)").status == 200)
            // One more, and nothing is told any more: not of this file, nor of one with a single row.
            let all = try await Self.uploaded(asking, city, as: baoshan)
            let refused = try await browser.get("/rosters/\(all)")
            #expect(refused.status == 429 && refused.text.contains("请明天再导入"))
            let single = try await Self.uploaded(Array(asking.prefix(1)), city, as: baoshan)
            #expect(try await browser.get("/rosters/\(single)").status == 429)
            // Nor by confirming what was never looked at.
            try await city.house.runner.run(
                ConfirmImport(roster: single, version: 1, lines: 1, skipped: 0), as: baoshan)
            try await city.work()
            let ended = try await city.house.database.read {
                try ImportStore.find(single, .everything, $0, city.house.vault)
            }
            #expect(ended?.state == .abandoned && ended?.reached == 0)
            city.clock.advance(milliseconds: 24 * 3_600_000)
            #expect(try await city.browser(of: baoshan).get("/rosters/\(some)").status == 200)
            let kept: Int? = try await city.house.database.read {
                try $0.value("SELECT COUNT(*) FROM roster_outside_asks WHERE account_id = \(xuhui.account)")
            }
            #expect(kept == 0)
        }
    }
}
