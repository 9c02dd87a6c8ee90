import Core

extension FormView {
    /// What goes along unseen with the form of a record.
    var carriedFields: [HTML] {
        state.carried.sorted { $0.key < $1.key }.map { hiddenField($0.key, $0.value) }
    }

    /// What somebody else has changed since the form was opened, and where she has to choose.
    var changedMeanwhile: HTML? {
        guard state.isBehind else { return nil }
        guard !state.changes.isEmpty else {
            return notice(words, .information, "别人改的不在这张表里；您填的都还在，核对后可以直接保存")
        }
        let conflicts = state.changes.filter { $0.mine != nil }
        return """
            <div class="changed-meanwhile">
            \(dataTable(
                words, caption: "您填写期间，别人改了这些", showsCaption: true,
                columns: [Column("哪一项", .heading), Column("原来是"), Column("改成了"), Column("谁改的")],
                rows: state.changes.map { row($0) }))
            <p>\(words(conflicts.isEmpty
                ? "您没有动过的，表里已换成新的；您填的都还在，核对后再保存" : "您没有动过的，表里已换成新的；两个人改得不一样的，请选择用哪一个"))</p>
            \(conflicts.map { choice($0) })
            </div>
            """
    }

    private func row(_ change: ChangedField) -> TableRow {
        TableRow(
            [
                "\(words(change.label))", "\(words(change.was ?? "（打开时没有记下）"))",
                "<strong>\(words(change.now))</strong>",
                change.who.map { who in
                    "\(words(who))\(change.at.map { " <span class=\"quiet\">\(words($0))</span>" as HTML })"
                } ?? "\(words("别人"))",
            ], isUrgent: change.mine != nil)
    }

    private func choice(_ change: ChangedField) -> HTML {
        radios(
            Carried.choice(change.field), "“\(change.label)”用哪一个",
            [
                Choice("theirs", "用别人改的：\(change.now)"),
                Choice("mine", "用我填的：\(change.mine ?? "")"),
            ])
    }
}
