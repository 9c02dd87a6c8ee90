import Core
import Storage
import Web

extension Specimens {
    private static let heads = [
        Column("姓名", .heading), Column("单位"), Column("负责的单位", .number), Column("情况"), Column("办理", .acts),
    ]

    private static func row(_ words: Words, _ number: Int) -> TableRow {
        let name = Invented.people[number % Invented.people.count]
        let isUrgent = number % 5 == 2
        return TableRow(
            [
                "<a href=\"/gallery\">\(name)</a>", HTML(text: Invented.units[number % Invented.units.count]),
                "\(words(number * 37))", isUrgent ? tag(words, "已超期", .urgent) : tag(words, "等待答复"),
                actRow(words, [.link("答复", to: "/gallery"), .post("收下", to: "/gallery")]),
            ], isUrgent: isUrgent)
    }

    private static func table(_ words: Words, _ caption: Message, _ numbers: Range<Int>) -> HTML {
        dataTable(
            words, caption: caption, showsCaption: true, columns: heads, rows: numbers.map { row(words, $0) },
            empty: emptyState(words, "没有等待您的事"))
    }

    static func lists(_ words: Words) -> [Specimen] {
        [
            Specimen(
                "并列的几份",
                tabs(
                    words, label: "并列的几份",
                    [
                        Tab("等待答复", "/gallery/lists", count: 3, isCurrent: true),
                        Tab("已结束", "/gallery/lists", count: 1204, isCurrent: false),
                        Tab("已超期", "/gallery/lists", isCurrent: false),
                    ])),
            Specimen("几行的名单", table(words, "等待答复的人", 0..<6)),
            Specimen("没有行的名单", table(words, "一个人也没有", 0..<0)),
            Specimen(
                "翻页", pager(words, KeyPage(shown: 50, total: 812, previous: "/gallery/lists", next: "/gallery/lists"))),
            Specimen(
                "层级",
                treeList([
                    TreeNode(
                        "<a href=\"/gallery\">\(Invented.units[0])</a>",
                        children: [
                            TreeNode("<a href=\"/gallery\">\(Invented.units[1])</a>"),
                            TreeNode(
                                HTML(text: Invented.units[2]), children: [TreeNode(HTML(text: Invented.longUnit))]),
                        ], isOpen: true)
                ])),
        ]
    }

    static func many(_ words: Words) -> [Specimen] {
        [
            Specimen("一百行", table(words, "等待答复的人", 0..<100)),
            Specimen("翻页：数不清", pager(words, KeyPage(shown: 100, total: 1000, capped: true, next: "/gallery/many"))),
        ]
    }

    static func long(_ words: Words) -> [Specimen] {
        let text = HTML(text: Invented.longText)
        return [
            Specimen("提示", notice(words, .failure, "没有做成：\(Invented.longText)", lineList([text]))),
            Specimen(
                "资料",
                facts(
                    words,
                    [
                        .text("单位", Invented.longUnit), .text("情况", Invented.longText),
                        .text("没有空格的字", Invented.longWord),
                    ])),
            Specimen(
                "名单",
                dataTable(
                    words, caption: "很长的文字", columns: heads,
                    rows: [
                        TableRow([
                            HTML(text: Invented.people[5]), HTML(text: Invented.longUnit), "\(words(1_234_567_890))",
                            text, actRow(words, [.link("答复", to: "/gallery"), .link("收下", to: "/gallery")]),
                        ]),
                        TableRow(
                            [
                                HTML(text: Invented.longWord), HTML(text: Invented.longWord), "\(words(7))", .empty,
                                .empty,
                            ], isUrgent: true),
                    ])),
            Specimen(
                "数字",
                figureTiles(
                    words,
                    [
                        FigureTile(
                            "\(Invented.longUnit)里没有人负责的单位", words(12_345_678), opens: "/gallery",
                            note: "比上个月多 \(1_234_567)", needsHand: true)
                    ])),
            Specimen(
                "经过",
                storyList(
                    words,
                    [
                        StoryEntry(
                            when: Instant(milliseconds: 1_772_415_000_000), who: Invented.people[5], what: text,
                            note: HTML(text: Invented.longWord))
                    ])),
        ]
    }

    static func record(_ words: Words) -> [Specimen] {
        let story = (0..<4).map { number in
            StoryEntry(
                when: Instant(milliseconds: 1_772_415_000_000 - Int64(number) * 86_400_000),
                who: Invented.people[number], what: "\(words("改了联系电话"))",
                note: number == 1 ? HTML(text: Invented.longText) : nil)
        }
        return [
            Specimen(
                "左边是资料，右边是经过",
                columns(
                    facts(
                        words,
                        [
                            .text("姓名", Invented.people[0]), .text("单位", Invented.units[0]), .text("没有填的一项", nil),
                        ]), storyList(words, story))),
            Specimen("还没有经过", storyList(words, [])),
        ]
    }
}
