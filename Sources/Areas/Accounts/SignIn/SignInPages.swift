import Core
import Storage
import Web

extension AccountDesk {
    var signInRoutes: [Route] {
        [
            .get("/sign-in", "accounts.signIn", access: .everyone) { visit in
                if visit.actor.account != nil { return .redirect(ownPath(visit.query["next"])) }
                guard try await visit.house.database.read({ try AccountStore.hasAny($0) }) else {
                    return .redirect("/start")
                }
                return .page(SignInPage(form: FormState(values: ["next": visit.query["next"] ?? ""])))
            },
            .post("/sign-in", "accounts.signIn.submit", access: .everyone) { visit in
                try await visit.submit {
                    let account = try await signIn(visit)
                    let target = account.mustChange ? "/password" : ownPath(visit.fields["next"])
                    return .signedIn(account.id, to: target)
                } orShow: {
                    SignInPage(form: $0)
                }
            },
            .post("/sign-out", "accounts.signOut", access: .everyone) { _ in
                .signedOut(to: "/sign-in", saying: "您已退出")
            },
        ]
    }

    private func signIn(_ visit: Visit) async throws -> Account {
        guard let login = visit.fields["login"] else { throw Problem.invalid("login", "请填写登录名") }
        let password = visit.fields.text("password")
        // More than any password has; nobody shall make us hash a book.
        guard !password.isEmpty, password.utf8.count <= 2000 else {
            throw Problem.invalid("password", "请填写密码")
        }
        let signIn = SignIn(house: visit.house, passwords: passwords, demoAccountsAllowed: demoAccountsAllowed)
        return try await signIn.account(login: login, password: password, from: visit.client.address)
    }
}

struct SignInPage: Page {
    let title: Message = "登录"
    let form: FormState

    private enum CodingKeys: String, CodingKey { case title, form }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title))
            \(view.wrapped(to: "/sign-in", submit: "登录", [
                hiddenField("next", form["next"] ?? ""),
                view.text("login", "登录名", autocomplete: "username"),
                view.password("password", "密码", autocomplete: "current-password"),
            ]))
            <p class="quiet page-end">\(words("忘记密码，或者还没有账号，请找本单位的系统管理员。"))</p>
            <p class="page-end"><a href="/calculator">\(words("不用登录：算一算劳动权益"))</a></p>
            """
    }
}
