import App
import Core
import DemoCity
import Testing

/// The tables of all rooms become one: a sentence that two rooms say must mean the same in both.
@Suite struct PhrasebookTests {
    @Test func noTwoTablesDisagree() {
        let parts = Parts(demoAccountsAllowed: true, isDevelopment: true)
        let tables =
            [("Core", CoreParts.english), ("DemoCity", DemoCity.english), ("App", appEnglish)]
            + parts.areas.map { ($0.name, $0.english) }
        var said: [String: (table: String, english: String)] = [:]
        var disagreements: [String] = []
        for (name, table) in tables {
            for (chinese, english) in table.sorted(by: { $0.key < $1.key }) {
                if let earlier = said[chinese], earlier.english != english {
                    disagreements.append("\(chinese): \(earlier.table) \(earlier.english) ≠ \(name) \(english)")
                }
                said[chinese] = said[chinese] ?? (name, english)
            }
        }
        #expect(disagreements.isEmpty, "\(disagreements.joined(separator: "\n"))")
    }
}
