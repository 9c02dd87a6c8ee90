import Core

/// Writes a form with what was given and what is wrong, field by field.
///
/// ```swift
/// let form = FormView(words, state)
/// return form.wrapped(to: "/people", submit: "登记", [
///     form.text("name", "姓名"),
///     form.day("birthday", "出生日期", isOptional: true),
/// ])
/// ```
package struct FormView: Sendable {
    package let words: Words
    package let state: FormState

    package init(_ words: Words, _ state: FormState = FormState()) {
        self.words = words
        self.state = state
    }

    /// The form itself: summary of problems, proofs, fields, one primary button.
    package func wrapped(
        to address: String, submit: Message, weight: PageAct.Weight = .primary, takesUpload: Bool = false,
        cancel: String? = nil, _ fields: [HTML]
    ) -> HTML {
        let content = "\(changedMeanwhile)\(fields)" as HTML
        return """
            <form method="post" action="\(address)" class="form"\
            \(attribute: "enctype", takesUpload ? "multipart/form-data" : nil) novalidate="novalidate">
            \(summary(over: content))\(hiddenProofs)\(carriedFields)
            \(content)
            <div class="acts form-acts"><button class="\(weight.styleClass)" type="submit">\(words(submit))</button>\
            \(cancel.map { "<a class=\"button\" href=\"\($0)\">\(words("取消"))</a>" as HTML })</div>
            </form>
            """
    }

    /// What is wrong, each line named after its field and a link to it where the field stands in the content.
    package func summary(over content: HTML) -> HTML? {
        guard state.isRefused else { return nil }
        // In the order of the form; each says which field it means, since "please fill this in" alone helps nobody.
        let placed = state.problems.map { ($0, content.position(id: fieldID($0.field)) ?? .max) }
        let ordered = placed.enumerated().sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }
        let lines = ordered.map { _, placed -> HTML in
            let (problem, position) = placed
            let id = fieldID(problem.field)
            let message: HTML = "\(words(problem.message))"
            guard position < .max else { return "<li>\(message)</li>" }
            let label = content.label(id: id).flatMap { message.says($0) ? nil : $0 }
            return "<li><a href=\"#\(id)\">\(label.map { "\($0)\(words("："))" as HTML })\(message)</a></li>"
        }
        let heading: Message = state.message ?? "有 \(state.problems.count) 处需要改正"
        return """
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1"><h2>\(words(heading))</h2>\
            \(lines.isEmpty ? nil : "<ul>\(lines)</ul>" as HTML)</div>
            """
    }

    func problem(of name: String) -> HTML? {
        let messages = state.problems.filter { $0.field == name }.map { words($0.message) }
        guard !messages.isEmpty else { return nil }
        return "<p class=\"field-error\" id=\"\(fieldID(name))-error\">\(messages.joined(separator: " "))</p>"
    }

    func describedBy(_ name: String, hint: Message?) -> String? {
        var ids: [String] = []
        if hint != nil { ids.append(fieldID(name) + "-hint") }
        if state.problems.contains(where: { $0.field == name }) { ids.append(fieldID(name) + "-error") }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    func isWrong(_ name: String) -> Bool { state.problems.contains { $0.field == name } }

    func optionalMark(_ isOptional: Bool) -> HTML? {
        isOptional ? " <span class=\"quiet\">\(words("（选填）"))</span>" : nil
    }

    func hintView(_ name: String, _ hint: Message?) -> HTML? {
        hint.map { "<p class=\"field-hint\" id=\"\(fieldID(name))-hint\">\(words($0))</p>" }
    }
}

/// The id of a field's input, where the summary's links lead.
package func fieldID(_ name: String) -> String {
    "field-" + String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
}

package func hiddenField(_ name: String, _ value: String) -> HTML {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\"/>"
}

/// The token against forgery and a new idempotency key; the server fills both.
package var hiddenProofs: HTML {
    """
    <input type="hidden" name="_token" value="\(HTML.mark(.formToken))"/>\
    <input type="hidden" name="_key" value="\(HTML.mark(.formKey))"/>
    """
}
