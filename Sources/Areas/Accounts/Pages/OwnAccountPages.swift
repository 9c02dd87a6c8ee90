import Core
import Storage
import Web

/// One's own sign-ins and password.
extension AccountDesk {
    var ownRoutes: [Route] {
        [
            .get("/account", "accounts.own") { visit in .page(try await ownPage(visit)) },
            .post("/account/sessions/:session/end", "accounts.own.endSession") { visit in
                let (id, own) = (visit.parameter("session"), try signedIn(visit))
                if id == visit.session?.id { return .signedOut(to: "/sign-in", saying: "您已退出") }
                try await visit.house.database.write { [sessions = visit.sessions] in try sessions.end(id, of: own, $0)
                }
                return .redirect("/account", saying: "已结束那一次登录")
            },
            .post("/account/sessions/end-others", "accounts.own.endOthers") { visit in
                let own = try signedIn(visit)
                try await visit.house.database.write { [sessions = visit.sessions, kept = visit.session] in
                    try sessions.endAll(own, except: kept, $0)
                }
                return .redirect("/account", saying: "已结束其他所有登录")
            },
            .get("/password", "accounts.own.password") { visit in
                .page(OwnPasswordPage(form: FormState(), isRequired: visit.actor.mustChangePassword))
            },
            .post("/password", "accounts.own.password.submit") { visit in
                try await visit.submit {
                    let own = try await changePassword(visit)
                    // The session goes on under a new token; all others have ended.
                    return .signedIn(own, to: "/", saying: "密码已修改；其他地方的登录都已结束")
                } orShow: {
                    OwnPasswordPage(form: $0, isRequired: visit.actor.mustChangePassword)
                }
            },
        ]
    }

    private func signedIn(_ visit: Visit) throws(Problem) -> Identifier {
        guard let own = visit.actor.account else { throw .forbidden("请先登录") }
        return own
    }

    private func changePassword(_ visit: Visit) async throws -> Identifier {
        let own = try signedIn(visit)
        guard let account = try await visit.house.database.read({ try AccountStore.find(own, $0) }) else {
            throw Problem.notFound
        }
        let current = visit.fields.text("currentPassword")
        let wanted = NewPassword(
            visit.fields, "newPassword", again: "newPasswordAgain", login: account.login, name: account.name)
        var problems = wanted.problems
        if current.isEmpty { problems.insert(FieldProblem("currentPassword", "请填写现在的密码"), at: 0) }
        if problems.isEmpty, current == wanted.text {
            problems.append(FieldProblem("newPassword", "新密码不能和现在的密码一样"))
        }
        guard problems.isEmpty else { throw Problem.invalid(problems) }
        let signIn = SignIn(house: visit.house, passwords: passwords, demoAccountsAllowed: demoAccountsAllowed)
        let verified = try await signIn.verifiedHash(of: own, password: current, from: visit.client.address)
        let hash = try await passwords.hash(wanted.text)
        try await visit.house.runner.run(
            ChangePassword(verifiedHash: verified, passwordHash: hash), as: visit.actor)
        return own
    }

    private func ownPage(_ visit: Visit) async throws -> OwnAccountPage {
        let own = try signedIn(visit)
        let (units, sessions, current) = (units, visit.sessions, visit.session?.id)
        return try await visit.house.database.read { tx in
            guard let account = try AccountStore.find(own, tx) else { throw Problem.notFound }
            let holdings = try RoleHolding.all(of: [own], onlyOpen: true, tx)
            let labels = try units.labels(holdings.map(\.unit), tx)
            let signIns = try sessions.list(own, tx).map { session in
                OwnAccountPage.SignInRow(
                    id: session.id, device: Device.name(session.agent), address: session.address,
                    startedAt: session.startedAt, seenAt: session.seenAt, isCurrent: session.id == current,
                    end: sessions.end(of: session, at: tx.now).map(\.title))
            }
            return OwnAccountPage(
                name: account.name, login: account.login, passwordSetAt: account.passwordSetAt,
                roles: holdings.map { .init($0, labels) }, signIns: signIns)
        }
    }
}

struct OwnAccountPage: Page {
    struct SignInRow: Encodable, Sendable {
        let id: String
        let device: Message
        let address: String
        let startedAt: Instant
        let seenAt: Instant
        let isCurrent: Bool
        /// Why it is over; nil while it lasts.
        let end: Message?
    }

    let title: Message = "我的登录"
    let name: String
    let login: String
    let passwordSetAt: Instant?
    let roles: [RoleLine]
    let signIns: [SignInRow]

    private enum CodingKeys: String, CodingKey { case title, name, login, passwordSetAt, roles, signIns }

    func body(_ words: Words) -> HTML {
        let hasOthers = signIns.contains { $0.end == nil && !$0.isCurrent }
        let others: [PageAct] =
            hasOthers ? [.post("结束其他所有登录", to: "/account/sessions/end-others", .danger)] : []
        return """
            \(pageHeader(words, title, note: HTML(text: words("不认识的登录，请马上结束它，并修改密码。")), acts: [
                .link("修改密码", to: "/password")
            ]))
            \(section(words, "我的账号", facts(words, [
                .text("姓名", name), .text("登录名", login),
                Fact("角色", roles.isEmpty ? nil : roles.map { $0.view(words) }.joined("<br/>")),
                .text("密码修改于", passwordSetAt.map { words($0) }),
            ])))
            \(section(words, "最近的登录", acts: others, table(words)))
            """
    }

    private func table(_ words: Words) -> HTML {
        dataTable(
            words, caption: "最近的登录",
            columns: [
                Column("设备", .heading), Column("登录时间"), Column("最后活动"), Column("网络地址"), Column("情况"),
                Column("操作", .acts),
            ],
            rows: signIns.map { row in
                let state: HTML =
                    row.isCurrent
                    ? tag(words, "就是这里", .strong)
                    : row.end.map { tag(words, $0, .quiet) } ?? tag(words, "登录中")
                let act: HTML =
                    row.isCurrent || row.end != nil
                    ? .empty : actView(words, .post("结束", to: "/account/sessions/\(row.id)/end"))
                return TableRow([
                    HTML(text: words(row.device)), HTML(text: words(row.startedAt)), HTML(text: words(row.seenAt)),
                    HTML(text: row.address), state, act,
                ])
            })
    }
}

struct OwnPasswordPage: Page {
    var title: Message { isRequired ? "请先修改初始密码" : "修改密码" }
    let form: FormState
    let isRequired: Bool

    private enum CodingKeys: String, CodingKey { case form, isRequired }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let why: Message = "现在的密码别人也知道（是别人替您设的）。改成只有自己知道的密码后，就可以开始工作。"
        return """
            \(pageHeader(words, title, crumbs: isRequired ? [] : [Crumb("我的登录", "/account")]))
            \(isRequired ? notice(words, .information, why) : nil)
            \(view.wrapped(to: "/password", submit: "修改密码", cancel: isRequired ? nil : "/account", [
                view.password("currentPassword", "现在的密码", autocomplete: "current-password"),
                view.password("newPassword", "新密码", hint: PasswordPolicy.hint, autocomplete: "new-password"),
                view.password("newPasswordAgain", "再填一次新密码", autocomplete: "new-password"),
            ]))
            """
    }
}

extension WebSession.End {
    var title: Message {
        switch self {
        case .signedOut: "已退出"
        case .replaced: "已重新登录"
        case .idle: "久未操作，自动退出"
        case .expired: "到时自动退出"
        case .revoked: "已结束"
        case .accountClosed: "账号停用时结束"
        }
    }
}

/// What a browser says it is, in a few words.
enum Device {
    static func name(_ agent: String) -> Message {
        let browser = first(
            agent,
            [
                ("MicroMessenger", "微信"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
                ("Safari", "Safari"),
            ])
        let system = first(
            agent,
            [
                ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
                ("Mac OS", "Mac"), ("Linux", "Linux"),
            ])
        switch (browser, system) {
        case (let browser?, let system?): return "\(system) 上的 \(browser)"
        case (let one?, nil), (nil, let one?): return one
        case (nil, nil): return "其他设备"
        }
    }

    private static func first(_ agent: String, _ signs: [(sign: String, name: Message)]) -> Message? {
        signs.first { agent.contains($0.sign) }?.name
    }
}
