import Core
import People
import Storage
import Web

/// How many hours of continuing education each licence asks for; whoever may, sets it from a day on.
struct LicenceRulesPage: Page {
    static let path = "/licences/rules"

    struct Line: Sendable, Encodable {
        let rule: LicenceHourRule
        let title: Message
        /// It holds for terms that begin today.
        let isInForce: Bool
    }

    var title: Message { "证书继续教育的规定" }
    var room: Room? { People.room }

    let rules: [Line]
    /// Why the visitor cannot set one.
    let refusal: Message?
    let form: FormState

    static let routes: [Route] = [
        .get(path, "licences.rules") { .page(try await load($0, FormState())) },
        .post(path, "licences.rules.set", set),
    ]

    private static func load(_ visit: Visit, _ form: FormState) async throws -> LicenceRulesPage {
        try visit.actor.may(.see).orThrow()
        let (rules, today) = (try await visit.house.database.read { try LicenceHourRule.all($0) }, visit.house.today)
        var refusal: Message?
        if case .refused(let why) = SetLicenceHourRule.mayRun(visit.actor) { refusal = why }
        var form = form
        if form["startsOn"] == nil, !form.isRefused { form["startsOn"] = today.description }
        return LicenceRulesPage(
            rules: rules.map { rule in
                let isNewest = !rules.contains {
                    $0.kind == rule.kind && $0.startsOn > rule.startsOn && $0.startsOn <= today
                }
                return Line(rule: rule, title: rule.kind.title, isInForce: rule.startsOn <= today && isNewest)
            },
            refusal: refusal, form: form)
    }

    private static func set(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.post).orThrow()
        return try await visit.submit {
            try await visit.run(try visit.decode(SetLicenceHourRule.self))
            return .redirect(path, saying: "已设定")
        } orShow: { form in
            try await load(visit, form)
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let kinds = LicenceKind.allCases.filter { $0 != .other }.map { Choice($0.rawValue, $0.title) }
        let setting =
            refusal.map { notice(words, .information, $0) }
            ?? section(
                words, "设定新的规定",
                view.wrapped(
                    to: Self.path, submit: "设定", cancel: Self.path,
                    [
                        view.select("kind", "证书", kinds), view.day("startsOn", "从哪天开始的登记期起"),
                        view.number("hours", "每个登记期的学时"),
                        view.text("reason", "依据文件", hint: "例如文件的名称和文号", width: .full),
                    ]))
        return """
            \(pageHeader(
                words, title, note: HTML(text: words("每个登记期按它第一天的规定计算")),
                crumbs: [Crumb("人员", "/people"), Crumb("在岗人员", WorkersPage.path)]))
            \(dataTable(
                words, caption: title,
                columns: [
                    Column("证书", .heading), Column("从哪天起"), Column("学时", .number), Column("依据文件"), Column("状态"),
                ],
                rows: rules.map { line in
                    TableRow([
                        "\(words(line.title))", "\(words(line.rule.startsOn))", "\(words(line.rule.hours))",
                        line.rule.reason.map { HTML(text: $0) } ?? "\(words("社会工作者继续教育办法"))",
                        line.isInForce ? tag(words, "现行", .strong) : tag(words, "不是现行", .quiet),
                    ])
                },
                empty: emptyState(words, "还没有规定，不计学时")))
            \(setting)
            """
    }
}
