import ChineseText
import Core
import People
import Storage
import TestSupport
import Testing

@Suite("Registering and correcting")
struct RegisteringTests {
    @Test("a resident's number says sex and birth day; everything is masked", arguments: TestEngine.allCases)
    func resident(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let id = try await scene.register(
                " 王 小明 ", PeopleHouse.number(123, birth: "19901231"), phone: "+86 138-1234-5678", at: scene.caohejing,
                as: scene.caohejingOfficer)
            let person = try await scene.find(id, scene.xuhuiOfficer)
            #expect(person?.name == "王小明")
            #expect(person?.sex == .male)
            #expect(person?.birthDay == Day(1990, 12, 31))
            #expect(person?.age(on: Day(2027, 12, 30)!) == 36)
            #expect(person?.age(on: Day(2027, 12, 31)!) == 37)
            #expect(person?.maskedNumber == "3*****************")
            #expect(person?.maskedPhone == "138****5678")
            #expect(person?.place == scene.caohejing)
        }
    }

    @Test("what is wrong is said by field, with the roster's words", arguments: TestEngine.allCases)
    func faults(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            func codes(_ name: String, _ number: String, _ phone: String?) async throws -> [String?] {
                let refused = try await problem {
                    try await scene.house.runner.run(
                        RegisterPerson(name: name, documentNumber: number, phone: phone, unit: scene.caohejing.unit),
                        as: scene.caohejingOfficer)
                }
                guard case .invalid(let problems) = refused else { return [] }
                return problems.map(\.code)
            }
            let good = PeopleHouse.number(123, birth: "19901231")
            let body = String(good.dropLast())
            let wrong = body + (good.last == "1" ? "2" : "1")
            let all = try await codes("123", wrong, "12")
            #expect(all == ["missingName", "idCheckDigit", "badPhone"])
            let short = try await codes("王芳", body, nil)
            #expect(short == ["idCheckDigit"])
            for birth in ["19901331", "20300101"] {
                let impossible = try await codes("王芳", PeopleHouse.number(5, birth: birth), nil)
                #expect(impossible == ["badBirthDate"])
            }
        }
    }

    @Test("odd names are taken and found, unreadable ones are not", arguments: TestEngine.allCases)
    func oddNames(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let names = [
                "O'Brien", "J.R. Smith", "王\"小", "张三(小)", "Ａnna Ｌ1", "王-芳", "玛丽亚·德·拉·克鲁斯", "㐂一", "𠮷田", "a:b*c",
                "Đặng Thị", "王_&|!",
            ]
            for (position, name) in names.enumerated() {
                let id = try await scene.register(
                    name, PeopleHouse.number(300 + position, birth: "19900101"), at: scene.caohejing)
                let kept = try await scene.find(id, scene.caohejingOfficer)?.name ?? ""
                #expect(try await scene.search(kept, scene.caohejingOfficer).contains(kept), "\(name)")
            }
            for name in ["王\u{0}芳", "\u{7}芳", String(repeating: "王", count: 61), "１２", ""] {
                let refused = try await problem {
                    try await scene.register(name, PeopleHouse.number(400), at: scene.caohejing)
                }
                #expect(refused?.code == "invalid", "\(name)")
            }
        }
    }

    @Test("other documents are taken; the same number twice is not", arguments: TestEngine.allCases)
    func doubles(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let passport = RegisterPerson(
                name: "John Smith", documentKind: .passport, documentNumber: "e1234567", sex: .male,
                birthDay: Day(1980, 5, 1), unit: scene.caohejing.unit)
            let id = try await scene.house.runner.run(passport, as: scene.caohejingOfficer).person
            let person = try await scene.find(id, scene.caohejingOfficer)
            #expect(person?.birthDay == Day(1980, 5, 1))
            #expect(person?.maskedNumber == "E*******")

            let number = PeopleHouse.number(7, birth: "19850203")
            try await scene.register("陈秘密", number, at: scene.lujiazui)
            func conflict(_ actor: Actor, _ place: Place) async throws -> String {
                let refused = try await problem {
                    try await scene.register("陈新", number.lowercased(), at: place, as: actor)
                }
                guard case .conflict(let message) = refused else {
                    return "no conflict: \(String(describing: refused))"
                }
                return Words(.chinese, scene.house.phrasebook)(message)
            }
            let inside = try await conflict(scene.pudongOfficer, scene.lujiazui)
            #expect(inside.contains("陈秘密"))
            let outside = try await conflict(scene.xuhuiOfficer, scene.caohejing)
            #expect(outside == "这个证件号码已由您范围以外的单位登记，请向对方单位申请调入")
        }
    }

    @Test("only officers of the unit may register there", arguments: TestEngine.allCases)
    func permission(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let viewer = try await problem {
                try await scene.register("王芳", at: scene.caohejing, as: scene.caohejingViewer)
            }
            #expect(viewer == .forbidden("登记和修改人员由经办干部办理"))
            let elsewhere = try await problem {
                try await scene.register("王芳", at: scene.lujiazui, as: scene.xuhuiOfficer)
            }
            #expect(elsewhere == .notFound)
        }
    }

    @Test(
        "no number stands in the database in plain text, and a moved one does not open", arguments: TestEngine.allCases)
    func sealed(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let number = PeopleHouse.number(123, birth: "19901231")
            let id = try await scene.register("王小明", number, phone: "13812345678", at: scene.caohejing)
            let other = try await scene.register("李芳", phone: "13987654321", at: scene.caohejing)
            let columns = try await scene.house.database.read { tx in
                try tx.all("SELECT * FROM people WHERE id = \(id)") { row in
                    try [
                        "document_sealed", "document_digest", "document_tail", "phone_sealed", "phone_digest",
                        "phone_tail",
                    ]
                    .map { try row[$0] as String }
                }
            }
            let kept = try #require(columns.first)
            for text in kept {
                #expect(text.utf8.count >= 40)
                #expect(!text.contains("5678") || !text.contains("1381"))
                #expect(!text.contains(number) && !text.contains("13812345678"))
            }
            #expect(Set(kept).count == kept.count)
            _ = try await scene.house.database.write { tx in
                let sealed: String? = try tx.value("SELECT phone_sealed FROM people WHERE id = \(id)")
                try tx.execute("UPDATE people SET phone_sealed = \(sealed) WHERE id = \(other)")
            }
            await #expect(throws: Vault.Failure.self) { try await scene.find(other, scene.caohejingOfficer) }
            _ = try await scene.house.database.write { tx in
                try tx.execute("DELETE FROM people WHERE id = \(other)")
            }
        }
    }

    @Test("a correction changes what is given, and nothing over somebody else's", arguments: TestEngine.allCases)
    func correcting(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let id = try await scene.register(
                "王小明", PeopleHouse.number(123, birth: "19901231"), phone: "13812345678", at: scene.caohejing)
            func correct(_ command: CorrectPerson) async throws -> [String] {
                try await scene.house.runner.run(command, as: scene.caohejingOfficer).changed
            }
            #expect(try await correct(CorrectPerson(person: id, version: 1, name: "王晓鸣", reason: "名字写错")) == ["name"])
            #expect(try await scene.search("王小明", scene.caohejingOfficer) == [])
            #expect(try await scene.search("wxm", scene.caohejingOfficer) == ["王晓鸣"])
            let late = try await problem {
                _ = try await correct(CorrectPerson(person: id, version: 1, phone: "13900000000", reason: "换号"))
            }
            #expect(late?.code == "conflict")
            #expect(try await scene.find(id, scene.caohejingOfficer)?.maskedPhone == "138****5678")

            // The same again changes nothing.
            #expect(
                try await correct(CorrectPerson(person: id, version: 2, phone: "138 1234 5678", reason: "核对")) == [])
            #expect(try await scene.find(id, scene.caohejingOfficer)?.version == 2)
            let new = PeopleHouse.number(124, birth: "19910101")
            let changed = try await correct(
                CorrectPerson(person: id, version: 2, documentNumber: new, removePhone: true, reason: "证件写错"))
            #expect(changed == ["documentNumber", "sex", "birthDay", "phone"])
            let person = try await scene.find(id, scene.caohejingOfficer)
            #expect(person?.sex == .female)
            #expect(person?.maskedPhone == nil)
            #expect(try await scene.search(new, scene.caohejingOfficer) == ["王晓鸣"])
            #expect(try await scene.search("5678", scene.caohejingOfficer) == [])
            let without = try await problem {
                _ = try await correct(CorrectPerson(person: id, version: 3, name: "王", reason: ""))
            }
            #expect(without?.code == "invalid")
            let stranger = try await problem {
                try await scene.house.runner.run(
                    CorrectPerson(person: id, version: 3, name: "某", reason: "试"), as: scene.pudongOfficer)
            }
            #expect(stranger == .notFound)
        }
    }

    @Test("a number is looked up as typed, many at once", arguments: TestEngine.allCases)
    func identified(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let known = PeopleHouse.number(123, birth: "19901231")
            let id = try await scene.register("王小明", known, at: scene.caohejing)
            let spaced = String(known.prefix(6)) + " " + known.dropFirst(6)
            let unknown = PeopleHouse.number(200, birth: "19901231")
            let found = try await scene.house.database.read { tx in
                try PersonStore.identified(byNumbers: [known, spaced, unknown, "x"], tx, scene.house.vault)
            }
            #expect(found.mapValues(\.id) == [known: id, spaced: id])
        }
    }
}

extension PeopleHouse {
    func find(_ id: Identifier, _ actor: Actor) async throws -> Person? {
        try await house.database.read { tx in try PersonStore.find(id, actor.sees, tx, house.vault) }
    }
}
