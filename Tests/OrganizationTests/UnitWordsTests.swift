import Core
import Organization
import TestSupport
import Testing
import Web

@Suite struct UnitWordsTests {
    @Test func everySentenceHasEnglish() throws {
        let literals = try ChineseLiterals(of: "Areas/Organization")
        let english = Organization.area().english
        // Endings that are cut from names, the room's character, and reasons that the house writes down itself.
        let notSaid: Set = [
            "总工会", "工会联合会", "联合工会", "工会委员会", "工会", "织", "企", "（", "）", "续签", "单位调整",
            "单位变动后与已有写法重复", "单位恢复后用自己的名称", "已在更大的范围内确认",
        ]
        #expect(literals.missing(from: english, except: notSaid) == [])
        #expect(literals.superfluous(in: english) == [])
    }

    @Test(arguments: [TestEngine.sqlite]) func pagesSpeakEnglish(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            officer.cookies["lang"] = "en"
            let page = try await officer.get("/units/\(city.caohejing)").page()
            #expect(page.first("html")?["lang"] == "en")
            #expect(page.all("h2").map(\.text) == ["Facts", "Enterprises", "Units below", "History", "Story"])
        }
    }
}
