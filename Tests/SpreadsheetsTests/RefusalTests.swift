import Spreadsheets
import Testing

@Suite struct RefusalTests {
    private let goodRow = #"<row r="1"><c r="A1"><v>1</v></c></row>"#

    @Test func oldFormats() {
        #expect(refusal(of: compoundFile(entries: ["Workbook", "\u{5}SummaryInformation"])) == .oldExcel)
        #expect(refusal(of: compoundFile(entries: ["Book"])) == .oldExcel)
        #expect(refusal(of: [0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00]) == .oldExcel)
        #expect(refusal(of: compoundFile(entries: ["ETExtData", "Workbook"])) == .wps)
        let property = Array("KSOProductBuildVer\u{0}".utf8)
        #expect(refusal(of: compoundFile(entries: ["Workbook"], followedBy: property)) == .wps)
        #expect(refusal(of: compoundFile(entries: ["WordDocument"])) == .notASpreadsheet)
        // Cut off before its directory, it is most likely one all the same: what to do is said.
        #expect(refusal(of: Array(compoundFile(entries: []).prefix(100))) == .oldExcel)
    }

    @Test func passwords() {
        let encrypted = compoundFile(entries: ["EncryptionInfo", "EncryptedPackage"])
        #expect(refusal(of: encrypted) == .passwordProtected)
        #expect(refusal(of: zipped(RawWorkbook(rows: goodRow).parts, password: "1234")) == .passwordProtected)
    }

    @Test func otherFormats() {
        let ods = zipped([
            ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
            ("content.xml", Array("<a/>".utf8)),
        ])
        #expect(refusal(of: ods) == .otherFormat(.openDocument))
        #expect(
            refusal(of: zipped([("xl/workbook.bin", [1]), ("_rels/.rels", Array("<a/>".utf8))]))
                == .otherFormat(.binaryWorkbook))
        #expect(refusal(of: Array("\u{FEFF}\r\n<html xmlns:x='urn'><table><tr><td>姓名".utf8)) == .otherFormat(.webPage))
        #expect(refusal(of: Array("<meta charset='gbk'><table>".utf8)) == .otherFormat(.webPage))
        #expect(
            refusal(
                of: Array("<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>".utf8))
                == .otherFormat(.xml2003))
    }

    @Test func whatIsNoSpreadsheet() {
        #expect(refusal(of: zipped([("word/document.xml", Array("<a/>".utf8))])) == .notASpreadsheet)
        #expect(refusal(of: zipped([("花名册.xlsx", Array("PK".utf8))])) == .notASpreadsheet)
        #expect(refusal(of: Array("%PDF-1.7\n%abc".utf8)) == .notASpreadsheet)
        #expect(
            refusal(of: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48]) == .notASpreadsheet)
        #expect(refusal(of: []) == .empty)
        #expect(refusal(of: [0xEF, 0xBB, 0xBF]) == .empty)
        #expect(refusal(of: Array(" \r\n　\r\n".utf8)) == .empty)
    }

    @Test func aMissingFile() {
        #expect(throws: SpreadsheetError.self) { try readSpreadsheet(path: "/no/such/roster.xlsx") }
    }

    @Test func aZipBomb() {
        let zeros = [UInt8](repeating: 0x20, count: 40 << 20)
        var workbook = RawWorkbook(rows: goodRow)
        workbook.tabs[0].xml = "<worksheet>" + String(decoding: zeros, as: UTF8.self) + "</worksheet>"
        #expect(refusal(of: workbook.bytes) == .bomb)
        // Also where what it holds is no workbook at all.
        workbook.tabs[0].xml = String(repeating: "A", count: 40 << 20)
        #expect(refusal(of: workbook.bytes) == .bomb)
        #expect(SpreadsheetError.bomb.sentence.contains("文件太大"))
        // A bomb in a part that nobody reads does not go off.
        workbook.tabs[0].xml = nil
        workbook.extraParts = [("xl/media/image1.png", zeros)]
        #expect(refusal(of: workbook.bytes) == nil)
    }

    @Test func aZipOfManyParts() {
        let parts = (0..<300).map { (name: "xl/media/\($0)", bytes: [UInt8(1)]) }
        var limits = ReadingLimits()
        limits.zipEntries = 250
        #expect(refusal(of: zipped(parts), limits: limits) == .bomb)
    }

    @Test func theSumOfAllPartsIsLimited() {
        var limits = ReadingLimits()
        limits.unpackedBytes = 100_000
        let rows = (1...2000).map { #"<row r="\#($0)"><c r="A\#($0)"><v>\#($0 &* 2_654_435_761)</v></c></row>"# }
            .joined()
        #expect(refusal(of: RawWorkbook(rows: rows).bytes, limits: limits) == .tooLarge(.unpackedBytes, limit: 100_000))
    }

    @Test func xmlBombs() {
        var laughs = RawWorkbook(rows: "")
        laughs.tabs[0].xml = """
            <!DOCTYPE w [<!ENTITY a "哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
            <worksheet><sheetData><row><c t="str"><v>&c;</v></c></row></sheetData></worksheet>
            """
        #expect(refusal(of: laughs.bytes) == .bomb)

        var outside = RawWorkbook(rows: "")
        outside.tabs[0].xml = #"<!DOCTYPE w SYSTEM "file:///etc/passwd"><worksheet/>"#
        #expect(refusal(of: outside.bytes) == .bomb)

        var deep = RawWorkbook(rows: "")
        deep.tabs[0].xml = String(repeating: "<a>", count: 100_000)
        #expect(refusal(of: deep.bytes) == .bomb)

        var limits = ReadingLimits()
        limits.xmlToken = 1 << 18
        var endless = RawWorkbook(rows: "")
        endless.tabs[0].xml = "<worksheet a='" + (0..<200_000).map(String.init).joined() + "'/>"
        #expect(refusal(of: endless.bytes, limits: limits) == .bomb)
    }

    @Test func limitsOfASheet() {
        func refused(_ rows: String, _ change: (inout ReadingLimits) -> Void) -> SpreadsheetError? {
            var limits = ReadingLimits()
            change(&limits)
            return refusal(of: RawWorkbook(rows: rows).bytes, limits: limits)
        }
        let threeRows = "<row><c><v>1</v></c></row><row><c/></row><row><c><v>1</v></c></row><row><c><v>1</v></c></row>"
        #expect(refused(threeRows) { $0.rows = 3 } == nil)
        #expect(refused(threeRows) { $0.rows = 2 } == .tooLarge(.rows, limit: 2))
        let wide = #"<row r="1"><c r="J1"><v>1</v></c></row>"#
        #expect(refused(wide) { $0.columns = 9 } == .tooLarge(.columns, limit: 9))
        #expect(refused(wide) { $0.columns = 10 } == nil)
        #expect(refused(wide) { $0.cells = 9 } == .tooLarge(.cells, limit: 9))
        let long = #"<row><c t="inlineStr"><is><t>\#(String(repeating: "工", count: 101))</t></is></c></row>"#
        #expect(refused(long) { $0.cellText = 101 } == nil)
        #expect(refused(long) { $0.cellText = 100 } == .tooLarge(.cellText, limit: 100))
        #expect(refused(wide) { $0.fileBytes = 100 } == .tooLarge(.fileBytes, limit: 100))
    }

    @Test func damage() throws {
        let workbook = RawWorkbook(rows: goodRow)
        func isDamaged(_ bytes: [UInt8]) -> Bool {
            if case .damaged = refusal(of: bytes) { true } else { false }
        }
        #expect(isDamaged(Array(workbook.bytes.dropLast(30))))
        #expect(isDamaged(Array("PK\u{3}\u{4}".utf8)))
        #expect(isDamaged(zipped(workbook.parts.filter { !$0.name.contains("sheet1") })))
        #expect(isDamaged(zipped(workbook.parts.filter { !$0.name.contains("workbook.xml.rels") })))
        var unclosed = workbook
        unclosed.tabs[0].xml = "<worksheet><sheetData><row>"
        #expect(isDamaged(unclosed.bytes))
        #expect(isDamaged(RawWorkbook(rows: #"<row r="1"><c r="A1" t="s"><v>5</v></c></row>"#).bytes))
        #expect(isDamaged(RawWorkbook(rows: #"<row r="99999999"><c><v>5</v></c></row>"#).bytes))
    }

    @Test func everyRefusalHasASentence() {
        let refusals: [SpreadsheetError] = [
            .oldExcel, .wps, .passwordProtected, .otherFormat(.webPage), .notASpreadsheet, .damaged("x"), .bomb,
            .encoding,
            .tooLarge(.rows, limit: 200_000), .tooLarge(.fileBytes, limit: 64 << 20), .empty, .unreadable("x"),
        ]
        #expect(Set(refusals.map(\.sentence)).count == refusals.count)
        #expect(SpreadsheetError.tooLarge(.fileBytes, limit: 64 << 20).sentence.contains("64 MB"))
    }
}
