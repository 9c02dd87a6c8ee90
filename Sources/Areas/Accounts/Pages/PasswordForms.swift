import Core
import Storage
import Web

/// Invitations and resets: what is handed over is shown once.
extension AccountDesk {
    var passwordRoutes: [Route] {
        [
            .get("/accounts/:account/invite", "accounts.invite") { visit in
                try visit.actor.may(.makeAccounts).orThrow()
                return .page(InvitePage(account: try await account(visit)))
            },
            .post("/accounts/:account/invite", "accounts.invite.submit") { visit in
                let (account, token) = (try await account(visit), InvitationToken.make())
                // Without the request's key: every link is another, so a second press makes a new one.
                try await visit.house.runner.run(
                    InviteAccount(account: account.id, tokenDigest: token.digest(visit.house.vault)), as: visit.actor)
                return .page(HandOverPage(account: account, link: link(token)))
            },
            .get("/accounts/:account/reset", "accounts.reset") { visit in
                try visit.actor.may(.makeAccounts).orThrow()
                return .page(
                    ResetPasswordPage(account: try await account(visit), form: FormState(values: ["way": "link"])))
            },
            .post("/accounts/:account/reset", "accounts.reset.submit") { visit in
                let account = try await account(visit)
                return try await visit.submit {
                    .page(try await reset(account, visit))
                } orShow: {
                    ResetPasswordPage(account: account, form: $0)
                }
            },
            .get("/invitation/:token", "accounts.invitation", access: .everyone) { visit in
                .page(try await invitationPage(visit, FormState()))
            },
            .post("/invitation/:token", "accounts.invitation.submit", access: .everyone) { visit in
                try await visit.submit {
                    try await accept(visit)
                    return .redirect("/sign-in", saying: "密码已设好，请登录")
                } orShow: {
                    try await invitationPage(visit, $0)
                }
            },
        ]
    }

    private func link(_ token: InvitationToken) -> String { address + "/invitation/" + token.text }

    private func reset(_ account: Account, _ visit: Visit) async throws -> HandOverPage {
        // Before any hashing: whoever may not, shall cost nothing.
        try visit.actor.may(.makeAccounts).orThrow()
        switch visit.fields["way"] {
        case "link":
            let token = InvitationToken.make()
            let way = ResetPassword.Way.link(tokenDigest: token.digest(visit.house.vault))
            try await visit.house.runner.run(ResetPassword(account: account.id, way: way), as: visit.actor)
            return HandOverPage(account: account, link: link(token))
        case "temporary":
            let temporary = TemporaryPassword.make()
            let way = ResetPassword.Way.temporaryPassword(hash: try await passwords.hash(temporary))
            try await visit.house.runner.run(ResetPassword(account: account.id, way: way), as: visit.actor)
            return HandOverPage(account: account, temporaryPassword: temporary)
        default: throw Problem.invalid("way", "请选择怎样交给本人")
        }
    }

    private func invited(_ visit: Visit) async throws -> Account {
        let digest = InvitationToken(text: visit.parameter("token")).digest(visit.house.vault)
        return try await visit.house.database.read { tx in
            guard let invitation = try Invitation.find(digest: digest, tx),
                let account = try AccountStore.find(invitation.account, tx)
            else { throw Problem.notFound }
            if let reason = invitation.whyClosed(at: tx.now) { throw Problem.forbidden(reason) }
            return account
        }
    }

    private func invitationPage(_ visit: Visit, _ form: FormState) async throws -> AcceptInvitationPage {
        let account = try await invited(visit)
        return AcceptInvitationPage(
            name: account.name, login: account.login, form: form, token: visit.parameter("token"))
    }

    private func accept(_ visit: Visit) async throws {
        let account = try await invited(visit)
        let password = try NewPassword(
            visit.fields, "newPassword", again: "newPasswordAgain", login: account.login, name: account.name
        ).checked()
        let digest = InvitationToken(text: visit.parameter("token")).digest(visit.house.vault)
        try await visit.house.runner.run(
            AcceptInvitation(tokenDigest: digest, passwordHash: try await passwords.hash(password)), as: visit.actor)
    }
}

struct InvitePage: Page {
    var title: Message { "邀请 \(name) 设密码" }
    var room: Room? { Accounts.room }
    let account: Identifier
    let name: String

    init(account: Account) {
        self.account = account.id
        name = account.name
    }

    private enum CodingKeys: String, CodingKey { case account, name }

    func body(_ words: Words) -> HTML {
        confirmation(
            words, title, "系统会生成一个链接，只显示一次，七天内有效，只能用一次。以前发过的链接随即作废。",
            act: .post("生成邀请链接", to: "/accounts/\(account)/invite", .primary), back: "/accounts/\(account)")
    }
}

/// A link or a temporary password, shown this once.
struct HandOverPage: Page {
    var title: Message { "请把下面的内容交给 \(name)" }
    var room: Room? { Accounts.room }
    let account: Identifier
    let name: String
    let login: String
    let link: String?
    let temporaryPassword: String?

    init(account: Account, link: String? = nil, temporaryPassword: String? = nil) {
        self.account = account.id
        name = account.name
        login = account.login
        self.link = link
        self.temporaryPassword = temporaryPassword
    }

    private enum CodingKeys: String, CodingKey { case account, name, login, link, temporaryPassword }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, crumbs: [Crumb("账号", "/accounts"), Crumb(.verbatim(name), "/accounts/\(account)")]))
        \(notice(words, .warning, "只显示这一次，离开本页后看不到了。请当面、打电话或用只有本人能看到的消息交给本人，不要发在群里。", next(words)))
        \(facts(words, [.text("登录名", login)]
            + (link.map { [Fact("链接", "<code>\($0)</code>")] } ?? [])
            + (temporaryPassword.map { [Fact("临时密码", "<code>\($0)</code>")] } ?? [])))
        <div class="acts page-end"><a class="button" href="/accounts/\(account)">\(words("已经交给本人"))</a></div>
        """
    }

    private func next(_ words: Words) -> HTML {
        let sentence: Message =
            link == nil ? "本人用临时密码登录后，须马上改成自己的密码。" : "本人打开链接，自己设密码。链接七天内有效，只能用一次。"
        return "<p>\(words(sentence))</p>"
    }
}

struct ResetPasswordPage: Page {
    var title: Message { "重置 \(name) 的密码" }
    var room: Room? { Accounts.room }
    let account: Identifier
    let name: String
    let form: FormState

    init(account: Account, form: FormState) {
        self.account = account.id
        name = account.name
        self.form = form
    }

    private enum CodingKeys: String, CodingKey { case account, name, form }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, crumbs: [Crumb("账号", "/accounts"), Crumb(.verbatim(name), "/accounts/\(account)")]))
            \(notice(words, .warning, "原来的密码马上失效，现在的登录也马上结束。请先确认是本人要求的。"))
            \(view.wrapped(to: "/accounts/\(account)/reset", submit: "重置密码", weight: .danger, cancel: "/accounts/\(account)", [
                view.radios("way", "怎样交给本人", [
                    Choice("link", "链接", hint: "本人打开链接自己设密码；适合用消息发给本人"),
                    Choice("temporary", "临时密码", hint: "电话里念给本人，登录后须马上修改"),
                ])
            ]))
            """
    }
}

struct AcceptInvitationPage: Page {
    let title: Message = "设置您的密码"
    let name: String
    let login: String
    let form: FormState
    let token: String

    private enum CodingKeys: String, CodingKey { case title, name, login, form }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title))
            <p class="page-note">\(words("您好，\(name)。设好密码后，用下面的登录名登录。"))</p>
            \(facts(words, [.text("登录名", login)]))
            \(view.wrapped(to: "/invitation/\(token)", submit: "设好密码", [
                view.password("newPassword", "密码", hint: PasswordPolicy.hint, autocomplete: "new-password"),
                view.password("newPasswordAgain", "再填一次密码", autocomplete: "new-password"),
            ]))
            """
    }
}
