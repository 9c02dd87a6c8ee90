import Core
import Web

/// Each component in its states, by the group in which it is looked at.
enum Specimens {
    static func sayings(_ words: Words) -> [Specimen] {
        let kinds: [(NoticeKind, Message)] = [
            (.information, "说明：这里只列您范围内的单位"), (.success, "做成了：已登记"),
            (.warning, "小心：这一步不能收回"), (.failure, "没有做成：已过最后一天"),
        ]
        let tags: [(TagKind, Message)] = [(.plain, "等待答复"), (.strong, "已接受"), (.quiet, "已结束"), (.urgent, "已超期")]
        return [
            Specimen("提示", "\(kinds.map { notice(words, $0.0, $0.1) })"),
            Specimen(
                "带名单的提示",
                notice(words, .warning, "还有这些没有人接手：", lineList(Invented.units.map { HTML(text: $0) }))),
            Specimen("标签", lineList(tags.map { tag(words, $0.1, $0.0) })),
            Specimen(
                "资料",
                facts(
                    words,
                    [
                        .text("姓名", Invented.people[0]), .text("单位", Invented.units[0]), .text("没有填的一项", nil),
                        Fact("情况", tag(words, "已超期", .urgent)),
                    ])),
            Specimen(
                "名词和意思",
                definitions([
                    ("\(words("在岗人数"))", "\(words("当天在任的主岗人数，兼任的不重复计算"))"),
                    ("\(words("没有人负责的单位"))", "\(words("当天没有一位在岗的人负责的单位"))"),
                ])),
            Specimen("几行", lineList(Invented.units.map { "<a href=\"/gallery\">\($0)</a>" })),
            Specimen("什么也没有", emptyState(words, "没有等待您的事")),
            Specimen(
                "什么也没有，可以怎么办",
                emptyState(
                    words, "还没有登记单位", advice: "先登记第一个单位，再导入花名册",
                    acts: [.link("登记单位", to: "/gallery", .primary), .link("导入花名册", to: "/gallery")])),
        ]
    }

    /// The page that asks before something that cannot be taken back.
    static func asking(_ words: Words) -> HTML {
        confirmation(
            words, GalleryGroup.asking.title, "小心：这一步不能收回",
            act: .post("立即做的一步", to: GalleryGroup.asking.path, .danger), back: "/gallery",
            details: facts(words, [.text("姓名", Invented.people[1]), .text("单位", Invented.units[1])]))
    }
}
