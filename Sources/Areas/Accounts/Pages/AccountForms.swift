import Core
import Storage
import Web

/// Making, disabling and enabling accounts.
extension AccountDesk {
    var accountRoutes: [Route] {
        [
            .get("/accounts", "accounts.list") { .page(try await listPage($0)) },
            .get("/accounts/new", "accounts.make") { visit in
                try visit.actor.may(.makeAccounts).orThrow()
                return .page(MakeAccountPage(form: FormState()))
            },
            .post("/accounts", "accounts.make.submit") { visit in
                try await visit.submit {
                    // Only what the form asks for: the rest of the command belongs to the house itself.
                    let command = MakeAccount(
                        login: visit.fields["login"] ?? "", fullName: visit.fields["fullName"] ?? "")
                    let made = try await visit.run(command)
                    return .redirect("/accounts/\(made.account)", saying: "账号已开设；下一步：发邀请链接给本人")
                } orShow: {
                    MakeAccountPage(form: $0)
                }
            },
            .get("/accounts/:account", "accounts.account") { .page(try await accountPage($0)) },
            .get("/accounts/:account/disable", "accounts.disable") { visit in
                try visit.actor.may(.grantRoles).orThrow()
                return .page(DisableAccountPage(account: try await account(visit), form: FormState()))
            },
            .post("/accounts/:account/disable", "accounts.disable.submit") { visit in
                let id = try visit.identifier("account")
                return try await visit.submit {
                    try await visit.run(DisableAccount(account: id, reason: visit.fields["reason"] ?? ""))
                    return .redirect("/accounts/\(id)", saying: "账号已停用，登录都已结束")
                } orShow: {
                    DisableAccountPage(account: try await account(visit), form: $0)
                }
            },
            .get("/accounts/:account/enable", "accounts.enable") { visit in
                try visit.actor.may(.grantRoles).orThrow()
                return .page(EnableAccountPage(account: try await account(visit)))
            },
            .post("/accounts/:account/enable", "accounts.enable.submit") { visit in
                let id = try visit.identifier("account")
                try await visit.run(EnableAccount(account: id))
                return .redirect("/accounts/\(id)", saying: "账号已启用")
            },
        ]
    }

    func account(_ visit: Visit) async throws -> Account {
        let id = try visit.identifier("account")
        guard let account = try await visit.house.database.read({ try AccountStore.find(id, $0) }) else {
            throw Problem.notFound
        }
        return account
    }
}

struct MakeAccountPage: Page {
    let title: Message = "开设账号"
    var room: Room? { Accounts.room }
    let form: FormState

    private enum CodingKeys: String, CodingKey { case title, form }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, crumbs: [Crumb("账号", "/accounts")]))
            <p class="page-note">\(words("一个账号只给一个人用。开设后分两步：您发邀请链接给本人设密码；安全管理员给账号授予角色。"))</p>
            \(view.wrapped(to: "/accounts", submit: "开设账号", cancel: "/accounts", [
                view.text("fullName", "使用人的姓名"),
                view.text("login", "登录名", hint: "3 到 40 个字母、数字或 . - _ @，例如姓名的拼音"),
            ]))
            """
    }
}

struct DisableAccountPage: Page {
    var title: Message { "停用 \(name) 的账号" }
    var room: Room? { Accounts.room }
    let account: Identifier
    let name: String
    let login: String
    let form: FormState

    init(account: Account, form: FormState) {
        self.account = account.id
        name = account.name
        login = account.login
        self.form = form
    }

    private enum CodingKeys: String, CodingKey { case account, name, login, form }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title, crumbs: [Crumb("账号", "/accounts"), Crumb(.verbatim(name), "/accounts/\(account)")]))
            \(notice(words, .warning, "停用后 \(login) 立刻不能登录，现在的登录也马上结束。账号做过的事都保留，以后可以再启用。"))
            \(view.wrapped(to: "/accounts/\(account)/disable", submit: "停用账号", weight: .danger, cancel: "/accounts/\(account)", [
                view.text("reason", "原因", hint: "例如：调离、退休、账号可能被别人用过", width: .full)
            ]))
            """
    }
}

struct EnableAccountPage: Page {
    var title: Message { "启用 \(name) 的账号" }
    var room: Room? { Accounts.room }
    let account: Identifier
    let name: String
    let disabledWhy: String?

    init(account: Account) {
        self.account = account.id
        name = account.name
        disabledWhy = account.disabledWhy
    }

    private enum CodingKeys: String, CodingKey { case account, name, disabledWhy }

    func body(_ words: Words) -> HTML {
        confirmation(
            words, title, "启用后本人可以用原来的密码登录，原来的角色都还在。请先核对角色是否还合适。",
            act: .post("启用账号", to: "/accounts/\(account)/enable", .primary), back: "/accounts/\(account)",
            details: facts(words, [.text("停用原因", disabledWhy)]))
    }
}
