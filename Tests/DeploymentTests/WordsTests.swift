import TestSupport
import Testing
import Deployment

@Suite("Words of Deployment") struct WordsTests {
    @Test("every sentence has its English, and no English is left over") func english() throws {
        let literals = try ChineseLiterals(of: "Areas/Deployment")
        let notSaid: Set = [
            // The room's character and a sign.
            "派", "、",
        ]
        #expect(literals.missing(from: Deployment.area.english, except: notSaid) == [])
        #expect(literals.superfluous(in: Deployment.area.english) == [])
    }
}
