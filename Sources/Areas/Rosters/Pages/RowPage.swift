import ChineseText
import Core
import Web

/// One row of a result, and for somebody who is held elsewhere the request to have her.
struct RowPage: Page {
    var title: Message { place(row.sheet, row.row) }
    var room: Room? { Rosters.room }
    let roster: Identifier
    let row: SampleRow
    let position: Int
    let reason: RowReason?
    let mayRequest: Bool
    let isRequested: Bool
    let form: FormState

    init(_ roster: FileImport, _ row: ImportRow, _ form: FormState) {
        self.roster = roster.id
        self.row = SampleRow(row, roster.kind)
        position = row.position
        reason = row.fault?.reason
        mayRequest = row.fault?.reason == .heldElsewhere && row.unit != nil && row.request == nil
        isRequested = row.request != nil
        self.form = form
    }

    func body(_ words: Words) -> HTML {
        let form = FormView(words, form)
        let request: HTML? =
            mayRequest
            ? section(
                words, "申请调入",
                form.wrapped(
                    to: "/rosters/\(roster)/rows/\(position)/transfer", submit: "提出调入申请", cancel: "/rosters/\(roster)",
                    [form.textarea("reason", "理由", hint: "对方单位会看到这句话，并决定是否同意。同意之前，您看不到此人在那里的资料。")])) : nil
        return """
            \(pageHeader(words, title, crumbs: [Crumb("导入", "/rosters"), Crumb("结果", "/rosters/\(roster)")]))
            \(row.message.map { notice(words, .warning, $0) })
            \(isRequested ? notice(words, .success, "已经提出调入申请，正在等对方答复。") : nil)
            \(section(
                words, "表里写的",
                facts(
                    words,
                    row.cells.map { .text($0.title, $0.text) } + [.text("结果", words(row.outcome.title))])))
            \(request)
            """
    }
}
