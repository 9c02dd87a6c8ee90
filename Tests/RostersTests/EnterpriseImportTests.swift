import Core
import Foundation
import Organization
@testable import Rosters
import Storage
import TestSupport
import Testing
import Web

/// Enterprises and how many people work at them come in from a district's own lists.
@Suite struct EnterpriseImportTests {
    private static let header = ["企业名称", "统一社会信用代码", "所属区", "所属街镇", "地址", "行业", "职工人数", "会员数", "统计日期", "备注"]
    /// A code whose check character is wrong.
    private static let wrong = "91310104MA1FR00X39"

    private static func row(
        _ name: String, code: String = "", unit: String = "田林街道", address: String = "", industry: String = "",
        employees: String = "", members: String = "", day: String = "", remark: String = ""
    ) -> [String] {
        [name, code, "徐汇区", unit, address, industry, employees, members, day, remark]
    }

    private static func run(
        _ rows: [[String]], _ city: RosterCity, _ kind: ImportKind = .enterprises, dryRun: Bool = false,
        as actor: Actor = .operator
    ) async throws -> ImportReport {
        let path = FileManager.default.temporaryDirectory.appending(path: "enterprises-\(UUID().uuidString)").path
        try Data(RosterCity.text(rows)).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await FileImporter.run(kind, path: path, dryRun: dryRun, house: city.house, actor: actor)
    }

    private static func enterprise(_ name: String, _ city: RosterCity) async throws -> Enterprise? {
        try await city.house.database.read { tx in
            let id: Identifier? = try tx.value("SELECT id FROM enterprises WHERE name = \(name)")
            return try id.flatMap { try EnterpriseStore.find($0, .everything, tx) }
        }
    }

    @Test(arguments: TestEngine.allCases) func goodRowsComeInAndBadOnesSayWhy(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let rows = [
                Self.header,
                Self.row(
                    "上海聚鑫物业有限公司", address: "桂林路 1 号", industry: "房地产物业", employees: "1200人", members: "800",
                    day: "2026-12-31"), Self.row("码不对的企业", code: Self.wrong),
                Self.row("码不对而有理由的企业", code: Self.wrong, remark: "执照原件如此"), Self.row("太短的码", code: "9131"),
                Self.row("没有地方的企业", unit: "没有街道"), Self.row("人数不清的企业", employees: "若干"), Self.row(""),
                Self.row("上海聚鑫物业有限公司"), ["合计", "8家", "", "", "", "", "", "", "", ""],
            ]
            for dryRun in [true, false] {
                let report = try await Self.run(rows, city, dryRun: dryRun)
                #expect(report.accepted.map(\.row) == [2, 4])
                #expect(
                    report.rejected.map(\.reason) == [
                        .codeCheckDigit, .badCode, .unknownUnit, .badNumber, .missingValue, .duplicateInFile,
                    ])
                #expect(report.accepted[1].warnings.count == 1)
            }
            let made = try #require(try await Self.enterprise("上海聚鑫物业有限公司", city))
            #expect(made.employees == 1200 && made.members == 800 && made.countedOn == Day(2026, 12, 31))
            #expect(made.industry == .property && made.address == "桂林路1号")
            let again = try await Self.run(rows, city)
            #expect(again.accepted.allSatisfy { $0.outcome == .unchanged })
        }
    }

    @Test(arguments: [ImportKind.enterprises, .headcounts])
    func rowsAreLookedUpTogether(_ kind: ImportKind) async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let rows = (1...40).map { number in
                Self.row("聚鑫第\(number)物业", employees: "100", members: "60", day: "2026-06-30")
            }
            _ = try await Self.run([Self.header] + rows, city)
            func statements(_ count: Int) async throws -> Int {
                city.observer.reset()
                let report = try await Self.run([Self.header] + rows.prefix(count), city, kind, dryRun: true)
                #expect(report.accepted.count == count && report.accepted.allSatisfy { $0.outcome == .unchanged })
                return city.observer.value
            }
            #expect(try await statements(2) == statements(40))
        }
    }

    @Test(arguments: TestEngine.allCases) func headcountsFindTheirEnterpriseAndGoBack(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let browser = try await city.browser(of: officer)
            _ = try await Self.run(
                [Self.header, Self.row("聚鑫物业", employees: "100", members: "60", day: "2026-06-30")], city)
            let rows = [
                ["企业名称", "所属区", "所属街镇", "职工人数", "会员人数", "统计日期"],
                ["聚鑫物业", "徐汇区", "田林街道", "120", "80", "2026-12-31"],
                ["聚鑫物业", "徐汇区", "田林街道", "101", "60", "2026-06-30"],
                ["没有这一家", "徐汇区", "田林街道", "10", "8", "2026-12-31"], ["聚鑫物业", "徐汇区", "田林街道", "", "8", "2026-11-30"],
            ]
            let sent = try await browser.post(
                "/rosters", ["kind": "headcounts"], file: ("file", "人数.csv", RosterCity.text(rows)))
            let path = try #require(sent.location)
            let review = try await browser.get(path)
            _ = try review.page()
            #expect(review.text.contains("确认导入 2 行"))
            _ = try await browser.post(path + "/confirm", [:])
            try await city.work()
            let now = try #require(try await Self.enterprise("聚鑫物业", city))
            #expect(now.employees == 120 && now.members == 80)
            let june = try await city.house.database.read { try HeadcountStore.on(Day(2026, 6, 30)!, of: now.id, $0) }
            #expect(june?.employees == 101)
            let result = try await browser.get(path)
            #expect(result.text.contains("没有这家企业") && result.text.contains("职工人数"))
            _ = try await browser.post(path + "/undo", ["reason": "统计口径不对"])
            try await city.work()
            let before = try #require(try await Self.enterprise("聚鑫物业", city))
            #expect(before.employees == 100 && before.members == 60 && before.countedOn == Day(2026, 6, 30))
        }
    }

    /// A district's list of numbers says the name and the count, and nothing else.
    @Test(arguments: TestEngine.allCases) func aNameThatOneOnlyHasIsEnough(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            _ = try await Self.run(
                [
                    Self.header, Self.row("聚鑫物业"), Self.row("两处餐饮"), Self.row("两处餐饮", unit: "徐家汇街道"),
                    ["聚鑫物业", "", "宝山区", "顾村镇", "", "", "", "", "", ""],
                    ["宝山的厂", "", "宝山区", "顾村镇", "", "", "", "", "", ""],
                ], city)
            let rows = [["企业名称", "职工人数"], ["聚鑫物业", "120"], ["两处餐饮", "30"], ["宝山的厂", "40"]]
            for dryRun in [true, false] {
                let report = try await Self.run(rows, city, .headcounts, dryRun: dryRun, as: officer)
                #expect(report.accepted.map(\.row) == [2])
                #expect(report.rejected.map(\.reason) == [.severalEnterprises, .unknownEnterprise])
            }
            let counted: [String] = try await city.house.database.read { tx in
                try tx.values(
                    """
                    SELECT u.place_name FROM enterprises e JOIN units u ON u.id = e.unit_id WHERE e.employees = 120
                    """)
            }
            #expect(counted == ["田林街道"])
        }
    }

    @Test(arguments: TestEngine.allCases) func whatIsPromisedIsTaken(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let header = Self.header + ["成立日期"]
            let rows = [
                header, Self.row("聚鑫物业") + ["2010-05-01"], Self.row("字") + [""],
                Self.row("数到明年的企业", employees: "5", day: "2099-01-01") + [""], Self.row("明年的企业") + ["2099-01-01"],
                Self.row("区里的企业", unit: "徐汇区") + [""],
            ]
            let promised = try await Self.run(rows, city, dryRun: true)
            let done = try await Self.run(rows, city)
            #expect(promised.rejected.map(\.message) == done.rejected.map(\.message))
            #expect(promised.accepted.map(\.row) == [2] && done.accepted.map(\.row) == [2])
            #expect(promised.rejected.map(\.column) == ["企业名称", "统计日期", "成立日期", "所属街镇"])
            #expect(try await Self.enterprise("聚鑫物业", city)?.openedOn == Day(2010, 5, 1))
            let again = try await Self.run(rows, city)
            #expect(again.accepted.map(\.outcome) == [.unchanged])
        }
    }

    @Test(arguments: TestEngine.allCases) func newEnterprisesGoAndChangedOnesGoBack(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let browser = try await city.browser(of: officer)
            _ = try await Self.run([Self.header, Self.row("聚鑫物业", address: "桂林路1号")], city)
            let sent = try await browser.post(
                "/rosters", ["kind": "enterprises"],
                file: (
                    "file", "企业.csv",
                    RosterCity.text([
                        Self.header, Self.row("聚鑫物业", address: "桂林路2号", employees: "90", members: "50"),
                        Self.row("新来的企业", employees: "30", members: "10"), Self.row("改过的企业"),
                    ])
                ))
            let path = try #require(sent.location)
            _ = try await browser.post(path + "/confirm", [:])
            try await city.work()
            let changed = try #require(try await Self.enterprise("改过的企业", city))
            try await city.house.runner.run(
                RecordHeadcount(enterprise: changed.id, countedOn: Cast.today, employees: 5, members: 5), as: officer)
            _ = try await browser.post(path + "/undo", ["reason": "表传错了"])
            try await city.work()
            let old = try #require(try await Self.enterprise("聚鑫物业", city))
            #expect(old.address == "桂林路1号" && old.employees == nil)
            #expect(try await Self.enterprise("新来的企业", city) == nil)
            #expect(try await Self.enterprise("改过的企业", city) != nil)
            let undone = try await browser.get(path)
            #expect(undone.text.contains("2 行；1 行予以保留") && undone.text.contains("改过的企业"))
        }
    }

    @Test(arguments: TestEngine.allCases) func whatLiesElsewhereStaysUntold(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("宝山区"))
            _ = try await Self.run([Self.header, Self.row("聚鑫物业", code: Self.wrong, remark: "原件如此")], city)
            let report = try await Self.run(
                [Self.header, ["另一家", Self.wrong, "宝山区", "顾村镇", "", "", "", "", "", "原件如此"], Self.row("越界的企业")], city,
                as: officer)
            #expect(report.rejected.map(\.reason) == [.outOfScope, .outOfScope])
            #expect(!report.rejected.contains { $0.message.contains("聚鑫") || $0.message.contains("田林") })
        }
    }
}
