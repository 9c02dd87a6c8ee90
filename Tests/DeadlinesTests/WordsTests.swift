import TestSupport
import Testing
import Deadlines

@Suite("Words of Deadlines") struct WordsTests {
    @Test("every sentence has its English, and no English is left over") func english() throws {
        let literals = try ChineseLiterals(of: "Areas/Deadlines")
        // The room's character.
        #expect(literals.missing(from: Deadlines.area().english, except: ["限"]) == [])
        #expect(literals.superfluous(in: Deadlines.area().english) == [])
    }
}
