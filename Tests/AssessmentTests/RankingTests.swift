import Testing

@testable import Assessment

@Suite("Ranks, ties and who goes on") struct RankingTests {
    /// One judge's scores, in order of entry.
    private func ranked(_ scores: [(String, String)], rule: String = "{}", cut: String = "null", more: String = "")
        throws
        -> Judged
    {
        let entries = scores.map { #"{"id":"\#($0.0)"}"# }.joined(separator: ",")
        let sheets = scores.filter { $0.1 != "" }.map { #"{"entry":"\#($0.0)","judge":"一","score":"\#($0.1)"}"# }
        return try scored(
            #"{"rule":\#(rule),"entries":[\#(entries)],"sheets":[\#(sheets.joined(separator: ","))],"cut":\#(cut)\#(more)}"#
        )
    }

    private let four = [("丁", "70"), ("丙", "80"), ("乙", "80"), ("甲", "90")]

    @Test("equals share a rank, in order of their ids") func shared() throws {
        let result = try ranked(four)
        #expect(result.order == "甲1 丙2 乙2 丁4")
        #expect(try result.place("甲")["advances"] == nil)
        #expect(try result.words("乙").contains("与 丙 并列第 2 名"))
    }

    @Test(
        "ties at the cut",
        arguments: [("include", 2, "甲 丙 乙"), ("exclude", 2, "甲"), ("exclude", 3, "甲 丙 乙"), ("include", 0, "")])
    func atTheCut(_ ties: String, _ places: Int, _ going: String) throws {
        let result = try ranked(four, cut: #"{"places":\#(places),"ties":"\#(ties)"}"#)
        #expect(result.going == going)
    }

    @Test("who has no sheets is last whatever they carry") func noSheets() throws {
        let result = try scored(
            #"{"entries":[{"id":"甲"},{"id":"乙","carry":500},{"id":"丙"}],"sheets":[{"entry":"甲","judge":"一","score":-1}],"cut":{"places":3}}"#
        )
        #expect(result.order == "甲1 丙2 乙2")
        #expect(result.going == "甲")
        #expect(try result.text("乙", "total") == "0.00")
        #expect(try result.text("乙", "withCarry") == "500.00")
        #expect(try result.text("乙", "noSheets") == "true")
    }

    @Test("a score line, one who steps back, a wild card and the reserve") func cutting() throws {
        let result = try ranked(
            [("甲", "90"), ("乙", "85"), ("丙", "80"), ("丁", "75"), ("戊", "59")],
            cut: #"{"places":2,"line":60,"reserve":1,"wildCards":[{"entry":"戊","reason":"主办区"}]}"#,
            more: #","withdrawn":[{"entry":"甲","reason":"放弃"}]"#)
        #expect(result.going == "乙 丙 戊")
        #expect(try result.text("丁", "reserve") == "1")
        #expect(try result.words("甲").contains("已经退出：放弃"))
        #expect(try result.words("戊").contains("凭外卡进入下一阶段：主办区"))
        #expect(try result.words("丁").contains("离入围的最低分还差 5 分"))
    }

    @Test("places by district: each, at most, at least") func quotas() throws {
        let entries = [("甲", "徐汇", 90), ("乙", "徐汇", 89), ("丙", "徐汇", 88), ("丁", "浦东", 80), ("戊", "宝山", 70)]
        func going(_ cut: String) throws -> String {
            let list = entries.map { #"{"id":"\#($0.0)","district":"\#($0.1)"}"# }.joined(separator: ",")
            let sheets = entries.map { #"{"entry":"\#($0.0)","judge":"一","score":\#($0.2)}"# }.joined(separator: ",")
            return try scored(#"{"entries":[\#(list)],"sheets":[\#(sheets)],"cut":\#(cut)}"#).going
        }
        #expect(try going(#"{"quota":{"by":"district","places":{"徐汇":2,"浦东":1},"others":0}}"#) == "甲 乙 丁")
        #expect(
            try going(#"{"places":3,"quota":{"by":"district","kind":"atMost","others":1}}"#) == "甲 丁 戊")
        #expect(
            try going(#"{"places":4,"quota":{"by":"district","kind":"atLeast","others":1}}"#) == "甲 乙 丁 戊")
    }

    @Test("a chain parts those who are level, step by step") func chain() throws {
        // Two items; equal totals. 乙 has more for 实绩; 丙 and 丁 are alike in it, and part by their median.
        let scores: [(String, [(Int, Int)])] = [
            ("甲", [(10, 9), (10, 9), (10, 9)]), ("乙", [(9, 9), (9, 9), (9, 9)]),
            ("丙", [(8, 10), (9, 9), (7, 11)]), ("丁", [(8, 8), (8, 10), (8, 12)]),
        ]
        let sheets = scores.flatMap { entry, sheets in
            sheets.enumerated().flatMap { judge, score in
                [("实绩", score.0), ("演讲", score.1)].map {
                    #"{"entry":"\#(entry)","judge":"\#(judge)","item":"\#($0.0)","score":\#($0.1)}"#
                }
            }
        }.joined(separator: ",")
        let entries = scores.map { #"{"id":"\#($0.0)"}"# }.joined(separator: ",")
        func order(_ ties: String, _ more: String = "") throws -> Judged {
            try scored(#"{"rule":{"ties":[\#(ties)]},"entries":[\#(entries)],"sheets":[\#(sheets)]\#(more)}"#)
        }
        #expect(try order("").order == "甲1 丁2 丙2 乙2")
        #expect(try order(#"{"by":"item","name":"实绩"}"#).order == "甲1 乙2 丁3 丙3")
        #expect(try order(#"{"by":"item","name":"实绩"},"spread""#).order == "甲1 乙2 丙3 丁4")
        let words = try order(#"{"by":"item","name":"实绩"},"spread""#).words("丙")
        #expect(words.contains("与 丁 同分，按“评委之间的差距较小”决出先后：本人 0"))
        #expect(try order("\"draw\"").warnings.contains("种子"))
        #expect(try order("\"draw\"").order == "甲1 丁2 丙2 乙2")
        let drawn = try order("\"draw\"", #","seed":"00ff""#).order
        #expect(drawn.hasPrefix("甲1 ") && drawn.contains("4"))
    }

    @Test("a chain that is asked at the cut alone leaves the ranks shared") func chainAtTheCut() throws {
        let entries = #"[{"id":"甲","加试":70},{"id":"乙","加试":80},{"id":"丙"}]"#
        let sheets = ["甲", "乙", "丙"].map { #"{"entry":"\#($0)","judge":"一","score":80}"# }.joined(separator: ",")
        func going(_ places: Int, _ unresolved: String) throws -> Judged {
            try scored(
                #"{"entries":\#(entries),"sheets":[\#(sheets)],"cut":{"places":\#(places),"ties":"chain","chain":[{"by":"value","name":"加试"}],"unresolved":"\#(unresolved)"}}"#
            )
        }
        #expect(try going(1, "include").going == "乙")
        #expect(try going(2, "include").going == "乙 甲")
        #expect(try going(2, "include").order == "丙1 乙1 甲1")
    }

    @Test("every judge's first places, and the sum before rounding") func firstPlaces() throws {
        let rows = [("甲", ["9.004", "9.0", "7.0"]), ("乙", ["8.0", "8.0", "9.003"])]
        let sheets = rows.flatMap { entry, scores in
            scores.enumerated().map { #"{"entry":"\#(entry)","judge":"\#($0)","score":"\#($1)"}"# }
        }.joined(separator: ",")
        func order(_ step: String) throws -> String {
            try scored(
                #"{"rule":{"ties":["\#(step)"],"decimals":0},"entries":[{"id":"乙"},{"id":"甲"}],"sheets":[\#(sheets)]}"#
            ).order
        }
        #expect(try order("firstPlaces") == "甲1 乙2")
        #expect(try order("exact") == "甲1 乙2")
        #expect(try order("median") == "甲1 乙2")
    }

    @Test("teams by their best members") func teams() throws {
        let entries = [("甲", "一队", 9), ("乙", "一队", 8), ("丙", "一队", 1), ("丁", "二队", 9), ("戊", "二队", 7)]
        let list = entries.map { #"{"id":"\#($0.0)","team":"\#($0.1)"}"# }.joined(separator: ",")
        let sheets = entries.map { #"{"entry":"\#($0.0)","judge":"一","score":\#($0.2)}"# }.joined(separator: ",")
        let result = try scored(
            #"{"rule":{"teams":{"best":2},"decimals":1},"entries":[\#(list)],"sheets":[\#(sheets)]}"#)
        #expect(
            result.members["teams"]?.text
                == #"[{"members":["甲","乙"],"rank":1,"team":"一队","total":"17.0"},{"members":["丁","戊"],"rank":2,"team":"二队","total":"16.0"}]"#
        )
    }
}
