import Core
import Organization
import Storage
import TestSupport
import Testing

@Suite struct AliasTests {
    private func find(_ city: UnionCity, _ district: String, _ place: String) async throws -> UnitDirectory.Match {
        try await city.house.database.read { try UnitDirectory($0).find(district: district, place: place) }
    }

    @Test(arguments: TestEngine.allCases) func aPlaceIsFoundByDistrictAndExactName(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let street = UnitDirectory.Match.found(try await city.unit(city.caohejing), byAlias: false)
            #expect(try await find(city, "徐汇区", "漕河泾街道") == street)
            #expect(try await find(city, " 徐汇区", "漕河泾 街道总工会") == street)
            #expect(try await find(city, "徐汇区", "聚鑫园园区") == .found(try await city.unit(city.juxin), byAlias: false))
            // In its own district only.
            guard case .unknown(let nearest) = try await find(city, "宝山区", "漕河泾街道") else {
                Issue.record("found in another district")
                return
            }
            #expect(!nearest.contains { $0.id == city.caohejing })
            #expect(try await find(city, "虚汇区", "漕河泾街道") == .unknown(nearest: []))
        }
    }

    @Test(arguments: TestEngine.allCases) func anUnknownPlaceIsNeverGuessed(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            for spelling in ["漕河径街道", "漕河泾", "漕河泾街道办"] {
                guard case .unknown(let nearest) = try await find(city, "徐汇区", spelling) else {
                    Issue.record("\(spelling) was guessed")
                    continue
                }
                #expect(nearest.first?.id == city.caohejing, "\(spelling)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases) func twoOfOneNameAreAmbiguous(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            _ = try await city.add(.park, "聚鑫园园区工会联合会", in: city.huajing)
            guard case .ambiguous(let units) = try await find(city, "徐汇区", "聚鑫园园区") else {
                Issue.record("one was taken")
                return
            }
            #expect(units.count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases) func anOfficeGoesBeforeASubUnionOfItsName(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            _ = try await city.house.runner.run(
                CreateUnit(parent: city.caohejing, kind: .industry, name: "漕河泾餐饮行业工会联合会", placeName: "漕河泾街道"),
                as: .founder)
            #expect(
                try await find(city, "徐汇区", "漕河泾街道") == .found(try await city.unit(city.caohejing), byAlias: false))
        }
    }

    @Test(arguments: TestEngine.allCases) func aConfirmedAliasIsRememberedInItsDistrict(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.actor(.officer, at: city.xuhui)
            let command = ConfirmAlias(district: city.xuhui, alias: "漕河泾（街道）", unit: city.caohejing)
            let first = try await city.house.runner.run(command, as: officer)
            let again = try await city.house.runner.run(command, as: officer)
            #expect(first.alias == again.alias)
            let found = UnitDirectory.Match.found(try await city.unit(city.caohejing), byAlias: true)
            #expect(try await find(city, "徐汇区", "漕河泾(街道)") == found)
            guard case .unknown = try await find(city, "宝山区", "漕河泾（街道）") else {
                Issue.record("known in another district")
                return
            }
            let other = await problem {
                _ = try await city.house.runner.run(
                    ConfirmAlias(district: city.xuhui, alias: "漕河泾（街道）", unit: city.huajing), as: officer)
            }
            #expect(other?.fields == ["alias"])

            let silent = await problem {
                _ = try await city.house.runner.run(ForgetAlias(alias: first.alias, reason: " "), as: officer)
            }
            #expect(silent?.fields == ["reason"])
            _ = try await city.house.runner.run(ForgetAlias(alias: first.alias, reason: "选错了单位"), as: officer)
            guard case .unknown = try await find(city, "徐汇区", "漕河泾（街道）") else {
                Issue.record("not forgotten")
                return
            }
            // What was forgotten may be matched anew, to another unit.
            _ = try await city.house.runner.run(
                ConfirmAlias(district: city.xuhui, alias: "漕河泾（街道）", unit: city.huajing), as: officer)
            #expect(
                try await find(city, "徐汇区", "漕河泾（街道）") == .found(try await city.unit(city.huajing), byAlias: true))
        }
    }

    @Test(arguments: TestEngine.allCases) func anAliasNeedsAFittingUnit(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            func refusal(_ actor: Actor, _ district: Identifier, _ alias: String, _ unit: Identifier) async -> Problem?
            {
                await problem {
                    _ = try await city.house.runner.run(
                        ConfirmAlias(district: district, alias: alias, unit: unit), as: actor)
                }
            }
            let officer = try await city.actor(.officer, at: city.xuhui)
            let viewer = try await city.actor(.viewer, at: city.xuhui)
            #expect(await refusal(officer, city.xuhui, "顾村", city.gucun) == .notFound)
            #expect(await refusal(officer, city.baoshan, "漕河泾", city.caohejing)?.fields == ["unit"])
            #expect(await refusal(officer, city.xuhui, "华泾镇", city.caohejing)?.fields == ["alias"])
            #expect(await refusal(officer, city.xuhui, "  ", city.caohejing)?.fields == ["alias"])
            #expect(await refusal(viewer, city.xuhui, "漕河泾", city.caohejing)?.code == "forbidden")
            let elsewhere = try await city.actor(.officer, at: city.baoshan)
            let alias = try await city.house.runner.run(
                ConfirmAlias(district: city.xuhui, alias: "漕河泾", unit: city.caohejing), as: officer
            ).alias
            let foreign = await problem {
                _ = try await city.house.runner.run(ForgetAlias(alias: alias, reason: "不是我的"), as: elsewhere)
            }
            #expect(foreign == .notFound)
        }
    }
}
