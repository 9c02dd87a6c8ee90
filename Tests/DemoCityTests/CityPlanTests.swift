import ChineseText
import Core
import DemoCity
import Organization
import Testing
import Workforce

@Suite("The plan of the demo city")
struct CityPlanTests {
    static let city = CityPlan(on: DemoCity.today)
    /// As it is founded later: on a Sunday, on New Year's Day, in a leap year.
    private static let later = [Day(2026, 11, 22), Day(2027, 1, 1), Day(2028, 2, 29)].compactMap { $0 }
    private static let all = Dictionary(
        uniqueKeysWithValues: ([city] + later.map { CityPlan(on: $0) }).map { ($0.today, $0) })
    static let days = [DemoCity.today] + later

    static func city(on day: Day) throws -> CityPlan { try #require(all[day]) }
    private var city: CityPlan { Self.city }
    private var inPost: [Career] { city.careers.filter(\.isInPost) }

    private func count(_ kind: UnitKind) -> Int { city.units.count { $0.kind == kind } }

    @Test("is the same every time")
    func repeats() {
        #expect(CityPlan(on: DemoCity.today) == city)
        #expect(CityPlan(districts: 2, on: DemoCity.today) == CityPlan(districts: 2, on: DemoCity.today))
    }

    @Test("has the real shape of Shanghai and about 1,100 小二级 unions of all kinds")
    func shape() throws {
        #expect(count(.city) == 1)
        #expect(count(.district) == 16)
        #expect(count(.street) + count(.town) + count(.zone) == 234)
        let subUnions = city.units.filter(\.kind.isSubUnion)
        #expect(subUnions.count == 1_100)
        #expect((0.11...0.15).contains(Double(count(.building)) / Double(subUnions.count)))
        for kind in UnitKind.allCases where kind.isSubUnion { #expect(count(kind) > 50, "\(kind)") }
        let street = try #require(city.units.first { $0.name == "漕河泾街道总工会" })
        #expect(street.placeName == "漕河泾街道")
        #expect(city.units[try #require(street.parent)].name == "徐汇区总工会")
    }

    @Test("puts every unit below one that may have it, in the same street, and under a name of its own there")
    func tree() {
        var names: Set<[String]> = []
        for (index, unit) in city.units.enumerated() {
            guard let parent = unit.parent else {
                #expect(index == 0)
                continue
            }
            #expect(parent < index)
            #expect(city.units[parent].kind.kindsBelow.contains(unit.kind))
            #expect(names.insert(["\(parent)", unit.name]).inserted, "\(unit.name)")
            if unit.kind.isSubUnion { #expect(unit.street == city.units[parent].street) }
            if let opened = unit.openedOn, let above = city.units[parent].openedOn { #expect(above <= opened) }
        }
        let depths = city.units.map { unit in
            sequence(first: unit) { $0.parent.map { city.units[$0] } }.count { _ in true }
        }
        #expect(depths.max() == 6)
    }

    @Test(
        "has 1,000 union social workers and 200 party-mass workers in post, and some hundred who left",
        arguments: days)
    func force(_ day: Day) throws {
        let city = try Self.city(on: day)
        let inPost = city.careers.filter(\.isInPost)
        #expect(inPost.count { $0.category == .unionSocialWorker } == 1_000)
        #expect(inPost.count { $0.category == .partyMass } == 200)
        #expect((200...500).contains(city.careers.count - inPost.count))
        let workers = inPost.filter { $0.category != .cadre }
        let bySource = Dictionary(grouping: workers, by: \.source).mapValues(\.count)
        #expect(bySource[.graduate, default: 0] > workers.count / 2)
        #expect(bySource[.purchasedPost, default: 0] + bySource[.purchasedService, default: 0] < workers.count / 10)
        #expect(inPost.contains { $0.second != nil })
        #expect(city.careers.map(\.hiredOn.year).min() == 2012)
        #expect(city.careers.allSatisfy { $0.hiredOn < city.today })
        #expect(city.careers.contains { city.today.number - $0.hiredOn.number < 300 })
    }

    @Test("has exactly 26 people hired in March 2019, from 宝武, all of whose posts were in 宝山 and 杨浦", arguments: days)
    func cohort(_ day: Day) throws {
        let city = try Self.city(on: day)
        let cohort = city.careers.filter { ($0.hiredOn.year, $0.hiredOn.month) == (2019, 3) }
        #expect(cohort.count == 26)
        #expect(cohort.allSatisfy { $0.source == .targeted && $0.sourceNote == "宝武" })
        #expect(cohort.count(where: \.isInPost) == 22)
        #expect(city.careers.count { $0.source == .targeted } == 26)
        let districts = Set(cohort.flatMap(\.stays).compactMap { city.units[$0.unit].district })
        #expect(Set(districts.map { city.units[$0].placeName }) == ["宝山区", "杨浦区"])
    }

    @Test("leaves between 5 and 10 of a hundred units without anyone, unevenly, but hardly a street", arguments: days)
    func coverage(_ day: Day) throws {
        let city = try Self.city(on: day)
        let covered = city.units.filter(\.isCovered).count
        let rate = Double(city.uncovered.count) / Double(covered)
        #expect((0.05...0.10).contains(rate))
        let streets = city.uncovered.filter { city.units[$0].kind.isStreetTier }
        #expect((1...9).contains(streets.count))
        let rates = city.units.indices.filter { city.units[$0].kind == .district }.map { district in
            let all = city.units.count { $0.isCovered && $0.district == district }
            return Double(city.uncovered.count { city.units[$0].district == district }) / Double(all)
        }
        #expect(rates.contains { $0 < 0.02 })
        #expect(rates.contains { $0 > 0.10 })
        #expect(city.careers.allSatisfy { $0.alsoFor.count <= 4 })
    }

    @Test("gives everyone posts that follow one another", arguments: days)
    func posts(_ day: Day) throws {
        let city = try Self.city(on: day)
        let monday = DemoCity.today.number
        for career in city.careers {
            #expect(career.stays.first?.startedOn == career.hiredOn)
            // 2 March 2026 was a Monday.
            let days = career.stays.map { (monday - $0.startedOn.number) % 7 }
            #expect(days.allSatisfy { ![1, 2, -5, -6].contains($0) }, "nobody starts at a weekend")
            for (earlier, later) in zip(career.stays, career.stays.dropFirst()) {
                #expect(earlier.startedOn < later.startedOn)
                #expect(earlier.unit != later.unit)
                #expect(!later.reason.isEmpty)
            }
            let last = career.stays[career.stays.count - 1]
            #expect((career.leaving?.lastDay ?? city.today) <= city.today)
            #expect(last.startedOn <= career.leaving?.lastDay ?? city.today)
            for more in career.alsoFor + (career.second.map { [$0] } ?? []) {
                #expect(last.startedOn <= more.startedOn && more.startedOn <= city.today)
                #expect(more.unit != last.unit)
            }
            for stay in career.stays + career.alsoFor {
                if let opened = city.units[stay.unit].openedOn { #expect(opened <= stay.startedOn) }
            }
        }
    }

    @Test(
        "has people who are about to go, one of them late, and never asks more of them than they hold", arguments: days)
    func handovers(_ day: Day) throws {
        let city = try Self.city(on: day)
        let open = city.handovers.filter(\.isOpen)
        #expect(open.count == 3 && city.handovers.count == 5)
        #expect(open.count { $0.lastDay < city.today } == 1)
        #expect(open.contains { $0.newUnit != nil })
        let answers = open.flatMap(\.offers).map(\.answer)
        #expect(answers.contains(.accepted) && answers.contains(.waiting))
        #expect(answers.contains { if case .refused = $0 { true } else { false } })
        let worker = try #require(city.career(of: .juxinPark))
        #expect(open.contains { $0.offers.contains { $0.receiver == worker && $0.answer == .waiting } })
        #expect(Set(city.handovers.map(\.giver)).count == city.handovers.count)
        for one in city.handovers {
            let giver = city.careers[one.giver]
            #expect(giver.isInPost && !DemoCity.cast.contains { $0.name == giver.person.name })
            #expect(one.offers.count <= 1 + giver.alsoFor.count)
            #expect(one.offers.allSatisfy { $0.receiver != one.giver && city.careers[$0.receiver].isInPost })
        }
    }

    @Test("seats the whole cast, with names that nobody else has and that have English titles")
    func cast() throws {
        for account in DemoCity.cast {
            #expect(city.unit(of: account.seat) != nil, "\(account.login)")
            #expect(city.careers.count { $0.person.name == account.name } == (account.role == .socialWorker ? 1 : 0))
            #expect(DemoCity.english[account.title.format] != nil)
        }
        #expect(Set(DemoCity.cast.map(\.login)).count == DemoCity.cast.count)
        let worker = city.careers[try #require(city.career(of: .juxinPark))]
        #expect(city.units[worker.stays.last?.unit ?? 0].placeName == "漕河泾聚鑫园")
        let building = city.careers[try #require(city.career(of: .lujiazuiBuilding))]
        #expect(city.units[building.stays.last?.unit ?? 0].kind == .building)
        let steel = city.careers[try #require(city.career(of: .steelCohort))]
        #expect(steel.isOfCohort)
        #expect(city.units[steel.stays.last?.unit ?? 0].placeName == "顾村镇")
    }
}
