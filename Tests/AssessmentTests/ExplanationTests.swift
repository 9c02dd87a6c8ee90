import Testing

@testable import Assessment

@Suite("Every result says how it came about") struct ExplanationTests {
    private let document = #"""
        {"seed":"c0ffee","entries":[{"id":"A","panel":"P","d":"X"},{"id":"B","panel":"P","d":"X"},{"id":"C","panel":"Q","d":"Y"},
        {"id":"D","panel":"Q","d":"Y"},{"id":"E","panel":"Q","d":"Z"}],"stages":[
        {"id":"paper","rule":{"decimals":1,"rounding":"halfEven"},"sheets":[{"entry":"A","judge":"j","score":80.25},{"entry":"B","judge":"j","score":70},
        {"entry":"C","judge":"j","score":80.25},{"entry":"D","judge":"j","score":60},{"entry":"E","judge":"j","score":50}],"cut":{"line":55,"places":3,"reserve":1,"wildCards":[{"entry":"E","reason":"host"}]}},
        {"id":"speech","rule":{"dropHighest":1,"dropLowest":1,"panels":{"by":"panel"},"factor":"0.5","deductions":[{"kind":"late","points":1}],"bonuses":[{"kind":"licence","points":2}]},
        "deductions":[{"entry":"A","kind":"late"}],"bonuses":[{"entry":"B","kind":"licence"}],"recusals":[{"judge":"j1","entry":"C"}],
        "sheets":[{"entry":"A","judge":"j1","item":"s","score":8},{"entry":"A","judge":"j2","item":"s","score":9},{"entry":"A","judge":"j3","item":"s","score":"7.5"},
        {"entry":"B","judge":"j1","item":"s","score":8,"weight":1},{"entry":"C","judge":"j2","item":"s","score":9},{"entry":"C","judge":"j3","item":"s","score":8}]},
        {"id":"all","rule":{"ties":["median",{"by":"value","name":"t"},{"by":"stage","name":"speech"},"draw"]},"parts":[{"stage":"paper","weight":60},{"stage":"speech","weight":40}],
        "withdrawn":[{"entry":"C","reason":"ill"}],"cut":{"ties":"chain","quota":{"by":"d","others":1,"opening":{"times":2}}}}]}
        """#

    @Test("in words that name the scores, the rule and what was missing") func words() throws {
        let result = try scored(document)
        let paper = try result.stage("paper")
        #expect(try paper.words("A").contains("四舍六入五成双到 1 位小数是 80.2"))
        #expect(try paper.words("A").contains("与 C 并列第 1 名"))
        #expect(try paper.words("D").contains("离入围的最低分还差 10 分"))
        #expect(try paper.words("D").contains("递补次序第 1"))
        #expect(try paper.words("E").contains("凭外卡进入下一阶段：host"))
        let speech = try result.stage("speech")
        #expect(try speech.words("A").contains("去掉最高 9 (j2)，去掉最低 7.5 (j3)，留下 8，取平均，乘系数 0.5，得 4"))
        #expect(try speech.words("C").contains("不满 3 个分，不去最高最低"))
        #expect(try speech.words("A").contains("各项合计 4.00，扣 1，乘本组的系数"))
        #expect(try speech.words("B").contains("加分 2"))
        #expect(try result.stage("all").words("E").contains("没有成绩，排在最后"))
    }

    @Test("in English too, with no Chinese left in it") func english() throws {
        let result = try scored(document)
        for id in ["paper", "speech", "all"] {
            let stage = try result.stage(id)
            for place in stage.ranking {
                guard case .string(let entry)? = place["entry"] else { continue }
                let words = try stage.words(entry, english: true)
                #expect(!words.isEmpty && words.unicodeScalars.allSatisfy { $0.value < 0x3000 })
            }
            let warnings = stage.members["warningsEnglish"]?.text ?? ""
            #expect(warnings.unicodeScalars.allSatisfy { $0.value < 0x3000 })
        }
    }

    @Test("what is said to make two level does make them level") func margins() throws {
        func ranked(_ score: String) throws -> Judged {
            try scored(
                #"{"entries":[{"id":"A"},{"id":"B"}],"sheets":[{"entry":"A","judge":"j","score":"8.75"},{"entry":"B","judge":"j","score":"\#(score)"}]}"#
            )
        }
        #expect(try ranked("8.5").words("B").contains("再多 0.25 分就与前面的 A 同分"))
        #expect(try ranked("8.5").words("A").contains("少 0.25 分就与后面的 B 同分"))
        #expect(try ranked("8.75").order == "A1 B1")
    }
}
