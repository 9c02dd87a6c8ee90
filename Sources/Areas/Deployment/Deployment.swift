import Core
import Organization
import Storage
import Web
import Workforce

/// The room of posting the force where it is needed. Its first noun is the coverage.
package enum Deployment {
    package static let room = Room(
        key: "coverage", character: "派", name: "覆盖", path: "/coverage", isShown: { $0.has(.see) })

    static let pageSize = 50

    package static let area = Area(
        name: "Deployment", migrations: CoverageTarget.migrations, english: deploymentEnglish,
        routes: [
            .get("/coverage", "coverage", CoveragePage.load),
            .get("/coverage/units", "coverage.units", CoveredUnits.load),
            .get("/coverage/people", "coverage.people", CarryingPeople.load),
        ] + TargetPage.routes, registry: Registry(figures: CoverageFigures.all, listings: CoverageListings.all))

    /// What this room's commands did.
    package static let acts: [String: Message] = [SetCoverageTarget.name: "设定了每人对应职工的目标"]

    /// The unit that a page looks at: the one asked for, or where the reader's own scope begins.
    static func whole(_ asked: String?, _ scope: Scope, _ tx: Transaction) throws -> Unit {
        let unit: Unit? =
            if let asked {
                try Identifier(asked).flatMap { try UnitStore.find($0, scope, tx) }
            } else if scope.isEverything {
                try UnitStore.root(tx)
            } else {
                try UnitStore.roots(of: scope, tx).first
            }
        guard let unit else { throw Problem.notFound }
        return unit
    }

    /// Is there a unit in this scope that somebody must answer for?
    package static func hasUnits(_ scope: Scope, _ tx: Transaction) throws -> Bool {
        let one: Identifier? = try tx.value(
            "SELECT u.id FROM units u WHERE \(Coverage.units(scope, CoverageFilter())) LIMIT 1")
        return one != nil
    }

    /// How many units in this scope have no one, for the page of today.
    package static func uncovered(_ scope: Scope, _ tx: Transaction) throws -> Int {
        try tx.value(
            "SELECT COUNT(*) FROM units u WHERE \(Coverage.units(scope, CoverageFilter(isUncovered: true)))") ?? 0
    }
}
