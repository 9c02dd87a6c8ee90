import Core
import Foundation
import Organization
import People
import Rosters
import Storage
import TestSupport
import Testing
import Workforce

/// The contract of `qiao import roster`.
@Suite struct ImporterTests {
    static let header = ["姓名", "身份证号", "手机号码", "所属区", "所在街镇", "入职时间"]

    @Test(arguments: ExpectedRosters.files, TestEngine.allCases)
    func theRealRostersComeOutExactly(file: String, engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let expected = try ExpectedRosters.load(file)
            let path = ExpectedRosters.path(file)
            for dryRun in [true, false] {
                let before = try await city.counts()
                let report = try await FileImporter.run(
                    path: path, dryRun: dryRun, house: city.house, actor: .operator)
                #expect(report.accepted.count == expected.accepted.count)
                for (row, wanted) in zip(report.accepted, expected.accepted) {
                    #expect(row.sheet == wanted.sheet && row.row == wanted.row)
                    #expect(
                        row.values.name == wanted.name && row.values.idNumber == wanted.idNumber
                            && row.values.phone == wanted.phone)
                    #expect(row.values.district == wanted.district && row.values.unit == wanted.unit)
                    #expect(row.values[.hiredOn] == wanted.hiredOn && row.outcome == .new)
                }
                let rejected = report.rejected.map {
                    ExpectedRosters.Rejected(sheet: $0.sheet, row: $0.row, reason: $0.reason.rawValue)
                }
                #expect(rejected == expected.rejected)
                #expect(report.rows == report.accepted.count + report.rejected.count + report.skipped)
                #expect(report.absent.isEmpty)
                let after = try await city.counts()
                #expect((after == before) == dryRun)
            }
            // The same file once more changes nothing.
            let before = try await city.counts()
            let again = try await FileImporter.run(path: path, dryRun: false, house: city.house, actor: .operator)
            #expect(again.accepted.allSatisfy { $0.outcome == .unchanged })
            #expect(again.rejected.count == expected.rejected.count)
            let after = try await city.counts()
            #expect(after.prefix(3) == before.prefix(3))
        }
    }

    @Test(arguments: TestEngine.allCases) func aRowWithSeveralFaultsHasTheFirst(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let report = try await city.run([
                Self.header, ["", "123", "1", "徐汇区", "没有街道", "不是日期"], ["王小明", "", "1", "徐汇区", "没有街道", ""],
                ["王小明", "3.1E+17", "1", "x", "", ""], ["王小明", Cast.number(900, birth: "19901301"), "1", "x", "", ""],
                ["王小明", Cast.number(901), "1", "徐汇区", "没有街道", "不是日期"],
                ["王小明", Cast.number(901), "1", "徐汇区", "田林街道", "不是日期"],
                ["王小明", Cast.number(901), "1", "徐汇区", "田林街道", ""],
                ["王小明", Cast.number(901), "", "徐汇区", "田林街道", ""], ["李静", Cast.number(901), "x", "x", "x", "x"],
            ])
            #expect(
                report.rejected.map(\.reason) == [
                    .missingName, .missingId, .idPrecisionLost, .badBirthDate, .unknownUnit, .badDate, .badPhone,
                    .duplicateInFile,
                ])
            #expect(
                report.rejected.map(\.column) == [
                    "姓名", "身份证号", "身份证号", "身份证号", "所在街镇", "入职时间", "手机号码", "身份证号",
                ])
            #expect(report.accepted.map(\.row) == [9])
        }
    }

    @Test(arguments: TestEngine.allCases) func aChangedRowUpdatesAndAnotherUnitIsANewPost(engine: TestEngine)
        async throws
    {
        try await RosterCity.withCity(on: engine) { city in
            let number = Cast.number(900)
            _ = try await city.run([Self.header, ["王小明", number, "13812345678", "徐汇区", "田林街道", "2019-03-05"]])
            // Blank date and phone leave what is stored.
            let blank = try await city.run([Self.header, ["王小明", number, "", "徐汇区", "田林街道", ""]])
            #expect(blank.accepted.map(\.outcome) == [.unchanged])
            let updated = try await city.run([
                Self.header, ["王晓明", number, "13912345678", "徐汇区", "徐家汇街道", "2019-03-06"],
            ])
            #expect(updated.accepted.map(\.outcome) == [.updated])
            #expect(updated.accepted[0].warnings.count == 1)
            try await city.house.database.read { tx in
                let person = try #require(try PersonStore.identified(byNumber: number, tx, city.house.vault))
                #expect(person.name == "王晓明" && person.maskedPhone == "139****5678")
                let posts = try PostStore.history(of: person.id, tx)
                #expect(posts.map(\.place.unit) == [try city.unit("徐汇区/徐家汇街道"), try city.unit("徐汇区/田林街道")])
                #expect(posts[0].startedOn == Cast.today && posts[1].startedOn == Day(2019, 3, 5))
                #expect(try WorkerStore.find(person.id, tx)?.hiredOn == Day(2019, 3, 6))
            }
            // And back on the same day: the post of today had been written down wrongly.
            let back = try await city.run([Self.header, ["王晓明", number, "", "徐汇区", "田林街道", ""]])
            #expect(back.accepted.map(\.outcome) == [.updated])
        }
    }

    @Test(arguments: TestEngine.allCases) func aSpellingIsNeverGuessedButRemembered(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let rows = [Self.header, ["王小明", Cast.number(900), "", "徐汇区", "田林", ""]]
            let first = try await city.run(rows)
            #expect(first.rejected.map(\.reason) == [.unknownUnit])
            #expect(first.rejected[0].message.contains("田林街道"))
            try await city.house.runner.run(
                ConfirmAlias(
                    district: try city.unit("徐汇区"), alias: "田林", unit: try city.unit("徐汇区/田林街道")), as: .founder)
            let second = try await city.run(rows)
            #expect(second.accepted.map(\.values.unit) == ["田林"])
            // Elsewhere the spelling means nothing.
            let elsewhere = try await city.run([Self.header, ["李静", Cast.number(902), "", "宝山区", "田林", ""]])
            #expect(elsewhere.rejected.map(\.reason) == [.unknownUnit])
        }
    }

    @Test(arguments: TestEngine.allCases) func whoIsMissingIsNamed(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            func row(_ sequence: Int, _ unit: String, name: String = "王小明") -> [String] {
                [name, Cast.number(sequence), "", "徐汇区", unit, ""]
            }
            _ = try await city.run([
                Self.header, row(900, "田林街道"), row(901, "田林街道"), row(902, "徐家汇街道"), row(903, "田林街道"),
            ])
            // 901 stands in a row that is refused, 903 stands nowhere, 902 is of a unit that this file does not name.
            let rows = [Self.header, row(900, "田林街道"), row(901, "没有街道")]
            let ids = try await city.house.database.read { tx in
                try PersonStore.identified(byNumbers: [Cast.number(903)], tx, city.house.vault).values.map(\.id)
            }
            for dryRun in [true, false] {
                let report = try await city.run(rows, dryRun: dryRun)
                #expect(report.absent.map(\.person) == ids)
                #expect(report.absent.map(\.unit) == [try city.unit("徐汇区/田林街道")])
            }
        }
    }

    @Test(arguments: TestEngine.allCases) func anOfficerImportsForHerOwnUnitsOnly(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let xuhui = try await city.officer(at: try city.unit("徐汇区"))
            let baoshan = try await city.officer(at: try city.unit("宝山区"))
            let number = Cast.number(900)
            _ = try await city.run(
                [Self.header, ["欧阳国英", number, "13812345678", "徐汇区", "田林街道", "2019-03-05"]], as: xuhui)
            let report = try await city.run(
                [
                    Self.header, ["无名", number, "13987654321", "宝山区", "顾村镇", "2020-01-01"],
                    ["李静", Cast.number(901), "", "徐汇区", "田林街道", ""], ["王小明", Cast.number(902), "", "宝山区", "顾村镇", ""],
                ], as: baoshan)
            #expect(report.rejected.map(\.reason) == [.heldElsewhere, .outOfScope])
            #expect(report.accepted.map(\.row) == [4])
            let said = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
            for secret in ["欧阳国英", "138****5678", "13812345678", "田林街道总工会", "2019-03-05"] {
                #expect(!said.contains(secret))
            }
            try await city.house.database.read { tx in
                let person = try #require(try PersonStore.identified(byNumber: number, tx, city.house.vault))
                #expect(person.name == "欧阳国英")
            }
            let viewer = try await city.officer(.viewer, at: try city.unit("宝山区"))
            await #expect(throws: Problem.self) { try await city.run([Self.header, ["王", number]], as: viewer) }
        }
    }

    @Test func aFileThatIsNoneIsRefusedAsAWhole() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let before = try await city.counts()
            let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
            for bytes in [ole, Array("甲,乙\n1,2".utf8), Array("%PDF-1.7".utf8)] {
                var field: String?
                do { _ = try await city.run(bytes: bytes) } catch Problem.invalid(let problems) {
                    field = problems.first?.field
                }
                #expect(field == "file")
            }
            let after = try await city.counts()
            #expect(after == before)
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5]) func separatedTextIsReadInEveryEncoding(kind: Int) async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let text = "职工姓名;证件号码;单位;区县\r\n王小明;\(Cast.number(900));田林街道;徐汇区\r\n"
            let bytes: [UInt8]
            switch kind {
            case 1: bytes = Array(text.utf8)
            case 2: bytes = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
            case 3: bytes = [0xFF, 0xFE] + Array(text.data(using: .utf16LittleEndian)!)
            case 4: bytes = [0xFE, 0xFF] + Array(text.data(using: .utf16BigEndian)!)
            default: bytes = Array(text.replacing(";", with: "\t").utf8)
            }
            let report = try await city.run(bytes: bytes)
            #expect(report.accepted.map(\.values.name) == ["王小明"])
        }
    }

    @Test func aDayThatNoPostCanBeginOnIsSaidAndNotWritten() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let rows = [
                Self.header, ["王小明", Cast.number(900), "", "徐汇区", "田林街道", "1975-03-05"],
                ["李静", Cast.number(901), "", "徐汇区", "田林街道", "2090-01-01"],
            ]
            let report = try await city.run(rows)
            #expect(report.accepted.map(\.outcome) == [.new, .new])
            #expect(report.accepted.map { $0.values[.hiredOn] } == ["1975-03-05", "2090-01-01"])
            #expect(report.accepted.allSatisfy { !$0.warnings.isEmpty })
            let again = try await city.run(rows)
            #expect(again.accepted.map(\.outcome) == [.unchanged, .unchanged])
        }
    }

    @Test func marksThatComeAlongFromChatsAreNoFault() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let report = try await city.run([
                Self.header,
                [
                    "\u{202D}王小明\u{202C}", "\u{202A}\(Cast.number(900))\u{200B}", "\u{202D}138 1234 5678\u{202C}",
                    "徐汇区", "田林街道\u{FEFF}", "",
                ],
            ])
            #expect(report.accepted.map(\.values.name) == ["王小明"])
            #expect(report.accepted.map(\.values.phone) == ["13812345678"])
        }
    }

    @Test(arguments: TestEngine.allCases) func whoHadLeftAndStandsInTheRosterIsPostedAgain(engine: TestEngine)
        async throws
    {
        try await RosterCity.withCity(on: engine) { city in
            let rows = [Self.header, ["王小明", Cast.number(900), "", "徐汇区", "田林街道", "2019-03-05"]]
            _ = try await city.run(rows)
            let person = try await city.house.database.read { tx in
                try #require(try PersonStore.identified(byNumber: Cast.number(900), tx, city.house.vault)).id
            }
            let post = try await city.house.database.read {
                try #require(try PostStore.primary(of: [person], $0)[person])
            }
            try await city.house.runner.run(
                EndPost(post: post.id, endedOn: Cast.today.adding(days: -30), reason: "离职"), as: .founder)
            let report = try await city.run(rows)
            #expect(report.accepted.map(\.outcome) == [.updated])
            let again = try await city.house.database.read {
                try #require(try PostStore.primary(of: [person], $0)[person])
            }
            #expect(again.startedOn == Cast.today)
        }
    }
}
