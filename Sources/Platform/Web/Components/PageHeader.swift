import Core

/// Something that can be done from here: a link, or a form that posts at once.
package struct PageAct: Sendable {
    package enum Weight: Sendable {
        /// THE act of the page; there is one at most.
        case primary
        case plain
        /// Leads to a page that asks again.
        case danger
    }

    package let label: Message
    package let address: String
    package let weight: Weight
    package let posts: Bool
    package let values: [String: String]

    /// A link that looks like a button.
    package static func link(_ label: Message, to address: String, _ weight: Weight = .plain) -> PageAct {
        PageAct(label: label, address: address, weight: weight, posts: false, values: [:])
    }

    /// A form of one button.
    package static func post(
        _ label: Message, to address: String, _ weight: Weight = .plain, values: [String: String] = [:]
    ) -> PageAct {
        PageAct(label: label, address: address, weight: weight, posts: true, values: values)
    }
}

extension PageAct {
    /// The same act without its weight.
    package var plain: PageAct { PageAct(label: label, address: address, weight: .plain, posts: posts, values: values) }
}

package func actView(_ words: Words, _ act: PageAct) -> HTML {
    let style = act.weight.styleClass
    guard act.posts else { return "<a class=\"\(style)\" href=\"\(act.address)\">\(words(act.label))</a>" }
    let hidden = act.values.sorted { $0.key < $1.key }.map { hiddenField($0.key, $0.value) }
    return """
        <form method="post" action="\(act.address)" class="act">\(hiddenProofs)\(hidden)\
        <button class="\(style)" type="submit">\(words(act.label))</button></form>
        """
}

extension PageAct.Weight {
    var styleClass: HTML {
        switch self {
        case .primary: "button primary"
        case .plain: "button"
        case .danger: "button danger"
        }
    }
}

/// A step on the way from the room down to the page.
package struct Crumb: Sendable {
    package let label: Message
    package let address: String

    package init(_ label: Message, _ address: String) {
        self.label = label
        self.address = address
    }
}

/// Where one is, what the page is called, what can be done. The primary act is written first.
package func pageHeader(
    _ words: Words, _ title: Message, note: HTML? = nil, crumbs: [Crumb] = [], acts: [PageAct] = []
) -> HTML {
    """
    <div class="page-header">
    \(crumbs.isEmpty ? nil : breadcrumb(words, crumbs))
    <div class="page-title"><div><h1>\(words(title))</h1>\
    \(note.map { "<p class=\"page-note\">\($0)</p>" as HTML })</div>
    \(acts.isEmpty ? nil : actRow(words, acts))</div>
    \(HTML.mark(.tools))
    </div>
    """
}

package func actRow(_ words: Words, _ acts: [PageAct]) -> HTML {
    "<div class=\"acts\">\(acts.map { actView(words, $0) })</div>"
}

package func breadcrumb(_ words: Words, _ crumbs: [Crumb]) -> HTML {
    let items = crumbs.map { crumb -> HTML in "<li><a href=\"\(crumb.address)\">\(words(crumb.label))</a></li>" }
    return "<nav class=\"crumbs\" aria-label=\"\(words("所在位置"))\"><ol>\(items)</ol></nav>"
}

/// A part of a page with its own heading.
package func section(_ words: Words, _ heading: Message, id: String? = nil, acts: [PageAct] = [], _ content: HTML)
    -> HTML
{
    """
    <section class="part"\(attribute: "id", id)>
    <div class="part-title"><h2>\(words(heading))</h2>\(acts.isEmpty ? nil : actRow(words, acts))</div>
    \(content)
    </section>
    """
}

/// A record: its facts at the left, its story at the right; one above the other on a narrow screen.
package func columns(_ left: HTML, _ right: HTML) -> HTML {
    "<div class=\"columns\"><div class=\"column\">\(left)</div><div class=\"column\">\(right)</div></div>"
}

package struct Tab: Sendable {
    package let label: Message
    package let address: String
    package let count: Int?
    package let isCurrent: Bool

    package init(_ label: Message, _ address: String, count: Int? = nil, isCurrent: Bool) {
        self.label = label
        self.address = address
        self.count = count
        self.isCurrent = isCurrent
    }
}

/// Views of one thing beside one another, each with its address.
package func tabs(_ words: Words, label: Message, _ tabs: [Tab]) -> HTML {
    let items = tabs.map { tab -> HTML in
        """
        <li><a href="\(tab.address)"\(attribute: "aria-current", tab.isCurrent ? "page" : nil)>\(words(tab.label))\
        \(tab.count.map { " <span class=\"count\">\(words($0))</span>" as HTML })</a></li>
        """
    }
    return "<nav class=\"tabs\" aria-label=\"\(words(label))\"><ul>\(items)</ul></nav>"
}
