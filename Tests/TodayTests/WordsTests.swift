import TestSupport
import Testing
import Today

@Suite("Words of Today") struct WordsTests {
    @Test("every sentence has its English, and no English is left over") func english() throws {
        let literals = try ChineseLiterals(of: "Areas/Today")
        let notSaid: Set = [
            // The room's character.
            "今"
        ]
        #expect(literals.missing(from: Today.area.english, except: notSaid) == [])
        #expect(literals.superfluous(in: Today.area.english) == [])
    }
}
