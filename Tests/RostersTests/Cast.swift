import ChineseText
import Core
import Foundation
import Storage

/// The people and places of these tests.
enum Cast {
    static let today = Day(2027, 3, 1)!
    static let districts = ["徐汇区", "杨浦区", "宝山区", "金山区", "浦东新区"]

    /// A sound identity number that no other sequence has.
    static func number(_ sequence: Int, birth: String = "19900101") -> String {
        let body = "310101" + birth + String(format: "%03d", sequence)
        return body + String(ResidentIdentityNumber.checkDigit(of: body)!)
    }

    /// One whose last digit is wrong.
    static let wrongNumber: String = {
        let sound = Cast.number(999)
        return sound.dropLast() + (sound.last == "1" ? "2" : "1")
    }()
}

/// The files of `Tests/Fixtures/rosters` with what must come out.
struct ExpectedRosters: Decodable {
    struct Accepted: Decodable {
        let sheet: String
        let row: Int
        let name: String
        let idNumber: String
        let phone: String?
        let district: String
        let unit: String
        let hiredOn: String?
    }
    struct Rejected: Decodable, Hashable {
        let sheet: String
        let row: Int
        let reason: String
    }
    let accepted: [Accepted]
    let rejected: [Rejected]

    static let files = ["roster-one-sheet.xlsx", "roster-by-district.xlsx", "roster-gbk.csv"]

    static func path(_ file: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/rosters/\(file)").path
    }

    static func load(_ file: String) throws -> ExpectedRosters {
        let all = try JSONDecoder().decode(
            [String: ExpectedRosters].self, from: Foundation.Data(contentsOf: URL(filePath: path("expected.json"))))
        return all[file]!
    }
}
