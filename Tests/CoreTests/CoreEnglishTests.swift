import Core
import TestSupport
import Testing

@Suite("English of the core")
struct CoreEnglishTests {
    @Test func everySentence() throws {
        let literals = try ChineseLiterals(of: "Platform/Core")
        // How Chinese writes a day; English has a way of its own.
        #expect(literals.missing(from: CoreParts.english, except: ["{}年{}月{}日"]) == [])
        #expect(literals.superfluous(in: CoreParts.english) == [])
    }

    @Test func placesForValues() {
        for (chinese, english) in CoreParts.english {
            let places = chinese.split(separator: "{}", omittingEmptySubsequences: false).count
            for form in english.split(separator: "|") {
                #expect(form.split(separator: "{}", omittingEmptySubsequences: false).count == places, "\(chinese)")
            }
        }
    }
}
