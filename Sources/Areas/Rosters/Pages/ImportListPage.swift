import Core
import Storage
import Web

/// Past imports, and the form for a new one.
struct ImportListPage: Page {
    struct Entry: Sendable, Encodable {
        let id: Identifier
        let kind: ImportKind
        let fileName: String
        let state: FileImport.State
        /// Of one that was taken back afterwards.
        let undo: ImportUndo.State?
        let who: Message
        let uploadedAt: Instant
        let totals: FileImport.Totals
    }

    let title: Message = "导入"
    var room: Room? { Rosters.room }
    let imports: [Entry]
    let pages: KeyPage
    let form: FormState

    static let size = 30
    static let mostCounted = 1000

    static func load(_ visit: Visit, _ form: FormState) async throws -> ImportListPage {
        try visit.actor.may(.importRosters).orThrow()
        let scope = visit.actor.scope(for: .importRosters)
        let before = visit.query["before"].flatMap { Identifier($0) }
        let vault = visit.house.vault
        return try await visit.house.database.read { tx in
            let (imports, hasMore) = try ImportStore.page(scope, before: before, size: size, tx, vault)
            let undos = try UndoStore.states(of: imports.map(\.id), tx)
            let total = try ImportStore.count(scope, upTo: mostCounted + 1, tx)
            return ImportListPage(
                imports: imports.map {
                    Entry(
                        id: $0.id, kind: $0.kind, fileName: $0.fileName, state: $0.state, undo: undos[$0.id],
                        who: $0.who, uploadedAt: $0.uploadedAt, totals: $0.totals)
                },
                pages: KeyPage(
                    shown: imports.count, total: min(total, mostCounted), capped: total > mostCounted,
                    previous: before == nil ? nil : "/rosters",
                    next: hasMore
                        ? address("/rosters", [("before", imports.last?.id.description)]) : nil),
                form: form)
        }
    }

    func body(_ words: Words) -> HTML {
        var chosen = form
        if chosen["kind"] == nil { chosen["kind"] = ImportKind.roster.rawValue }
        let form = FormView(words, chosen)
        let upload = form.wrapped(
            to: "/rosters", submit: "上传并查看", takesUpload: true,
            [
                form.select(
                    "kind", "导入什么", ImportKind.allCases.map { Choice($0.rawValue, $0.title) }, unchosen: nil),
                form.file(
                    "file", "文件", hint: "选择文件，或把文件拖到这里。上传后先给您看读懂了什么，确认之前不会改动任何资料。",
                    accept: ".xlsx,.csv,.txt"),
            ])
        return """
            \(pageHeader(words, title))
            \(section(words, "上传文件", upload + about(words)))
            \(section(words, "下载模板", templates(words)))
            \(section(words, "导入过的文件", list(words)))
            """
    }

    private func templates(_ words: Words) -> HTML {
        let links = ImportKind.allCases.map { kind -> HTML in
            "<a href=\"\(address("/rosters/template", [("kind", kind.rawValue)]))\">\(words("\(kind.title)模板"))</a>"
        }
        return "<p>\(words("照着模板填最稳妥；自己的表只要有表头，也能认出来。"))</p>\(lineList(links))"
    }

    private func about(_ words: Words) -> HTML {
        lineList([
            "\(words("收 .xlsx 和 .csv（UTF-8、UTF-16 或 GBK），最多 \(UploadFile.mostBytes >> 20) MB、\(ImportPages.mostLines) 行。"))",
            "\(words("旧的 .xls、WPS 的 .et 和带密码的文件，请先另存为不带密码的 .xlsx。"))",
            "\(words("花名册必须有姓名和身份证号两列；手机、区、街镇（单位）、入职时间、来源按表头认，列的先后不限，标题、小计和空行会自动跳过。"))",
            "\(words("对的行收进来，错的行留下并逐行说明，改好后可以直接再传；同一个文件传两次不会重复。"))",
            "\(words("导入结束后 \(ImportUndo.hours) 小时内可以整体撤销。"))",
        ])
    }

    private func list(_ words: Words) -> HTML {
        let rows = imports.map { entry -> TableRow in
            TableRow(
                [
                    "<a href=\"/rosters/\(entry.id)\">\(entry.fileName)</a>", "\(words(entry.kind.title))",
                    entry.undo.map { tag(words, $0.title, $0 == .running ? .plain : .quiet) } ?? entry.state.tag(words),
                    "\(words(entry.totals.accepted))", "\(words(entry.totals.rejected))", "\(words(entry.who))",
                    "\(words(entry.uploadedAt))",
                ])
        }
        return dataTable(
            words, caption: "导入过的文件",
            columns: [
                Column("文件", .heading), Column("内容"), Column("进度"), Column("收进", .number), Column("没有收", .number),
                Column("经办"), Column("上传时间"),
            ], rows: rows,
            empty: emptyState(words, "还没有导入过文件", advice: "从上面选择一个文件上传。"))
            + (imports.isEmpty ? .empty : pager(words, pages))
    }
}

extension FileImport {
    /// Who sent it.
    var who: Message { account == nil ? "命令行" : .verbatim(accountName) }
}

extension ImportUndo.State {
    var title: Message {
        switch self {
        case .running: "正在撤销"
        case .done: "导入已撤销"
        case .stopped: "撤销中途停下"
        }
    }
}

extension FileImport.State {
    var title: Message {
        switch self {
        case .read: "等待确认"
        case .running: "正在导入"
        case .done: "已完成"
        case .abandoned: "已放弃"
        }
    }

    func tag(_ words: Words) -> HTML {
        Web.tag(words, title, self == .read ? .urgent : self == .done ? .plain : .quiet)
    }
}
