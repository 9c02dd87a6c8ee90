import Exports
import TestSupport
import Testing

@Suite("Words of Exports") struct WordsTests {
    @Test("every sentence has its English, and no English is left over") func english() throws {
        let literals = try ChineseLiterals(of: "Areas/Exports")
        #expect(literals.missing(from: Exports.area.english) == [])
        #expect(literals.superfluous(in: Exports.area.english) == [])
    }
}
