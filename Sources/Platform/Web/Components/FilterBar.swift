import Core

/// A field of a filter; the address of the list carries its value.
package enum Filter: Sendable {
    case search(_ name: String, _ label: Message, _ value: String?, placeholder: Message?)
    case select(_ name: String, _ label: Message, _ choices: [Choice], _ value: String?, all: Message)
    case day(_ name: String, _ label: Message, _ value: String?, fault: PastDay.Fault? = nil)
    case kept(_ name: String, _ value: String?)
}

/// A GET form above a list: its address is the filter, so a link to it is a saved one.
/// - Parameter live: id of the element that is swapped as one types, where a script runs (`liveRegion`).
package func filterBar(_ words: Words, to path: String, live: String? = nil, isFiltered: Bool, _ filters: [Filter])
    -> HTML
{
    """
    <form method="get" action="\(path)" class="\(isFiltered ? "filters filtered" as HTML : "filters")" role="search"\(attribute: "data-live", live.map { "#" + $0 })>\
    \(filters.map { filterView(words, $0) })\
    <div class="acts"><button class="button" type="submit">\(words("查找"))</button>\
    \(isFiltered ? "<a class=\"button quiet\" href=\"\(path)\">\(words("清除"))</a>" : nil)</div></form>
    """
}

/// What a live filter swaps; read out politely when it changes.
package func liveRegion(_ id: String, _ content: HTML) -> HTML {
    "<div id=\"\(id)\" aria-live=\"polite\" aria-busy=\"false\">\(content)</div>"
}

private func filterView(_ words: Words, _ filter: Filter) -> HTML {
    switch filter {
    case .search(let name, let label, let value, let placeholder):
        return """
            <div class="field long"><label for="\(fieldID(name))">\(words(label))</label>\
            <input type="search" id="\(fieldID(name))" name="\(name)"\(attribute: "value", value)\
            \(attribute: "placeholder", placeholder.map { words($0) }) autocomplete="off" enterkeyhint="search"/></div>
            """
    case .select(let name, let label, let choices, let value, let all):
        return """
            <div class="field"><label for="\(fieldID(name))">\(words(label))</label>\
            <select id="\(fieldID(name))" name="\(name)">\(options(words, choices, chosen: value, unchosen: all))</select></div>
            """
    case .day(let name, let label, let value, let fault):
        let told: HTML? = fault.map { fault in
            "<p class=\"field-error\" id=\"\(fieldID(name))-error\">\(words("\(fault.reason)。下面是今天的。"))</p>"
        }
        let proofs: HTML? = fault.map { _ in
            " aria-invalid=\"true\" aria-describedby=\"\(fieldID(name))-error\""
        }
        return """
            <div class="field"><label for="\(fieldID(name))">\(words(label))</label>\(told)\
            <input type="date" id="\(fieldID(name))" name="\(name)"\(attribute: "value", fault?.text ?? value)\(proofs)/></div>
            """
    case .kept(let name, let value):
        return value.map { hiddenField(name, $0) } ?? .empty
    }
}

/// Asks again before an act that cannot be taken back.
package func confirmation(
    _ words: Words, _ title: Message, _ consequence: Message, act: PageAct, back: String, details: HTML? = nil
) -> HTML {
    """
    \(pageHeader(words, title))
    <div class="confirmation">\(notice(words, .warning, consequence))\(details)\
    <div class="acts">\(actView(words, act))<a class="button" href="\(back)">\(words("返回，不做改动"))</a></div></div>
    """
}
