import Core
import Storage

/// Puts a sign-in on audit.
package struct RecordSignIn: Command {
    package static let name = "signIn"
    package let account: Identifier
    package typealias Outcome = Done

    package func load(_ act: Core.Act) throws -> Account { try account(account, act) }

    package func mayRun(_ subject: Account, _ act: Core.Act) -> Permission {
        act.actor.account == account ? .allowed : .refused("只有本人可以登录")
    }

    package func perform(_ subject: Account, _ act: Core.Act) throws -> Done {
        try act.tx.execute("UPDATE accounts SET signed_in_at = \(act.now) WHERE id = \(account)")
        act.note("account", account)
        return Done()
    }
}

/// Puts on audit that somebody tried an account with a wrong password.
package struct RecordFailedSignIn: Command {
    package static let name = "failSignIn"
    package let account: Identifier
    package typealias Outcome = Done

    package func load(_ act: Core.Act) throws -> Account { try account(account, act) }

    package func mayRun(_ subject: Account, _ act: Core.Act) -> Permission {
        act.actor.kind == .nobody ? .allowed : .refused("只在登录时记录")
    }

    package func perform(_ subject: Account, _ act: Core.Act) throws -> Done {
        act.note("account", account)
        return Done()
    }
}
