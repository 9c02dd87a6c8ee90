import Core
import Storage

/// An act in a record's story.
package struct StoryEntry: Sendable {
    package let when: Instant
    package let who: String
    package let what: HTML
    package let note: HTML?

    package init(when: Instant, who: String, what: HTML, note: HTML? = nil) {
        self.when = when
        self.who = who
        self.what = what
        self.note = note
    }
}

/// Every act, newest first.
package func storyList(_ words: Words, _ entries: [StoryEntry], empty: Message = "还没有记录") -> HTML {
    guard !entries.isEmpty else { return emptyState(words, empty) }
    let items = entries.map { entry -> HTML in
        """
        <li><p class="story-what">\(entry.what)</p>\(entry.note.map { "<p class=\"story-note\">\($0)</p>" as HTML })\
        <p class="story-when">\(words(entry.when)) · \(entry.who)</p></li>
        """
    }
    return "<ol class=\"story\">\(items)</ol>"
}

/// A knot of a tree that folds without a script.
package struct TreeNode: Sendable {
    package let content: HTML
    package let children: [TreeNode]
    package let isOpen: Bool

    package init(_ content: HTML, children: [TreeNode] = [], isOpen: Bool = false) {
        self.content = content
        self.children = children
        self.isOpen = isOpen
    }
}

/// - Parameter id: tells trees of one page apart.
package func treeList(_ nodes: [TreeNode], id: String = "tree") -> HTML {
    "<div class=\"tree\">\(branch(nodes, id))</div>"
}

/// The knob that folds stands beside the content, which may hold a link of its own, and is called by it.
private func branch(_ nodes: [TreeNode], _ id: String) -> HTML {
    let items = nodes.enumerated().map { position, node -> HTML in
        guard !node.children.isEmpty else { return "<li><div class=\"knot\">\(node.content)</div></li>" }
        let own = "\(id)-\(position)"
        return """
            <li><div class="knot" id="\(own)">\(node.content)</div>\
            <details\(flag: "open", node.isOpen)><summary aria-labelledby="\(own)"></summary>\(branch(node.children, own))</details></li>
            """
    }
    return "<ul>\(items)</ul>"
}

/// A short list of links or sentences, each on a line of its own.
package func lineList(_ lines: [HTML]) -> HTML {
    "<ul class=\"lines\">\(lines.map { "<li>\($0)</li>" as HTML })</ul>"
}
