import TestSupport
import Testing
import Insights

@Suite("Words of Insights") struct WordsTests {
    @Test("every sentence has its English, and no English is left over") func english() throws {
        let literals = try ChineseLiterals(of: "Areas/Insights")
        let notSaid: Set = [
            // The room's character.
            "览"
        ]
        #expect(literals.missing(from: Insights.area.english, except: notSaid) == [])
        #expect(literals.superfluous(in: Insights.area.english) == [])
    }
}
