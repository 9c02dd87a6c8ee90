import Core
import Storage
import Web

/// The first page of an empty house.
extension AccountDesk {
    var startRoutes: [Route] {
        [
            .get("/start", "accounts.start", access: .everyone) { visit in
                guard try await isEmpty(visit) else { return .redirect("/sign-in") }
                return .page(StartPage(asksForCode: startCode != nil, form: FormState()))
            },
            .post("/start", "accounts.start.submit", access: .everyone) { visit in
                guard try await isEmpty(visit) else { return .redirect("/sign-in") }
                return try await visit.submit {
                    let command = try await founding(visit.fields)
                    try await visit.house.runner.batch("foundHouse", as: .founder) { [founded] act in
                        try founded(act, try act.run(command))
                    }
                    return .redirect("/sign-in", saying: "三名管理员的账号已建好，请各自登录并修改密码")
                } orShow: {
                    StartPage(asksForCode: startCode != nil, form: $0)
                }
            },
        ]
    }

    private func isEmpty(_ visit: Visit) async throws -> Bool {
        try await visit.house.database.read { try !AccountStore.hasAny($0) }
    }

    private func founding(_ fields: Fields) async throws -> FoundFirstAdministrators {
        let federation = fields["federation"] ?? ""
        let people = StartPage.offices.map { office in
            (
                office: office.key, login: fields[office.key + "Login"] ?? "",
                fullName: fields[office.key + "FullName"] ?? ""
            )
        }
        var problems = FoundFirstAdministrators.problems(federation: federation, people: people)
        if let startCode, fields["code"] != startCode {
            problems.insert(FieldProblem("code", "启动码不对；它写在启动 Qiao 的终端里"), at: 0)
        }
        var typed: [String] = []
        for person in people {
            let password = NewPassword(
                fields, person.office + "Password", again: person.office + "PasswordAgain", login: person.login,
                name: person.fullName)
            problems += password.problems
            if password.problems.isEmpty, typed.contains(password.text) {
                problems.append(FieldProblem(person.office + "Password", "三个人的密码不能相同"))
            }
            typed.append(password.text)
        }
        guard problems.isEmpty else { throw Problem.invalid(problems) }
        var founders: [FoundFirstAdministrators.Founder] = []
        for (person, password) in zip(people, typed) {
            founders.append(
                .init(
                    login: person.login, fullName: person.fullName, passwordHash: try await passwords.hash(password)))
        }
        return FoundFirstAdministrators(
            federation: federation, system: founders[0], security: founders[1], auditor: founders[2])
    }
}

struct StartPage: Page {
    let title: Message = "首次设置"
    let asksForCode: Bool
    let form: FormState

    struct Office: Sendable {
        let key: String
        let title: Message
        let duty: Message
    }

    static let offices = [
        Office(
            key: "system", title: Role.systemAdministrator.title,
            duty: "开设账号、发邀请链接、重置密码。看不到人员和单位，也不能给任何人权限。"),
        Office(
            key: "security", title: Role.securityAdministrator.title,
            duty: "给账号授予角色、停用账号。不能开设账号，也不能给自己权限。"),
        Office(
            key: "auditor", title: Role.auditor.title,
            duty: "查看谁在什么时候做了什么。不能改动任何内容。"),
    ]

    private enum CodingKeys: String, CodingKey { case title, asksForCode, form }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        return """
            \(pageHeader(words, title))
            \(notice(words, .information, "系统里还没有账号。请填写总工会的名称，并指定三名管理员。", why(words)))
            \(view.wrapped(to: "/start", submit: "建立三个管理员账号", (asksForCode ? [
                view.text("code", "启动码", hint: "写在启动 Qiao 的终端里，证明您就是启动它的人", width: .short)
            ] : []) + [
                view.text("federation", "总工会的名称", hint: "例如：上海市总工会", width: .full, autocomplete: "organization")
            ] + Self.offices.map { fields(of: $0, view) }))
            """
    }

    private func why(_ words: Words) -> HTML {
        """
        <p>\(words("为什么要三个人：按网络安全等级保护的要求，开设账号、授予权限、查看审计由三个人分管。一个人单独做不成坏事，出了问题也查得清。"))</p>
        """
    }

    private func fields(of office: Office, _ view: FormView) -> HTML {
        let words = view.words
        return """
            <fieldset class="part"><legend><strong>\(words(office.title))</strong></legend>
            <p class="field-hint">\(words(office.duty))</p>
            \(view.text(office.key + "FullName", "\(office.title)的姓名"))
            \(view.text(office.key + "Login", "\(office.title)的登录名", hint: "用字母和数字，例如姓名的拼音"))
            \(view.password(office.key + "Password", "\(office.title)的初始密码", hint: PasswordPolicy.hint, autocomplete: "new-password"))
            \(view.password(office.key + "PasswordAgain", "再填一次\(office.title)的密码", autocomplete: "new-password"))
            </fieldset>
            """
    }
}
