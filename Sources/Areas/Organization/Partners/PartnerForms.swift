import Core
import People
import Storage
import Web

/// The pages of the partners; `story` says who did what.
struct PartnerPages: Sendable {
    let sections: [PartnerSection]
    let story: StoryWords

    var routes: [Route] {
        [
            .get("/partners", "partners", PartnersPage.list),
            .get("/partners/new", "partner.new") { visit in .page(try await PartnerForm.registration(visit, nil)) },
            .post("/partners/new", "partner.register", PartnerForm.register),
            .get("/partners/:partner", "partner") { visit in
                .page(try await PartnerPage.load(visit, sections, story))
            },
            .get("/partners/:partner/correct", "partner.correction") { visit in
                .page(try await PartnerForm.correction(visit, nil))
            },
            .post("/partners/:partner/correct", "partner.correct", PartnerForm.correct),
            .get("/partners/:partner/close", "partner.closing") { visit in
                .page(try await PartnerClosing.load(visit, nil))
            },
            .post("/partners/:partner/close", "partner.close", PartnerClosing.close),
            .get("/partners/:partner/contracts/new", "partner.signing") { visit in
                .page(try await ContractForm.load(visit, nil))
            },
            .post("/partners/:partner/contracts/new", "partner.sign", ContractForm.sign),
            .get("/partners/:partner/contracts/:contract/settle", "partner.settling") { visit in
                .page(try await SettlingForm.load(visit, nil))
            },
            .post("/partners/:partner/contracts/:contract/settle", "partner.settle", SettlingForm.settle),
        ]
    }

    static func crumbs(_ partner: Identifier, _ name: String) -> [Crumb] {
        [Crumb("合作组织", "/partners"), Crumb(.verbatim(name), "/partners/\(partner)")]
    }
}

/// Registers a partner or corrects what is written of it.
struct PartnerForm: Page {
    let partner: Identifier?
    let partnerName: String?
    let units: UnitField?
    let form: FormState

    private static let kindChoices = PartnerKind.allCases.map { Choice($0.rawValue, $0.title) }

    var title: Message { partner == nil ? "登记合作组织" : "修改合作组织信息" }
    var room: Room? { Organization.fieldRoom }

    static func registration(_ visit: Visit, _ form: FormState?) async throws -> PartnerForm {
        try visit.actor.may(.manageUnits).orThrow()
        let (scope, asked) = (visit.actor.scope(for: .manageUnits), visit.query["unit"].flatMap { Identifier($0) })
        return try await visit.house.database.read { tx in
            var state = form ?? FormState()
            if form == nil, let asked, let unit = try UnitStore.find(asked, scope, tx) {
                state["unit"] = unit.id.description
                state["unitName"] = unit.name
            }
            return PartnerForm(
                partner: nil, partnerName: nil, units: try UnitField.offer(state["unitName"], scope, tx), form: state)
        }
    }

    static func register(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.manageUnits).orThrow()
        return try await visit.submit {
            let outcome = try await visit.run(
                try await visit.decode(
                    RegisterPartner.self, namingUnitIn: visit.actor.scope(for: .manageUnits), from: UnitStore.choices))
            return .redirect("/partners/\(outcome.partner)", saying: "已登记合作组织")
        } orShow: { form in
            try await registration(visit, form)
        }
    }

    static func correction(_ visit: Visit, _ form: FormState?) async throws -> PartnerForm {
        let id = try visit.identifier("partner")
        let actor = visit.actor
        let partner = try await visit.house.database.read { tx in
            guard let partner = try PartnerStore.find(id, actor.sees, tx) else { throw Problem.notFound }
            try actor.may(.manageUnits, at: partner.place).orThrow()
            return partner
        }
        let record = EditedRecord(
            "partner", id, version: partner.version,
            [
                .text("name", "名称", partner.name), .text("shortName", "简称", partner.shortName),
                .choice("kind", "类型", partner.kind.rawValue, kindChoices),
                .text("creditCode", "统一社会信用代码", partner.creditCode), .text("note", "备注", partner.note),
            ])
        let state = try await record.form(form, visit)
        return PartnerForm(partner: id, partnerName: partner.name, units: nil, form: state)
    }

    static func correct(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("partner")
        return try await visit.submitEdit { visit in
            let outcome = try await visit.run(
                try visit.decode(CorrectPartner.self, with: ["partner": id.description]))
            return .redirect("/partners/\(id)", saying: outcome.changed.isEmpty ? "没有改动" : "已保存")
        } orShow: { form in
            try await correction(visit, form)
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        var fields: [HTML] = []
        if let units { fields.append(units.view(view, "由哪个单位登记")) }
        fields += [
            view.text("name", "名称", hint: "写全称，与证照一致", width: .full),
            view.text("shortName", "简称", hint: "平时怎么叫，例如：工荟、宝武", isOptional: true),
            view.select("kind", "类型", Self.kindChoices),
            view.text("creditCode", "统一社会信用代码", hint: "18 位，没有可以不填", isOptional: true),
            view.textarea("note", "备注", hint: "例如：联系方式、做过哪些项目", isOptional: true),
        ]
        let note: HTML? = partner == nil ? "\(words("登记以后，这个单位和它下面的单位都能与它签合同"))" : nil
        let crumbs = partner.map { PartnerPages.crumbs($0, partnerName ?? "") } ?? [Crumb("合作组织", "/partners")]
        return """
            \(pageHeader(words, title, note: note, crumbs: crumbs))
            \(view.wrapped(
                to: partner.map { "/partners/\($0)/correct" } ?? "/partners/new", submit: partner == nil ? "登记" : "保存",
                cancel: partner.map { "/partners/\($0)" } ?? "/partners", fields))
            """
    }
}

/// Asks before the work with a partner ends; contracts are settled before.
struct PartnerClosing: Page {
    let partner: Identifier
    let name: String
    /// Contracts that are in the way, also those that the visitor does not see.
    let open: Int
    let form: FormState

    let title: Message = "结束合作"
    var room: Room? { Organization.fieldRoom }

    private enum CodingKeys: String, CodingKey { case partner, name, open, form }

    static func load(_ visit: Visit, _ form: FormState?) async throws -> PartnerClosing {
        let id = try visit.identifier("partner")
        let (actor, today) = (visit.actor, visit.house.today)
        return try await visit.house.database.read { tx in
            guard let partner = try PartnerStore.find(id, actor.sees, tx) else { throw Problem.notFound }
            try actor.may(.manageUnits, at: partner.place).orThrow()
            if partner.isClosed { throw Problem.conflict("与它的合作已经结束") }
            let open: Int? = try tx.value(
                "SELECT COUNT(*) FROM partner_contracts WHERE partner_id = \(id) AND concluded_on IS NULL")
            return PartnerClosing(
                partner: id, name: partner.name, open: open ?? 0,
                form: form ?? FormState(values: ["closedOn": today.description]))
        }
    }

    static func close(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("partner")
        return try await visit.submit {
            try await visit.run(try visit.decode(ClosePartner.self, with: ["partner": id.description]))
            return .redirect("/partners/\(id)", saying: "已结束合作")
        } orShow: { form in
            try await load(visit, form)
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let header = pageHeader(words, title, note: "\(name)", crumbs: PartnerPages.crumbs(partner, name))
        guard open == 0 else {
            return """
                \(header)
                \(notice(words, .failure, "还有 \(open) 份合同没有办结，请先办结"))
                \(actRow(words, [
                    .link("看服务合同", to: "/partners/\(partner)#contracts"), .link("返回，不做改动", to: "/partners/\(partner)"),
                ]))
                """
        }
        return """
            \(header)
            \(notice(words, .warning, "结束以后不能再与它签合同，也不能恢复；记录都保留"))
            \(view.wrapped(
                to: "/partners/\(partner)/close", submit: "确认结束合作", weight: .danger, cancel: "/partners/\(partner)",
                [view.day("closedOn", "哪一天结束合作"), view.text("reason", "原因", hint: "例如：项目结束，机构注销", width: .full)]))
            """
    }
}
