import Core

package struct Column: Sendable {
    package enum Kind: Sendable {
        case text
        /// Set to the right, in figures of one width.
        case number
        /// A date, which is not broken over two lines.
        case day
        /// What the row is called; a header of its row.
        case heading
        /// Buttons and links; no label is shown on a phone.
        case acts
    }

    package let label: Message
    package let kind: Kind

    package init(_ label: Message, _ kind: Kind = .text) {
        self.label = label
        self.kind = kind
    }
}

package struct TableRow: Sendable {
    package let cells: [HTML]
    /// Needs a hand: a red mark at the row's beginning.
    package let isUrgent: Bool

    package init(_ cells: [HTML], isUrgent: Bool = false) {
        self.cells = cells
        self.isUrgent = isUrgent
    }
}

/// Rows under labelled columns; on a phone each row becomes a small card of label and value.
/// - Parameters:
///   - isWide: many short numbers in many lines: on a phone it stays a table, which is pushed sideways, with its heading
///     column in sight.
///   - empty: shown instead of the table when there are no rows; say what to do.
package func dataTable(
    _ words: Words, caption: Message, showsCaption: Bool = false, isWide: Bool = false, columns: [Column],
    rows: [TableRow],
    empty: HTML? = nil
) -> HTML {
    guard !rows.isEmpty else { return empty ?? emptyState(words, "这里还没有内容") }
    let labels = columns.map { words($0.label) }
    let heads = zip(columns, labels).map { column, label -> HTML in
        "<th scope=\"col\" role=\"columnheader\"\(attribute: "class", column.styleClass)>\(label)</th>"
    }
    let captionClass: HTML = showsCaption ? "caption" : "caption unseen"
    let table: HTML = """
        <table class="rows" role="table">
        <caption class="\(captionClass)">\(words(caption))</caption>
        <thead role="rowgroup"><tr role="row">\(heads)</tr></thead>
        <tbody role="rowgroup">\(rows.map { tableRow($0, columns, labels) })</tbody>
        </table>
        """
    guard isWide else { return table }
    return "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"\(words(caption))\">\(table)</div>"
}

extension Column {
    fileprivate var styleClass: String? {
        switch kind {
        case .text: nil
        case .number: "number"
        case .day: "day"
        case .heading: "heading"
        case .acts: "row-acts"
        }
    }
}

private func tableRow(_ row: TableRow, _ columns: [Column], _ labels: [String]) -> HTML {
    let cells = zip(row.cells, zip(columns, labels)).map { cell, head -> HTML in
        let (column, label) = head
        if column.kind == .heading { return "<th scope=\"row\" role=\"rowheader\" class=\"heading\">\(cell)</th>" }
        return """
            <td role="cell"\(attribute: "class", column.styleClass) data-label="\(label)">\(cell)</td>
            """
    }
    return "<tr role=\"row\"\(attribute: "class", row.isUrgent ? "urgent" : nil)>\(cells)</tr>\n"
}

/// Where a list that is paged by key stands. The addresses are whole: path, filter and key.
package struct KeyPage: Encodable, Sendable {
    package let shown: Int
    package let total: Int
    /// There are more than were counted.
    package let capped: Bool
    package let previous: String?
    package let next: String?

    package init(shown: Int, total: Int, capped: Bool = false, previous: String? = nil, next: String? = nil) {
        self.shown = shown
        self.total = total
        self.capped = capped
        self.previous = previous
        self.next = next
    }
}

/// "50 of 812", and the ways to the pages before and after.
package func pager(_ words: Words, _ page: KeyPage) -> HTML {
    let previous: HTML? = page.previous.map { "<a class=\"button\" rel=\"prev\" href=\"\($0)\">\(words("上一页"))</a>" }
    let next: HTML? = page.next.map { "<a class=\"button\" rel=\"next\" href=\"\($0)\">\(words("下一页"))</a>" }
    return """
        <nav class="pager" aria-label="\(words("翻页"))"><p>\(words(page.sentence))</p>\
        <div class="acts">\(previous)\(next)</div></nav>
        """
}

extension KeyPage {
    package var sentence: Message {
        if capped { return "本页 \(shown) 条，共 \(total) 条以上" }
        return shown == total ? "共 \(total) 条" : "本页 \(shown) 条，共 \(total) 条"
    }
}
