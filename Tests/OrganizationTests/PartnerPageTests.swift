import Core
import Organization
import Storage
import TestSupport
import Testing
import Web

@Suite struct PartnerPageTests {
    @Test(arguments: TestEngine.allCases) func aContractIsSignedRenewedAndSettledByForms(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            let refused = try await officer.post("/partners/new", ["name": "工"])
            #expect(refused.status == 422)
            #expect(try refused.page().first("input", ["name": "name"])?["value"] == "工")
            let made = try await officer.post(
                "/partners/new",
                [
                    "unit": city.xuhui.description, "name": "工荟职工服务中心", "shortName": "工荟", "kind": "serviceCentre",
                ])
            let record = try #require(made.location)
            // A street may choose it, too; its own figures do not count it, and the list says so.
            let street = try await city.browser(of: try await city.actor(.officer, at: city.caohejing))
            #expect(try await street.get("/partners").text.contains("其中 1 个由上级工会登记"))
            #expect(!(try await officer.get("/partners").text.contains("由上级工会登记")))
            let empty = try await officer.follow(made)
            #expect(empty.text.contains("您的范围内还没有与它签服务合同"))

            let today = city.house.today
            let wrong = try await officer.post(
                record + "/contracts/new",
                [
                    "unit": city.caohejing.description, "subject": "法律咨询", "fromOn": today.description,
                    "untilOn": today.adding(days: -1).description,
                ])
            #expect(wrong.status == 422)
            #expect(try wrong.page().first("input", ["name": "subject"])?["value"] == "法律咨询")
            let signed = try await officer.post(
                record + "/contracts/new",
                [
                    "unit": city.caohejing.description, "subject": "法律咨询", "fromOn": today.description,
                    "untilOn": today.adding(days: 30).description,
                ])
            #expect(signed.location == record)
            #expect(try await city.contracts(of: officer, at: record).map(\.state) == ["ending"])
            // A partner with an open contract is not given up.
            let closing = try await officer.get(record + "/close")
            #expect(closing.text.contains("还有 1 份合同没有办结"))
            #expect(
                try await officer.post(record + "/close", ["closedOn": today.description, "reason": "项目结束"]).status
                    == 422)

            let old = try #require(try await city.contracts(of: officer, at: record).first?.id)
            let renewal = try await officer.get("\(record)/contracts/new?renews=\(old)").page()
            #expect(renewal.first("input", ["name": "subject"])?["value"] == "法律咨询")
            #expect(renewal.first("input", ["name": "fromOn"])?["value"] == today.adding(days: 31).description)
            let renewed = try await officer.post(
                record + "/contracts/new",
                [
                    "unit": city.caohejing.description, "subject": "法律咨询", "renews": old,
                    "fromOn": today.adding(days: 31).description, "untilOn": today.adding(days: 400).description,
                ])
            #expect(renewed.status == 303)
            #expect(try await city.contracts(of: officer, at: record).map(\.state) == ["notBegun", "concluded"])

            let new = try #require(try await city.contracts(of: officer, at: record).first?.id)
            let settle = "\(record)/contracts/\(new)/settle"
            #expect(try await officer.get("\(record)/contracts/\(old)/settle").status == 409)
            let early = try await officer.post(settle, ["concludedOn": today.description, "conclusion": "提前结束"])
            #expect(early.status == 422)
            #expect(try early.page().first("input", ["name": "conclusion"])?["value"] == "提前结束")
        }
    }

    @Test(arguments: TestEngine.allCases) func whatIsOverStandsInRedUntilItIsSettled(_ engine: TestEngine) async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let today = city.house.today
            let partner = try await city.partner("和风社会工作服务社", .agency, at: city.xuhui)
            let contract = try await city.house.runner.run(
                SignServiceContract(
                    partner: partner, unit: city.caohejing, subject: "心理咨询", fromOn: today.adding(days: -400),
                    untilOn: today.adding(days: -35)), as: .founder
            ).contract
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.caohejing))
            let list = try await officer.get("/partners?contracts=over")
            #expect(list.text.contains("和风社会工作服务社") && list.text.contains("已到期，待办结"))
            // The deadline leads to the page where the contract is settled.
            let subjects = try await city.house.database.read { tx in
                try city.house.registry.obligation("partnerContractEnd")?.subjects([contract], tx)
            }
            let address = try #require(subjects?[contract]?.opens)
            #expect(try await officer.get(address).status == 200)
            let settled = try await officer.post(
                "\(address)/contracts/\(contract)/settle",
                ["concludedOn": today.description, "conclusion": "报告已验收，款项结清"])
            #expect(settled.location == address)
            #expect(try await officer.get(address).text.contains("报告已验收，款项结清"))
            let open: Int? = try await city.house.database.read { tx in
                try tx.value("SELECT COUNT(*) FROM obligations WHERE subject_id = \(contract) AND closed_at IS NULL")
            }
            #expect(open == 0)
            #expect(!(try await officer.get("/partners?contracts=over").text.contains("和风")))
        }
    }

    @Test(arguments: TestEngine.allCases) func aPartnerIsThereForAllBelowTheUnitThatKeepsIt(_ engine: TestEngine)
        async throws
    {
        try await UnionCity.withCity(on: engine) { city in
            let today = city.house.today
            let partner = try await city.partner("上海公惠服务中心", .serviceCentre, at: city.xuhui)
            for unit in [city.caohejing, city.huajing] {
                try await city.house.runner.run(
                    SignServiceContract(
                        partner: partner, unit: unit, subject: "年度服务", fromOn: today, untilOn: today.adding(days: 300)),
                    as: .founder)
            }
            let street = try await city.browser(of: try await city.actor(.officer, at: city.caohejing))
            let page = try await street.get("/partners/\(partner)")
            // It may sign, but what the district wrote down is the district's to change; others' contracts are not told.
            #expect(page.text.contains("/contracts/new") && !page.text.contains("/correct"))
            #expect(page.text.contains("这个单位不在您可以办理的范围内"))
            #expect(try await city.contracts(of: street, at: "/partners/\(partner)").count == 1)
            #expect(!page.text.contains("华泾"))
            let foreign = try await city.house.database.read { tx -> Identifier? in
                try tx.value("SELECT id FROM partner_contracts WHERE unit_id = \(city.huajing)")
            }
            let hidden = "/partners/\(partner)/contracts/\(try #require(foreign))/settle"
            #expect(try await street.get(hidden).status == 404)
            #expect(
                try await street.post(hidden, ["concludedOn": today.description, "conclusion": "试一试"]).status == 404)

            let elsewhere = try await city.browser(of: try await city.actor(.officer, at: city.gucun))
            for address in ["", "/correct", "/close", "/contracts/new"] {
                #expect(try await elsewhere.get("/partners/\(partner)\(address)").status == 404, "\(address)")
            }
            #expect(!(try await elsewhere.get("/partners").text.contains("公惠")))
        }
    }

    @Test(arguments: TestEngine.allCases) func theListIsNarrowedByItsAddress(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let today = city.house.today
            let agency = try await city.partner("和风社会工作服务社", .agency, at: city.xuhui)
            _ = try await city.partner("宝武钢铁集团", .sourceEmployer, at: city.city)
            let closed = try await city.partner("旧日社工事务所", .agency, at: city.xuhui)
            try await city.house.runner.run(
                ClosePartner(partner: closed, closedOn: today, reason: "机构注销"), as: .founder)
            try await city.house.runner.run(
                SignServiceContract(
                    partner: agency, unit: city.caohejing, subject: "年度服务", fromOn: today,
                    untilOn: today.adding(days: 300)), as: .founder)
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            func names(_ query: String) async throws -> Set<String> {
                let twin = try await officer.get("/partners\(query)", json: true).object()
                return Set((twin["partners"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String })
            }
            #expect(try await names("") == ["和风社会工作服务社", "宝武钢铁集团"])
            #expect(try await names("?kind=sourceEmployer") == ["宝武钢铁集团"])
            #expect(try await names("?contracts=inForce") == ["和风社会工作服务社"])
            #expect(try await names("?contracts=none") == ["宝武钢铁集团"])
            #expect(try await names("?contracts=over") == [])
            #expect(try await names("?state=closed") == ["旧日社工事务所"])
            #expect(try await names("?q=baowu") == ["宝武钢铁集团"])
            // Kept elsewhere, under contract here.
            #expect(try await names("?unit=\(city.caohejing)") == ["和风社会工作服务社"])
            #expect(try await names("?unit=\(city.huajing)") == [])
        }
    }
}

extension UnionCity {
    func partner(_ name: String, _ kind: PartnerKind, at unit: Identifier) async throws -> Identifier {
        try await house.runner.run(RegisterPartner(unit: unit, name: name, kind: kind), as: .founder).partner
    }

    /// The contracts on a partner's page.
    func contracts(of client: WebClient, at record: String) async throws -> [(id: String, state: String)] {
        let twin = try await client.get(record, json: true).object()
        return (twin["contracts"] as? [[String: Any]] ?? []).compactMap { line in
            guard let id = line["id"] as? String, let state = line["state"] as? String else { return nil }
            return (id, state)
        }
    }
}
