import Core
import Organization
import People
import Storage
import Web

/// The forms around a person's posts: hire, appoint, move, take responsibility.
struct PostForm: Page {
    enum Kind: String, Sendable, Encodable {
        case hire, appoint, second, move, responsibility
    }

    let kind: Kind
    let person: Identifier
    let name: String
    let currentUnit: String?
    /// The post that would move, and what she holds by it: it has to find somebody first.
    let post: Identifier?
    let held: [String]
    let handover: Identifier?
    let units: UnitField
    let form: FormState

    var room: Room? { Workforce.peopleRoom }

    var title: Message {
        switch kind {
        case .hire: "\(name)：登记入职"
        case .appoint: "\(name)：任职"
        case .second: "\(name)：兼任第二岗位"
        case .move: "\(name)：调动"
        case .responsibility: "\(name)：负责单位"
        }
    }

    var address: String {
        switch kind {
        case .hire: "/people/\(person)/hire"
        case .appoint: "/people/\(person)/appoint"
        case .second: "/people/\(person)/second-post"
        case .move: "/people/\(person)/move"
        case .responsibility: "/people/\(person)/responsibilities"
        }
    }

    static func load(_ kind: Kind, _ visit: Visit, _ state: FormState) async throws -> PostForm {
        let person = try visit.identifier("person")
        let scope = visit.actor.scope(for: .post)
        return try await visit.house.database.read { [actor = visit.actor, vault = visit.house.vault] tx in
            try actor.may(.post).orThrow()
            guard let found = try PersonStore.find(person, actor.sees, tx, vault) else { throw Problem.notFound }
            let posts = try PostStore.current(of: person, tx)
            // Who answers for what may also be settled where somebody has her second post.
            let isPostedHere = posts.contains { scope.contains($0.place) }
            if kind != .responsibility || !isPostedHere { try actor.may(.post, at: found.place).orThrow() }
            let primary = posts.first { $0.isPrimary }
            let moving = kind == .move ? primary : nil
            let held = try moving.map {
                try HandoverStore.held(by: person, through: $0.id, visit.house.registry, tx).map(\.held.label)
            }
            return PostForm(
                kind: kind, person: person, name: found.name,
                currentUnit: try primary.flatMap { try UnitStore.label($0.place.unit, tx) }, post: moving?.id,
                held: held ?? [], handover: try moving.flatMap { try HandoverStore.open(of: $0.id, tx)?.id },
                units: try UnitField.offer(state["unitName"], scope, tx), form: state)
        }
    }

    // MARK: - What the forms do

    static func hire(_ visit: Visit) async throws -> Answer {
        try await submit(.hire, visit, HireWorker.self) { _ in "已登记入职" }
    }

    static func appoint(_ visit: Visit) async throws -> Answer {
        try await submit(.appoint, visit, AppointWorker.self) { _ in "已任职" }
    }

    static func appointSecond(_ visit: Visit) async throws -> Answer {
        try await submit(.second, visit, AppointWorker.self, with: ["isSecond": "true"]) { _ in "已登记兼任的岗位" }
    }

    static func move(_ visit: Visit) async throws -> Answer {
        try await submit(.move, visit, MoveWorker.self) { $0.isCorrection ? "已更正岗位" : "已调动" }
    }

    static func takeResponsibility(_ visit: Visit) async throws -> Answer {
        try await submit(.responsibility, visit, TakeResponsibility.self) { _ in "已登记负责的单位" }
    }

    /// What is wrong with the unit's name is told together with what is wrong with the other fields.
    private static func submit<C: Command>(
        _ kind: Kind, _ visit: Visit, _ type: C.Type, with known: [String: String] = [:], saying: (C) -> Message
    ) async throws -> Answer {
        let person = try visit.identifier("person")
        return try await visit.submit {
            let scope = visit.actor.scope(for: .post)
            var known = known.merging(["person": person.description]) { $1 }
            var problems: [FieldProblem] = []
            do {
                known["unit"] = try await visit.house.database.read { [fields = visit.fields] tx in
                    try UnitField.resolve(fields, scope, tx)
                }.description
            } catch Problem.invalid(let wrong) {
                problems = wrong
                known["unit"] = Identifier(rawValue: 0).description
            }
            let command: C
            do { command = try visit.decode(type, with: known) } catch Problem.invalid(let wrong) {
                throw Problem.invalid(problems + wrong)
            }
            guard problems.isEmpty else { throw Problem.invalid(problems) }
            try await visit.run(command)
            return .redirect("/people/\(person)", saying: saying(command))
        } orShow: { state in
            try await load(kind, visit, state)
        }
    }

    // MARK: - View

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, note: note(words), crumbs: [Crumb(.verbatim(name), "/people/\(person)")]))
            \(blocked(words))
            \(view.wrapped(to: address, submit: submitLabel, cancel: "/people/\(person)", fields(view)))
            """
    }

    /// A move hands over first; a correction takes along what she holds.
    private func blocked(_ words: Words) -> HTML? {
        if let handover {
            let link = actRow(words, [.link("看这次交接", to: "/handovers/\(handover)", .primary)])
            return notice(words, .information, "正在办理交接；下面只能更正登记错的岗位", link)
        }
        guard let post, !held.isEmpty else { return nil }
        let link = actRow(words, [.link("办理交接", to: "/posts/\(post)/handover?kind=moving", .primary)])
        return notice(
            words, .warning, "名下有 \(held.count) 项，都有人接手了才能调动；下面只能更正登记错的岗位：",
            lineList(held.map { HTML(text: $0) }) + link)
    }

    private func note(_ words: Words) -> HTML? {
        currentUnit.map { "\(words("现在的岗位：\($0)"))" }
    }

    private var submitLabel: Message {
        switch kind {
        case .hire: "登记入职"
        case .appoint, .second: "任职"
        case .move: "办理调动"
        case .responsibility: "登记"
        }
    }

    private func fields(_ view: FormView) -> [HTML] {
        switch kind {
        case .hire:
            [
                view.radios("category", "人员类别", WorkerCategory.allCases.map { Choice($0.rawValue, $0.title) }),
                view.select(
                    "source", "来源", WorkerSource.allCases.map { Choice($0.rawValue, $0.title) }, isOptional: true),
                view.text("sourceNote", "来源说明", hint: "例如原单位：宝武", isOptional: true),
                units.view(view, "派驻单位"),
                view.day("startedOn", "到岗日期"),
            ]
        case .appoint, .second:
            [units.view(view, "派驻单位"), view.day("startedOn", "到岗日期")]
        case .move:
            [
                units.view(view, "调到哪个单位"),
                view.day("startedOn", "在新单位的第一天"),
                view.text("reason", "原因", hint: "例如：工作需要；本人申请", width: .full),
                view.checkbox(
                    "isCorrection", "只是更正：原来登记错了单位，并没有调动", value: "true",
                    hint: "更正会改写现在的岗位，不留下一段任职经历"),
            ]
        case .responsibility:
            [units.view(view, "负责哪个单位"), view.day("startedOn", "从哪天起")]
        }
    }
}
