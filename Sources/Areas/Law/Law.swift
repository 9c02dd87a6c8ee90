import Core
import Storage
import Web

/// The room of labour law: what is owed, and until when, by what the city has laid down.
package enum Law {
    package static let room = Room(key: "law", character: "法", name: "劳动法", path: "/law/settings") { $0.has(.see) }

    static let crumbs: [Crumb] = []

    /// - Parameter names: who stands behind an account.
    package static func area(names: @escaping LawNames = { _, _ in [:] }) -> Area {
        Area(
            name: "Law", migrations: LawSettingsRoom.migrations, invariants: LawSettingsRoom.invariants,
            english: lawSettingsEnglish, routes: LawSettingsRoom.routes(names))
    }

    /// What this room's commands did.
    package static let acts = LawSettingsRoom.acts
    /// What the kinds of records of these are called.
    package static let records = LawSettingsRoom.records
}
