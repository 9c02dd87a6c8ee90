import Core
import Organization

/// A unit of the city as it will be created. Others are named by their place in `CityPlan.units`.
package struct PlannedUnit: Hashable, Sendable {
    package let kind: UnitKind
    package let name: String
    package let placeName: String?
    package let code: String?
    package let parent: Int?
    /// The district that it is or lies in; nil for the city.
    package let district: Int?
    /// The street, town or zone that it is or lies in.
    package let street: Int?
    package var openedOn: Day?

    package var isCovered: Bool { kind.isCovered }
}

/// Lays out the tree: every unit after its parent.
struct UnitPlanning {
    private(set) var units: [PlannedUnit] = []
    private var chance: SeededGenerator

    /// - Parameter subUnions: how many 小二级 unions in all, those below others included.
    init(_ facts: [DistrictFact], subUnions: Int, seed: UInt64) {
        chance = SeededGenerator(seed: seed)
        units.append(
            PlannedUnit(
                kind: .city, name: "上海市总工会", placeName: ShanghaiFacts.name, code: ShanghaiFacts.code, parent: nil,
                district: nil, street: nil))
        addDistricts(facts)
        addStreets(facts)
        let deeper = subUnions / 40
        addSubUnions(facts, subUnions - deeper)
        addDeeper(deeper)
    }

    private mutating func addDistricts(_ facts: [DistrictFact]) {
        for fact in facts {
            units.append(
                PlannedUnit(
                    kind: .district, name: fact.name + "总工会", placeName: fact.name, code: fact.code, parent: 0,
                    district: units.count, street: nil))
        }
    }

    private mutating func addStreets(_ facts: [DistrictFact]) {
        for (number, fact) in facts.enumerated() {
            for street in fact.streets {
                let kind: UnitKind =
                    switch street.kind {
                    case .street: .street
                    case .town: .town
                    case .zone, .farm: .zone
                    }
                units.append(
                    PlannedUnit(
                        kind: kind, name: street.name + "总工会", placeName: street.name, code: street.code,
                        parent: 1 + number, district: 1 + number, street: units.count))
            }
        }
    }

    private mutating func addSubUnions(_ facts: [DistrictFact], _ total: Int) {
        let streets = Dictionary(
            uniqueKeysWithValues: units.indices.compactMap { index in
                units[index].street.map { _ in (units[index].code ?? "", index) }
            })
        for fact in SubUnionNames.city(facts, total: total, using: &chance) {
            guard let street = streets[fact.streetCode], let kind = UnitKind(rawValue: fact.kind.rawValue) else {
                continue
            }
            let isJuxin = fact == SubUnionNames.juxinPark
            units.append(
                PlannedUnit(
                    kind: kind, name: fact.name, placeName: isJuxin ? "漕河泾聚鑫园" : nil, code: nil, parent: street,
                    district: units[street].district, street: street, openedOn: openingDay()))
        }
    }

    /// Some parks and business circles have unions of single houses below them, one of them in two steps.
    private mutating func addDeeper(_ total: Int) {
        let roomy = units.indices.filter { [.park, .businessCircle].contains(units[$0].kind) }
        let juxin = roomy.first { units[$0].name == SubUnionNames.juxinPark.name }
        var parents = Array(roomy.filter { $0 != juxin }.shuffled(using: &chance).prefix(max(total - 2, 0)))
        if let juxin, total > 2 { parents += [juxin, juxin] }
        let houses = ["一号楼", "二号楼"]
        var last: Int?
        for (number, parent) in parents.enumerated() {
            // The very last lies below the one before it: a tower below a house below a park.
            let isLast = number == parents.count - 1
            let above = isLast ? last ?? parent : parent
            let stem = units[above].name.replacing("工会联合会", with: "").replacing("联合工会", with: "")
            let name = stem + (isLast ? "科创中心" : houses[number % 2 == 0 ? 0 : 1]) + "联合工会"
            last = units.count
            units.append(
                PlannedUnit(
                    kind: .building, name: name, placeName: nil, code: nil, parent: above,
                    district: units[above].district, street: units[above].street, openedOn: openingDay()))
        }
    }

    private mutating func openingDay() -> Day {
        let year = chance.pick([
            (2013, 6), (2015, 12), (2016, 18), (2017, 20), (2018, 18), (2019, 14), (2020, 8), (2021, 4),
        ])
        return .sure(year, Int.random(in: 1...12, using: &chance), Int.random(in: 1...28, using: &chance))
    }
}
