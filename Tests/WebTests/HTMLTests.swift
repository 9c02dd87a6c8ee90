import Core
import Testing
import TestSupport
import Web

@Suite("HTML")
struct HTMLTests {
    private func text(_ html: HTML) -> String { html.text(formToken: "T", formKey: { "K" }) }

    @Test("what is interpolated is escaped, in text and in attributes")
    func escapes() {
        let nasty = #"<script>"&'</script>"#
        #expect(text("<td title=\"\(nasty)\">\(nasty)</td>").components("<script").count == 1)
        #expect(text("\(nasty)") == "&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;")
        #expect(text("<b>\("王小明 & Co")</b>") == "<b>王小明 &amp; Co</b>")
    }

    @Test("markup nests, lists join, nothing is nothing")
    func nests() {
        let items: [HTML] = ["<li>1</li>", "<li>\("<2>")</li>"]
        let none: HTML? = nil
        #expect(text("<ul>\(items)</ul>\(none)") == "<ul><li>1</li><li>&lt;2&gt;</li></ul>")
        #expect(text(items.joined(", ")) == "<li>1</li>, <li>&lt;2&gt;</li>")
    }

    @Test("attributes appear with a value only, flags only when set")
    func attributes() {
        #expect(
            text("<a\(attribute: "rel", nil)\(attribute: "title", "\"")\(flag: "hidden", false)>")
                == "<a title=\"&quot;\">")
        #expect(text("<a\(flag: "hidden", true)>") == "<a hidden=\"hidden\">")
    }

    @Test("a text cannot imitate the place of the form's token; control characters go")
    func marks() {
        #expect(text("\("\u{0}t\u{0}x\u{1}\ty")") == "tx\ty")
        #expect(text("\(hiddenProofs)").contains("name=\"_token\" value=\"T\""))
        #expect(text("\(hiddenProofs)").contains("name=\"_key\" value=\"K\""))
    }

    @Test("each form has an idempotency key of its own")
    func keys() {
        var count = 0
        let both = ("\(hiddenProofs)\(hiddenProofs)" as HTML).text(
            formToken: "T",
            formKey: {
                count += 1; return "K\(count)"
            })
        #expect(both.contains("K1") && both.contains("K2"))
    }

    @Test("addresses carry any text and leave out what is empty")
    func addresses() {
        #expect(
            address("/people", [("q", "王 &=+"), ("after", nil), ("kind", "")]) == "/people?q=%E7%8E%8B%20%26%3D%2B")
        #expect(
            Fields(encoded: "q=%E7%8E%8B%20%26%3D%2B&a=1+2&a=3")?.dictionary == ["q": ["王 &=+"], "a": ["1 2", "3"]])
        #expect(Fields(encoded: "q=%E7%8E") == nil)
        #expect(Fields(encoded: "q=%zz") == nil)
    }

    @Test(
        "only paths of this house are gone back to",
        arguments: [
            ("/people?q=1", "/people?q=1"), ("//evil.example", "/"), ("https://evil.example", "/"),
            ("/\\evil.example", "/"),
            ("/a\r\nSet-Cookie: x", "/"), ("", "/"),
        ])
    func ownPaths(_ given: String, _ expected: String) { #expect(ownPath(given) == expected) }
}

extension String {
    func components(_ separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
