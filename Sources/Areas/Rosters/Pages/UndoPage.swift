import Core
import Storage
import Web

/// Asks once more before an import is undone, and says what exactly will happen.
struct UndoPage: Page {
    struct Line: Sendable, Encodable {
        let sheet: String
        let row: Int
        let name: String
        let record: Identifier?
    }

    let title: Message = "撤销这次导入？"
    var room: Room? { Rosters.room }
    let roster: Identifier
    let kind: ImportKind
    let fileName: String
    let new: Int
    let updated: Int
    /// Rows whose records were changed since: they will be kept.
    let edited: Int
    let firstEdited: [Line]
    let until: Instant?
    /// Why it cannot be undone.
    let refusal: Message?
    let form: FormState

    static let mostNamed = 50

    static func load(_ visit: Visit, _ file: FileImport, _ form: FormState) async throws -> UndoPage {
        let now = visit.house.clock.now()
        let vault = visit.house.vault
        return try await visit.house.database.read { tx in
            var refusal: Message?
            if case .refused(let why) = file.mayBeUndone(now: now) { refusal = why }
            if try UndoStore.find(file.id, tx) != nil { refusal = "这次导入已经撤销过" }
            let edited = try refusal == nil ? UndoStore.editedSince(file, limit: mostNamed, tx) : ([], 0)
            let rows = try ImportRowStore.find(edited.0, of: file.id, tx, vault)
            return UndoPage(
                roster: file.id, kind: file.kind, fileName: file.fileName, new: file.totals.new,
                updated: file.totals.updated, edited: edited.1,
                firstEdited: edited.0.compactMap { rows[$0] }.map { row in
                    Line(
                        sheet: row.sheet, row: row.row, name: row.values[file.kind.form.name] ?? "",
                        record: row.record)
                },
                until: file.endedAt?.adding(seconds: ImportUndo.hours * 3600), refusal: refusal, form: form)
        }
    }

    func body(_ words: Words) -> HTML {
        let header = pageHeader(
            words, title, note: "\(fileName)",
            crumbs: [Crumb("导入", "/rosters"), Crumb("结果", "/rosters/\(roster)")])
        if let refusal {
            return """
                \(header)
                \(notice(words, .warning, refusal))
                \(actRow(words, [.link("回到结果", to: "/rosters/\(roster)")]))
                """
        }
        let form = FormView(words, form)
        return """
            \(header)
            \(section(words, "将会怎样", lineList(whatHappens.map { "\(words($0))" })))
            \(firstEdited.isEmpty ? nil : section(words, "导入以后改动过、会保留的", list(words)))
            \(form.wrapped(
                to: "/rosters/\(roster)/undo", submit: "撤销这次导入", weight: .danger, cancel: "/rosters/\(roster)",
                [form.textarea("reason", "撤销的原因", hint: "会记在这次导入的结果里")]))
            """
    }

    private var whatHappens: [Message] {
        var said: [Message] = []
        switch kind {
        case .roster:
            said.append("新登记的 \(new) 人，连同入职登记和岗位一起删去；已有别的记录用到的人会保留并列出。")
            said.append("更新过的 \(updated) 人，改回导入以前的内容：姓名、电话、入职信息、岗位和负责的单位。")
            said.append("因为这次导入而了结的调入申请，重新等待答复。")
        default:
            said.append("新登记的 \(new) 条，从系统里删去；已有别的记录用到的会保留并列出。")
            said.append("更新过的 \(updated) 条，改回导入以前的内容。")
        }
        said.append(
            edited == 0 ? "导入以后没有人改动过这些资料。" : "其中 \(edited) 条在导入以后有人改动过，不会动，撤销后列出。")
        said.append("撤销本身不能再撤销；需要时可以把文件再导入一次。")
        if let until { said.append("\(until) 以前可以撤销。") }
        return said
    }

    private func list(_ words: Words) -> HTML {
        let rows = firstEdited.map { line in
            TableRow([
                "\(words(place(line.sheet, line.row)))",
                line.record.map { "<a href=\"\(kind.address(of: $0))\">\(line.name)</a>" } ?? "\(line.name)",
            ])
        }
        let table = dataTable(
            words, caption: "导入以后改动过、会保留的",
            columns: [Column("在哪里"), Column(kind.form.name.title(in: kind), .heading)], rows: rows)
        return edited > firstEdited.count
            ? "\(table)<p class=\"quiet\">\(words("这里只列前 \(firstEdited.count) 条，共 \(edited) 条。"))</p>" : table
    }
}
