import Core
import Spreadsheets
import Testing

@testable import Rosters

/// Tables of different columns below one another in one sheet.
@Suite struct SeveralTablesTests {
    @Test func rejectedRowsComeBackUnderTheirOwnColumns() throws {
        let workbook = Workbook(sheets: [
            Sheet(
                name: "名册",
                rows: [
                    row(1, "姓名", "身份证号", "所属区", "所在街镇"), row(2, "王小明", Cast.number(1), "徐汇区", "无此街道"),
                    row(4, "所在街镇", "所属区", "手机号码", "公民身份号码", "姓名"),
                    row(5, "无此镇", "杨浦区", "13812345678", Cast.number(2), "李静"),
                ])
        ])
        let reading = FileReading(workbook, districts: Cast.districts, today: Cast.today)
        let rows = reading.lines.map { line in
            ImportRow(
                line,
                RowJudgement(outcome: .rejected, fault: RowFault(.unknownUnit, .unit, column: line.column(.unit))),
                record: nil)
        }
        let bytes = try ReturnedWorkbook(reading, workbook, Words(.chinese, Phrasebook([]))).rejected(rows)
        let again = FileReading(try readSpreadsheet(bytes), districts: Cast.districts, today: Cast.today)
        #expect(again.lines.map(\.values) == reading.lines.map(\.values))
        #expect(again.lines.map(\.values.phone) == [nil, "13812345678"])
    }

    private func row(_ number: Int, _ texts: String...) -> SheetRow {
        SheetRow(number: number, cells: texts.map { .text($0) })
    }
}
