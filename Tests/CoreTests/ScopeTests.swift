import Core
import Storage
import TestSupport
import Testing

@Suite("Scope: what lies where somebody may see")
struct ScopeTests {
    /// One visit at every unit of the city, found through a scope's predicate, by the unit's number.
    private static func seen(_ scope: Scope, in city: City, byDistrict: Bool) async throws -> [Int] {
        let columns = Scope.Columns(
            key: "v.scope_key", district: byDistrict ? "v.district_id" : nil, record: ("visit", "v.id"))
        return try await city.database.read { tx in
            try tx.values("SELECT v.unit_id FROM visits v WHERE \(scope.predicate(columns)) ORDER BY v.unit_id")
        }
    }

    private static func withVisits(_ engine: TestEngine, _ body: (City) async throws -> Void) async throws {
        try await City.with(engine) { city in
            for place in [city.city, city.xuhui, city.tianping, city.pudong] {
                try await city.runner.run(
                    RecordVisit(unit: place.unit, topic: "\(place.unit)"), as: .founder)
            }
            try await body(city)
        }
    }

    @Test(arguments: TestEngine.allCases, [true, false])
    func ownBelowAndElsewhere(engine: TestEngine, byDistrict: Bool) async throws {
        try await Self.withVisits(engine) { city in
            func seen(_ roots: [Place]) async throws -> [Int] {
                try await Self.seen(Scope(roots: roots), in: city, byDistrict: byDistrict)
            }
            #expect(try await seen([city.city]) == [1, 2, 3, 4])
            #expect(try await seen([city.xuhui]) == [2, 3])
            #expect(try await seen([city.tianping]) == [3])
            #expect(try await seen([city.pudong]) == [4])
            #expect(try await seen([city.tianping, city.pudong]) == [3, 4])
            #expect(try await seen([city.xuhui, city.tianping]) == [2, 3])
            #expect(try await seen([]) == [])
            let everything = try await Self.seen(.everything, in: city, byDistrict: byDistrict)
            #expect(everything == [1, 2, 3, 4])
        }
    }

    /// What the predicate finds is what `contains` says, for every scope and place.
    @Test(arguments: TestEngine.allCases)
    func containsAgreesWithThePredicate(engine: TestEngine) async throws {
        try await Self.withVisits(engine) { city in
            let places = [city.city, city.xuhui, city.tianping, city.pudong]
            for first in places {
                for second in places {
                    let scope = Scope(roots: [first, second])
                    let found = try await Self.seen(scope, in: city, byDistrict: true)
                    #expect(found == places.filter(scope.contains).map { Int($0.unit.rawValue) })
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func grantsOpenSingleRecords(engine: TestEngine) async throws {
        try await Self.withVisits(engine) { city in
            let pudong: [Identifier] = try await city.database.read { tx in
                try tx.values("SELECT id FROM visits WHERE unit_id = 4")
            }
            let scope = Scope(roots: [city.tianping], granted: ["visit": pudong, "person": [Identifier(rawValue: 1)]])
            #expect(try await Self.seen(scope, in: city, byDistrict: true) == [3, 4])
            let onlyGranted = Scope(roots: [], granted: ["visit": pudong])
            #expect(!onlyGranted.isEmpty)
            #expect(try await Self.seen(onlyGranted, in: city, byDistrict: true) == [4])
            let otherKind = Scope(roots: [], granted: ["person": pudong])
            #expect(try await Self.seen(otherKind, in: city, byDistrict: true) == [])
        }
    }

    @Test func rootsInsideOthersAddNothing() {
        let place = { (number: Int64, key: String) in
            Place(unit: Identifier(rawValue: number), district: Identifier(rawValue: 1), key: ScopeKey(rawValue: key))
        }
        let (district, street, other) = (place(1, "000001"), place(2, "000001002"), place(3, "000002"))
        #expect(Scope(roots: [street, district, street, other, district]).roots == [district, other])
        #expect(Scope(roots: []).isEmpty)
        #expect(!Scope(roots: [street]).isEverything)
    }

    @Test(arguments: TestEngine.allCases)
    func deepTree(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let places = try await city.database.write { tx in
                var places = [city.tianping]
                for depth in 0..<20 {
                    let unit = Identifier(rawValue: Int64(100 + depth))
                    places.append(try ScopeTree.add(unit, below: places[depth], isDistrict: false, tx))
                }
                return places
            }
            #expect(places.map(\.key.depth) == Array(2...22))
            #expect(places.allSatisfy { $0.district == city.xuhui.unit })
            for place in places {
                try await city.runner.run(RecordVisit(unit: place.unit, topic: "\(place.unit)"), as: .founder)
            }
            for (depth, root) in places.enumerated() {
                let found = try await Self.seen(Scope(roots: [root]), in: city, byDistrict: true)
                #expect(found == places[depth...].map { Int($0.unit.rawValue) })
            }
            #expect(try await Invariant.violations(of: CoreParts.invariants, in: city.database).isEmpty)
        }
    }

    /// The tenth child's key must not begin with the first one's, nor may a number of children run out of digits.
    @Test(arguments: TestEngine.allCases)
    func manyChildren(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            let children = try await city.database.write { tx in
                try (0..<50).map { number in
                    let unit = Identifier(rawValue: Int64(100 + number))
                    return try ScopeTree.add(unit, below: city.tianping, isDistrict: false, tx)
                }
            }
            for child in children {
                #expect(children.filter { child.key.contains($0.key) } == [child])
                #expect(city.tianping.key.contains(child.key))
            }
            try await city.execute("UPDATE scope_units SET children = 32766 WHERE unit_id = \(city.tianping.unit)")
            let last = try await city.database.write { tx in
                try ScopeTree.add(Identifier(rawValue: 200), below: city.tianping, isDistrict: false, tx)
            }
            #expect(last.key.rawValue == city.tianping.key.rawValue + "zzz")
            let full = try await problem {
                try await city.database.write { tx in
                    try ScopeTree.add(Identifier(rawValue: 201), below: city.tianping, isDistrict: false, tx)
                }
            }
            #expect(full?.code == "conflict")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func twentyUnitsAtOnce(engine: TestEngine) async throws {
        try await City.with(engine) { city in
            try await withThrowingTaskGroup { group in
                for number in 1...20 {
                    group.addTask {
                        _ = try await city.database.write { tx in
                            try ScopeTree.add(
                                Identifier(rawValue: Int64(100 + number)), below: city.pudong, isDistrict: false, tx)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let keys: [String] = try await city.database.read { tx in
                try tx.values("SELECT scope_key FROM scope_units WHERE parent_id = \(city.pudong.unit)")
            }
            #expect(Set(keys).count == 20)
        }
    }

    @Test func keys() {
        let key = ScopeKey.root.child(1).child(32_767)
        #expect(key.rawValue == "000001zzz")
        #expect(key.path.map(\.rawValue) == ["000", "000001", "000001zzz"])
        #expect(key.depth == 2)
        #expect(ScopeKey.root.depth == 0)
        for number in [0, 1, 31, 32, 1023, 1024, 32_767] {
            let child = ScopeKey.root.child(number)
            #expect(ScopeKey.root < child && child < ScopeKey.root.end)
            #expect(child.child(32_767) < child.end)
            if number > 0 { #expect(ScopeKey.root.child(number - 1).end < child) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func treeInvariants(engine: TestEngine) async throws {
        let breakages: [(name: String, change: SQL)] = [
            ("scope: a unit's key begins with its parent's", "scope_key = '000009009' WHERE unit_id = 3"),
            ("scope: a unit is a district or in its parent's", "district_id = 4 WHERE unit_id = 3"),
            ("scope: one root", "parent_id = NULL WHERE unit_id = 4"),
        ]
        for breakage in breakages {
            try await City.with(engine) { city in
                try await city.execute("UPDATE scope_units SET \(breakage.change)")
                let violations = try await Invariant.violations(of: CoreParts.invariants, in: city.database)
                #expect(violations.map(\.invariant) == [breakage.name])
                #expect(violations.map(\.count) == [1])
            }
        }
    }
}
