import Core
@testable import Organization
import Storage
import TestSupport
import Testing
import Web

@Suite struct UnitListTests {
    /// Names of a search, best first.
    private func search(_ city: UnionCity, _ text: String, as actor: Actor = .founder) async throws -> [String] {
        try await city.house.database.read { try UnitStore.search(text, actor.sees, $0).map(\.unit.placeName) }
    }

    @Test(arguments: TestEngine.allCases) func unitsAreFoundAsOneTypes(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            for text in ["漕河泾街道", "漕", "河泾", "caohejing", "caohej", "chj", "漕hj", "ＣＨＪ", "310104017"] {
                #expect(try await search(city, text).contains("漕河泾街道"), "\(text)")
            }
            #expect(try await search(city, "jxy") == ["聚鑫园园区"])
            #expect(try await search(city, "没有这个") == [])
            #expect(try await search(city, "!!") == [])
            #expect(try await search(city, "").first == "上海市")
            // The whole name goes before its parts, offices before what lies below them.
            _ = try await city.add(.building, "漕河泾大厦工会联合会", in: city.caohejing)
            #expect(try await search(city, "漕河泾") == ["漕河泾街道", "漕河泾大厦"])
        }
    }

    @Test(arguments: TestEngine.allCases) func searchStaysInScope(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.actor(.officer, at: city.caohejing)
            #expect(try await search(city, "gucun", as: officer) == [])
            #expect(try await search(city, "310113109", as: officer) == [])
            #expect(try await search(city, "徐汇", as: officer) == [])
            #expect(try await search(city, "聚鑫", as: officer) == ["聚鑫园园区"])
            #expect(try await search(city, "", as: officer) == ["漕河泾街道", "聚鑫园园区"])
        }
    }

    @Test(arguments: TestEngine.allCases) func aCorrectedNameIsFoundAndTheOldOneIsNot(_ engine: TestEngine) async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            _ = try await city.house.runner.run(
                CorrectUnit(unit: city.juxin, version: 1, name: "新漕园区工会联合会"), as: .founder)
            #expect(try await search(city, "xincao") == ["新漕园区"])
            #expect(try await search(city, "聚鑫") == [])
        }
    }

    @Test(arguments: TestEngine.allCases) func namesOfSignsAndFiguresCanBeSearchedToo(_ engine: TestEngine) async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            _ = try await city.add(.zone, "中国（上海）自由贸易试验区（保税片区）总工会", in: city.xuhui)
            _ = try await city.add(.building, "2577-8", in: city.caohejing)
            _ = try await city.add(.building, "SOHO 3Q 中心工会联合会", in: city.caohejing)
            #expect(try await search(city, "保税片区") == ["中国（上海）自由贸易试验区（保税片区）"])
            #expect(try await search(city, "soho").count == 1)
        }
    }

    /// Turning the pages forth and back shows every unit once, also where names are the same.
    @Test(arguments: TestEngine.allCases) func pagesByKeyMissNobody(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            for street in [city.caohejing, city.huajing, city.juxin] {
                for number in 1...4 { _ = try await city.add(.building, "\(number)号楼宇工会联合会", in: street) }
            }
            let officer = try await city.actor(.officer, at: city.xuhui)
            let filter = UnitFilter(district: city.xuhui)
            let pages = try await city.house.database.read { tx in
                var pages: [[Identifier]] = []
                var after: Identifier?
                while true {
                    let (units, hasMore) = try UnitStore.page(filter, officer.sees, after: after, size: 5, tx)
                    pages.append(units.map(\.id))
                    if let first = units.first?.id, pages.count > 1 {
                        let before = try UnitStore.keyBefore(filter, officer.sees, first: first, size: 5, tx)
                        #expect(before == (pages.count == 2 ? nil : pages[pages.count - 3].last))
                    }
                    guard hasMore else { return pages }
                    after = units.last?.id
                }
            }
            #expect(pages.map(\.count) == [5, 5, 5, 1])
            #expect(Set(pages.joined()).count == 16)
        }
    }

    @Test(arguments: TestEngine.allCases) func bigListsAreReadFromAnIndex(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let district = try await city.actor(.officer, at: city.xuhui)
            let street = try await city.actor(.officer, at: city.caohejing)
            func plan(_ filter: UnitFilter, _ scope: Scope) async throws -> String {
                try await city.house.database.write { tx in
                    // A table of ten rows would be read whole; what matters is that an index serves the question.
                    if engine == .postgres {
                        try tx.execute("SET LOCAL enable_seqscan = off")
                        try tx.execute("SET LOCAL enable_bitmapscan = off")
                    }
                    let conditions = filter.conditions + [scope.predicate(Unit.scopeColumns)]
                    return try tx.plan(of: UnitStore.list(conditions, 51)).joined(separator: "\n")
                }
            }
            let ordered = [
                try await plan(UnitFilter(), district.sees),
                try await plan(UnitFilter(district: city.xuhui), .everything),
                try await plan(UnitFilter(district: city.xuhui, kind: .building), .everything),
                try await plan(UnitFilter(kind: .building), .everything),
            ]
            for plan in ordered {
                #expect(!plan.contains("SCAN u\n") && !plan.contains("Seq Scan"), "\(plan)")
                #expect(!plan.contains("TEMP B-TREE") && !plan.contains("Sort"), "\(plan)")
                #expect(plan.contains("units_by_"), "\(plan)")
            }
            let ranged = try await plan(UnitFilter(), street.sees)
            #expect(ranged.contains("scope_key"), "\(ranged)")
        }
    }
}
