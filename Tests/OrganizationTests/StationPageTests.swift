import Core
import Organization
import People
import Storage
import TestSupport
import Testing
import Web

@Suite struct StationPageTests {
    @Test(arguments: TestEngine.allCases) func aStationIsOpenedCorrectedAndClosedByForms(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let none = try await officer.get("/stations")
            #expect(none.text.contains("您的范围内还没有服务站") && none.text.contains("/stations/new"))

            let refused = try await officer.post("/stations/new", ["name": "漕", "keeperName": "没有这个人"])
            #expect(refused.status == 422)
            let again = try refused.page()
            #expect(again.first("input", ["name": "name"])?["value"] == "漕")
            #expect(Set(again.ids).isSuperset(of: ["error-summary", "field-keeperName-error", "field-address-error"]))

            let zhou = try await city.person("周敏", at: city.caohejing)
            let made = try await officer.post(
                "/stations/new",
                [
                    "unit": city.caohejing.description, "name": "漕河泾职工服务站", "address": "聚鑫园 3 号楼底层",
                    "teamName": "万街303", "keeperName": "zhoumin", "openedOn": "2020-05-01",
                ])
            #expect(made.status == 303)
            let record = try #require(made.location)
            let shown = try await officer.follow(made)
            #expect(shown.text.contains("href=\"/people/\(zhou)\"") && shown.text.contains("万街303"))

            // The number in a name is enough, with the digits that come first or all of them.
            for typed in ["303", "３０３", "30", "万街303"] {
                let found = try await officer.get("/stations?q=\(percentEncoded(typed))").page()
                #expect(found.first("main")?.text.contains("漕河泾职工服务站") == true, "\(typed)")
            }
            let other = try await officer.get("/stations?q=404").page()
            #expect(other.first("main")?.text.contains("漕河泾职工服务站") == false)

            // Her name alone still means her; a field left as it is changes nothing.
            let form = try await officer.get(record + "/correct").page()
            #expect(form.first("input", ["name": "keeperName"])?["value"] == "周敏")
            let values = [
                "version": "1", "name": "漕河泾职工服务站", "region": "云南省昆明市", "address": "盘龙区青年路 1 号",
                "keeperName": "周敏",
            ]
            #expect(try await officer.post(record + "/correct", values).location == record)
            let late = try await officer.post(record + "/correct", values)
            #expect(late.status == 409)
            let twin = try await officer.get(record, json: true).object()
            #expect(twin["region"] as? String == "云南省昆明市")
            #expect((twin["keeper"] as? [String: Any])?["name"] as? String == "周敏")
            let lines = try await officer.get(record).page().all("p", ["class": "story-what"]).map(\.text)
            #expect(lines == ["修改了服务站信息：省市、所在地址、团队", "设立了服务站"])

            let silent = try await officer.post(record + "/close", ["closedOn": "2021-01-01"])
            #expect(silent.status == 422)
            let closed = try await officer.post(record + "/close", ["closedOn": "2021-01-01", "reason": "租约到期"])
            #expect(closed.location == record)
            let gone = try await officer.get(record)
            #expect(gone.text.contains("租约到期") && !gone.text.contains("\(record)/close"))
            #expect(try await officer.get(record + "/close").status == 409)
        }
    }

    @Test(arguments: TestEngine.allCases) func theListIsNarrowedByItsAddress(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let today = city.house.today
            for (unit, name, region, team) in [
                (city.caohejing, "漕河泾职工服务站", nil, nil), (city.xuhui, "云南娘家人服务站", "云南省昆明市", nil),
                (city.huajing, "万街工作站", nil, "万街303"), (city.gucun, "顾村服务站", nil, nil),
            ] as [(Identifier, String, String?, String?)] {
                try await city.house.runner.run(
                    OpenStation(
                        unit: unit, name: name, region: region, address: "一楼大厅", teamName: team, openedOn: today),
                    as: .founder)
            }
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            func names(_ query: String) async throws -> [String] {
                let twin = try await officer.get("/stations\(query)", json: true).object()
                return (twin["stations"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
            }
            #expect(try await Set(names("")) == ["漕河泾职工服务站", "云南娘家人服务站", "万街工作站"])
            #expect(try await names("?where=outside") == ["云南娘家人服务站"])
            #expect(try await names("?unit=\(city.huajing)") == ["万街工作站"])
            #expect(try await names("?q=wanjie303") == ["万街工作站"])
            #expect(try await names("?q=chj") == ["漕河泾职工服务站"])
            #expect(try await names("?q=gucun") == [])
            #expect(try await names("?state=closed") == [])
            #expect(try await officer.get("/stations?unit=\(city.gucun)").status == 404)
            // What the list says is on the unit's page too, also of the units below.
            let unit = try await officer.get("/units/\(city.xuhui)")
            #expect(unit.text.contains("漕河泾职工服务站") && !unit.text.contains("顾村服务站"))
        }
    }

    @Test(arguments: TestEngine.allCases) func pagesMissNobodyAndReadAnIndex(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            for number in 1...53 {
                try await city.house.runner.run(
                    OpenStation(
                        unit: city.caohejing, name: "\(number % 7)号服务站", address: "底层", openedOn: city.house.today),
                    as: .founder)
            }
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let first = try await officer.get("/stations", json: true).object()
            let next = try #require((first["pages"] as? [String: Any])?["next"] as? String)
            let second = try await officer.get(next, json: true).object()
            let ids = [first, second].flatMap { page in
                (page["stations"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
            }
            #expect(ids.count == 53 && Set(ids).count == 53)
            let pages = second["pages"] as? [String: Any]
            #expect(pages?["previous"] as? String == "/stations" && pages?["total"] as? Int == 53)

            let (district, street) = (try await city.unit(city.xuhui).place, try await city.unit(city.caohejing).place)
            func plan(_ filter: StationFilter, _ scope: Scope) async throws -> String {
                try await city.house.database.write { tx in
                    // A table of few rows would be read whole; what matters is that an index serves the question.
                    if engine == .postgres {
                        try tx.execute("SET LOCAL enable_seqscan = off")
                        try tx.execute("SET LOCAL enable_bitmapscan = off")
                    }
                    return try tx.plan(of: StationStore.pageQuery(filter, scope, size: 50)).joined(separator: "\n")
                }
            }
            for scope in [Scope.everything, Scope(roots: [district])] {
                for filter in [StationFilter(), StationFilter(location: .outside), StationFilter(place: district)] {
                    let ordered = try await plan(filter, scope)
                    #expect(ordered.contains("stations_by"), "\(ordered)")
                    #expect(!ordered.contains("TEMP B-TREE") && !ordered.contains("Sort"), "\(ordered)")
                }
            }
            let ranged = try await plan(StationFilter(), Scope(roots: [street]))
            #expect(ranged.contains("scope_key"), "\(ranged)")
        }
    }

    @Test(arguments: TestEngine.allCases) func twoOfOneNameAreAskedFor(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let first = try await city.person("周敏", at: city.caohejing)
            _ = try await city.person("周敏", at: city.huajing)
            _ = try await city.person("周敏", at: city.gucun)
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            var values = [
                "unit": city.caohejing.description, "name": "漕河泾职工服务站", "address": "底层", "keeperName": "周敏",
                "openedOn": "2020-05-01",
            ]
            let asked = try await officer.post("/stations/new", values)
            #expect(asked.status == 422)
            let choices = try asked.page().all("input", ["name": "keeper"])
            #expect(choices.count == 2)
            values["keeper"] = first.description
            let made = try await officer.post("/stations/new", values)
            #expect(made.status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases) func whoMayNotChangeReadsTheReason(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let station = try await city.house.runner.run(
                OpenStation(unit: city.caohejing, name: "漕河泾职工服务站", address: "底层", openedOn: city.house.today),
                as: .founder
            ).station
            let viewer = try await city.browser(of: try await city.actor(.viewer, at: city.xuhui))
            let seen = try await viewer.get("/stations/\(station)")
            #expect(seen.text.contains("登记和修改单位由经办干部办理") && !seen.text.contains("/correct"))
            for address in ["/stations/new", "/stations/\(station)/correct", "/stations/\(station)/close"] {
                #expect(try await viewer.get(address).status == 403, "\(address)")
                #expect(try await viewer.post(address, ["reason": "试一试"]).status == 403, "\(address)")
            }
            let elsewhere = try await city.browser(of: try await city.actor(.officer, at: city.baoshan))
            for address in ["", "/correct", "/close"] {
                #expect(try await elsewhere.get("/stations/\(station)\(address)").status == 404, "\(address)")
            }
        }
    }
}

extension UnionCity {
    /// Somebody held at a unit.
    func person(_ name: String, at unit: Identifier) async throws -> Identifier {
        let number = "E" + String(10_000_000 + house.identifiers.next(at: house.clock.now()).rawValue % 89_999_999)
        return try await house.runner.run(
            RegisterPerson(name: name, documentKind: .passport, documentNumber: number, unit: unit), as: .founder
        ).person
    }
}
