import Core
import Storage
import Web

extension AccountDesk {
    func accountPage(_ visit: Visit) async throws -> AccountPage {
        try visit.actor.may(.seeAccounts).orThrow()
        let (id, units, actor) = (try visit.identifier("account"), units, visit.actor)
        return try await visit.house.database.read { tx in
            guard let account = try AccountStore.find(id, tx) else { throw Problem.notFound }
            let holdings = try RoleHolding.all(of: [id], onlyOpen: false, tx)
            let labels = try units.labels(Array(Set(holdings.map(\.unit))), tx)
            let people = holdings.flatMap { [$0.grantedBy, $0.endedBy] } + [account.disabledBy]
            let names = try AccountStore.names(of: Array(Set(people.compactMap { $0 })), tx)
            let invitation = try Invitation.open(of: id, tx)
            return AccountPage(
                account: account, roles: holdings.map { .init($0, labels, names) }, names: names,
                invitedUntil: invitation?.expiresAt, actor: actor)
        }
    }
}

struct AccountPage: Page {
    struct RoleRow: Encodable, Sendable {
        let id: Identifier
        let role: RoleLine
        let since: Instant
        let grantedBy: String?
        let endedAt: Instant?
        let endedBy: String?

        init(_ holding: RoleHolding, _ labels: [Identifier: String], _ names: [Identifier: String]) {
            id = holding.id
            role = RoleLine(holding, labels)
            since = holding.since
            grantedBy = holding.grantedBy.flatMap { names[$0] }
            endedAt = holding.endedAt
            endedBy = holding.endedBy.flatMap { names[$0] }
        }
    }

    /// Something to be done with the account: by a link, or a reason why not.
    enum Errand: String, Encodable, Sendable { case invite, reset, grant, disable, enable }

    var title: Message { .verbatim(name) }
    var room: Room? { Accounts.room }
    let id: Identifier
    let name: String
    let login: String
    let state: Account.State
    let isDemo: Bool
    let madeAt: Instant
    let signedInAt: Instant?
    let passwordSetAt: Instant?
    let mustChangePassword: Bool
    let invitedUntil: Instant?
    let disabledAt: Instant?
    let disabledBy: String?
    let disabledWhy: String?
    let roles: [RoleRow]
    let errands: [Errand]
    /// What others do with this account.
    let hints: [Message]

    private enum CodingKeys: String, CodingKey {
        case id, name, login, state, isDemo, madeAt, signedInAt, passwordSetAt, mustChangePassword, invitedUntil
        case disabledAt, disabledBy, disabledWhy, roles, errands, hints
    }

    init(account: Account, roles: [RoleRow], names: [Identifier: String], invitedUntil: Instant?, actor: Actor) {
        id = account.id
        name = account.name
        login = account.login
        state = account.state
        isDemo = account.isDemo
        madeAt = account.madeAt
        signedInAt = account.signedInAt
        passwordSetAt = account.passwordSetAt
        mustChangePassword = account.mustChange
        self.invitedUntil = invitedUntil
        disabledAt = account.disabledAt
        disabledBy = account.disabledBy.flatMap { names[$0] }
        disabledWhy = account.disabledWhy
        self.roles = roles
        let isAdministrator = roles.contains { $0.endedAt == nil && $0.role.role.isAdministrator }
        let isOwn = account.isBehind(actor)
        var errands: [Errand] = []
        var hints: [Message] = []
        if actor.has(.makeAccounts), account.disabledAt == nil, !isOwn {
            if isAdministrator {
                hints.append(administratorPasswordRefusal)
            } else {
                errands.append(account.passwordHash == nil ? .invite : .reset)
            }
        }
        if actor.has(.grantRoles) {
            if isOwn {
                hints.append("自己的角色和停用，由另一位安全管理员办理")
            } else if account.disabledAt == nil {
                errands += [.grant, .disable]
            } else {
                errands.append(.enable)
            }
        } else {
            hints.append("授予角色和停用账号由安全管理员办理")
        }
        if !actor.has(.makeAccounts) { hints.append("开设账号和重置密码由系统管理员办理") }
        self.errands = errands
        self.hints = hints
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, crumbs: [Crumb("账号", "/accounts")], acts: acts))
        \(facts(words, known(words)))
        \(hintList(words))
        \(section(words, "角色", roleTable(words)))
        """
    }

    /// The first thing that waits is the primary one.
    private var acts: [PageAct] {
        let hasRole = roles.contains { $0.endedAt == nil }
        return errands.map { errand in
            switch errand {
            case .invite:
                .link(
                    invitedUntil == nil ? "发邀请链接" : "重新发邀请链接", to: "/accounts/\(id)/invite",
                    invitedUntil == nil ? .primary : .plain)
            case .reset: .link("重置密码", to: "/accounts/\(id)/reset", .plain)
            case .grant: .link("授予角色", to: "/accounts/\(id)/roles/new", hasRole ? .plain : .primary)
            case .disable: .link("停用", to: "/accounts/\(id)/disable", .danger)
            case .enable: .link("启用", to: "/accounts/\(id)/enable", .plain)
            }
        }
    }

    private func known(_ words: Words) -> [Fact] {
        var lines: [Fact] = [
            .text("登录名", login), Fact("状态", stateTags(words, state, isDemo: isDemo)),
            .text("开设于", words(madeAt)), .text("最近登录", signedInAt.map { words($0) }),
            .text("密码设于", passwordSetAt.map { words($0) }),
        ]
        if mustChangePassword { lines.append(.text("密码", words("是临时的，下次登录时须修改"))) }
        if let invitedUntil { lines.append(.text("邀请链接有效至", words(invitedUntil))) }
        if let disabledAt {
            lines.append(.text("停用于", words(disabledAt)))
            lines.append(.text("停用人", disabledBy))
            lines.append(.text("停用原因", disabledWhy))
        }
        return lines
    }

    private func hintList(_ words: Words) -> HTML? {
        hints.isEmpty ? nil : lineList(hints.map { "<span class=\"quiet\">\(words($0))</span>" })
    }

    private func roleTable(_ words: Words) -> HTML {
        let mayEnd = errands.contains(.grant) || errands.contains(.enable)
        return dataTable(
            words, caption: "角色",
            columns: [
                Column("角色", .heading), Column("从"), Column("授予人"), Column("到"), Column("结束人"), Column("操作", .acts),
            ],
            rows: roles.map { row in
                TableRow([
                    row.role.view(words), HTML(text: words(row.since)), HTML(text: row.grantedBy ?? "—"),
                    row.endedAt.map { HTML(text: words($0)) } ?? tag(words, "现在有效", .strong),
                    HTML(text: row.endedBy ?? "—"),
                    mayEnd && row.endedAt == nil
                        ? actView(words, .link("结束", to: "/accounts/\(id)/roles/\(row.id)/end")) : .empty,
                ])
            }, empty: emptyState(words, "还没有角色", advice: "没有角色的账号可以登录，但什么也看不到。"))
    }
}
