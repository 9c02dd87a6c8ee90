import Core
import Foundation
import Storage

/// Someone's way into the house. What she may do there, her role holdings say.
package struct Account: Sendable {
    package enum State: String, Sendable, CaseIterable, Encodable {
        /// Nobody has set a password yet.
        case invited
        case active
        case disabled
    }

    package let id: Identifier
    package let login: String
    package let name: String
    package let person: Identifier?
    package let passwordHash: String?
    package let mustChange: Bool
    package let isDemo: Bool
    package let madeAt: Instant
    package let passwordSetAt: Instant?
    package let signedInAt: Instant?
    package let disabledAt: Instant?
    package let disabledBy: Identifier?
    package let disabledWhy: String?

    package var state: State { disabledAt != nil ? .disabled : passwordHash == nil ? .invited : .active }

    /// She herself has set the password that the account has.
    var isReady: Bool { passwordHash != nil && !mustChange }

    static let columns: SQL =
        """
        a.id, a.login, a.name, a.person_id, a.password_hash, a.must_change, a.is_demo, a.made_at, a.password_set_at,
        a.signed_in_at, a.disabled_at, a.disabled_by, a.disabled_why
        """

    init(row: Row) throws {
        id = try row["id"]
        login = try row["login"]
        name = try row["name"]
        person = try row["person_id"]
        passwordHash = try row["password_hash"]
        mustChange = try row["must_change"]
        isDemo = try row["is_demo"]
        madeAt = try row["made_at"]
        passwordSetAt = try row["password_set_at"]
        signedInAt = try row["signed_in_at"]
        disabledAt = try row["disabled_at"]
        disabledBy = try row["disabled_by"]
        disabledWhy = try row["disabled_why"]
    }
}

extension Account.State {
    package var title: Message {
        switch self {
        case .invited: "等待本人设密码"
        case .active: "正常"
        case .disabled: "已停用"
        }
    }
}

/// The name that somebody signs in with. Capitals and full-width letters make no difference.
package struct LoginName: Sendable, Hashable {
    package let text: String
    package let key: String

    package init(_ text: String) {
        self.text = text.precomposedStringWithCompatibilityMapping.trimmingCharacters(in: .whitespaces)
        key = self.text.lowercased()
    }

    func problem(in field: String) -> FieldProblem? {
        guard (3...40).contains(key.utf8.count) else { return FieldProblem(field, "登录名须为 3 到 40 个字符") }
        let isPlain = key.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "@"): true
            default: false
            }
        }
        return isPlain ? nil : FieldProblem(field, "登录名只用字母、数字和 . - _ @")
    }
}
