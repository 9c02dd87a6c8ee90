/// Named texts that somebody sent: a query, a form, the flat keys of a JSON body.
package struct Fields: Sendable, Equatable {
    package private(set) var dictionary: [String: [String]]

    package init(_ dictionary: [String: [String]] = [:]) {
        self.dictionary = [:]
        for (name, values) in dictionary { self.dictionary[name] = values.map { Self.received($0, as: name) } }
    }

    /// Trimmed, lines ended by one sign; nil when missing or blank.
    package subscript(name: String) -> String? {
        guard let text = dictionary[name]?.first else { return nil }
        let trimmed = text.trimmed
        return trimmed.isEmpty ? nil : trimmed.contains("\r\n") ? trimmed.replacing("\r\n", with: "\n") : trimmed
    }

    /// Every value of the name, trimmed, blanks left out: checkboxes, pickers of several.
    package func all(_ name: String) -> [String] {
        (dictionary[name] ?? []).map(\.trimmed).filter { !$0.isEmpty }
    }

    /// The text as it came, untrimmed: passwords.
    package func text(_ name: String) -> String { dictionary[name]?.first ?? "" }

    package mutating func append(_ name: String, _ value: String) {
        dictionary[name, default: []].append(Self.received(value, as: name))
    }

    mutating func replace(_ name: String, with value: String) { dictionary[name] = [value] }

    /// A password is taken sign by sign; of everything else only what can be seen.
    private static func received(_ value: String, as name: String) -> String {
        FormState.isSecret(name) ? value : value.cleaned
    }
}

extension String {
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
