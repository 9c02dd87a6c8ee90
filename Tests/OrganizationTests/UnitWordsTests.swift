import Core
import Foundation
import Organization
import TestSupport
import Testing
import Web

@Suite struct UnitWordsTests {
    @Test func everySentenceHasEnglish() throws {
        let here = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        let sources = here.appending(path: "../../Sources/Areas/Organization").standardized
        let sentences = try chineseSentences(in: sources)
        #expect(sentences.count > 80)
        let english = Organization.area().english
        // Endings that are cut from names, and the room's character.
        let notSaid: Set = ["总工会", "工会联合会", "联合工会", "工会委员会", "工会", "织"]
        let missing = sentences.subtracting(notSaid).filter { english[$0] == nil }
        #expect(missing == [])
        let unused = Set(english.keys.filter { $0.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } })
            .subtracting(sentences)
        #expect(unused == [])
    }

    @Test(arguments: [TestEngine.sqlite]) func pagesSpeakEnglish(_ engine: TestEngine) async throws {
        try await UnionCity.withCity(on: engine) { city in
            let officer = try await city.browser(of: try await city.actor(.officer, at: city.xuhui))
            officer.cookies["lang"] = "en"
            let page = try await officer.get("/units/\(city.caohejing)").page()
            #expect(page.first("html")?["lang"] == "en")
            #expect(page.all("h2").map(\.text) == ["Facts", "Units below", "Story"])
        }
    }
}
