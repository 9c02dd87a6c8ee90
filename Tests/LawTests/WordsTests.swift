import TestSupport
import Testing

@testable import Law

@Suite("Words of the law") struct WordsTests {
    @Test("every sentence of the pages has its English, and no English is left over") func english() throws {
        let literals = try ChineseLiterals(of: "Areas/Law")
        let notSaid: Set = [
            // Signs that are dropped from what people type, and what stands before a sum in capitals.
            ", ¥￥元块天小时年", "人民币",
            // Engine's words in a format of the pages' own.
            "{1}（{2}）{3}", "；",
            // The room's character and a sign, and words that are read in files.
            "法", "，", ",，t; u{FEFF}\"", "休", "放假", "假", "班", "上班", "调休上班", "调休", "{},{}", "％",
        ]
        #expect(literals.missing(from: Law.pagesEnglish, except: notSaid) == [])
        #expect(literals.superfluous(in: Law.pagesEnglish) == [])
    }

    @Test("every sentence of the engine has its English, and no English is left over") func engine() throws {
        let data: Set = ["ChineseAmount.swift", "Cases.swift", "AnnouncedYears.swift", "StatutoryDays.swift"]
        let literals = try ChineseLiterals(of: "Engines/LabourLaw", exceptFiles: data)
        let english = Law.engineEnglish
        let missing = literals.missing(from: english, except: notSaid)
        #expect(missing == [])
        let superfluous = Set(literals.superfluous(in: english)).subtracting(["{1}（{2}）{3}"])
        #expect(superfluous == [])
    }

    /// Numerals and the Chinese form of an article, which English writes by its number; parts of places' names.
    private let notSaid = Set("零一二三四五六七八九十百千".map(String.init))
        .union(["{}（{}）{}", "第{}条", "第{}款", "第{}项", "{}年{}月{}日", "市", "省", "区"])
}
