import Core
import Storage
import Testing
import TestSupport
import Web

@Suite("Components")
struct ComponentTests {
    static let nasty = #"<b a="1">&'"#
    static let words = Words(.chinese, Phrasebook([]))

    private static func markup(_ html: HTML) throws -> Markup {
        try Markup("<div>" + html.text(formToken: "T", formKey: { "K" }) + "</div>")
    }

    /// Every component, given texts that would break what is not escaped.
    static var gallery: [(name: String, html: HTML)] {
        let say = Message.verbatim(nasty)
        let cell = HTML(text: nasty)
        let act = PageAct.link(say, to: nasty, .primary)
        let post = PageAct.post(say, to: nasty, .danger, values: [nasty: nasty])
        let choices = [Choice(nasty, say, hint: say), Choice("b", "乙")]
        let refused = FormState(
            values: ["one": nasty], problems: [FieldProblem("one", say), FieldProblem(nasty, say)], message: say)
        let form = FormView(words, refused)
        return [
            ("header", pageHeader(words, say, note: cell, crumbs: [Crumb(say, nasty)], acts: [act, post])),
            ("section", section(words, say, id: nasty, acts: [act], cell)),
            ("columns", columns(cell, cell)),
            (
                "tabs",
                tabs(
                    words, label: say, [Tab(say, nasty, count: 3, isCurrent: true), Tab(say, nasty, isCurrent: false)])
            ),
            ("facts", facts(words, [.text(say, nasty), .text(say, nil), Fact(say, cell)])),
            ("definitions", definitions([(cell, cell)])),
            (
                "tags",
                [tag(words, say), tag(words, say, .strong), tag(words, say, .quiet), tag(words, say, .urgent)].joined()
            ),
            (
                "notices",
                [NoticeKind.information, .success, .warning, .failure].map { notice(words, $0, say, cell) }.joined()
            ),
            ("empty", emptyState(words, say, advice: say, acts: [act])),
            ("figures", figureTiles(words, [FigureTile(say, nasty, opens: nasty, note: say, needsHand: true)])),
            ("progress", progressBar(words, say, done: 3, of: 0)),
            (
                "table",
                dataTable(
                    words, caption: say,
                    columns: [Column(say, .heading), Column(say), Column(say, .number), Column(say, .acts)],
                    rows: [TableRow([cell, cell, cell, cell], isUrgent: true)])
            ),
            ("no rows", dataTable(words, caption: say, columns: [Column(say)], rows: [])),
            ("pager", pager(words, KeyPage(shown: 50, total: 812, previous: nasty, next: nasty))),
            (
                "story",
                storyList(words, [StoryEntry(when: Instant(milliseconds: 0), who: nasty, what: cell, note: cell)])
            ),
            ("tree", treeList([TreeNode(cell, children: [TreeNode(cell)], isOpen: true), TreeNode(cell)])),
            ("lines", lineList([cell])),
            (
                "filters",
                filterBar(
                    words, to: nasty, live: "list", isFiltered: true,
                    [
                        .search("q", say, nasty, placeholder: say), .select("kind", say, choices, nasty, all: say),
                        .day("day", say, "2027-03-01"), .kept("unit", nasty),
                    ])
            ),
            ("confirmation", confirmation(words, say, say, act: post, back: nasty, details: cell)),
            (
                "form",
                form.wrapped(
                    to: nasty, submit: say, takesUpload: true, cancel: nasty,
                    [
                        form.text("one", say, hint: say, isOptional: true, inputMode: "numeric"),
                        form.password("password", say, autocomplete: "new-password"), form.number("count", say),
                        form.day("day", say),
                        form.file("file", say, hint: say, accept: ".csv"), form.textarea("note", say),
                        form.select("select", say, choices), form.radios("radio", say, choices),
                        form.checkboxes("many", say, choices), form.checkbox("yes", say),
                    ])
            ),
        ]
    }

    @Test("every component is well formed whatever it is given", arguments: gallery.map(\.name))
    func wellFormed(_ name: String) throws {
        let html = try #require(Self.gallery.first { $0.name == name }).html
        let markup = try Self.markup(html)
        #expect(markup.all("b").isEmpty)
        #expect(Set(markup.ids).count == markup.ids.count)
        for label in markup.all("label") { #expect(markup.ids.contains(label["for"] ?? "")) }
        for element in markup.elements {
            for id in (element["aria-describedby"] ?? "").split(separator: " ") {
                #expect(markup.ids.contains(String(id)))
            }
            #expect(element["style"] == nil && !element.attributes.keys.contains { $0.hasPrefix("on") })
        }
    }

    @Test("the summary links to fields that stand in the form, and only to those")
    func summary() throws {
        let form = FormView(
            Self.words,
            FormState(problems: [
                FieldProblem("name", "请填写姓名"), FieldProblem("sex", "请选择性别"), FieldProblem("elsewhere", "另有问题"),
            ]))
        let markup = try Self.markup(
            form.wrapped(
                to: "/x", submit: "登记",
                [
                    form.text("name", "姓名"), form.radios("sex", "性别", [Choice("f", "女"), Choice("m", "男")]),
                ]))
        let links = markup.all("a").compactMap { $0["href"] }.filter { $0.hasPrefix("#") }
        #expect(links == ["#field-name", "#field-sex"])
        for link in links { #expect(markup.ids.contains(String(link.dropFirst()))) }
        #expect(markup.first("div", ["id": "error-summary"])?.text.contains("另有问题") == true)
        #expect(markup.first("input", ["id": "field-name"])?["aria-invalid"] == "true")
        #expect(markup.first("p", ["id": "field-name-error"])?.text == "请填写姓名")
    }

    @Test("the summary says which field each line means, in the order of the form")
    func summaryNames() throws {
        let form = FormView(
            Self.words,
            FormState(problems: [
                FieldProblem("day", "请填写"), FieldProblem("kind", "请填写"), FieldProblem("name", "请填写姓名"),
                FieldProblem("whole", "另有问题"),
            ]))
        let markup = try Self.markup(
            form.wrapped(
                to: "/x", submit: "登记",
                [form.text("name", "姓名"), form.radios("kind", "类别", [Choice("a", "甲")]), form.day("day", "从哪天起")]))
        #expect(markup.all("li").map(\.text) == ["请填写姓名", "类别：请填写", "从哪天起：请填写", "另有问题"])
    }

    @Test("a form comes back with what was given, but never with a password")
    func refilled() throws {
        var given = Fields()
        for (name, value) in [
            ("name", "王小明"), ("kind", "b"), ("many", "1"), ("many", "3"), ("password", "秘密"), ("_key", "k"),
        ] {
            given.append(name, value)
        }
        let form = FormView(Self.words, FormState(given, refused: .invalid("name", "太短")))
        let choices = [Choice("a", "甲"), Choice("b", "乙")]
        let html = form.wrapped(
            to: "/x", submit: "登记",
            [
                form.text("name", "姓名"), form.select("kind", "类别", choices),
                form.password("password", "密码", autocomplete: "off"),
                form.checkboxes("many", "几样", [Choice("1", "一"), Choice("2", "二"), Choice("3", "三")]),
            ])
        let markup = try Self.markup(html)
        #expect(markup.first("input", ["name": "name"])?["value"] == "王小明")
        #expect(markup.all("option").filter { $0["selected"] != nil }.compactMap { $0["value"] } == ["b"])
        #expect(
            markup.all("input", ["name": "many"]).filter { $0["checked"] != nil }.compactMap { $0["value"] } == [
                "1", "3",
            ])
        #expect(!html.text(formToken: "", formKey: { "" }).contains("秘密"))
    }

    @Test("a row of a table tells the labels of its cells, for when it is a card")
    func labels() throws {
        let markup = try Self.markup(
            dataTable(
                Self.words, caption: "人员", columns: [Column("姓名", .heading), Column("手机")],
                rows: [TableRow(["王", "138"]), TableRow(["李", "139"])]))
        #expect(markup.all("td").map { $0["data-label"] } == ["手机", "手机"])
        #expect(markup.all("th", ["scope": "row"]).map(\.text) == ["王", "李"])
        #expect(markup.first("caption")?.text == "人员")
    }

    @Test(
        "a pager says how much there is",
        arguments: [
            (KeyPage(shown: 50, total: 812), "本页 50 条，共 812 条"), (KeyPage(shown: 3, total: 3), "共 3 条"),
            (KeyPage(shown: 50, total: 10_000, capped: true), "本页 50 条，共 10,000 条以上"),
        ])
    func counts(_ page: KeyPage, _ expected: String) { #expect(Self.words(page.sentence) == expected) }
}
