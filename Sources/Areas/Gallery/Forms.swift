import Core
import Web

extension Specimens {
    static let refused = FormState(
        values: Invented.wrong,
        problems: [
            FieldProblem("name", "请填写姓名"), FieldProblem("count", "请填写整数"), FieldProblem("day", "没有这一天"),
            FieldProblem("kind", "请选择"), FieldProblem("answer", "请选择"), FieldProblem("file", "请选择文件"),
            FieldProblem("reason", "太长，最多 100 个字"), FieldProblem("agreed", "先要本人同意"),
        ])

    static func form(_ words: Words, _ state: FormState) -> [Specimen] {
        let view = FormView(words, state)
        let kinds = [Choice("street", "街道"), Choice("park", "园区"), Choice("tower", "楼宇")]
        return [
            Specimen(
                "各种填写的地方",
                view.wrapped(
                    to: "/gallery/forms", submit: "收下", takesUpload: true, cancel: "/gallery",
                    [
                        view.text("name", "姓名", hint: "和身份证上一样"),
                        view.number("count", "负责几个单位", isOptional: true),
                        view.day("day", "从哪天起", hint: "可以是以后的日子"),
                        view.select("kind", "单位类型", kinds, hint: "按上级批复"),
                        view.radios(
                            "answer", "是否接手",
                            [
                                Choice("yes", "接手", hint: "从选定的那天起由您负责"), Choice("no", "不接手", hint: "请写明理由"),
                            ]),
                        view.checkboxes(
                            "topics", "谈了什么",
                            [Choice("wages", "工资"), Choice("hours", "工时"), Choice("safety", "安全")], hint: "可以选几项"),
                        view.textarea("reason", "理由", hint: "会留在记录里", isOptional: true, rows: 3),
                        view.file("file", "文件", hint: "也可以把文件拖到这里", accept: ".xlsx,.csv"),
                        view.password("password", "密码", autocomplete: "current-password"),
                        view.checkbox("agreed", "本人同意"),
                    ]))
        ]
    }

    static func search(_ words: Words) -> [Specimen] {
        [
            Specimen(
                "按条件查找，边写边找",
                filterBar(
                    words, to: "/gallery/search", live: "found", isFiltered: true,
                    [
                        .search("q", "查找", Invented.people[0], placeholder: "姓名、拼音或首字母"),
                        .select(
                            "kind", "单位类型", [Choice("street", "街道"), Choice("park", "园区")], "park", all: "全部类型"),
                        .day("asOf", "哪一天的样子", "2026-03-02"), .kept("view", "list"),
                    ])
                    + liveRegion(
                        "found", emptyState(words, "没有找到", advice: "少写几个字试试，或者清除条件")))
        ]
    }
}
