import Core

extension FormView {
    package enum Width: Sendable { case short, medium, full }

    /// A line of text.
    package func text(
        _ name: String, _ label: Message, hint: Message? = nil, isOptional: Bool = false, width: Width = .medium,
        autocomplete: String = "off", inputMode: String? = nil
    ) -> HTML {
        input(
            "text", name, label, hint, isOptional, width, state[name], autocomplete: autocomplete,
            inputMode: inputMode)
    }

    /// Never filled in again.
    /// - Parameter autocomplete: `current-password` or `new-password`.
    package func password(_ name: String, _ label: Message, hint: Message? = nil, autocomplete: String) -> HTML {
        input("password", name, label, hint, false, .medium, nil, autocomplete: autocomplete)
    }

    /// A whole number; digits only, without the browser's arrows.
    package func number(_ name: String, _ label: Message, hint: Message? = nil, isOptional: Bool = false) -> HTML {
        input("text", name, label, hint, isOptional, .short, state[name], inputMode: "numeric")
    }

    package func day(_ name: String, _ label: Message, hint: Message? = nil, isOptional: Bool = false) -> HTML {
        input("date", name, label, hint, isOptional, .short, state[name])
    }

    /// A file; it can also be dropped onto the field where a script runs.
    /// - Parameter accept: as the browser takes it: `.xlsx,.csv`.
    package func file(_ name: String, _ label: Message, hint: Message? = nil, accept: String) -> HTML {
        """
        <div class="field drop"\(flag: "data-drop", true)>\(head(name, label, false))\(hintView(name, hint))\(problem(of: name))\
        <input type="file" id="\(fieldID(name))" name="\(name)" accept="\(accept)"\(proofs(name, hint))/></div>
        """
    }

    package func textarea(
        _ name: String, _ label: Message, hint: Message? = nil, isOptional: Bool = false, rows: Int = 4
    ) -> HTML {
        """
        <div class="field">\(head(name, label, isOptional))\(hintView(name, hint))\(problem(of: name))\
        <textarea id="\(fieldID(name))" name="\(name)" rows="\(rows)"\(proofs(name, hint))>
        \(state[name] ?? "")</textarea></div>
        """
    }

    private func input(
        _ type: HTML, _ name: String, _ label: Message, _ hint: Message?, _ isOptional: Bool, _ width: Width,
        _ value: String?, autocomplete: String = "off", inputMode: String? = nil
    ) -> HTML {
        let style: HTML =
            switch width {
            case .short: "short"
            case .medium: "medium"
            case .full: "full"
            }
        return """
            <div class="field">\(head(name, label, isOptional))\(hintView(name, hint))\(problem(of: name))\
            <input type="\(type)" class="\(style)" id="\(fieldID(name))" name="\(name)"\(attribute: "value", value)\
            \(attribute: "inputmode", inputMode) autocomplete="\(autocomplete)"\(proofs(name, hint))/></div>
            """
    }

    private func head(_ name: String, _ label: Message, _ isOptional: Bool) -> HTML {
        "<label for=\"\(fieldID(name))\">\(words(label))\(optionalMark(isOptional))</label>"
    }

    func proofs(_ name: String, _ hint: Message?) -> HTML {
        "\(attribute: "aria-describedby", describedBy(name, hint: hint))\(attribute: "aria-invalid", isWrong(name) ? "true" : nil)"
    }
}
