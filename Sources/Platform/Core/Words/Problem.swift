/// One thing that is wrong with what somebody sent, and where.
package struct FieldProblem: Hashable, Sendable {
    /// The name of the field as the form, the JSON body or the command calls it.
    package let field: String
    package let message: Message
    /// A stable word for programs, where one is promised (`idCheckDigit`).
    package let code: String?

    package init(_ field: String, _ message: Message, code: String? = nil) {
        self.field = field
        self.message = message
        self.code = code
    }
}

/// Why something was not done, said to whoever asked for it. Everything else that is thrown is internal.
package enum Problem: Error, Hashable, Sendable {
    case invalid([FieldProblem])
    /// It is not there, or it lies outside what the asker may see; she cannot tell which.
    case notFound
    case forbidden(Message)
    case conflict(Message)
    case tooLarge(Message)
    case tooMany(Message, retryAfterSeconds: Int)
    /// It could not be done now: the disk is full, the database is away.
    case unavailable(Message)

    package static func invalid(_ field: String, _ message: Message, code: String? = nil) -> Problem {
        .invalid([FieldProblem(field, message, code: code)])
    }

    /// The sentence for the page, where the problem is of the whole and not of fields.
    package var message: Message {
        switch self {
        case .invalid(let fields): fields.first?.message ?? "有内容需要改正"
        case .notFound: "没有找到，或者不在您可以查看的范围内"
        case .forbidden(let message), .conflict(let message), .tooLarge(let message), .tooMany(let message, _),
            .unavailable(let message):
            message
        }
    }

    /// The stable word of this kind of problem, for programs and for the audit log.
    package var code: String {
        switch self {
        case .invalid: "invalid"
        case .notFound: "notFound"
        case .forbidden: "forbidden"
        case .conflict: "conflict"
        case .tooLarge: "tooLarge"
        case .tooMany: "tooMany"
        case .unavailable: "unavailable"
        }
    }
}

/// An answer to "may I?": yes, or the reason why not.
package enum Permission: Hashable, Sendable {
    case allowed
    case refused(Message)

    package var isAllowed: Bool { self == .allowed }

    package func orThrow() throws(Problem) {
        if case .refused(let reason) = self { throw .forbidden(reason) }
    }
}
