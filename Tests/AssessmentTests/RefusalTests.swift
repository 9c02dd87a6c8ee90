import Testing

@testable import Assessment

@Suite("What cannot be used is refused by its field") struct RefusalTests {
    @Test(
        "single fields",
        arguments: [
            (#"{"entries":[{"id":"a"},{"id":"a"}],"sheets":[]}"#, "entries[1].id"),
            (#"{"entries":[{}],"sheets":[]}"#, "entries[0].id"),
            (#"{"entries":[{"id":"a"}]}"#, "sheets"),
            (#"{"sheets":[]}"#, "entries"),
            (#"{"entries":[{"id":"a"}],"sheets":[{"entry":"b","judge":"x","score":1}]}"#, "sheets[0].entry"),
            (#"{"entries":[{"id":"a"}],"sheets":[{"entry":"a","score":1}]}"#, "sheets[0].judge"),
            (#"{"entries":[{"id":"a"}],"sheets":[{"entry":"a","judge":"x","score":"高"}]}"#, "sheets[0].score"),
            (#"{"entries":[{"id":"a"}],"sheets":[{"entry":"a","judge":"x"}]}"#, "sheets[0].score"),
            (
                #"{"entries":[{"id":"a"}],"sheets":[{"entry":"a","judge":"x","score":1},{"entry":"a","judge":"x","score":1}]}"#,
                "sheets[1].judge"
            ),
            (
                #"{"entries":[{"id":"a"}],"sheets":[{"entry":"a","judge":"x","score":1,"weight":2},{"entry":"a","judge":"y","score":1,"weight":"2.0"},{"entry":"a","judge":"z","score":1,"weight":3}]}"#,
                "sheets[2].weight"
            ),
            (
                #"{"rule":{"dropHighest":1,"dropLowest":1,"fewestToDrop":2},"entries":[],"sheets":[]}"#,
                "rule.fewestToDrop"
            ),
            (#"{"rule":{"dropHighest":-1},"entries":[],"sheets":[]}"#, "rule.dropHighest"),
            (#"{"rule":{"aggregate":"most"},"entries":[],"sheets":[]}"#, "rule.aggregate"),
            (#"{"rule":{"rounding":"bankers"},"entries":[],"sheets":[]}"#, "rule.rounding"),
            (#"{"rule":{"decimals":1.5},"entries":[],"sheets":[]}"#, "rule.decimals"),
            (#"{"rule":{"minimum":10,"maximum":1},"entries":[],"sheets":[]}"#, "rule.maximum"),
            (
                #"{"rule":{"maximum":10},"entries":[{"id":"a"}],"sheets":[{"entry":"a","judge":"x","score":11}]}"#,
                "sheets[0].score"
            ),
            (
                #"{"rule":{"step":"0.5"},"entries":[{"id":"a"}],"sheets":[{"entry":"a","judge":"x","score":"8.3"}]}"#,
                "sheets[0].score"
            ),
            (
                #"{"rule":{"criteria":[{"item":"讲"}]},"entries":[{"id":"a"}],"sheets":[{"entry":"a","judge":"x","item":"写","score":1}]}"#,
                "sheets[0].item"
            ),
            (#"{"rule":{"ties":["draw","median"]},"entries":[],"sheets":[]}"#, "rule.ties[1]"),
            (#"{"rule":{"ties":["item"]},"entries":[],"sheets":[]}"#, "rule.ties[0]"),
            (#"{"entries":[],"sheets":[],"cut":{"places":-1}}"#, "cut.places"),
            (#"{"entries":[],"sheets":[],"cut":{"places":1,"ties":"chain"}}"#, "cut.ties"),
            (#"{"entries":[],"sheets":[],"cut":{"places":1,"quota":{"by":"d","others":1}}}"#, "cut.quota"),
            (#"{"entries":[{"id":"a"}],"sheets":[],"cut":{"wildCards":[{"entry":"a"}]}}"#, "cut.wildCards[0].entry"),
            (
                #"{"rule":{"panel":{"fewest":3}},"entries":[{"id":"a"}],"sheets":[{"entry":"a","judge":"x","score":1}]}"#,
                "sheets"
            ),
            (#"{"seed":"abc","entries":[],"sheets":[]}"#, "seed"),
            (
                #"{"entries":[],"stages":[{"id":"一","sheets":[]},{"id":"二","parts":[{"stage":"一","weight":"0.5"}]}]}"#,
                "stages[1].parts"
            ),
            (
                #"{"entries":[],"stages":[{"id":"一","sheets":[]},{"id":"二","carry":[{"stage":"三"}],"sheets":[]}]}"#,
                "stages[1].carry[0].stage"
            ),
            (#"{"entries":[],"rule":{},"stages":[{"id":"一","sheets":[]}]}"#, "stages"),
            (#"[]"#, "input"),
            (
                #"{"rule":{"factor":"1e-12"},"entries":[{"id":"a"}],"sheets":[{"entry":"a","judge":"x","score":"999999999999.999999999999","weight":"999999999999.999999999999"}]}"#,
                "sheets"
            ),
        ])
    func field(_ document: String, _ expected: String) throws {
        #expect(try refused(document) == expected)
    }

    @Test("whoever did not reach a stage cannot be scored in it") func notReached() throws {
        let document = #"""
            {"entries":[{"id":"甲"},{"id":"乙"}],"stages":[
            {"id":"初赛","sheets":[{"entry":"甲","judge":"一","score":9},{"entry":"乙","judge":"一","score":8}],"cut":{"places":1}},
            {"id":"决赛","sheets":[{"entry":"甲","judge":"一","score":9},{"entry":"乙","judge":"一","score":8}]}]}
            """#
        #expect(try refused(document) == "stages[1].sheets[1].entry")
    }

    @Test("a misspelt rule is told") func misspelt() throws {
        let result = try scored(#"{"rule":{"dropHigest":1},"entries":[],"sheets":[]}"#)
        #expect(result.warnings.contains("rule.dropHigest"))
    }
}
