import Core
import Foundation
import People
@testable import Rosters
@testable import Spreadsheets
import Storage
import TestSupport
import Testing
import Web
import Workforce

/// An officer brings in a roster by the pages.
@Suite struct JourneyTests {
    private static let rows = [
        ImporterTests.header, ["王小明", Cast.number(900), "13812345678", "徐汇区", "田林街道", "2019-03-05"],
        ["李静", Cast.number(901), "12345", "徐汇区", "田林街道", "2020年3月"],
        ["欧阳国英", Cast.number(902), "13912345678", "徐汇区", "田林", "2020.3"],
        ["单思", Cast.wrongNumber, "", "徐汇区", "徐家汇街道", ""], ["合计", "4人", "", "", "", ""],
    ]

    private static func upload(
        _ browser: WebClient, _ bytes: [UInt8], name: String = "名册.csv"
    ) async throws -> (answer: WebAnswer, path: String) {
        let answer = try await browser.post("/rosters", file: ("file", name, bytes))
        return (answer, answer.location ?? "")
    }

    @Test(arguments: TestEngine.allCases) func fromTheUploadToTheCorrectedRows(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let empty = try await browser.get("/rosters")
            #expect(try empty.page().first("input", ["type": "file"]) != nil)

            let (answer, path) = try await Self.upload(browser, RosterCity.text(Self.rows))
            #expect(answer.status == 303)
            let review = try await browser.get(path)
            _ = try review.page()
            for said in ["最后一位校验码不对", "单思", "田林街道", "11 位手机号", "表头在第 1 行", "确认导入 1 人", "3*****************"] {
                #expect(review.text.contains(said), "\(said)")
            }
            #expect(!review.text.contains(Cast.number(900)) && !review.text.contains("13812345678"))
            // Nothing has changed yet.
            #expect(try await city.counts()[0] == 0)

            // The spelling is matched once.
            let unit = try city.unit("徐汇区/田林街道")
            let matched = try await browser.post(
                path + "/units",
                ["unit-0": unit.description, "alias-0": "田林", "district-0": try city.unit("徐汇区").description])
            #expect(matched.status == 303)
            let again = try await browser.get(path)
            #expect(again.text.contains("确认导入 2 人"))

            let confirmed = try await browser.post(path + "/confirm", [:])
            #expect(confirmed.status == 303)
            let progress = try await browser.get(path)
            #expect(try progress.page().first("progress") != nil)
            try await city.work()

            let result = try await browser.get(path)
            let page = try result.page()
            #expect(result.text.contains("2 + 0 + 0 + 2 人，加上跳过的 1 行，共 5 行"))
            #expect(page.all("a").contains { $0["href"] == path + "/rejected" })
            let taken = try await browser.get(path + "?show=new")
            #expect(taken.text.contains("/people/") && taken.text.contains("欧阳国英"))
            #expect(try await city.counts()[0] == 2)

            // The rejected rows, corrected in the workbook, go straight back in.
            let download = try await browser.get(path + "/rejected")
            let workbook = try readSpreadsheet(download.bytes)
            let sheet = try #require(workbook.sheets.first)
            let titles = sheet.rows[0].cells.map(\.plainText)
            #expect(titles == ImporterTests.header + [ReturnedWorkbook.reasonHeading])
            #expect(sheet.rows.count == 3)
            #expect(sheet.rows[1].cells.last?.plainText.contains("11 位手机号") == true)
            try #require(sheet.rows.count == 3)
            var lines = sheet.rows.dropFirst().map { $0.cells.map { WrittenCell.text($0.plainText) } }
            lines[0][2] = .text("13712345678")
            lines[1][1] = .text(Cast.number(903))
            let corrected = try Self.file(
                SheetToWrite(name: sheet.name, columns: titles.map { .init($0) }, rows: lines))
            let (second, secondPath) = try await Self.upload(browser, corrected, name: "改好.xlsx")
            #expect(second.status == 303)
            let ready = try await browser.get(secondPath)
            #expect(ready.text.contains("确认导入 2 人"))
            _ = try await browser.post(secondPath + "/confirm", [:])
            try await city.work()
            #expect(try await city.counts()[0] == 4)
            let list = try await browser.get("/rosters")
            #expect(list.text.contains("改好.xlsx") && list.text.contains("名册.csv"))
        }
    }

    private static func file(_ sheet: SheetToWrite) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(path: "roster-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: path) }
        try writeWorkbook([sheet], to: path.path)
        return Array(try Data(contentsOf: path))
    }

    @Test func aFileWithoutAGoodRowStillGivesItsReasonsBack() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let (_, path) = try await Self.upload(browser, RosterCity.text([Self.rows[0], Self.rows[2]]))
            let review = try await browser.get(path).page()
            #expect(review.first("form", ["action": path + "/confirm"]) != nil)
            let confirmed = try await browser.post(path + "/confirm", [:])
            #expect(confirmed.status == 303)
            try await city.work()
            let result = try await browser.get(path).page()
            #expect(result.first("a", ["href": path + "/rejected"]) != nil)
            let workbook = try readSpreadsheet(try await browser.get(path + "/rejected").bytes)
            #expect(workbook.sheets.first?.rows.last?.cells.last?.plainText.contains("11 位手机号") == true)
            #expect(try await city.counts()[0] == 0)
        }
    }

    @Test func aFileThatIsNoneComesBackToTheForm() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
            let refused = try await Self.upload(browser, ole, name: "旧.xls").answer
            #expect(refused.status == 422)
            #expect(try refused.page().first("a", ["href": "#field-file"]) != nil)
            #expect(refused.text.contains("旧版 Excel") && refused.text.contains("另存为 .xlsx"))
            let missing = try await browser.post("/rosters", [:])
            #expect(missing.status == 422)
            #expect(try await city.counts()[4] == 0)
        }
    }

    @Test func headerAndColumnsAreSetByHand() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let rows = [["2024年", "", ""], ["谁", "号", "哪里", "手机"], ["王小明", Cast.number(900), "田林街道", ""]]
            let (_, path) = try await Self.upload(browser, RosterCity.text(rows))
            let review = try await browser.get(path)
            #expect(review.text.contains("没有找到表头"))
            let form = try await browser.get(path + "/sheets/0")
            _ = try form.page()
            #expect(!form.text.contains(Cast.number(900)))
            // The row alone: she stays where the columns are chosen, and now sees what each is called.
            let row = try await browser.post(path + "/sheets/0", ["headerRow": "2"])
            #expect(row.location == path + "/sheets/0")
            let named = try await browser.get(path + "/sheets/0")
            #expect(named.text.contains("姓名、身份证号") && named.text.contains("A 谁"))
            let unread = try await browser.get(path)
            #expect(unread.text.contains("没有认出这些内容在哪一列：姓名、身份证号"))
            let incomplete = try await browser.post(path + "/sheets/0", ["headerRow": "2", "name": "0"])
            #expect(incomplete.status == 422)
            let set = try await browser.post(
                path + "/sheets/0",
                ["headerRow": "2", "name": "0", "idNumber": "1", "unit": "2", "districtOfAll": "徐汇区"])
            #expect(set.status == 303)
            let ready = try await browser.get(path)
            #expect(ready.text.contains("确认导入 1 人"))
            #expect(ready.text.contains("A 谁（姓名），B 号（身份证号）"), "what each column was taken for")
            // What the officer saw is what is confirmed.
            let stale = try await browser.post(path + "/confirm", ["version": "1"])
            #expect(stale.status == 409)
        }
    }

    @Test func aFileWhoseHeadingsSayNothingComesBackWithOnesThatDo() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let rows = [["谁", "号", "哪里"], ["王小明", Cast.wrongNumber, "田林街道"]]
            let (_, path) = try await Self.upload(browser, RosterCity.text(rows))
            let row = try await browser.post(path + "/sheets/0", ["headerRow": "1"])
            #expect(row.location == path + "/sheets/0", "none of the columns is known")
            #expect(try await browser.get(path + "/sheets/0").text.contains("B 号"))
            _ = try await browser.post(
                path + "/sheets/0",
                ["headerRow": "1", "name": "0", "idNumber": "1", "unit": "2", "districtOfAll": "徐汇区"])
            // Nothing can be taken, so nothing can be confirmed by the page; by the command it can.
            _ = try await browser.post(path + "/confirm", [:])
            try await city.work()
            let sheet = try #require(try readSpreadsheet(try await browser.get(path + "/rejected").bytes).sheets.first)
            #expect(sheet.rows[0].cells.map(\.plainText) == ["姓名", "身份证号", "所在街镇", "所属区", "错误原因"])
            #expect(sheet.rows[1].cells[3].plainText == "徐汇区")
        }
    }

    @Test(arguments: TestEngine.allCases) func whoIsHeldElsewhereIsAskedForAndStaysUnknown(engine: TestEngine)
        async throws
    {
        try await RosterCity.withCity(on: engine) { city in
            _ = try await city.run([
                ImporterTests.header, ["欧阳国英", Cast.number(900), "13812345678", "徐汇区", "田林街道", "2019-03-05"],
            ])
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("宝山区")))
            let (_, path) = try await Self.upload(
                browser, RosterCity.text([ImporterTests.header, ["无名", Cast.number(900), "", "宝山区", "顾村镇", ""]]))
            let review = try await browser.get(path)
            _ = try await browser.post(path + "/confirm", [:])
            try await city.work()
            let result = try await browser.get(path)
            let row = try await browser.get(path + "/rows/0")
            let json = try await browser.get(path, json: true)
            let rowJSON = try await browser.get(path + "/rows/0", json: true)
            let known = try #require(
                try await city.house.database.read { tx in
                    try PersonStore.identified(byNumber: Cast.number(900), tx, city.house.vault)
                })
            for answer in [review, result, row, json, rowJSON] {
                #expect(answer.status == 200)
                for secret in ["欧阳国英", "138****5678", "2019-03-05", "田林", known.id.description] {
                    #expect(!answer.text.contains(secret), "\(secret)")
                }
            }
            let short = try await browser.post(path + "/rows/0/transfer", ["reason": ""])
            #expect(short.status == 422)
            let asked = try await browser.post(path + "/rows/0/transfer", ["reason": "已到顾村镇工作"])
            #expect(asked.status == 303)
            let waiting = try await city.house.database.read { try TransferRequest.waiting(.everything, limit: 9, $0) }
            #expect(waiting.map(\.person) == [known.id])
            let twice = try await browser.post(path + "/rows/0/transfer", ["reason": "已到顾村镇工作"])
            #expect(twice.status == 409)
        }
    }

    @Test(arguments: TestEngine.allCases) func outsideTheScopeThereIsNoRoster(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let mine = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let (_, path) = try await Self.upload(mine, RosterCity.text(Self.rows), name: "徐汇.csv")
            let others = [
                try await city.officer(at: try city.unit("宝山区")), try await city.officer(at: try city.unit("徐汇区/田林街道")),
                try await city.officer(.viewer, at: try city.unit("徐汇区")),
                try await city.officer(.auditor, at: city.city),
            ]
            for actor in others {
                let browser = try await city.browser(of: actor)
                for address in ["", "/sheets/0", "/abandon", "/rejected", "/rows/0"] {
                    let answer = try await browser.get(path + address)
                    #expect(answer.status == 404 && !answer.text.contains("徐汇.csv"), "\(address)")
                }
                for address in ["/sheets/0", "/units", "/confirm", "/abandon", "/rows/0/transfer"] {
                    let answer = try await browser.post(path + address, ["reason": "试试"])
                    #expect(answer.status == 404, "\(address)")
                }
                let list = try await browser.get("/rosters")
                #expect(!list.text.contains("徐汇.csv"))
            }
            let city1 = try await city.browser(of: try await city.officer(at: city.city))
            let above = try await city1.get(path)
            #expect(above.status == 200)
        }
    }

    @Test func absentPeopleAreListedWithWhatToDo() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            _ = try await city.run([ImporterTests.header, ["单思", Cast.number(910), "", "徐汇区", "田林街道", ""]])
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let (_, path) = try await Self.upload(browser, RosterCity.text(Self.rows))
            let review = try await browser.get(path)
            #expect(review.text.contains("另有 1 人"))
            _ = try await browser.post(path + "/confirm", [:])
            try await city.work()
            let result = try await browser.get(path)
            #expect(result.text.contains("单思") && result.text.contains("/move"))
            let left = try #require(try result.page().all("a").first { $0.text == "离职了" }?["href"])
            let post = try #require(left.split(separator: "/").dropFirst().first.flatMap { Identifier(String($0)) })
            #expect(left == "/posts/\(post)/end", "straight to the form, not to the person's page")
            try await city.house.runner.run(
                EndPost(post: post, endedOn: Cast.today, reason: "离职"), as: .founder)
            let dealt = try await browser.get(path)
            #expect(dealt.text.contains("已办理") && !dealt.text.contains("/posts/"))
        }
    }

    @Test(arguments: TestEngine.allCases) func eachChangeOfUnitIsAMoveOrACorrection(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            func rows(_ unit: String) -> [[String]] {
                [ImporterTests.header]
                    + (0..<2).map { ["王小明", Cast.number(900 + $0), "", "徐汇区", unit, "2019-03-05"] }
            }
            _ = try await city.run(rows("田林街道"))
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let (_, path) = try await Self.upload(browser, RosterCity.text(rows("徐家汇街道")))
            let page = try await browser.get(path).page()
            #expect(page.all("input", ["name": "correction"]).map { $0["value"] } == ["0", "1"])
            _ = try await browser.post(path + "/confirm", ["correction": "1"])
            try await city.work()
            let posts = try await city.house.database.read { tx in
                try (0..<2).map { index in
                    let person = try PersonStore.identified(byNumber: Cast.number(900 + index), tx, city.house.vault)
                    return try PostStore.history(of: try #require(person).id, tx).count
                }
            }
            #expect(posts == [2, 1])
        }
    }

    @Test func theListAsksAsManyQuestionsForManyAsForOne() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            _ = try await Self.upload(browser, RosterCity.text(Self.rows))
            _ = try await browser.get("/rosters")
            city.observer.reset()
            _ = try await browser.get("/rosters")
            let one = city.observer.value
            for _ in 0..<5 { _ = try await Self.upload(browser, RosterCity.text(Self.rows)) }
            city.observer.reset()
            _ = try await browser.get("/rosters")
            #expect(city.observer.value == one)
        }
    }

    @Test func theTemplateIsUnderstood() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let workbook = try readSpreadsheet(try await browser.get("/rosters/template").bytes)
            let reading = FileReading(workbook, districts: [], today: Cast.today)
            #expect(reading.sheets.first?.columns?.columns.count == 9)
        }
    }
}
