import Testing

@testable import Assessment

@Suite("Whatever is sent, an answer or a refusal comes back") struct FuzzTests {
    private static let documents = [
        PublicationTests.document,
        #"""
        {"entries":[{"id":"甲","区":"一","用时":3},{"id":"乙","区":"二","carry":"1.5"}],"stages":[{"id":"笔","rule":{"bonuses":[{"kind":"证","points":2}],
        "deductions":[{"kind":"超","steps":[{"upTo":10,"points":"0.1"},{"points":1}]}],"mostBonus":3,"within":"区"},"bonuses":[{"entry":"甲","kind":"证"}],
        "deductions":[{"entry":"乙","kind":"超","amount":12}],"sheets":[{"entry":"甲","judge":"卷","score":70},{"entry":"乙","judge":"卷","score":60}],
        "cut":{"quota":{"by":"区","places":{"一":1},"others":1,"times":2,"opening":{"times":"0.5","otherwise":"reduce"}},"reserve":1}},
        {"id":"面","rule":{"panels":{"by":"区","coefficientDecimals":4},"ties":[{"by":"value","name":"用时","prefer":"lower"},{"by":"stage","name":"笔"},"firstPlaces","everySheet"],"teams":{"by":"区","best":1}},
        "sheets":[{"entry":"甲","judge":"一","item":"讲","score":"8.5","weight":2},{"entry":"乙","judge":"一","item":"讲","score":9,"weight":2}],"carry":[{"stage":"笔"}]},
        {"id":"总","parts":[{"stage":"笔","weight":60},{"stage":"面","weight":40}],"cut":{"places":1,"ties":"chain","chain":["exact"],"wildCards":[{"entry":"乙"}],"line":"1"},"withdrawn":[{"entry":"甲"}]}]}
        """#,
        #"{"ratings":[{"entry":"a","judge":"x","item":"i","score":1},{"entry":"a","judge":"y","item":"i","score":3},{"entry":"b","judge":"x","item":"i","score":2},{"entry":"b","judge":"y","item":"i","score":2}],"minimum":1,"maximum":3,"judgeGroup":{"x":"g"},"entryGroup":{"a":"g"}}"#,
    ]

    private static let odd: [JSONValue] = [
        .null, .bool(true), .number("0"), .number("-1"), .number("1e12"), .number("999999999999"), .string(""),
        .string("甲"),
        .number("0.000000000001"), .string("999999999999.999999999999"), .array([]), .object([:]), .array([.null]),
        .string("draw"),
        .number("2"), .string("item"), .string("-0"), .string("1e-12"),
    ]

    /// Swaps values anywhere in a document for odd ones.
    private static func bent(_ value: JSONValue, using chance: inout SeededChance) -> JSONValue {
        if Int.random(in: 0..<40, using: &chance) == 0 { return odd.randomElement(using: &chance) ?? .null }
        switch value {
        case .array(let values):
            var bent = values.map { Self.bent($0, using: &chance) }
            if Int.random(in: 0..<20, using: &chance) == 0, let one = bent.randomElement(using: &chance) {
                bent.append(one)
            }
            return .array(bent)
        case .object(let members):
            var bent: JSONObject = [:]
            for (key, value) in members.sorted(by: { $0.key < $1.key }) { bent[key] = Self.bent(value, using: &chance) }
            return .object(bent)
        default: return value
        }
    }

    @Test("documents with odd values") func values() throws {
        var chance = SeededChance(state: 11)
        var (answered, refused) = (0, 0)
        for document in Self.documents {
            let document = try JSONReader.read(document)
            for _ in 0..<150 {
                let bent = Self.bent(document, using: &chance)
                for ask in [Self.score, Self.publish, Self.severity, Self.agreement] {
                    do {
                        try ask(bent)
                        answered += 1
                    } catch {
                        refused += 1
                        #expect(error is Refusal)
                    }
                }
            }
        }
        #expect(answered > 150 && refused > 150)
    }

    private static func score(_ document: JSONValue) throws {
        let contest = try Contest(document)
        _ = JSONValue.object(contest.json(try contest.results(), words: true)).text
        _ = try Difference(before: document, after: document)
    }

    /// What can be published can be confirmed.
    private static func publish(_ document: JSONValue) throws {
        let file = try Publication.file(document)
        #expect(try Publication.faults(Array(file.utf8)) == [])
    }

    private static func severity(_ document: JSONValue) throws { _ = try Severity(document).json.text }
    private static func agreement(_ document: JSONValue) throws { _ = try Agreement(document).json.text }

    @Test("texts with a byte changed, cut or doubled") func texts() throws {
        var chance = SeededChance(state: 12)
        var read = 0
        for document in Self.documents {
            for _ in 0..<200 {
                var bytes = Array(document.utf8)
                for _ in 0..<Int.random(in: 1...3, using: &chance) {
                    let place = Int.random(in: 0..<bytes.count, using: &chance)
                    switch Int.random(in: 0..<3, using: &chance) {
                    case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
                    case 1: bytes.removeSubrange(place..<min(bytes.count, place + 4))
                    default: bytes.insert(bytes[place], at: place)
                    }
                }
                guard let bent = try? Contest.reading(bytes) else { continue }
                read += 1
                try? Self.score(bent)
                try? Self.severity(bent)
                try? Self.agreement(bent)
            }
        }
        #expect(read > 30)
    }
}
