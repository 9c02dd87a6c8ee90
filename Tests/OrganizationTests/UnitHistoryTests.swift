import Core
@testable import Organization
import People
import Storage
import TestSupport
import Testing
import Web

@Suite struct UnitHistoryTests {
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    private func below(_ city: UnionCity, _ unit: Identifier, _ day: Day, as actor: Actor = .founder) async throws
        -> Set<Identifier>
    {
        try await city.house.database.read { tx in
            guard let whole = try UnitHistory.unit(unit, asOf: day, actor.sees, tx) else { return [] }
            return Set(try UnitHistory.units(below: whole.place, asOf: day, actor.sees, tx).map(\.id))
        }
    }

    @Test(arguments: TestEngine.allCases) func theTreeOfAPastDayIsAsItStood(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let run = city.house.runner
            _ = try await run.run(
                MoveUnit(unit: city.juxin, parent: city.huajing, on: try day("2027-02-01"), reason: "划转"), as: .founder)
            _ = try await run.run(
                MoveUnit(unit: city.huajing, parent: city.baoshan, on: try day("2027-02-10"), reason: "区划调整"),
                as: .founder)
            let renamed = try await city.unit(city.huajing)
            _ = try await run.run(
                CorrectUnit(
                    unit: city.huajing, version: renamed.version, name: "新华泾镇总工会", renamedOn: try day("2027-02-20")),
                as: .founder)
            #expect(try await below(city, city.caohejing, day("2027-01-31")) == [city.caohejing, city.juxin])
            #expect(try await below(city, city.caohejing, day("2027-02-01")) == [city.caohejing])
            #expect(try await below(city, city.xuhui, day("2027-02-09")).count == 4)
            #expect(try await below(city, city.xuhui, day("2027-02-10")) == [city.xuhui, city.caohejing])
            #expect(try await below(city, city.baoshan, day("2027-02-10")).contains(city.juxin))
            let names = try await city.house.database.read { tx in
                try ["2027-02-19", "2027-02-20"].map {
                    try UnitHistory.unit(city.huajing, asOf: try day($0), .everything, tx)?.name
                }
            }
            #expect(names == ["华泾镇总工会", "新华泾镇总工会"])
            // The scope is today's: whoever lost the town does not read its past, whoever got it does.
            let old = try await city.actor(.officer, at: city.xuhui)
            let new = try await city.actor(.officer, at: city.baoshan)
            #expect(try await below(city, city.xuhui, day("2027-01-31"), as: old) == [city.xuhui, city.caohejing])
            let roots = try await city.house.database.read { tx in
                try UnitHistory.roots(asOf: try day("2027-01-31"), new.sees, tx, limit: 10).map(\.id)
            }
            #expect(Set(roots) == [city.baoshan, city.huajing, city.juxin])
        }
    }

    @Test(arguments: TestEngine.allCases) func aChangeIsNotDatedBeforeTheLastOne(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let run = city.house.runner
            _ = try await run.run(
                MoveUnit(unit: city.juxin, parent: city.huajing, on: try day("2027-02-01"), reason: "划转"), as: .founder)
            func refusal(_ unit: Identifier, _ parent: Identifier, _ on: String, _ reason: String = "划转") async throws
                -> [String]?
            {
                let command = MoveUnit(unit: unit, parent: parent, on: try day(on), reason: reason)
                return await problem { _ = try await run.run(command, as: .founder) }?.fields
            }
            #expect(try await refusal(city.juxin, city.caohejing, "2027-01-31") == ["on"])
            // Something below it changed later.
            #expect(try await refusal(city.huajing, city.baoshan, "2027-01-31") == ["on"])
            #expect(try await refusal(city.juxin, city.caohejing, "2027-03-02") == ["on"])
            #expect(try await refusal(city.juxin, city.caohejing, "2027-03-01", " ") == ["reason"])
            #expect(try await refusal(city.juxin, city.huajing, "2027-03-01") == ["parent"])
            #expect(try await refusal(city.xuhui, city.gucun, "2027-03-01") == ["parent"])
            #expect(try await refusal(city.huajing, city.juxin, "2027-03-01") == ["parent"])
            #expect(try await refusal(city.city, city.xuhui, "2027-03-01") == [])
            // Twice on one day: only how it stood in the evening is kept.
            #expect(try await refusal(city.juxin, city.caohejing, "2027-02-01") == nil)
            #expect(try await below(city, city.caohejing, day("2027-02-01")).contains(city.juxin))
        }
    }

    @Test(arguments: TestEngine.allCases) func theFormsAskBeforeTheyAct(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.city))
            let form = try await officer.get("/units/\(city.juxin)/move").page()
            #expect(form.all("option").contains { $0["value"] == city.huajing.description })
            let wrong = try await officer.post(
                "/units/\(city.juxin)/move", ["unit": city.juxin.description, "on": "2027-03-01", "reason": "划转"])
            #expect(wrong.status == 422)
            #expect(try wrong.page().ids.contains("error-summary"))
            let values = ["unit": city.gucun.description, "on": "2027-02-15", "reason": "区划调整"]
            let asked = try await officer.post("/units/\(city.juxin)/move", values)
            #expect(asked.text.contains("“聚鑫园园区工会联合会”移到“顾村镇总工会”下面") && !asked.text.contains("0 个单位"))
            #expect(asked.status == 200 && asked.text.contains("宝山区") && asked.text.contains("确认移动"))
            #expect(try await city.unit(city.juxin).parent == city.caohejing)
            let done = try await officer.post(
                "/units/\(city.juxin)/move", values.merging(["confirmed": "yes"]) { $1 })
            #expect(done.status == 303)
            #expect(try await city.unit(city.juxin).parent == city.gucun)
            let page = try await officer.get("/units/\(city.juxin)").text
            #expect(page.contains("由“漕河泾街道总工会”移到“顾村镇总工会”下面") && page.contains("区划调整"))

            // What would be refused whichever unit she chose is not offered.
            let local = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let acts = try await local.get("/units/\(city.xuhui)").page().all("a").compactMap { $0["href"] }
            #expect(!acts.contains("/units/\(city.xuhui)/merge") && !acts.contains("/units/\(city.xuhui)/move"))
            let own = try await local.get("/units/\(city.caohejing)").page().all("a").compactMap { $0["href"] }
            #expect(own.contains("/units/\(city.caohejing)/merge") && !own.contains("/units/\(city.caohejing)/move"))
            let nobody = try await local.get("/units/\(city.xuhui)/merge")
            #expect(nobody.text.contains("没有可以并入的单位"))

            let merge = ["unit": city.huajing.description, "on": "2027-03-01", "reason": "撤并"]
            let question = try await officer.post("/units/\(city.caohejing)/merge", merge)
            #expect(question.text.contains("“漕河泾街道总工会”并入“华泾镇总工会”"))
            #expect(question.text.contains("确认合并"))
            let merged = try await officer.post(
                "/units/\(city.caohejing)/merge", merge.merging(["confirmed": "yes"]) { $1 })
            #expect(merged.location == "/units/\(city.huajing)")
            #expect(try await officer.get("/units/\(city.caohejing)/move").status == 409)

            let close = try await officer.post("/units/\(city.juxin)/close", ["on": "2027-03-01", "reason": "搬迁"])
            #expect(close.status == 303)
            let closed = try await officer.get("/units/\(city.juxin)").text
            #expect(closed.contains("这个单位已于") && closed.contains("/reopen"))
            let blocked = try await officer.get("/units/\(city.gucun)/close").text
            #expect(blocked.contains("处理完才能撤销") && !blocked.contains("name=\"reason\""))
        }
    }

    @Test(arguments: TestEngine.allCases) func thePastIsMarkedAndLeadsBack(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            _ = try await city.house.runner.run(
                MoveUnit(unit: city.juxin, parent: city.gucun, on: try day("2027-02-01"), reason: "划转"), as: .founder)
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.city))
            let tree = try await officer.get("/units?asOf=2027-01-15&open=\(city.caohejing)")
            #expect(tree.text.contains("回到今天"))
            let links = try tree.page().all("a").compactMap { $0["href"] }
            #expect(links.contains("/units/\(city.juxin)?asOf=2027-01-15"))
            let found = try await officer.get("/units?asOf=2027-01-15&q=juxin")
            #expect(found.text.contains("聚鑫园园区工会联合会") && found.text.contains("漕河泾街道总工会"))
            let list = try await officer.get("/units?asOf=2027-01-15&district=\(city.baoshan)&view=list")
            #expect(!list.text.contains("聚鑫园"))
            let unit = try await officer.get("/units/\(city.juxin)?asOf=2027-01-15")
            #expect(unit.text.contains("漕河泾街道总工会") && !unit.text.contains("顾村镇总工会"))
            #expect(try await officer.get("/units?asOf=2027-03-01").text.contains("回到今天") == false)
            // The file says the same as the page.
            let asking = Listing.Asking(
                actor: try await city.actor(.officer, at: city.city), house: city.house,
                query: ["asOf": "2027-01-15", "kind": "park"])
            let part = try await UnitListing.listing.part(asking, nil, 10)
            #expect(part.rows.map { $0[2] } == [.text("漕河泾街道总工会")] && part.next == nil)
            #expect(try await UnitListing.listing.total(asking) == 1)
        }
    }

    @Test(arguments: TestEngine.allCases) func theListOfAPastDayIsReadFromAnIndex(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            func plan(_ conditions: [SQL], order: SQL) async throws -> String {
                let asOf = try day("2027-01-01")
                return try await plan(of: UnitHistory.query(conditions, asOf, .everything, order: order, limit: 51))
            }
            func plan(of query: SQL) async throws -> String {
                try await city.house.database.write { tx in
                    if engine == .postgres {
                        try tx.execute("SET LOCAL enable_seqscan = off")
                        try tx.execute("SET LOCAL enable_bitmapscan = off")
                        try tx.execute("SET LOCAL enable_sort = off")
                    }
                    return try tx.plan(of: query).joined(separator: "\n")
                }
            }
            let list = try await plan([], order: "h.name_key, h.unit_id")
            #expect(list.contains("unit_history_by_name") && !list.contains("TEMP B-TREE"), "\(list)")
            let key = try await city.unit(city.xuhui).place.key
            let subtree = try await plan(
                ["h.scope_key >= \(key) AND h.scope_key < \(key.end)"], order: "h.scope_key")
            #expect(subtree.contains("unit_history_by_scope") && !subtree.contains("TEMP B-TREE"), "\(subtree)")
            let xuhui = Scope(roots: [try await city.unit(city.xuhui).place])
            for scope in [Scope.everything, xuhui] {
                let then = EnterprisesThen(
                    day: try day("2027-01-01"), scope: scope, within: nil, hasUnion: false, size: .to99)
                let stays = try await plan(of: then.stays(after: nil, limit: 51))
                #expect(stays.contains("enterprise_stays_by_key") && !stays.contains("TEMP B-TREE"), "\(stays)")
                #expect(!stays.contains("SCAN") && !stays.contains("Seq Scan") && !stays.contains("Sort"), "\(stays)")
            }
        }
    }

    /// A house from before there was history: what stands, stands since it was founded, as far as anybody knows.
    @Test(arguments: TestEngine.allCases) func anOlderHouseGetsItsHistory(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: CoreParts.migrations + UnitSchema.migrations) { database in
            try await database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO scope_units (unit_id, parent_id, district_id, scope_key, children)
                    VALUES (1, NULL, 1, '000', 1), (2, 1, 2, '000001', 0)
                    """)
                try tx.execute(
                    """
                    INSERT INTO units (id, parent_id, kind, name, name_key, place_name, opened_on, district_id,
                        scope_key, version, created_at, updated_at)
                    VALUES (1, NULL, 'city', '上海市总工会', 'shanghai', '上海市', NULL, 1, '000', 1, 0, 0),
                        (2, 1, 'district', '徐汇区总工会', 'xuhui', '徐汇区', '1993-05-01', 2, '000001', 1, 0, 0)
                    """)
                try tx.execute(
                    """
                    INSERT INTO unit_aliases (id, district_id, alias, spelling, unit_id, scope_key, confirmed_at)
                    VALUES (3, 2, '徐汇', '徐汇', 2, '000001', 0)
                    """)
            }
            _ = try await database.migrate(CoreParts.migrations + People.migrations + Organization.migrations)
            let since: [String] = try await database.read { tx in
                try tx.values("SELECT from_day FROM unit_history ORDER BY unit_id")
            }
            #expect(since == ["0001-01-01", "1993-05-01"])
            let reach: String? = try await database.read { tx in try tx.value("SELECT reach_key FROM unit_aliases") }
            #expect(reach == "000001")
            let broken = try await Invariant.violations(
                of: UnitHistory.invariants + UnitChange.invariants + AliasStore.invariants, in: database)
            #expect(broken == [])
        }
    }

    // MARK: - Spellings

    @Test(arguments: TestEngine.allCases) func aSpellingCountsAsFarAsItsConfirmerAnswers(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let street = try await city.actor(.officer, at: city.caohejing)
            let district = try await city.actor(.officer, at: city.xuhui)
            func find(_ actor: Actor) async throws -> UnitDirectory.Match {
                try await city.house.database.read {
                    try UnitDirectory($0, for: actor.scope(for: .importRosters)).find(district: "徐汇区", place: "大厦甲")
                }
            }
            let juxin = try await city.unit(city.juxin)
            let mine = ConfirmAlias(district: city.xuhui, alias: "大厦甲", unit: city.juxin)
            _ = try await city.house.runner.run(mine, as: street)
            #expect(try await find(street) == .found(juxin, byAlias: true))
            // For the district it is a proposal, the first of the nearest; another street hears nothing of it.
            guard case .unknown(let nearest) = try await find(district) else {
                Issue.record("taken without the district's word")
                return
            }
            #expect(nearest.first?.id == city.juxin)
            let other = try await city.actor(.officer, at: city.huajing)
            guard case .unknown(let elsewhere) = try await find(other) else {
                Issue.record("taken in another street")
                return
            }
            #expect(!elsewhere.contains { $0.id == city.juxin })
            // The other street may mean a unit of its own by it.
            let own = try await city.add(.building, "华泾大厦工会联合会", in: city.huajing)
            _ = try await city.house.runner.run(
                ConfirmAlias(district: city.xuhui, alias: "大厦甲", unit: own), as: other)
            #expect(try await find(street) == .found(juxin, byAlias: true))

            // Confirmed on the page, it counts in the district.
            let browser = try await city.browser(of: district)
            let list = try await browser.get("/units/\(city.caohejing)/aliases").page()
            let widen = try #require(list.all("form").compactMap { $0["action"] }.first { $0.hasSuffix("/widen") })
            #expect(try await browser.post(widen, [:]).status == 303)
            #expect(try await find(district) == .found(juxin, byAlias: true))
            let theirs = try await city.unit(own)
            #expect(try await find(other) == .found(theirs, byAlias: true))
            // A unit that leaves its district takes its spelling along, for itself.
            _ = try await city.house.runner.run(
                MoveUnit(unit: city.juxin, parent: city.gucun, on: try day("2027-03-01"), reason: "划转"), as: .founder)
            guard case .unknown = try await find(district) else {
                Issue.record("left behind")
                return
            }
        }
    }
}
