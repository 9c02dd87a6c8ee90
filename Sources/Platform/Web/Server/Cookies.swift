import HTTPTypes

/// The cookies of the house: what a browser sent, and how ours are written.
struct Cookies: Sendable {
    private let values: [String: String]
    private let isSecure: Bool

    enum Kind: String {
        case session = "qiao_session"
        /// Before sign-in, so that its form has a token.
        case visitor = "qiao_visitor"
        case language = "lang"
        /// A sentence for the next page.
        case said = "qiao_said"

        var isOursAlone: Bool { self != .language }
    }

    init(_ headers: HTTPFields, isSecure: Bool) {
        var values: [String: String] = [:]
        for header in headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2 else { continue }
                values[String(parts[0]).trimmed] = String(parts[1]).trimmed
            }
        }
        self.values = values
        self.isSecure = isSecure
    }

    subscript(kind: Kind) -> String? { values[name(kind)] }

    /// - Parameter seconds: how long it is kept; nil until the browser closes, 0 forgets it.
    func setting(_ kind: Kind, _ value: String, seconds: Int? = nil) -> String {
        var text = "\(name(kind))=\(value); Path=/; SameSite=Lax"
        if kind.isOursAlone { text += "; HttpOnly" }
        if isSecure { text += "; Secure" }
        if let seconds { text += "; Max-Age=\(seconds)" }
        return text
    }

    /// `__Host-` binds a cookie to this very host over TLS.
    private func name(_ kind: Kind) -> String { (isSecure ? "__Host-" : "") + kind.rawValue }
}
