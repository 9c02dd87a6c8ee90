import Core
import HTTPTypes

/// What a handler gives back.
package enum Answer: Sendable {
    /// The page, or its JSON twin.
    case page(any Page, status: HTTPResponse.Status = .ok)
    /// The form again, filled in; a JSON client gets the problem.
    case refused(any Page, Problem)
    /// On to another page (303), with a sentence to show there. A JSON client gets `{"location": …}`.
    case redirect(String, saying: Message? = nil)
    case file(Download)
    /// Starts a session of the account, in place of any earlier one of this browser, and goes on.
    case signedIn(Identifier, to: String, saying: Message? = nil)
    /// Ends the session and goes on.
    case signedOut(to: String, saying: Message? = nil)
}

/// A file to keep.
package struct Download: Sendable {
    package enum Content: Sendable {
        case bytes([UInt8])
        /// A file on disk, sent piece by piece.
        case path(String)
        /// Read one after another while they are sent; together of so many bytes.
        case pieces(size: Int, count: Int, piece: @Sendable (_ number: Int) async throws -> [UInt8])
    }

    package let name: String
    package let contentType: String
    package let content: Content

    package init(name: String, contentType: String, content: Content) {
        self.name = name
        self.contentType = contentType
        self.content = content
    }
}

extension Problem {
    /// What HTTP calls it.
    package var status: HTTPResponse.Status {
        switch self {
        case .invalid: .unprocessableContent
        case .notFound: .notFound
        case .forbidden: .forbidden
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }
}
