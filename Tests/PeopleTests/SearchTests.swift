import Core
import People
import Storage
import TestSupport
import Testing

@Suite("Searching people")
struct SearchTests {
    @Test("by part of a name, one character, pinyin, initials, mixed, every reading", arguments: TestEngine.allCases)
    func names(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            for name in ["王小明", "单雄信", "曾国强", "欧阳国英", "仇英", "吕布衣", "阿依古丽·买买提", "李小明", "王明", "解晓东"] {
                try await scene.register(name, at: scene.caohejing)
            }
            let officer = scene.caohejingOfficer
            let questions: [(String, String)] = [
                ("王小明", "王小明"), ("小明", "王小明"), ("明", "王小明"), ("wangxiaoming", "王小明"),
                ("Wang Xiao Ming", "王小明"), ("wxm", "王小明"), ("wangx", "王小明"), ("w", "王小明"), ("王xm", "王小明"),
                ("wang小m", "王小明"), ("xiaoming", "王小明"), ("ｗｘｍ", "王小明"), ("shan", "单雄信"), ("dan", "单雄信"),
                ("shanxiongxin", "单雄信"), ("zeng", "曾国强"), ("ceng", "曾国强"), ("cgq", "曾国强"), ("ouyang", "欧阳国英"),
                ("oygy", "欧阳国英"), ("qiuying", "仇英"), ("chouying", "仇英"), ("lv", "吕布衣"), ("lu", "吕布衣"),
                ("lyu", "吕布衣"), ("古丽", "阿依古丽·买买提"), ("maimaiti", "阿依古丽·买买提"), ("xiexd", "解晓东"), ("jie", "解晓东"),
            ]
            for (text, name) in questions {
                #expect(try await scene.search(text, officer).contains(name), "\(text) finds \(name)")
            }
            #expect(try await scene.search("王明", officer) == ["王明"])
            #expect(try await scene.search("小明", officer) == ["李小明", "王小明"])
            #expect(try await scene.search("王", officer) == ["王明", "王小明"])
            #expect(try await scene.search("赵", officer) == [])
            #expect(try await scene.search("138", officer) == [])
        }
    }

    @Test("better answers come first")
    func ranking() async throws {
        try await PeopleHouse.with(.sqlite) { scene in
            for name in ["张王林", "王林森", "王林"] { try await scene.register(name, at: scene.caohejing) }
            #expect(try await scene.search("王林", scene.caohejingOfficer) == ["王林", "王林森", "张王林"])
        }
    }

    @Test("by number, whole or the last four; the scope holds; each is on audit", arguments: TestEngine.allCases)
    func numbers(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let number = PeopleHouse.number(123, birth: "19901231")
            let id = try await scene.register("王小明", number, phone: "13812345678", at: scene.caohejing)
            try await scene.register("陆家人", phone: "13912345678", at: scene.lujiazui)
            try await scene.register("固话人", phone: "021-64335678", at: scene.tianping)
            let street = scene.caohejingOfficer
            #expect(try await scene.search("5678", street) == ["王小明"])
            #expect(try await scene.search("138 1234 5678", street) == ["王小明"])
            #expect(try await scene.search("+8613812345678", street) == ["王小明"])
            #expect(try await scene.search(String(number.suffix(4)).lowercased(), street) == ["王小明"])
            #expect(try await scene.search(number, street) == ["王小明"])
            #expect(try await scene.search("13912345678", street) == [])
            #expect(try await Set(scene.search("5678", scene.xuhuiOfficer)) == ["固话人", "王小明"])
            #expect(try await scene.search("5678", scene.cityOfficer).count == 3)

            let entries = try await scene.audit("searchByNumber")
            #expect(entries.count == 8)
            #expect(entries.allSatisfy { $0.outcome == .read })
            #expect(entries[0].subjects == [AuditSubject(kind: "person", id: id)])
            #expect(entries[0].fields == ["lastFour"])
            #expect(entries[5].subjects == [])
            // What is only begun is not looked for.
            for length in [1, 2, 3, 5, 6, 7, 9, 11, 12, 13, 14, 16, 17] {
                #expect(try await scene.search(String(number.prefix(length)), street) == [])
            }
            #expect(try await scene.audit("searchByNumber").count == 8)
            let refused = try await problem { _ = try await scene.search("5678", scene.caohejingViewer) }
            #expect(refused == .forbidden("按号码查找由经办干部办理"))
        }
    }

    @Test("thirty searches by number a minute, no more", arguments: TestEngine.allCases)
    func limit(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            for _ in 0..<30 { _ = try await scene.search("5678", scene.caohejingOfficer) }
            let refused = try await problem { _ = try await scene.search("5679", scene.caohejingOfficer) }
            #expect(refused?.code == "tooMany")
            // Names and other people's searches go on.
            #expect(try await scene.search("王", scene.caohejingOfficer) == [])
            #expect(try await scene.search("5678", scene.xuhuiOfficer) == [])
            (scene.house.clock as? ManualClock)?.advance(milliseconds: 61_000)
            #expect(try await scene.search("5678", scene.caohejingOfficer) == [])
        }
    }

    @Test("who lies elsewhere is not found; who moves is found where she is", arguments: TestEngine.allCases)
    func scope(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            try await scene.register("王小明", at: scene.caohejing)
            let moved = try await scene.register("王晓敏", at: scene.lujiazui)
            #expect(try await scene.search("wxm", scene.caohejingOfficer) == ["王小明"])
            #expect(try await scene.search("wxm", scene.xuhuiOfficer) == ["王小明"])
            #expect(try await scene.search("wxm", scene.pudongOfficer) == ["王晓敏"])
            #expect(try await scene.search("wxm", scene.cityOfficer).count == 2)
            #expect(try await scene.search("wxm", scene.auditor) == [])
            let hits = try await PersonSearch.search("王小明", scene.cityOfficer, scene.house).hits
            #expect(hits.map(\.unit) == ["漕河泾街道"])
            #expect(hits.map(\.district) == ["徐汇区"])

            _ = try await scene.house.runner.batch("move", as: .founder) { act in
                try PersonStore.place(moved, at: scene.caohejing, act)
            }
            #expect(try await scene.search("wxm", scene.pudongOfficer) == [])
            #expect(try await scene.search("wangxiaomin", scene.caohejingOfficer) == ["王晓敏", "王小明"])
        }
    }

    @Test("a record opened by a grant is found, seen and listed", arguments: TestEngine.allCases)
    func grants(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let id = try await scene.register("王晓敏", phone: "13812345678", at: scene.lujiazui)
            try await scene.register("王晓民", at: scene.lujiazui)
            let account = try #require(scene.caohejingOfficer.account)
            _ = try await scene.house.runner.batch("grant", as: .founder) { act in
                try Grant.give("person", id, to: .account(account), because: "调入", until: act.today, act)
            }
            let gate = scene.house.gate
            let loaded = try await scene.house.database.read { tx in try gate.actor(account, tx) }
            let actor = try #require(loaded)
            #expect(try await scene.search("wxm", actor) == ["王晓敏"])
            #expect(try await scene.search("5678", actor) == ["王晓敏"])
            #expect(try await scene.find(id, actor)?.name == "王晓敏")
            let page = try await scene.house.database.read { tx in
                try PersonStore.page(PersonFilter(actor.sees), .start, tx, scene.house.vault)
            }
            #expect(page.lines.map(\.person.name) == ["王晓敏"])
        }
    }
}
