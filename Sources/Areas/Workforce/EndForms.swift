import Core
import Organization
import People
import Storage
import Web

/// Asks once more before a post or a responsibility ends.
struct EndForm: Page {
    enum Kind: String, Sendable, Encodable {
        case post, responsibility
    }

    let kind: Kind
    let id: Identifier
    let person: Identifier
    let name: String
    let unitID: Identifier
    let unit: String
    let startedOn: Day
    /// Ended before: nothing is left to do.
    let isOver: Bool
    /// What she holds by it: it has to find somebody first.
    let held: [String]
    /// Of a responsibility: nobody else answers for the unit.
    var leavesNobody = false
    /// The hand-over that goes on about it.
    let handover: Identifier?
    let form: FormState

    var room: Room? { Workforce.peopleRoom }
    var title: Message {
        kind == .post ? "\(name)：离任" : "\(name)：不再负责"
    }

    var address: String { kind == .post ? "/posts/\(id)/end" : "/responsibilities/\(id)/end" }

    static func loadPost(_ visit: Visit, _ state: FormState) async throws -> EndForm {
        let id = try visit.identifier("post")
        return try await visit.house.database.read { [actor = visit.actor, vault = visit.house.vault] tx in
            guard let post = try PostStore.find(id, actor.sees, tx),
                let person = try PersonStore.find(post.person, actor.sees, tx, vault)
            else { throw Problem.notFound }
            try actor.may(.post, at: post.place).orThrow()
            let held = try HandoverStore.held(by: post.person, through: id, visit.house.registry, tx)
            return EndForm(
                kind: .post, id: id, person: person.id, name: person.name, unitID: post.place.unit,
                unit: try UnitStore.label(post.place.unit, tx) ?? "", startedOn: post.startedOn,
                isOver: post.endedOn != nil, held: held.map(\.held.label),
                handover: try HandoverStore.open(of: id, tx)?.id, form: state)
        }
    }

    static func loadResponsibility(_ visit: Visit, _ state: FormState) async throws -> EndForm {
        let id = try visit.identifier("responsibility")
        return try await visit.house.database.read { [actor = visit.actor, vault = visit.house.vault] tx in
            guard let found = try ResponsibilityStore.find(id, actor.sees, tx),
                let person = try PersonStore.find(found.person, actor.sees, tx, vault)
            else { throw Problem.notFound }
            try actor.may(.post, at: found.place).orThrow()
            let leavesNobody = try found.endedOn == nil && EndResponsibility.leavesNobody(found, tx)
            // While she hands over, the unit is given to somebody there.
            let handover = leavesNobody ? try HandoverStore.open(of: found.post, tx)?.id : nil
            return EndForm(
                kind: .responsibility, id: id, person: person.id, name: person.name, unitID: found.place.unit,
                unit: try UnitStore.label(found.place.unit, tx) ?? "", startedOn: found.startedOn,
                isOver: found.endedOn != nil, held: [],
                leavesNobody: leavesNobody, handover: handover, form: state)
        }
    }

    static func endPost(_ visit: Visit) async throws -> Answer {
        let page = try await loadPost(visit, FormState())
        return try await visit.submit {
            try await visit.run(visit.decode(EndPost.self, with: ["post": page.id.description]))
            return .redirect(try await page.wayOn(visit), saying: "已办理离任")
        } orShow: { state in
            try await loadPost(visit, state)
        }
    }

    static func endResponsibility(_ visit: Visit) async throws -> Answer {
        let page = try await loadResponsibility(visit, FormState())
        return try await visit.submit {
            try await visit.run(visit.decode(EndResponsibility.self, with: ["responsibility": page.id.description]))
            return .redirect(try await page.wayOn(visit), saying: "已登记不再负责")
        } orShow: { state in
            try await loadResponsibility(visit, state)
        }
    }

    /// With her second post she may have left the part that the visitor sees.
    private func wayOn(_ visit: Visit) async throws -> String {
        let isSeen = try await visit.house.database.read { [house = visit.house, account = visit.actor.account] tx in
            let actor = try account.flatMap { try house.gate.actor($0, tx) } ?? visit.actor
            return try PersonStore.place(of: person, actor.sees, tx) != nil
        }
        return isSeen ? "/people/\(person)" : "/units/\(unitID)"
    }

    func body(_ words: Words) -> HTML {
        let known = facts(words, [.text("单位", unit), .text("从哪天起", words(startedOn))])
        let header = pageHeader(words, title, crumbs: [Crumb(.verbatim(name), "/people/\(person)")])
        if isOver {
            return "\(header)\(known)\(notice(words, .information, kind == .post ? "这个岗位已经结束" : "这项负责已经结束"))"
        }
        if let first = handover ?? (held.isEmpty ? nil : id) {
            return "\(header)\(known)\(blocked(words, isOpen: handover != nil, first))"
        }
        let view = FormView(words, form)
        var fields = [view.day("endedOn", kind == .post ? "在岗的最后一天" : "负责到哪天")]
        if kind == .post { fields.append(view.text("reason", "原因", hint: "例如：合同期满；辞职；退休", width: .full)) }
        if leavesNobody {
            fields.append(view.text("reason", "原因", hint: "例如：企业已全部迁出，准备撤销", width: .full))
        }
        return """
            \(header)
            \(known)
            \(leavesNobody
                ? notice(
                    words, .warning, "没有别人负责这个单位，以后会显示为没有人负责",
                    "<p>\(words("\(Responsibility.daysAccountable) 天内本人离任或调动，仍要先为这个单位找到接手的人"))</p>")
                : nil)
            \(view.wrapped(
                to: address, submit: kind == .post ? "确认离任" : "确认不再负责", weight: .danger,
                cancel: "/people/\(person)", fields))
            """
    }

    /// A post does not end while something is without an owner.
    private func blocked(_ words: Words, isOpen: Bool, _ id: Identifier) -> HTML {
        let summary: HTML? = form.isRefused ? FormView(words, form).summary(over: .empty) : nil
        if isOpen {
            let link = actRow(words, [.link("看这次交接", to: "/handovers/\(id)", .primary)])
            let said: Message =
                kind == .post ? "正在办理交接；请在交接页上办结，岗位会随之结束" : "正在办理交接；请在交接页上把这个单位交给别人"
            return "\(summary)\(notice(words, .information, said, link))"
        }
        return """
            \(summary)
            \(notice(words, .warning, "名下有 \(held.count) 项，都有人接手了才能离任：", lineList(held.map { HTML(text: $0) })))
            \(actRow(words, [.link("办理交接", to: "/posts/\(id)/handover", .primary)]))
            """
    }
}
