import Core
import Storage
import Web

/// The administrators' own lists, as files.
extension AccountDesk {
    var listings: [Listing] { [accountListing, auditListing] }

    private var accountListing: Listing {
        let units = units
        return Listing(
            "accounts", title: "账号", path: "/accounts", power: .seeAccounts,
            columns: [
                .init("姓名"), .init("登录名"), .init("角色", width: 40), .init("状态"), .init("最近登录", .moment),
            ],
            total: { asking, tx in
                try tx.value("SELECT COUNT(*) FROM accounts a WHERE \(AccountFilter(asking.fields).condition)")
            },
            part: { asking, after, limit, tx in
                let words = Words(.chinese, asking.house.phrasebook)
                let read = try tx.all(
                    AccountFilter(asking.fields).query(KeyCursor(after: after), limit: limit), Account.init(row:))
                let holdings = try RoleHolding.all(of: read.map(\.id), onlyOpen: true, tx)
                let labels = try units.labels(Array(Set(holdings.map(\.unit))), tx)
                let byAccount = Dictionary(grouping: holdings, by: \.account)
                return Listing.Part(
                    rows: read.map { account in
                        let roles = (byAccount[account.id] ?? []).map { holding in
                            [words(holding.role.title), labels[holding.unit]].compactMap(\.self).joined(separator: " ")
                        }
                        return [
                            .text(account.name), .text(account.login), .text(roles.joined(separator: "; ")),
                            .words(account.state.title), .moment(account.signedInAt),
                        ]
                    }, next: read.count < limit ? nil : read.last?.login)
            })
    }

    private var auditListing: Listing {
        let titles = auditTitles
        return Listing(
            "audit", title: "审计记录", path: "/audit", power: .readAudit,
            columns: [
                .init("时间", .moment), .init("谁"), .init("操作", width: 28), .init("结果"), .init("原因"),
                .init("对象", width: 40), .init("项目", width: 30),
            ],
            anyPart: { asking, after, limit in
                // What was read is on record before any of it is kept; once for the whole file.
                if after == nil { try await Self.record(asking) }
                var fields = asking.fields
                if let after { fields.append("after", after) }
                let filter = AuditFilter(fields)
                return try await asking.house.database.read { tx in
                    let actor = try filter.login.flatMap { try AccountStore.find(login: $0, tx)?.id }
                    let entries = try tx.all(filter.query(actor: actor, limit: limit), AuditEntry.init(row:))
                    let names = try AccountStore.names(of: Array(Set(entries.compactMap(\.actor))), tx)
                    return Listing.Part(
                        rows: entries.map { row($0, names, titles) },
                        next: entries.count < limit ? nil : entries.last.map { AuditFilter.Key($0).text })
                }
            })
    }

    private static func record(_ asking: Listing.Asking) async throws {
        let filter = AuditFilter(asking.fields)
        try await asking.house.runner.recordReading(
            "readAudit", of: filter.subject.map { [($0.kind, $0.id)] } ?? [], fields: asking.query.keys.sorted(),
            by: asking.actor)
    }
}

private func row(
    _ entry: AuditEntry, _ names: [Identifier: String], _ titles: [String: Message]
) -> [Listing.Value] {
    let who: Message =
        entry.actor.flatMap { names[$0] }.map { .verbatim($0) } ?? AuditWords.actor(entry.actorKind)
    return [
        .moment(entry.at), .words(who), .words(titles[entry.command] ?? .verbatim(entry.command)),
        .words(AuditWords.outcome(entry.outcome.rawValue)), .text(entry.reason),
        .text(entry.subjects.map { "\($0.kind):\($0.id)" }.joined(separator: " ")),
        .text(entry.fields.joined(separator: ", ")),
    ]
}
