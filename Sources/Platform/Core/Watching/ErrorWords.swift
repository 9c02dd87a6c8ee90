import Storage

/// An error as a log may have it: its kind and what the program itself says, nothing that somebody typed.
package func loggable(_ error: any Error) -> String {
    switch error {
    case let error as StorageError:
        switch error {
        case .failed(let text): return "StorageError.failed: \(withoutValues(text))"
        case .unreadable(let text): return "StorageError.unreadable: \(withoutValues(text))"
        case .unavailable(let text): return "StorageError.unavailable: \(withoutValues(text))"
        case .unique(let columns): return "StorageError.unique: \(withoutValues(columns))"
        case .check(let rule), .foreignKey(let rule), .notNull(let rule): return "StorageError: \(withoutValues(rule))"
        case .busy, .diskFull, .notADatabase, .schemaNewer: return "StorageError.\(name(error))"
        }
    case let error as DecodingError:
        switch error {
        case .keyNotFound, .typeMismatch, .valueNotFound: return "DecodingError.\(name(error))"
        default: return "DecodingError"
        }
    default: return "\(type(of: error)).\(name(error))"
    }
}

private func name(_ error: any Error) -> String {
    String(String(describing: error).prefix { $0.isASCII && $0.isLetter })
}

/// Databases repeat values in their sentences: what stands in quotes or brackets, digits and what is not ASCII go.
private func withoutValues(_ text: String) -> String {
    var said = ""
    var closing: Character?
    for character in text.prefix(400) {
        if let end = closing {
            if character == end { closing = nil }
        } else if character == "\"" || character == "'" || character == "(" || character == "[" {
            closing = character == "(" ? ")" : character == "[" ? "]" : character
            said += "…"
        } else if character.isASCII, !character.isNumber, !character.isNewline {
            said.append(character)
        } else if said.last != "…" {
            said += "…"
        }
    }
    return said
}
