import Core
import Foundation
import Storage

/// The accounts' SQL.
package enum AccountStore {
    static let index = SearchIndex("account_search")

    package static func find(_ id: Identifier, _ tx: Transaction) throws -> Account? {
        try tx.first("SELECT \(Account.columns) FROM accounts a WHERE a.id = \(id)", Account.init(row:))
    }

    /// By the name that she signs in with, however written.
    package static func find(login: String, _ tx: Transaction) throws -> Account? {
        let name = LoginName(login)
        return try tx.first(
            "SELECT \(Account.columns) FROM accounts a WHERE a.login_key = \(name.key)", Account.init(row:))
    }

    package static func hasAny(_ tx: Transaction) throws -> Bool {
        try (tx.value("SELECT id FROM accounts LIMIT 1") as Identifier?) != nil
    }

    static func names(of accounts: [Identifier], _ tx: Transaction) throws -> [Identifier: String] {
        guard !accounts.isEmpty else { return [:] }
        let rows = try tx.all("SELECT id, name FROM accounts WHERE id IN \(list: accounts)") { row in
            (try row["id"] as Identifier, try row["name"] as String)
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    struct New {
        let login: LoginName
        let name: String
        var person: Identifier?
        var passwordHash: String?
        var mustChange = false
        var isDemo = false
    }

    static func add(_ new: New, _ act: Core.Act) throws -> Identifier {
        let id = act.newIdentifier()
        let setAt = new.passwordHash == nil ? nil : act.now
        try act.tx.execute(
            """
            INSERT INTO accounts (id, login, login_key, name, person_id, password_hash, must_change, is_demo,
                                  made_at, made_by, password_set_at)
            VALUES (\(id), \(new.login.text), \(new.login.key), \(new.name), \(new.person), \(new.passwordHash),
                    \(new.mustChange), \(new.isDemo), \(act.now), \(act.actor.account), \(setAt))
            """)
        try act.tx.index(id.rawValue, terms: terms(of: [new.login.key, new.name]), in: index)
        return id
    }

    static func setPassword(_ hash: String?, of account: Identifier, mustChange: Bool, _ act: Core.Act) throws {
        let setAt = hash == nil ? nil : act.now
        try act.tx.execute(
            """
            UPDATE accounts SET password_hash = \(hash), must_change = \(mustChange), password_set_at = \(setAt)
            WHERE id = \(account)
            """)
    }

    static func disable(_ account: Identifier, because reason: String, _ act: Core.Act) throws {
        try act.tx.execute(
            """
            UPDATE accounts SET disabled_at = \(act.now), disabled_by = \(act.actor.account), disabled_why = \(reason)
            WHERE id = \(account)
            """)
    }

    static func enable(_ account: Identifier, _ act: Core.Act) throws {
        try act.tx.execute(
            """
            UPDATE accounts SET disabled_at = NULL, disabled_by = NULL, disabled_why = NULL WHERE id = \(account)
            """)
    }

    // MARK: - Finding part of a name

    /// Every end of every text: what begins with a part that was typed, contains it.
    private static func terms(of texts: [String]) -> [String] {
        var terms: Set<String> = []
        for text in texts {
            var rest = folded(text)[...]
            while !rest.isEmpty {
                terms.insert(String(rest))
                rest = rest.dropFirst()
            }
        }
        return terms.sorted()
    }

    private static func folded(_ text: String) -> String {
        let small = text.precomposedStringWithCompatibilityMapping.lowercased()
        return String(small.filter { ($0.isLetter || $0.isNumber) && !$0.isWhitespace })
    }

    /// nil: nothing to look for.
    static func condition(containing text: String?) -> SQL? {
        guard let text else { return nil }
        let part = folded(text)
        // Signs alone are part of no name, nor is what is longer than any.
        return part.isEmpty || part.count > 60 ? "FALSE" : "a.id IN (\(index.ids(matching: [.prefix(part)])))"
    }
}
