import Core
import Foundation
import Organization
import People
@testable import Rosters
import Storage
import TestSupport
import Testing
import Workforce

/// An import is taken back as a whole, within a day.
@Suite struct UndoTests {
    private static func row(
        _ name: String, _ sequence: Int, _ unit: String = "田林街道", phone: String = "", hired: String = "2019-03-05"
    ) -> [String] {
        [name, Cast.number(sequence), phone, "徐汇区", unit, hired]
    }

    /// Imports as the pages do, and answers the import.
    private static func imported(_ rows: [[String]], _ city: RosterCity, as officer: Actor) async throws -> FileImport {
        let id = try await city.house.runner.run(
            UploadFile(fileName: "名册.csv", file: Data(RosterCity.text([ImporterTests.header] + rows))), as: officer
        ).roster
        try await city.house.runner.run(
            ConfirmImport(roster: id, version: 1, lines: rows.count, skipped: 0), as: officer)
        try await city.work()
        return try await load(id, city)
    }

    private static func load(_ id: Identifier, _ city: RosterCity) async throws -> FileImport {
        try #require(try await city.house.database.read { try ImportStore.find(id, .everything, $0, city.house.vault) })
    }

    private static func undone(_ file: FileImport, _ city: RosterCity, as officer: Actor) async throws -> ImportUndo {
        try await city.house.runner.run(UndoImport(roster: file.id, reason: "传错了文件"), as: officer)
        try await city.work()
        return try #require(try await city.house.database.read { try UndoStore.find(file.id, $0) })
    }

    /// Everything about people as it stands, but for versions and moments.
    private static func state(_ city: RosterCity) async throws -> [String] {
        try await city.house.database.read { tx in
            let people = try tx.all("SELECT id, name, phone_digest, unit_id FROM people ORDER BY id") { row in
                "\(try row["id"] as Identifier) \(try row["name"] as String) \(try row["phone_digest"] as String? ?? "") \(try row["unit_id"] as Identifier)"
            }
            let workers = try tx.all(
                "SELECT person_id, category, source, hired_on FROM workers ORDER BY person_id"
            ) { row in
                "\(try row["person_id"] as Identifier) \(try row["category"] as String) \(try row["source"] as String? ?? "") \(try row["hired_on"] as String? ?? "")"
            }
            let posts = try tx.all("SELECT id, unit_id, started_on, ended_on FROM posts ORDER BY id") { row in
                "\(try row["id"] as Identifier) \(try row["unit_id"] as Identifier) \(try row["started_on"] as String) \(try row["ended_on"] as String? ?? "")"
            }
            let duties = try tx.all(
                "SELECT person_id, unit_id, started_on, ended_on FROM responsibilities ORDER BY person_id, started_on"
            ) { row in
                "\(try row["person_id"] as Identifier) \(try row["unit_id"] as Identifier) \(try row["started_on"] as String) \(try row["ended_on"] as String? ?? "")"
            }
            return people + workers + posts + duties
        }
    }

    @Test(arguments: TestEngine.allCases) func everythingIsAsItWasBefore(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            _ = try await Self.imported(
                [
                    Self.row("王小明", 900, phone: "13812345678"), Self.row("李静", 901), Self.row("单思", 902, hired: ""),
                ], city, as: officer)
            let before = try await Self.state(city)
            let people = try await city.counts()[0]
            // A new name and phone, a phone where there was none, another unit, a hire date, and two new people.
            let file = try await Self.imported(
                [
                    Self.row("王晓明", 900, phone: "13912345678"), Self.row("李静", 901, "徐家汇街道", phone: "13712345678"),
                    Self.row("单思", 902, hired: "2020-05-01"), Self.row("欧阳国英", 903), Self.row("区小满", 904),
                ], city, as: officer)
            #expect(file.totals == .init(new: 2, updated: 3))
            let between = try await Self.state(city)
            #expect(between != before)
            let undo = try await Self.undone(file, city, as: officer)
            #expect(undo.state == .done && undo.undone == 5 && undo.kept == 0)
            let after = try await Self.state(city)
            #expect(after == before)
            #expect(try await city.counts()[0] == people)
            // And it can be brought in again.
            let again = try await Self.imported([Self.row("欧阳国英", 903)], city, as: officer)
            #expect(again.totals == .init(new: 1))
        }
    }

    @Test(arguments: TestEngine.allCases) func whatWasChangedSinceIsKeptAndNamed(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let browser = try await city.browser(of: officer)
            let file = try await Self.imported(
                [Self.row("王小明", 900), Self.row("李静", 901), Self.row("单思", 902)], city, as: officer)
            let people = try await city.house.database.read { tx in
                try PersonStore.identified(
                    byNumbers: [900, 901, 902].map { Cast.number($0) }, tx, city.house.vault)
            }
            let wang = try #require(people[Cast.number(900)])
            let shan = try #require(people[Cast.number(902)])
            try await city.house.runner.run(
                CorrectPerson(person: wang.id, version: wang.version, phone: "13812345678", reason: "本人告知"), as: officer
            )
            let post = try await city.house.database.read {
                try #require(try PostStore.primary(of: [shan.id], $0)[shan.id])
            }
            try await city.house.runner.run(
                TakeResponsibility(
                    person: shan.id, unit: try city.unit("徐汇区/徐家汇街道"), startedOn: post.startedOn), as: officer)

            let question = try await browser.get("/rosters/\(file.id)/undo")
            _ = try question.page()
            #expect(question.text.contains("新登记的 3 人") && question.text.contains("其中 2 条在导入以后有人改动过"))
            #expect(question.text.contains("王小明") && question.text.contains("单思") && !question.text.contains("李静"))

            let undo = try await Self.undone(file, city, as: officer)
            #expect(undo.undone == 1 && undo.kept == 2)
            let result = try await browser.get("/rosters/\(file.id)")
            _ = try result.page()
            #expect(result.text.contains("王小明") && result.text.contains("导入以后有人改动过，保留现在的内容"))
            #expect(try await city.counts()[0] == 2)
            let list = try #require(try await browser.get("/rosters").page().first("main")?.text)
            #expect(list.contains("导入已撤销") && !list.contains("已完成"))
            let twice = try await browser.post("/rosters/\(file.id)/undo", ["reason": "再来一次"])
            #expect(twice.status == 409)
        }
    }

    /// Not everything that refers to a person tells the audit log so: the database itself keeps her.
    @Test(arguments: TestEngine.allCases) func whoIsInUseElsewhereIsKept(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let file = try await Self.imported([Self.row("王小明", 900), Self.row("李静", 901)], city, as: officer)
            let id = try await city.house.database.read { tx in
                try #require(try PersonStore.identified(byNumber: Cast.number(900), tx, city.house.vault)).id
            }
            try await city.house.database.write { tx in
                _ = try tx.execute(
                    """
                    INSERT INTO person_reasons (id, person_id, at, command, reason)
                    VALUES (1, \(id), \(tx.now), 'test', '另有用处')
                    """)
            }
            let undo = try await Self.undone(file, city, as: officer)
            #expect(undo.undone == 1 && undo.kept == 1)
            let (kept, posts) = try await city.house.database.read { tx in
                (try UndoStore.kept(file.id, limit: 9, tx), try PostStore.current(of: id, tx))
            }
            #expect(kept.map(\.why) == [.inUse])
            #expect(posts.count == 1, "what could not be undone whole is left whole")
        }
    }

    @Test(arguments: TestEngine.allCases) func itGoesByChunksAndSurvivesTwoHouses(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let count = UndoImportChunk.size * 2 + 30
            let rows = (0..<count).map { index in
                [
                    "王小明", Cast.number(900 + index % 100, birth: String(format: "19%02d0101", 60 + index / 100)), "",
                    "徐汇区", "田林街道", "",
                ]
            }
            let file = try await Self.imported(rows, city, as: officer)
            try await city.house.runner.run(UndoImport(roster: file.id, reason: "传错了文件"), as: officer)
            let browser = try await city.browser(of: officer)
            let progress = try await browser.get("/rosters/\(file.id)")
            #expect(try progress.page().first("progress") != nil)
            let works = [ImportWork.work(FileReadings()), ImportWork.work(FileReadings())]
            _ = try await works[0].step(city.house)
            let half = try await city.house.database.read { try UndoStore.find(file.id, $0) }
            #expect(half?.undone == UndoImportChunk.size)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for work in works { group.addTask { while try await work.step(city.house) {} } }
                try await group.waitForAll()
            }
            let undo = try #require(try await city.house.database.read { try UndoStore.find(file.id, $0) })
            #expect(undo.state == .done && undo.undone == count)
            #expect(try await city.counts()[0] == 0)
        }
    }

    @Test(arguments: TestEngine.allCases) func whatHerComingSettledWaitsAgain(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let (xuhui, baoshan) = (
                try await city.officer(at: try city.unit("徐汇区")), try await city.officer(at: try city.unit("宝山区"))
            )
            _ = try await Self.imported([Self.row("王小明", 900)], city, as: xuhui)
            let wang = try await city.house.database.read { tx in
                try #require(try PersonStore.identified(byNumber: Cast.number(900), tx, city.house.vault)).id
            }
            let gucun = try #require(city.units.first { $0.key.hasPrefix("宝山区/") })
            let ask = RequestTransfer(person: wang, unit: gucun.value, reason: "名单里有她")
            let request = try await city.house.runner.run(ask, as: baoshan).request
            func isWaiting() async throws -> Bool {
                try await city.house.database.read { tx in
                    try TransferRequest.waiting(xuhui.scope(for: .post), limit: 9, tx).map(\.id) == [request]
                }
            }
            #expect(try await isWaiting())
            // The whole city's roster brings her there; then it turns out to have been the wrong file.
            let place = String(gucun.key.split(separator: "/")[1])
            let cityOfficer = try await city.officer(at: city.city)
            city.clock.advance(milliseconds: 24 * 3_600_000)
            let file = try await Self.imported(
                [["王小明", Cast.number(900), "", "宝山区", place, "2019-03-05"]], city, as: cityOfficer)
            #expect(file.totals == .init(updated: 1))
            #expect(try await !isWaiting())
            let page = try await city.browser(of: cityOfficer).get("/rosters/\(file.id)/undo")
            #expect(page.text.contains("调入申请，重新等待答复"))
            let undo = try await Self.undone(file, city, as: cityOfficer)
            #expect(undo.undone == 1 && undo.kept == 0)
            #expect(try await isWaiting())
        }
    }

    @Test func afterADayItIsRefusedWithTheReason() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let file = try await Self.imported([Self.row("王小明", 900)], city, as: officer)
            let first = try await city.browser(of: officer)
            let blank = try await first.post("/rosters/\(file.id)/undo", ["reason": ""])
            #expect(blank.status == 422)
            city.clock.advance(milliseconds: 24 * 3_600_000)
            let browser = try await city.browser(of: officer)
            let last = try await browser.get("/rosters/\(file.id)/undo")
            #expect(last.text.contains("撤销的原因"))
            city.clock.advance(milliseconds: 1000)
            let late = try await browser.get("/rosters/\(file.id)/undo")
            #expect(late.text.contains("超过 24 小时") && !late.text.contains("撤销的原因"))
            let refused = try await browser.post("/rosters/\(file.id)/undo", ["reason": "传错了"])
            #expect(refused.status == 409)
            #expect(try await city.counts()[0] == 1)
        }
    }

    @Test func whoMayNoLongerImportUndoesNoFurther() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let file = try await Self.imported([Self.row("王小明", 900)], city, as: officer)
            try await city.house.runner.run(UndoImport(roster: file.id, reason: "传错了文件"), as: officer)
            city.accounts.remove(officer)
            try await city.work()
            let undo = try await city.house.database.read { try UndoStore.find(file.id, $0) }
            #expect(undo?.state == .stopped)
            #expect(try await city.counts()[0] == 1)
        }
    }

    @Test func whatStoodBeforeIsKeptSealed() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            _ = try await Self.imported([Self.row("王小明", 900, phone: "13812345678")], city, as: officer)
            _ = try await Self.imported([Self.row("王晓明", 900, phone: "13912345678")], city, as: officer)
            let traces: [String] = try await city.house.database.read { try $0.values("SELECT trace FROM roster_rows") }
            #expect(traces.count == 2)
            for trace in traces { #expect(!trace.contains("13812345678") && !trace.contains("王小明")) }
        }
    }
}
