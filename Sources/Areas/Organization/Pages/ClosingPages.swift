import Core
import Storage
import Web

/// Asks before a unit is closed or put into use again; the question says what is in the way and what will happen.
enum ClosingPages {
    static func closing(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, FormState(values: ["on": visit.house.today.description]), reopens: false))
    }

    static func close(_ visit: Visit) async throws -> Answer {
        let unit = try visit.identifier("unit")
        return try await visit.submit {
            try await visit.run(visit.decode(CloseUnit.self, with: ["unit": unit.description]))
            return .redirect("/units/\(unit)", saying: "已撤销")
        } orShow: { form in
            try await page(visit, form, reopens: false)
        }
    }

    static func reopening(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, FormState(values: ["on": visit.house.today.description]), reopens: true))
    }

    static func reopen(_ visit: Visit) async throws -> Answer {
        let unit = try visit.identifier("unit")
        return try await visit.submit {
            try await visit.run(visit.decode(ReopenUnit.self, with: ["unit": unit.description]))
            return .redirect("/units/\(unit)", saying: "已恢复")
        } orShow: { form in
            try await page(visit, form, reopens: true)
        }
    }

    private static func page(_ visit: Visit, _ form: FormState, reopens: Bool) async throws -> ClosingPage {
        let id = try visit.identifier("unit")
        let (actor, registry) = (visit.actor, visit.house.registry)
        return try await visit.house.database.read { tx in
            guard let unit = try UnitStore.find(id, actor.sees, tx) else { throw Problem.notFound }
            try actor.may(.manageUnits, at: unit.place).orThrow()
            if reopens, !unit.isClosed { throw Problem.conflict("\(unit.name)没有撤销，不用恢复") }
            if !reopens, let conflict = UnitChangeRules.conflict(changing: unit) { throw conflict }
            let above = try unit.parent.flatMap { try UnitStore.find($0, tx) }
            return ClosingPage(
                unit: unit.id, unitName: unit.name, parentName: above?.name ?? "", reopens: reopens,
                closedOn: unit.closedOn, touched: reopens ? [] : try UnitTouched.all(of: unit.place, registry, tx),
                form: form)
        }
    }
}

struct ClosingPage: Page {
    let unit: Identifier
    let unitName: String
    let parentName: String
    let reopens: Bool
    let closedOn: Day?
    let touched: [UnitTouched]
    let form: FormState

    var room: Room? { Organization.room }
    var title: Message { reopens ? "恢复单位" : "撤销单位" }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let header = pageHeader(words, title, note: "\(unitName)", crumbs: unitCrumbs(unit, unitName))
        let inTheWay = touched.filter(\.isInTheWay)
        let rest = touched.filter { !$0.isInTheWay }
        guard inTheWay.isEmpty else {
            return """
                \(header)
                \(notice(words, .failure, "下面这些还属于“\(unitName)”，处理完才能撤销"))
                \(touchedTable(words, inTheWay, caption: "先要处理的有"))
                <p>\(words("如果另一个单位接着做，可以改为并入那个单位，这些会一起转过去"))</p>
                \(actRow(words, [
                    .link("并入别的单位", to: "/units/\(unit)/merge"), .link("返回，不做改动", to: "/units/\(unit)"),
                ]))
                """
        }
        let lead: Message =
            reopens
            ? "“\(unitName)”恢复使用；已经转到别处的人员和内容不会自动回来" : "“\(unitName)”撤销以后不能再安排人员，记录都保留，也可以恢复"
        return """
            \(header)
            \(notice(words, .warning, lead))
            \(rest.contains { !$0.stays }
                ? touchedTable(words, rest.filter { !$0.stays }, caption: "转到上级“\(parentName)”的有") : nil)
            \(rest.contains(where: \.stays)
                ? touchedTable(words, rest.filter(\.stays), caption: "留在原处、不再起作用的有") : nil)
            \(view.wrapped(
                to: "/units/\(unit)/\(reopens ? "reopen" : "close")", submit: reopens ? "确认恢复" : "确认撤销",
                weight: reopens ? .primary : .danger, cancel: "/units/\(unit)",
                [
                    view.day("on", reopens ? "从哪一天起恢复" : "从哪一天起撤销"),
                    view.text("reason", "原因", hint: "例如：园区搬迁；文件号", width: .full),
                ]))
            """
    }
}
