import Core
import Storage

/// Whether a session is needed. What somebody may do there is decided by the command or the scope.
package enum Access: String, Sendable {
    case everyone
    case signedIn
}

/// One address of the house and what answers there.
package struct Route: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    package typealias Handler = @Sendable (Visit) async throws -> Answer
    package typealias Refusing = @Sendable (Visit, Problem) async throws -> Answer

    package let method: Method
    /// `/people/:person`: a segment with a colon takes any text.
    package let path: String
    /// Stable and unlike any other: for the log and the matrix of who may go where.
    package let name: String
    package let access: Access
    package let acceptsUpload: Bool
    let handler: Handler
    /// What answers a form that cannot be shown to come from a page of ours, instead of a bare refusal: it keeps what
    /// was written and changes nothing.
    let unproven: Refusing?

    package static func get(
        _ path: String, _ name: String, access: Access = .signedIn, _ handler: @escaping Handler
    ) -> Route {
        Route(
            method: .get, path: path, name: name, access: access, acceptsUpload: false, handler: handler,
            unproven: nil)
    }

    package static func post(
        _ path: String, _ name: String, access: Access = .signedIn, acceptsUpload: Bool = false,
        unproven: Refusing? = nil, _ handler: @escaping Handler
    ) -> Route {
        Route(
            method: .post, path: path, name: name, access: access, acceptsUpload: acceptsUpload, handler: handler,
            unproven: unproven)
    }
}

/// A room's part in the house: one list each.
package struct Area: Sendable {
    package let name: String
    package let migrations: [Migration]
    package let invariants: [Invariant]
    package let work: [BackgroundWork]
    package let english: [String: String]
    package let routes: [Route]
    package let registry: Registry

    package init(
        name: String, migrations: [Migration] = [], invariants: [Invariant] = [], work: [BackgroundWork] = [],
        english: [String: String] = [:], routes: [Route] = [], registry: Registry = .none
    ) {
        self.name = name
        self.migrations = migrations
        self.invariants = invariants
        self.work = work
        self.english = english
        self.routes = routes
        self.registry = registry
    }
}

/// What the web itself brings to the house.
package enum WebParts {
    package static let area = Area(
        name: "Web", migrations: SessionStore.migrations, work: [SessionStore.expiry], english: webEnglish)
}
