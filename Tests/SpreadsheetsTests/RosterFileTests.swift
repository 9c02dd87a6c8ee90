import Foundation
import Spreadsheets
import Testing

/// The three rosters, against what is known of them: each accepted row is where it should be, with its number.
@Suite struct RosterFileTests {
    private struct Expectation: Decodable {
        struct Row: Decodable {
            var sheet: String
            var row: Int
            var idNumber: String
            var hiredOn: String?
        }
        var accepted: [Row]
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/rosters")

    @Test(arguments: ["roster-one-sheet.xlsx", "roster-by-district.xlsx", "roster-gbk.csv"])
    func everyAcceptedRowIsInItsPlace(file: String) throws {
        let known = try JSONDecoder().decode(
            [String: Expectation].self, from: Foundation.Data(contentsOf: Self.folder.appending(path: "expected.json")))
        let expected = try #require(known[file])
        let workbook = try readSpreadsheet(path: Self.folder.appending(path: file).path)
        #expect(!expected.accepted.isEmpty)
        for person in expected.accepted {
            let sheet = try #require(workbook.sheets.first { $0.name == person.sheet })
            let row = try #require(sheet.rows.first { $0.number == person.row })
            let texts = row.cells.compactMap { cell -> String? in
                guard case .text(let text) = cell else { return nil }
                return text.applyingTransform(.fullwidthToHalfwidth, reverse: false)?.uppercased().filter {
                    !$0.isWhitespace
                }
            }
            #expect(texts.contains(person.idNumber), "\(file) \(person.sheet) \(person.row)")
            for case .date(let year, let month, let day) in row.cells {
                #expect(person.hiredOn == String(format: "%04d-%02d-%02d", year, month, day))
            }
        }
    }
}
