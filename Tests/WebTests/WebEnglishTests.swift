import Testing
import TestSupport
import Web

@Suite("English of the web")
struct WebEnglishTests {
    @Test("every sentence of the web has its English")
    func complete() throws {
        let literals = try ChineseLiterals(of: "Platform/Web")
        #expect(literals.missing(from: WebParts.area.english, except: marks) == [])
        #expect(literals.superfluous(in: WebParts.area.english) == [])
    }

    /// Signs that are pictures rather than words.
    private let marks: Set<String> = ["注", "成", "慎", "误", "中文"]
}
