import Core
import Foundation
@testable import Rosters
@testable import Spreadsheets
import Storage
import TestSupport
import Testing
import Web

/// The file comes back with what became of each row.
@Suite struct ResultWorkbookTests {
    private static let rows = [
        ImporterTests.header, ["王小明", Cast.number(900), "13812345678", "徐汇区", "田林街道", "2019-03-05"],
        ["李静", Cast.number(901), "12345", "徐汇区", "田林街道", ""],
        ["单思", Cast.number(902), "", "徐汇区", "田林街道", "1975-01-01"],
        ["=1+1", Cast.number(903), "", "徐汇区", "@SUM(A1)", ""], ["合计", "4人", "", "", "", ""],
    ]

    @Test(arguments: TestEngine.allCases) func everyRowSaysWhatBecameOfIt(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let browser = try await city.browser(of: try await city.officer(at: try city.unit("徐汇区")))
            let sent = try await browser.post("/rosters", file: ("file", "名册.csv", RosterCity.text(Self.rows)))
            let path = try #require(sent.location)
            let early = try await browser.get(path + "/result")
            #expect(early.status == 404, "nothing has become of it yet")
            _ = try await browser.post(path + "/confirm", [:])
            try await city.work()
            let answer = try await browser.get(path + "/result")
            let workbook = try readSpreadsheet(answer.bytes)
            #expect(workbook.sheets.count == 2)
            let summary = workbook.sheets[0].rows.map { $0.cells.prefix(2).map(\.plainText) }
            #expect(
                summary.contains(["新登记", "2"]) && summary.contains(["没有收", "2"]) && summary.contains(["跳过", "1"]))
            let table = workbook.sheets[1]
            #expect(table.rows[0].cells.map(\.plainText) == ImporterTests.header + ["导入结果", "导入说明"])
            let said = table.rows.dropFirst().map { ($0[6].plainText, $0[7].plainText) }
            #expect(said.map(\.0) == ["新登记", "没有收", "新登记", "没有收", "跳过"])
            #expect(said[1].1.contains("11 位手机号") && said[2].1.contains("太早或太远"))
            // What looks like a formula comes back as the text that it was.
            #expect(table.rows[4][0] == .text("=1+1") && table.rows[4][4] == .text("@SUM(A1)"))
            let reads: Int? = try await city.house.database.read { tx in
                try tx.value("SELECT COUNT(*) FROM audit_entries WHERE command = 'downloadImport' AND outcome = 'read'")
            }
            #expect(reads == 1)
        }
    }

    @Test func theCellThatIsMeantIsColoured() throws {
        let workbook = Workbook(sheets: [
            Sheet(
                name: "名册",
                rows: Self.rows.enumerated().map { index, cells in
                    SheetRow(number: index + 1, cells: cells.map { $0.isEmpty ? .empty : .text($0) })
                })
        ])
        let reading = FileReading(workbook, districts: Cast.districts, today: Cast.today)
        let rows = reading.lines.map { line in
            ImportRow(
                line,
                RowJudgement(
                    outcome: line.lateFault == nil ? .new : .rejected, fault: line.lateFault),
                record: nil)
        }
        let sheets = ReturnedWorkbook(reading, workbook, Words(.chinese, Phrasebook([])))
            .table(of: rows, UndoneRows(), isWhole: true)
        let styles = try #require(sheets.first).rows.map { $0.map(\.style) }
        #expect(styles[0][0] == .good && styles[1][2] == .bad && styles[2][5] == .warned)
        #expect(styles[0][6] == .good && styles[1][6] == .bad && styles[2][6] == .warned)
        #expect(styles[4][6] == .note)
    }
}
