import Core
@testable import Organization
import Storage
import TestSupport
import Testing
import Web

@Suite struct UnionPageTests {
    @Test(arguments: TestEngine.allCases) func aUnionIsFoundedAndElectsAndIsClosed(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let id = try await city.enterprise("上海聚鑫物业管理有限公司", at: city.juxin, openedOn: city.day(-2900))
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let path = "/enterprises/\(id)"
            let form = try await officer.get(path + "/found-union").page()
            #expect(form.first("input", ["name": "name"])?["value"] == "上海聚鑫物业管理有限公司工会")
            let founded = try await officer.post(
                path + "/found-union",
                [
                    "kind": "single", "name": "聚鑫物业工会", "foundedOn": city.day(-2000).description, "termYears": "3",
                ])
            #expect(founded.location == path)
            let twice = try await officer.get(path + "/found-union")
            #expect(twice.status == 409 && twice.text.contains("已有工会"))
            let list = try await officer.get("/unions")
            #expect(list.text.contains("聚鑫物业工会") && list.text.contains("换届已到期"))
            let union = try #require(
                try list.page().all("a").compactMap { $0["href"] }.first { $0.hasPrefix("/unions/") })
            // Where the deadline of the next election leads.
            let opens = try await city.house.database.read { tx in
                try UnionReelection.obligation.subjects([Identifier(String(union.dropFirst(8)))!], tx).values.first?
                    .opens
            }
            #expect(opens == union)
            let page = try await officer.get(union)
            #expect(page.text.contains("届满") && page.text.contains("上海聚鑫物业管理有限公司"))

            let without = try await officer.post(
                union + "/election", ["electedOn": city.day(-30).description, "termYears": "5"])
            #expect(without.status == 422)
            #expect(try without.page().first("input", ["name": "electedOn"])?["value"] == city.day(-30).description)
            let elected = try await officer.post(
                union + "/election",
                ["electedOn": city.day(-30).description, "termYears": "5", "evidence": "会员大会决议"])
            #expect(elected.location == union)
            #expect(try await !officer.get("/unions?standing=late").text.contains("聚鑫物业工会"))
            let version = try #require(
                try await officer.get(union + "/correct").page().first("input", ["name": "version"])?["value"])
            let corrected = try await officer.post(
                union + "/correct",
                ["version": version, "name": "聚鑫物业公司工会", "foundedOn": city.day(-2000).description])
            #expect(corrected.location == union)
            let closed = try await officer.post(
                union + "/close", ["closedOn": city.day(-1).description, "reason": "企业终止"])
            #expect(closed.location == union)
            let after = try await officer.get(union)
            #expect(after.text.contains("企业终止") && !after.text.contains(union + "/election"))
            #expect(try await officer.get(union + "/close").status == 409)
            #expect(try await city.found(id).hasUnion == false)
            let story = try after.page().all("p", ["class": "story-what"]).map(\.text)
            #expect(story == ["登记了工会撤销", "修改了工会信息：名称", "登记了换届选举", "登记了建会"])
        }
    }

    @Test(arguments: TestEngine.allCases) func anotherEnterpriseJoinsAndLeavesAJointUnion(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let first = try await city.enterprise("甲公司", at: city.juxin, openedOn: city.day(-900))
            let second = try await city.enterprise("乙公司", at: city.caohejing, openedOn: city.day(-900))
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.caohejing))
            let alone = try await officer.get("/enterprises/\(second)/join-union")
            #expect(alone.text.contains("附近还没有联合工会"))
            let founded = try await officer.post(
                "/enterprises/\(first)/found-union",
                ["kind": "joint", "name": "聚鑫园联合工会", "foundedOn": city.day(-300).description, "termYears": "5"])
            #expect(founded.status == 303)
            let choices = try await officer.get("/enterprises/\(second)/join-union").page().all("option")
            let union = try #require(choices.first { $0.text == "聚鑫园联合工会" }?["value"])
            let joined = try await officer.post(
                "/enterprises/\(second)/join-union", ["union": union, "joinedOn": city.day(-100).description])
            #expect(joined.location == "/enterprises/\(second)")
            let page = try await officer.get("/unions/\(union)")
            #expect(page.text.contains("甲公司") && page.text.contains("乙公司"))
            // Whoever sees the park only reads the union's name, not who else is in it.
            let park = try await city.browser(of: try await city.actor(.viewer, at: city.juxin))
            let part = try await park.get("/unions/\(union)")
            #expect(part.text.contains("甲公司") && !part.text.contains("乙公司"))
            let left = try await officer.post(
                "/enterprises/\(second)/leave-union", ["leftOn": city.day(-10).description, "reason": "单独建会"])
            #expect(left.location == "/enterprises/\(second)")
            #expect(try await officer.get("/enterprises/\(second)").text.contains("单独建会"))
            #expect(try await officer.get("/enterprises/\(second)/leave-union").status == 409)
        }
    }
}
