import Core
import Organization

/// A unit that was, until it was merged into another or closed.
package struct FormerUnit: Hashable, Sendable {
    package let kind: UnitKind
    package let name: String
    package let placeName: String?
    package let code: String?
    package let parent: Int
    package let openedOn: Day?
    /// Where it went; nil: it was closed.
    package let successor: Int?
    package let endedOn: Day
    package let reason: String
}

/// A unit that lay in another street before.
package struct MovedUnit: Hashable, Sendable {
    package let unit: Int
    package let from: Int
    package let on: Day
}

/// What became otherwise in the tree.
struct ChangePlanning {
    private(set) var former: [FormerUnit] = []
    private(set) var moved: [MovedUnit] = []

    init(_ units: [PlannedUnit]) {
        // 闸北 became part of 静安 in November 2015.
        if let successor = units.firstIndex(where: { $0.kind == .district && $0.placeName == "静安区" }),
            let day = Day(2015, 11, 2)
        {
            former.append(
                FormerUnit(
                    kind: .district, name: "闸北区总工会", placeName: "闸北区", code: "310108", parent: 0, openedOn: nil,
                    successor: successor, endedOn: day, reason: "行政区划调整，闸北区并入静安区"))
        }
        for (number, district) in units.indices.filter({ units[$0].kind == .district }).enumerated() {
            let below = units.indices.filter {
                units[$0].district == district && units[$0].kind.isSubUnion && units[$0].parent == units[$0].street
            }
            guard below.count > 8, let opened = Day(2012, 5, 8), let ended = Day(2022, 3 + number % 9, 15) else {
                continue
            }
            let successor = below[3]
            let street = units[successor].street ?? district
            let stem = units[street].placeName ?? units[street].name
            former.append(
                FormerUnit(
                    kind: .businessCircle, name: stem + "老市场商圈工会联合会", placeName: nil, code: nil, parent: street,
                    openedOn: opened, successor: number % 3 == 2 ? nil : successor, endedOn: ended,
                    reason: number % 3 == 2 ? "市场整体拆迁，企业已迁出" : "规模缩小，与相邻的小二级工会合并"))
            let mover = below[6]
            let others = units.indices.filter { units[$0].street == $0 && units[$0].district == district }
            if number % 2 == 0, units[mover].placeName == nil, let on = Day(2023, 7, 3),
                let from = others.first(where: { $0 != units[mover].street }),
                !units.contains(where: { $0.parent == mover })
            {
                moved.append(MovedUnit(unit: mover, from: from, on: on))
            }
        }
    }
}
