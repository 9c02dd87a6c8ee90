import Core
import Testing

@Suite("What somebody typed") struct TypedTextTests {
    @Test(
        "what nobody sees is left out, what is seen stays",
        arguments: [
            ("林\u{202E}秀芳\u{200B}", "林秀芳"), ("\u{FEFF}漕河泾\u{2066}街道\u{2069}", "漕河泾街道"),
            ("买买提\u{200F}·\u{00AD}艾力\u{0007}", "买买提·艾力"), ("第一行\r\n第二行\t完", "第一行\r\n第二行\t完"),
            ("前\u{2028}后", "前\n后"), ("\u{3164}张\u{115F}", "张"), ("plain 123", "plain 123"),
            // An emoji of several, one with a colour of skin, a region's flag, a written form of a character.
            ("👩‍👩‍👧 好", "👩‍👩‍👧 好"), ("👩🏽‍🔧", "👩🏽‍🔧"), ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴\u{E0067}\u{E0062}\u{E007F}"),
            ("葛\u{E0100}", "葛\u{E0100}"), ("林\u{200D}芳", "林芳"), ("芳\u{E0067}", "芳"),
        ])
    func cleaned(_ typed: String, _ kept: String) {
        #expect(Array(typed.cleaned.unicodeScalars) == Array(kept.unicodeScalars))
    }

    @Test("a NUL stays to be refused") func nul() { #expect("a\u{0}b\u{200B}".cleaned.unicodeScalars.count == 3) }

    @Test(
        "a reason says something",
        arguments: [
            ("退休", true), ("辞职", true), ("moved", true), ("文3号", true), ("沪工总2027第3号", true), ("合同期满。", true),
            ("x", false), ("好", false), ("xx", false), ("aaaa", false), ("哈哈", false), ("……", false), ("----", false),
            ("2027", false), ("abc", false), ("", false), ("  \n", false),
        ])
    func reasons(_ text: String, _ isOne: Bool) {
        #expect(Reason.problems(text).isEmpty == isOne)
    }

    @Test("a reason that is too long is refused as such") func long() {
        let text = String(repeating: "退休", count: 101)
        #expect(Reason.problems(text, field: "why").map(\.field) == ["why"])
        #expect(Reason.problems(text, longest: 500).isEmpty)
    }

    private struct Form: Decodable { let day: Day }

    @Test(
        "a day in a form is a likely one",
        arguments: [
            ("1900-01-01", true), ("2027-03-01", true), ("2077-03-01", true), ("0001-01-01", false),
            ("1899-12-31", false), ("2078-03-01", false), ("9999-12-31", false),
        ])
    func days(_ text: String, _ isLikely: Bool) throws {
        let range = Day.plausible(on: try #require(Day("2027-03-01")))
        let decoder = FieldDecoder(["day": text], days: range)
        guard !isLikely else {
            _ = try decoder.decode(Form.self)
            return
        }
        let problem = #expect(throws: Problem.self) { try decoder.decode(Form.self) }
        guard case .invalid(let fields) = problem else { return }
        #expect(fields.map(\.field) == ["day"])
    }
}
