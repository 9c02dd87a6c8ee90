import Core
import Storage
import Web

/// What is done with one union by a form.
enum UnionAct: String, Sendable, Encodable, CaseIterable {
    case correct, election, close

    var title: Message {
        switch self {
        case .correct: "修改工会信息"
        case .election: "登记换届"
        case .close: "登记工会撤销"
        }
    }

    var routes: [Route] {
        let path = "/unions/:union/\(rawValue)"
        return [.get(path, "union.\(rawValue).form", form), .post(path, "union.\(rawValue)", submit)]
    }

    @Sendable private func form(_ visit: Visit) async throws -> Answer { .page(try await page(visit, nil)) }

    @Sendable private func submit(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("union")
        return try await visit.submitEdit { visit in
            .redirect("/unions/\(id)", saying: try await run(visit, ["union": id.description]))
        } orShow: { form in
            try await page(visit, form)
        }
    }

    private func run(_ visit: Visit, _ known: [String: String]) async throws -> Message {
        switch self {
        case .correct:
            let outcome = try await visit.run(visit.decode(CorrectUnion.self, with: known))
            return outcome.changed.isEmpty ? "没有改动" : "已保存"
        case .election:
            try await visit.run(visit.decode(RecordElection.self, with: known))
            return "已登记换届"
        case .close:
            try await visit.run(visit.decode(CloseUnion.self, with: known))
            return "已登记撤销"
        }
    }

    private func page(_ visit: Visit, _ form: FormState?) async throws -> UnionActPage {
        let id = try visit.identifier("union")
        let actor = visit.actor
        let (union, joined) = try await visit.house.database.read { tx in
            guard let union = try EnterpriseUnionStore.find(id, actor.sees, tx) else { throw Problem.notFound }
            return (union, try EnterpriseUnionStore.enterprises(in: [id], tx)[id] ?? 0)
        }
        try actor.may(.manageUnits, at: union.place).orThrow()
        if self != .correct, union.isClosed { throw Problem.conflict("这个工会已经撤销") }
        let start: FormState? = self == .correct ? try await union.edited.form(form, visit) : form
        return UnionActPage(self, union, enterprises: joined, today: visit.house.today, start)
    }
}

extension EnterpriseUnion {
    fileprivate var edited: EditedRecord {
        EditedRecord(
            "enterpriseUnion", id, version: version,
            [
                .text("name", "工会名称", name), .day("foundedOn", "建会日期", foundedOn),
                .text("legalPersonCode", "法人代码", legalPersonCode),
            ])
    }
}

struct UnionActPage: Page {
    let act: UnionAct
    let union: Identifier
    let name: String
    let enterprises: Int
    let lastElectedOn: Day
    let form: FormState

    var title: Message { act.title }
    var room: Room? { Organization.fieldRoom }

    init(_ act: UnionAct, _ union: EnterpriseUnion, enterprises: Int, today: Day, _ form: FormState?) {
        self.act = act
        self.union = union.id
        name = union.name
        self.enterprises = enterprises
        lastElectedOn = union.electedOn
        var filled = form ?? FormState()
        switch act {
        case .election where form == nil: filled["termYears"] = String(union.termYears)
        case .close where form == nil: filled["closedOn"] = today.description
        default: break
        }
        self.form = filled
    }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let path = "/unions/\(union)"
        return """
            \(pageHeader(
                words, title, note: "\(name)", crumbs: [Crumb("基层工会", "/unions"), Crumb(.verbatim(name), path)]))
            \(lead.map { notice(words, act == .close ? .warning : .information, $0) })
            \(view.wrapped(
                to: "\(path)/\(act.rawValue)", submit: act == .correct ? "保存" : act == .close ? "确认撤销" : "登记",
                weight: act == .close ? .danger : .primary, cancel: path, fields(view)))
            """
    }

    private var lead: Message? {
        switch act {
        case .correct: nil
        case .election: "上一届在 \(lastElectedOn) 选举；登记以后，下次换届的期限从新一届算起"
        case .close: "撤销以后，现在的 \(enterprises) 家企业算作没有建会，而且不能恢复；任何人不得随意撤销工会（《工会法》2021 年修正，第十三条）"
        }
    }

    private func fields(_ view: FormView) -> [HTML] {
        switch act {
        case .correct:
            [
                view.text("name", "工会名称", width: .full), view.day("foundedOn", "建会日期"), UnionFields.code(view),
            ]
        case .election:
            [
                view.day("electedOn", "选举日期"), UnionFields.term(view),
                view.text("evidence", "依据", hint: "例如：会员大会决议、上级批复文号", width: .full),
            ]
        case .close:
            [view.day("closedOn", "从哪一天起撤销"), view.text("reason", "原因", hint: "例如：企业终止；批复文号", width: .full)]
        }
    }
}
