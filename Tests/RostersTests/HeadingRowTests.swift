import Foundation
@testable import Rosters
import Spreadsheets
import Testing

/// The first row below the header is somebody's, or some enterprise's, and never a part of the header.
@Suite struct HeadingRowTests {
    static let tables: [(kind: ImportKind, header: String, row: String)] = [
        (.enterprises, "企业名称,区,单位,职工人数", "首行丢失有限公司,徐汇区,田林街道,120"),
        (.enterprises, "企业名称,区,单位,职工人数", "A 企业名称首行丢失有限公司,徐汇区,田林街道,120"),
        (.enterprises, "企业名称,区,归属,所属单位,职工人数", "聚鑫物业有限公司,徐汇区,田林街道,田林街道,120"),
        (.enterprises, "企业名称,区,所在单位,主管", "聚鑫物业有限公司,徐汇区,田林街道,虹梅街道"),
        (.enterprises, "公司,区,工会名称,联系", "聚鑫物业有限公司,徐汇区,田林街道,桂林路地址"),
        (.enterprises, "企业名称,所属街镇,情况", "聚鑫物业有限公司,田林街道,职工人数不详"),
        (.headcounts, "企业名称,区,归口,职工人数", "聚鑫物业有限公司,徐汇区,田林街道,120"),
        (.headcounts, "企业名称,职工人数,归口", "聚鑫物业有限公司,120,田林街道"),
        (.units, "单位名称,类别,归口", "田林街道工会联合会,街道,街道"),
        (.units, "工会名称,单位类别,区,归口", "田林街道总工会,街道,徐汇区,上级待定"),
        (.roster, "姓名,身份证号,区,服务点", "王小明,\(Cast.number(900)),徐汇区,田林街道"),
        (.roster, "姓名,身份证号,服务点,部门", "王小明,,徐汇区,田林街道"),
    ]

    private static func reading(_ kind: ImportKind, _ lines: [String]) -> FileReading {
        let rows = lines.enumerated().map { index, line in
            SheetRow(
                number: index + 1,
                cells: line.split(separator: ",", omittingEmptySubsequences: false).map { text in
                    text.isEmpty ? .empty : .text(String(text))
                })
        }
        return FileReading(
            Workbook(sheets: [Sheet(name: "", rows: rows)]), as: kind, districts: Cast.districts, today: Cast.today)
    }

    @Test(arguments: tables.indices) func theFirstRowIsRead(_ index: Int) throws {
        let table = Self.tables[index]
        for count in 1...3 {
            let reading = Self.reading(table.kind, [table.header] + Array(repeating: table.row, count: count))
            #expect(reading.sheets.first?.columns?.headerRow == 1)
            #expect(reading.lines.map(\.row) == Array(2...(count + 1)))
            #expect(reading.skipped == 0)
        }
    }

    @Test func aRowBelowAHeaderWithoutAUnitIsNotTakenForOne() {
        let reading = Self.reading(.enterprises, ["企业名称,区,归口,职工人数", "首行丢失有限公司,徐汇区,田林街道,120", "聚鑫物业,徐汇区,田林街道,80"])
        #expect(!reading.hasHeader && reading.lines.isEmpty)
    }

    @Test func theUnitOfAnEnterpriseIsReadUnderItsShortestHeading() {
        let reading = Self.reading(.enterprises, ["企业名称,区,单位,职工人数", "聚鑫物业,徐汇区,田林街道,120"])
        #expect(reading.lines.map(\.values.unit) == ["田林街道"])
    }

    @Test func aHeaderOfTwoLinesIsStillOne() throws {
        let reading = Self.reading(
            .enterprises, ["企业名称,区,单位,职工人数,,会员", ",,街道（镇）,总数,其中女,人数", "聚鑫物业,徐汇区,田林街道,120,60,80"])
        #expect(reading.lines.map(\.row) == [3])
        let line = try #require(reading.lines.first)
        #expect(line.values.unit == "田林街道" && line.values[.employees] == "120" && line.values[.members] == "80")
    }
}
