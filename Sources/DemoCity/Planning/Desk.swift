import Organization
import Workforce

/// A place of work as it is filled today: where somebody is posted and for what else she answers.
struct Desk {
    let category: WorkerCategory
    let unit: Int
    let street: Int
    let district: Int
    var alsoFor: [Int] = []
    var seat: DemoAccount.Seat?
    /// One of the 26 of March 2019.
    var isOfCohort = false
}

/// Spreads the force over the streets, and over what lies below each.
struct Staffing {
    private(set) var desks: [Desk] = []
    /// Streets that have somebody.
    private(set) var staffed: [Int] = []
    private let units: [PlannedUnit]
    private var chance: SeededGenerator

    init(_ units: [PlannedUnit], unionSocialWorkers: Int, partyMass: Int, cohort: Int, seed: UInt64) {
        self.units = units
        chance = SeededGenerator(seed: seed)
        // Nobody is posted at the farms: there the last mile has nobody yet.
        staffed = units.indices.filter {
            units[$0].street == $0 && !units[$0].name.contains("农场") && !units[$0].name.contains("林场")
        }
        let subUnions = subUnionsByStreet()
        let heads = headcounts(unionSocialWorkers + partyMass, subUnions)
        let categories = categories(heads, partyMass: partyMass)
        let gaps = gapsByDistrict()
        var next = 0
        for (place, street) in staffed.enumerated() {
            let own = Array(categories[next..<next + heads[place]])
            next += heads[place]
            fill(street, own, subUnions[street] ?? [], gap: gaps[units[street].district ?? 0] ?? 10)
        }
        markCohort(cohort)
    }

    /// Streets of the districts to which the cohort of March 2019 came.
    var streetsOfCohort: [Int] {
        let districts = Set(desks.filter(\.isOfCohort).map(\.district))
        return staffed.filter { units[$0].district.map(districts.contains) ?? false }
    }

    private func subUnionsByStreet() -> [Int: [Int]] {
        var found: [Int: [Int]] = [:]
        for index in units.indices where units[index].kind.isSubUnion {
            if let street = units[index].street { found[street, default: []].append(index) }
        }
        return found
    }

    /// Two for each street, the rest where there is most to do.
    private mutating func headcounts(_ total: Int, _ subUnions: [Int: [Int]]) -> [Int] {
        var heads = staffed.map { _ in 2 }
        let weighted = staffed.indices.map { (value: $0, weight: 2 + (subUnions[staffed[$0]] ?? []).count) }
        for _ in 0..<max(total - 2 * staffed.count, 0) { heads[chance.pick(weighted)] += 1 }
        return heads
    }

    /// The first two of each street are union social workers.
    private mutating func categories(_ heads: [Int], partyMass: Int) -> [WorkerCategory] {
        var categories: [WorkerCategory] = []
        var open: [Int] = []
        for count in heads {
            open += (0..<count).filter { $0 > 1 }.map { categories.count + $0 }
            categories += Array(repeating: .unionSocialWorker, count: count)
        }
        for place in open.shuffled(using: &chance).prefix(partyMass) { categories[place] = .partyMass }
        return categories
    }

    /// Of a hundred 小二级 unions without a post of their own, so many have nobody: some districts do better than others.
    private mutating func gapsByDistrict() -> [Int: Int] {
        var gaps: [Int: Int] = [:]
        let rates = [2, 6, 30, 12, 4, 18, 22, 9, 26, 3, 14, 38, 16, 7, 28, 11].shuffled(using: &chance)
        for (number, index) in units.indices.filter({ units[$0].kind == .district }).enumerated() {
            gaps[index] = rates[number % rates.count]
        }
        return gaps
    }

    private mutating func fill(_ street: Int, _ categories: [WorkerCategory], _ subUnions: [Int], gap: Int) {
        var free = subUnions.shuffled(using: &chance)
        let first = desks.count
        for (number, category) in categories.enumerated() {
            var unit = street
            let seat = seat(number, at: street)
            if let wished = wished(seat, street, free) {
                unit = wished
            } else if number > 0, let some = free.last, Int.random(in: 0..<100, using: &chance) < 68 {
                unit = some
            }
            free.removeAll { $0 == unit }
            desks.append(
                Desk(category: category, unit: unit, street: street, district: units[street].district ?? 0, seat: seat))
        }
        for unit in free where Int.random(in: 0..<100, using: &chance) >= gap {
            let near = desks.indices[first...].filter { desks[$0].alsoFor.count < 4 }
            if let desk = near.randomElement(using: &chance) { desks[desk].alsoFor.append(unit) }
        }
    }

    /// Where the cast sits.
    private func seat(_ number: Int, at street: Int) -> DemoAccount.Seat? {
        switch (units[street].name, number) {
        case ("漕河泾街道总工会", 1): .juxinPark
        case ("陆家嘴街道总工会", 1): .lujiazuiBuilding
        case ("顾村镇总工会", 0): .steelCohort
        default: nil
        }
    }

    private func wished(_ seat: DemoAccount.Seat?, _ street: Int, _ free: [Int]) -> Int? {
        switch seat {
        case .juxinPark: free.first { units[$0].name == SubUnionNames.juxinPark.name }
        case .lujiazuiBuilding: free.first { units[$0].kind == .building } ?? free.first
        case .steelCohort: street
        default: nil
        }
    }

    /// Fourteen of the cohort in 宝山, the rest in 杨浦; all where the other district is not in the plan.
    private mutating func markCohort(_ total: Int) {
        var left = total
        for (name, share) in [("宝山区总工会", 14), ("杨浦区总工会", total)] {
            guard let district = units.firstIndex(where: { $0.name == name }) else { continue }
            let isOnly = !units.contains { $0.name == "杨浦区总工会" }
            let wanted = isOnly ? left : min(share, left)
            let theirs = desks.indices.filter {
                desks[$0].district == district && desks[$0].category == .unionSocialWorker
            }
            let cast = theirs.filter { desks[$0].seat == .steelCohort }
            let others = theirs.filter { desks[$0].seat == nil }.shuffled(using: &chance)
            for desk in (cast + others).prefix(wanted) {
                desks[desk].isOfCohort = true
                left -= 1
            }
        }
    }
}
