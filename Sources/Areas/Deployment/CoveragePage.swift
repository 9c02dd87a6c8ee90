import Core
import Organization
import Storage
import Web
import Workforce

/// Where the last mile is covered and where it is not. Every number opens its list.
struct CoveragePage: Page {
    struct Whole: Encodable, Sendable {
        let unit: Identifier
        let name: String
        let hasParts: Bool
    }

    let whole: Whole
    /// Where the reader's own scope begins, if in several places.
    let roots: [Whole]
    /// The units above, as far as she may look at them.
    let above: [Whole]
    /// A past day; nil: now.
    let asOf: Day?
    let asOfFault: PastDay.Fault?
    let units: Int
    let uncovered: Int
    let workers: Int
    let withoutUnit: Int
    let enterprises: Int
    let employees: Int
    /// Employees of the enterprises of units that nobody answers for.
    let waiting: Int
    let medianUnits: Int?
    let target: CoverageTarget?
    let need: Need
    let kinds: [Coverage.KindCount]
    /// By need; the whole's own office first.
    let parts: [Coverage.Part]
    let loads: [Coverage.Load]
    let codes: [Identifier: String]

    private enum CodingKeys: String, CodingKey {
        case whole, roots, above, asOf, units, uncovered, workers, withoutUnit, enterprises, employees, waiting
        case medianUnits, target, need, kinds, parts, loads
    }

    var title: Message { "覆盖：谁负责哪里" }
    var room: Room? { Deployment.room }

    static func load(_ visit: Visit) async throws -> Answer {
        try visit.actor.may(.see).orThrow()
        let asked = visit.query["unit"]
        let (day, today) = (visit.asOf, visit.house.today)
        let need = visit.query["need"].flatMap(Need.init(rawValue:)) ?? .waiting
        let page = try await visit.house.database.read { [scope = visit.actor.sees] tx -> CoveragePage in
            let roots = try UnitStore.roots(of: scope, tx)
            let whole = try Deployment.whole(asked, scope, tx)
            let above = try UnitStore.ancestors(of: whole, tx).filter { scope.contains($0.place) }
            let sums = try CoverageSums.read(of: whole.place, scope, on: day, tx)
            let all = sums.all
            let target = try CoverageTarget.on(day ?? today, tx)
            let children =
                whole.kind.isDistrict
                ? try UnitStore.children(of: [whole.id], scope, tx).filter { day != nil || $0.closedOn == nil } : []
            let parts = need.sorted(Coverage.parts(of: whole, children, sums, target))
            return CoveragePage(
                whole: Whole(unit: whole.id, name: whole.name, hasParts: !parts.isEmpty),
                roots: roots.count < 2 ? [] : roots.map { Whole(unit: $0.id, name: $0.name, hasParts: false) },
                above: above.map { Whole(unit: $0.id, name: $0.name, hasParts: true) }, asOf: day,
                asOfFault: visit.pastDay.fault, units: all.units,
                uncovered: all.uncovered, workers: all.workers, withoutUnit: all.loads[0] ?? 0,
                enterprises: all.enterprises, employees: all.employees, waiting: all.waiting,
                medianUnits: all.medianUnits, target: target, need: need,
                kinds: Coverage.coveredKinds.compactMap { kind in
                    all.kinds[kind].map { .init(kind: kind, units: $0.units, uncovered: $0.uncovered) }
                },
                parts: parts,
                loads: all.loads.sorted { $0.key < $1.key }.map { Coverage.Load(units: $0.key, people: $0.value) },
                codes: Dictionary(
                    uniqueKeysWithValues: whole.kind == .city
                        ? children.filter { $0.kind == .district }.map { ($0.id, $0.code ?? "") } : []))
        }
        return visit.answering(page)
    }
}
