import Testing

@testable import Assessment

@Suite("Sheets become points") struct SheetTests {
    private func one(_ rule: String, _ scores: [String], weight: String? = nil) throws -> Judged {
        let sheets = scores.enumerated().map { judge, score in
            #"{"entry":"甲","judge":"\#(judge)","item":"讲","score":"\#(score)""#
                + (weight.map { #","weight":"\#($0)""# } ?? "")
                + "}"
        }
        return try scored(#"{"rule":\#(rule),"entries":[{"id":"甲"}],"sheets":[\#(sheets.joined(separator: ","))]}"#)
    }

    @Test("a dive: seven judges, highest and lowest out, sum × difficulty × 0.6") func dive() throws {
        let result = try one(
            #"{"dropHighest":1,"dropLowest":1,"aggregate":"sum","factor":"0.6"}"#,
            ["8.0", "9.0", "8.5", "8.5", "8.5", "8.5", "8.5"], weight: "3.1")
        #expect(try result.text("甲", "total") == "79.05")
        let item = try #require(try result.place("甲")["items"])
        #expect(
            item.text
                == #"[{"dropped":["8.0","9.0"],"item":"讲","kept":["8.5","8.5","8.5","8.5","8.5"],"points":"79.05"}]"#)
        let words = try result.words("甲")
        #expect(words.contains("去掉最高 9.0 (1)，去掉最低 8.0 (0)"))
        #expect(words.contains("乘权重 3.1，乘系数 0.6，得 79.05"))
    }

    @Test(
        "halves and what lies beside them",
        arguments: [
            ("halfUp", "2.125", "2.13"), ("halfUp", "2.1249", "2.12"), ("halfEven", "2.125", "2.12"),
            ("halfEven", "2.135", "2.14"), ("halfDown", "2.125", "2.12"), ("halfDown", "2.1251", "2.13"),
            ("up", "2.121", "2.13"), ("down", "2.129", "2.12"), ("halfUp", "-2.125", "-2.13"),
        ])
    func rounding(_ how: String, _ score: String, _ expected: String) throws {
        #expect(try one(#"{"rounding":"\#(how)"}"#, [score]).text("甲", "total") == expected)
    }

    @Test("a mean without an end is rounded once") func thirds() throws {
        #expect(try one(#"{"decimals":4}"#, ["8", "8", "9"]).text("甲", "total") == "8.3333")
        // ⅓ × 3 is one again: nothing was rounded on the way.
        #expect(try one(#"{"factor":3}"#, ["0", "0", "1"]).text("甲", "total") == "1.00")
    }

    @Test("with too few sheets nothing is dropped") func tooFew() throws {
        let rule = #"{"dropHighest":1,"dropLowest":1,"fewestToDrop":5}"#
        #expect(try one(rule, ["60", "80", "90", "100"]).text("甲", "total") == "82.50")
        #expect(try one(rule, ["60", "80", "90", "90", "100"]).text("甲", "total") == "86.67")
        #expect(try one(rule, ["60", "80", "90", "100"]).warnings.contains("不满 5 个"))
    }

    @Test("judges left out by their totals over all items") func wholeJudges() throws {
        let sheets = [("一", 9, 5), ("二", 8, 8), ("三", 5, 8), ("四", 10, 10)].flatMap { judge, content, skill in
            [
                #"{"entry":"甲","judge":"\#(judge)","item":"内容","score":\#(content),"weight":"0.6"}"#,
                #"{"entry":"甲","judge":"\#(judge)","item":"技巧","score":\#(skill),"weight":"0.4"}"#,
            ]
        }.joined(separator: ",")
        let document =
            #"{"rule":{"dropHighest":1,"dropLowest":1,"dropPer":"total"},"entries":[{"id":"甲"}],"sheets":[\#(sheets)]}"#
        // Totals 7.4, 8, 6.2, 10: the third and the fourth judge are left out.
        let result = try scored(document)
        #expect(try result.text("甲", "total") == "7.70")
        #expect(try result.words("甲").contains("去掉最高 10 (四)，去掉最低 8 (三)"))
    }

    @Test("carry counts for the rank and keeps its decimals") func carry() throws {
        let result = try scored(
            #"{"entries":[{"id":"甲","carry":"0.125"},{"id":"乙","carry":1}],"sheets":[{"entry":"甲","judge":"一","score":9},{"entry":"乙","judge":"一","score":"8.00"}]}"#
        )
        #expect(result.order == "甲1 乙2")
        #expect(try result.text("甲", "withCarry") == "9.125")
        #expect(try result.text("乙", "withCarry") == "9.00")
    }

    @Test("deductions, bonus, and where they stop") func adjustments() throws {
        let rule = #"""
            {"deductions":[{"kind":"超时","steps":[{"upTo":10,"points":"0.02"},{"upTo":20,"points":"0.05"},{"points":"0.2"}]},
            {"kind":"不足","points":"0.1"}],"mostDeducted":"0.2","bonuses":[{"kind":"初级","points":10},{"kind":"中级","points":20}],
            "bonusesAdd":false}
            """#
        func total(_ deductions: String, _ bonuses: String) throws -> String {
            try scored(
                #"{"rule":\#(rule),"entries":[{"id":"甲"}],"sheets":[{"entry":"甲","judge":"一","score":"9"}],"deductions":[\#(deductions)],"bonuses":[\#(bonuses)]}"#
            ).text("甲", "total")
        }
        func over(_ seconds: Int) -> String { #"{"entry":"甲","kind":"超时","amount":\#(seconds)}"# }
        #expect(try total(over(0), "") == "9.00")
        #expect(try total(over(10), "") == "8.98")
        #expect(try total(over(11), "") == "8.95")
        #expect(try total(over(60) + #",{"entry":"甲","kind":"不足"}"#, "") == "8.80")
        #expect(try total("", #"{"entry":"甲","kind":"初级"},{"entry":"甲","kind":"中级"}"#) == "29.00")
    }
}
