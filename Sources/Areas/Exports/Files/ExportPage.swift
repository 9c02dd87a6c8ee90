import Core
import Web

/// One export: how far it is, its file, or why there is none.
struct ExportPage: Page {
    let export: ExportLine
    var title: Message { "导出：\(export.listTitle)" }
    var refreshSeconds: Int? { export.isGoingOn ? 2 : nil }

    static func load(_ visit: Visit) async throws -> ExportPage {
        let id = try visit.identifier("export")
        let house = visit.house
        let found = try await house.database.read { [account = visit.actor.account] tx in
            try ExportStore.find(id, of: account, tx, house.vault)
        }
        guard let found else { throw Problem.notFound }
        return ExportPage(export: ExportLine(found, house.registry, now: house.clock.now()))
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, note: export.stateTag(words),
            crumbs: [Crumb(export.listTitle, export.address), Crumb("我的导出", "/exports")], acts: acts))
        \(said(words))
        \(facts(
            words,
            [
                .text("文件格式", export.kind == .xlsx ? words("Excel 表格（.xlsx）") : words("CSV 文本（.csv）")),
                .text("行数", words(export.rows)), .text("大小", export.bytes == nil ? nil : export.size),
                .text("用途", export.purpose), .text("给谁用", words(export.use.title)),
                .text("接收单位", export.recipient),
                .text("没有列入", export.use.needsConsent ? words("\(export.leftOut) 人没有同意") : nil), .text("何时导出", words(export.requestedAt)),
                .text("保留到", export.isAlive ? export.diesAt.map { words($0) } : nil),
                .text("下载次数", words("\(export.downloads)，最多 \(Export.mostDownloads)")),
                .text("审计链头", export.auditHead),
            ]))
        """
    }

    private var acts: [PageAct] {
        switch export.state {
        case .running, .writing: [.link("不要了", to: "/exports/\(export.id)/delete")]
        case .ready where export.isAlive:
            [
                .link("下载", to: "/exports/\(export.id)/file", .primary),
                .link("删除", to: "/exports/\(export.id)/delete"),
            ]
        default: [.link("再导出一次", to: export.again, .primary)]
        }
    }

    private func said(_ words: Words) -> HTML {
        switch export.state {
        case .running:
            return """
                \(progressBar(words, "正在读取名单", done: export.rows, of: max(export.total ?? 0, export.rows)))
                <p class="quiet">\(words("可以离开这一页，准备好以后在“我的导出”里下载。"))</p>
                """
        case .writing:
            return progressBar(words, "正在写成文件", done: export.rows, of: export.rows)
        case .ready where export.isAlive:
            return notice(words, .success, "文件已准备好，共 \(export.rows) 行。")
        case .ready, .expired:
            let isUsedUp = export.downloads >= Export.mostDownloads
            return notice(
                words, .information,
                isUsedUp
                    ? "这份文件已下载 \(Export.mostDownloads) 次，不再提供；需要时可以再导出一次。"
                    : "这份文件已满 \(Export.lifetimeInHours) 小时，已经删除；需要时可以再导出一次。")
        case .stopped: return notice(words, .failure, export.stoppedBecause ?? "没有完成")
        case .deleted: return notice(words, .information, "您已删除这份文件；需要时可以再导出一次。")
        }
    }
}

struct DeletingExport: Page {
    let export: ExportLine
    var title: Message { "删除这份导出？" }

    static func load(_ visit: Visit) async throws -> DeletingExport {
        DeletingExport(export: try await ExportPage.load(visit).export)
    }

    func body(_ words: Words) -> HTML {
        confirmation(
            words, title, "文件会立即删除，不能恢复；需要时可以再导出一次。",
            act: .post("删除", to: "/exports/\(export.id)/delete", .danger), back: "/exports/\(export.id)")
    }
}
