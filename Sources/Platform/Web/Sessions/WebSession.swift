import Core
import Storage

/// A browser in which somebody has signed in.
package struct WebSession: Sendable, Hashable {
    package enum End: String, Sendable, ColumnValue {
        case signedOut
        /// Another sign-in in the same browser took its place.
        case replaced
        case idle
        case expired
        /// Ended from elsewhere: by herself, or since the password or the account changed.
        case revoked
        /// The account is disabled or gone.
        case accountClosed
    }

    /// A digest of the token; tells nobody the token.
    package let id: String
    package let account: Identifier
    package let startedAt: Instant
    package let seenAt: Instant
    package let address: String
    package let agent: String
    package let endedAt: Instant?
    package let endedWhy: End?
}
