import ChineseText
import Core
@testable import People
import Storage
import TestSupport
import Testing

@Suite("The list of people")
struct ListTests {
    private static let surnames = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜")
    private static let given = Array("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂")

    /// So many people in turn at the places, some with the same name.
    private func fill(_ scene: PeopleHouse, _ count: Int, year: Int = 1970, at places: [Place]) async throws {
        _ = try await scene.house.runner.batch("fill", as: .founder) { act in
            for number in 0..<count {
                let surname = Self.surnames[number % Self.surnames.count]
                let given = Self.given[(number / 7) % Self.given.count]
                try act.run(
                    RegisterPerson(
                        name: "\(surname)\(given)",
                        documentNumber: PeopleHouse.number(number % 900, birth: "\(year + number / 900)0101"),
                        phone: "1380000\(1000 + number)", unit: places[number % places.count].unit))
            }
        }
    }

    private func page(
        _ scene: PeopleHouse, _ filter: PersonFilter, _ position: ListPosition = .start
    ) async throws -> PersonSlice {
        try await scene.house.database.read { tx in try PersonStore.page(filter, position, tx, scene.house.vault) }
    }

    @Test("walks by key through everybody, forwards and back, sorted by pinyin", arguments: TestEngine.allCases)
    func walking(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            try await fill(scene, 230, at: [scene.caohejing, scene.tianping])
            try await fill(scene, 20, year: 1980, at: [scene.lujiazui])
            let filter = PersonFilter(scene.xuhuiOfficer.sees)
            var forwards: [[Identifier]] = []
            var names: [String] = []
            var slice = try await page(scene, filter)
            #expect(!slice.hasPrevious)
            #expect(slice.total == 230 && !slice.capped)
            while true {
                forwards.append(slice.lines.map(\.person.id))
                names += slice.lines.map(\.person.name)
                guard slice.hasNext, let last = slice.lines.last?.person.id else { break }
                slice = try await page(scene, filter, .after(last))
                #expect(slice.hasPrevious)
            }
            #expect(forwards.map(\.count) == [50, 50, 50, 50, 30])
            #expect(Set(forwards.joined()).count == 230)
            let keys = names.compactMap { PersonName($0)?.sortKey }
            #expect(keys == keys.sorted())

            var backwards = [forwards[4]]
            while let first = backwards[0].first {
                slice = try await page(scene, filter, .before(first))
                backwards.insert(slice.lines.map(\.person.id), at: 0)
                #expect(slice.hasNext)
                guard slice.hasPrevious else { break }
            }
            #expect(backwards == forwards)

            let street = try await page(scene, PersonFilter(scene.xuhuiOfficer.sees, within: scene.tianping))
            #expect(street.total == 115)
            let wider = try await page(scene, PersonFilter(scene.caohejingOfficer.sees, within: scene.xuhui))
            #expect(wider.total == 115)
            #expect(try await page(scene, PersonFilter(scene.cityOfficer.sees)).total == 250)
            #expect(try await page(scene, PersonFilter(scene.auditor.sees)).total == 0)
        }
    }

    @Test("more than a thousand are not counted")
    func cap() async throws {
        try await PeopleHouse.with(.sqlite) { scene in
            try await fill(scene, 1010, at: [scene.caohejing])
            let slice = try await page(scene, PersonFilter(scene.xuhuiOfficer.sees))
            #expect(slice.total == 1000 && slice.capped)
            let found = try await PersonSearch.search("1", scene.xuhuiOfficer, scene.house)
            #expect(found.total == 0)
        }
    }

    @Test("the list's statements walk along an index, whatever the scope")
    func plans() async throws {
        try await PeopleHouse.with(.sqlite) { scene in
            let filters = [
                PersonFilter(scene.cityOfficer.sees), PersonFilter(scene.xuhuiOfficer.sees),
                PersonFilter(scene.caohejingOfficer.sees), PersonFilter(.everything),
                PersonFilter(.everything, within: scene.xuhui),
                PersonFilter(scene.xuhuiOfficer.sees, within: scene.caohejing),
            ]
            let vault = scene.house.vault
            for filter in filters {
                let plans = try await scene.house.database.read { tx in
                    try [
                        PersonStore.pageQuery(filter, nil),
                        PersonStore.pageQuery(filter, ("wang.ming 王明", scene.city.unit)),
                        PersonStore.pageQuery(filter, ("wang.ming 王明", scene.city.unit), isBackward: true),
                        PersonStore.countQuery(filter), PersonSearch.candidateQuery([scene.city.unit], filter),
                        try #require(NumberQuery("5678")).statement(filter, vault, limit: 100),
                        try #require(NumberQuery("13812345678")).statement(filter, vault, limit: 100),
                    ].map { try tx.plan(of: $0) }
                }
                for plan in plans {
                    #expect(!plan.contains { $0.hasPrefix("SCAN p ") || $0.hasPrefix("SCAN people ") }, "\(plan)")
                    #expect(plan.contains { $0.contains("SEARCH p ") }, "\(plan)")
                }
            }
            // A whole district and the whole house are read in the order of the list, without sorting.
            for filter in [PersonFilter(scene.xuhuiOfficer.sees), PersonFilter(.everything)] {
                let plan = try await scene.house.database.read { tx in
                    try tx.plan(of: PersonStore.pageQuery(filter, ("wang.ming 王明", scene.city.unit)))
                }
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
            }
        }
    }

    @Test("on PostgreSQL, too, nobody reads the whole table")
    func plansOnPostgres() async throws {
        try await PeopleHouse.with(.postgres) { scene in
            let places = [scene.caohejing] + Array(repeating: scene.lujiazui, count: 19)
            try await fill(scene, 900, at: places)
            _ = try await scene.house.database.write { tx in
                try tx.execute("ANALYZE")
                // As if there were a million: of few rows it reads all, and rightly.
                try tx.execute("UPDATE pg_class SET reltuples = 1000000 WHERE relname = 'people'")
            }
            let vault = scene.house.vault
            for filter in [
                PersonFilter(scene.xuhuiOfficer.sees), PersonFilter(scene.caohejingOfficer.sees),
                PersonFilter(.everything),
            ] {
                let plans = try await scene.house.database.read { tx in
                    try [
                        PersonStore.pageQuery(filter, nil),
                        PersonSearch.candidateQuery([scene.city.unit], filter),
                        try #require(NumberQuery("5678")).statement(filter, vault, limit: 100),
                    ].map { try tx.plan(of: $0) }
                }
                for plan in plans { #expect(!plan.contains { $0.contains("Seq Scan on people ") }, "\(plan)") }
            }
        }
    }

    @Test("a page asks as much for two people as for two hundred", arguments: TestEngine.allCases)
    func statements(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let browser = try await scene.browser(scene.xuhuiOfficer)
            try await fill(scene, 2, at: [scene.caohejing])
            let paths = [
                "/people", "/people?q=w", "/people?q=zhao", "/people?unit=\(scene.xuhui.unit)", "/people/new?name=zhao",
            ]
            func counts() async throws -> [Int] {
                var counts: [Int] = []
                for path in paths {
                    let (answer, statements) = try await scene.observer.during { try await browser.get(path) }
                    #expect(answer.status == 200, "\(path)")
                    counts.append(statements.count)
                }
                return counts
            }
            _ = try await counts()
            let few = try await counts()
            try await fill(scene, 200, year: 1980, at: [scene.caohejing, scene.tianping])
            let many = try await counts()
            #expect(many.allSatisfy { $0 <= 20 }, "\(many)")
            // A search without hits asks for no lines; otherwise the same.
            #expect(zip(few, many).allSatisfy { $1 <= $0 + 1 }, "\(few) \(many)")
            #expect(few[0] == many[0])
        }
    }

    @Test("where the list goes on tells nothing of somebody outside it", arguments: TestEngine.allCases)
    func foreignKey(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            try await fill(scene, 20, at: [scene.caohejing])
            try await fill(scene, 20, year: 1980, at: [scene.lujiazui])
            let own = PersonFilter(scene.xuhuiOfficer.sees)
            let everybody = try await page(scene, PersonFilter(.everything)).lines.map(\.person)
            let first = try await page(scene, own)
            let others = everybody.filter { other in !first.lines.contains { $0.person.id == other.id } }
            #expect(others.count == 20)
            for other in others {
                for position in [ListPosition.after(other.id), .before(other.id)] {
                    let slice = try await page(scene, own, position)
                    #expect(slice.lines.map(\.person.id) == first.lines.map(\.person.id))
                }
            }
        }
    }
}
