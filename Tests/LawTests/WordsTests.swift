import Law
import TestSupport
import Testing

@Suite("Words of Law") struct WordsTests {
    @Test("every sentence has its English, and no English is left over") func english() throws {
        let literals = try ChineseLiterals(of: "Areas/Law")
        let notSaid: Set = [
            // The room's character and a sign.
            "法", "，",
            // Words that are read in files.
            ",，t; u{FEFF}\"", "休", "放假", "假", "班", "上班", "调休上班", "调休", "{},{}", "％",
        ]
        #expect(literals.missing(from: Law.area().english, except: notSaid) == [])
        #expect(literals.superfluous(in: Law.area().english) == [])
    }
}
