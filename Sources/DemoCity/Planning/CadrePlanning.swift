import Core
import Organization
import Workforce

extension CareerPlanning {
    /// Officials: 专职 and 挂职 at city and districts and in streets, 兼职 as chairs of 小二级 unions. None of them is the
    /// only one at a unit: the last mile is the social workers'.
    ///
    /// - Parameter covered: units at which somebody else already serves.
    mutating func cadres(_ covered: Set<Int>) -> [Career] {
        var made: [Career] = []
        for index in units.indices {
            switch units[index].kind {
            case .city:
                for number in 0..<8 { made.append(official(at: index, number)) }
            case .district:
                for number in 0..<3 { made.append(official(at: index, number)) }
            case .street, .town, .zone:
                if covered.contains(index), index % 5 < 3 { made.append(official(at: index, index % 2 == 0 ? 0 : 2)) }
            default:
                if covered.contains(index), index % 5 == 0 { made.append(official(at: index, 3)) }
            }
        }
        return made
    }

    private mutating func official(at unit: Int, _ number: Int) -> Career {
        let hired =
            Day.sure(Int.random(in: 2013...today.year - 2, using: &chance), Int.random(in: 4...12, using: &chance), 8)
        let day = hired.atWork
        let age = Int.random(in: 28...44, using: &chance)
        let born = max(day.adding(days: -(age * 365 + age / 4 + 40)), today.years(-58).adding(days: 30))
        let person = people.person(Int.random(in: 0..<100, using: &chance) < 55 ? .female : .male, born: born)
        var stays = [Career.Stay(unit: unit, startedOn: day, reason: "")]
        // 减上补下: from the city to a district, from a district to a street.
        if let above = units[unit].parent, !units[above].kind.isCovered, !units[unit].kind.isSubUnion, number % 2 == 0,
            today.number - day.number > 900
        {
            let moved = day.adding(days: Int.random(in: 400...800, using: &chance)).atWork
            stays = [
                Career.Stay(unit: above, startedOn: day, reason: ""),
                Career.Stay(unit: unit, startedOn: moved, reason: "减上补下，充实基层"),
            ]
        }
        var career = Career(
            category: .cadre, source: .other, sourceNote: "组织选派", hiredOn: day, person: person, stays: stays,
            alsoFor: [], leaving: nil, seat: nil)
        career.record.office = office(at: unit, number, since: stays[stays.count - 1].startedOn)
        return career
    }

    private mutating func office(at unit: Int, _ number: Int, since: Day) -> WorkRecord.Office {
        switch (units[unit].kind.isSubUnion, number) {
        case (true, _):
            return WorkRecord.Office(
                appointment: .partTime, office: .chair, secondedFrom: "园区内企业", startsOn: since, untilOn: nil)
        case (false, 2):
            // Three months in a hundred days end soon; a few are past their day.
            let until = today.adding(days: Int.random(in: -1...40, using: &chance) * 20 + 5)
            return WorkRecord.Office(
                appointment: .seconded, office: .viceChair, secondedFrom: "市属国有企业", startsOn: since, untilOn: until)
        case (false, 5...):
            return WorkRecord.Office(
                appointment: .partTime, office: .viceChair, secondedFrom: "一线劳模岗位", startsOn: since, untilOn: nil)
        default:
            return WorkRecord.Office(
                appointment: .fullTime, office: number == 0 ? .viceChair : .departmentHead, secondedFrom: nil,
                startsOn: since, untilOn: nil)
        }
    }
}
