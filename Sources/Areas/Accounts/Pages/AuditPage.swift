import Core
import Storage
import Web

/// The auditor's room. Reading it is an act that is on audit too.
extension AccountDesk {
    var auditRoutes: [Route] {
        [
            .get("/audit", "accounts.audit") { visit in
                try visit.actor.may(.readAudit).orThrow()
                let (page, lookedAt) = try await auditPage(visit)
                try await visit.house.runner.recordReading(
                    "readAudit", of: lookedAt, fields: page.filteredBy, by: visit.actor)
                return .page(page)
            }
        ]
    }

    /// The page, and whose records the auditor picked out for it.
    private func auditPage(_ visit: Visit) async throws -> (AuditPage, [(kind: String, id: Identifier)]) {
        let (filter, cursor, titles) = (AuditFilter(visit.query), KeyCursor(visit.query), auditTitles)
        return try await visit.house.database.read { tx in
            let actor = try filter.login.flatMap { try AccountStore.find(login: $0, tx)?.id }
            let total: Int = try tx.value(filter.count(actor: actor)) ?? 0
            let (entries, hasPrevious, hasNext) = cursor.page(
                try tx.all(filter.query(actor: actor), AuditEntry.init(row:)))
            let names = try AccountStore.names(of: Array(Set(entries.compactMap(\.actor))), tx)
            let commands = try (tx.values(AuditFilter.everyCommand) as [String]).sorted()
            let lookedAt = (filter.subject.map { [($0.kind, $0.id)] } ?? []) + (actor.map { [("account", $0)] } ?? [])
            let page = AuditPage(
                titles: titles, filter: filter, commands: commands, entries: entries.map { .init($0, names) },
                page: KeyPage(
                    shown: entries.count, total: min(total, AuditFilter.countLimit),
                    capped: total > AuditFilter.countLimit,
                    previous: hasPrevious
                        ? entries.first.map { filter.address([("before", AuditFilter.Key($0).text)]) } : nil,
                    next: hasNext ? entries.last.map { filter.address([("after", AuditFilter.Key($0).text)]) } : nil))
            return (page, lookedAt)
        }
    }
}

struct AuditPage: Page {
    struct EntryRow: Encodable, Sendable {
        struct Subject: Encodable, Sendable {
            let kind: String
            let id: Identifier
        }

        let id: Identifier
        let at: Instant
        let actorKind: String
        let actor: Identifier?
        let actorName: String?
        let throughOperator: Bool
        let command: String
        let outcome: String
        let reason: String?
        let subjects: [Subject]
        let fields: [String]

        init(_ entry: AuditEntry, _ names: [Identifier: String]) {
            id = entry.id
            at = entry.at
            actorKind = entry.actorKind
            actor = entry.actor
            actorName = entry.actor.flatMap { names[$0] }
            throughOperator = entry.throughOperator
            command = entry.command
            outcome = entry.outcome.rawValue
            reason = entry.reason
            subjects = entry.subjects.map { Subject(kind: $0.kind, id: $0.id) }
            fields = entry.fields
        }
    }

    let title: Message = "审计记录"
    let titles: [String: Message]
    var room: Room? { Accounts.auditRoom }
    let who: String?
    let command: String?
    let outcome: String?
    let from: Day?
    let to: Day?
    let subject: String?
    /// Every command that is on record, for the filter.
    let commands: [String]
    let entries: [EntryRow]
    let page: KeyPage

    private enum CodingKeys: String, CodingKey {
        case title, who, command, outcome, from, to, subject, commands, entries, page
    }

    init(titles: [String: Message], filter: AuditFilter, commands: [String], entries: [EntryRow], page: KeyPage) {
        self.titles = titles
        who = filter.login
        command = filter.command
        outcome = filter.outcome?.rawValue
        from = filter.from
        to = filter.to
        subject = filter.subjectText
        self.commands = commands
        self.entries = entries
        self.page = page
    }

    /// By which fields the auditor searched; goes onto the record of her reading.
    var filteredBy: [String] {
        let given: [(String, Bool)] = [
            ("who", who != nil), ("command", command != nil), ("outcome", outcome != nil), ("from", from != nil),
            ("to", to != nil), ("subject", subject != nil),
        ]
        return given.filter(\.1).map(\.0)
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, note: HTML(text: words("记录里只有编号和项目名称，没有个人内容。查看本页也会留下记录。"))))
        \(filterBar(words, to: "/audit", isFiltered: !filteredBy.isEmpty, [
            .search("who", "登录名", who, placeholder: nil),
            .select("command", "操作", commands.map { Choice($0, name($0)) }, command, all: "全部操作"),
            .select("outcome", "结果", AuditWords.outcomes.map { Choice($0.0, $0.1) }, outcome, all: "全部结果"),
            .day("from", "从", from?.description), .day("to", "到", to?.description),
            .kept("subject", subject),
        ]))
        \(table(words))
        \(entries.isEmpty ? nil : pager(words, page))
        """
    }

    private func table(_ words: Words) -> HTML {
        dataTable(
            words, caption: "审计记录",
            columns: [
                Column("时间", .heading), Column("谁"), Column("操作"), Column("结果"), Column("对象"), Column("项目"),
            ],
            rows: entries.map { entry in
                let outcome: HTML = tag(
                    words, AuditWords.outcome(entry.outcome), entry.outcome == "refused" ? .strong : .quiet)
                return TableRow([
                    HTML(text: words(entry.at)), who(entry, words),
                    HTML(text: words(name(entry.command))),
                    "\(outcome)\(entry.reason.map { " <code>\($0)</code>" as HTML })",
                    subjects(entry, words),
                    HTML(
                        text: entry.fields.isEmpty ? "—" : entry.fields.map { words(name($0)) }.joined(separator: ", ")),
                ])
            },
            empty: emptyState(words, "没有符合条件的记录", advice: "换一个条件，或者清除后再看。"))
    }

    private func who(_ entry: EntryRow, _ words: Words) -> HTML {
        let through: HTML? = entry.throughOperator ? " <span class=\"quiet\">\(words("（经命令行）"))</span>" : nil
        return "\(entry.actorName ?? words(AuditWords.actor(entry.actorKind)))\(through)"
    }

    private func name(_ key: String) -> Message { titles[key] ?? .verbatim(key) }

    /// A record's number opens everything that was done with it.
    private func subjects(_ entry: EntryRow, _ words: Words) -> HTML {
        guard !entry.subjects.isEmpty else { return "—" }
        return entry.subjects.prefix(20).map { subject -> HTML in
            let whole = "\(subject.kind):\(subject.id)"
            return
                "<a href=\"\(address("/audit", [("subject", whole)]))\">\(words(name(subject.kind))) \(subject.id)</a>"
        }.joined("<br/>")
    }
}
