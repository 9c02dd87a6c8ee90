import Core
import Storage
import Web

/// The forms that register and correct units.
enum UnitForms {
    static func new(_ visit: Visit) async throws -> Answer {
        .page(try await newPage(visit, FormState()))
    }

    static func create(_ visit: Visit) async throws -> Answer {
        let parent = try visit.identifier("unit")
        return try await visit.submit {
            let command = try visit.decode(CreateUnit.self, with: ["parent": parent.description])
            let outcome = try await visit.run(command)
            let name = UnitName.normalized(command.name)
            return .redirect("/units/\(outcome.unit)", saying: "已登记\(name)")
        } orShow: { form in
            try await newPage(visit, form)
        }
    }

    static func correction(_ visit: Visit) async throws -> Answer {
        .page(try await correctionPage(visit, nil))
    }

    static func correct(_ visit: Visit) async throws -> Answer {
        let unit = try visit.identifier("unit")
        return try await visit.submitEdit { visit in
            let outcome = try await visit.run(try visit.decode(CorrectUnit.self, with: ["unit": unit.description]))
            return .redirect("/units/\(unit)", saying: outcome.changed.isEmpty ? "没有改动" : "已保存")
        } orShow: { form in
            try await correctionPage(visit, form)
        }
    }

    private static func newPage(_ visit: Visit, _ form: FormState) async throws -> UnitFormPage {
        let unit = try await find(visit)
        try unit.mayTakeUnits(visit.actor).orThrow()
        return UnitFormPage(below: unit, form: form)
    }

    private static func correctionPage(_ visit: Visit, _ form: FormState?) async throws -> UnitFormPage {
        let unit = try await find(visit)
        try visit.actor.may(.manageUnits, at: unit.place).orThrow()
        return UnitFormPage(correcting: unit, form: try await unit.edited.form(form, visit))
    }

    private static func find(_ visit: Visit) async throws -> Unit {
        let id = try visit.identifier("unit")
        let scope = visit.actor.sees
        let found = try await visit.house.database.read { tx in try UnitStore.find(id, scope, tx) }
        guard let found else { throw Problem.notFound }
        return found
    }
}

extension Unit {
    fileprivate var edited: EditedRecord {
        EditedRecord(
            "unit", id, version: version,
            [.text("name", "单位名称", name), .text("placeName", "地名", placeName), .text("code", "代码", code)])
    }
}

struct UnitFormPage: Page {
    let title: Message
    let unit: Identifier
    let unitName: String
    /// What a correction starts from.
    let current: Current?
    let kinds: [Choice]
    let form: FormState

    var room: Room? { Organization.room }
    private var isNew: Bool { current == nil }

    struct Current: Sendable, Encodable {
        let name: String
        let placeName: String
        let code: String?
    }

    init(below parent: Unit, form: FormState) {
        title = "登记下级单位"
        unit = parent.id
        unitName = parent.name
        current = nil
        kinds = parent.kind.kindsBelow.map { Choice($0.rawValue, $0.title) }
        self.form = form
    }

    init(correcting unit: Unit, form: FormState) {
        title = "修改单位信息"
        self.unit = unit.id
        unitName = unit.name
        current = Current(name: unit.name, placeName: unit.placeName, code: unit.code)
        kinds = []
        self.form = form
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let address = "/units/\(unit)/\(isNew ? "new" : "correct")"
        var fields: [HTML] = []
        if isNew { fields.append(view.select("kind", "类型", kinds)) }
        fields += [
            view.text("name", "单位名称", hint: "写全称，例如：漕河泾街道总工会", width: .full),
            view.text(
                "placeName", "地名", hint: "花名册里的叫法，例如：漕河泾街道；不填就用名称去掉“总工会”“工会联合会”", isOptional: true),
            view.text("code", "代码", hint: "行政区划代码，没有可以不填", isOptional: true, width: .short, inputMode: "numeric"),
        ]
        if !isNew {
            fields.append(view.day("renamedOn", "从哪一天起改名", hint: "只是改正写错的字，不用填", isOptional: true))
        }
        if isNew { fields.append(view.day("openedOn", "成立日期", isOptional: true)) }
        let note: Message =
            current.map { now -> Message in
                let code = now.code.map(Message.verbatim) ?? "无"
                return "现在的名称：\(now.name)；地名：\(now.placeName)；代码：\(code)"
            } ?? "登记在“\(unitName)”下面"
        return """
            \(pageHeader(words, title, note: "\(words(note))", crumbs: [Crumb("各单位", "/units"), Crumb(.verbatim(unitName), "/units/\(unit)")]))
            \(view.wrapped(to: address, submit: isNew ? "登记" : "保存", cancel: "/units/\(unit)", fields))
            """
    }
}
