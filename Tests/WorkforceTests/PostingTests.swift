import Core
import People
import Storage
import TestForce
import TestSupport
import Testing
import Workforce

@Suite("Posts") struct PostingTests {
    private func day(_ text: String) throws -> Day { try ForceCity.day(text) }

    private func worker(_ person: Identifier, _ city: ForceCity) async throws -> Worker? {
        try await city.house.database.read { try WorkerStore.find(person, $0) }
    }

    @Test("hiring gives the first post, and the unit that somebody answers for", arguments: TestEngine.allCases)
    func hiring(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let officer = try await city.account(.officer, at: city.xuhui)
            let (lin, _) = try await city.hire("林秀芳", at: city.juxin, from: "2026-03-02", as: officer)
            #expect(try await city.posts(of: lin) == [[city.juxin.description, "2026-03-02", ""]])
            #expect(try await city.answersFor(lin) == [city.juxin: "2026-03-02"])
            let worker = try #require(try await worker(lin, city))
            #expect(worker.category == .unionSocialWorker && worker.hiredOn?.description == "2026-03-02")
            let again = try await city.refusal(EmployWorker(person: lin), as: officer)
            #expect(again?.code == "conflict")
            // At a district's office she answers for no unit of the last mile.
            let (gao, _) = try await city.hire("高建国", at: city.xuhui, as: officer)
            #expect(try await city.answersFor(gao) == [:])
        }
    }

    @Test(
        "nobody gets a post without being employed, in the future, twice, or before the last one has ended",
        arguments: TestEngine.allCases)
    func appointing(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let wu = try await city.register("吴敏", at: city.caohejing)
            let first = AppointWorker(person: wu, unit: city.caohejing, startedOn: try day("2026-05-06"))
            #expect(try await city.refusal(first)?.code == "conflict")
            try await city.run(EmployWorker(person: wu))
            let later = AppointWorker(person: wu, unit: city.caohejing, startedOn: try day("2027-03-02"))
            #expect(try await city.refusal(later)?.fields == ["startedOn"])
            let post = try await city.run(first).post
            #expect(try await city.refusal(first)?.fields == ["unit"])
            let other = AppointWorker(person: wu, unit: city.huajing, startedOn: try day("2026-06-01"))
            #expect(try await city.refusal(other)?.fields == ["unit"])
            try await city.run(EndPost(post: post, endedOn: try day("2026-08-31"), reason: "合同期满"))
            let overlapping = AppointWorker(person: wu, unit: city.huajing, startedOn: try day("2026-08-31"))
            #expect(try await city.refusal(overlapping)?.fields == ["startedOn"])
            try await city.run(AppointWorker(person: wu, unit: city.huajing, startedOn: try day("2026-09-01")))
            #expect(
                try await city.posts(of: wu) == [
                    [city.caohejing.description, "2026-05-06", "2026-08-31"],
                    [city.huajing.description, "2026-09-01", ""],
                ])
        }
    }

    @Test("a move ends the old post the day before, and what hung on it", arguments: TestEngine.allCases)
    func moving(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (zhao, _) = try await city.hire("赵磊", at: city.caohejing, from: "2026-01-05")
            try await city.run(TakeResponsibility(person: zhao, unit: city.juxin, startedOn: try day("2026-02-01")))
            let tooEarly = MoveWorker(
                person: zhao, unit: city.huajing, startedOn: try day("2026-01-05"), reason: "工作需要")
            #expect(try await city.refusal(tooEarly)?.fields == ["startedOn"])
            let silent = MoveWorker(person: zhao, unit: city.huajing, startedOn: try day("2026-07-01"), reason: "")
            #expect(try await city.refusal(silent)?.fields == ["reason"])
            let nowhere = MoveWorker(
                person: zhao, unit: city.caohejing, startedOn: try day("2026-07-01"), reason: "工作需要")
            #expect(try await city.refusal(nowhere)?.fields == ["unit"])
            try await city.run(
                MoveWorker(person: zhao, unit: city.huajing, startedOn: try day("2026-07-01"), reason: "工作需要"))
            #expect(
                try await city.posts(of: zhao) == [
                    [city.caohejing.description, "2026-01-05", "2026-06-30"],
                    [city.huajing.description, "2026-07-01", ""],
                ])
            #expect(try await city.answersFor(zhao) == [city.huajing: "2026-07-01"])
            let held = try await city.house.database.read { try PersonStore.place(of: zhao, .everything, $0)?.unit }
            #expect(held == city.huajing)
        }
    }

    @Test("a move told late takes back what was to begin after it", arguments: TestEngine.allCases)
    func movingInArrears(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (zhao, _) = try await city.hire("赵磊", at: city.caohejing, from: "2026-01-05")
            try await city.run(TakeResponsibility(person: zhao, unit: city.juxin, startedOn: try day("2026-12-01")))
            try await city.run(
                MoveWorker(person: zhao, unit: city.juxin, startedOn: try day("2026-11-02"), reason: "工作需要"))
            #expect(try await city.answersFor(zhao) == [city.juxin: "2026-11-02"])
        }
    }

    @Test(
        "a correction rewrites the post, keeps why, and leaves no stay where she never was",
        arguments: TestEngine.allCases)
    func correcting(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (qian, post) = try await city.hire("钱进", at: city.juxin, from: "2026-01-05")
            try await city.run(TakeResponsibility(person: qian, unit: city.science, startedOn: try day("2026-01-10")))
            let corrected = try await city.run(
                MoveWorker(
                    person: qian, unit: city.huajing, startedOn: try day("2026-02-01"), reason: "登记时选错单位",
                    isCorrection: true))
            #expect(corrected.post == post)
            #expect(try await city.posts(of: qian) == [[city.huajing.description, "2026-02-01", ""]])
            #expect(try await city.answersFor(qian) == [city.huajing: "2026-02-01", city.science: "2026-02-01"])
            let kept = try await city.house.database.read { tx in
                try tx.all("SELECT unit_id, started_on, reason FROM post_corrections WHERE post_id = \(post)") { row in
                    [(try row["unit_id"] as Identifier).description, try row["started_on"], try row["reason"]]
                }
            }
            #expect(kept == [[city.juxin.description, "2026-01-05", "登记时选错单位"]])
            // Only the day was wrong.
            try await city.run(
                MoveWorker(
                    person: qian, unit: city.huajing, startedOn: try day("2026-01-20"), reason: "日期写错",
                    isCorrection: true))
            #expect(try await city.answersFor(qian) == [city.huajing: "2026-01-20", city.science: "2026-02-01"])
        }
    }

    @Test("ending asks for a day that was, a reason, and the second post first", arguments: TestEngine.allCases)
    func ending(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (sun, post) = try await city.hire("孙丽", at: city.caohejing, from: "2026-01-05")
            for (last, reason, fields) in [
                ("2027-03-02", "辞职", ["endedOn"]), ("2026-01-04", "辞职", ["endedOn"]), ("2026-12-31", "", ["reason"]),
            ] {
                let refused = try await city.refusal(EndPost(post: post, endedOn: try day(last), reason: reason))
                #expect(refused?.fields == fields, "\(last)")
            }
            let second = try await city.run(
                AppointWorker(person: sun, unit: city.science, startedOn: try day("2026-02-01"), isSecond: true)
            ).post
            let leaving = EndPost(post: post, endedOn: try day("2026-12-31"), reason: "辞职")
            #expect(try await city.refusal(leaving)?.fields == ["post"])
            try await city.run(EndPost(post: second, endedOn: try day("2026-12-30"), reason: "辞职"))
            try await city.run(leaving)
            #expect(try await city.answersFor(sun) == [:])
            #expect(try await city.refusal(leaving)?.code == "conflict")
            let move = MoveWorker(person: sun, unit: city.huajing, startedOn: try day("2027-01-01"), reason: "工作需要")
            #expect(try await city.refusal(move)?.code == "conflict")
        }
    }

    @Test(
        "a second post opens its person to that unit while it lasts, and nothing else of hers",
        arguments: TestEngine.allCases)
    func secondPost(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let there = try await city.account(.officer, at: city.gucun)
            let (zhou, primary) = try await city.hire("周洁", at: city.juxin)
            func isSeen() async throws -> Bool {
                let now = try await city.fresh(there)
                return try await city.house.database.read { try PersonStore.place(of: zhou, now.sees, $0) != nil }
            }
            #expect(try await !isSeen())
            let second = try await city.run(
                AppointWorker(person: zhou, unit: city.juquan, startedOn: try day("2026-06-01"), isSecond: true)
            ).post
            #expect(try await isSeen())
            #expect(try await city.answersFor(zhou) == [city.juxin: "2026-01-05", city.juquan: "2026-06-01"])
            let reason = "不再兼任"
            let foreign = try await city.refusal(
                EndPost(post: primary, endedOn: try day("2026-12-31"), reason: reason), as: there)
            #expect(foreign == .notFound)
            let moved = try await city.refusal(
                MoveWorker(person: zhou, unit: city.gucun, startedOn: try day("2027-01-01"), reason: reason), as: there)
            #expect(moved?.code == "forbidden")
            // What she answers for there hangs on the post that she has there.
            let more = TakeResponsibility(person: zhou, unit: city.gucun, startedOn: try day("2026-07-01"))
            #expect(try await city.refusal(more, as: there)?.code == "forbidden")
            try await city.release(second, on: "2026-12-31")
            try await city.run(EndPost(post: second, endedOn: try day("2026-12-31"), reason: reason), as: there)
            #expect(try await !isSeen())
            #expect(try await city.answersFor(zhou) == [city.juxin: "2026-01-05"])
            let early = AppointWorker(person: zhou, unit: city.juquan, startedOn: try day("2026-12-31"), isSecond: true)
            #expect(try await city.refusal(early)?.fields == ["startedOn"])
        }
    }

    @Test("a second post where she answers already takes that over", arguments: TestEngine.allCases)
    func secondPostAtHerUnit(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (zhou, _) = try await city.hire("周洁", at: city.caohejing)
            try await city.run(TakeResponsibility(person: zhou, unit: city.juxin, startedOn: try day("2026-02-01")))
            try await city.run(
                AppointWorker(person: zhou, unit: city.juxin, startedOn: try day("2026-06-01"), isSecond: true))
            #expect(try await city.answersFor(zhou)[city.juxin] == "2026-06-01")
            try await city.run(
                MoveWorker(person: zhou, unit: city.huajing, startedOn: try day("2026-09-01"), reason: "工作需要"))
            #expect(try await city.answersFor(zhou) == [city.juxin: "2026-06-01", city.huajing: "2026-09-01"])
        }
    }

    @Test("what is known of a worker can be put right", arguments: TestEngine.allCases)
    func correctingAWorker(_ engine: TestEngine) async throws {
        try await ForceCity.with(engine) { city in
            let (li, _) = try await city.hire("李强", at: city.caohejing)
            let officer = try await city.account(.officer, at: city.caohejing)
            let changed = try await city.run(
                CorrectWorker(person: li, category: .partyMass, source: .targeted, sourceNote: "宝武"), as: officer
            ).changed
            #expect(changed == ["category", "source", "sourceNote"])
            #expect(try await city.run(CorrectWorker(person: li, category: .partyMass), as: officer).changed == [])
            let worker = try #require(try await worker(li, city))
            #expect(worker.category == .partyMass && worker.source == .targeted && worker.sourceNote == "宝武")
            let nobody = try await city.register("吴敏", at: city.caohejing)
            #expect(
                try await city.refusal(CorrectWorker(person: nobody, category: .partyMass), as: officer) == .notFound)
        }
    }

    @Test(
        "sources are read as offices write them",
        arguments: [
            ("定向招录（宝武）", WorkerSource.targeted, "宝武"), ("应届高校毕业生", .graduate, nil), ("购买服务", .purchasedService, nil),
            ("岗位购买", .purchasedPost, nil), ("工会干部转岗", .unionStaff, nil), ("朋友介绍", .other, "朋友介绍"),
        ] as [(String, WorkerSource, String?)])
    func readingSources(_ text: String, _ source: WorkerSource, _ note: String?) {
        let read = WorkerSource.reading(text)
        #expect(read.source == source && read.note == note)
    }
}
