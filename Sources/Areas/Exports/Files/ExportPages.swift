import Core
import Storage
import Web

enum ExportPages {
    static let routes: [Route] = [
        .get("/exports", "exports.list") { .page(try await ExportsPage.load($0)) },
        .get("/exports/new", "exports.new") { .page(try await ExportForm.load($0, FormState())) },
        .post("/exports", "exports.request", request),
        .get("/exports/:export", "exports.export") { .page(try await ExportPage.load($0)) },
        .get("/exports/:export/file", "exports.file", file),
        .get("/exports/:export/delete", "exports.deleting") { .page(try await DeletingExport.load($0)) },
        .post("/exports/:export/delete", "exports.delete", delete),
    ]

    private static func request(_ visit: Visit) async throws -> Answer {
        // Who may not take the list learns it, or nothing, before any field is looked at.
        _ = try await ExportForm.load(visit, FormState())
        return try await visit.submit {
            let command = try visit.decode(RequestExport.self, with: ["language": visit.words.language.rawValue])
            let id = try await visit.run(command).export
            try await ExportWork.begin(id, visit.house)
            return .redirect("/exports/\(id)")
        } orShow: { form in
            try await ExportForm.load(visit, form)
        }
    }

    private static func file(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("export")
        let (house, account) = (visit.house, visit.actor.account)
        // A link that has died leads to the page that says why, and how to have the file once more.
        let known = try await house.database.read { tx in try ExportStore.find(id, of: account, tx, house.vault) }
        if let known, known.wasMade, !known.isAlive(at: house.clock.now()) { return .redirect("/exports/\(id)") }
        try await visit.run(TakeExport(export: id))
        let export = try await house.database.read { tx in try ExportStore.find(id, of: account, tx, house.vault) }
        guard let export, let attempt = export.attempt, let count = export.fileParts, let size = export.fileBytes else {
            throw Problem.notFound
        }
        let type =
            switch export.kind {
            case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            case .csv: "text/csv; charset=utf-8"
            }
        return .file(
            Download(
                name: export.fileName, contentType: type,
                content: .pieces(size: size, count: count) { number in
                    let piece = try await house.database.read { tx in
                        try ExportStore.part(number, of: id, attempt: attempt, tx, house.vault)
                    }
                    guard let piece else { throw Problem.notFound }
                    return Array(piece)
                }))
    }

    private static func delete(_ visit: Visit) async throws -> Answer {
        let id = try visit.identifier("export")
        try await visit.run(DeleteExport(export: id))
        return .redirect("/exports", saying: "已删除这份导出")
    }
}

/// An export as a line of the list and as its page.
struct ExportLine: Sendable, Encodable {
    let id: Identifier
    let list: String
    let listTitle: Message
    let address: String
    let kind: Export.Kind
    let purpose: String?
    let use: DataUse
    let recipient: String?
    let leftOut: Int
    let state: Export.State
    let stoppedBecause: Message?
    let rows: Int
    let total: Int?
    let bytes: Int?
    let auditHead: String?
    let requestedAt: Instant
    let diesAt: Instant?
    let endedAt: Instant?
    let downloads: Int
    /// It can be fetched now.
    let isAlive: Bool

    init(_ export: Export, _ registry: Registry, now: Instant) {
        id = export.id
        list = export.list
        listTitle = registry.listing(export.list)?.title ?? .verbatim(export.list)
        address = export.address
        kind = export.kind
        purpose = export.purpose
        use = export.use
        recipient = export.recipient
        leftOut = export.leftOut
        state = export.state
        stoppedBecause = export.stoppedBecause?.reason
        rows = export.rows
        total = export.total
        bytes = export.fileBytes
        auditHead = export.auditHead
        requestedAt = export.requestedAt
        diesAt = export.diesAt
        endedAt = export.endedAt
        downloads = export.downloads
        isAlive = export.isAlive(at: now)
    }

    var isGoingOn: Bool { state == .running || state == .writing }

    func stateTag(_ words: Words) -> HTML {
        switch state {
        case .running, .writing: tag(words, "正在准备")
        case .ready where isAlive: tag(words, "可以下载", .strong)
        case .ready, .expired: tag(words, "已过期", .quiet)
        case .stopped: tag(words, "没有完成", .urgent)
        case .deleted: tag(words, "已删除", .quiet)
        }
    }

    /// One again like this one.
    var again: String { Web.address("/exports/new", [("list", list), ("at", address)]) }

    var size: String {
        let bytes = bytes ?? 0
        return bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(max(1, bytes >> 10)) KB"
    }
}

extension Export.Stop {
    var reason: Message {
        switch self {
        case .roleGone: "您已不能再导出这份名单：角色已经变动"
        case .listGone: "这份名单，或者它所限的单位，已经不在您可以查看的范围内"
        case .tooManyRows: "超过 \(Export.mostRows) 行，请先缩小范围再导出"
        case .failed: "系统没能写成这份文件，请再试一次；仍不行，请联系系统管理员"
        }
    }
}

/// What somebody took away or is about to.
struct ExportsPage: Page {
    let title: Message = "我的导出"
    let exports: [ExportLine]
    /// Lists offer her a button for it.
    let mayExport: Bool

    private static let most = 50

    static func load(_ visit: Visit) async throws -> ExportsPage {
        guard let account = visit.actor.account else { throw Problem.notFound }
        let house = visit.house
        let now = house.clock.now()
        let found = try await house.database.read { tx in
            try ExportStore.latest(of: account, limit: most, tx, house.vault)
        }
        return ExportsPage(
            exports: found.map { ExportLine($0, house.registry, now: now) }, mayExport: visit.actor.has(.export))
    }

    var refreshSeconds: Int? { exports.contains { $0.isGoingOn } ? 3 : nil }

    func body(_ words: Words) -> HTML {
        let rows = exports.map { line in
            TableRow([
                "<a href=\"/exports/\(line.id)\">\(words(line.listTitle))</a>", line.stateTag(words),
                "\(words(line.rows))", "\(words(line.requestedAt))",
                line.isAlive ? "\(words(line.diesAt ?? line.requestedAt))" : "—", "\(words(line.downloads))",
                line.isAlive ? actRow(words, [.link("下载", to: "/exports/\(line.id)/file")]) : "",
            ])
        }
        return """
            \(pageHeader(
                words, title,
                note: "\(words("文件保留 \(Export.lifetimeInHours) 小时，最多下载 \(Export.mostDownloads) 次，只有您自己能取。"))",
                acts: [.link("保存的筛选", to: "/filters")]))
            \(dataTable(
                words, caption: title,
                columns: [
                    Column("名单", .heading), Column("状态"), Column("行数", .number), Column("何时导出"), Column("保留到"),
                    Column("下载次数", .number), Column("办理", .acts),
                ], rows: rows,
                empty: emptyState(
                    words, "还没有导出过",
                    advice: mayExport ? "在任何一份名单上点“导出”，文件会出现在这里" : "导出名单由经办干部和查看人员办理；需要名单的，请找本单位的经办干部")))
            """
    }
}
