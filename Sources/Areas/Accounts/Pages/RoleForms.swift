import Core
import Storage
import Web

/// Granting and ending roles.
extension AccountDesk {
    var roleRoutes: [Route] {
        [
            .get("/accounts/:account/roles/new", "accounts.grant") { visit in
                .page(try await grantPage(visit, FormState(), text: visit.query["q"]))
            },
            .post("/accounts/:account/roles", "accounts.grant.submit") { visit in
                let id = try visit.identifier("account")
                return try await visit.submit {
                    let command = try visit.decode(GrantRole.self, with: ["account": id.description])
                    try await visit.run(command)
                    return .redirect("/accounts/\(id)", saying: "角色已授予，本人下一次点击就生效")
                } orShow: {
                    try await grantPage(visit, $0, text: visit.fields["q"])
                }
            },
            .get("/accounts/:account/roles/:holding/end", "accounts.endRole") { visit in
                try visit.actor.may(.grantRoles).orThrow()
                return .page(try await endPage(visit))
            },
            .post("/accounts/:account/roles/:holding/end", "accounts.endRole.submit") { visit in
                let holding = try await holding(visit)
                try await visit.run(EndRole(holding: holding.id))
                return .redirect("/accounts/\(holding.account)", saying: "角色已结束")
            },
        ]
    }

    private func grantPage(_ visit: Visit, _ form: FormState, text: String?) async throws -> GrantRolePage {
        try visit.actor.may(.grantRoles).orThrow()
        let account = try await account(visit)
        let (units, scope) = (units, visit.actor.scope(for: .grantRoles))
        let found = try await visit.house.database.read { try units.search(text ?? "", scope, $0) }
        return GrantRolePage(account: account.id, name: account.name, text: text, found: found, form: form)
    }

    /// A holding of the account that the path names.
    private func holding(_ visit: Visit) async throws -> RoleHolding {
        let (account, id) = (try visit.identifier("account"), try visit.identifier("holding"))
        let found = try await visit.house.database.read { try RoleHolding.find(id, $0) }
        guard let found, found.account == account else { throw Problem.notFound }
        return found
    }

    private func endPage(_ visit: Visit) async throws -> EndRolePage {
        let (holding, account, units) = (try await holding(visit), try await account(visit), units)
        let labels = try await visit.house.database.read { try units.labels([holding.unit], $0) }
        return EndRolePage(
            account: account.id, name: account.name, holding: holding.id, role: RoleLine(holding, labels))
    }
}

struct GrantRolePage: Page {
    var title: Message { "给 \(name) 授予角色" }
    var room: Room? { Accounts.room }
    let account: Identifier
    let name: String
    let text: String?
    let found: [AccountsUnits.Unit]
    let form: FormState

    private enum CodingKeys: String, CodingKey { case account, name, text, found, form }

    func body(_ words: Words) -> HTML {
        let view = FormView(words, form)
        let path = "/accounts/\(account)"
        return """
            \(pageHeader(words, title, note: HTML(text: words("角色管到这个单位和它下面的所有单位。")), crumbs: [
                Crumb("账号", "/accounts"), Crumb(.verbatim(name), path),
            ]))
            \(filterBar(words, to: path + "/roles/new", live: "units", isFiltered: text != nil, [
                .search("q", "单位名称或代码", text, placeholder: "先在这里找单位")
            ]))
            \(view.wrapped(to: path + "/roles", submit: "授予角色", cancel: path, [
                view.select("role", "角色", Role.allCases.map { Choice($0.rawValue, $0.title, hint: nil) }),
                liveRegion("units", "\(hiddenField("q", text ?? ""))\(picker(view))"),
            ]))
            """
    }

    private func picker(_ view: FormView) -> HTML {
        guard !found.isEmpty else {
            return emptyState(view.words, "没有找到这个单位", advice: "换一个名称或代码；只列出您可以办理的范围内的单位。")
        }
        return view.radios("unit", "单位", found.map { Choice($0.id.description, .verbatim($0.label)) })
    }
}

struct EndRolePage: Page {
    var title: Message { "结束 \(name) 的角色" }
    var room: Room? { Accounts.room }
    let account: Identifier
    let name: String
    let holding: Identifier
    let role: RoleLine

    private enum CodingKeys: String, CodingKey { case account, name, holding, role }

    func body(_ words: Words) -> HTML {
        confirmation(
            words, title, "本人下一次点击就不能再用这个角色。以后需要时可以重新授予。",
            act: .post("结束角色", to: "/accounts/\(account)/roles/\(holding)/end", .danger),
            back: "/accounts/\(account)", details: facts(words, [Fact("角色", role.view(words))]))
    }
}
