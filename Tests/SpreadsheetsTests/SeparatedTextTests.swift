import Foundation
import Spreadsheets
import Testing

@Suite struct SeparatedTextTests {
    private func rows(_ text: String) throws -> [SheetRow] { try rows(Array(text.utf8)) }
    private func rows(_ bytes: [UInt8]) throws -> [SheetRow] {
        let sheets = try readSpreadsheet(bytes).sheets
        #expect(sheets.map(\.name) == [""])
        return sheets[0].rows
    }
    private func texts(_ row: SheetRow) -> [String] {
        row.cells.map { if case .text(let text) = $0 { text } else { "∅" } }
    }

    private let roster = "姓名,身份证号,备注\r\n张三,31011519810827947X,\r\n"
    private let rosterRows = [
        SheetRow(number: 1, cells: [.text("姓名"), .text("身份证号"), .text("备注")]),
        SheetRow(number: 2, cells: [.text("张三"), .text("31011519810827947X")]),
    ]

    @Test func utf8WithAndWithoutMark() throws {
        #expect(try rows(roster) == rosterRows)
        #expect(try rows([0xEF, 0xBB, 0xBF] + Array(roster.utf8)) == rosterRows)
    }

    @Test func utf16WithAndWithoutMark() throws {
        let little = roster.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = roster.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(try rows([0xFF, 0xFE] + little) == rosterRows)
        #expect(try rows([0xFE, 0xFF] + big) == rosterRows)
        #expect(try rows(little) == rosterRows)
        #expect(try rows(big) == rosterRows)
        #expect(refusal(of: [0xFF, 0xFE] + little + [0x00, 0xD8]) == .encoding)
    }

    @Test func gbkAndWhatOnlyGB18030Has() throws {
        // 姓名,镕 and 㐂, a character of four bytes.
        let bytes: [UInt8] = [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xE9, 0x46, 0x2C, 0x81, 0x39, 0xEF, 0x31]
        #expect(try rows(bytes) == [SheetRow(number: 1, cells: [.text("姓名"), .text("镕"), .text("㐂")])])
    }

    @Test func textInNoKnownEncoding() {
        #expect(refusal(of: [0xD0, 0xD5, 0x2C, 0xFF, 0xFF, 0x2C, 0x41]) == .encoding)
        // Cut in the middle of a character of UTF-8: not to be read as GBK.
        #expect(refusal(of: Array("姓名,身份证号,备注".utf8.dropLast())) == .encoding)
        #expect(refusal(of: [0xEF, 0xBB, 0xBF, 0xD0, 0xD5]) == .encoding)
    }

    @Test(arguments: [",", "\t", ";", "，", "|"])
    func separators(sign: String) throws {
        let text = ["姓名", "单位", "备注"].joined(separator: sign) + "\n" + ["张三", "漕河泾街道", "a"].joined(separator: sign)
        #expect(try rows(text).map(texts) == [["姓名", "单位", "备注"], ["张三", "漕河泾街道", "a"]])
    }

    @Test func signsInsideOfTextDoNotSeparate() throws {
        let text = "花名册，请核对，谢谢；再见\n姓名,单位,备注\n张三,甲;乙,好，很好，都好\n李四,丙,\"是;非;对;错;真\"\n"
        #expect(try rows(text).map(\.cells.count) == [1, 3, 3, 3])
        #expect(try rows("姓名\n张三\n").map(texts) == [["姓名"], ["张三"]])
    }

    @Test func excelsOwnFirstLineNamesTheSeparatorAndCounts() throws {
        #expect(
            try rows("sep=;\r\n姓名;a,b,c\r\n张三;1\r\n") == [
                SheetRow(number: 2, cells: [.text("姓名"), .text("a,b,c")]),
                SheetRow(number: 3, cells: [.text("张三"), .text("1")]),
            ])
        #expect(try rows("\"sep=|\"\n姓名|x\n")[0].cells == [.text("姓名"), .text("x")])
    }

    @Test func quotesHoldSeparatorsLineEndsAndQuotes() throws {
        let read = try rows("a,\"b,1\"\r\n\"第一行\r\n第二行\n\",\"他说\"\"好\"\"\"\r\n\"x\"y,5\" z\r\n")
        #expect(read.map(\.number) == [1, 2, 3])
        #expect(read.map(texts) == [["a", "b,1"], ["第一行\r\n第二行\n", "他说\"好\""], ["xy", "5\" z"]])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func lineEndsAndBlankRecords(end: String) throws {
        let read = try rows(["a,b", "", ",,", " ,　", "c,d"].joined(separator: end))
        #expect(read.map(\.number) == [1, 5])
        #expect(read.map(texts) == [["a", "b"], ["c", "d"]])
        #expect(try rows("a,b" + end).count == 1)
    }

    @Test func textKeptFromComputing() throws {
        let read = try rows("=\"0123\",\"=\"\"0456\"\"\",=\"a,b\",'+8613800138000,'tis,=1+1\n")
        #expect(read.map(texts) == [["0123", "0456", "a,b", "+8613800138000", "'tis", "=1+1"]])
    }

    @Test func anUnclosedQuoteIsSaid() throws {
        let workbook = try readSpreadsheet(Array("a,b\n1,\"2\n3,4\n".utf8))
        #expect(workbook.warnings == [.unclosedQuote(row: 2)])
        #expect(workbook.sheets[0].rows[1].cells == [.text("1"), .text("2\n3,4\n")])
        #expect(try readSpreadsheet(Array(roster.utf8)).warnings.isEmpty)
    }

    @Test func limitsOfText() {
        var limits = ReadingLimits()
        limits.columns = 3
        limits.rows = 2
        limits.cellText = 5
        #expect(refusal(of: Array("a,b,c,,,,\n".utf8), limits: limits) == nil)
        #expect(refusal(of: Array("a,b,c,,,,d\n".utf8), limits: limits) == .tooLarge(.columns, limit: 3))
        #expect(refusal(of: Array("a\n\n\nb\n".utf8), limits: limits) == nil)
        #expect(refusal(of: Array("a\nb\nc\n".utf8), limits: limits) == .tooLarge(.rows, limit: 2))
        #expect(refusal(of: Array("工会工会工\n".utf8), limits: limits) == nil)
        #expect(refusal(of: Array("工会工会工会\n".utf8), limits: limits) == .tooLarge(.cellText, limit: 5))
    }
}
