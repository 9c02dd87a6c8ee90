import Spreadsheets
import Testing

@Suite struct DateCellTests {
    /// The cell that a number becomes under a format.
    private func cell(_ digits: String, code: String? = nil, builtIn: Int = 164, from1904: Bool = false) throws -> Cell
    {
        var workbook = RawWorkbook(rows: #"<row r="1"><c r="A1" s="1"><v>\#(digits)</v></c></row>"#)
        workbook.cellFormats = [0, builtIn]
        if let code { workbook.formats = [builtIn: code] }
        if from1904 { workbook.workbookProperties = #"<workbookPr date1904="1"/>"# }
        return try #require(try workbook.read().sheets[0].rows.first)[0]
    }

    @Test(arguments: [14, 15, 16, 17, 20, 22, 27, 31, 36, 45, 47, 50, 57, 58])
    func builtInFormatsOfDays(id: Int) throws {
        #expect(try cell("43163", builtIn: id) == .date(year: 2018, month: 3, day: 4))
    }

    @Test(arguments: [0, 1, 2, 4, 9, 10, 11, 12, 13, 37, 44, 48, 49])
    func builtInFormatsOfNumbers(id: Int) throws {
        #expect(try cell("43163", builtIn: id) == .number("43163", 43163))
    }

    @Test(arguments: [
        "yyyy-mm-dd", "yyyy\"年\"m\"月\"", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "[DBNum1][$-804]m\"月\"d\"日\"", "YYYY/M/D",
        "yyyy年m月d日", "mm-dd hh:mm:ss.000", "[$-F800]dddd\\,\\ mmmm\\ dd", "[h]", "aaaa", "[$-411]e.m.d", "年月日",
    ])
    func codesOfDays(code: String) throws {
        #expect(try cell("43163.75", code: code) == .date(year: 2018, month: 3, day: 4))
    }

    @Test(arguments: [
        "0.00_);[Red]\\(0.00\\)", "[Red]0", "#,##0 \"days\"", "0.00E+00", "0\"年\"", "0年", "General", "General\"人\"",
        "@", "\\y0", "[Yellow][>=100]0;[Cyan]0", "_d0", "\"￥\"#,##0.00", "[$¥-804]#,##0.00", "00000000",
    ])
    func codesOfNumbers(code: String) throws {
        #expect(try cell("43163", code: code) == .number("43163", 43163))
    }

    @Test(arguments: [
        ("1", 1900, 1, 1), ("59", 1900, 2, 28), ("61", 1900, 3, 1), ("36526", 2000, 1, 1), ("43890", 2020, 2, 29),
        ("2958465", 9999, 12, 31), ("43163.99999", 2018, 3, 4),
    ])
    func daysOf1900(digits: String, year: Int, month: Int, day: Int) throws {
        #expect(try cell(digits, builtIn: 14) == .date(year: year, month: month, day: day))
    }

    @Test(arguments: [("0", 1904, 1, 1), ("41701", 2018, 3, 4), ("60", 1904, 3, 1)])
    func daysOf1904(digits: String, year: Int, month: Int, day: Int) throws {
        #expect(try cell(digits, builtIn: 14, from1904: true) == .date(year: year, month: month, day: day))
    }

    @Test(arguments: ["60", "0", "0.5", "-1", "2958466", "3.1E+17"])
    func whatIsNoDayStaysANumber(digits: String) throws {
        guard case .number(digits, _) = try cell(digits, builtIn: 14) else {
            Issue.record("\(digits) became a day")
            return
        }
    }
}
