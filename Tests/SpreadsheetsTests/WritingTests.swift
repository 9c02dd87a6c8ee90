import Foundation
import Spreadsheets
import Testing

@Suite struct WritingTests {
    /// What is read back from a workbook that was written.
    private func roundTrip(_ sheets: [SheetToWrite]) throws -> Workbook {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try writeWorkbook(sheets, to: path)
        return try readSpreadsheet(path: path)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let sheet = SheetToWrite(
            name: "退回",
            columns: [.init("姓名", width: 12), .init("身份证号", width: 22), .init("入职时间"), .init("原因", width: 40)],
            rows: [
                [
                    .text(" 王 芳 "), .text("31011519810827947X", style: .bad, comment: "校验码不对"),
                    .date(year: 2019, month: 3, day: 5), .text("校验码", style: .note),
                ],
                [
                    .text("=1+1"), .text("310101199001011234"), .date(year: 1900, month: 2, day: 28, style: .bad),
                    .number(12.5),
                ],
                [.empty, .empty, .empty, .empty],
                [.text("第一行\n第二行"), .empty, .text("<&>\"'"), .text("a_x000D_b\u{1}")],
            ])
        let read = try roundTrip([sheet, SheetToWrite(name: "说明", columns: [], rows: [[.text("完")]])])
        #expect(read.sheets.map(\.name) == ["退回", "说明"])
        #expect(
            read.sheets[0].rows == [
                SheetRow(number: 1, cells: ["姓名", "身份证号", "入职时间", "原因"].map(Cell.text)),
                SheetRow(
                    number: 2,
                    cells: [
                        .text(" 王 芳 "), .text("31011519810827947X"), .date(year: 2019, month: 3, day: 5), .text("校验码"),
                    ]),
                SheetRow(
                    number: 3,
                    cells: [
                        .text("=1+1"), .text("310101199001011234"), .date(year: 1900, month: 2, day: 28),
                        .number("12.5", 12.5),
                    ]),
                SheetRow(number: 5, cells: [.text("第一行\n第二行"), .empty, .text("<&>\"'"), .text("a_x000D_b\u{1}")]),
            ])
        #expect(read.sheets[1].rows == [SheetRow(number: 2, cells: [.text("完")])])
    }

    @Test func tabsGetNamesThatExcelTakes() throws {
        let wishes = [
            "退回", "退回", "a/b:c", String(repeating: "工", count: 40), String(repeating: "工", count: 40), "'x'", "",
        ]
        let names = try roundTrip(wishes.map { SheetToWrite(name: $0, columns: [.init("a")], rows: []) }).sheets.map(
            \.name)
        #expect(names.prefix(3) == ["退回", "退回 (2)", "a_b_c"])
        #expect(Set(names).count == wishes.count)
        #expect(names.allSatisfy { !$0.isEmpty && $0.utf16.count <= 31 && !$0.hasPrefix("'") })
    }

    @Test func manyRows() throws {
        let rows = (0..<5000).map { [WrittenCell.text("人\($0)"), .number(Double($0))] }
        let read = try roundTrip([SheetToWrite(name: "a", columns: [.init("x"), .init("y")], rows: rows)]).sheets[0]
            .rows
        #expect(read.count == 5001)
        #expect(read.last?.cells == [.text("人4999"), .number("4999", 4999)])
    }

    @Test func whatCannotBeWrittenIsSaid() {
        let long = SheetToWrite(
            name: "a", columns: [.init("x")], rows: [[.text(String(repeating: "长", count: 40_000))]])
        #expect(throws: WritingError.self) { try roundTrip([long]) }
        #expect(throws: WritingError.self) {
            try roundTrip([
                SheetToWrite(name: "a", columns: [.init("x")], rows: [[.date(year: 1899, month: 1, day: 1)]])
            ])
        }
        #expect(throws: WritingError.self) { try writeWorkbook([], to: "/no/such/folder/x.xlsx") }
    }

    @Test func separatedTextIsGuardedAndQuoted() throws {
        let bytes = writeCSV(
            header: ["姓名", "备注"], rows: [["=SUM(A1)", "a,b"], ["-1", "他说\"好\"\n"], ["@x", "\tx"], ["+86", " y"]])
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(
            String(decoding: bytes.dropFirst(3), as: UTF8.self)
                == "姓名,备注\r\n'=SUM(A1),\"a,b\"\r\n'-1,\"他说\"\"好\"\"\n\"\r\n'@x,'\tx\r\n'+86,\" y\"\r\n")
        let read = try readSpreadsheet(bytes).sheets[0].rows
        #expect(
            read.map(\.cells)[1...] == [
                [.text("=SUM(A1)"), .text("a,b")], [.text("-1"), .text("他说\"好\"\n")], [.text("@x"), .text("\tx")],
                [.text("+86"), .text(" y")],
            ])
    }
}
