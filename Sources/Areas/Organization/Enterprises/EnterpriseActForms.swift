import Core
import Storage
import Web

/// What is done with one enterprise by a small form of its own.
enum EnterpriseAct: String, Sendable, Encodable, CaseIterable {
    case close, reopen, headcount
    case foundUnion = "found-union"
    case joinUnion = "join-union"
    case leaveUnion = "leave-union"

    var title: Message {
        switch self {
        case .close: "登记企业关闭"
        case .reopen: "恢复企业"
        case .headcount: "登记人数"
        case .foundUnion: "登记建会"
        case .joinUnion: "加入联合工会"
        case .leaveUnion: "退出联合工会"
        }
    }

    var routes: [Route] {
        let path = "/enterprises/:enterprise/\(rawValue)"
        return [
            .get(path, "enterprise.\(rawValue).form", form), .post(path, "enterprise.\(rawValue)", submit),
        ]
    }

    @Sendable private func form(_ visit: Visit) async throws -> Answer { .page(try await page(visit, nil)) }

    @Sendable private func submit(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("enterprise")
        return try await visit.submit {
            .redirect("/enterprises/\(id)", saying: try await run(visit, ["enterprise": id.description]))
        } orShow: { form in
            try await page(visit, form)
        }
    }

    /// Runs the command; what is said of it.
    private func run(_ visit: Visit, _ known: [String: String]) async throws -> Message {
        switch self {
        case .close:
            try await visit.run(visit.decode(CloseEnterprise.self, with: known))
            return "已登记关闭"
        case .reopen:
            try await visit.run(visit.decode(ReopenEnterprise.self, with: known))
            return "已恢复"
        case .headcount:
            let outcome = try await visit.run(visit.decode(RecordHeadcount.self, with: known))
            if !outcome.isNew { return "这一天已经这样登记过，没有改动" }
            return outcome.isOdd ? "已登记；会员多于职工，请核对" : "已登记人数"
        case .foundUnion:
            try await visit.run(visit.decode(FoundUnion.self, with: known))
            return "已登记建会"
        case .joinUnion:
            try await visit.run(visit.decode(JoinUnion.self, with: known))
            return "已登记加入联合工会"
        case .leaveUnion:
            try await visit.run(visit.decode(LeaveUnion.self, with: known))
            return "已登记退出联合工会"
        }
    }

    private func page(_ visit: Visit, _ form: FormState?) async throws -> EnterpriseActPage {
        let enterprise = try await visit.changeableEnterprise()
        let (actor, today) = (visit.actor, visit.house.today)
        return try await visit.house.database.read { tx in
            let union = try EnterpriseUnionStore.union(of: enterprise.id, tx)
            if let reason = conflict(enterprise, union, actor) { throw Problem.conflict(reason) }
            let joint =
                self == .joinUnion
                ? try EnterpriseUnionStore.joint(near: enterprise.place, actor.scope(for: .manageUnits), tx) : []
            return EnterpriseActPage(
                act: self, enterprise: enterprise.id, name: enterprise.name, unionName: union?.name,
                unionIsJoint: union?.kind == .joint,
                choices: joint.map { Choice($0.id.description, .verbatim($0.name)) },
                form: form ?? start(enterprise, today))
        }
    }

    /// Why it cannot be done as things are.
    private func conflict(_ enterprise: Enterprise, _ union: EnterpriseUnion?, _ actor: Actor) -> Message? {
        switch self {
        case .close: enterprise.isClosed ? "这家企业已经登记为关闭" : nil
        case .reopen: enterprise.isClosed ? nil : "这家企业没有关闭"
        case .headcount: nil
        case .foundUnion, .joinUnion: enterprise.mayTakeUnion(actor).reason
        case .leaveUnion: union?.kind == .joint ? nil : "这家企业没有加入联合工会"
        }
    }

    private func start(_ enterprise: Enterprise, _ today: Day) -> FormState {
        let day = today.description
        return switch self {
        case .close: FormState(values: ["closedOn": day])
        case .reopen: FormState(values: ["from": day])
        case .headcount: FormState(values: ["countedOn": day])
        case .foundUnion: FormState(values: ["name": enterprise.name + "工会", "kind": "single", "termYears": "3"])
        case .joinUnion: FormState(values: ["joinedOn": day])
        case .leaveUnion: FormState(values: ["leftOn": day])
        }
    }
}

struct EnterpriseActPage: Page {
    let act: EnterpriseAct
    let enterprise: Identifier
    let name: String
    /// The union that it has.
    let unionName: String?
    let unionIsJoint: Bool
    /// Joint unions near, which it may join.
    let choices: [Choice]
    let form: FormState

    var title: Message { act.title }
    var room: Room? { Organization.fieldRoom }
    private var path: String { "/enterprises/\(enterprise)" }

    func body(_ words: Words) -> HTML {
        let header = pageHeader(words, title, note: "\(name)", crumbs: enterpriseCrumbs(enterprise, name))
        if act == .joinUnion, choices.isEmpty {
            return """
                \(header)
                \(emptyState(
                    words, "附近还没有联合工会", advice: "可以由这家企业建会；几家企业一起的，建会时选联合工会",
                    acts: [.link("登记建会", to: path + "/found-union"), .link("返回", to: path)]))
                """
        }
        let view = FormView(words, form)
        return """
            \(header)
            \(warning.map { notice(words, .warning, $0) })
            \(view.wrapped(
                to: "\(path)/\(act.rawValue)", submit: submit, weight: act == .close ? .danger : .primary, cancel: path,
                fields(view)))
            """
    }

    private var submit: Message {
        switch act {
        case .close: "确认关闭"
        case .reopen: "确认恢复"
        case .leaveUnion: "确认退出"
        default: "登记"
        }
    }

    /// What will happen.
    private var warning: Message? {
        switch act {
        case .close:
            guard let unionName else { return "关闭以后不再计入企业数和人数，记录都保留，也可以恢复" }
            return
                unionIsJoint
                ? "关闭以后不再计入企业数和人数，并退出“\(unionName)”；记录都保留，也可以恢复"
                : "关闭以后不再计入企业数和人数，“\(unionName)”一并撤销；记录都保留，企业可以恢复"
        case .reopen: return "恢复以后重新计入企业数和人数；原来的工会不会自动恢复，需要重新登记"
        case .leaveUnion: return unionName.map { "这家企业退出“\($0)”，以后算作没有建会" }
        default: return nil
        }
    }

    private func fields(_ view: FormView) -> [HTML] {
        switch act {
        case .close:
            [view.day("closedOn", "哪一天关闭"), view.text("reason", "原因", hint: "例如：企业注销、迁出本市", width: .full)]
        case .reopen:
            [view.day("from", "从哪一天起恢复"), view.text("reason", "原因", hint: "例如：登记有误；恢复经营", width: .full)]
        case .headcount:
            HeadcountFields.view(view)
        case .foundUnion:
            [
                view.radios(
                    "kind", "类型",
                    [
                        Choice("single", "企业工会", hint: "这家企业自己的工会"),
                        Choice("joint", "联合工会", hint: "几家企业一起的工会，别的企业以后可以加入"),
                    ]),
                view.text("name", "工会名称", width: .full), view.day("foundedOn", "建会日期"),
                view.day("electedOn", "本届选举日期", hint: "和建会是同一天的，不用填", isOptional: true),
                UnionFields.term(view), UnionFields.code(view),
            ]
        case .joinUnion:
            [view.select("union", "哪个联合工会", choices), view.day("joinedOn", "从哪一天起加入")]
        case .leaveUnion:
            [view.day("leftOn", "从哪一天起退出"), view.text("reason", "原因", hint: "例如：单独建会", width: .full)]
        }
    }
}

enum UnionFields {
    static func term(_ view: FormView) -> HTML {
        view.radios(
            "termYears", "每届任期", [Choice("3", "三年"), Choice("5", "五年")], hint: "任期届满要换届，到期前会出现在期限里提醒")
    }

    static func code(_ view: FormView) -> HTML {
        view.text("legalPersonCode", "法人代码", hint: "工会法人资格证书上的 18 位代码，还没有办理的不用填", isOptional: true)
    }
}

enum HeadcountFields {
    static func view(_ view: FormView) -> [HTML] {
        [
            view.day("countedOn", "哪一天的人数"), view.number("employees", "职工人数"),
            view.number("members", "会员人数", hint: "没有会员的写 0"),
            view.text("sourceNote", "来源", hint: "例如：走访、年报", isOptional: true),
        ]
    }
}
