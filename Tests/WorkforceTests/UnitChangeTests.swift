import Core
import Organization
import People
import Storage
import TestForce
import TestSupport
import Testing
@testable import Workforce

@Suite("Units change, and the people with them") struct UnitChangeTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    private func sees(_ city: ForceCity, _ actor: Actor, _ person: Identifier) async throws -> Bool {
        let now = try await city.fresh(actor)
        return try await city.house.database.read { try PersonStore.place(of: person, now.sees, $0) != nil }
    }

    private func finds(_ city: ForceCity, _ actor: Actor, _ name: String) async throws -> [String] {
        let now = try await city.fresh(actor)
        return try await PersonSearch.search(name, now, city.house).hits.map(\.name)
    }

    @Test("a street goes to another district: whoever sees its people changes at once", arguments: TestEngine.allCases)
    func moving(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let old = try await city.account(.officer, at: city.xuhui)
            let new = try await city.account(.officer, at: city.baoshan)
            let street = try await city.account(.officer, at: city.caohejing)
            let both = try await city.account(.officer, at: city.city)
            let lin = try await city.hire("林秀芳", at: city.juxin).person
            let (wei, _) = try await city.hire("魏国强", at: city.huajing)
            try await city.run(
                AppointWorker(person: wei, unit: city.juxin, startedOn: try day("2026-02-01"), isSecond: true))
            let gone = try await city.hire("何志明", at: city.science)
            try await city.run(EndPost(post: gone.post, endedOn: try day("2026-06-30"), reason: "退休"))
            let request = try await city.run(
                RequestTransfer(person: lin, unit: city.gucun, reason: "花名册里有她"), as: new
            ).request

            let move = MoveUnit(
                unit: city.caohejing, parent: city.baoshan, on: try day("2027-02-01"), reason: "区划调整")
            #expect(try await city.refusal(move, as: old) == .notFound)
            #expect(try await city.refusal(move, as: street) == .notFound)
            try await city.run(move, as: both)
            try await city.check()

            for person in [lin, gone.person] {
                #expect(try await sees(city, old, person) == false)
                #expect(try await sees(city, new, person))
                #expect(try await sees(city, street, person))
            }
            #expect(try await finds(city, old, "林秀芳") == [])
            #expect(try await finds(city, new, "林秀芳") == ["林秀芳"])
            #expect(try await finds(city, new, "lxf") == ["林秀芳"])
            // He works there beside his own street: those of the new district see him, his own still do.
            #expect(try await sees(city, new, wei))
            #expect(try await sees(city, old, wei))
            // The request waits for whoever holds her now.
            let decide = DecideTransfer(request: request, isAccepted: false, reason: "刚刚划入")
            #expect(try await city.refusal(decide, as: old) == .notFound)
            try await city.run(decide, as: new)
            #expect(try await city.posts(of: lin) == [[city.juxin.description, "2026-01-05", ""]])
        }
    }

    @Test("merged, every post, responsibility and request goes on at the successor", arguments: TestEngine.allCases)
    func merging(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.account(.officer, at: city.xuhui)
            let (lin, _) = try await city.hire("林秀芳", at: city.juxin)
            let (today, _) = try await city.hire("今天来", at: city.juxin, from: "2027-03-01")
            let (wei, _) = try await city.hire("魏国强", at: city.juxin)
            try await city.run(
                AppointWorker(person: wei, unit: city.science, startedOn: try day("2026-02-01"), isSecond: true))
            let (he, _) = try await city.hire("何志明", at: city.science)
            try await city.run(
                AppointWorker(person: he, unit: city.juxin, startedOn: try day("2026-02-01"), isSecond: true))
            // She answers for a unit elsewhere through her post here, and somebody elsewhere answers for this one.
            try await city.run(
                TakeResponsibility(person: lin, unit: city.huajing, startedOn: try day("2026-03-01")))
            let (chen, _) = try await city.hire("陈建华", at: city.huajing)
            try await city.run(TakeResponsibility(person: chen, unit: city.juxin, startedOn: try day("2026-03-01")))
            let registered = try await city.register("未任职", at: city.juxin)
            let (far, _) = try await city.hire("顾村人", at: city.gucun)
            for unit in [city.juxin, city.science] {
                try await city.run(RequestTransfer(person: far, unit: unit, reason: "缺人"))
            }

            try await city.run(
                MergeUnits(unit: city.juxin, into: city.science, on: try day("2027-03-01"), reason: "园区合并"), as: officer
            )
            try await city.check()

            let (juxin, science) = (city.juxin.description, city.science.description)
            #expect(
                try await city.posts(of: lin) == [
                    [juxin, "2026-01-05", "2027-02-28"], [science, "2027-03-01", ""],
                ])
            // Who came on that very day never was at the old one.
            #expect(try await city.posts(of: today) == [[science, "2027-03-01", ""]])
            // At both: the primary post goes on, the second ends.
            #expect(
                try await city.posts(of: wei) == [
                    [juxin, "2026-01-05", "2027-02-28"], [science, "2026-02-01", "2027-02-28"],
                    [science, "2027-03-01", ""],
                ])
            #expect(
                try await city.posts(of: he) == [
                    [science, "2026-01-05", ""], [juxin, "2026-02-01", "2027-02-28"],
                ])
            #expect(try await city.answersFor(lin) == [city.science: "2027-03-01", city.huajing: "2027-03-01"])
            #expect(try await city.answersFor(chen) == [city.huajing: "2026-01-05", city.science: "2027-03-01"])
            #expect(try await city.answersFor(he) == [city.science: "2026-01-05"])
            let place = try await city.house.database.read { try PersonStore.place(of: registered, .everything, $0) }
            #expect(place?.unit == city.science)
            let open: Int? = try await city.house.database.read { tx in
                try tx.value("SELECT COUNT(*) FROM transfer_requests WHERE decided_at IS NULL")
            }
            #expect(open == 1)
            let old = try await city.house.database.read { try UnitStore.find(city.juxin, $0) }
            #expect(old?.closedOn == (try day("2027-03-01")))
            // Rosters that still spell the old name reach the new unit.
            let match = try await city.house.database.read {
                try UnitDirectory($0).find(district: "徐汇区", place: "聚鑫园园区")
            }
            guard case .found(let unit, byAlias: true) = match else {
                Issue.record("the old name is lost")
                return
            }
            #expect(unit.id == city.science)
        }
    }

    @Test("districts become one: streets, people and the old name go along", arguments: TestEngine.allCases)
    func mergingDistricts(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.juxin)
            let old = try await city.account(.officer, at: city.xuhui)
            let new = try await city.account(.officer, at: city.baoshan)
            try await city.run(
                MergeUnits(unit: city.xuhui, into: city.baoshan, on: try day("2027-03-01"), reason: "撤二建一"))
            try await city.check()
            #expect(try await sees(city, old, lin) == false)
            #expect(try await sees(city, new, lin))
            let match = try await city.house.database.read {
                try UnitDirectory($0).find(district: "徐汇区", place: "漕河泾街道")
            }
            guard case .found(let unit, byAlias: false) = match else {
                Issue.record("the old district is not known")
                return
            }
            #expect(unit.id == city.caohejing && unit.place.district == city.baoshan)
        }
    }

    @Test("a merger that would contradict somebody's posts is refused and says whose", arguments: TestEngine.allCases)
    func contradicting(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (wei, _) = try await city.hire("魏国强", at: city.juxin)
            try await city.run(
                AppointWorker(person: wei, unit: city.science, startedOn: try day("2027-03-01"), isSecond: true))
            let merge = MergeUnits(unit: city.juxin, into: city.science, on: try day("2027-03-01"), reason: "园区合并")
            #expect(try await city.refusal(merge)?.fields == ["on"])
            #expect(try await city.posts(of: wei).count == 2)
        }
    }

    @Test("a part becomes a unit of its own, with whom was chosen", arguments: TestEngine.allCases)
    func splitting(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.account(.officer, at: city.xuhui)
            let (lin, post) = try await city.hire("林秀芳", at: city.caohejing)
            let (wei, _) = try await city.hire("魏国强", at: city.caohejing)
            let made = try await city.run(
                SplitUnit(
                    unit: city.caohejing, kind: .street, name: "虹梅街道总工会", on: try day("2027-03-01"), reason: "街道分设",
                    children: [city.juxin], parts: ["posts": [post]]), as: officer)
            try await city.check()
            let juxin = try await city.house.database.read { try UnitStore.find(city.juxin, $0) }
            #expect(juxin?.parent == made.unit)
            #expect(try await city.posts(of: lin).last == [made.unit.description, "2027-03-01", ""])
            #expect(try await city.posts(of: wei) == [[city.caohejing.description, "2026-01-05", ""]])
            let foreign = try await city.hire("顾村人", at: city.gucun).post
            let stolen = SplitUnit(
                unit: city.caohejing, kind: .street, name: "又一街道总工会", on: try day("2027-03-01"), reason: "街道分设",
                parts: ["posts": [foreign]])
            #expect(try await city.refusal(stolen, as: officer) == .notFound)
        }
    }

    @Test("nothing is closed while anything belongs to it; what is left passes up", arguments: TestEngine.allCases)
    func closing(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (lin, post) = try await city.hire("林秀芳", at: city.juxin)
            let close = CloseUnit(unit: city.juxin, on: try day("2027-03-01"), reason: "园区搬迁")
            #expect(try await city.refusal(close)?.fields == ["unit", "unit"])
            let street = CloseUnit(unit: city.caohejing, on: try day("2027-03-01"), reason: "撤销")
            #expect(try await city.refusal(street)?.fields == ["unit"])
            try await city.run(EndPost(post: post, endedOn: try day("2027-02-28"), reason: "退休"))
            try await city.run(close)
            try await city.check()
            let place = try await city.house.database.read { try PersonStore.place(of: lin, .everything, $0) }
            #expect(place?.unit == city.caohejing)
            let appoint = AppointWorker(person: lin, unit: city.juxin, startedOn: try day("2027-03-01"))
            #expect(try await city.refusal(appoint)?.fields == ["unit"])
            try await city.run(ReopenUnit(unit: city.juxin, on: try day("2027-03-01"), reason: "搬回来了"))
            try await city.run(appoint)
        }
    }

    @Test("the page of a past day shows who was in post then", arguments: TestEngine.allCases)
    func past(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (_, post) = try await city.hire("林秀芳", at: city.juxin)
            try await city.run(EndPost(post: post, endedOn: try day("2026-06-30"), reason: "退休"))
            try await city.hire("魏国强", at: city.juxin, from: "2026-08-01")
            let (moved, _) = try await city.hire("何志明", at: city.juxin)
            try await city.run(
                MoveWorker(person: moved, unit: city.gucun, startedOn: try day("2026-07-01"), reason: "工作需要"))
            try await city.run(
                MoveUnit(unit: city.juxin, parent: city.huajing, on: try day("2027-02-01"), reason: "划转"))
            let officer = try await city.browser(of: try await city.account(.officer, at: city.xuhui))
            // He lies in another district today: counted, not named.
            let then = try await officer.get("/units/\(city.caohejing)?asOf=2026-05-01").text
            #expect(then.contains("林秀芳") && !then.contains("魏国强") && !then.contains("何志明"))
            #expect(then.contains("另有 1 位"))
            #expect(then.contains("聚鑫园") && then.contains("回到今天"))
            let now = try await officer.get("/units/\(city.caohejing)").text
            #expect(!now.contains("林秀芳") && !now.contains("聚鑫园园区工会联合会</a>"))
            let later = try await officer.get("/units/\(city.huajing)?asOf=2027-02-10").text
            #expect(later.contains("魏国强"))
        }
    }

    @Test("people and posts survive whatever happens to units", arguments: TestEngine.allCases, [1, 2, 3])
    func anySequence(_ engine: TestEngine, _ seed: UInt64) async throws {
        let clock = ManualClock()
        try await ForceCity.with(engine, clock: clock) { city in
            var random = Dice(state: seed)
            var units = [
                city.xuhui, city.caohejing, city.juxin, city.science, city.huajing, city.baoshan, city.gucun,
                city.juquan,
            ]
            var people: [Identifier] = []
            for (number, unit) in units.enumerated() {
                people.append(try await city.hire("社工\(number)", at: unit).person)
                let other = units[(number + 3) % units.count]
                try await city.run(
                    AppointWorker(
                        person: people[number], unit: other, startedOn: try day("2026-02-01"), isSecond: true))
            }
            var done: [String: Int] = [:]
            for step in 1...40 {
                clock.advance(milliseconds: 86_400_000)
                let today = city.house.today
                let (one, other) = (units[random.next(units.count)], units[random.next(units.count)])
                let refusal: Problem?
                let name: String
                switch random.next(6) {
                case 0, 1:
                    name = "move"
                    refusal = try await city.refusal(
                        MoveUnit(unit: one, parent: other, on: today, reason: "划转"))
                case 2:
                    name = "merge"
                    refusal = try await city.refusal(MergeUnits(unit: one, into: other, on: today, reason: "合并"))
                case 3:
                    name = "close"
                    refusal = try await city.refusal(CloseUnit(unit: one, on: today, reason: "撤销"))
                case 4:
                    name = "reopen"
                    refusal = try await city.refusal(ReopenUnit(unit: one, on: today, reason: "恢复"))
                default:
                    name = "create"
                    let create = CreateUnit(parent: one, kind: .building, name: "第\(step)楼宇工会联合会", openedOn: today)
                    do { units.append(try await city.run(create).unit); refusal = nil } catch let problem as Problem {
                        refusal = problem
                    }
                }
                if refusal == nil { done[name, default: 0] += 1 }
                try await city.check()
                // Everybody is in post somewhere, once.
                let inPost: [Identifier] = try await city.house.database.read { tx in
                    try tx.values(
                        """
                        SELECT po.person_id FROM posts po JOIN units u ON u.id = po.unit_id
                        WHERE po.ended_on IS NULL AND po.is_primary AND u.closed_on IS NULL ORDER BY po.person_id
                        """)
                }
                #expect(inPost == people.sorted())
            }
            #expect((done["move"] ?? 0) > 0 && (done["merge"] ?? 0) > 0 && (done["create"] ?? 0) > 0, "\(done)")
        }
    }
}

/// The same throws for the same seed.
private struct Dice {
    var state: UInt64

    mutating func next(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(count))
    }
}
