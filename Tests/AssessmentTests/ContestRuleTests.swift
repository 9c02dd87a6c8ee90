import Testing

@testable import Assessment

/// The contest rules that were found published, written as data. Who took part is invented.
@Suite("Published contest rules") struct ContestRuleTests {
    @Test("a skills contest: 38 in the semifinal, 11 in the final, districts' quotas before") func skillsContest()
        throws
    {
        let rules = #"""
            {"stages":[
            {"id":"初赛","cut":{"quota":{"by":"区","others":2},"wildCards":[{"entry":"徐汇3","reason":"主办区"}]}},
            {"id":"复赛","rule":{"dropHighest":1,"dropLowest":1,"fewestToDrop":5},"cut":{"places":3,"ties":"include"}},
            {"id":"决赛","rule":{"ties":["median","firstPlaces","spread","draw"]},"carry":[{"stage":"复赛"}]}],"seed":"5eed"}
            """#
        let names = ["徐汇1", "徐汇2", "徐汇3", "杨浦1", "杨浦2", "杨浦3"]
        let five = ["8.0", "8.5", "9.0", "9.5", "9.9"]
        let result = try sat(
            rules, names.map { #"{"id":"\#($0)","区":"\#($0.prefix(2))"}"# },
            [
                "初赛": ["徐汇1": ["9"], "徐汇2": ["8"], "徐汇3": ["7"], "杨浦1": ["6"], "杨浦2": ["5"], "杨浦3": ["4"]],
                "复赛": [
                    "徐汇1": five, "徐汇2": five.map { _ in "8" }, "徐汇3": Array(five.prefix(4)), "杨浦1": five, "杨浦2": ["7"],
                ],
                "决赛": ["徐汇1": ["9", "8"], "徐汇3": ["9", "9"], "杨浦1": ["8", "9"]],
            ])
        #expect(try result.stage("初赛").going == "徐汇1 徐汇2 徐汇3 杨浦1 杨浦2")
        #expect(try result.stage("复赛").order == "徐汇11 杨浦11 徐汇33 徐汇24 杨浦25")
        #expect(try result.stage("决赛").text("徐汇3", "withCarry") == "17.75")
        let last = try result.stage("决赛").ranking.compactMap { $0["rank"]?.text }
        #expect(last == ["1", "2", "3"])
    }

    @Test("a speech: content 6 and delivery 4, overtime by steps, late is withdrawn") func speech() throws {
        let rules = #"""
            {"stages":[{"id":"演讲","rule":{"dropHighest":1,"dropLowest":1,
            "criteria":[{"item":"内容","maximum":6},{"item":"表达","maximum":4}],
            "deductions":[{"kind":"超时","steps":[{"upTo":10,"points":"0.02"},{"upTo":20,"points":"0.05"},{"upTo":30,"points":"0.1"},{"points":"0.2"}]},
            {"kind":"不足6分钟","points":"0.1"}],"mostDeducted":"0.2"}}]}
            """#
        func sheets(_ entry: String, _ scores: [(String, String)]) -> String {
            scores.enumerated().map {
                #"{"entry":"\#(entry)","judge":"\#($0)","item":"内容","score":"\#($1.0)"},{"entry":"\#(entry)","judge":"\#($0)","item":"表达","score":"\#($1.1)"}"#
            }.joined(separator: ",")
        }
        let all = [
            sheets("甲", [("5.5", "3.5"), ("5.6", "3.6"), ("5.0", "3.9"), ("6", "3.0"), ("5.7", "3.7")]),
            sheets("乙", [("5.5", "3.5"), ("5.5", "3.5"), ("5.5", "3.5"), ("5.5", "3.5"), ("5.5", "3.5")]),
        ].joined(separator: ",")
        let result = try sat(
            rules, ["甲", "乙", "丙"], [:],
            more: [
                "演讲":
                    #"{"sheets":[\#(all)],"deductions":[{"entry":"甲","kind":"超时","amount":21}],"withdrawn":[{"entry":"丙","reason":"迟到"}]}"#
            ])
        let speech = try result.stage("演讲")
        #expect(try speech.totals("甲 乙") == "9.10 9.00")
        #expect(speech.order == "甲1 乙2 丙3")
        #expect(try speech.words("甲").contains("扣 0.1"))
    }

    @Test("judges to two decimals; level totals by the third and further decimals") func furtherDecimals() throws {
        let rules = #"{"stages":[{"id":"评审","rule":{"decimals":2,"ties":["exact"],"maximum":100,"step":"0.01"}}]}"#
        let result = try sat(
            rules, ["甲", "乙"], ["评审": ["甲": ["88.88", "88.89", "88.89"], "乙": ["88.89", "88.89", "88.89"]]])
        #expect(try result.stage("评审").totals("甲 乙") == "88.89 88.89")
        #expect(try result.stage("评审").order == "乙1 甲2")
    }

    @Test("theory 30, practice 70; shorter time, practice, theory, else level; team of three") func craft() throws {
        let rules = #"""
            {"stages":[{"id":"理论"},{"id":"实操","rule":{"dropHighest":1,"dropLowest":1}},
            {"id":"总成绩","rule":{"ties":[{"by":"value","name":"用时","prefer":"lower"},{"by":"stage","name":"实操"},{"by":"stage","name":"理论"}],"teams":{"by":"队","best":3}},
             "parts":[{"stage":"理论","weight":30},{"stage":"实操","weight":70}]}]}
            """#
        let people = [
            ("甲", "一", 300), ("乙", "一", 290), ("丙", "一", 280), ("丁", "二", 300), ("戊", "二", 300), ("己", "二", 300),
        ]
        let practice = ["60", "80", "80", "80", "99"]
        let result = try sat(
            rules, people.map { #"{"id":"\#($0.0)","队":"\#($0.1)","用时":\#($0.2)}"# },
            [
                "理论": Dictionary(uniqueKeysWithValues: people.map { ($0.0, ["90"]) }),
                "实操": Dictionary(uniqueKeysWithValues: people.map { ($0.0, practice) }),
            ])
        let total = try result.stage("总成绩")
        #expect(total.order == "丙1 乙2 丁3 己3 戊3 甲3")
        #expect(try total.text("甲", "total") == "83.00")
        #expect(total.members["teams"]?.text.contains(#""rank":1,"team":"一","total":"249.00""#) == true)
        #expect(total.members["teams"]?.text.contains(#""rank":1,"team":"二","total":"249.00""#) == true)
    }

    @Test("a project call: paper 40, defence 50, site 10, a bonus up to 50") func projectCall() throws {
        let rules = #"""
            {"stages":[{"id":"评审","rule":{"criteria":[{"item":"书面","weight":"0.4"},{"item":"答辩","weight":"0.5"},{"item":"现场","weight":"0.1"}],
            "bonuses":[{"kind":"筹款"}],"mostBonus":50},"cut":{"places":1}}]}
            """#
        let sheets = [("甲", 80, 90, 70), ("乙", 90, 80, 80)].flatMap { entry, paper, defence, site in
            [("书面", paper), ("答辩", defence), ("现场", site)].map {
                #"{"entry":"\#(entry)","judge":"一","item":"\#($0.0)","score":\#($0.1)}"#
            }
        }.joined(separator: ",")
        let result = try sat(
            rules, ["甲", "乙"], [:],
            more: [
                "评审":
                    #"{"sheets":[\#(sheets)],"bonuses":[{"entry":"甲","kind":"筹款","points":40},{"entry":"甲","kind":"筹款","points":30},{"entry":"乙","kind":"筹款","points":50}]}"#
            ])
        #expect(try result.stage("评审").totals("甲 乙") == "134.00 134.00")
        #expect(try result.stage("评审").going == "乙 甲")
    }
}
