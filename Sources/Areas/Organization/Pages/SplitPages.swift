import Core
import Storage
import Web

/// Makes a new unit out of a part of one: what it is called, what goes with it; then a question; then the act.
enum SplitPages {
    private static let mostOffered = 300

    static func form(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, FormState(values: ["on": visit.house.today.description])))
    }

    static func submit(_ visit: Visit) async throws -> Answer {
        try await visit.submit {
            let command = try command(visit)
            guard visit.fields["confirmed"] != nil else {
                var form = FormState(visit.fields)
                form["confirmed"] = nil
                var asked = try await page(visit, form)
                try await check(command, visit)
                asked.asks = true
                return .page(asked)
            }
            let made = try await visit.run(command)
            return .redirect("/units/\(made.unit)", saying: "已拆分出\(UnitName.normalized(command.name))")
        } orShow: { form in
            var again = form
            again["confirmed"] = nil
            return try await page(visit, again)
        }
    }

    /// The single fields as any form; what was ticked as lists.
    private static func command(_ visit: Visit) throws -> SplitUnit {
        let unit = try visit.identifier("unit")
        let named = try visit.decode(Named.self)
        func ids(_ field: String) throws -> [Identifier] {
            try visit.fields.all(field).map { text in
                guard let id = Identifier(text) else { throw Problem.invalid(field, "请从列表中选择") }
                return id
            }
        }
        var parts: [String: [Identifier]] = [:]
        for content in visit.house.registry.contents.compactMap(\.parts) {
            let chosen = try ids("part-" + content.key)
            if !chosen.isEmpty { parts[content.key] = chosen }
        }
        return SplitUnit(
            unit: unit, kind: named.kind, name: named.name, placeName: named.placeName, code: named.code, on: named.on,
            reason: named.reason, children: try ids("children"), parts: parts)
    }

    private struct Named: Decodable {
        let kind: UnitKind
        let name: String
        let placeName: String?
        let code: String?
        let on: Day
        let reason: String
    }

    /// What can be said before the question.
    private static func check(_ command: SplitUnit, _ visit: Visit) async throws {
        let today = visit.house.today
        try await visit.house.database.read { tx in
            guard let unit = try UnitStore.find(command.unit, tx) else { throw Problem.notFound }
            let words = UnitWording(name: command.name, placeName: command.placeName, code: command.code)
            let problems =
                try words.problems(kind: command.kind, parent: unit.parent, unit: nil, tx)
                + command.problems(of: unit, children: UnitStore.openChildren(of: unit.id, tx), today: today, tx)
            guard problems.isEmpty else { throw Problem.invalid(problems) }
        }
    }

    private static func page(_ visit: Visit, _ form: FormState) async throws -> SplitPage {
        let id = try visit.identifier("unit")
        let (actor, registry) = (visit.actor, visit.house.registry)
        return try await visit.house.database.read { tx in
            let unit = try UnitStore.changeable(id, actor, tx)
            guard let parent = try unit.parent.flatMap({ try UnitStore.find($0, tx) }) else { throw Problem.notFound }
            guard actor.may(.manageUnits, at: parent.place).isAllowed else {
                throw Problem.conflict("新单位要登记在“\(parent.name)”下面，请由那里的经办干部办理")
            }
            let kinds = parent.kind.kindsBelow.filter { unit.kind.mayMerge(into: $0) }
            var groups: [SplitPage.Group] = []
            let children = try UnitStore.openChildren(of: unit.id, tx)
            if !children.isEmpty {
                groups.append(
                    .init(
                        field: "children", title: "下级单位",
                        choices: children.prefix(mostOffered).map { Choice($0.id.description, .verbatim($0.name)) }))
            }
            for content in registry.contents {
                guard let parts = content.parts else { continue }
                let offered = try parts.list(unit.place, tx).prefix(mostOffered)
                guard !offered.isEmpty else { continue }
                groups.append(
                    .init(
                        field: "part-" + parts.key, title: content.title,
                        choices: offered.map { Choice($0.id.description, .verbatim($0.label)) }))
            }
            return SplitPage(
                unit: unit.id, unitName: unit.name, parentName: parent.name,
                kinds: kinds.map { Choice($0.rawValue, $0.title) }, groups: groups, form: form)
        }
    }
}

struct SplitPage: Page {
    struct Group: Sendable, Encodable {
        let field: String
        let title: Message
        let choices: [Choice]
    }

    let title: Message = "拆分出新单位"
    let unit: Identifier
    let unitName: String
    let parentName: String
    let kinds: [Choice]
    let groups: [Group]
    let form: FormState
    /// Everything is filled in: asks once more.
    var asks = false

    var room: Room? { Organization.room }

    func body(_ words: Words) -> HTML { asks ? question(words) : entry(words) }

    private func entry(_ words: Words) -> HTML {
        let view = FormView(words, form)
        var fields = [
            view.select("kind", "类型", kinds),
            view.text("name", "新单位名称", hint: "写全称，例如：漕河泾街道总工会", width: .full),
            view.text("placeName", "地名", hint: "花名册里的叫法，例如：漕河泾街道；不填就用名称去掉“总工会”“工会联合会”", isOptional: true),
            view.day("on", "从哪一天起"),
            view.text("reason", "原因", hint: "例如：行政区划调整；文件号", width: .full),
        ]
        fields += groups.map { view.checkboxes($0.field, "划给新单位的\($0.title)", $0.choices) }
        let nothing = groups.isEmpty ? notice(words, .warning, "“\(unitName)”没有可以划出的内容") : nil
        return """
            \(pageHeader(
                words, title, note: "\(words("新单位与“\(unitName)”同在“\(parentName)”下面；勾选的内容从这一天起属于新单位"))",
                crumbs: unitCrumbs(unit, unitName)))
            \(nothing)
            \(view.wrapped(to: "/units/\(unit)/split", submit: "下一步：看看会有什么变化", cancel: "/units/\(unit)", fields))
            """
    }

    private func question(_ words: Words) -> HTML {
        let day = form["on"].flatMap { Day($0) }.map { words($0) } ?? ""
        let chosen = groups.map { group -> HTML in
            let names = group.choices.filter { form.all(group.field).contains($0.value) }
            guard !names.isEmpty else { return "" }
            return section(words, group.title, lineList(names.map { "\(words($0.label))" }))
        }
        let hidden = form.values.sorted { $0.key < $1.key }.flatMap { name, values in
            values.map { hiddenField(name, $0) }
        }
        return """
            \(pageHeader(words, "确认拆分", crumbs: unitCrumbs(unit, unitName)))
            \(notice(words, .warning, "从 \(day) 起，由“\(unitName)”拆分出“\(form["name"] ?? "")”，下面这些划给新单位"))
            \(chosen)
            <form method="post" action="/units/\(unit)/split" class="act">\(hiddenProofs)\(hidden)\
            \(hiddenField("confirmed", "yes"))\
            <div class="acts form-acts"><button class="button danger" type="submit">\(words("确认拆分"))</button>\
            <a class="button" href="/units/\(unit)">\(words("返回，不做改动"))</a></div></form>
            """
    }
}
