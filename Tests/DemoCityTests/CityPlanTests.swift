import ChineseText
import Core
import DemoCity
import Organization
import Testing
import Workforce

@Suite("The plan of the demo city")
struct CityPlanTests {
    static let city = CityPlan()
    private var city: CityPlan { Self.city }
    private var inPost: [Career] { city.careers.filter(\.isInPost) }

    private func count(_ kind: UnitKind) -> Int { city.units.count { $0.kind == kind } }

    @Test("is the same every time")
    func repeats() {
        #expect(CityPlan() == city)
        #expect(CityPlan(districts: 2) == CityPlan(districts: 2))
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

    @Test("has 1,000 union social workers and 200 party-mass workers in post, and some hundred who left")
    func force() {
        #expect(inPost.count { $0.category == .unionSocialWorker } == 1_000)
        #expect(inPost.count { $0.category == .partyMass } == 200)
        #expect((200...500).contains(city.careers.count - inPost.count))
        let workers = inPost.filter { $0.category != .cadre }
        let bySource = Dictionary(grouping: workers, by: \.source).mapValues(\.count)
        #expect(bySource[.graduate, default: 0] > workers.count / 2)
        #expect(bySource[.purchasedPost, default: 0] + bySource[.purchasedService, default: 0] < workers.count / 10)
        #expect(inPost.contains { $0.second != nil })
        #expect(city.careers.map(\.hiredOn.year).min() == 2012)
    }

    @Test("has exactly 26 people hired in March 2019, from 宝武, all of whose posts were in 宝山 and 杨浦")
    func cohort() {
        let cohort = city.careers.filter { ($0.hiredOn.year, $0.hiredOn.month) == (2019, 3) }
        #expect(cohort.count == 26)
        #expect(cohort.allSatisfy { $0.source == .targeted && $0.sourceNote == "宝武" })
        #expect(cohort.count(where: \.isInPost) == 22)
        #expect(city.careers.count { $0.source == .targeted } == 26)
        let districts = Set(cohort.flatMap(\.stays).compactMap { city.units[$0.unit].district })
        #expect(Set(districts.map { city.units[$0].placeName }) == ["宝山区", "杨浦区"])
    }

    @Test("leaves between 5 and 10 of a hundred units without anyone, unevenly, but hardly a street")
    func coverage() {
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
        #expect(inPost.allSatisfy { $0.alsoFor.count <= 4 })
    }

    @Test("gives everyone posts that follow one another")
    func posts() {
        for career in city.careers {
            #expect(career.stays.first?.startedOn == career.hiredOn)
            // 2026-03-02 was a Monday.
            let days = career.stays.map { (DemoCity.today.number - $0.startedOn.number) % 7 }
            #expect(days.allSatisfy { ![1, 2].contains($0) }, "nobody starts at a weekend")
            for (earlier, later) in zip(career.stays, career.stays.dropFirst()) {
                #expect(earlier.startedOn < later.startedOn)
                #expect(earlier.unit != later.unit)
                #expect(!later.reason.isEmpty)
            }
            let last = career.stays[career.stays.count - 1]
            #expect((career.leaving?.lastDay ?? DemoCity.today) <= DemoCity.today)
            #expect(last.startedOn <= career.leaving?.lastDay ?? DemoCity.today)
            for more in career.alsoFor + (career.second.map { [$0] } ?? []) {
                #expect(last.startedOn <= more.startedOn && more.startedOn <= DemoCity.today)
                #expect(more.unit != last.unit)
            }
            for stay in career.stays + career.alsoFor {
                if let opened = city.units[stay.unit].openedOn { #expect(opened <= stay.startedOn) }
            }
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
