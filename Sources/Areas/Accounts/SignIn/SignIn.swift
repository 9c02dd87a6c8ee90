import Core
import Storage

/// Finds out who it is that gives a login and a password.
package struct SignIn: Sendable {
    package static let wrong: Message = "登录名或密码不对"

    let house: House
    let passwords: PasswordHashing
    let demoAccountsAllowed: Bool

    package init(house: House, passwords: PasswordHashing, demoAccountsAllowed: Bool) {
        self.house = house
        self.passwords = passwords
        self.demoAccountsAllowed = demoAccountsAllowed
    }

    /// The account, when the password is right and the account may come in.
    ///
    /// Answers alike, and as slowly, whether the login exists or not. That an account is disabled, only its owner hears.
    /// - Throws: `Problem.invalid` on field `password`, `.forbidden`, `.tooMany`.
    package func account(login: String, password: String, from address: String) async throws -> Account {
        let lockOut = LockOut(login: login, address: address, vault: house.vault)
        let account = try await house.database.write { tx in
            try lockOut.admit(tx)
            return try AccountStore.find(login: login, tx)
        }
        guard try await passwords.verify(password, against: account?.passwordHash), let account else {
            try await house.runner.run(RecordFailedSignIn(account: account?.id), as: .nobody)
            throw Problem.invalid("password", Self.wrong, code: "wrongPassword")
        }
        try await house.database.write { try lockOut.forgive($0) }
        if account.disabledAt != nil { throw Problem.forbidden("这个账号已停用，请联系安全管理员") }
        if account.isDemo, !demoAccountsAllowed {
            throw Problem.forbidden("演示账号只能在本机试用时登录；这个系统对外开放，请用自己的账号")
        }
        guard let actor = try await house.database.read({ try house.gate.actor(account.id, $0) }) else {
            throw Problem.forbidden("这个账号现在不能登录，请联系系统管理员")
        }
        try await house.runner.run(RecordSignIn(account: account.id, verifiedHash: account.passwordHash), as: actor)
        return account
    }

    /// The hash against which the password of a signed-in account was found right; counted like a sign-in.
    func verifiedHash(of account: Identifier, password: String, from address: String) async throws -> String {
        let vault = house.vault
        let (found, lockOut) = try await house.database.write { tx -> (Account, LockOut) in
            guard let found = try AccountStore.find(account, tx) else { throw Problem.notFound }
            let lockOut = LockOut(login: found.login, address: address, vault: vault)
            try lockOut.admit(tx)
            return (found, lockOut)
        }
        guard let hash = found.passwordHash, try await passwords.verify(password, against: hash) else {
            throw Problem.invalid("currentPassword", "现在的密码不对", code: "wrongPassword")
        }
        try await house.database.write { try lockOut.forgive($0) }
        return hash
    }
}
