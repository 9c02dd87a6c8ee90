import Core
import Storage
import Web

/// How many employees one person in post is thought to be enough for; the city sets it from a day on.
struct TargetPage: Page {
    static let path = "/coverage-target"

    var title: Message { "每人对应职工的目标" }
    var room: Room? { Deployment.room }

    let target: CoverageTarget?
    /// Why the visitor cannot set it.
    let refusal: Message?
    let form: FormState

    static let routes: [Route] = [
        .get(path, "coverage.target") { .page(try await load($0, FormState())) },
        .post(path, "coverage.target.set") { visit in
            try visit.actor.may(.manageUnits).orThrow()
            return try await visit.submit {
                try await visit.run(try visit.decode(SetCoverageTarget.self))
                return .redirect(path, saying: "已设定")
            } orShow: { state in
                try await load(visit, state)
            }
        },
    ]

    private static func load(_ visit: Visit, _ state: FormState) async throws -> TargetPage {
        try visit.actor.may(.see).orThrow()
        var refusal: Message?
        if case .refused(let reason) = SetCoverageTarget.mayRun(visit.actor) { refusal = reason }
        let today = visit.house.today
        let target = try await visit.house.database.read { tx in try CoverageTarget.on(today, tx) }
        return TargetPage(target: target, refusal: refusal, form: state)
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let setting =
            refusal.map { notice(words, .information, $0) }
            ?? section(
                words, "设定新的目标",
                view.wrapped(
                    to: Self.path, submit: "设定", cancel: "/coverage",
                    [
                        view.day("since", "从哪天起"), view.number("employees", "一名在岗人员对应多少名职工"),
                        view.text("basis", "依据", hint: "文件或会议决定；没有的可以不写", isOptional: true, width: .full),
                    ]))
        return """
            \(pageHeader(words, title, crumbs: [Crumb("覆盖", "/coverage")]))
            \(target.map { target in
                facts(words, [
                    .text("现在的目标", words("每人对应 \(target.employees) 名职工")), .text("从哪天起", words(target.since)),
                    .text("依据", target.basis),
                ])
            } ?? emptyState(words, "还没有设定目标", advice: "设定以后，覆盖页会说明哪里还需要多少人"))
            <p class="quiet">\(words("法律没有规定这个数；它是本市自己的选择"))</p>
            \(setting)
            """
    }
}
