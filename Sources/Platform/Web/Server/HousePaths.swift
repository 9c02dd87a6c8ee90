/// Where the pages are that the server itself sends people to.
package struct HousePaths: Sendable {
    package var signIn = "/sign-in"
    package var signOut = "/sign-out"
    /// Where a password is changed; the only page open while it must be.
    package var password = "/password"
    package var account = "/account"

    package init() {}
}

package struct ServerOptions: Sendable {
    /// The name under which a proxy serves us over TLS: `qiao.example.cn`. Makes cookies secure and turns HSTS on.
    package var publicHost: String?
    /// With which the server speaks TLS itself; nil: plain HTTP, for a proxy or for this machine alone.
    package var certificate: ServerCertificate?
    /// Believe `X-Forwarded-For`: only behind a proxy of one's own.
    package var trustForwarded = false
    package var idleSeconds = 30 * 60
    package var absoluteSeconds = 12 * 3600
    package var uploadLimit = 25 << 20
    package var paths = HousePaths()

    package init() {}

    package var secureCookies: Bool { publicHost != nil || certificate != nil }
}
