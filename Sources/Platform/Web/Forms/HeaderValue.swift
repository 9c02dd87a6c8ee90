/// A header's value with parameters: `form-data; name="a"; filename*=UTF-8''%E8%8A%B1.xlsx`.
struct HeaderValue {
    let value: String
    /// Names in lower case.
    let parameters: [String: String]

    init(_ text: String) {
        var rest = text[...]
        value = String(rest.prefix { $0 != ";" }).trimmed
        rest = rest.drop { $0 != ";" }
        var parameters: [String: String] = [:]
        while rest.first == ";" {
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" || $0 == ";" }
            let name = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest.dropFirst(name.count)
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst()
            let content = rest.first == "\"" ? Self.quoted(&rest) : Self.token(&rest)
            let key = String(name).trimmed.lowercased()
            if parameters[key] == nil { parameters[key] = content }
            rest = rest.drop { $0 != ";" }
        }
        self.parameters = parameters
    }

    /// The form `name*=UTF-8''…` (RFC 8187), which goes before the plain one.
    func extended(_ name: String) -> String? {
        guard let text = parameters[name + "*"] else { return nil }
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        return percentDecoded(parts[2])
    }

    private static func token(_ rest: inout Substring) -> String {
        let text = rest.prefix { $0 != ";" }
        rest = rest.dropFirst(text.count)
        return String(text).trimmed
    }

    /// A backslash stands before a quote or a backslash only; others are a folder's, as old browsers send them.
    private static func quoted(_ rest: inout Substring) -> String {
        rest = rest.dropFirst()
        var text = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
                text.append(next)
                rest = rest.dropFirst()
            } else {
                text.append(character)
            }
        }
        return text
    }
}
