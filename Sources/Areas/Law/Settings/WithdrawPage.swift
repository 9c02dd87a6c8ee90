import Core
import LabourLaw
import Storage
import Web

/// Asks before an entry is withdrawn, and says what would change.
struct WithdrawPage: Page {
    let table: LawTable
    let entry: Identifier
    let question: LawQuestion
    let form: FormState

    var title: Message { "收回这一条" }
    var room: Room? { Law.room }

    static func address(_ table: LawTable, _ entry: Identifier) -> String {
        "\(TablePage.address(table))/\(entry)/withdraw"
    }

    static func new(_ visit: Visit) async throws -> Web.Answer { .page(try await load(visit, FormState())) }

    static func submit(_ visit: Visit) async throws -> Web.Answer {
        try SetLawEntry.mayRun(visit.actor).orThrow()
        let table = try TablePage.table(visit)
        let entry = try visit.identifier("entry")
        return try await visit.submit {
            try await visit.run(visit.decode(WithdrawLawEntry.self, with: ["entry": entry.description]))
            return .redirect(TablePage.address(table), saying: "已收回")
        } orShow: { form in
            try await load(visit, form)
        }
    }

    private static func load(_ visit: Visit, _ given: FormState) async throws -> WithdrawPage {
        try SetLawEntry.mayRun(visit.actor).orThrow()
        let table = try TablePage.table(visit)
        let id = try visit.identifier("entry")
        let today = visit.house.today
        return try await visit.house.database.read { tx in
            guard let entry = try LawEntryStore.find(id, tx), entry.table == table else { throw Problem.notFound }
            guard entry.withdrawal == nil else { throw Problem.conflict("这一条已经收回了") }
            var form = given
            form["version"] = String(try LawEntryStore.version(tx))
            return WithdrawPage(
                table: table, entry: id, question: try LawQuestion.withdrawing(entry, today: today, tx), form: form)
        }
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let back = TablePage.address(table)
        return """
            \(pageHeader(
                words, title, note: "\(words(table.title))",
                crumbs: Law.crumbs + [Crumb("各地标准", SettingsPage.path), Crumb(table.title, back)]))
            \(notice(words, .warning, "收回以后不再按它计算，照原来的规定；这一条留在历次记录里"))
            \(question.body(words))
            \(view.wrapped(
                to: Self.address(table, entry), submit: "确认收回", weight: .danger, cancel: back,
                [
                    view.text("reason", "为什么收回", width: .full), hiddenField("version", form["version"] ?? ""),
                ]))
            """
    }
}
