import Core
import Web

/// An import on its way.
struct ProgressPage: Page {
    var title: Message { .verbatim(fileName) }
    var room: Room? { Rosters.room }
    var refreshSeconds: Int? { 2 }
    let roster: Identifier
    let fileName: String
    let reached: Int
    let lines: Int
    let totals: FileImport.Totals

    init(_ roster: FileImport) {
        self.roster = roster.id
        fileName = roster.fileName
        reached = roster.reached
        lines = roster.lines
        totals = roster.totals
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, crumbs: [Crumb("导入", "/rosters")],
            acts: [.link("停止导入", to: "/rosters/\(roster)/abandon")]))
        \(phases(words, current: 2))
        \(progressBar(words, "正在导入", done: reached, of: lines))
        \(figureLine(
            words,
            [
                ("新登记", totals.new), ("更新", totals.updated), ("没有变化", totals.unchanged), ("没有收", totals.rejected),
            ]))
        <p class="quiet">\(words("可以离开这一页，导入会在后台继续；结果会一直留在这里。"))</p>
        """
    }
}

/// The undoing of an import on its way.
struct UndoProgressPage: Page {
    var title: Message { .verbatim(fileName) }
    var room: Room? { Rosters.room }
    var refreshSeconds: Int? { 2 }
    let roster: Identifier
    let fileName: String
    let rows: Int
    let undone: Int
    let kept: Int

    init(_ file: FileImport, _ undo: ImportUndo) {
        roster = file.id
        fileName = file.fileName
        rows = undo.rows
        undone = undo.undone
        kept = undo.kept
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(words, title, crumbs: [Crumb("导入", "/rosters")]))
        \(progressBar(words, "正在撤销", done: undone + kept, of: rows))
        \(figureLine(words, [("已撤销的行", undone), ("保留", kept)]))
        <p class="quiet">\(words("可以离开这一页，撤销会在后台继续；结果会一直留在这里。"))</p>
        """
    }
}
