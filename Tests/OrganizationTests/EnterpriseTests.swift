import Core
@testable import Organization
import Storage
import TestSupport
import Testing

@Suite struct EnterpriseTests {
    @Test(arguments: TestEngine.allCases) func anEnterpriseIsRegisteredWhereSomebodyAnswersForIt(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.actor(.officer, at: city.xuhui)
            let id = try await city.enterprise("上海聚鑫物业管理有限公司", at: city.juxin, as: officer)
            let found = try await city.found(id)
            #expect(found.place.unit == city.juxin)
            #expect(found.employees == nil && !found.hasUnion && !found.isClosed)
            let atDistrict = await problem { _ = try await city.enterprise("上海某某有限公司", at: city.xuhui, as: officer) }
            #expect(atDistrict?.fields == ["unit"])
            let elsewhere = await problem { _ = try await city.enterprise("上海某某有限公司", at: city.gucun, as: officer) }
            #expect(elsewhere == .notFound)
            let viewer = try await city.actor(.viewer, at: city.xuhui)
            let refused = await problem { _ = try await city.enterprise("上海某某有限公司", at: city.juxin, as: viewer) }
            #expect(refused?.code == "forbidden")
            let again = await problem { _ = try await city.enterprise("上海聚鑫物业管理有限公司", at: city.juxin, as: officer) }
            #expect(again?.fields == ["name"])
        }
    }

    @Test(arguments: TestEngine.allCases) func aWrongCheckCharacterNeedsAReasonThatIsKept(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            func register(_ name: String, _ code: String, _ reason: String? = nil) async throws -> Identifier {
                try await city.house.runner.run(
                    RegisterEnterprise(
                        unit: city.juxin, name: name, creditCode: code, creditCodeOverride: reason), as: .founder
                ).enterprise
            }
            let right = try await register("甲公司", "91350100 m000100y43", "多余的理由")
            let first = try await city.found(right)
            #expect(first.creditCode == "91350100M000100Y43" && first.creditCodeOverride == nil)
            let twice = await problem { _ = try await register("乙公司", "91350100M000100Y43") }
            #expect(twice?.fields == ["creditCode"])
            let short = await problem { _ = try await register("丙公司", "91350100M000100Y4", "确实如此") }
            #expect(short?.fields == ["creditCode"])
            let wrong = await problem { _ = try await register("丁公司", "91350211M0000XUF46") }
            #expect(wrong?.fields == ["creditCode"])
            let taken = try await register("丁公司", "91350211M0000XUF46", "营业执照上就是这个代码")
            #expect(try await city.found(taken).creditCodeOverride == "营业执照上就是这个代码")
        }
    }

    @Test(arguments: TestEngine.allCases) func anEnterpriseIsFoundAsOneTypes(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let id = try await city.house.runner.run(
                RegisterEnterprise(
                    unit: city.juxin, name: "上海(聚鑫)物业管理有限公司", shortName: "聚鑫物业",
                    creditCode: "91350100M000100Y43"), as: .founder
            ).enterprise
            _ = try await city.enterprise("上海顾村塑料制品厂", at: city.gucun)
            func names(_ text: String, _ actor: Actor = .founder) async throws -> [String] {
                try await city.house.database.read { tx in
                    try EnterpriseStore.search(text, EnterpriseFilter(actor.sees), tx).enterprises.map(\.name)
                }
            }
            for text in ["聚鑫", "上海聚鑫", "jxwy", "juxinwuye", "聚鑫wy", "9135", "91350100m0", "物业管理"] {
                let found = try await names(text)
                #expect(found == ["上海（聚鑫）物业管理有限公司"], "\(text)")
            }
            let version = try await city.found(id).version
            try await city.house.runner.run(
                CorrectEnterprise(
                    enterprise: id, version: version, name: "上海新漕物业管理有限公司", renamedOn: city.day(-30),
                    creditCode: "91350100M000100Y43"), as: .founder)
            #expect(try await names("新漕") == ["上海新漕物业管理有限公司"])
            #expect(try await names("聚鑫") == ["上海新漕物业管理有限公司"])
            let baoshan = try await city.actor(.officer, at: city.baoshan)
            #expect(try await names("新漕", baoshan) == [])
            #expect(try await names("上海", baoshan) == ["上海顾村塑料制品厂"])
            let stale = await problem {
                try await city.house.runner.run(
                    CorrectEnterprise(enterprise: id, version: version, name: "上海又一公司"), as: .founder)
            }
            #expect(stale?.code == "conflict")
        }
    }

    @Test(arguments: TestEngine.allCases) func eachDayKnowsWhereAnEnterpriseLayAndHowManyWorkedThere(
        _ engine: TestEngine
    ) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let runner = city.house.runner
            let id = try await city.enterprise("上海聚鑫物业管理有限公司", at: city.juxin, openedOn: city.day(-1000))
            let other = try await city.enterprise("漕河泾小厂", at: city.caohejing, openedOn: city.day(-50))
            for (day, employees, members) in [(-900, 100, 20), (-100, 150, 40), (-500, 120, 30)] {
                try await runner.run(
                    RecordHeadcount(
                        enterprise: id, countedOn: city.day(day), employees: employees, members: members), as: .founder)
            }
            try await runner.run(
                MoveEnterprise(enterprise: id, unit: city.huajing, from: city.day(-200), reason: "搬到华泾"), as: .founder)
            try await runner.run(
                CloseEnterprise(enterprise: id, closedOn: city.day(-10), reason: "企业注销"), as: .founder)

            func totals(_ unit: Identifier, _ day: Int) async throws -> [Int] {
                let place = try await city.unit(unit).place
                let sums = try await city.house.database.read { tx in
                    try EnterpriseStore.totals(below: place, asOf: city.day(day), Scope.everything, tx)
                }
                return [sums.enterprises, sums.employees, sums.members, sums.uncounted]
            }
            #expect(try await totals(city.caohejing, -1001) == [0, 0, 0, 0])
            #expect(try await totals(city.caohejing, -1000) == [1, 0, 0, 1])
            #expect(try await totals(city.caohejing, -600) == [1, 100, 20, 0])
            #expect(try await totals(city.caohejing, -201) == [1, 120, 30, 0])
            #expect(try await totals(city.caohejing, -200) == [0, 0, 0, 0])
            #expect(try await totals(city.huajing, -200) == [1, 120, 30, 0])
            #expect(try await totals(city.huajing, -11) == [1, 150, 40, 0])
            #expect(try await totals(city.huajing, -10) == [0, 0, 0, 0])
            #expect(try await totals(city.xuhui, -20) == [2, 150, 40, 1])
            // Yesterday is asked of the history, today of what stands now.
            #expect(try await totals(city.xuhui, -1) == [1, 0, 0, 1])
            #expect(try await totals(city.xuhui, 0) == [1, 0, 0, 1])

            try await runner.run(
                ReopenEnterprise(enterprise: id, from: city.day(-5), reason: "误登记"), as: .founder)
            #expect(try await totals(city.xuhui, -8) == [1, 0, 0, 1])
            #expect(try await totals(city.xuhui, -5) == [2, 150, 40, 1])
            #expect(try await totals(city.xuhui, 0) == [2, 150, 40, 1])
            let byUnit = try await city.house.database.read { tx in
                try EnterpriseStore.totalsByUnit(below: nil, asOf: city.day(0), Scope.everything, tx)
            }
            #expect(byUnit.mapValues(\.enterprises) == [city.huajing: 1, city.caohejing: 1])
            let early = await problem {
                try await runner.run(
                    MoveEnterprise(enterprise: other, unit: city.huajing, from: city.day(-51), reason: "搬走"),
                    as: .founder)
            }
            #expect(early?.fields == ["from"])
        }
    }

    @Test(arguments: TestEngine.allCases) func aWrongCountIsReplacedAndKept(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let runner = city.house.runner
            let id = try await city.enterprise("上海聚鑫物业管理有限公司", at: city.juxin)
            let first = try await runner.run(
                RecordHeadcount(enterprise: id, countedOn: city.day(-3), employees: 10, members: 30), as: .founder)
            #expect(first.isOdd && first.isNew)
            let same = try await runner.run(
                RecordHeadcount(enterprise: id, countedOn: city.day(-3), employees: 10, members: 30), as: .founder)
            #expect(!same.isNew && same.headcount == first.headcount)
            let other = await problem {
                _ = try await runner.run(
                    RecordHeadcount(enterprise: id, countedOn: city.day(-3), employees: 11, members: 3), as: .founder)
            }
            #expect(other?.fields == ["countedOn"])
            let tomorrow = await problem {
                _ = try await runner.run(
                    RecordHeadcount(enterprise: id, countedOn: city.day(1), employees: -1, members: 3), as: .founder)
            }
            #expect(tomorrow?.fields == ["employees", "countedOn"])
            try await runner.run(
                CorrectHeadcount(
                    headcount: first.headcount, countedOn: city.day(-4), employees: 100, members: 30, reason: "少写一个零"),
                as: .founder)
            let found = try await city.found(id)
            #expect(found.employees == 100 && found.members == 30 && found.countedOn == city.day(-4))
            let kept: Int? = try await city.house.database.read { tx in
                try tx.value("SELECT COUNT(*) FROM enterprise_headcounts WHERE withdrawn_why = '少写一个零'")
            }
            #expect(kept == 1)
        }
    }
}

extension UnionCity {
    func day(_ offset: Int) -> Day { house.today.adding(days: offset) }

    func enterprise(
        _ name: String, at unit: Identifier, openedOn: Day? = nil, as actor: Actor = .founder
    ) async throws -> Identifier {
        try await house.runner.run(RegisterEnterprise(unit: unit, name: name, openedOn: openedOn), as: actor).enterprise
    }

    func found(_ id: Identifier) async throws -> Enterprise {
        let found = try await house.database.read { try EnterpriseStore.find(id, Scope.everything, $0) }
        return try #require(found)
    }
}
