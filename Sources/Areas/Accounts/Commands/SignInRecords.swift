import Core
import Storage

/// Puts a sign-in on audit.
package struct RecordSignIn: Command {
    package static let name = "signIn"
    package let account: Identifier
    /// The hash against which the password was found right, just before.
    package let verifiedHash: String?
    package typealias Outcome = Done

    package init(account: Identifier, verifiedHash: String?) {
        self.account = account
        self.verifiedHash = verifiedHash
    }

    package func load(_ act: Core.Act) throws -> Account { try account(account, act) }

    /// Checking a password takes a while; meanwhile it may have been taken away, and every sign-in with it.
    package func check(_ subject: Account, _ act: Core.Act) throws -> [FieldProblem] {
        subject.passwordHash == verifiedHash
            ? [] : [FieldProblem("password", SignIn.wrong, code: "wrongPassword")]
    }

    package func mayRun(_ subject: Account, _ act: Core.Act) -> Permission {
        act.actor.account == account ? .allowed : .refused("只有本人可以登录")
    }

    package func perform(_ subject: Account, _ act: Core.Act) throws -> Done {
        try act.tx.execute("UPDATE accounts SET signed_in_at = \(act.now) WHERE id = \(account)")
        act.note("account", account)
        return Done()
    }
}

/// Puts on audit that somebody tried a wrong password, or a login that nobody has: both take as long.
package struct RecordFailedSignIn: Command {
    package static let name = "failSignIn"
    /// nil: the login is nobody's.
    package let account: Identifier?
    package typealias Outcome = Done

    package func mayRun(_ subject: Void, _ act: Core.Act) -> Permission {
        act.actor.kind == .nobody ? .allowed : .refused("只在登录时记录")
    }

    package func perform(_ subject: Void, _ act: Core.Act) throws -> Done {
        if let account { act.note("account", account) }
        return Done()
    }
}
