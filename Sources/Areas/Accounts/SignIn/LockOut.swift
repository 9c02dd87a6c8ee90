import Core
import Foundation
import Storage

/// Slows down whoever guesses: after some failures in a row each further try has to wait, twice as long every time.
///
/// The counters are the ground floor's own and no business of commands. A try counts as failed until it has
/// succeeded, so that many at once cannot slip through.
package struct LockOut: Sendable {
    package static let failuresOfAccount = 5
    /// Many people may come from one address.
    package static let failuresOfAddress = 30
    package static let longestWaitInSeconds = 30 * 60
    private static let forgottenAfterSeconds = 24 * 3600
    private static let addressForgottenAfterSeconds = 15 * 60

    private let login: String
    private let address: String

    /// Kept as keyed digests: what was typed as a login may be a password.
    package init(login: String, address: String, vault: Vault) {
        self.login = vault.digest("login", LoginName(login).key, for: .sessions)
        self.address = vault.digest("address", Self.network(address), for: .sessions)
    }

    /// Of IPv6 the first half: the other half each household gives itself, as many as it likes.
    static func network(_ address: String) -> String {
        var parsed = in6_addr()
        guard inet_pton(AF_INET6, address, &parsed) == 1 else { return address }
        let bytes = withUnsafeBytes(of: &parsed) { Array($0) }
        // An IPv4 address in IPv6 dress is that address.
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
            return bytes.suffix(4).map(String.init).joined(separator: ".")
        }
        return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// Lets a try pass, and counts it.
    /// - Throws: `Problem.tooMany`, alike for logins that exist and those that do not.
    package func admit(_ tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM sign_in_failures WHERE last_at < \(tx.now.adding(seconds: -Self.forgottenAfterSeconds))")
        let (ofLogin, ofAddress) = (try counter(login, tx), try counter(address, tx))
        let waits = [ofLogin, ofAddress].compactMap { $0?.lockedUntil }.filter { $0 > tx.now }
        if let until = waits.max() {
            let seconds = Int((until.milliseconds - tx.now.milliseconds + 999) / 1000)
            throw Problem.tooMany(
                "登录失败的次数太多，请等 \((seconds + 59) / 60) 分钟再试", retryAfterSeconds: seconds)
        }
        try count(login, ofLogin?.failures ?? 0, allowed: Self.failuresOfAccount, tx)
        let isOld = ofAddress.map { $0.lastAt < tx.now.adding(seconds: -Self.addressForgottenAfterSeconds) } ?? true
        try count(address, isOld ? 0 : ofAddress?.failures ?? 0, allowed: Self.failuresOfAddress, tx)
    }

    /// The password was right: her own failures are forgotten, those of others from the same address are not.
    package func forgive(_ tx: Transaction) throws {
        let own = try counter(login, tx)?.failures ?? 0
        try tx.execute("DELETE FROM sign_in_failures WHERE key = \(login)")
        try tx.execute(
            """
            UPDATE sign_in_failures SET locked_until = NULL,
                failures = CASE WHEN failures > \(own) THEN failures - \(own) ELSE 0 END
            WHERE key = \(address)
            """)
    }

    private func counter(
        _ key: String, _ tx: Transaction
    ) throws -> (failures: Int, lastAt: Instant, lockedUntil: Instant?)? {
        try tx.first("SELECT failures, last_at, locked_until FROM sign_in_failures WHERE key = \(key)") { row in
            (try row["failures"] as Int, try row["last_at"] as Instant, try row["locked_until"] as Instant?)
        }
    }

    private func count(_ key: String, _ before: Int, allowed: Int, _ tx: Transaction) throws {
        let failures = before + 1
        let until = Self.wait(after: failures, allowed: allowed).map { tx.now.adding(seconds: $0) }
        try tx.execute("DELETE FROM sign_in_failures WHERE key = \(key)")
        try tx.execute(
            """
            INSERT INTO sign_in_failures (key, failures, last_at, locked_until)
            VALUES (\(key), \(failures), \(tx.now), \(until))
            """)
    }

    /// 1, 2, 4 … up to 30 minutes; nil while there are tries left.
    static func wait(after failures: Int, allowed: Int) -> Int? {
        guard failures >= allowed else { return nil }
        return min(60 << min(failures - allowed, 10), longestWaitInSeconds)
    }
}
