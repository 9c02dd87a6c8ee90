import Core
import Storage
import Web

/// The names behind accounts.
package typealias LawNames = @Sendable ([Identifier], Transaction) throws -> [Identifier: String]

/// The part of the room where the city keeps what its places lay down.
enum LawSettingsRoom {
    static let migrations = LawEntrySchema.migrations
    static let invariants = LawEntrySchema.invariants
    static let acts: [String: Message] = [SetLawEntry.name: "登记了一条各地标准", WithdrawLawEntry.name: "收回了一条各地标准"]
    static let records: [String: Message] = ["lawEntry": "各地标准"].merging(
        LawTable.allCases.map { ($0.rawValue, $0.title) }
    ) { first, _ in first }

    static func maySee(_ actor: Actor) -> Permission {
        actor.has(.see) ? .allowed : .refused("各地标准给有查看权限的人看，您的账号还没有这样的角色，请联系安全管理员")
    }

    static func routes(_ names: @escaping LawNames) -> [Route] {
        [
            .get(SettingsPage.path, "law.settings", SettingsPage.load),
            .get("/law/settings/:table", "law.settings.table") { .page(try await TablePage.load($0, names)) },
            .get("/law/settings/:table/new", "law.settings.entry.form", LawForm.new),
            .post("/law/settings/:table/new", "law.settings.entry", acceptsUpload: true, LawForm.submit),
            .get("/law/settings/:table/:entry/withdraw", "law.settings.withdraw.form", WithdrawPage.new),
            .post("/law/settings/:table/:entry/withdraw", "law.settings.withdraw", WithdrawPage.submit),
        ]
    }
}
