import Core
import People
import Storage
import Web

/// One form about a worker: what it is called, what it asks, and the command that it sends.
struct WorkerFormKind<C: WorkerCommand>: Sendable {
    /// What the page knows before anybody writes into it.
    struct Beginning: Sendable {
        var values: [String: String] = [:]
        /// What stands there, where the form changes it.
        var edited: EditedRecord?
        var hints: [Message] = []
        var choices: [Choice] = []
    }

    /// Behind `/people/:person/`; may hold `:entry` and `:kind`.
    let path: String
    /// The route's: `person.contract`.
    let name: String
    let title: Message
    let submitLabel: Message
    var weight = PageAct.Weight.primary
    let said: Message
    /// Throws `notFound` for an entry that is not hers.
    let begin: @Sendable (Worker, _ entry: Identifier?, Visit, Transaction) throws -> Beginning
    let fields: @Sendable (FormView, Beginning) -> [HTML]

    var routes: [Route] {
        [
            .get("/people/:person/\(path)", "person.\(name).form") { visit in .page(try await page(visit, nil)) },
            .post("/people/:person/\(path)", "person.\(name)", submit),
        ]
    }

    @Sendable private func submit(_ visit: Visit) async throws -> Answer {
        let person = try visit.identifier("person")
        return try await visit.submitEdit { visit in
            var known = ["person": person.description]
            for name in ["entry", "kind"] where !visit.parameter(name).isEmpty {
                known[name] = visit.parameter(name)
            }
            try await visit.run(visit.decode(C.self, with: known))
            return .redirect("/people/\(person)", saying: said)
        } orShow: { state in
            try await page(visit, state)
        }
    }

    private func page(_ visit: Visit, _ state: FormState?) async throws -> WorkerForm {
        let id = try visit.identifier("person")
        let entry = visit.parameter("entry").isEmpty ? nil : try visit.identifier("entry")
        let (beginning, name) = try await visit.house.database.read {
            [actor = visit.actor, vault = visit.house.vault] tx in
            try actor.may(.post).orThrow()
            guard let person = try PersonStore.find(id, actor.sees, tx, vault) else { throw Problem.notFound }
            try actor.may(.post, at: person.place).orThrow()
            guard let worker = try WorkerStore.find(id, tx) else {
                throw Problem.conflict("此人还没有登记为工会社工或党群工作者")
            }
            return (try begin(worker, entry, visit, tx), person.name)
        }
        let form =
            try await beginning.edited?.form(state, visit) ?? state ?? FormState(values: beginning.values)
        return WorkerForm(
            person: id, name: name, heading: title, address: visit.path, submitLabel: submitLabel, weight: weight,
            hints: beginning.hints, form: form, fields: { fields($0, beginning) })
    }
}

struct WorkerForm: Page {
    let person: Identifier
    let name: String
    let heading: Message
    let address: String
    let submitLabel: Message
    let weight: PageAct.Weight
    let hints: [Message]
    let form: FormState
    let fields: @Sendable (FormView) -> [HTML]

    private enum CodingKeys: String, CodingKey { case person, name, hints, form }

    var room: Room? { Workforce.peopleRoom }
    var title: Message { "\(name)：\(heading)" }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, crumbs: [Crumb(.verbatim(name), "/people/\(person)")]))
            \(hints.map { notice(words, .information, $0) })
            \(view.wrapped(
                to: address, submit: submitLabel, weight: weight, cancel: "/people/\(person)", fields(view)))
            """
    }
}

extension WorkerFormKind where C == WithdrawEntry {
    static var withdrawal: WorkerFormKind<WithdrawEntry> {
        WorkerFormKind(
            path: "entries/:kind/:entry/withdrawal", name: "entry.withdraw", title: "登记有误，作废", submitLabel: "确认作废",
            weight: .danger, said: "已作废",
            begin: { worker, entry, visit, tx in
                guard let kind = WorkerEntryKind(rawValue: visit.parameter("kind")), let entry,
                    try WorkerEntries.isOpen(entry, kind, of: worker.person, tx)
                else { throw Problem.notFound }
                return Beginning(hints: ["要作废的是一条“\(kind.title)”。作废后这条登记不再显示，作废的人、时间和原因会留下；请再登记正确的内容"])
            },
            fields: { view, _ in
                [view.text("reason", "为什么作废", hint: "例如：日期写错；登记在别人名下", width: .full)]
            })
    }
}
