import Core
import HTTPTypes
import Hummingbird

/// What is known of a request before anybody answers it.
struct Frame: Sendable {
    let method: String
    /// Without query and `.json`, percent-encoded.
    let path: String
    let target: String
    let query: Fields
    let headers: HTTPFields
    let host: String?
    let cookies: Cookies
    let client: Client
    let wantsJSON: Bool
    private(set) var words: Words
    /// Another language, chosen on a page that was made of a form.
    private(set) var chosen: Language?
    /// By which this request is found again in the log.
    let requestID = randomHex(bytes: 8)
    var routeName = "-"
    var session: WebSession?
    var token: SessionToken?
    var actor = Actor.nobody
    /// What the page of a list offers beside its own acts.
    var tools: HTML?

    init(_ request: Request, from address: String, options: ServerOptions, phrasebook: Phrasebook) {
        let target = request.head.path ?? "/"
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var path = String(parts.first ?? "/")
        let hasEnding = path.hasSuffix(".json")
        if hasEnding { path = path == "/index.json" ? "/" : String(path.dropLast(5)) }
        let headers = request.headers
        method = request.method.rawValue
        self.path = path
        self.target = target
        query = parts.count == 2 ? Fields(encoded: parts[1]) ?? Fields() : Fields()
        self.headers = headers
        let named = request.head.authority ?? headers[HTTPField.Name("Host")!]
        host = options.publicHost ?? (options.trustForwarded ? headers[.forwardedHost] ?? named : named)
        cookies = Cookies(headers, isSecure: options.secureCookies)
        let forwarded = headers[.forwardedFor]?.split(separator: ",").last.map { String($0).trimmed }
        client = Client(
            address: options.trustForwarded ? forwarded ?? address : address, agent: headers[.userAgent] ?? "")
        let accept = headers[.accept] ?? ""
        wantsJSON = hasEnding || (accept.contains("application/json") && !accept.contains("text/html"))
        words = Words(cookies[.language].flatMap(Language.init(rawValue:)) ?? .chinese, phrasebook)
    }

    mutating func choose(_ language: Language, _ phrasebook: Phrasebook) {
        (words, chosen) = (Words(language, phrasebook), language)
    }

    /// What anybody can send is not for the log.
    var knownMethod: String { ["GET", "HEAD", "POST"].contains(method) ? method : "other" }

    var changes: Bool { method != "GET" && method != "HEAD" }

    /// A page to go back to: this one, or where a form was sent from.
    var comeBack: String {
        guard changes else { return ownPath(target) }
        guard let referer = headers[.referer], let host, let range = referer.range(of: "//" + host) else { return "/" }
        return ownPath(String(referer[range.upperBound...]))
    }
}
