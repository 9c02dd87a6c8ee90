import Core
import People
import Storage
import Web

/// Writes down a service contract, the first one or a renewal.
struct ContractForm: Page {
    let partner: Identifier
    let partnerName: String
    let renewed: Renewed?
    let units: UnitField
    let form: FormState

    struct Renewed: Sendable, Encodable {
        let id: Identifier
        let subject: String
        let untilOn: Day
    }

    var title: Message { renewed == nil ? "登记服务合同" : "续签合同" }
    var room: Room? { Organization.fieldRoom }

    static func load(_ visit: Visit, _ form: FormState?) async throws -> ContractForm {
        let id = try visit.identifier("partner")
        let asked = form?["renews"] ?? visit.query["renews"]
        let (actor, scope) = (visit.actor, visit.actor.scope(for: .manageUnits))
        return try await visit.house.database.read { tx in
            guard let partner = try PartnerStore.find(id, actor.sees, tx) else { throw Problem.notFound }
            try actor.may(.manageUnits).orThrow()
            if partner.isClosed { throw Problem.conflict("与它的合作已经结束") }
            var state = form ?? FormState()
            var renewed: PartnerContract?
            if let asked {
                guard let id = Identifier(asked), let found = try PartnerStore.contract(id, actor.sees, tx),
                    found.partner == partner.id
                else { throw Problem.notFound }
                renewed = found
            }
            if form == nil, let renewed {
                let unit = try UnitStore.find(renewed.place.unit, scope, tx)
                state["unit"] = unit?.id.description
                state["unitName"] = unit?.name
                state["subject"] = renewed.subject
                state["fromOn"] = renewed.untilOn.adding(days: 1).description
            }
            return ContractForm(
                partner: id, partnerName: partner.name,
                renewed: renewed.map { Renewed(id: $0.id, subject: $0.subject, untilOn: $0.untilOn) },
                units: try UnitField.offer(state["unitName"], scope, tx), form: state)
        }
    }

    static func sign(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("partner")
        // Whether the partner is there at all is not for a form to tell field by field.
        _ = try await load(visit, FormState(visit.fields))
        return try await visit.submit {
            let command = try await visit.decode(
                SignServiceContract.self, with: ["partner": id.description],
                namingUnitIn: visit.actor.scope(for: .manageUnits), from: UnitStore.choices)
            try await visit.run(command)
            return .redirect("/partners/\(id)", saying: "已登记服务合同")
        } orShow: { form in
            try await load(visit, form)
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, note: "\(partnerName)", crumbs: PartnerPages.crumbs(partner, partnerName)))
            \(renewed.map { old in
                notice(words, .information, "原合同“\(old.subject)”到 \(old.untilOn) 为止；登记续签以后，它就办结了")
            })
            \(view.wrapped(
                to: "/partners/\(partner)/contracts/new", submit: "登记", cancel: "/partners/\(partner)",
                [
                    renewed.map { hiddenField("renews", $0.id.description) } ?? .empty,
                    units.view(view, "由哪个单位签"),
                    view.text("subject", "合同内容", hint: "例如：2026 年职工法律咨询服务", width: .full),
                    view.day("fromOn", "从哪天起"),
                    view.day("untilOn", "到哪天止", hint: "最后一天；到期前会提醒"),
                    view.textarea("note", "备注", isOptional: true),
                ]))
            """
    }
}

/// Writes down what came of a contract; its deadline is kept with that.
struct SettlingForm: Page {
    let partner: Identifier
    let partnerName: String
    let contract: Identifier
    let subject: String
    let fromOn: Day
    let untilOn: Day
    let form: FormState

    let title: Message = "办结合同"
    var room: Room? { Organization.fieldRoom }

    private enum CodingKeys: String, CodingKey { case partner, partnerName, contract, subject, fromOn, untilOn, form }

    static func load(_ visit: Visit, _ form: FormState?) async throws -> SettlingForm {
        let (id, partner) = (try visit.identifier("contract"), try visit.identifier("partner"))
        let (actor, today) = (visit.actor, visit.house.today)
        return try await visit.house.database.read { tx in
            guard let partner = try PartnerStore.find(partner, actor.sees, tx),
                let contract = try PartnerStore.contract(id, actor.sees, tx), contract.partner == partner.id
            else { throw Problem.notFound }
            try actor.may(.manageUnits, at: contract.place).orThrow()
            if contract.concludedOn != nil { throw Problem.conflict("这份合同已经办结") }
            return SettlingForm(
                partner: partner.id, partnerName: partner.name, contract: id, subject: contract.subject,
                fromOn: contract.fromOn, untilOn: contract.untilOn,
                form: form ?? FormState(values: ["concludedOn": min(today, contract.untilOn).description]))
        }
    }

    static func settle(_ visit: Visit) async throws -> Answer {
        let (id, partner) = (try visit.identifier("contract"), try visit.identifier("partner"))
        return try await visit.submit {
            try await visit.run(try visit.decode(SettleServiceContract.self, with: ["contract": id.description]))
            return .redirect("/partners/\(partner)", saying: "合同已办结")
        } orShow: { form in
            try await load(visit, form)
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, note: "\(partnerName)", crumbs: PartnerPages.crumbs(partner, partnerName)))
            \(facts(words, [.text("合同内容", subject), .text("起止日期", words("\(fromOn) 到 \(untilOn)"))]))
            \(notice(words, .warning, "办结以后不能改回；“结果”就是这份合同的凭据"))
            \(view.wrapped(
                to: "/partners/\(partner)/contracts/\(contract)/settle", submit: "确认办结", cancel: "/partners/\(partner)",
                [
                    view.day("concludedOn", "哪天办结"),
                    view.text("conclusion", "结果", hint: "例如：服务报告已验收，款项结清；提前结束的写明原因", width: .full),
                ]))
            """
    }
}
