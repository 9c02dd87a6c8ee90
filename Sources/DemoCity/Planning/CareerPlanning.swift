import ChineseText
import Core
import Organization
import Workforce

/// Invents who sits at each desk and how she came there, and those who have left.
struct CareerPlanning {
    let units: [PlannedUnit]
    let today: Day
    private let staffing: Staffing
    var chance: SeededGenerator
    var people: PersonPlanning

    init(_ units: [PlannedUnit], _ staffing: Staffing, on today: Day, seed: UInt64) {
        self.today = today
        self.units = units
        self.staffing = staffing
        chance = SeededGenerator(seed: seed)
        people = PersonPlanning(seed: seed &+ 1)
    }

    /// In the order of hiring.
    ///
    /// - Parameter formerCohort: how many of the cohort of March 2019 have left since.
    mutating func careers(former: Int, formerCohort: Int) -> [Career] {
        var careers = staffing.desks.map { current(at: $0) }
        for _ in 0..<former { careers.append(past()) }
        if careers.contains(where: \.isOfCohort) {
            for _ in 0..<formerCohort { careers.append(past(ofCohort: true)) }
        }
        addSecondPosts(to: &careers)
        careers += cadres(Self.covered(careers))
        var records = RecordPlanning(on: today, seed: 2024)
        for index in careers.indices {
            let office = careers[index].record.office
            careers[index].record = records.record(of: careers[index])
            careers[index].record.office = office
        }
        var all = careers.map(\.person)
        PersonPlanning.spreadSurnames(over: &all)
        for index in careers.indices { careers[index].person = all[index] }
        return careers.enumerated().sorted { ($0.element.hiredOn, $0.offset) < ($1.element.hiredOn, $1.offset) }
            .map(\.element)
    }

    /// Units at which somebody serves now.
    static func covered(_ careers: [Career]) -> Set<Int> {
        var covered: Set<Int> = []
        for career in careers where career.isInPost {
            covered.formUnion(career.stays.suffix(1).map(\.unit) + career.alsoFor.map(\.unit))
            if let second = career.second { covered.insert(second.unit) }
        }
        return covered
    }

    private mutating func current(at desk: Desk) -> Career {
        var hiring = Hiring(desk.category, isOfCohort: desk.isOfCohort, on: today, using: &chance)
        if desk.seat == .juxinPark || desk.seat == .lujiazuiBuilding { hiring = .ofCast }
        let person = person(hiring, seat: desk.seat)
        let stays = stays(from: hiring.day, to: today, endingAt: desk.unit, withinDistrict: desk.isOfCohort)
        let start = stays[stays.count - 1].startedOn
        let alsoFor = desk.alsoFor.map { unit in
            let first = max(start, units[unit].openedOn ?? start)
            let room = max(today.number - first.number, 0)
            return Career.Stay(
                unit: unit, startedOn: first.adding(days: Int.random(in: 0...room, using: &chance) / 2), reason: "")
        }
        return Career(
            category: desk.category, source: hiring.source,
            sourceNote: hiring.note(in: units[desk.district].placeName ?? ""), hiredOn: hiring.day, person: person,
            stays: stays, alsoFor: alsoFor, leaving: nil, seat: desk.seat)
    }

    /// Somebody who worked for some years and left.
    private mutating func past(ofCohort isOfCohort: Bool = false) -> Career {
        let category: WorkerCategory =
            isOfCohort || Int.random(in: 0..<100, using: &chance) < 86 ? .unionSocialWorker : .partyMass
        let hiring = Hiring(
            category, isOfCohort: isOfCohort, before: today.year - 1, on: today, using: &chance)
        let room = today.number - 20 - hiring.day.number
        // Most go within the first years.
        let served =
            120 + (room - 120) * Int.random(in: 0...100, using: &chance) * Int.random(in: 20...100, using: &chance)
            / 10_000
        let lastDay = hiring.day.adding(days: served)
        let person = person(hiring, seat: nil)
        let streets = isOfCohort ? staffing.streetsOfCohort : staffing.staffed
        let street = streets[Int.random(in: 0..<streets.count, using: &chance)]
        let unit = nearby(street, in: street, using: &chance)
        let stays = stays(from: hiring.day, to: lastDay, endingAt: unit, withinDistrict: true)
        let age = (lastDay.number - person.birthDay.number) / 365
        let reason: String =
            age >= (person.sex == .female ? 50 : 57)
            ? "退休" : chance.pick([("个人辞职", 40), ("合同到期不再续签", 18), ("考录公务员或事业单位", 22), ("转到企业工作", 14), ("随家人离沪", 6)])
        let district = units[units[unit].district ?? 0].placeName ?? ""
        return Career(
            category: category, source: hiring.source, sourceNote: hiring.note(in: district), hiredOn: hiring.day,
            person: person, stays: stays, alsoFor: [], leaving: .init(lastDay: lastDay, reason: reason), seat: nil)
    }

    private mutating func person(_ hiring: Hiring, seat: DemoAccount.Seat?) -> PlannedPerson {
        let birthDay = hiring.birthDay(on: today, using: &chance)
        let named = seat.flatMap { seat in DemoCity.cast.first { $0.seat == seat } }
        var sex: ResidentIdentityNumber.Sex =
            Int.random(in: 0..<100, using: &chance) < (hiring.source == .targeted ? 27 : 66) ? .female : .male
        if let seat { sex = seat == .steelCohort ? .male : .female }
        return people.person(sex, born: birthDay, named: named?.name)
    }

    // MARK: Posts

    /// Planned from the last post back to the first.
    private mutating func stays(
        from hired: Day, to end: Day, endingAt last: Int, withinDistrict: Bool
    ) -> [Career.Stay] {
        let days = end.number - hired.number
        let moves =
            switch days {
            case ..<550: 0
            case ..<1500: chance.pick([(0, 75), (1, 25)])
            case ..<3000: chance.pick([(0, 52), (1, 36), (2, 12)])
            default: chance.pick([(0, 34), (1, 38), (2, 21), (3, 7)])
            }
        var places = [last]
        for _ in 0..<moves { places.insert(before(places[0], withinDistrict: withinDistrict), at: 0) }
        return places.enumerated().map { number, unit in
            let even = days * number / (moves + 1)
            let shift = number == 0 ? 0 : Int.random(in: 0...days / (4 * (moves + 1)), using: &chance)
            let isDown = number > 0 && units[unit].kind.isSubUnion && !units[places[number - 1]].kind.isSubUnion
            let reason =
                isDown
                ? "下沉到小二级工会" : chance.pick([("工作需要", 45), ("轮岗交流", 35), ("个人申请，离家较近", 20)])
            let day = number == 0 ? hired : hired.adding(days: even + shift).atWork
            return Career.Stay(unit: unit, startedOn: day, reason: number == 0 ? "" : reason)
        }
    }

    /// Where she may have been before: mostly the same street or the same district.
    private mutating func before(_ unit: Int, withinDistrict: Bool) -> Int {
        let (street, district) = (units[unit].street ?? unit, units[unit].district)
        while true {
            let reach = chance.pick([(0, 45), (1, withinDistrict ? 55 : 46), (2, withinDistrict ? 0 : 9)])
            let streets =
                switch reach {
                case 0: [street]
                case 1: staffing.staffed.filter { units[$0].district == district }
                default: staffing.staffed
                }
            let other = streets[Int.random(in: 0..<streets.count, using: &chance)]
            let found = nearby(other, in: other, using: &chance)
            if found != unit { return found }
        }
    }

    /// The street's own union or, as often, one below it.
    private func nearby(_ unit: Int, in street: Int, using chance: inout SeededGenerator) -> Int {
        if Bool.random(using: &chance) { return unit }
        return units.indices.filter { units[$0].parent == street }.randomElement(using: &chance) ?? unit
    }

    /// Some who sit at a street's union also help in another street of the district.
    private mutating func addSecondPosts(to careers: inout [Career]) {
        let wanted = max(staffing.desks.count / 60, 1)
        let able = careers.indices.filter { careers[$0].isInPost && careers[$0].seat == nil && !careers[$0].isOfCohort }
        for index in able.shuffled(using: &chance).prefix(wanted) {
            let last = careers[index].stays[careers[index].stays.count - 1]
            let (street, district) = (units[last.unit].street, units[last.unit].district)
            let others = staffing.staffed.filter { units[$0].district == district && $0 != street }
            guard let other = others.randomElement(using: &chance) else { continue }
            let room = today.number - last.startedOn.number
            careers[index].second = Career.Stay(
                unit: other, startedOn: last.startedOn.adding(days: Int.random(in: 0...max(room, 0), using: &chance)),
                reason: "")
        }
    }
}
