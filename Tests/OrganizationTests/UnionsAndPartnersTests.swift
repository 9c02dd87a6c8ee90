import Core
@testable import Organization
import People
import Storage
import TestSupport
import Testing

@Suite struct UnionsAndPartnersTests {
    private func due(_ kind: String, _ city: UnionCity) async throws -> [Day] {
        try await city.house.database.read { tx in
            try tx.values("SELECT due_on FROM obligations WHERE kind = \(kind) AND closed_at IS NULL ORDER BY due_on")
        }
    }

    @Test(arguments: TestEngine.allCases) func aUnionIsElectedAgainInTime(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let runner = city.house.runner
            let id = try await city.enterprise("上海聚鑫物业管理有限公司", at: city.juxin)
            let fourYears = await problem {
                _ = try await runner.run(
                    FoundUnion(
                        enterprise: id, kind: .single, name: "聚鑫物业工会", foundedOn: Day(2022, 3, 1)!, termYears: 4),
                    as: .founder)
            }
            #expect(fourYears?.fields == ["termYears"])
            let union = try await runner.run(
                FoundUnion(
                    enterprise: id, kind: .single, name: "聚鑫物业工会", foundedOn: Day(2020, 2, 29)!, termYears: 3),
                as: .founder
            ).union
            #expect(try await city.found(id).hasUnion)
            #expect(try await due("unionReelection", city) == [Day(2023, 2, 28)!])
            let early = await problem {
                try await runner.run(
                    RecordElection(union: union, electedOn: Day(2020, 2, 29)!, termYears: 3, evidence: "大会决议"),
                    as: .founder)
            }
            #expect(early?.fields == ["electedOn"])
            try await runner.run(
                RecordElection(union: union, electedOn: Day(2023, 2, 20)!, termYears: 5, evidence: "大会决议"), as: .founder
            )
            #expect(try await due("unionReelection", city) == [Day(2028, 2, 20)!])
            // It goes with its enterprise, and what is due about it too.
            try await runner.run(
                MoveEnterprise(enterprise: id, unit: city.huajing, from: city.day(0), reason: "搬到华泾"), as: .founder)
            let officer = try await city.actor(.officer, at: city.caohejing)
            let gone = await problem {
                try await runner.run(CloseUnion(union: union, closedOn: city.day(0), reason: "撤销"), as: officer)
            }
            #expect(gone == .notFound)
            try await runner.run(
                CloseEnterprise(enterprise: id, closedOn: city.day(0), reason: "企业注销"), as: .founder)
            #expect(try await due("unionReelection", city) == [])
            let hasUnion = try await city.found(id).hasUnion
            #expect(!hasUnion)
        }
    }

    @Test(arguments: TestEngine.allCases) func severalEnterprisesHaveOneJointUnion(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let runner = city.house.runner
            let first = try await city.enterprise("甲公司", at: city.juxin, openedOn: city.day(-900))
            let second = try await city.enterprise("乙公司", at: city.caohejing, openedOn: city.day(-900))
            let union = try await runner.run(
                FoundUnion(
                    enterprise: first, kind: .joint, name: "聚鑫园联合工会", foundedOn: city.day(-800), termYears: 5),
                as: .founder
            ).union
            let before = await problem {
                try await runner.run(
                    JoinUnion(enterprise: second, union: union, joinedOn: city.day(-801)), as: .founder)
            }
            #expect(before?.fields == ["joinedOn"])
            try await runner.run(JoinUnion(enterprise: second, union: union, joinedOn: city.day(-700)), as: .founder)
            let twice = await problem {
                try await runner.run(
                    JoinUnion(enterprise: second, union: union, joinedOn: city.day(-600)), as: .founder)
            }
            #expect(twice?.code == "forbidden")
            try await runner.run(
                LeaveUnion(enterprise: second, leftOn: city.day(-100), reason: "自己建会"), as: .founder)
            func withUnion(_ day: Int) async throws -> Int {
                try await city.house.database.read { tx in
                    try EnterpriseStore.totals(below: nil, asOf: city.day(day), Scope.everything, tx).withUnion
                }
            }
            #expect(try await withUnion(-801) == 0)
            #expect(try await withUnion(-800) == 1)
            #expect(try await withUnion(-101) == 2)
            #expect(try await withUnion(-100) == 1)
            #expect(try await withUnion(0) == 1)
            let elsewhere = try await city.actor(.officer, at: city.baoshan)
            let hidden = await problem {
                try await runner.run(CloseUnion(union: union, closedOn: city.day(0), reason: "撤销"), as: elsewhere)
            }
            #expect(hidden == .notFound)
            try await runner.run(CloseUnion(union: union, closedOn: city.day(0), reason: "企业都搬走了"), as: .founder)
            #expect(try await withUnion(0) == 0)
        }
    }

    @Test(arguments: TestEngine.allCases) func aStationOutsideTheCityLiesWithTheUnitThatSendsIt(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let runner = city.house.runner
            let officer = try await city.actor(.officer, at: city.xuhui)
            let station = try await runner.run(
                OpenStation(
                    unit: city.caohejing, name: "娘家人服务站", region: "云南省", address: "昆明市盘龙区某路 3 号",
                    teamName: "万街303", openedOn: city.day(-100)), as: officer
            ).station
            let nobody = await problem {
                try await runner.run(
                    CorrectStation(
                        station: station, version: 1, name: "娘家人服务站", address: "昆明",
                        keeper: Identifier(rawValue: 5)), as: officer)
            }
            #expect(nobody?.fields == ["keeper"])
            let baoshan = try await city.actor(.officer, at: city.baoshan)
            let hidden = await problem {
                try await runner.run(CloseStation(station: station, closedOn: city.day(0), reason: "撤站"), as: baoshan)
            }
            #expect(hidden == .notFound)
            try await runner.run(CloseStation(station: station, closedOn: city.day(-10), reason: "任务结束"), as: officer)
            func open(_ day: Int) async throws -> Int {
                try await city.house.database.read { tx in
                    try StationStore.count(below: nil, asOf: city.day(day), officer.sees, tx)
                }
            }
            #expect(try await open(-101) == 0)
            #expect(try await open(-11) == 1)
            #expect(try await open(-10) == 0)
        }
    }

    @Test(arguments: TestEngine.allCases) func aPartnerOfTheCityIsThereForAllBelowAndItsContractsAreNot(
        _ engine: TestEngine
    ) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let runner = city.house.runner
            let baowu = try await runner.run(
                RegisterPartner(unit: city.city, name: "中国宝武钢铁集团有限公司", shortName: "宝武", kind: .sourceEmployer),
                as: .founder
            ).partner
            _ = try await runner.run(
                RegisterPartner(unit: city.baoshan, name: "宝山某社工服务社", kind: .agency), as: .founder)
            let xuhui = try await city.actor(.officer, at: city.xuhui)
            func found(_ text: String, _ kinds: [PartnerKind] = []) async throws -> [String] {
                try await city.house.database.read { tx in
                    try PartnerStore.search(text, kinds: kinds, xuhui.sees, tx).map(\.name)
                }
            }
            #expect(try await found("baowu") == ["中国宝武钢铁集团有限公司"])
            #expect(try await found("", [.sourceEmployer]) == ["中国宝武钢铁集团有限公司"])
            #expect(try await found("", [.agency]) == [])
            let notHers = await problem {
                try await runner.run(
                    ClosePartner(partner: baowu, closedOn: city.day(0), reason: "不再合作"), as: xuhui)
            }
            #expect(notHers?.code == "forbidden")

            let contract = try await runner.run(
                SignServiceContract(
                    partner: baowu, unit: city.xuhui, subject: "转型职工培训", fromOn: city.day(-300),
                    untilOn: city.day(20)), as: xuhui
            ).contract
            #expect(try await due("partnerContractEnd", city) == [city.day(20)])
            let baoshan = try await city.actor(.officer, at: city.baoshan)
            let seen = try await city.house.database.read { try PartnerStore.contracts(with: baowu, baoshan.sees, $0) }
            #expect(seen.isEmpty)
            let open = await problem {
                try await runner.run(
                    ClosePartner(partner: baowu, closedOn: city.day(0), reason: "不再合作"), as: .founder)
            }
            #expect(open?.fields == ["closedOn"])
            let next = try await runner.run(
                SignServiceContract(
                    partner: baowu, unit: city.xuhui, subject: "转型职工培训", fromOn: city.day(21),
                    untilOn: city.day(386), renews: contract), as: xuhui
            ).contract
            #expect(try await due("partnerContractEnd", city) == [city.day(386)])
            let before = await problem {
                try await runner.run(
                    SettleServiceContract(contract: next, concludedOn: city.day(0), conclusion: "没有开始"), as: xuhui)
            }
            #expect(before?.fields == ["concludedOn"])
        }
    }

    @Test(arguments: TestEngine.allCases) func whatAUnitHoldsGoesToItsSuccessor(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let runner = city.house.runner
            let id = try await city.enterprise("甲公司", at: city.juxin, openedOn: city.day(-900))
            _ = try await runner.run(
                FoundUnion(
                    enterprise: id, kind: .joint, name: "聚鑫园联合工会", foundedOn: city.day(-800), termYears: 5),
                as: .founder)
            let station = try await runner.run(
                OpenStation(unit: city.juxin, name: "聚鑫园服务站", address: "聚鑫园 3 号楼", openedOn: city.day(-100)),
                as: .founder
            ).station
            let (from, to) = (try await city.unit(city.juxin).place, try await city.unit(city.caohejing).place)
            let counts = try await city.house.database.read { tx in
                try UnitContents.all.map { try $0.count(from, tx) }
            }
            #expect(counts == [1, 1, 1, 0, 0])
            try await runner.batch("succeed", as: .founder) { act in
                for content in UnitContents.all { try content.succeed(from, to, act.today, act) }
            }
            let left = try await city.house.database.read { tx in
                try UnitContents.all.map { try $0.count(from, tx) }
            }
            #expect(left == [0, 0, 0, 0, 0])
            #expect(try await city.found(id).place.unit == city.caohejing)
            let moved = try await city.house.database.read { try StationStore.find(station, Scope.everything, $0) }
            #expect(moved?.place.unit == city.caohejing)
            let yesterday = try await city.house.database.read { tx in
                try EnterpriseStore.totalsByUnit(below: nil, asOf: city.day(-1), Scope.everything, tx)
            }
            #expect(yesterday.keys.sorted() == [city.juxin])
        }
    }

    @Test func listsOfEnterprisesWalkAlongIndexes() async throws {
        try await UnionCity.withCity(on: .sqlite) { city in
            let (xuhui, caohejing) = (try await city.unit(city.xuhui).place, try await city.unit(city.caohejing).place)
            let scopes = [Scope.everything, Scope(roots: [xuhui]), Scope(roots: [caohejing])]
            try await city.house.database.read { tx in
                for scope in scopes {
                    for filter in [EnterpriseFilter(scope), EnterpriseFilter(scope, within: caohejing, hasUnion: true)]
                    {
                        let plans = [
                            try tx.plan(of: EnterpriseStore.pageQuery(filter, nil, size: 50)),
                            try tx.plan(of: EnterpriseStore.countQuery(filter, upTo: 1000)),
                            try tx.plan(of: EnterpriseStore.codeQuery("9131", filter)),
                            try tx.plan(
                                of: EnterpriseStore.counted(
                                    below: caohejing, asOf: city.day(-1), scope, tx)),
                        ]
                        for plan in plans {
                            // What has been counted is at most the cap.
                            let scans = plan.filter { $0.hasPrefix("SCAN") && $0 != "SCAN counted" }
                            #expect(scans == [], "\(plan)")
                        }
                    }
                }
            }
        }
    }
}
