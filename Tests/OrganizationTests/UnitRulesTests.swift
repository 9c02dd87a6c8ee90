import Core
import Organization
import Storage
import TestSupport
import Testing

@Suite struct UnitRulesTests {
    @Test(arguments: TestEngine.allCases) func aClosedUnitTakesNothingMore(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let day = try #require(Day("2026-12-31"))
            _ = try await city.house.runner.run(
                CloseUnit(unit: city.huajing, on: day, reason: "撤镇设街"), as: .founder)
            let match = try await city.house.database.read { try UnitDirectory($0).find(district: "徐汇区", place: "华泾镇") }
            guard case .unknown = match else {
                Issue.record("a closed unit was found")
                return
            }
            let refused = await problem { _ = try await city.add(.park, "华泾园区工会联合会", in: city.huajing) }
            #expect(refused?.code == "forbidden")
            let alias = await problem {
                _ = try await city.house.runner.run(
                    ConfirmAlias(district: city.xuhui, alias: "华泾", unit: city.huajing), as: .founder)
            }
            #expect(alias?.fields == ["unit"])
            let found = try await city.house.database.read { try UnitStore.search("华泾", .everything, $0).count }
            #expect(found == 0)
            let xuhui = try await city.unit(city.xuhui)
            let below = try await city.house.database.read { try UnitStore.counts(below: [xuhui], $0) }
            #expect(below == [city.xuhui: 2])

            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let tree = try await officer.get("/units").page()
            #expect(tree.all("span", ["class": "tag quiet"]).contains { $0.text == "已撤销" })
            let page = try await officer.get("/units/\(city.huajing)")
            #expect(page.text.contains("这个单位已于 2026年12月31日 撤销"))
            #expect(page.text.contains("华泾镇总工会已经撤销，下面不能再设单位"))
        }
    }

    @Test(arguments: TestEngine.allCases) func aGrantOpensOneUnitAndNothingBelow(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let place = try await city.unit(city.caohejing).place
            let visitor = Actor(
                account: Identifier(rawValue: 4711), name: "陈经办", person: nil,
                holdings: [Holding(role: .officer, place: place)], granted: ["unit": [city.gucun]])
            city.accounts.add(visitor)
            let browser = try await city.browser(of: visitor)
            let page = try await browser.get("/units/\(city.gucun)")
            #expect(page.status == 200)
            #expect(!page.text.contains("菊泉"))
            let twin = try await browser.get("/units/\(city.gucun)", json: true).object()
            #expect(twin["below"] as? Int == 0)
            let list = try await browser.get("/units?view=list")
            #expect(list.text.contains("顾村镇总工会") && !list.text.contains("菊泉"))
            // A grant is for seeing only.
            let refused = await problem { _ = try await city.add(.park, "顾村园区工会联合会", in: city.gucun, as: visitor) }
            #expect(refused?.code == "forbidden")
        }
    }

    @Test(arguments: TestEngine.allCases) func everyActIsOnAuditWithItsUnit(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.actor(.officer, at: city.xuhui)
            _ = try await city.house.runner.run(
                CorrectUnit(unit: city.huajing, version: 1, name: "华泾镇工会"), as: officer)
            _ = await problem { _ = try await city.add(.park, "顾村园区工会联合会", in: city.gucun, as: officer) }
            let entries = try await city.house.database.read { tx in
                try tx.all(
                    """
                    SELECT \(AuditEntry.columns) FROM audit_entries WHERE actor_id = \(officer.account) ORDER BY id
                    """, AuditEntry.init(row:))
            }
            #expect(entries.map(\.command) == ["correctUnit", "createUnit"])
            #expect(entries.map(\.outcome) == [.done, .refused])
            #expect(entries[0].subjects == [AuditSubject(kind: "unit", id: city.huajing)])
            #expect(entries[0].fields == ["name", "code"])
        }
    }

    @Test(arguments: TestEngine.allCases) func whatIsBrokenIsNamed(_ engine: TestEngine) async throws {
        let damages: [(SQL, String)] = [
            ("UPDATE units SET kind = 'street' WHERE place_name = '聚鑫园园区'", "units: a unit's kind fits its parent's"),
            (
                "UPDATE units SET scope_key = '000zzz' WHERE place_name = '华泾镇'",
                "units: a unit has its place in the tree, with the same keys"
            ),
            (
                "UPDATE units SET district_id = 1 WHERE place_name = '华泾镇'",
                "units: a district is its own, others have their parent's"
            ),
            ("DELETE FROM units_search", "units: every unit can be searched"),
            ("UPDATE unit_aliases SET scope_key = '000'", "aliases: an alias means a unit of its district"),
            (
                "INSERT INTO scope_units (unit_id, parent_id, district_id, scope_key) SELECT 5, unit_id, unit_id, '000zzy' FROM scope_units WHERE parent_id IS NULL",
                "units: a place in the tree has its unit"
            ),
        ]
        try await UnionCity.withCity(on: engine) { city in
            _ = try await city.add(.building, "华泾大厦工会联合会", in: city.caohejing)
            _ = try await city.house.runner.run(
                ConfirmAlias(district: city.xuhui, alias: "华泾", unit: city.huajing), as: .founder)
            struct Undone: Error {}
            for (damage, name) in damages {
                let named = try await city.house.database.write { tx in
                    var broken: [String] = []
                    do {
                        try tx.savepoint {
                            try tx.execute(damage)
                            for invariant in Organization.invariants {
                                if try !tx.all(invariant.question, { _ in () }).isEmpty {
                                    broken.append(invariant.name)
                                }
                            }
                            throw Undone()
                        }
                    } catch is Undone {}
                    return broken
                }
                #expect(named.contains(name), "\(name): \(named)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases) func twoOfficersAtOnceMakeTwoPlaces(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...12 {
                    group.addTask { _ = try await city.add(.building, "\(number)号楼宇工会联合会", in: city.huajing) }
                }
                try await group.waitForAll()
            }
            let huajing = try await city.unit(city.huajing)
            let below = try await city.house.database.read { try UnitStore.counts(below: [huajing], $0) }
            #expect(below == [city.huajing: 12])
        }
    }
}
