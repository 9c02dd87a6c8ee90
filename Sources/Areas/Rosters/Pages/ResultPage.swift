import ChineseText
import Core
import Organization
import People
import Storage
import Web

/// What became of a roster. It stays.
struct ResultPage: Page {
    struct Line: Sendable, Encodable {
        let position: Int
        let sheet: String
        let row: Int
        let name: String
        /// What tells it from others of the same name.
        let number: String?
        let column: String?
        let reason: RowReason?
        let message: Message?
        /// Of a row that was taken.
        let record: Identifier?
        let warnings: [Message]
        let isRequested: Bool
    }

    struct Missing: Sendable, Encodable {
        let person: Identifier
        let name: String
        let unit: String
        /// Still held there; nil once somebody dealt with it.
        let post: Identifier?
    }

    var title: Message { .verbatim(fileName) }
    var room: Room? { Rosters.room }
    struct Kept: Sendable, Encodable {
        let sheet: String
        let row: Int
        let name: String
        let record: Identifier?
        let why: UndoReason
        let message: Message
    }

    struct Undo: Sendable, Encodable {
        let state: ImportUndo.State
        let who: String
        let at: Instant
        let reason: String
        let rows: Int
        let undone: Int
        let kept: Int
    }

    let roster: Identifier
    let kind: ImportKind
    let fileName: String
    let state: FileImport.State
    let who: Message
    let uploadedAt: Instant
    let endedAt: Instant?
    let lines: Int
    let reached: Int
    let skipped: Int
    let totals: FileImport.Totals
    let reasons: [ReviewPage.ReasonCount]
    let shows: RowOutcome
    let reason: RowReason?
    let rows: [Line]
    let pages: KeyPage
    let absent: [Missing]
    let absentTotal: Int
    let undo: Undo?
    /// Of an import that was undone: the rows that stayed, and why.
    let kept: [Kept]
    let mayBeUndone: Bool

    static let mostKept = 200
    static let size = 50
    static let mostAbsent = 100

    static func load(_ visit: Visit, _ roster: FileImport) async throws -> ResultPage {
        let shows = visit.query["show"].flatMap(RowOutcome.init(rawValue:)) ?? .rejected
        let reason = shows == .rejected ? visit.query["reason"].flatMap(RowReason.init(rawValue:)) : nil
        let after = visit.query["after"].flatMap { Int($0) }
        let actor = visit.actor
        let vault = visit.house.vault
        let now = visit.house.clock.now()
        return try await visit.house.database.read { tx in
            let reasons = try ImportRowStore.countsByReason(roster.id, tx)
            let (rows, hasMore) = try ImportRowStore.page(
                roster.id, shows, reason: reason, after: after, size: size, tx, vault)
            let absent = try Absence.recorded(roster.id, after: nil, limit: mostAbsent, tx)
            let people = try PersonStore.find(absent.map(\.person), actor.sees, tx, vault)
            let undo = try UndoStore.find(roster.id, tx)
            let kept = try undo == nil ? [] : UndoStore.kept(roster.id, limit: mostKept, tx)
            let keptRows = try ImportRowStore.find(kept.map(\.position), of: roster.id, tx, vault)
            let units = try UnitStore.labels(absent.map(\.unit), tx)
            let held = try Absence.stillHeld(roster.id, by: Array(people.keys), tx)
            let total =
                reason.map { reason in reasons.first { $0.reason == reason }?.count ?? 0 }
                ?? roster.totals.count(of: shows)
            let here = "/rosters/\(roster.id)"
            let filter: [(String, String?)] = [("show", shows.rawValue), ("reason", reason?.rawValue)]
            return ResultPage(
                roster: roster.id, kind: roster.kind, fileName: roster.fileName, state: roster.state, who: roster.who,
                uploadedAt: roster.uploadedAt, endedAt: roster.endedAt, lines: roster.lines, reached: roster.reached,
                skipped: roster.skipped, totals: roster.totals,
                reasons: reasons.map { .init(reason: $0.reason, count: $0.count) }, shows: shows, reason: reason,
                rows: rows.map { Line($0, roster.kind) },
                pages: KeyPage(
                    shown: rows.count, total: total, previous: after == nil ? nil : address(here, filter),
                    next: hasMore
                        ? address(here, filter + [("after", rows.last.map { String($0.position) })]) : nil),
                absent: absent.compactMap { missing in
                    people[missing.person].map {
                        Missing(
                            person: $0.id, name: $0.name, unit: units[missing.unit] ?? "", post: held[missing])
                    }
                }, absentTotal: try Absence.count(roster.id, tx),
                undo: undo.map {
                    Undo(
                        state: $0.state, who: $0.askedName, at: $0.askedAt, reason: $0.reason, rows: $0.rows,
                        undone: $0.undone, kept: $0.kept)
                },
                kept: kept.compactMap { one in
                    keptRows[one.position].map { row in
                        Kept(
                            sheet: row.sheet, row: row.row, name: row.values[roster.kind.form.name] ?? "",
                            record: one.why == .gone ? nil : row.record, why: one.why, message: one.why.message)
                    }
                }, mayBeUndone: undo == nil && roster.mayBeUndone(now: now).isAllowed)
        }
    }
}

extension ResultPage.Line {
    init(_ row: ImportRow, _ kind: ImportKind) {
        position = row.position
        sheet = row.sheet
        self.row = row.row
        name = row.values[kind.form.name] ?? ""
        number = row.values.shown(kind.form.number)
        column = row.fault?.column
        reason = row.fault?.reason
        message = row.fault?.message
        record = row.fault == nil ? row.record : nil
        warnings = row.warnings.map(\.message)
        isRequested = row.request != nil
    }
}

extension FileImport.Totals {
    func count(of outcome: RowOutcome) -> Int {
        switch outcome {
        case .new: new
        case .updated: updated
        case .unchanged: unchanged
        case .rejected: rejected
        }
    }
}

extension ResultPage {
    func body(_ words: Words) -> HTML {
        let isWhole = state == .done
        return """
            \(pageHeader(
                words, title, note: "\(words(kind.title)) · \(words("\(who)上传于 \(uploadedAt)"))",
                crumbs: [Crumb("导入", "/rosters")], acts: acts))
            \(phases(words, current: 3))
            \(isWhole
                ? notice(words, totals.rejected == 0 ? .success : .information, outcome)
                : notice(words, .warning, reached == 0 ? "这次导入已放弃，没有改动任何资料。" : "这次导入在第 \(reached) 行处停下，其余的没有导入。"))
            \(undo.map { undoing($0, words) })
            \(section(words, "结果", numbers(words)))
            \(reached == 0 ? nil : section(words, "逐行结果", list(words)))
            \(absentTotal == 0 ? nil : section(words, "不在这份表里的人", missing(words)))
            """
    }

    private var acts: [PageAct] {
        var acts: [PageAct] = []
        if totals.rejected > 0 { acts.append(.link("下载没有收的行", to: "/rosters/\(roster)/rejected", .primary)) }
        if reached > 0 { acts.append(.link("下载逐行结果", to: "/rosters/\(roster)/result")) }
        if mayBeUndone { acts.append(.link("撤销这次导入", to: "/rosters/\(roster)/undo", .danger)) }
        return acts
    }

    private var outcome: Message {
        if kind != .roster {
            return totals.rejected == 0
                ? "全部收进：\(totals.accepted) 行。"
                : "收进 \(totals.accepted) 行，\(totals.rejected) 行没有收。请下载这些行，在“错误原因”旁改正后直接再上传。"
        }
        return totals.rejected == 0
            ? "全部收进：\(totals.accepted) 人。"
            : "收进 \(totals.accepted) 人，\(totals.rejected) 行没有收。请下载这些行，在“错误原因”旁改正后直接再上传。"
    }

    private func numbers(_ words: Words) -> HTML {
        let here = "/rosters/\(roster)"
        func tile(_ label: Message, _ outcome: RowOutcome, _ number: Int) -> FigureTile {
            FigureTile(
                label, words(number), opens: address(here, [("show", outcome.rawValue)]),
                needsHand: outcome == .rejected && number > 0)
        }
        let sum = totals.all + skipped
        return """
            \(figureTiles(
                words,
                [
                    tile("新登记", .new, totals.new), tile("更新", .updated, totals.updated),
                    tile("没有变化", .unchanged, totals.unchanged), tile("没有收", .rejected, totals.rejected),
                ]))
            <p>\(words(
                kind == .roster
                    ? "\(totals.new) + \(totals.updated) + \(totals.unchanged) + \(totals.rejected) 人，加上跳过的 \(skipped) 行，共 \(sum) 行。"
                    : "\(totals.new) + \(totals.updated) + \(totals.unchanged) + \(totals.rejected) 行，加上跳过的 \(skipped) 行，共 \(sum) 行。"))</p>
            """
    }

    private func list(_ words: Words) -> HTML {
        let here = "/rosters/\(roster)"
        let views = RowOutcome.allCases.reversed().map { outcome in
            Tab(
                outcome.title, address(here, [("show", outcome.rawValue)]), count: totals.count(of: outcome),
                isCurrent: outcome == shows)
        }
        let choices = reasons.map { Choice($0.reason.rawValue, $0.reason.title) }
        let filter: HTML? =
            shows == .rejected && reasons.count > 1
            ? filterBar(
                words, to: here, isFiltered: reason != nil,
                [.kept("show", shows.rawValue), .select("reason", "原因", choices, reason?.rawValue, all: "全部原因")]) : nil
        let table =
            shows == .rejected
            ? dataTable(
                words, caption: "没有收的行",
                columns: [
                    Column("在哪里", .heading), Column(kind.form.name.title(in: kind)), Column("列"), Column("原因"),
                    Column("", .acts),
                ], rows: rows.map { refused($0, words) }, empty: emptyState(words, "没有这样的行"))
            : dataTable(
                words, caption: shows.title,
                columns: [
                    Column("在哪里"), Column(kind.form.name.title(in: kind), .heading),
                    Column(kind.form.number.title(in: kind)), Column("提醒"),
                ],
                rows: rows.map { taken($0, words) }, empty: emptyState(words, "没有这样的行"))
        return "\(tabs(words, label: "逐行结果", views))\(filter)\(table)\(rows.isEmpty ? nil : pager(words, pages))"
    }

    private func refused(_ row: Line, _ words: Words) -> TableRow {
        let act: HTML =
            row.reason == .heldElsewhere
            ? "<a href=\"/rosters/\(roster)/rows/\(row.position)\">\(words(row.isRequested ? "已提出申请" : "申请调入"))</a>"
            : ""
        return TableRow([
            "\(words(place(row.sheet, row.row)))", "\(row.name)", "\(row.column ?? "")",
            "\(row.message.map { words($0) } ?? "")", act,
        ])
    }

    private func taken(_ row: Line, _ words: Words) -> TableRow {
        TableRow([
            "\(words(place(row.sheet, row.row)))",
            row.record.map { "<a href=\"\(kind.address(of: $0))\">\(row.name)</a>" } ?? "\(row.name)",
            "\(row.number ?? "")",
            "\(row.warnings.map { words($0) }.joined(separator: " "))",
        ])
    }

    private func undoing(_ undo: Undo, _ words: Words) -> HTML {
        let said: Message =
            undo.state == .stopped
            ? "撤销中途停下：已撤销 \(undo.undone) 行，保留 \(undo.kept) 行，其余没有处理。"
            : undo.kept == 0 ? "这次导入已撤销：\(undo.undone) 行。" : "这次导入已撤销：\(undo.undone) 行；\(undo.kept) 行予以保留，列在下面。"
        let more: HTML = "<p>\(words("\(undo.who)于 \(undo.at) 撤销，原因：\(undo.reason)"))</p>"
        let rows = kept.map { one in
            TableRow([
                "\(words(place(one.sheet, one.row)))",
                one.record.map { "<a href=\"\(kind.address(of: $0))\">\(one.name)</a>" } ?? "\(one.name)",
                "\(words(one.message))",
            ])
        }
        let list: HTML? =
            kept.isEmpty
            ? nil
            : section(
                words, "撤销时保留的行",
                dataTable(
                    words, caption: "撤销时保留的行",
                    columns: [Column("在哪里"), Column(kind.form.name.title(in: kind), .heading), Column("原因")],
                    rows: rows))
        return "\(notice(words, undo.kept == 0 ? .success : .warning, said, more))\(list)"
    }

    private func missing(_ words: Words) -> HTML {
        let rows = absent.map { missing in
            TableRow([
                "<a href=\"/people/\(missing.person)\">\(missing.name)</a>", "\(missing.unit)",
                missing.post.map { post in
                    """
                    <a href="/people/\(missing.person)/move">\(words("调走了"))</a> · \
                    <a href="/posts/\(post)/end">\(words("离职了"))</a>
                    """
                } ?? tag(words, "已办理", .quiet),
            ])
        }
        return """
            <p>\(words("系统里有 \(absentTotal) 人在这些单位任职，但这份表里没有。调走了还是离职了？请逐个核实后办理，系统不会自动改动。"))</p>
            \(dataTable(
                words, caption: "不在这份表里的人", columns: [Column("姓名", .heading), Column("单位"), Column("办理", .acts)], rows: rows,
                empty: emptyState(words, "这些人已不在您的范围内")))
            """
    }
}
