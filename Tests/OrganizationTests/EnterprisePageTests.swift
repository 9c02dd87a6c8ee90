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

    /// Signs are part of a name, and so are the spaces between words in other letters.
    @Test(arguments: TestEngine.allCases) func aNameIsFoundByItsSignsAndKeepsItsSpaces(
        _ engine: TestEngine
    ) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.caohejing))
            for name in ["=1+1 科技", "😀 餐饮", "A&B 咨询", "ABC Trading Co", "Café de Paris", "漕河泾物业"] {
                let made = try await officer.post(
                    "/enterprises/new", ["unit": city.juxin.description, "name": name])
                #expect(made.status == 303, "\(name)")
            }
            func found(_ typed: String) async throws -> [String] {
                let page =
                    try await officer.get(
                        Web.address("/enterprises", [("q", typed)]), json: true
                    ).object()["enterprises"] as? [[String: Any]]
                return try #require(page).compactMap { $0["name"] as? String }
            }
            for typed in ["=1+1", "=", "+1", "＝1＋1", "=1+1 科技", "=1+1科"] {
                #expect(try await found(typed) == ["=1+1科技"], "\(typed)")
            }
            for typed in ["😀", "😀 餐饮", "😀餐"] { #expect(try await found(typed) == ["😀餐饮"], "\(typed)") }
            for typed in ["&", "A&B", "a&b"] { #expect(try await found(typed) == ["A&B咨询"], "\(typed)") }
            for typed in ["ABC Trading Co", "abc trading", "trading"] {
                #expect(try await found(typed) == ["ABC Trading Co"], "\(typed)")
            }
            #expect(try await found("cafe de") == ["Café de Paris"])
            #expect(try await found("*") == [])
        }
    }

    /// What was filed under the terms of an older program is filed again: without it, signs find nothing there.
    @Test(arguments: TestEngine.allCases) func namesFiledByAnOlderProgramAreFiledAgain(
        _ engine: TestEngine
    ) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let id = try await city.enterprise("A&B咨询", at: city.juxin, openedOn: city.day(-900))
            let unit = try await city.house.runner.run(
                CreateUnit(parent: city.caohejing, kind: .park, name: "A&B园区工会"), as: .founder
            ).unit
            try await city.house.database.write { tx in
                try tx.index(id.rawValue, terms: ["zold"], in: EnterpriseSchema.search)
                try tx.index(unit.rawValue, terms: ["zold"], in: UnitSchema.search)
                for filed in NamesFiling.all { try filed.terms.set("2", tx) }
            }
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            #expect(try await officer.get("/enterprises?q=%26").text.contains("没有符合条件的企业"))
            while try await NamesFiling.work.step(city.house) {}
            #expect(try await officer.get("/enterprises?q=%26").text.contains("/enterprises/\(id)"))
            #expect(try await officer.get("/units?q=%26").text.contains("/units/\(unit)"))
            let again = try await city.house.database.write { tx in
                try NamesFiling.all.map { try NamesFiling.step($0, tx) }
            }
            #expect(again == [false, false, false, false])
        }
    }

    /// Which enterprises there were on a past day, where, under which name and with how many people.
    @Test(arguments: TestEngine.allCases) func theListOfAPastDay(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let moved = try await city.enterprise("搬过的物业", at: city.juxin, openedOn: city.day(-900))
            let closed = try await city.enterprise("关掉的餐饮", at: city.caohejing, openedOn: city.day(-900))
            _ = try await city.enterprise("新来的科技", at: city.caohejing, openedOn: city.day(-10))
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.city))
            let local = try await city.browser(of: try await city.actor(.officer, at: city.caohejing))
            for (days, count) in [(-800, "30"), (-100, "150")] {
                _ = try await officer.post(
                    "/enterprises/\(moved)/headcount",
                    ["countedOn": city.day(days).description, "employees": count, "members": "10"])
            }
            let runner = city.house.runner
            try await runner.run(
                MoveEnterprise(enterprise: moved, unit: city.gucun, from: city.day(-50), reason: "迁到顾村"), as: .founder)
            try await runner.run(
                CloseEnterprise(enterprise: closed, closedOn: city.day(-50), reason: "注销"), as: .founder)
            let version = try await city.house.database.read {
                try EnterpriseStore.find(moved, .everything, $0)?.version
            }
            try await runner.run(
                CorrectEnterprise(
                    enterprise: moved, version: try #require(version), name: "宝山搬过的物业", renamedOn: city.day(-20),
                    openedOn: city.day(-900)), as: .founder)
            func names(_ browser: WebClient, _ query: String) async throws -> [String] {
                let page = try await browser.get("/enterprises?\(query)", json: true).object()
                return try #require(page["enterprises"] as? [[String: Any]]).compactMap { $0["name"] as? String }
            }
            let then = "asOf=\(city.day(-60))"
            #expect(try await names(local, "") == ["新来的科技"])
            #expect(try await names(local, then) == ["关掉的餐饮", "搬过的物业"])
            #expect(try await names(local, then + "&size=to199") == ["搬过的物业"])
            #expect(try await names(local, "asOf=\(city.day(-700))&size=to99") == ["搬过的物业"])
            #expect(try await names(local, then + "&q=wuye") == ["搬过的物业"])
            #expect(try await names(local, then + "&union=yes") == [])
            #expect(try await names(local, then + "&unit=\(city.juxin)") == ["搬过的物业"])
            #expect(try await names(officer, "asOf=\(city.day(-49))") == ["搬过的物业"])
            #expect(try await names(officer, "asOf=\(city.day(-15))&q=wuye") == ["宝山搬过的物业"])
            #expect(try await names(local, "asOf=\(city.day(-1000))") == [])

            let page = try await local.get("/enterprises?" + then)
            let seen = try page.page()
            #expect(page.text.contains("不是今天的") && page.text.contains("只有补录过的才有") && page.text.contains("150"))
            #expect(seen.first("input", ["name": "asOf"])?["value"] == city.day(-60).description)
            #expect(seen.all("a").contains { $0["href"] == "/enterprises/\(closed)" })
            #expect(!seen.all("a").contains { $0["href"] == "/enterprises/\(moved)" }, "it lies out of sight now")
            let unit = try await officer.get("/units/\(city.juxin)?" + then)
            #expect(unit.text.contains("/enterprises?unit=\(city.juxin)&amp;" + then))
            let asking = Listing.Asking(
                actor: try await city.actor(.officer, at: city.caohejing), house: city.house,
                query: ["asOf": city.day(-60).description])
            let file = try await EnterpriseListing.listing.part(asking, nil, 1)
            let rest = try await EnterpriseListing.listing.part(asking, try #require(file.next), 1)
            #expect(try await EnterpriseListing.listing.total(asking) == 2)
            #expect(file.rows[0][0] == .text("关掉的餐饮") && rest.rows[0][0] == .text("搬过的物业"))
            #expect(rest.rows[0][3] == .number(150) && rest.next == nil)
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
