import Crypto
import HTTPTypes

/// Proves that a form came from a page of ours, for browsers that do not say where a request comes from.
///
/// Derived by HMAC from the secret in the browser's own cookie, so nothing is kept and no other site can make it.
struct FormToken: Sendable {
    let text: String

    /// - Parameter secret: the session's token, or before sign-in the visitor's cookie.
    init(secret: String) {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("qiao form".utf8), using: SymmetricKey(data: Array(secret.utf8)))
        text = Array(code).prefix(20).hexadecimal
    }

    /// Compared in the same time wherever they differ.
    func matches(_ given: String?) -> Bool {
        guard let given, given.utf8.count == text.utf8.count else { return false }
        return zip(given.utf8, text.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Where a request that changes something says that it comes from.
enum RequestOrigin: Equatable {
    case ours
    case elsewhere
    /// It does not say; the form's token decides.
    case unknown

    init(_ headers: HTTPFields, host: String?) {
        if let site = headers[.secFetchSite] {
            self = site == "same-origin" || site == "none" ? .ours : .elsewhere
        } else if let origin = headers[.origin] {
            let authority = origin.split(separator: "//", maxSplits: 1).last.map { $0.lowercased() }
            self = host != nil && origin.contains("://") && authority == host?.lowercased() ? .ours : .elsewhere
        } else {
            self = .unknown
        }
    }
}
