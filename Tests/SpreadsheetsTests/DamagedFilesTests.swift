import Foundation
import Spreadsheets
import Testing

/// Whatever comes, the answer is a workbook or a refusal; a crash would end the test run.
@Suite struct DamagedFilesTests {
    /// The same sequence every time (Steele, Lea and Flood, SplitMix64).
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }

    private func answers(to bytes: [UInt8], limits: ReadingLimits = .standard) -> Bool {
        do throws(SpreadsheetError) {
            let rows = try readSpreadsheet(bytes, limits: limits).sheets.flatMap(\.rows)
            return rows.allSatisfy { !$0.isBlank && $0.number >= 1 }
        } catch {
            return !error.sentence.isEmpty
        }
    }

    private var samples: [[UInt8]] {
        var workbook = RawWorkbook(
            rows:
                #"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>43163</v></c><c r="C1" t="inlineStr"><is><t>姓名</t></is></c></row>"#,
            afterRows: #"<mergeCells><mergeCell ref="A1:B1"/></mergeCells>"#)
        workbook.sharedStrings = "<si><t>张三</t></si>"
        workbook.cellFormats = [0, 14]
        let gbk: [UInt8] = [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xE9, 0x46, 0x0D, 0x0A, 0x22, 0xD0, 0xD5, 0x22, 0x0A]
        let wide = "\u{FEFF}姓名\t单位\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return [
            workbook.bytes, compoundFile(entries: ["Workbook", "ETExtData"]), gbk, wide,
            Array("sep=;\n姓名;\"a\nb\"\n=\"1\";'=x".utf8),
        ]
    }

    @Test func truncated() {
        for sample in samples {
            for length in stride(from: 0, to: sample.count, by: max(1, sample.count / 400)) {
                #expect(answers(to: Array(sample[..<length])))
            }
        }
    }

    @Test func bitsFlipped() {
        var random = Seeded(state: 2012)
        for sample in samples {
            for _ in 0..<400 {
                var bytes = sample
                for _ in 0..<Int.random(in: 1...8, using: &random) {
                    let place = Int.random(in: bytes.indices, using: &random)
                    bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                }
                #expect(answers(to: bytes))
            }
        }
    }

    /// The checksums of a zip catch most flips before the XML is looked at; here the XML itself is broken.
    @Test func partsBroken() {
        var random = Seeded(state: 2019)
        let parts = RawWorkbook(
            rows:
                #"<row r="1" s="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c><c r="B1" s="1" t="s"><v>0</v></c></row>"#,
            afterRows: #"<mergeCells><mergeCell ref="A1:B1"/></mergeCells>"#
        ).parts
        for _ in 0..<800 {
            var broken = parts
            let part = Int.random(in: parts.indices, using: &random)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: broken[part].bytes.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: broken[part].bytes[place] = UInt8.random(in: 0x20...0x7E, using: &random)
                case 1: broken[part].bytes.remove(at: place)
                default: broken[part].bytes.insert(contentsOf: Array("99999999".utf8), at: place)
                }
            }
            #expect(answers(to: zipped(broken)))
        }
    }
}
