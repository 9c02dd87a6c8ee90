import Core
import Storage
import Web

/// The room of accounts: who may come in, what she is at which unit, and the auditor's view of what was done.
package enum Accounts {
    /// - Parameters:
    ///   - units: how units are found and called.
    ///   - demoAccountsAllowed: as for `AccountGate.make`.
    ///   - address: scheme and host under which people reach the house (`https://qiao.example.cn`), for links that are
    ///     handed over; without a slash at the end.
    ///   - auditTitles: what the commands of other rooms, and the kinds of records they put on audit, are called.
    ///   - startCode: what whoever founds an empty house must know, where others could reach its first page before her.
    ///   - founded: what else belongs to the founding of an empty house, such as the name of its root unit; in the same
    ///     transaction.
    package static func area(
        units: AccountsUnits, demoAccountsAllowed: Bool, address: String = "",
        passwords: PasswordHashing = PasswordHashing(),
        auditTitles: [String: Message] = [:],
        startCode: String? = nil,
        founded: @escaping @Sendable (Core.Act, FoundFirstAdministrators.Outcome) throws -> Void = { _, _ in }
    ) -> Area {
        let desk = AccountDesk(
            units: units, demoAccountsAllowed: demoAccountsAllowed, address: address, passwords: passwords,
            auditTitles: AuditWords.titles.merging(auditTitles) { own, _ in own }, startCode: startCode,
            founded: founded)
        return Area(
            name: "Accounts", migrations: migrations, invariants: invariants, english: accountsEnglish,
            routes: desk.routes,
            registry: Registry(
                contents: [AccountTables.content], listings: desk.listings, personal: [AccountTables.ofPerson],
                accounts: names))
    }

    /// What this room's commands did, for the stories of other rooms.
    package static let acts = AuditWords.titles

    package static let migrations = AccountTables.migrations
    package static let invariants = AccountTables.invariants

    package static let room = Room(key: "accounts", character: "账", name: "账号", path: "/accounts") {
        $0.has(.seeAccounts)
    }
    package static let auditRoom = Room(key: "audit", character: "审", name: "审计", path: "/audit") {
        $0.has(.readAudit)
    }

    /// The names of whoever uses these accounts; one query for all.
    @Sendable
    package static func names(_ accounts: [Identifier], _ tx: Transaction) throws -> [Identifier: String] {
        try AccountStore.names(of: accounts, tx)
    }

    /// For whoever keeps the server: a temporary password for an account that nobody can get into, administrators' too.
    ///
    /// - Returns: the password, shown once; it must be changed at the first sign-in.
    package static func resetPassword(
        login: String, in house: House, passwords: PasswordHashing = PasswordHashing()
    ) async throws -> String {
        guard let account = try await house.database.read({ try AccountStore.find(login: login, $0) }) else {
            throw Problem.notFound
        }
        let temporary = TemporaryPassword.make()
        let hash = try await passwords.hash(temporary)
        try await house.runner.run(
            ResetPassword(account: account.id, way: .temporaryPassword(hash: hash)), as: .operator)
        return temporary
    }
}

/// What the room's handlers share.
struct AccountDesk: Sendable {
    let units: AccountsUnits
    let demoAccountsAllowed: Bool
    let address: String
    let passwords: PasswordHashing
    let auditTitles: [String: Message]
    let startCode: String?
    let founded: @Sendable (Core.Act, FoundFirstAdministrators.Outcome) throws -> Void

    var routes: [Route] {
        signInRoutes + startRoutes + ownRoutes + accountRoutes + passwordRoutes + roleRoutes + auditRoutes
    }
}
