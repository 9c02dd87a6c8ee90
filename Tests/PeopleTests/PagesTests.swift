import Core
import Foundation
import People
import Storage
import TestSupport
import Testing
import Web

@Suite("The pages of the people")
struct PagesTests {
    private let number = PeopleHouse.number(123, birth: "19901231")

    @Test("every page is well formed and has its twin in JSON, in both languages", arguments: TestEngine.allCases)
    func wellFormed(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let id = try await scene.register("王<小>明", number, phone: "13812345678", at: scene.caohejing)
            let officer = try await scene.browser(scene.caohejingOfficer)
            let paths = [
                "/people", "/people?q=w", "/people?q=5678", "/people?q=138", "/people?q=%E8%B5%B5", "/people/\(id)",
                "/people/new", "/people/new?name=w", "/people/new?name=%E8%B5%B5", "/people/register?name=w",
                "/people/\(id)/correct", "/people/\(id)/reveal?field=phone",
            ]
            for language in ["zh-CN", "en"] {
                officer.cookies["lang"] = language
                for path in paths {
                    let answer = try await officer.get(path)
                    #expect(answer.status == 200, "\(path)")
                    let page = try answer.page()
                    #expect(Set(page.ids).count == page.ids.count, "\(path)")
                    #expect(page.all("h1").count == 1, "\(path)")
                    let twin = try await officer.get(path, json: true)
                    #expect(twin.status == 200, "\(path)")
                    _ = try twin.object()
                    for text in [answer.text, twin.text] {
                        #expect(!text.contains(number) && !text.contains("13812345678"), "\(path)")
                    }
                }
            }
        }
    }

    @Test("the list shows name, sex, age, masked phone and unit", arguments: TestEngine.allCases)
    func list(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            try await scene.register("王小明", number, phone: "13812345678", at: scene.caohejing)
            try await scene.register("陆家人", at: scene.lujiazui)
            let officer = try await scene.browser(scene.xuhuiOfficer)
            let text = try await officer.get("/people").page().first("main")?.text ?? ""
            for part in ["王小明", "男", "36 岁（1990 年生）", "138****5678", "漕河泾街道总工会", "共 1 条"] {
                #expect(text.contains(part), "\(part)")
            }
            #expect(!text.contains("陆家人"))
            let people = try await officer.get("/people", json: true).object()["people"] as? [[String: Any]]
            #expect(people?.first?["phone"] as? String == "138****5678")
            #expect(people?.count == 1)

            // Empty here, somebody elsewhere in one's own scope.
            let empty = try await officer.get("/people?unit=\(scene.tianping.unit)").page().first("main")?.text ?? ""
            #expect(empty.contains("您可以查看的其他单位里有 1 人"))
            let search = try await officer.get("/people?q=wxm&unit=\(scene.tianping.unit)")
            #expect(try search.page().first("main")?.text.contains("您可以查看的其他单位里有 1 人符合") == true)
            #expect(try search.page().all("a", ["href": "/people?q=wxm"]).count == 1)
            // Beyond the scope nothing is told.
            let none = try await officer.get("/people?q=ljr").page().first("main")?.text ?? ""
            #expect(none.contains("您可以查看的范围里没有符合的人"))
            #expect(!none.contains("1 人"))
        }
    }

    @Test("outside the scope nothing leaks, whatever is asked", arguments: TestEngine.allCases)
    func outside(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let id = try await scene.register("秘密人", number, phone: "13812345678", at: scene.lujiazui)
            let officer = try await scene.browser(scene.xuhuiOfficer)
            for path in [
                "/people/\(id)", "/people/\(id)/correct", "/people/\(id)/reveal", "/people?unit=\(scene.pudong.unit)",
            ] {
                for json in [false, true] {
                    let answer = try await officer.get(path, json: json)
                    #expect(answer.status == 404, "\(path)")
                    #expect(!answer.text.contains("秘密"))
                }
            }
            let posts: [(String, [String: String])] = [
                ("/people/\(id)/correct", ["version": "1", "name": "新", "reason": "试"]),
                ("/people/\(id)/reveal", ["field": "phone", "reason": "试"]),
                ("/people", ["name": "新", "documentNumber": number, "unit": scene.caohejing.unit.description]),
            ]
            for (path, fields) in posts {
                let answer = try await officer.post(path, fields)
                #expect(answer.status == (path == "/people" ? 409 : 404), "\(path)")
                for text in ["秘密", "13812345678", "陆家嘴", "浦东"] {
                    #expect(!answer.text.contains(text), "\(path) \(text)")
                }
            }
            for text in ["mmr", "5678", "13812345678", number] {
                let answer = try await officer.get("/people?q=\(text)")
                #expect(answer.status == 200)
                #expect(!answer.text.contains("秘密"))
                let total = try await officer.get("/people?q=\(text)", json: true).object()["page"] as? [String: Any]
                #expect(total?["total"] as? Int == 0)
            }
            // An administrator sees no business data at all.
            let auditor = try await scene.browser(scene.auditor)
            #expect(try await auditor.get("/people").status == 403)
            #expect(try await auditor.get("/people/\(id)").status == 404)
            #expect(try await WebClient(scene.server).get("/people.json").status != 200)
        }
    }

    @Test("registering: doubles first, then the form, which comes back filled in", arguments: TestEngine.allCases)
    func registering(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let known = try await scene.register("王小明", number, at: scene.caohejing)
            let officer = try await scene.browser(scene.caohejingOfficer)
            let doubles = try await officer.get("/people/new?name=wxm").page()
            #expect(doubles.all("a", ["href": "/people/\(known)"]).count == 1)
            let form = try await officer.get("/people/register?name=%E7%8E%8B%E5%B0%8F").page()
            #expect(form.first("input", ["name": "name"])?["value"] == "王小")
            let unit = form.all("option", ["value": scene.caohejing.unit.description])
            #expect(unit.count == 1 && unit[0]["selected"] == "selected")
            #expect(form.all("option", ["value": scene.tianping.unit.description]).isEmpty)

            let refused = try await officer.post(
                "/people", ["name": "王芳", "documentNumber": "31010419", "unit": scene.caohejing.unit.description])
            #expect(refused.status == 422)
            let again = try refused.page()
            #expect(again.first("input", ["name": "name"])?["value"] == "王芳")
            #expect(again.first("a", ["href": "#field-documentNumber"])?.text == "证件号码：身份证号应为 18 位，请核对原件")
            let done = try await officer.post(
                "/people",
                [
                    "name": "王芳", "documentNumber": PeopleHouse.number(124, birth: "19920101"),
                    "unit": scene.caohejing.unit.description,
                ])
            #expect(done.status == 303)
            let page = try await officer.follow(done)
            #expect(try page.page().first("h1")?.text == "王芳")
            let viewer = try await scene.browser(scene.caohejingViewer)
            #expect(try await viewer.get("/people/new").status == 403)
            #expect(try await viewer.get("/people").text.contains("登记人员") == false)
        }
    }

    @Test("a correction over somebody else's comes back as a conflict", arguments: TestEngine.allCases)
    func correcting(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let id = try await scene.register("王小明", number, at: scene.caohejing)
            let officer = try await scene.browser(scene.caohejingOfficer)
            let form = try await officer.get("/people/\(id)/correct").page()
            let version = form.first("input", ["name": "version"])?["value"] ?? ""
            #expect(version == "1")
            let first = try await officer.post(
                "/people/\(id)/correct", ["version": version, "name": "王晓明", "reason": "写错"])
            #expect(first.status == 303)
            let second = try await officer.post(
                "/people/\(id)/correct", ["version": version, "name": "王笑明", "reason": "写错"])
            #expect(second.status == 409)
            let page = try second.page()
            #expect(page.first("input", ["name": "name"])?["value"] == "王笑明")
            #expect(page.first("input", ["name": "version"])?["value"] == "2")
            #expect(try await scene.find(id, scene.caohejingOfficer)?.name == "王晓明")
        }
    }

    @Test("a number is shown once for a reason, after it is on audit", arguments: TestEngine.allCases)
    func revealing(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let id = try await scene.register("王小明", number, phone: "13812345678", at: scene.caohejing)
            let officer = try await scene.browser(scene.caohejingOfficer)
            let bare = try await officer.post("/people/\(id)/reveal", ["field": "phone"])
            #expect(bare.status == 422)
            #expect(!bare.text.contains("13812345678"))
            #expect(try await scene.audit("revealField").isEmpty)

            let fields = ["field": "phone", "reason": "核对身份", "_key": "the-same-key-twice"]
            let (shown, statements) = try await scene.observer.during {
                try await officer.post("/people/\(id)/reveal", fields)
            }
            #expect(shown.status == 200)
            #expect(try shown.page().first("strong", ["class": "revealed"])?.text == "13812345678")
            #expect(shown.header("Cache-Control")?.contains("no-store") == true)
            let written = try #require(statements.firstIndex { $0.contains("INSERT INTO audit_entries") })
            let read = try #require(statements.lastIndex { $0.hasPrefix("SELECT p.phone_sealed") })
            #expect(written < read)
            let entry = try #require(try await scene.audit("revealField").first)
            #expect(entry.subjects == [AuditSubject(kind: "person", id: id)])
            #expect(entry.fields == ["phone"])
            // Sent again, it is read again, and that is on audit too.
            #expect(try await officer.post("/people/\(id)/reveal", fields).status == 200)
            #expect(try await scene.audit("revealField").count == 2)
            let twin = try await officer.post(
                "/people/\(id)/reveal", ["field": "documentNumber", "reason": "核对"], json: true)
            #expect(try twin.object()["value"] as? String == number)

            let viewer = try await scene.browser(scene.caohejingViewer)
            let refused = try await viewer.post("/people/\(id)/reveal", ["field": "phone", "reason": "看看"])
            #expect(refused.status == 403)
            #expect(refused.text.contains("查看完整号码由经办干部本人办理"))
            #expect(try await viewer.get("/people/\(id)").text.contains("/reveal") == false)
            #expect(try await scene.audit("revealField").map(\.outcome) == [.done, .done, .done, .refused])
            let byOperator = try await problem {
                try await scene.house.runner.run(
                    RevealField(person: id, field: .phone, reason: "看看"), as: .operator)
            }
            #expect(byOperator?.code == "forbidden")
        }
    }

    @Test("the story tells every act, newest first, page by page", arguments: TestEngine.allCases)
    func story(_ engine: TestEngine) async throws {
        try await PeopleHouse.with(engine) { scene in
            let id = try await scene.register("王小明", number, at: scene.caohejing)
            for version in 1...24 {
                try await scene.house.runner.run(
                    CorrectPerson(
                        person: id, version: version, phone: "1380000\(1000 + version)", reason: "第 \(version) 次换号"),
                    as: scene.caohejingOfficer)
            }
            let officer = try await scene.browser(scene.caohejingOfficer)
            let first = try await officer.get("/people/\(id)").page()
            let entries = first.all("p", ["class": "story-what"]).map(\.text)
            #expect(entries.count == 20)
            #expect(entries[0] == "更正资料：联系电话")
            let notes = first.all("p", ["class": "story-note"]).map(\.text)
            #expect(notes.contains("理由：第 24 次换号"))
            let older = try #require(first.all("a").first { $0["href"]?.contains("before=") == true }?["href"])
            let second = try await officer.get(older).page()
            let rest = second.all("p", ["class": "story-what"]).map(\.text)
            #expect(rest.count == 5)
            #expect(rest.last == "登记")
            let viewer = try await scene.browser(scene.caohejingViewer)
            #expect(try await viewer.get("/people/\(id)").text.contains("换号") == false)
        }
    }

    @Test("search by number on the page: refused with the reason, limited with a sentence")
    func numbers() async throws {
        try await PeopleHouse.with(.sqlite) { scene in
            let viewer = try await scene.browser(scene.caohejingViewer)
            let refused = try await viewer.get("/people?q=5678")
            #expect(refused.status == 403)
            #expect(try refused.page().first("main")?.text.contains("按号码查找由经办干部办理") == true)
            #expect(try await viewer.get("/people?q=5678", json: true).status == 403)
            let officer = try await scene.browser(scene.caohejingOfficer)
            for _ in 0..<30 { #expect(try await officer.get("/people?q=5678").status == 200) }
            let limited = try await officer.get("/people?q=5678")
            #expect(limited.status == 429)
            #expect(try limited.page().first("main")?.text.contains("按号码查找太频繁") == true)
        }
    }
}
