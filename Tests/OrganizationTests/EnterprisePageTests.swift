import Core
@testable import Organization
import Storage
import TestSupport
import Testing
import Web

@Suite struct EnterprisePageTests {
    @Test(arguments: TestEngine.allCases) func anEnterpriseIsRegisteredByItsForm(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.caohejing))
            let empty = try await officer.get("/enterprises")
            #expect(empty.text.contains("您的范围内还没有企业"))
            let form = try await officer.get("/enterprises/new?unit=\(city.juxin)").page()
            #expect(form.all("option").contains { $0["value"] == city.juxin.description && $0["selected"] != nil })

            let sent = [
                "unit": city.juxin.description, "name": "上海聚鑫物业管理有限公司", "creditCode": "91350211M0000XUF46",
                "ownership": "privatelyOwned",
            ]
            let refused = try await officer.post("/enterprises/new", sent)
            #expect(refused.status == 422)
            let again = try refused.page()
            #expect(again.first("input", ["name": "name"])?["value"] == "上海聚鑫物业管理有限公司")
            #expect(again.first("input", ["name": "creditCodeOverride"]) != nil)
            let made = try await officer.post(
                "/enterprises/new", sent.merging(["creditCodeOverride": "营业执照上就是这个代码"]) { $1 })
            #expect(made.status == 303)
            let page = try await officer.follow(made)
            #expect(page.text.contains("登记时说明的原因：营业执照上就是这个代码"))
            let list = try await officer.get("/enterprises?unit=\(city.juxin)")
            #expect(list.text.contains("上海聚鑫物业管理有限公司"))
            // The city and districts answer for no enterprise; what is wrong stands at the field.
            let wider = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let atDistrict = try await wider.post(
                "/enterprises/new", ["unit": city.xuhui.description, "name": "上海某某有限公司"])
            #expect(atDistrict.status == 422 && atDistrict.text.contains("企业归街镇或小二级工会联系"))
        }
    }

    @Test(arguments: TestEngine.allCases) func anEnterpriseIsCountedMovedClosedAndReopened(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let id = try await city.enterprise("上海聚鑫物业管理有限公司", at: city.juxin, openedOn: city.day(-900))
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let path = "/enterprises/\(id)"
            let counted = try await officer.post(
                path + "/headcount",
                ["countedOn": city.day(-100).description, "employees": "260", "members": "40", "sourceNote": "走访"])
            #expect(counted.location == path)
            let page = try await officer.get(path)
            #expect(page.text.contains("第十一条") && page.text.contains("第十四条") && page.text.contains("还没有建会"))
            let list = try await officer.get("/enterprises?union=no&size=to999")
            #expect(list.text.contains("应当建会"))

            let correct = try #require(
                try page.page().all("a").compactMap { $0["href"] }.first {
                    $0.hasSuffix("/correct") && $0.contains("headcounts")
                })
            let start = try await officer.get(correct).page()
            #expect(start.first("input", ["name": "employees"])?["value"] == "260")
            let silent = try await officer.post(
                correct, ["countedOn": city.day(-100).description, "employees": "26", "members": "4"])
            #expect(silent.status == 422)
            #expect(try silent.page().first("input", ["name": "employees"])?["value"] == "26")
            let corrected = try await officer.post(
                correct,
                ["countedOn": city.day(-100).description, "employees": "26", "members": "4", "reason": "看错了行"])
            #expect(corrected.location == path)
            #expect(try await city.found(id).employees == 26)

            let moved = try await officer.post(
                path + "/move",
                ["unit": city.huajing.description, "from": city.day(-50).description, "reason": "搬到华泾"])
            #expect(moved.location == path)
            let after = try await officer.get(path)
            #expect(after.text.contains("搬到华泾") && after.text.contains("华泾镇总工会"))
            // Who is left behind sees it no more; the new unit sees where it came from only if it may.
            let left = try await city.browser(of: try await city.actor(.officer, at: city.juxin))
            #expect(try await left.get(path).status == 404)
            let taken = try await city.browser(of: try await city.actor(.officer, at: city.huajing))
            let there = try await taken.get(path)
            #expect(there.text.contains("另一个单位") && !there.text.contains("聚鑫园"))

            let closed = try await officer.post(
                path + "/close", ["closedOn": city.day(-10).description, "reason": "企业注销"])
            #expect(closed.location == path)
            #expect(try await officer.get(path + "/close").status == 409)
            #expect(try await !officer.get("/enterprises").text.contains("聚鑫物业"))
            #expect(try await officer.get("/enterprises?standing=closed").text.contains("聚鑫物业"))
            let reopened = try await officer.post(
                path + "/reopen", ["from": city.day(-5).description, "reason": "恢复经营"])
            #expect(reopened.location == path)
            let story = try await officer.get(path).page().all("p", ["class": "story-what"]).map(\.text)
            #expect(story.prefix(3) == ["恢复了企业", "登记了企业关闭", "把企业划到另一个单位"])
        }
    }

    @Test(arguments: TestEngine.allCases) func aFormerNameIsFoundAndTold(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let id = try await city.enterprise("上海聚鑫物业管理有限公司", at: city.juxin)
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let path = "/enterprises/\(id)"
            let form = try await officer.get(path + "/correct").page()
            let version = try #require(form.first("input", ["name": "version"])?["value"])
            let renamed = try await officer.post(
                path + "/correct",
                ["version": version, "name": "上海新漕物业管理有限公司", "renamedOn": city.day(-3).description])
            #expect(renamed.location == path)
            let found = try await officer.get("/enterprises?q=juxin")
            #expect(found.text.contains("曾用名：上海聚鑫物业管理有限公司"))
            let late = try await officer.post(path + "/correct", ["version": version, "name": "又一个名称公司"])
            #expect(late.status == 409)
            #expect(try late.page().first("input", ["name": "name"])?["value"] == "又一个名称公司")
            let none = try await officer.get("/enterprises?q=\(percentEncoded("没有这一家"))")
            #expect(none.text.contains("没有符合条件的企业") && none.text.contains("共登记过 1 家"))
        }
    }

    @Test(arguments: TestEngine.allCases) func outsideTheScopeThereIsNothing(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let id = try await city.enterprise("上海顾村塑料制品厂", at: city.gucun)
            let union = try await city.house.runner.run(
                FoundUnion(
                    enterprise: id, kind: .single, name: "顾村塑料制品厂工会", foundedOn: city.day(-10), termYears: 3),
                as: .founder
            ).union
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let addresses = ["", "/correct", "/move"] + EnterpriseAct.allCases.map { "/" + $0.rawValue }
            for address in addresses.map({ "/enterprises/\(id)\($0)" }) + [
                "/unions/\(union)", "/unions/\(union)/election", "/enterprises?unit=\(city.gucun)",
                "/unions?unit=\(city.gucun)",
            ] {
                let answer = try await officer.get(address)
                #expect(answer.status == 404 && !answer.text.contains("顾村"), "\(address)")
            }
            for address in ["/enterprises", "/enterprises?q=gucun", "/enterprises?standing=all", "/unions"] {
                let answer = try await officer.get(address)
                #expect(answer.status == 200 && !answer.text.contains("顾村"), "\(address)")
            }
            let viewer = try await city.browser(of: try await city.actor(.viewer, at: city.baoshan))
            let page = try await viewer.get("/enterprises/\(id)")
            #expect(page.text.contains("登记和修改单位由经办干部办理"))
            #expect(!page.text.contains("/enterprises/\(id)/close"))
            let sent = try await viewer.post("/enterprises/\(id)/close", ["reason": "试一试"])
            #expect(sent.status == 403)
        }
    }

    @Test(arguments: TestEngine.allCases) func theListIsPagedByKey(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            for number in 1...60 {
                _ = try await city.enterprise("第\(number)号公司", at: city.caohejing)
            }
            _ = try await city.enterprise("华泾小厂", at: city.huajing)
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let first = try await officer.get("/enterprises?unit=\(city.caohejing)", json: true).object()
            let pages = try #require(first["pages"] as? [String: Any])
            #expect(pages["shown"] as? Int == 50 && pages["total"] as? Int == 60)
            let next = try #require(pages["next"] as? String)
            let second = try await officer.get(next, json: true).object()
            let rest = try #require(second["enterprises"] as? [[String: Any]])
            #expect(rest.count == 10)
            let previous = (second["pages"] as? [String: Any])?["previous"] as? String
            #expect(previous == "/enterprises?unit=\(city.caohejing)")
            // Written as one writes it, the unit becomes its id in the address.
            let named = try await officer.get("/units/\(city.caohejing)")
            #expect(named.text.contains("/enterprises?unit=\(city.caohejing)"))
        }
    }

    @Test(arguments: TestEngine.allCases) func bigListsAreReadFromAnIndex(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let district = try await city.actor(.officer, at: city.xuhui)
            let street = try await city.actor(.officer, at: city.caohejing)
            let place = try await city.unit(city.xuhui).place
            let today = city.house.today
            func plan(_ query: SQL) async throws -> String {
                try await city.house.database.write { tx in
                    // A table of ten rows would be read whole; what matters is that an index serves the question.
                    if engine == .postgres {
                        try tx.execute("SET LOCAL enable_seqscan = off")
                        try tx.execute("SET LOCAL enable_bitmapscan = off")
                    }
                    return try tx.plan(of: query).joined(separator: "\n")
                }
            }
            func enterprises(_ filter: EnterpriseFilter) -> SQL { EnterpriseStore.pageQuery(filter, nil, size: 50) }
            func unions(_ filter: UnionFilter) -> SQL { EnterpriseUnionStore.pageQuery(filter, nil, size: 50) }
            let ordered = [
                try await plan(enterprises(EnterpriseFilter(district.sees))),
                try await plan(enterprises(EnterpriseFilter(.everything, hasUnion: false, size: .to99))),
                try await plan(enterprises(EnterpriseFilter(.everything, within: place))),
                try await plan(unions(UnionFilter(scope: district.sees, today: today))),
                try await plan(unions(UnionFilter(scope: .everything, kind: .joint, standing: .late, today: today))),
                try await plan(unions(UnionFilter(scope: .everything, within: place, today: today))),
            ]
            for plan in ordered {
                #expect(!plan.contains("SCAN") && !plan.contains("Seq Scan"), "\(plan)")
                #expect(!plan.contains("TEMP B-TREE") && !plan.contains("Sort"), "\(plan)")
            }
            for query in [
                enterprises(EnterpriseFilter(street.sees)), unions(UnionFilter(scope: street.sees, today: today)),
            ] {
                let ranged = try await plan(query)
                #expect(ranged.contains("scope_key"), "\(ranged)")
            }
        }
    }
}
