import ChineseText
import Core
import DemoCity
import Organization
import Testing

@Suite("The enterprises of the demo city")
struct PlannedEnterprisesTests {
    private let city = CityPlanTests.city
    private var enterprises: [PlannedEnterprise] { city.enterprises }

    @Test("are 20,000, at every unit that answers for some, more in a tower than in a village")
    func places() {
        #expect(enterprises.count == 20_000)
        let byUnit = Dictionary(grouping: enterprises, by: \.unit).mapValues(\.count)
        let covered = city.units.indices.filter { city.units[$0].isCovered }
        #expect(covered.allSatisfy { byUnit[$0] != nil })
        #expect(enterprises.allSatisfy { city.units[$0.unit].isCovered })
        func mean(_ kind: UnitKind) -> Int {
            let units = covered.filter { city.units[$0].kind == kind }
            return units.reduce(0) { $0 + byUnit[$1, default: 0] } / max(units.count, 1)
        }
        #expect(mean(.building) > 2 * mean(.village))
    }

    @Test("have names and codes of their own; a few codes are wrong, and it is said why")
    func codes() {
        #expect(Set(enterprises.map(\.name)).count == enterprises.count)
        #expect(Set(enterprises.map(\.creditCode)).count == enterprises.count)
        let wrong = enterprises.filter { (try? UnifiedCreditCode($0.creditCode)) == nil }
        #expect((1...20).contains(wrong.count))
        #expect(wrong.allSatisfy { $0.creditCodeOverride != nil })
        #expect((20...80).contains(enterprises.count { $0.formerName != nil }))
    }

    @Test(
        "are mostly small and a few large, and were counted in two years at least while they are open",
        arguments: CityPlanTests.days)
    func sizes(_ day: Day) throws {
        let city = try CityPlanTests.city(on: day)
        let enterprises = city.enterprises
        let sizes = enterprises.compactMap { $0.counts.last?.employees }.sorted()
        #expect(sizes.count == enterprises.count)
        #expect((15...80).contains(sizes[sizes.count / 2]))
        let large = sizes.count { $0 >= 1_000 }
        #expect(large > 0 && large < sizes.count / 20)
        for one in enterprises {
            #expect(one.closedOn != nil || one.counts.count >= 2)
            #expect(one.counts.allSatisfy { $0.members <= $0.employees && $0.day <= city.today })
            #expect(zip(one.counts, one.counts.dropFirst()).allSatisfy { $0.day < $1.day })
            #expect(one.closedOn != nil || one.counts.last?.day.year == city.today.year - 1)
        }
    }

    @Test("have unions where size suggests one, in some districts more than in others", arguments: CityPlanTests.days)
    func unions(_ day: Day) throws {
        let city = try CityPlanTests.city(on: day)
        let enterprises = city.enterprises
        let big = enterprises.filter { $0.closedOn == nil && ($0.counts.last?.employees ?? 0) >= 100 }
        let shares = Dictionary(grouping: big) { city.units[$0.unit].district ?? 0 }.values.map { all in
            Double(all.count { $0.union != nil }) / Double(all.count)
        }
        #expect((shares.min() ?? 0) > 0.4 && (shares.max() ?? 0) - (shares.min() ?? 0) > 0.2)
        let late = enterprises.count { one in
            guard case .own(_, let elected, let years) = one.union else { return false }
            return (Day(elected.year + years, elected.month, min(elected.day, 28)) ?? elected) < city.today
        }
        let own = enterprises.count { if case .own = $0.union { true } else { false } }
        #expect(late > 0 && late * 100 < own * 5)
    }
}
