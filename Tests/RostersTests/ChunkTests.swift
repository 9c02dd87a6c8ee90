import Core
import Foundation
import People
@testable import Rosters
import Storage
import TestSupport
import Testing
import Workforce

/// Rosters that go in piece by piece.
@Suite struct ChunkTests {
    private static let count = 450

    private static func rows(_ count: Int, from first: Int = 0) -> [[String]] {
        [ImporterTests.header]
            + (first..<first + count).map { index in
                let birth = String(format: "19%02d0101", 60 + index / 100)
                return ["王小明", Cast.number(900 + index % 100, birth: birth), "", "徐汇区", "田林街道", "2019-03-05"]
            }
    }

    private static func confirmed(_ city: RosterCity, _ rows: [[String]], as actor: Actor) async throws -> Identifier {
        let id = try await city.house.runner.run(
            UploadFile(fileName: "名册.csv", file: Data(RosterCity.text(rows))), as: actor
        ).roster
        try await city.house.runner.run(
            ConfirmImport(roster: id, version: 1, lines: rows.count - 1, skipped: 0), as: actor)
        return id
    }

    private static func load(_ id: Identifier, _ city: RosterCity) async throws -> FileImport {
        try #require(try await city.house.database.read { try ImportStore.find(id, .everything, $0, city.house.vault) })
    }

    @Test(arguments: TestEngine.allCases) func itGoesOnWhereItStopped(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let id = try await Self.confirmed(city, Self.rows(Self.count), as: officer)
            // Two houses over one database: each has a memory of its own, and both work at once.
            let works = [ImportWork.work(FileReadings()), ImportWork.work(FileReadings())]
            _ = try await works[0].step(city.house)
            let half = try await Self.load(id, city)
            #expect(half.state == .running && half.reached == ImportChunk.size)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for work in works { group.addTask { while try await work.step(city.house) {} } }
                try await group.waitForAll()
            }
            let done = try await Self.load(id, city)
            #expect(done.state == .done && done.totals == .init(new: Self.count))
            let people = try await city.counts()[0]
            #expect(people == Self.count)
        }
    }

    /// Where columns have slipped, a number stands where the unit belongs, and is repeated in what is wrong with the row.
    @Test(arguments: TestEngine.allCases) func noNumberLiesOpenInTheDatabase(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let number = Cast.number(77)
            let report = try await city.run([
                ImporterTests.header, ["王小明", Cast.number(78), "", "徐汇区", number, ""],
            ])
            #expect(report.rejected.map(\.reason) == [.unknownUnit])
            #expect(report.rejected[0].message.contains(number))
            let faults: [String] = try await city.house.database.read { try $0.values("SELECT fault FROM roster_rows") }
            #expect(faults.count == 1 && !faults[0].contains(number))
        }
    }

    @Test(arguments: TestEngine.allCases) func aDuplicateIsSeenAcrossChunks(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            let rows = Self.rows(250) + [["李静", Self.rows(1)[1][1], "", "徐汇区", "田林街道", ""]]
            let report = try await city.run(rows)
            #expect(report.rejected.map(\.reason) == [.duplicateInFile])
            #expect(report.rejected[0].message.contains("第 2 行"))
        }
    }

    @Test func whoConfirmedMustStillBeThere() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let id = try await Self.confirmed(city, Self.rows(Self.count), as: officer)
            _ = try await ImportWork.work(FileReadings()).step(city.house)
            city.accounts.remove(officer)
            try await city.work()
            let stopped = try await Self.load(id, city)
            #expect(stopped.state == .abandoned && stopped.totals.all == ImportChunk.size)
        }
    }

    /// Whatever happened at the command line: a house that runs brings it to its end.
    @Test func whatTheCommandLineLeftHalfwayIsFinished() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let id = try await Self.confirmed(city, Self.rows(Self.count), as: .operator)
            try await city.work()
            #expect(try await Self.load(id, city).reached == 0)
            city.clock.advance(milliseconds: 601_000)
            try await city.work()
            #expect(try await Self.load(id, city).state == .done)
        }
    }

    @Test func anAbandonedImportStops() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            let id = try await Self.confirmed(city, Self.rows(Self.count), as: officer)
            try await city.house.runner.run(AbandonImport(roster: id), as: officer)
            try await city.work()
            let people = try await city.counts()[0]
            #expect(people == 0)
            await #expect(throws: Problem.self) {
                try await city.house.runner.run(AbandonImport(roster: id), as: officer)
            }
        }
    }

    @Test(arguments: TestEngine.allCases) func anotherUnitCanBeACorrection(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            _ = try await city.run(Self.rows(1))
            let officer = try await city.officer(at: try city.unit("徐汇区"))
            var rows = Self.rows(1)
            rows[1][4] = "徐家汇街道"
            let number = rows[1][1]
            let id = try await city.house.runner.run(
                UploadFile(fileName: "名册.csv", file: Data(RosterCity.text(rows))), as: officer
            ).roster
            try await city.house.runner.run(
                ConfirmImport(roster: id, version: 1, lines: 1, skipped: 0, unitChange: .correction), as: officer)
            try await city.work()
            try await city.house.database.read { tx in
                let person = try #require(try PersonStore.identified(byNumber: number, tx, city.house.vault))
                let posts = try PostStore.history(of: person.id, tx)
                #expect(posts.map(\.place.unit) == [try city.unit("徐汇区/徐家汇街道")])
                #expect(posts.map(\.startedOn) == [Day(2019, 3, 5)])
            }
        }
    }

    /// Rows that change nothing cost no statement each.
    @Test func anUnchangedChunkAsksFewQuestions() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            _ = try await city.run(Self.rows(ImportChunk.size))
            city.observer.reset()
            _ = try await city.run(Self.rows(ImportChunk.size))
            #expect(city.observer.value < 60)
        }
    }

    /// A new row costs what must be written of a person, her employment, her post and her responsibility, and little more.
    @Test(arguments: TestEngine.allCases) func aNewRowCostsFewStatements(engine: TestEngine) async throws {
        try await RosterCity.withCity(on: engine) { city in
            _ = try await city.run(Self.rows(10))
            city.observer.reset()
            _ = try await city.run(Self.rows(ImportChunk.size, from: 50))
            let perRow = Double(city.observer.value) / Double(ImportChunk.size)
            #expect(perRow <= 30, "\(perRow) statements a row")
        }
    }

    @Test func nothingPersonalStandsInTheOpen() async throws {
        try await RosterCity.withCity(on: .sqlite) { city in
            _ = try await city.run([
                ImporterTests.header, ["欧阳国英", Cast.number(900), "13812345678", "徐汇区", "没有街道", ""],
            ])
            let written = try await city.house.database.read { tx in
                try tx.all("SELECT * FROM roster_rows") { row in "\(row)" }
                    + tx.all("SELECT * FROM roster_imports") { row in "\(row)" }
                    + tx.all("SELECT * FROM roster_pieces") { row in "\(row)" }
            }.joined()
            #expect(written.contains("unknownUnit"))
            // What stands in a cell may be anything: the unit, too, is repeated only under seal.
            for secret in ["欧阳国英", Cast.number(900), "13812345678", "没有街道"] { #expect(!written.contains(secret)) }
        }
    }
}
