import Core

/// One of the answers that a field offers.
package struct Choice: Sendable, Encodable, Hashable {
    package let value: String
    package let label: Message
    package let hint: Message?

    package init(_ value: String, _ label: Message, hint: Message? = nil) {
        self.value = value
        self.label = label
        self.hint = hint
    }
}

extension FormView {
    /// - Parameter unchosen: the entry with an empty value; nil where one is always chosen.
    package func select(
        _ name: String, _ label: Message, _ choices: [Choice], hint: Message? = nil, isOptional: Bool = false,
        unchosen: Message? = "请选择"
    ) -> HTML {
        let id = fieldID(name)
        return """
            <div class="field"><label for="\(id)">\(words(label))\(optionalMark(isOptional))</label>\
            \(hintView(name, hint))\(problem(of: name))\
            <select id="\(id)" name="\(name)"\(proofs(name, hint))>\
            \(options(words, choices, chosen: state[name], unchosen: unchosen))</select></div>
            """
    }

    package func radios(_ name: String, _ label: Message, _ choices: [Choice], hint: Message? = nil) -> HTML {
        group(name, label, hint, choices, type: "radio", chosen: Set(state[name].map { [$0] } ?? []))
    }

    package func checkboxes(_ name: String, _ label: Message, _ choices: [Choice], hint: Message? = nil) -> HTML {
        group(name, label, hint, choices, type: "checkbox", chosen: Set(state.all(name)))
    }

    /// A single yes: sends `value` or nothing.
    package func checkbox(_ name: String, _ label: Message, value: String = "yes", hint: Message? = nil) -> HTML {
        """
        <div class="field">\(problem(of: name))\
        \(choice(name, fieldID(name), Choice(value, label, hint: hint), "checkbox", state[name] == value))</div>
        """
    }

    /// The first answer has the field's id, so that the summary's link leads there.
    private func group(
        _ name: String, _ label: Message, _ hint: Message?, _ choices: [Choice], type: HTML, chosen: Set<String>
    ) -> HTML {
        let items = choices.enumerated().map { position, one -> HTML in
            let id = position == 0 ? fieldID(name) : "\(fieldID(name))-\(position)"
            return choice(name, id, one, type, chosen.contains(one.value))
        }
        return """
            <fieldset class="field"\(attribute: "aria-describedby", describedBy(name, hint: hint))>\
            <legend id="\(fieldID(name))-label">\(words(label))</legend>\(hintView(name, hint))\(problem(of: name))\(items)</fieldset>
            """
    }

    private func choice(_ name: String, _ id: String, _ choice: Choice, _ type: HTML, _ isChosen: Bool) -> HTML {
        """
        <div class="choice"><input type="\(type)" id="\(id)" name="\(name)" value="\(choice.value)"\
        \(flag: "checked", isChosen)\(attribute: "aria-describedby", choice.hint == nil ? nil : "\(id)-about")/>\
        <label for="\(id)">\(words(choice.label))</label>\
        \(choice.hint.map { "<p class=\"field-hint\" id=\"\(id)-about\">\(words($0))</p>" as HTML })</div>
        """
    }
}

func options(_ words: Words, _ choices: [Choice], chosen: String?, unchosen: Message?) -> [HTML] {
    let first: [HTML] = unchosen.map { ["<option value=\"\">\(words($0))</option>"] } ?? []
    return first
        + choices.map { one -> HTML in
            "<option value=\"\(one.value)\"\(flag: "selected", one.value == chosen)>\(words(one.label))</option>"
        }
}
