import HTTPTypes

/// What every answer says to the browser about what it may do.
struct SecurityHeaders: Sendable {
    private let fields: [(HTTPField.Name, String)]

    init(isSecure: Bool) {
        let policy = [
            "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:",
            "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
        ]
        var fields: [(String, String)] = [
            ("Content-Security-Policy", policy.joined(separator: "; ")),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ]
        if isSecure { fields.append(("Strict-Transport-Security", "max-age=31536000")) }
        self.fields = fields.map { (HTTPField.Name($0.0)!, $0.1) }
    }

    func add(to headers: inout HTTPFields) {
        for (name, value) in fields { headers[name] = value }
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    static let formToken = HTTPField.Name("X-Form-Token")!
    static let requestID = HTTPField.Name("X-Request-Id")!
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
    static let forwardedHost = HTTPField.Name("X-Forwarded-Host")!
}
