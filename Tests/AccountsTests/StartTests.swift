import Accounts
import Core
import Storage
import TestSupport
import Testing
import Web

struct StartTests {
    private var form: [String: String] {
        var form = ["federation": "江海市总工会"]
        for (office, name) in [("system", "孙维"), ("security", "安宁"), ("auditor", "沈清")] {
            form[office + "FullName"] = name
            form[office + "Login"] = office
            form[office + "Password"] = "\(name)第一个长长的密码"
            form[office + "PasswordAgain"] = "\(name)第一个长长的密码"
        }
        return form
    }

    @Test(arguments: TestEngine.allCases)
    func `an empty house is founded once, by three people`(engine: TestEngine) async throws {
        try await withAccounts(engine, isFounded: false) { world in
            let client = world.client()
            let sent = try await client.get("/sign-in")
            #expect(sent.location == "/start")
            let page = try await client.get("/start")
            #expect(try page.page().all("input", ["type": "password"]).count == 6)
            let founded = try await client.post("/start", form)
            #expect(founded.location == "/sign-in")
            #expect(try await world.violations().isEmpty)
            // Someone else knew all three passwords: each is changed first.
            for (office, name) in [("system", "孙维"), ("security", "安宁"), ("auditor", "沈清")] {
                let answer = try await world.client().post(
                    "/sign-in", ["login": office, "password": "\(name)第一个长长的密码"])
                #expect(answer.location == "/password")
            }
            let again = try await client.post("/start", form)
            #expect(again.location == "/sign-in")
            let count: Int? = try await world.house.database.read { try $0.value("SELECT COUNT(*) FROM accounts") }
            #expect(count == 3)
            let command = FoundFirstAdministrators(
                federation: "又一个", system: .init(login: "aaa", fullName: "甲", passwordHash: "x"),
                security: .init(login: "bbb", fullName: "乙", passwordHash: "x"),
                auditor: .init(login: "ccc", fullName: "丙", passwordHash: "x"))
            let refused = try await problem { try await world.house.runner.run(command, as: .nobody) }
            #expect(refused?.code == "forbidden")
        }
    }

    @Test func `where others could come first, the founder proves that she started the house`() async throws {
        try await withAccounts(.sqlite, isFounded: false, startCode: "20260302") { world in
            let stranger = world.client()
            #expect(try await stranger.get("/start").page().first("input", ["name": "code"]) != nil)
            for code in ["", "12345678"] {
                let refused = try await stranger.post("/start", form.merging(["code": code]) { _, new in new })
                #expect(refused.status == 422)
            }
            let count: Int? = try await world.house.database.read { try $0.value("SELECT COUNT(*) FROM accounts") }
            #expect(count == 0)
            let founded = try await world.client().post("/start", form.merging(["code": "20260302"]) { _, new in new })
            #expect(founded.location == "/sign-in")
        }
    }

    @Test func `what is wrong is said field by field, and passwords are not written back`() async throws {
        try await withAccounts(.sqlite, isFounded: false) { world in
            var form = form
            form["federation"] = ""
            form["auditorFullName"] = "孙维"
            form["securityLogin"] = "SYSTEM"
            form["securityPassword"] = "孙维第一个长长的密码"
            form["securityPasswordAgain"] = "孙维第一个长长的密码"
            form["auditorPasswordAgain"] = "不一样"
            let answer = try await world.client().post("/start", form)
            #expect(answer.status == 422)
            let page = try answer.page()
            for field in ["federation", "auditorFullName", "securityLogin", "securityPassword", "auditorPasswordAgain"]
            {
                #expect(page.first("a", ["href": "#field-\(field)"]) != nil, "\(field)")
                #expect(page.ids.contains("field-\(field)"))
            }
            #expect(page.first("input", ["id": "field-systemFullName"])?["value"] == "孙维")
            #expect(!answer.text.contains("第一个长长的密码"))
        }
    }

    @Test(arguments: ["海", String(repeating: "海", count: 61)])
    func `a name that no unit may have founds nothing`(federation: String) async throws {
        try await withAccounts(.sqlite, isFounded: false) { world in
            var form = form
            form["federation"] = federation
            let refused = try await world.client().post("/start", form)
            #expect(refused.status == 422)
            let count: Int? = try await world.house.database.read { try $0.value("SELECT COUNT(*) FROM accounts") }
            #expect(count == 0)
        }
    }
}
