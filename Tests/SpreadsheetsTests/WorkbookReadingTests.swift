import Spreadsheets
import Testing

@Suite struct WorkbookReadingTests {
    @Test func cellsOfEveryKind() throws {
        var workbook = RawWorkbook(
            rows: """
                <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t xml:space="preserve"> 王 芳 </t></is></c>\
                <c r="C2"><v>13800138000</v></c><c r="D2" t="n"><v>3.10101199001011E+17</v></c><c r="E2" t="b"><v>1</v></c>\
                <c r="F2" t="e"><v>#REF!</v></c><c r="G2" t="str"><f>A2&amp;"x"</f><v>合并x</v></c>\
                <c r="H2"><f>SUM(1,2)</f><v>3</v></c><c r="I2" t="d"><v>2019-03-05T08:00:00</v></c><c r="J2" t="d"><v>2019-02-30</v></c></row>
                """)
        workbook.sharedStrings = "<si><t>姓名</t></si>"
        let row = try #require(try workbook.read().sheets.first?.rows.first)
        #expect(row.number == 2)
        #expect(
            row.cells == [
                .text("姓名"), .text(" 王 芳 "), .number("13800138000", 13_800_138_000),
                .number("3.10101199001011E+17", 3.10101199001011E+17), .bool(true), .error("#REF!"), .text("合并x"),
                .number("3", 3), .date(year: 2019, month: 3, day: 5), .text("2019-02-30"),
            ])
        #expect(row[9] == .text("2019-02-30") && row[10] == .empty)
    }

    @Test func richTextIsJoinedAndPhoneticsAreLeftOut() throws {
        var workbook = RawWorkbook(
            rows: """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>漕河</t></r><r><rPr/><t>泾</t></r>\
                <rPh sb="0" eb="1"><t>cáo</t></rPh></is></c><c r="C1" t="inlineStr"><is><t>a_x000D_b_x005F_c</t></is></c></row>
                """)
        workbook.sharedStrings =
            #"<si><r><rPr><b/></rPr><t>张</t></r><r><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhāng</t></rPh></si>"#
        #expect(try workbook.read().sheets[0].rows[0].cells == [.text("张 三"), .text("漕河泾"), .text("a\rb_c")])
    }

    @Test func missingReferencesAreCounted() throws {
        let sheet = try RawWorkbook(
            rows:
                "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r=\"5\"><c r=\"C5\"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"
        ).read().sheets[0]
        #expect(sheet.rows.map(\.number) == [1, 5, 6])
        #expect(sheet.rows[0].cells == [.number("1", 1), .empty, .number("2", 2)])
        #expect(sheet.rows[1].cells == [.empty, .empty, .number("3", 3), .number("4", 4)])
    }

    @Test func aRowWithoutNumberTakesThatOfItsCells() throws {
        let sheet = try RawWorkbook(
            rows:
                #"<row><c r="A4"><v>1</v></c><c r="B4"><v>2</v></c></row><row><c r="A9"/><c r="B9"><v>3</v></c></row>"#
        ).read().sheets[0]
        #expect(sheet.rows.map(\.number) == [4, 9])
    }

    @Test func aFormulaThatWasNeverComputedIsSaid() throws {
        let workbook = try RawWorkbook([
            .init(
                name: "甲",
                rows: """
                    <row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="str"><f>""</f><v></v></c></row>
                    """)
        ]).read()
        #expect(workbook.sheets[0].rows[0].cells == [.number("2", 2)])
        #expect(workbook.warnings == [.formulaWithoutResult(sheet: "甲", row: 1, column: 1)])
    }

    @Test func rowsOutOfOrderAreSortedAndUnited() throws {
        let sheet = try RawWorkbook(
            rows: """
                <row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><v>4</v></c></row>
                """
        ).read().sheets[0]
        #expect(sheet.rows.map(\.number) == [1, 3])
        #expect(sheet.rows[1].cells == [.number("3", 3), .number("4", 4)])
    }

    @Test func hiddenSheetsAndRowsAreReadInTheOrderOfTheTabs() throws {
        let row = #"<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>"#
        let workbook = RawWorkbook([
            .init(name: "乙", state: "hidden", rows: row, target: "worksheets/sheet9.xml"),
            .init(name: "图表", type: "chartsheet", xml: "<chartsheet/>"),
            .init(name: "甲 &amp; 丙", rows: row, target: "/xl/worksheets/other.xml"),
            .init(name: "丁", state: "veryHidden", rows: row),
        ])
        let sheets = try workbook.read().sheets
        #expect(sheets.map(\.name) == ["乙", "甲 & 丙", "丁"])
        #expect(sheets.map(\.hidden) == [true, false, true])
        #expect(sheets.allSatisfy { $0.rows.count == 1 })
    }

    @Test func strictWorkbooksAndPrefixedNames() throws {
        var workbook = RawWorkbook([
            .init(
                xml: """
                    <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1">\
                    <x:c r="A1" t="inlineStr"><x:is><x:t>姓名</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>
                    """)
        ])
        workbook.spreadsheetNamespace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        workbook.relationNamespace = "http://purl.oclc.org/ooxml/officeDocument/relationships"
        #expect(try workbook.read().sheets[0].rows[0].cells == [.text("姓名")])
    }

    @Test func mergedRanges() throws {
        let sheet = try RawWorkbook(
            rows: #"<row r="1"><c r="A1"><v>1</v></c></row>"#,
            afterRows:
                #"<mergeCells><mergeCell ref="A1:L1"/><mergeCell ref="$B$3:$AA$4"/><mergeCell ref="??"/></mergeCells>"#
        ).read().sheets[0]
        #expect(sheet.mergedRanges.map(\.rows) == [1...1, 3...4])
        #expect(sheet.mergedRanges.map(\.columns) == [0...11, 1...26])
    }

    @Test func formattedEmptinessHasNoRows() throws {
        let blank = (1...120_000).map {
            #"<row r="\#($0)" s="1" customFormat="1"><c r="A\#($0)" s="1"/><c r="XFD\#($0)" s="1"/></row>"#
        }
        #expect(try RawWorkbook(rows: blank.joined()).read().sheets[0].rows.isEmpty)

        let white = #"<row r="200000"><c r="A200000" t="inlineStr"><is><t xml:space="preserve"> 　</t></is></c></row>"#
        let last = #"<row r="200001"><c r="B200001"><v>1</v></c></row>"#
        let sheet = try RawWorkbook(rows: blank.prefix(1000).joined() + white + last).read().sheets[0]
        #expect(sheet.rows == [SheetRow(number: 200_001, cells: [.empty, .number("1", 1)])])
        #expect(sheet.usedRange == 200_001...200_001)
    }

    @Test func partsAreFoundWhateverTheirSpelling() throws {
        let parts = RawWorkbook(rows: #"<row r="1"><c r="A1"><v>7</v></c></row>"#).parts.map {
            (name: $0.name.replacing("/", with: "\\").replacing("workbook", with: "Workbook"), bytes: $0.bytes)
        }
        let stray = [(name: "../../etc/passwd", bytes: [UInt8]("x".utf8)), (name: "/absolute", bytes: [])]
        #expect(try readSpreadsheet(zipped(stray + parts)).sheets[0].rows[0].cells == [.number("7", 7)])
    }
}
