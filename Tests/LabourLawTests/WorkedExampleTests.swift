import Foundation
import Testing

@testable import LabourLaw

@Suite("Examples worked out from the statutes") struct WorkedExampleTests {
    static let cases: [[String: JSONValue]] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/labour-law-cases.json")
        guard let text = try? String(contentsOf: file, encoding: .utf8),
            case .array(let cases)? = try? JSONReader.read(text)
        else { return [] }
        return cases.compactMap { one in
            guard case .object(let members) = one else { return nil }
            return members
        }
    }()

    @Test("all of them are read") func read() {
        #expect(Self.cases.count == 51)
    }

    @Test("each comes out exactly", arguments: cases.indices) func exact(_ position: Int) throws {
        let example = Self.cases[position]
        guard case .object(let expected)? = example["expected"],
            case .object(let given) = Cases.compute(.object(example), settings: .builtIn),
            case .object(let result)? = given["result"]
        else {
            Issue.record("no result: \(example["id"] ?? .null)")
            return
        }
        for (key, value) in expected {
            #expect(result[key] ?? .null == value, "\(example["id"] ?? .null) \(key)")
        }
    }

    @Test("each says its articles with the revision, and its steps") func explained() throws {
        for example in Self.cases {
            guard case .object(let given) = Cases.compute(.object(example), settings: .builtIn),
                case .array(let steps)? = given["steps"], case .array(let articles)? = given["articles"]
            else {
                Issue.record("no steps: \(example["id"] ?? .null)")
                continue
            }
            #expect(!steps.isEmpty, "\(example["id"] ?? .null)")
            let isChase = example["category"] == .string("chase_timeline")
            #expect(articles.isEmpty == isChase, "\(example["id"] ?? .null)")
        }
    }

    @Test("the order of the questions is the order of the answers and changes none of them") func order() throws {
        let cases = Self.cases.map(JSONValue.object)
        let forwards = try Cases.compute(JSONValue.array(cases).text, settings: .builtIn)
        let backwards = try Cases.compute(JSONValue.array(cases.reversed()).text, settings: .builtIn)
        guard case .array(let first) = forwards, case .array(let second) = backwards else {
            Issue.record("no list")
            return
        }
        #expect(first == second.reversed())
    }
}
