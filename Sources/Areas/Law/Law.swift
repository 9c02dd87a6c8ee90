import Core
import Storage
import Web

/// The room of labour law: what is owed, and until when, by what the city has laid down; and the public calculator.
package enum Law {
    package static let room = Room(key: "law", character: "法", name: "劳动法", path: "/law/settings") { $0.has(.see) }

    static let crumbs: [Crumb] = []

    /// Made anew for every house: each counts the calculator's visitors by itself.
    ///
    /// - Parameter names: who stands behind an account.
    package static func area(names: @escaping LawNames = { _, _ in [:] }) -> Area {
        Area(
            name: "Law", migrations: LawSettingsRoom.migrations, invariants: LawSettingsRoom.invariants,
            english: pagesEnglish.merging(engineEnglish) { first, _ in first },
            routes: LawSettingsRoom.routes(names) + Calculator.routes)
    }

    /// What this room's commands did.
    package static let acts = LawSettingsRoom.acts
    /// What the kinds of records of these are called.
    package static let records = LawSettingsRoom.records

    static let pagesEnglish = lawSettingsEnglish.merging(calculatorEnglish) { first, _ in first }

    /// What the engine says, for every page that shows its answers.
    package static let engineEnglish = [
        statuteEnglish, claimEnglish, limitEnglish, reckoningEnglish, severanceEnglish,
    ].reduce(into: [String: String]()) { all, table in all.merge(table) { first, _ in first } }
}
