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
    let totals: RosterImport.Totals

    init(_ roster: RosterImport) {
        self.roster = roster.id
        fileName = roster.fileName
        reached = roster.reached
        lines = roster.lines
        totals = roster.totals
    }

    func body(_ words: Words) -> HTML {
        """
        \(pageHeader(
            words, title, crumbs: [Crumb("花名册导入", "/rosters")],
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
