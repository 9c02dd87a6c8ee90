import TestSupport
import Testing

@testable import Assessment

@Suite("Words of assessment") struct AssessmentWordsTests {
    @Test("every sentence has its English, and none is left over") func english() throws {
        let literals = try ChineseLiterals(of: "Engines/Assessment")
        #expect(literals.missing(from: assessmentEnglish) == [])
        #expect(literals.superfluous(in: assessmentEnglish) == [])
    }
}
