import App
import Core
import DemoCity
import TestSupport
import Testing

@Suite("Words of the program") struct WordsTests {
    /// The name of the program itself.
    private let notSaid: Set = ["桥 Qiao: the system for a city's force of trade-union social workers."]

    @Test("every sentence at the terminal has its English", arguments: ["App", "qiao"]) func english(_ folder: String)
        throws
    {
        let literals = try ChineseLiterals(of: folder)
        #expect(literals.missing(from: appEnglish, except: notSaid) == [])
    }

    @Test("what the demo accounts are has its English too") func cast() {
        let phrasebook = Parts(demoAccountsAllowed: true).phrasebook
        let unsaid = DemoCity.cast.map(\.title.format).filter { phrasebook.template(for: $0, in: .english) == nil }
        #expect(unsaid == [])
    }

    @Test("no English is left over") func superfluous() throws {
        let unsaid = try ["App", "qiao"].map { Set(try ChineseLiterals(of: $0).superfluous(in: appEnglish)) }
        #expect(unsaid[0].intersection(unsaid[1]) == [])
    }
}
