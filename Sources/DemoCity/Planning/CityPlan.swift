import Core
import Workforce

/// The whole city as values: the tree, the people and their careers. The same each time, and known before anything is
/// written.
package struct CityPlan: Hashable, Sendable {
    /// The city's present.
    package let today: Day
    /// Parents before children; the first is the city's federation.
    package let units: [PlannedUnit]
    /// In the order of hiring.
    package let careers: [Career]
    package let enterprises: [PlannedEnterprise]
    package let formerUnits: [FormerUnit]
    package let movedUnits: [MovedUnit]
    package let handovers: [PlannedHandover]

    /// - Parameters:
    ///   - districts: how many of the 16. A small city has a tenth of the enterprises that it would have in the whole one:
    ///     it is there to be quick.
    ///   - today: the city's present, not before 2026.
    package init(districts: Int = 16, on today: Day) {
        self.today = today
        let chosen = Self.districts(districts)
        let share = chosen.reduce(0) { $0 + $1.streets.count } * 1000 / 234
        var units = UnitPlanning(chosen, subUnions: 1_100 * share / 1000, seed: 2005).units
        let staffing = Staffing(
            units, unionSocialWorkers: share, partyMass: share / 5, cohort: 22, seed: 2019)
        var planning = CareerPlanning(units, staffing, on: today, seed: 2023)
        careers = planning.careers(former: 340 * share / 1000, formerCohort: 4)
        Self.open(&units, noLaterThan: careers)
        self.units = units
        let changes = ChangePlanning(units)
        (formerUnits, movedUnits) = (changes.former, changes.moved)
        var enterprises = EnterprisePlanning(units, on: today, seed: 2015)
        self.enterprises = enterprises.enterprises(districts < 16 ? 2 * share : 20 * share)
        handovers = HandoverPlanning(self.units, careers, on: today).handovers
    }

    /// In the order of the list of the city; the districts of the cast are the first to be chosen.
    private static func districts(_ count: Int) -> [DistrictFact] {
        let first = ["徐汇区", "宝山区", "杨浦区", "浦东新区"]
        let all = ShanghaiFacts.districts
        let byChoice =
            first.compactMap { name in all.first { $0.name == name } } + all.filter { !first.contains($0.name) }
        let chosen = Set(byChoice.prefix(max(count, 1)))
        return all.filter(chosen.contains)
    }

    /// No union is younger than the first post at it.
    private static func open(_ units: inout [PlannedUnit], noLaterThan careers: [Career]) {
        for stay in careers.flatMap({ $0.stays + $0.alsoFor }) {
            if let opened = units[stay.unit].openedOn { units[stay.unit].openedOn = min(opened, stay.startedOn) }
        }
        for index in units.indices.reversed() {
            // Nor older than the one it lies in.
            if let opened = units[index].openedOn, let parent = units[index].parent,
                let above = units[parent].openedOn, above > opened
            {
                units[parent].openedOn = opened
            }
        }
    }

    /// The units for which somebody must be responsible and nobody is.
    package var uncovered: [Int] {
        let covered = CareerPlanning.covered(careers)
        return units.indices.filter { units[$0].isCovered && !covered.contains($0) }
    }

    /// The unit at which somebody of the cast sits; nil in a small city without it.
    package func unit(of seat: DemoAccount.Seat) -> Int? {
        switch seat {
        case .city: 0
        case .district(let name): units.firstIndex { $0.kind == .district && $0.placeName == name }
        case .street(let district, let name):
            units.firstIndex { unit in
                unit.kind.isStreetTier && unit.placeName == name
                    && unit.parent.map { units[$0].placeName == district } ?? false
            }
        case .juxinPark, .steelCohort, .lujiazuiBuilding: career(of: seat).map { careers[$0].stays.last?.unit ?? 0 }
        }
    }

    /// The career behind a seat of the cast; officers and administrators have none.
    package func career(of seat: DemoAccount.Seat) -> Int? { careers.firstIndex { $0.seat == seat } }
}
