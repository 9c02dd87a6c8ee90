import Core
import Foundation
@testable import Spreadsheets
import Testing

@testable import Rosters

/// What is read from a file, before any database is asked.
@Suite struct RosterReadingTests {
    @Test(arguments: ExpectedRosters.files)
    func everyValueOfTheRealRostersIsRead(file: String) throws {
        let expected = try ExpectedRosters.load(file)
        let reading = FileReading(
            try readSpreadsheet(path: ExpectedRosters.path(file)), districts: Cast.districts, today: Cast.today)
        let lines = Dictionary(uniqueKeysWithValues: reading.lines.map { ("\($0.sheet)|\($0.row)", $0) })
        for row in expected.accepted {
            let line = try #require(lines["\(row.sheet)|\(row.row)"])
            #expect(line.earlyFault == nil && line.lateFault == nil)
            #expect(line.values.name == row.name)
            #expect(line.values.idNumber == row.idNumber)
            #expect(line.values.phone == row.phone)
            #expect(line.values.district == row.district)
            #expect(line.values.unit == row.unit)
            #expect(line.values.hiredOn?.description == row.hiredOn)
        }
        let needingMore: Set<String> = ["duplicateInFile", "unknownUnit"]
        for row in expected.rejected where !needingMore.contains(row.reason) {
            let line = try #require(lines["\(row.sheet)|\(row.row)"])
            #expect((line.earlyFault ?? line.lateFault)?.reason.rawValue == row.reason)
        }
        #expect(reading.lines.count == expected.accepted.count + expected.rejected.count)
        #expect(reading.rows == reading.lines.count + reading.skipped)
    }

    @Test func marksThatNobodySeesAreNoPartOfACell() throws {
        let cells = ["王\u{202E}小\u{200B}明", Cast.number(1), "顾村\u{2069}镇"]
        let rows = [row(1, "宝山区工会社工花名册"), row(2, "姓名", "身份证号", "街道"), row(3, cells)]
        let line = try #require(read(Sheet(name: "Sheet1", rows: rows)).lines.first)
        #expect(line.values.name.unicodeScalars.count == 3)
        #expect(line.values.unit.unicodeScalars.count == 3)
    }

    /// The project's own list of reasons is whole.
    @Test func everyReasonIsWrittenDown() throws {
        let page = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/imports.md"),
            encoding: .utf8)
        #expect(RowReason.allCases.filter { !page.contains("`\($0.rawValue)`") } == [])
    }

    @Test func aSheetWithoutAHeaderIsNamed() throws {
        let reading = FileReading(
            try readSpreadsheet(path: ExpectedRosters.path("roster-by-district.xlsx")), districts: Cast.districts,
            today: Cast.today)
        #expect(reading.sheetsWithoutHeader == ["填表说明"])
    }

    @Test func aHeaderOfTwoLinesWithMergedCellsIsFound() throws {
        let sheet = Sheet(
            name: "名册",
            rows: [
                row(1, "2024年工会社工情况表"),
                row(2, "序号", "基本情况", "", "", "工作单位", "", "时间"),
                row(3, "", "姓 名", "身份证\n号码", "联系方式", "区", "街道（镇）", "上岗日期"),
                row(4, "1", "王小明", Cast.number(1), "13812345678", "徐汇区", "田林街道", "2019.3"),
                row(5, "2", "李　静", Cast.number(2), "021-64881234", "", "", "2019/3/5"),
                row(6, "", "备注：以上人员均在岗"),
            ],
            mergedRanges: [
                MergedRange(rows: 2...2, columns: 1...3), MergedRange(rows: 2...3, columns: 0...0),
                MergedRange(rows: 2...2, columns: 4...5), MergedRange(rows: 4...5, columns: 4...4),
                MergedRange(rows: 4...5, columns: 5...5),
            ])
        let reading = read(sheet)
        #expect(reading.lines.map(\.row) == [4, 5])
        #expect(reading.lines.map(\.values.name) == ["王小明", "李静"])
        #expect(reading.lines.map(\.values.unit) == ["田林街道", "田林街道"])
        #expect(reading.lines.map(\.values.district) == ["徐汇区", "徐汇区"])
        #expect(reading.lines.map { $0.values.hiredOn?.description } == ["2019-03-01", "2019-03-05"])
        #expect(reading.lines.map(\.values.phone) == ["13812345678", "02164881234"])
        #expect(reading.skipped == 1)
    }

    @Test(arguments: ["徐汇区", "徐汇", "徐汇区2024", "1.徐汇", "徐汇总工会名册"])
    func theSheetsNameIsTheDistrictWhereNoColumnSaysIt(name: String) {
        let sheet = Sheet(
            name: name,
            rows: [
                row(1, "联系电话", "单位", "证件号码", "社工姓名"), row(2, "13812345678", "田林街道", Cast.number(1), "王小明"),
            ])
        #expect(read(sheet).lines.map(\.values.district) == ["徐汇区"])
    }

    @Test func theTitleOrALineBetweenSaysTheDistrict() {
        let header = row(2, "姓名", "身份证号", "街道")
        let titled = Sheet(
            name: "Sheet1", rows: [row(1, "宝山区工会社工花名册"), header, row(3, "王小明", Cast.number(1), "顾村镇")])
        #expect(read(titled).lines.map(\.values.district) == ["宝山区"])
        let divided = Sheet(
            name: "Sheet1",
            rows: [
                header, row(3, "徐汇区"), row(4, "王小明", Cast.number(1), "田林街道"), row(5, "宝山区"),
                row(6, "李静", Cast.number(2), "顾村镇"),
            ])
        #expect(read(divided).lines.map(\.values.district) == ["徐汇区", "宝山区"])
        #expect(read(divided).skipped == 2)
    }

    @Test func totalsNotesAndRepeatedHeadersAreSkipped() {
        let header = ["姓名", "公民身份号码", "手机", "所在区", "派驻单位", "到岗日期"]
        let sheet = Sheet(
            name: "",
            rows: [
                row(1, header), row(2, "王小明", Cast.number(1), "", "徐汇区", "田林街道", ""), row(3, "本页小计：1人"), row(4, header),
                row(6, "", Cast.number(2)), row(7, "徐汇区合计", "2人"), row(8, "注：名单以区总工会确认为准"),
                row(9, "制表人：张三", "", "审核人：李四"),
            ])
        let reading = read(sheet)
        #expect(reading.lines.map(\.row) == [2, 6])
        #expect(reading.lines.last?.earlyFault?.reason == .missingName)
        #expect(reading.skipped == 6)
        #expect(reading.rows == 8)
    }

    @Test(arguments: [
        "单位所在区", "工作所在区", "所属区县名称", "４．所属区", "属地区", "区县名称", "行政区划", "区别", "归属区总工会", "区局",
    ])
    func aDistrictIsFoundUnderManyHeadings(heading: String) {
        let sheet = Sheet(
            name: "",
            rows: [
                row(1, "姓名", "身份证号", heading, "街镇", "户籍所在区", "所在社区"),
                row(2, "王小明", Cast.number(1), "徐汇区", "田林街道", "杨浦区", "某社区"),
            ])
        #expect(read(sheet).lines.map(\.values.district) == ["徐汇区"])
    }

    @Test(arguments: ["园区", "所在社区", "户籍所在区", "家庭居住区", "原所在区", "服务片区", "商圈（园区）"])
    func otherHeadingsThatEndAlikeAreNoDistrict(heading: String) {
        let found = SheetColumns.recognised(
            in: Sheet(name: "", rows: [row(1, "姓名", "身份证号", heading), row(2, "王小明", Cast.number(1), "甲")]), .roster)
        #expect(found?.columns[.district] == nil)
    }

    @Test func aSecondTableHasColumnsOfItsOwn() {
        let sheet = Sheet(
            name: "",
            rows: [
                row(1, "姓名", "身份证号", "区", "街镇"), row(2, "王小明", Cast.number(1), "徐汇区", "田林街道"), row(4, "杨浦区花名册"),
                row(5, "序号", "公民身份号码", "姓名", "所在街镇", "所在区"),
                row(6, "1", Cast.number(2), "李静", "五角场街道", "杨浦区"),
            ])
        let reading = read(sheet)
        #expect(reading.lines.map(\.row) == [2, 6])
        #expect(reading.lines.map(\.values.name) == ["王小明", "李静"])
        #expect(reading.lines.map(\.values.unit) == ["田林街道", "五角场街道"])
        #expect(reading.skipped == 3)
    }

    @Test func aRowThatLostAllButOneValueIsStillSomebodys() {
        let sheet = Sheet(
            name: "",
            rows: [
                row(1, "姓名", "身份证号", "手机号", "区", "街镇"), row(2, "", "", "13812345678"), row(3, "田林街道（共3人）"),
                row(4, "王小明"),
            ])
        #expect(read(sheet).lines.map(\.row) == [2, 4])
        #expect(read(sheet).lines.map(\.earlyFault?.reason) == [.missingName, .missingId])
    }

    @Test(arguments: ["入职时间（例：2019.3）", "入职时间（格式如2019-03-05，必填）", "入职时间\n（年月日，例如：20190305）"])
    func aHeadingMayShowAnExample(heading: String) {
        let sheet = Sheet(
            name: "", rows: [row(1, "姓名", "身份证号", heading), row(2, "王小明", Cast.number(1), "2018.6")])
        #expect(read(sheet).lines.first?.values.hiredOn?.description == "2018-06-01")
    }

    @Test(arguments: [Cell.error("#REF!"), .text("#N/A"), .text("#NAME?"), .bool(true)])
    func whatAFormulaLeftBehindIsNobodysName(cell: Cell) {
        let sheet = Sheet(
            name: "", rows: [row(1, "姓名", "身份证"), SheetRow(number: 2, cells: [cell, .text(Cast.number(1))])])
        #expect(read(sheet).lines.map(\.earlyFault?.reason) == [.missingName])
    }

    @Test(arguments: [
        (Cell.number("310101199001011000", 3.10101199001011e17), RowReason.idPrecisionLost),
        (.text("3.10101199001011E+17"), .idPrecisionLost), (.text("31010119900101"), .idCheckDigit),
        (.text("31010119900101123A"), .idCheckDigit), (.empty, .missingId), (.text("　"), .missingId),
        (.text(Cast.number(1, birth: "20300101")), .badBirthDate),
    ])
    func aNumberThatCannotBeOneIsRefused(cell: Cell, reason: RowReason) {
        let sheet = Sheet(
            name: "", rows: [row(1, "姓名", "身份证"), SheetRow(number: 2, cells: [.text("王小明"), cell])])
        #expect(read(sheet).lines.map(\.earlyFault?.reason) == [reason])
        #expect(read(sheet).lines[0].earlyFault?.column == "身份证")
    }

    @Test(
        arguments: [
            (.number("20190305", 20_190_305), "2019-03-05"), (.number("2.0190305E7", 20_190_305), "2019-03-05"),
            (.number("2019.3", 2019.3), nil), (.number("43529", 43529), nil), (.text("2019年3月"), "2019-03-01"),
            (.text("２０１９/３/５"), "2019-03-05"), (.text("2019-02-30"), nil), (.text("二〇一九年"), nil),
            (.date(year: 2019, month: 3, day: 5), "2019-03-05"),
        ] as [(Cell, String?)])
    func datesAreReadAsTheContractSays(cell: Cell, day: String?) {
        let sheet = Sheet(
            name: "",
            rows: [
                row(1, "姓名", "身份证", "入职时间"), SheetRow(number: 2, cells: [.text("王小明"), .text(Cast.number(1)), cell]),
            ])
        let line = read(sheet).lines[0]
        #expect(line.values.hiredOn?.description == day)
        #expect(line.lateFault?.reason == (day == nil ? .badDate : nil))
    }

    @Test(
        arguments: [
            (.number("13812345678", 13_812_345_678), "13812345678"),
            (.number("1.3812345678E10", 13_812_345_678), "13812345678"),
            (.text("+86 138-1234-5678"), "13812345678"), (.text("12812345678"), nil), (.text("64881234"), nil),
        ] as [(Cell, String?)])
    func phonesAreReadAsTheContractSays(cell: Cell, digits: String?) {
        let sheet = Sheet(
            name: "",
            rows: [row(1, "姓名", "身份证", "电话"), SheetRow(number: 2, cells: [.text("王小明"), .text(Cast.number(1)), cell])])
        let line = read(sheet).lines[0]
        #expect(line.values.phone == digits)
        #expect(line.lateFault?.reason == (digits == nil ? .badPhone : nil))
    }

    @Test func whatIsOddIsOnlyAWarning() {
        let sheet = Sheet(
            name: "",
            rows: [
                row(1, "填报日期：2023.5.9"), row(2, "姓名", "性别", "身份证", "入职时间"),
                row(3, "王小明", "女", Cast.number(1, birth: "20100101"), "2024-01-01"),
            ])
        let line = read(sheet).lines[0]
        #expect(line.earlyFault == nil && line.lateFault == nil)
        #expect(Set(line.warnings) == [.youngAtHire, .hiredAfterSheet, .sexDiffers])
    }

    @Test func headerAndColumnsCanBeSetByHand() {
        let sheet = Sheet(
            name: "", rows: [row(1, "甲", "乙", "丙"), row(2, "王小明", Cast.number(1), "13812345678")])
        #expect(!read(sheet).hasHeader)
        let choice = SheetChoice(sheet: 0, headerRow: 1, columns: [.name: 0, .idNumber: 1, .phone: 2])
        let reading = FileReading(
            Workbook(sheets: [sheet]), choices: [choice], districts: Cast.districts, today: Cast.today)
        #expect(reading.lines.map(\.values.name) == ["王小明"])
        #expect(reading.lines.map(\.values.phone) == ["13812345678"])
    }

    /// Whatever stands where: every row below the header is read or skipped, and nothing crashes.
    @Test(arguments: 0..<300) func everyRowIsReadOrSkipped(seed: Int) {
        var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
        let pool: [Cell] = [
            .empty, .empty, .text("姓名"), .text("身份证号"), .text("区"), .text("街道（镇）"), .text("小计"), .text("合计：3人"),
            .text(Cast.number(900)), .text("王小明"), .text("备注：无"), .text("备注"), .text("　"), .number("3.1E+17", 3.1e17),
            .number("20190305", 20_190_305), .number("1E400", .infinity), .number("-5", -5),
            .date(year: 2019, month: 2, day: 29),
            .bool(true), .error("#REF!"), .text("徐汇区"), .text("注\u{301}：x"), .text("2019年"), .text("入职时间"), .text("手机"),
        ]
        var rows: [SheetRow] = []
        for number in 1...20 where dice.roll(5) > 0 {
            let cells = (0..<dice.roll(8)).map { _ in pool[dice.roll(pool.count)] }
            if !cells.allSatisfy(\.isBlank) { rows.append(SheetRow(number: number, cells: cells)) }
        }
        rows.insert(row(0, "姓名", "身份证号", "区", "街道", "手机", "入职时间"), at: 0)
        let merged = (0..<4).map { _ in
            let (top, left) = (1 + dice.roll(18), dice.roll(6))
            return MergedRange(rows: top...top + dice.roll(3), columns: left...left + dice.roll(3))
        }
        let reading = read(Sheet(name: "徐汇", rows: rows, mergedRanges: merged))
        let below = (rows.last?.number ?? 0) - (reading.sheets[0].columns?.headerRow ?? 0)
        #expect(reading.rows == below)
        #expect(reading.lines.map(\.position) == Array(0..<reading.lines.count))
    }

    private func read(_ sheet: Sheet) -> FileReading {
        FileReading(Workbook(sheets: [sheet]), districts: Cast.districts, today: Cast.today)
    }

    private func row(_ number: Int, _ texts: String...) -> SheetRow { row(number, texts) }

    private func row(_ number: Int, _ texts: [String]) -> SheetRow {
        SheetRow(number: number, cells: texts.map { $0.isEmpty ? .empty : .text($0) })
    }
}

private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(sides))
    }
}
