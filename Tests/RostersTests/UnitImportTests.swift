import Core
import Foundation
import Organization
@testable import Rosters
@testable import Spreadsheets
import Storage
import TestSupport
import Testing
import Web

/// Units come in from a district's own list.
@Suite struct UnitImportTests {
    private static let header = ["单位名称", "单位类别", "所属区", "上级单位", "地名", "单位代码", "成立日期"]
    private static let rows = [
        header, ["康健新村街道总工会", "街道", "徐汇区", "", "康健新村街道", "310104012", "2001-05-18"],
        ["康健园区工会联合会", "园区", "徐汇区", "康健新村街道", "", "", "2015.6"],
        ["田林科技大厦工会联合会", "楼宇", "徐汇区", "田林街道", "", "", ""],
        ["没有上级的楼宇工会", "楼宇", "徐汇区", "没有街道", "", "", ""], ["什么也不是", "连队", "徐汇区", "田林街道", "", "", ""],
        ["康健园区工会联合会", "园区", "徐汇区", "康健新村街道", "", "", ""], ["", "园区", "徐汇区", "田林街道", "", "", ""],
        ["开在明年的园区", "园区", "徐汇区", "田林街道", "", "", "2099-01-01"], ["合计", "8个", "", "", "", "", ""],
    ]

    private static func run(
        _ rows: [[String]], _ city: RosterCity, dryRun: Bool = false, as actor: Actor = .operator
    ) async throws -> ImportReport {
        let path = FileManager.default.temporaryDirectory.appending(path: "units-\(UUID().uuidString)").path
        try Data(RosterCity.text(rows)).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await FileImporter.run(.units, path: path, dryRun: dryRun, house: city.house, actor: actor)
    }

    private static func unit(_ name: String, _ city: RosterCity) async throws -> UnionUnit? {
        try await city.house.database.read { tx in
            let id: Identifier? = try tx.value("SELECT id FROM units WHERE name = \(name)")
            return try id.flatMap { try UnitStore.find($0, tx) }
        }
    }

    @Test(arguments: TestEngine.allCases) func goodRowsComeInAndBadOnesSayWhy(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            for dryRun in [true, false] {
                let report = try await Self.run(Self.rows, city, dryRun: dryRun)
                #expect(report.accepted.map(\.outcome) == [.new, .new, .new])
                let reasons = report.rejected.map(\.reason)
                #expect(reasons == [.unknownUnit, .unknownKind, .duplicateInFile, .missingValue, .refused])
                #expect(report.rejected.allSatisfy { !$0.message.isEmpty && !$0.column.isEmpty })
                // A day too far off is the command's own rule.
                #expect(report.rejected.last?.column == "成立日期")
                #expect(report.skipped == 1)
            }
            let street = try #require(try await Self.unit("康健新村街道总工会", city))
            let park = try #require(try await Self.unit("康健园区工会联合会", city))
            #expect(street.code == "310104012" && street.openedOn == Day(2001, 5, 18) && street.kind == .street)
            #expect(park.parent == street.id && park.kind == .park && park.openedOn == Day(2015, 6, 1))
            let again = try await Self.run(Self.rows, city)
            #expect(again.accepted.allSatisfy { $0.outcome == .unchanged })
        }
    }

    /// What the commands will refuse, because of what is registered or of an earlier row, is said before.
    @Test(arguments: TestEngine.allCases) func whatIsPromisedIsTaken(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let street = try #require(try await Self.unit("田林街道总工会", city))
            let park = try await city.house.runner.run(
                CreateUnit(parent: street.id, kind: .park, name: "旧园区工会"), as: .founder
            ).unit
            try await city.house.runner.run(
                CloseUnit(unit: park, on: Cast.today, reason: "园区已经拆除"), as: .founder)
            let rows = [
                Self.header, ["旧园区工会", "园区", "徐汇区", "田林街道", "", "", ""], ["街道里的街道", "街道", "徐汇区", "田林街道", "", "", ""],
                ["一号园区工会", "园区", "徐汇区", "田林街道", "", "A1", ""], ["二号园区工会", "园区", "徐汇区", "田林街道", "", "A2", ""],
                ["一号园区工会", "园区", "徐汇区", "田林街道", "", "A3", ""], ["字", "园区", "徐汇区", "田林街道", "", "", ""],
                ["码不对的园区", "园区", "徐汇区", "田林街道", "", "园区一", ""], ["新街道总工会", "街道", "徐汇区", "", "", "", ""],
                ["楼宇一工会", "楼宇", "徐汇区", "新街道", "", "", ""], ["新街道工会", "街道", "徐汇区", "", "", "S9", ""],
                ["楼宇里的镇", "乡镇", "徐汇区", "楼宇一", "", "", ""],
            ]
            let promised = try await Self.run(rows, city, dryRun: true)
            let done = try await Self.run(rows, city)
            func told(_ report: ImportReport) -> [String] {
                report.rejected.map { "\($0.row) \($0.column) \($0.message)" }
            }
            #expect(told(promised) == told(done))
            #expect(promised.accepted.map(\.row) == done.accepted.map(\.row))
            #expect(done.accepted.map(\.row) == [4, 5, 9, 10])
            #expect(done.rejected.count == 7 && done.rejected.allSatisfy { $0.reason == .refused })
        }
    }

    /// A district's own list does not say the district in every row.
    @Test(arguments: TestEngine.allCases) func withoutADistrictItIsTheOfficersOwn(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let rows = [
                ["单位名称", "类别", "上级单位", "联系人"], ["康健新村街道总工会", "街道", "", "王小明"],
                ["康健园区工会", "园区", "康健新村街道", ""], ["田林大厦工会", "楼宇", "田林街道", ""],
            ]
            let sent = try await browser.post(
                "/rosters", ["kind": "units"], file: ("file", "单位.csv", RosterCity.text(rows)))
            let path = try #require(sent.location)
            let review = try await browser.get(path)
            _ = try review.page()
            for said in ["确认导入 3 行", "按您所在的“徐汇区”处理", "这些列没有读取", "D 联系人"] {
                #expect(review.text.contains(said), "\(said)")
            }
            _ = try await browser.post(path + "/confirm", [:])
            try await city.work()
            let street = try #require(try await Self.unit("康健新村街道总工会", city))
            #expect(street.parent == city.units["徐汇区"])
            #expect(try await Self.unit("康健园区工会", city)?.parent == street.id)
            // Whoever imports for the whole city has to say it.
            let whole = try await Self.run(rows, city, dryRun: true)
            #expect(whole.rejected.allSatisfy { $0.reason == .unknownUnit } && whole.accepted.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases) func aUnitIsFoundAgainByItsCode(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            _ = try await Self.run(Array(Self.rows.prefix(2)), city)
            let renamed = try await Self.run(
                [Self.header, ["康健街道总工会", "园区", "徐汇区", "", "康健街道", "310104012", "2002-01-01"]], city)
            #expect(renamed.accepted.map(\.outcome) == [.updated])
            #expect(renamed.accepted[0].warnings.count == 2)
            let unit = try #require(try await Self.unit("康健街道总工会", city))
            #expect(unit.placeName == "康健街道" && unit.kind == .street)
            // Below another unit it would be a move, which an import does not do.
            let moved = try await Self.run(
                [Self.header, ["康健街道总工会", "街道", "宝山区", "", "康健街道", "310104012", ""]], city)
            #expect(moved.rejected.map(\.reason) == [.otherParent])
        }
    }

    @Test(arguments: TestEngine.allCases) func onlyBelowOnesOwnUnits(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("宝山区"))
            let report = try await Self.run(
                [Self.header, Self.rows[3], ["顾村园区工会", "园区", "宝山区", "顾村镇", "", "", ""]], city, as: officer)
            #expect(report.rejected.map(\.reason) == [.outOfScope])
            #expect(report.accepted.map(\.outcome) == [.new])
        }
    }

    @Test(arguments: TestEngine.allCases) func byThePagesAndBack(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let home = try await browser.get("/rosters")
            #expect(try home.page().first("select", ["name": "kind"]) != nil)
            let sent = try await browser.post(
                "/rosters", ["kind": "units"], file: ("file", "单位.csv", RosterCity.text(Self.rows)))
            let path = try #require(sent.location)
            let review = try await browser.get(path)
            _ = try review.page()
            #expect(review.text.contains("确认导入 3 行") && review.text.contains("看不懂单位类别“连队”"))
            _ = try await browser.post(path + "/confirm", [:])
            try await city.work()
            let result = try await browser.get(path + "?show=new")
            _ = try result.page()
            #expect(result.text.contains("/units/") && result.text.contains("康健园区工会联合会"))
            let english = try await browser.get(path + "/undo")
            #expect(english.text.contains("新登记的 3 条"))

            // Somebody puts a building into the new park: that park stays, and with it the street above.
            let park = try #require(try await Self.unit("康健园区工会联合会", city))
            try await city.house.runner.run(
                CreateUnit(parent: park.id, kind: .building, name: "康健大厦工会"), as: .founder)
            _ = try await browser.post(path + "/undo", ["reason": "名称要重新核对"])
            try await city.work()
            #expect(try await Self.unit("康健园区工会联合会", city) != nil)
            #expect(try await Self.unit("康健新村街道总工会", city) != nil)
            #expect(try await Self.unit("田林科技大厦工会联合会", city) == nil)
            let undone = try await browser.get(path)
            #expect(undone.text.contains("1 行；2 行予以保留"))
        }
    }

    @Test(arguments: TestEngine.allCases) func aCorrectedNameGoesBack(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let browser = try await city.browser(of: officer)
            _ = try await Self.run(Array(Self.rows.prefix(2)), city)
            let before = try #require(try await Self.unit("康健新村街道总工会", city))
            let sent = try await browser.post(
                "/rosters", ["kind": "units"],
                file: (
                    "file", "单位.csv",
                    RosterCity.text([Self.header, ["康健街道总工会", "街道", "徐汇区", "", "康健", "310104012", ""]])
                ))
            let path = try #require(sent.location)
            _ = try await browser.post(path + "/confirm", [:])
            try await city.work()
            #expect(try await Self.unit("康健街道总工会", city) != nil)
            _ = try await browser.post(path + "/undo", ["reason": "名称没有改"])
            try await city.work()
            let after = try #require(try await Self.unit("康健新村街道总工会", city))
            #expect(after.id == before.id && after.placeName == before.placeName && after.code == before.code)
        }
    }

    @Test(arguments: ImportKind.allCases) func everyTemplateIsUnderstoodAndItsExampleIsSkipped(kind: ImportKind)
        async throws
    {
        try await RosterCity.withCity(on: .sqlite) { city in
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let workbook = try readSpreadsheet(
                try await browser.get("/rosters/template?kind=\(kind.rawValue)").bytes)
            let reading = FileReading(workbook, as: kind, districts: [], today: Cast.today)
            #expect(
                reading.sheets.first?.columns?.columns.count == kind.form.fields.count + 1,
                "the serial number is known too")
            #expect(reading.lines.isEmpty && reading.skipped == 1)
            #expect(reading.sheets.dropFirst().allSatisfy { $0.columns == nil }, "the notes are no table")
            #expect(workbook.sheets.count == 2)
            let needed = workbook.sheets[0].rows[0].cells.map(\.plainText).filter { $0.hasSuffix("（必填）") }
            #expect(needed.count == kind.form.fields.count(where: kind.form.isRequired) && needed.count >= 2)
            let notes = workbook.sheets[1].rows.dropFirst().map { $0[1].plainText }
            #expect(notes.contains("必填") && notes.contains("可以不填"))
        }
    }
}
