import Core
import Foundation
import People
import Spreadsheets
import Storage
import TestForce
import TestSupport
import Testing
import Web
import Workforce

@testable import Exports

@Suite("What leaves the house only with a consent") struct ConsentTests {
    private func agree(
        _ person: Identifier, _ purpose: ConsentPurpose, to detail: String? = nil, _ city: ForceCity
    ) async throws -> Identifier {
        try await city.run(
            GiveConsent(
                person: person, purpose: purpose, givenOn: city.house.today, way: .paper, detail: detail)
        ).consent
    }

    private func taken(
        _ use: DataUse, to recipient: String = "", list: String = "people", at: String = "/people",
        _ browser: WebClient, _ city: ForceCity
    ) async throws -> (export: Identifier, cells: [[String]]) {
        let export = try await city.export(
            [
                "list": list, "at": at, "kind": "xlsx", "purpose": "体检报名", "use": use.rawValue,
                "recipient": recipient,
            ], browser)
        let sheet = try city.sheet(of: try await browser.get("/exports/\(export)/file"))
        return (export, sheet.rows.map { $0.cells.map(\.said) })
    }

    @Test("a list for another body names only those who agreed to that body", arguments: TestEngine.allCases)
    func disclosure(_ engine: TestEngine) async throws {
        let clock = ManualClock()
        try await ForceCity.withExports(engine, clock: clock) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let (zhao, _) = try await city.hire("赵磊", at: city.caohejing)
            try await city.hire("曹颖", at: city.caohejing)
            let consent = try await agree(lin, .disclosure, to: "徐汇区 疗休养中心，安排体检", city)
            _ = try await agree(zhao, .disclosure, to: "某某银行，办理工会卡", city)
            let browser = try await city.browser(of: try await city.account(.officer, at: city.caohejing))
            clock.advance(milliseconds: 1000)
            let own = try await taken(.ownWork, browser, city)
            #expect(Set(own.cells[1...3].map { $0[0] }) == ["林秀芳", "赵磊", "曹颖"])

            let unsaid = try await browser.post(
                "/exports",
                ["list": "people", "at": "/people", "kind": "xlsx", "purpose": "体检报名", "use": "disclosure"])
            #expect(unsaid.status == 422)
            #expect(try unsaid.page().first("a", ["href": "#field-recipient"]) != nil)

            let some = try await taken(.disclosure, to: "徐汇区疗休养中心", browser, city)
            let text = some.cells.flatMap(\.self).joined(separator: "\n")
            #expect(text.contains("林秀芳") && !text.contains("赵磊") && !text.contains("曹颖"))
            #expect(text.contains("徐汇区疗休养中心") && text.contains("另有 2 人没有同意，没有列入"))
            let page = try await browser.get("/exports/\(some.export)")
            #expect(page.text.contains("2 人没有同意"))

            // Taken back: at once no file with her goes out any more, nor is she in a new one.
            try await city.run(WithdrawConsent(consent: consent, way: .inPerson))
            #expect(try await browser.get("/exports/\(some.export)/file").status == 409)
            #expect(try await browser.get("/exports/\(own.export)/file").status == 200)
            clock.advance(milliseconds: 1000)
            let after = try await taken(.disclosure, to: "徐汇区疗休养中心", browser, city)
            let rest = after.cells.flatMap(\.self).joined(separator: "\n")
            #expect(!rest.contains("林秀芳") && rest.contains("另有 3 人没有同意"))
        }
    }

    @Test("in public stand those who agreed, and nobody's phone", arguments: TestEngine.allCases)
    func publicity(_ engine: TestEngine) async throws {
        try await ForceCity.withExports(engine) { city in
            let number = ForceCity.number(of: "林秀芳")
            let lin = try await city.run(
                RegisterPerson(
                    name: "林秀芳", documentNumber: number, phone: "13812345678", unit: city.caohejing)
            ).person
            try await city.run(
                HireWorker(
                    person: lin, category: .unionSocialWorker, unit: city.caohejing,
                    startedOn: try ForceCity.day("2026-01-05")))
            try await city.hire("赵磊", at: city.caohejing)
            _ = try await agree(lin, .publicity, city)
            let browser = try await city.browser(of: try await city.account(.officer, at: city.caohejing))
            let own = try await taken(.ownWork, browser, city)
            #expect(own.cells.flatMap(\.self).contains { $0.contains("5678") })
            let open = try await taken(.publicity, browser, city)
            #expect(open.cells[1][0] == "林秀芳")
            let text = open.cells.flatMap(\.self).joined(separator: "\n")
            #expect(!text.contains("5678") && !text.contains("赵磊") && text.contains("另有 1 人没有同意"))
            let workers = try await taken(.publicity, list: "workers", at: "/workforce", browser, city)
            #expect(workers.cells[1][0] == "林秀芳" && workers.cells.flatMap(\.self).allSatisfy { $0 != "赵磊" })
            // A list that cannot tell who stands in its rows is for the house's own work.
            let closed = try await browser.post(
                "/exports",
                ["list": "lines", "at": "/lines", "kind": "csv", "purpose": "登报", "use": "publicity"])
            #expect(closed.status == 422)
        }
    }

    @Test("her own copy is a workbook with a sheet for each kind of record", arguments: TestEngine.allCases)
    func copy(_ engine: TestEngine) async throws {
        try await ForceCity.withExports(engine) { city in
            let (lin, _) = try await city.hire("林秀芳", at: city.caohejing)
            let day = try ForceCity.day("2026-01-05")
            try await city.run(
                SignContract(
                    person: lin, employer: .federation, kind: .fixedTerm, signedOn: day, startsOn: day,
                    endsOn: try ForceCity.day("2029-01-04")))
            try await city.run(RegisterLicence(person: lin, kind: .socialWorker, issuedOn: day))
            try await city.run(AddLanguage(person: lin, language: .shanghainese, level: .fluent))
            try await city.run(
                ReceiveRequest(person: lin, kind: .copy, receivedOn: day, way: .inPerson, asked: "要一份档案"))
            let browser = try await city.browser(of: try await city.account(.officer, at: city.caohejing))
            let page = try await browser.get("/people/\(lin)/copy").page()
            #expect(page.first("a", ["href": "/people/\(lin)/copy/file"]) != nil)
            let file = try await browser.get("/people/\(lin)/copy/file")
            #expect(file.status == 200 && file.header("content-disposition")?.contains(".xlsx") == true)
            let book = try readSpreadsheet(file.bytes)
            let said = Dictionary(
                uniqueKeysWithValues: book.sheets.map { sheet in
                    (sheet.name, sheet.rows.flatMap { $0.cells.map(\.said) }.joined(separator: "\n"))
                })
            #expect(said["本人"]?.contains(ForceCity.number(of: "林秀芳")) == true)
            #expect(said["合同"]?.contains("固定期限合同") == true)
            #expect(said["证书"]?.contains("社会工作师") == true)
            #expect(said["语言"]?.contains("沪语") == true)
            #expect(said["任职经历"]?.contains("漕河泾街道总工会") == true)
            #expect(said["负责的单位"]?.contains("漕河泾街道总工会") == true)
            #expect(said["查看和办理记录"]?.contains("任职") == true)
            #expect(said.values.allSatisfy { $0.contains("陈经办制作于") && $0.contains("只交给本人") })
            let read = try await city.count("SELECT COUNT(*) FROM audit_entries WHERE command = 'copyPerson'")
            #expect(read == 2)
            let viewer = try await city.browser(of: try await city.account(.viewer, at: city.xuhui))
            #expect(try await viewer.get("/people/\(lin)/copy/file").status == 403)
            let stranger = try await city.browser(of: try await city.account(.officer, at: city.baoshan))
            #expect(try await stranger.get("/people/\(lin)/copy/file").status == 404)
        }
    }
}
