import Core
import Organization
import People
import Storage
import TestSupport
import Testing

@Suite struct UnitTreeTests {
    @Test(arguments: TestEngine.allCases) func unitsLieWhereTheyWerePut(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let juxin = try await city.unit(city.juxin)
            #expect(juxin.parent == city.caohejing)
            #expect(juxin.place.district == city.xuhui)
            #expect(juxin.placeName == "聚鑫园园区")
            #expect(juxin.kind.isSubUnion && juxin.kind.isCovered)
            let way = try await city.house.database.read { try UnitStore.ancestors(of: juxin, $0).map(\.placeName) }
            #expect(way == ["上海市", "徐汇区", "漕河泾街道"])
            let districts = try await city.house.database.read { try UnitStore.districts($0).map(\.placeName) }
            #expect(districts == ["宝山区", "徐汇区"])
            let named = try await city.house.database.read { tx in
                try tx.first("SELECT name, place_name, district_name FROM unit_names WHERE unit_id = \(city.juxin)") {
                    row in
                    [try row["name"] as String, try row["place_name"], try row["district_name"]]
                }
            }
            #expect(named == ["聚鑫园园区工会联合会", "聚鑫园园区", "徐汇区"])
        }
    }

    @Test(arguments: TestEngine.allCases) func aSecondRootIsRefused(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let refused = await problem {
                _ = try await city.house.runner.run(CreateUnit(parent: nil, kind: .city, name: "另一个市总工会"), as: .founder)
            }
            #expect(refused?.fields == ["parent"])
            let officer = try await city.actor(.officer, at: city.xuhui)
            let forbidden = await problem {
                _ = try await city.house.runner.run(CreateUnit(parent: nil, kind: .city, name: "另一个市总工会"), as: officer)
            }
            #expect(forbidden?.code == "forbidden")
        }
    }

    @Test(arguments: TestEngine.allCases) func aRootWithoutNameIsNamed(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: CoreParts.migrations + People.migrations + Organization.migrations) {
            database in
            let house = House(
                database: database, vault: Vault(KeyRing(seed: "units")), clock: ManualClock(),
                identifiers: TimeOrderedIdentifiers(node: 1), phrasebook: Phrasebook([]), gate: Gate { _, _ in nil })
            let root = Identifier(rawValue: 77)
            try await database.write { _ = try ScopeTree.add(root, below: nil, isDistrict: true, $0) }
            let made = try await house.runner.run(CreateUnit(parent: nil, kind: .city, name: "上海市总工会"), as: .founder)
            #expect(made.unit == root)
            let broken = try await Invariant.violations(
                of: CoreParts.invariants + Organization.invariants, in: database)
            #expect(broken == [])
        }
    }

    @Test(arguments: [
        (UnitKind.district, UnitKind.village, true), (.district, .zone, true), (.district, .district, false),
        (.street, .building, true), (.street, .town, false), (.park, .building, true), (.park, .street, false),
        (.city, .street, false), (.city, .district, true), (.city, .industry, true),
    ])
    func onlyFittingKindsLieBelow(_ parent: UnitKind, _ child: UnitKind, _ fits: Bool) {
        #expect(parent.kindsBelow.contains(child) == fits)
    }

    @Test(arguments: TestEngine.allCases) func aWrongKindIsRefused(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let refused = await problem { _ = try await city.add(.district, "田林区总工会", in: city.caohejing) }
            #expect(refused?.fields == ["kind"])
        }
    }

    @Test(arguments: TestEngine.allCases) func nobodyIsCalledTheSameTwiceBelowOneParent(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let same = await problem { _ = try await city.add(.building, " 聚鑫园园区工会联合会", in: city.caohejing) }
            #expect(same?.fields == ["name"])
            let place = await problem {
                _ = try await city.house.runner.run(
                    CreateUnit(parent: city.xuhui, kind: .street, name: "漕河泾总工会", placeName: "漕河泾街道"), as: .founder)
            }
            #expect(place?.fields == ["placeName"])
            // Elsewhere the name is free.
            _ = try await city.add(.park, "聚鑫园园区工会联合会", in: city.gucun)
            let code = await problem {
                _ = try await city.house.runner.run(
                    CreateUnit(parent: city.xuhui, kind: .street, name: "田林街道总工会", code: "310104017"), as: .founder)
            }
            #expect(code?.fields == ["code"])
        }
    }

    @Test(arguments: TestEngine.allCases) func aDeepTreeStaysOneRange(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            var deepest = city.juxin
            for level in 5...8 {
                deepest = try await city.add(.building, "第\(level)层楼宇工会联合会", in: deepest)
            }
            #expect(try await city.unit(deepest).place.key.depth == 7)
            let street = try await city.actor(.officer, at: city.caohejing)
            let bottom = deepest
            let seen = try await city.house.database.read { tx in
                try UnitStore.find(bottom, street.sees, tx)?.place.district
            }
            #expect(seen == city.xuhui)
            let (juxin, caohejing) = (try await city.unit(city.juxin), try await city.unit(city.caohejing))
            let below = try await city.house.database.read { try UnitStore.counts(below: [juxin, caohejing], $0) }
            #expect(below == [city.juxin: 4, city.caohejing: 5])
        }
    }

    @Test(arguments: TestEngine.allCases) func correctingAsksForTheVersionThatWasRead(_ engine: TestEngine) async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.actor(.officer, at: city.xuhui)
            let before = try await city.unit(city.huajing)
            let done = try await city.house.runner.run(
                CorrectUnit(
                    unit: before.id, version: before.version, name: "华泾镇总工会", placeName: "华泾", code: "310104103"),
                as: officer)
            #expect(done.changed == ["placeName"])
            let late = await problem {
                _ = try await city.house.runner.run(
                    CorrectUnit(unit: before.id, version: before.version, name: "华泾总工会"), as: officer)
            }
            #expect(late?.code == "conflict")
            let now = try await city.unit(city.huajing)
            #expect(now.placeName == "华泾" && now.name == "华泾镇总工会")
        }
    }

    @Test(arguments: TestEngine.allCases) func whoMayNotIsToldWhy(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let viewer = try await city.actor(.viewer, at: city.xuhui)
            let refused = await problem { _ = try await city.add(.street, "田林街道总工会", in: city.xuhui, as: viewer) }
            guard case .forbidden(let reason) = refused else {
                Issue.record("not forbidden: \(String(describing: refused))")
                return
            }
            #expect(!reason.format.isEmpty)
            // Below one's unit and at it, one may; elsewhere the unit is not there.
            let officer = try await city.actor(.officer, at: city.caohejing)
            _ = try await city.add(.building, "科技大厦工会联合会", in: city.juxin, as: officer)
            let elsewhere = await problem { _ = try await city.add(.park, "顾村园区工会联合会", in: city.gucun, as: officer) }
            #expect(elsewhere == .notFound)
            let above = await problem { _ = try await city.add(.street, "田林街道总工会", in: city.xuhui, as: officer) }
            #expect(above == .notFound)
        }
    }
}
