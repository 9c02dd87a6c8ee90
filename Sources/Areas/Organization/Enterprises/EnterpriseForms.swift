import Core
import People
import Storage
import Web

/// The forms that register and correct an enterprise, and the one that puts it to another unit.
enum EnterpriseForms {
    static func new(_ visit: Visit) async throws -> Answer {
        var form = FormState()
        form["unit"] = visit.query["unit"]
        form["name"] = visit.query["name"]
        return .page(try await newPage(visit, form))
    }

    static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit {
            let command = try await visit.decode(
                RegisterEnterprise.self, namingUnitIn: visit.actor.scope(for: .manageUnits), from: UnitStore.choices)
            let outcome = try await visit.run(command)
            return .redirect(
                "/enterprises/\(outcome.enterprise)", saying: "已登记\(Enterprise.normalizedName(command.name))")
        } orShow: { form in
            try await newPage(visit, form)
        }
    }

    private static func newPage(_ visit: Visit, _ form: FormState) async throws -> EnterpriseFormPage {
        try visit.actor.may(.manageUnits).orThrow()
        let units = try await units(visit, form)
        return EnterpriseFormPage(units: units, form: units.pointing(form))
    }

    static func correction(_ visit: Visit) async throws -> Answer { .page(try await correctionPage(visit, nil)) }

    static func correct(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("enterprise")
        return try await visit.submitEdit { visit in
            let outcome = try await visit.run(
                visit.decode(CorrectEnterprise.self, with: ["enterprise": id.description]))
            return .redirect("/enterprises/\(id)", saying: outcome.changed.isEmpty ? "没有改动" : "已保存")
        } orShow: { form in
            try await correctionPage(visit, form)
        }
    }

    private static func correctionPage(_ visit: Visit, _ form: FormState?) async throws -> EnterpriseFormPage {
        let enterprise = try await visit.changeableEnterprise()
        return EnterpriseFormPage(correcting: enterprise, form: try await enterprise.edited.form(form, visit))
    }

    static func moving(_ visit: Visit) async throws -> Answer {
        .page(try await movePage(visit, FormState(values: ["from": visit.house.today.description])))
    }

    static func move(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("enterprise")
        return try await visit.submit {
            try await visit.run(
                try await visit.decode(
                    MoveEnterprise.self, with: ["enterprise": id.description],
                    namingUnitIn: visit.actor.scope(for: .manageUnits), from: UnitStore.choices))
            return .redirect("/enterprises/\(id)", saying: "已划到另一个单位")
        } orShow: { form in
            try await movePage(visit, form)
        }
    }

    private static func movePage(_ visit: Visit, _ form: FormState) async throws -> EnterpriseMovePage {
        let enterprise = try await visit.changeableEnterprise()
        let units = try await units(visit, form)
        let now = try await visit.house.database.read { try UnitStore.find(enterprise.place.unit, $0)?.name }
        return EnterpriseMovePage(
            enterprise: enterprise.id, name: enterprise.name, unitName: now ?? "", units: units,
            form: units.pointing(form))
    }

    private static func units(_ visit: Visit, _ form: FormState) async throws -> UnitField {
        let scope = visit.actor.scope(for: .manageUnits)
        return try await visit.house.database.read { tx in
            // A unit that the address says is offered by its name.
            let chosen = try form["unit"].flatMap { Identifier($0) }.flatMap { try UnitStore.find($0, scope, tx)?.name }
            return try UnitField.offer(form["unitName"] ?? chosen, scope, tx)
        }
    }
}

extension UnitField {
    /// What is wrong with the unit stands where it was written.
    fileprivate func pointing(_ form: FormState) -> FormState {
        guard asksForName, options.count < 2 else { return form }
        var form = form
        form.problems = form.problems.map { problem in
            problem.field == "unit" ? FieldProblem("unitName", problem.message) : problem
        }
        return form
    }
}

extension Visit {
    /// The enterprise of the path, if whoever asks may change it; the reason where she may not.
    func changeableEnterprise() async throws -> Enterprise {
        let id = try identifier("enterprise")
        let scope = actor.sees
        let found = try await house.database.read { tx in try EnterpriseStore.find(id, scope, tx) }
        guard let found else { throw Problem.notFound }
        try actor.may(.manageUnits, at: found.place).orThrow()
        return found
    }
}

func enterpriseCrumbs(_ id: Identifier, _ name: String) -> [Crumb] {
    [Crumb("企业", "/enterprises"), Crumb(.verbatim(name), "/enterprises/\(id)")]
}

extension Enterprise {
    fileprivate var edited: EditedRecord {
        EditedRecord(
            "enterprise", id, version: version,
            [
                .text("name", "企业名称", name), .text("shortName", "简称", shortName),
                .text("creditCode", "统一社会信用代码", creditCode),
                .text("creditCodeOverride", "校验码不对的原因", creditCodeOverride), .text("address", "所在地址", address),
                .choice("ownership", "性质", ownership?.rawValue, ownershipChoices),
                .choice("industry", "行业", industry?.rawValue, industryChoices), .day("openedOn", "成立日期", openedOn),
            ])
    }
}

private let ownershipChoices = Ownership.allCases.map { Choice($0.rawValue, $0.title) }
private let industryChoices = Industry.allCases.map { Choice($0.rawValue, $0.title) }

struct EnterpriseFormPage: Page {
    let title: Message
    /// nil: a new one.
    let enterprise: Identifier?
    let name: String?
    let units: UnitField?
    let form: FormState

    var room: Room? { Organization.fieldRoom }

    init(units: UnitField, form: FormState) {
        title = "登记企业"
        enterprise = nil
        name = nil
        self.units = units
        self.form = form
    }

    init(correcting enterprise: Enterprise, form: FormState) {
        title = "修改企业信息"
        self.enterprise = enterprise.id
        name = enterprise.name
        units = nil
        self.form = form
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let path = enterprise.map { "/enterprises/\($0)" }
        var fields: [HTML] = []
        if let units { fields.append(units.view(view, "由哪个单位联系")) }
        fields += [
            view.text("name", "企业名称", hint: "照营业执照写全称", width: .full),
            view.text("shortName", "简称", hint: "平时的叫法，例如：聚鑫物业", isOptional: true),
            view.text("creditCode", "统一社会信用代码", hint: "18 位，照营业执照填写", isOptional: true),
        ]
        if asksForOverride {
            fields.append(
                view.text(
                    "creditCodeOverride", "校验码不对的原因", hint: "核对过营业执照，代码确实如此的，写明原因；代码改对了就空着", width: .full))
        }
        fields += [
            view.text("address", "所在地址", isOptional: true, width: .full),
            view.select("ownership", "性质", ownershipChoices, isOptional: true),
            view.select("industry", "行业", industryChoices, isOptional: true),
            view.day("openedOn", "成立日期", isOptional: true),
        ]
        fields.append(
            enterprise == nil
                ? view.day("since", "从哪一天起联系", hint: "不填就从成立日期或今天算起", isOptional: true)
                : view.day("renamedOn", "从哪一天起改名", hint: "只是改正写错的字，不用填", isOptional: true))
        return """
            \(pageHeader(
                words, title, note: name.map { HTML(text: $0) },
                crumbs: enterprise.map { enterpriseCrumbs($0, name ?? "") } ?? [Crumb("企业", "/enterprises")]))
            \(view.wrapped(
                to: path.map { $0 + "/correct" } ?? "/enterprises/new", submit: enterprise == nil ? "登记" : "保存",
                cancel: path ?? "/enterprises", fields))
            """
    }

    /// Only a code that needs a reason asks for one.
    private var asksForOverride: Bool {
        form["creditCodeOverride"] != nil || form.problems.contains { $0.code == "creditCodeCheck" }
    }
}

struct EnterpriseMovePage: Page {
    let title: Message = "划到别的单位"
    let enterprise: Identifier
    let name: String
    let unitName: String
    let units: UnitField
    let form: FormState

    var room: Room? { Organization.fieldRoom }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(
                words, title, note: "\(words("现在由“\(unitName)”联系；它自己的企业工会一起划过去"))",
                crumbs: enterpriseCrumbs(enterprise, name)))
            \(view.wrapped(
                to: "/enterprises/\(enterprise)/move", submit: "划转", cancel: "/enterprises/\(enterprise)",
                [
                    units.view(view, "划到哪个单位"), view.day("from", "从哪一天起"),
                    view.text("reason", "原因", hint: "例如：企业搬迁；园区划归", width: .full),
                ]))
            """
    }
}
