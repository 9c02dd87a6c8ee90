import Core
import Organization
import People
import Storage
import Web

/// Begins a hand-over: why, until when, where to; and shows what will have to find somebody.
struct StartForm: Page {
    let post: Identifier
    let person: Identifier
    let name: String
    let unit: String
    let startedOn: Day
    let isPrimary: Bool
    /// What she holds at this moment.
    let held: [String]
    /// The hand-over that goes on already.
    let open: Identifier?
    let isOver: Bool
    let units: UnitField
    let form: FormState

    var title: Message { "\(name)：办理交接" }
    var room: Room? { Workforce.peopleRoom }

    static func load(_ visit: Visit, _ state: FormState) async throws -> StartForm {
        let id = try visit.identifier("post")
        let (actor, house) = (visit.actor, visit.house)
        return try await house.database.read { tx in
            guard let post = try PostStore.find(id, actor.sees, tx),
                let person = try PersonStore.find(post.person, actor.sees, tx, house.vault)
            else { throw Problem.notFound }
            try actor.may(.post, at: post.place).orThrow()
            var state = state
            if state["kind"] == nil { state["kind"] = HandoverKind.leaving.rawValue }
            return StartForm(
                post: id, person: person.id, name: person.name,
                unit: try UnitStore.label(post.place.unit, tx) ?? "", startedOn: post.startedOn,
                isPrimary: post.isPrimary,
                held: try HandoverStore.held(by: post.person, through: id, house.registry, tx).map(\.held.label),
                open: try HandoverStore.open(of: id, tx)?.id, isOver: post.endedOn != nil,
                units: try UnitField.offer(state["unitName"], actor.scope(for: .post), tx), form: state)
        }
    }

    static func start(_ visit: Visit) async throws -> Answer {
        let page = try await load(visit, FormState())
        return try await visit.submit {
            var known = ["post": page.post.description]
            var problems: [FieldProblem] = []
            if visit.fields["kind"] == HandoverKind.moving.rawValue {
                let scope = visit.actor.scope(for: .post)
                do {
                    known["unit"] = try await visit.house.database.read { [fields = visit.fields] tx in
                        try UnitField.resolve(fields, scope, tx)
                    }.description
                } catch Problem.invalid(let wrong) {
                    problems = wrong
                    known["unit"] = ""
                }
            } else {
                known["unit"] = ""
            }
            let command: StartHandover
            do { command = try visit.decode(StartHandover.self, with: known) } catch Problem.invalid(let wrong) {
                throw Problem.invalid(problems + wrong)
            }
            guard problems.isEmpty else { throw Problem.invalid(problems) }
            let started = try await visit.run(command).handover
            return .redirect("/handovers/\(started)", saying: "交接已开始，请为每一项安排接手的人")
        } orShow: { state in
            try await load(visit, state)
        }
    }

    func body(_ words: Words) -> HTML {
        let header = pageHeader(words, title, crumbs: [Crumb(.verbatim(name), "/people/\(person)")])
        let known = facts(words, [.text("单位", unit), .text("从哪天起", words(startedOn))])
        if isOver { return "\(header)\(known)\(notice(words, .information, "这个岗位已经结束"))" }
        if let open {
            let link = actRow(words, [.link("看这次交接", to: "/handovers/\(open)", .primary)])
            return "\(header)\(known)\(notice(words, .information, "这个岗位已经在办理交接", link))"
        }
        let view = FormView(words, form)
        let kinds: [Choice] =
            [Choice(HandoverKind.leaving.rawValue, "离任")]
            + (isPrimary ? [Choice(HandoverKind.moving.rawValue, "调动")] : [])
        let what: HTML =
            held.isEmpty
            ? notice(words, .information, "名下现在没有要交接的事项")
            : notice(words, .warning, "名下有 \(held.count) 项，都要有人接手：", lineList(held.map { HTML(text: $0) }))
        return """
            \(header)
            \(known)
            \(what)
            \(view.wrapped(
                to: "/posts/\(post)/handover", submit: "开始交接", cancel: "/people/\(person)",
                [view.radios("kind", "为什么交接", kinds)]
                    + (isPrimary ? [units.view(view, "调到哪个单位（离任不用填）")] : [])
                    + [
                        view.day("lastDay", "在岗的最后一天", hint: "可以是以后的日子；到那天都有人接手，岗位就自动结束或调动"),
                        view.text("reason", "原因", hint: "例如：合同期满；辞职；工作需要", width: .full),
                    ]))
            """
    }
}

/// Calls a hand-over off, with a reason.
struct CancelForm: Page {
    let id: Identifier
    let name: String
    let isOver: Bool
    let form: FormState

    var title: Message { "\(name)：取消交接" }
    var room: Room? { Workforce.peopleRoom }

    static func load(_ visit: Visit, _ state: FormState) async throws -> CancelForm {
        let id = try visit.identifier("handover")
        return try await visit.house.database.read { [actor = visit.actor] tx in
            guard let found = try HandoverStore.find(id, actor.sees, tx) else { throw Problem.notFound }
            try actor.may(.post, at: found.place).orThrow()
            let names = try HandoverPage.names([found.person], tx)
            return CancelForm(id: id, name: names[found.person] ?? "", isOver: found.endedAt != nil, form: state)
        }
    }

    static func cancel(_ visit: Visit) async throws -> Answer {
        let page = try await load(visit, FormState())
        return try await visit.submit {
            try await visit.run(visit.decode(CancelHandover.self, with: ["handover": page.id.description]))
            return .redirect("/handovers/\(page.id)", saying: "交接已取消")
        } orShow: { state in
            try await load(visit, state)
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, crumbs: [Crumb("交接", "/handovers"), Crumb(.verbatim(name), "/handovers/\(id)")]))
            \(isOver
                ? notice(words, .information, "这次交接已经结束")
                : notice(words, .warning, "取消后，岗位照旧；已经交出的事项不会回来，还没有交出的仍由本人负责")
                    + view.wrapped(
                        to: "/handovers/\(id)/cancel", submit: "确认取消", weight: .danger, cancel: "/handovers/\(id)",
                        [view.text("reason", "原因", hint: "例如：本人决定留任", width: .full)]))
            """
    }
}
