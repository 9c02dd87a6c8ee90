import Core
import Foundation
import Organization
import People
import Storage
import TestSupport
import Testing
import Web
import Workforce

@testable import Rosters

/// Rows about people whom Qiao knows: what a roster may not change on the quiet.
@Suite struct KnownPeopleTests {
    private static func row(_ name: String, _ sequence: Int, _ unit: String = "田林街道", phone: String = "") -> [String] {
        [name, Cast.number(sequence), phone, "徐汇区", unit, "2019-03-05"]
    }

    private static func uploaded(_ rows: [[String]], _ city: RosterCity, as officer: Actor) async throws -> Identifier {
        try await city.house.runner.run(
            UploadFile(fileName: "名册.csv", file: Data(RosterCity.text([ImporterTests.header] + rows))), as: officer
        ).roster
    }

    private static func confirm(_ roster: Identifier, _ lines: Int, _ city: RosterCity, as officer: Actor) async throws
    {
        try await city.house.runner.run(
            ConfirmImport(roster: roster, version: 1, lines: lines, skipped: 0), as: officer)
        try await city.work()
        try await HandoverWork.step(city.house)
    }

    private static func person(_ sequence: Int, _ city: RosterCity) async throws -> Person {
        try await city.house.database.read { tx in
            try #require(try PersonStore.identified(byNumber: Cast.number(sequence), tx, city.house.vault))
        }
    }

    private static func post(_ person: Identifier, _ city: RosterCity) async throws -> Post {
        try await city.house.database.read { try #require(try PostStore.primary(of: [person], $0)[person]) }
    }

    @Test(arguments: TestEngine.allCases)
    func aRosterGoesRoundNoHandover(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let first = try await Self.uploaded([Self.row("王小明", 900), Self.row("李静", 901)], city, as: officer)
            try await Self.confirm(first, 2, city, as: officer)
            let wang = try await Self.person(900, city).id
            let post = try await Self.post(wang, city)
            let handover = try await city.house.runner.run(
                StartHandover(
                    post: post.id, kind: .leaving, lastDay: city.house.today.adding(days: -1), reason: "合同期满"),
                as: officer
            ).handover

            let rows = [
                Self.row("王小明", 900, "徐家汇街道", phone: "13812345678"), Self.row("李静", 901, phone: "13912345678"),
            ]
            let roster = try await Self.uploaded(rows, city, as: officer)
            let preview = try await city.browser(of: officer).get("/rosters/\(roster)")
            _ = try preview.page()
            #expect(preview.text.contains("正在办理交接，请先办结或取消") && preview.text.contains("确认导入 1 人"))
            try await Self.confirm(roster, 2, city, as: officer)
            let (found, items) = try await city.house.database.read { tx in
                let found = try #require(try HandoverStore.find(handover, .everything, tx))
                return (found, try HandoverStore.items(of: found, city.house.registry, tx))
            }
            #expect(found.kind == .leaving && found.endedAt == nil)
            #expect(items.count == 1 && items.allSatisfy { !$0.hasOwner })
            #expect(try await Self.post(wang, city).id == post.id)

            // Where she is already, the same roster is right about her; and once it is cancelled, it moves her.
            let stays = try await city.run([ImporterTests.header, Self.row("王小明", 900, phone: "13712345678")])
            #expect(stays.accepted.map(\.outcome) == [.updated])
            try await city.house.runner.run(CancelHandover(handover: handover, reason: "另有安排"), as: officer)
            let moves = try await city.run([ImporterTests.header] + rows)
            #expect(moves.rejected.isEmpty)
            #expect(try await Self.post(wang, city).place.unit == city.unit("徐汇区/徐家汇街道"))
        }
    }

    /// The hand-over that a roster left is closed by the house when others answer for everything.
    @Test(arguments: TestEngine.allCases)
    func whatTheHouseDidByItselfStandsInNoUndosWay(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let first = try await Self.uploaded(
                [Self.row("王小明", 900), Self.row("李静", 901, "虹梅路街道")], city, as: officer)
            try await Self.confirm(first, 2, city, as: officer)
            let (wang, li) = (try await Self.person(900, city).id, try await Self.person(901, city).id)
            let post = try await Self.post(wang, city)
            let roster = try await Self.uploaded([Self.row("王小明", 900, "徐家汇街道")], city, as: officer)
            try await Self.confirm(roster, 1, city, as: officer)
            func isOpen() async throws -> Bool {
                try await city.house.database.read { try HandoverStore.open(of: post.id, $0) } != nil
            }
            #expect(try await isOpen())
            try await city.house.runner.run(
                TakeResponsibility(person: li, unit: post.place.unit, startedOn: city.house.today), as: officer)
            try await HandoverWork.step(city.house)
            #expect(try await !isOpen())

            let question = try await city.browser(of: officer).get("/rosters/\(roster)/undo")
            #expect(question.status == 200 && !question.text.contains("导入以后有人改动过"))
            try await city.house.runner.run(UndoImport(roster: roster, reason: "传错了文件"), as: officer)
            try await city.work()
            let undo = try await city.house.database.read { try UndoStore.find(roster, $0) }
            #expect(undo?.undone == 1 && undo?.kept == 0)
            #expect(try await Self.post(wang, city).id == post.id)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func anotherNameIsNeverTakenOnTheQuiet(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let first = try await Self.uploaded(
                [Self.row("卜雅宁", 900, phone: "13812345678"), Self.row("王小明", 901)], city, as: officer)
            try await Self.confirm(first, 2, city, as: officer)
            let roster = try await Self.uploaded(
                [Self.row("李四", 900, "徐家汇街道", phone: "13912345678"), Self.row("王晓明", 901)], city, as: officer)
            let preview = try await city.browser(of: officer).get("/rosters/\(roster)")
            let page = try #require(try preview.page().first("main")?.text)
            #expect(page.contains("这个号码在系统里是另一个姓名，请核对") && !page.contains("卜雅宁"))
            #expect(page.contains("有 1 人的姓名与系统里的不同") && page.contains("王小明 → 王晓明"))
            try await Self.confirm(roster, 2, city, as: officer)
            #expect(try await Self.person(900, city).name == "卜雅宁")
            #expect(try await Self.person(901, city).name == "王晓明")
            let again = try await city.run([ImporterTests.header, Self.row("卜 雅宁", 900, phone: "138 1234 5678")])
            #expect(again.accepted.map(\.outcome) == [.unchanged])
            // What a refused row says of somebody blocks no later row about her.
            let both = try await city.run([
                ImporterTests.header, Self.row("李四", 900), Self.row("卜雅宁", 900, phone: "13712345678"),
            ])
            #expect(both.rejected.map(\.reason) == [.otherName] && both.accepted.map(\.outcome) == [.updated])
        }
    }
}
