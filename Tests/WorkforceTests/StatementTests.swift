import Core
import Storage
import TestForce
import TestSupport
import Testing
import Web
import Workforce

@Suite("How often pages of the force ask") struct StatementTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    @Test("pages ask as often for many people as for few", arguments: TestEngine.allCases)
    func statements(_ engine: TestEngine) async throws {
        let statements = Statements()
        try await ForceCity.with(engine, observer: statements) { city in
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let account = try await city.account(.officer, at: city.xuhui)
            let officer = try await city.browser(of: account)
            let paths = [
                "/people/\(lin)", "/people/\(lin)/move", "/posts/\(post)/end", "/units/\(city.caohejing)", "/transfers",
            ]
            func grow(_ numbers: ClosedRange<Int>) async throws {
                try await city.hire(numbers, at: city.caohejing)
                try await city.addUnits(numbers, in: city.caohejing)
                let from = try day("2026-02-01")
                try await city.house.runner.batch("test", as: .founder) { act in
                    for number in numbers {
                        let unit: Identifier = try act.tx.value(
                            "SELECT id FROM units WHERE name = \("\(number)号楼宇工会联合会")")!
                        let person: Identifier = try act.tx.value(
                            "SELECT id FROM people WHERE name = \("社工\(number)")")!
                        try act.run(TakeResponsibility(person: lin, unit: unit, startedOn: from))
                        try act.run(RequestTransfer(person: person, unit: city.gucun, reason: "名单"))
                        try act.run(RequestTransfer(person: person, unit: city.huajing, reason: "名单"))
                    }
                }
            }
            func counts() async throws -> [Int] {
                var counts: [Int] = []
                for path in paths {
                    counts.append(try await statements.during { _ = try await officer.get(path).page() }.count)
                }
                return counts
            }
            try await grow(1...10)
            _ = try await counts()
            let few = try await counts()
            try await grow(11...300)
            let many = try await counts()
            #expect(few == many)
            #expect(few.allSatisfy { $0 <= 17 }, "\(few)")
        }
    }
}
