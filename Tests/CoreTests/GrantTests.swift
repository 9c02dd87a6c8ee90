import Core
import Storage
import TestSupport
import Testing

@Suite("Grants: one record, to someone, until a day")
struct GrantTests {
    struct Open: Command {
        static let name = "open"
        let record: Identifier
        let account: Identifier?
        let unit: Identifier?
        let until: Day

        func mayRun(_ subject: Void, _ act: Act) -> Permission { .allowed }
        func perform(_ subject: Void, _ act: Act) throws -> Done {
            if let account {
                try Grant.give("person", record, to: .account(account), because: "second post", until: until, act)
            }
            if let place = try unit.flatMap({ try ScopeTree.place(of: $0, act.tx) }) {
                try Grant.give("person", record, to: .unit(place), because: "second post", until: until, act)
            }
            return Done()
        }
    }

    struct End: Command {
        static let name = "end"
        let record: Identifier
        let unit: Identifier

        func mayRun(_ subject: Void, _ act: Act) -> Permission { .allowed }
        func perform(_ subject: Void, _ act: Act) throws -> Done {
            guard let place = try ScopeTree.place(of: unit, act.tx) else { throw Problem.notFound }
            try Grant.end("person", record, at: place, act)
            return Done()
        }
    }

    private static let record = Identifier(rawValue: 77)
    private static let account = Identifier(rawValue: 100)
    private static let stranger = Identifier(rawValue: 101)

    private static func open(_ account: Identifier, _ holdings: [Holding], _ city: City) async throws -> [Identifier] {
        try await city.database.read { tx in
            try Grant.open(to: account, holdings: holdings, tx)["person", default: []]
        }
    }

    @Test(arguments: TestEngine.allCases)
    func toAnAccountUntilADay(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let today = Day(of: city.clock.now())
            try await city.runner.run(
                Open(record: Self.record, account: Self.account, unit: nil, until: today.adding(days: 1)), as: .founder)
            #expect(try await Self.open(Self.account, [], city) == [Self.record])
            #expect(try await Self.open(Self.stranger, [], city) == [])
            // It ends with the last minute of that day in the city.
            city.clock.set(Instant(milliseconds: Instant(startOf: today.adding(days: 2)).milliseconds - 1))
            #expect(try await Self.open(Self.account, [], city) == [Self.record])
            city.clock.advance(milliseconds: 1)
            #expect(try await Self.open(Self.account, [], city) == [])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func toAUnitAndWhoeverSeesIt(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            try await city.runner.run(
                Open(record: Self.record, account: nil, unit: city.tianping.unit, until: .distantFuture), as: .founder)
            func sees(_ role: Role, _ place: Place) async throws -> Bool {
                try await Self.open(Self.account, [Holding(role: role, place: place)], city) == [Self.record]
            }
            #expect(try await sees(.socialWorker, city.tianping))
            #expect(try await sees(.officer, city.xuhui))
            #expect(try await sees(.viewer, city.city))
            #expect(try await !sees(.officer, city.pudong))
            // Administrators see no business data, wherever they are.
            #expect(try await !sees(.auditor, city.city))
            #expect(try await !sees(.systemAdministrator, city.tianping))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func endedEarly(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let holdings = [Holding(role: .officer, place: city.city)]
            for unit in [city.tianping.unit, city.pudong.unit] {
                try await city.runner.run(
                    Open(record: Self.record, account: nil, unit: unit, until: .distantFuture), as: .founder)
            }
            try await city.runner.run(End(record: Self.record, unit: city.tianping.unit), as: .founder)
            #expect(try await Self.open(Self.account, [Holding(role: .officer, place: city.tianping)], city) == [])
            #expect(try await Self.open(Self.account, holdings, city) == [Self.record])
            try await city.runner.run(End(record: Self.record, unit: city.pudong.unit), as: .founder)
            #expect(try await Self.open(Self.account, holdings, city) == [])
        }
    }
}
