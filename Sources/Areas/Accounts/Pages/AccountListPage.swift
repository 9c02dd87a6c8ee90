import Core
import Storage
import Web

extension AccountDesk {
    func listPage(_ visit: Visit) async throws -> AccountListPage {
        try visit.actor.may(.seeAccounts).orThrow()
        let filter = AccountFilter(visit.query)
        let (cursor, units, mayMake) = (KeyCursor(visit.query), units, visit.actor.may(.makeAccounts))
        return try await visit.house.database.read { tx in
            let total: Int = try tx.value("SELECT COUNT(*) FROM accounts a WHERE \(filter.condition)") ?? 0
            let read = try tx.all(filter.query(cursor), Account.init(row:))
            let (accounts, hasPrevious, hasNext) = cursor.page(read)
            let holdings = try RoleHolding.all(of: accounts.map(\.id), onlyOpen: true, tx)
            let labels = try units.labels(Array(Set(holdings.map(\.unit))), tx)
            let byAccount = Dictionary(grouping: holdings, by: \.account)
            let rows = accounts.map { account in
                AccountListPage.AccountRow(
                    id: account.id, login: account.login, name: account.name, state: account.state,
                    isDemo: account.isDemo, roles: (byAccount[account.id] ?? []).map { RoleLine($0, labels) },
                    signedInAt: account.signedInAt)
            }
            return AccountListPage(
                text: filter.text, role: filter.role, state: filter.state, rows: rows,
                page: KeyPage(
                    shown: rows.count, total: total,
                    previous: hasPrevious ? accounts.first.map { filter.address([("before", $0.login)]) } : nil,
                    next: hasNext ? accounts.last.map { filter.address([("after", $0.login)]) } : nil),
                makeRefusal: mayMake.reason)
        }
    }
}

/// What the list of accounts is narrowed to; its address says the same.
struct AccountFilter: Sendable {
    let text: String?
    let role: Role?
    let state: Account.State?

    init(_ query: Fields) {
        text = query["q"]
        role = query["role"].flatMap(Role.init(rawValue:))
        state = query["state"].flatMap(Account.State.init(rawValue:))
    }

    func address(_ more: [(name: String, value: String?)]) -> String {
        Web.address("/accounts", [("q", text), ("role", role?.rawValue), ("state", state?.rawValue)] + more)
    }

    private var conditions: [SQL] {
        var conditions: [SQL] = []
        if let part = AccountStore.condition(containing: text) { conditions.append(part) }
        if let role {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM role_holdings h
                        WHERE h.account_id = a.id AND h.role = \(role) AND h.ended_at IS NULL)
                """)
        }
        switch state {
        case .disabled: conditions.append("a.disabled_at IS NOT NULL")
        case .active: conditions.append("a.disabled_at IS NULL AND a.password_hash IS NOT NULL")
        case .invited: conditions.append("a.disabled_at IS NULL AND a.password_hash IS NULL")
        case nil: break
        }
        return conditions
    }

    var condition: SQL { SQL.all(conditions) }

    func query(_ cursor: KeyCursor, limit: Int = KeyCursor.size + 1) -> SQL {
        var conditions = conditions
        if let after = cursor.after { conditions.append("a.login_key > \(LoginName(after).key)") }
        if let before = cursor.before { conditions.append("a.login_key < \(LoginName(before).key)") }
        let order: SQL = cursor.isBackwards ? "a.login_key DESC" : "a.login_key"
        return """
            SELECT \(Account.columns) FROM accounts a WHERE \(SQL.all(conditions))
            ORDER BY \(order) LIMIT \(limit)
            """
    }
}

extension Permission {
    var reason: Message? {
        switch self {
        case .allowed: nil
        case .refused(let reason): reason
        }
    }
}

struct AccountListPage: Page {
    struct AccountRow: Encodable, Sendable {
        let id: Identifier
        let login: String
        let name: String
        let state: Account.State
        let isDemo: Bool
        let roles: [RoleLine]
        let signedInAt: Instant?
    }

    let title: Message = "账号"
    var room: Room? { Accounts.room }
    let text: String?
    let role: Role?
    let state: Account.State?
    let rows: [AccountRow]
    let page: KeyPage
    /// Why the reader cannot make an account; nil when she can.
    let makeRefusal: Message?

    private enum CodingKeys: String, CodingKey { case title, text, role, state, rows, page, makeRefusal }

    private var isFiltered: Bool { text != nil || role != nil || state != nil }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: makeRefusal.map { HTML(text: words($0)) }, acts: makeRefusal == nil ? [
            .link("开设账号", to: "/accounts/new", .primary)
        ] : []))
        \(filterBar(words, to: "/accounts", live: "found", isFiltered: isFiltered, [
            .search("q", "姓名或登录名", text, placeholder: nil),
            .select("role", "角色", Role.allCases.map { Choice($0.rawValue, $0.title) }, role?.rawValue, all: "全部角色"),
            .select("state", "状态", Account.State.allCases.map { Choice($0.rawValue, $0.title) }, state?.rawValue, all: "全部状态"),
        ]))
        \(liveRegion("found", "\(table(words))\(rows.isEmpty ? nil : pager(words, page))"))
        """
    }

    private func table(_ words: Words) -> HTML {
        dataTable(
            words, caption: "账号",
            columns: [Column("姓名", .heading), Column("登录名"), Column("角色"), Column("状态"), Column("最近登录")],
            rows: rows.map { row in
                TableRow([
                    "<a href=\"/accounts/\(row.id)\">\(row.name)</a>", HTML(text: row.login),
                    row.roles.isEmpty
                        ? "<span class=\"quiet\">\(words("还没有角色"))</span>"
                        : row.roles.map { $0.view(words) }.joined("<br/>"),
                    stateTags(words, row.state, isDemo: row.isDemo),
                    HTML(text: row.signedInAt.map { words($0) } ?? "—"),
                ])
            },
            empty: emptyState(
                words, isFiltered ? "没有符合条件的账号" : "还没有账号",
                advice: isFiltered ? "换一个条件，或者清除后再看。" : nil))
    }
}

func stateTags(_ words: Words, _ state: Account.State, isDemo: Bool) -> HTML {
    let kind: TagKind = state == .disabled ? .strong : state == .invited ? .plain : .quiet
    return "\(tag(words, state.title, kind))\(isDemo ? " \(tag(words, "演示", .quiet))" as HTML : nil)"
}
