import Core

/// One line of what is known: a label and its value; without a value, a dash.
package struct Fact: Sendable {
    package let label: Message
    package let value: HTML?

    package init(_ label: Message, _ value: HTML?) {
        self.label = label
        self.value = value
    }

    package static func text(_ label: Message, _ value: String?) -> Fact {
        Fact(label, value.flatMap { $0.isEmpty ? nil : HTML(text: $0) })
    }
}

package func facts(_ words: Words, _ facts: [Fact]) -> HTML {
    let lines = facts.map { fact -> HTML in
        "<div><dt>\(words(fact.label))</dt><dd>\(fact.value ?? "<span class=\"quiet\">—</span>")</dd></div>"
    }
    return "<dl class=\"facts\">\(lines)</dl>"
}

/// Terms and what they mean.
package func definitions(_ entries: [(term: HTML, meaning: HTML)]) -> HTML {
    let lines = entries.map { entry -> HTML in "<dt>\(entry.term)</dt><dd>\(entry.meaning)</dd>" }
    return "<dl class=\"definitions\">\(lines)</dl>"
}

/// A word on a record. Only `.urgent` is red: something that needs a hand.
package enum TagKind: Sendable { case plain, strong, quiet, urgent }

package func tag(_ words: Words, _ label: Message, _ kind: TagKind = .plain) -> HTML {
    let style: HTML =
        switch kind {
        case .plain: "tag"
        case .strong: "tag strong"
        case .quiet: "tag quiet"
        case .urgent: "tag urgent"
        }
    return "<span class=\"\(style)\">\(words(label))</span>"
}

package enum NoticeKind: Sendable { case information, success, warning, failure }

/// A sentence in a box above what it is about. `.failure` is red and speaks up at once.
package func notice(_ words: Words, _ kind: NoticeKind, _ message: Message, _ more: HTML? = nil) -> HTML {
    let (style, mark, role): (HTML, HTML, HTML) =
        switch kind {
        case .information: ("notice", "注", "note")
        case .success: ("notice success", "成", "status")
        case .warning: ("notice warning", "慎", "note")
        case .failure: ("notice failure", "误", "alert")
        }
    return """
        <div class="\(style)" role="\(role)"><span class="notice-mark" aria-hidden="true">\(mark)</span>\
        <div><p>\(words(message))</p>\(more)</div></div>
        """
}

/// Nothing is here: why, and what to do about it.
package func emptyState(_ words: Words, _ message: Message, advice: Message? = nil, acts: [PageAct] = []) -> HTML {
    """
    <div class="empty"><p>\(words(message))</p>\
    \(advice.map { "<p class=\"quiet\">\(words($0))</p>" as HTML })\
    \(acts.isEmpty ? nil : actRow(words, acts))</div>
    """
}

/// A number that opens the list behind it.
package struct FigureTile: Sendable {
    package let label: Message
    /// As it stands on the tile; numbers through `words(_:)`.
    package let value: String
    package let address: String
    package let note: Message?
    package let needsHand: Bool

    package init(
        _ label: Message, _ value: String, opens address: String, note: Message? = nil, needsHand: Bool = false
    ) {
        self.label = label
        self.value = value
        self.address = address
        self.note = note
        self.needsHand = needsHand
    }
}

package func figureTiles(_ words: Words, _ tiles: [FigureTile]) -> HTML {
    let items = tiles.map { tile -> HTML in
        let style: HTML = tile.needsHand ? "figure needs-hand" : "figure"
        return """
            <li><a class="\(style)" href="\(tile.address)"><span class="figure-label">\(words(tile.label))</span>\
            <span class="figure-value">\(tile.value)</span>\
            \(tile.note.map { "<span class=\"figure-note\">\(words($0))</span>" as HTML })</a></li>
            """
    }
    return "<ul class=\"figures\">\(items)</ul>"
}

/// How far a long work is, in a bar and in words.
package func progressBar(_ words: Words, _ label: Message, done: Int, of total: Int) -> HTML {
    """
    <div class="progress"><p role="status">\(words(label)) <span class="quiet">\(words(done)) / \(words(total))</span></p>\
    <progress max="\(max(total, 1))" value="\(min(done, max(total, 1)))" aria-label="\(words(label))">\
    \(words(done)) / \(words(total))</progress></div>
    """
}
