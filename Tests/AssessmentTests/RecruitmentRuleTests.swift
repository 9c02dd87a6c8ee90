import Testing

@testable import Assessment

/// The recruitment rules that districts and cities have published, written as data. Who sat for them is invented.
@Suite("Published recruitment rules") struct RecruitmentRuleTests {
    @Test("Beijing 2017: written 60, interview 40, written bonus, 1:2 or fewer posts") func beijing2017() throws {
        let rules = #"""
            {"stages":[
            {"id":"笔试","rule":{"within":"岗位","bonuses":[{"kind":"中级社会工作师","points":20},{"kind":"助理社会工作师","points":10}],"bonusesAdd":false},
             "cut":{"quota":{"by":"岗位","places":{"东城":2,"西城":1},"times":2,"opening":{"times":2,"otherwise":"reduce"}}}},
            {"id":"面试","rule":{"within":"岗位"}},
            {"id":"总成绩","rule":{"within":"岗位"},"parts":[{"stage":"笔试","weight":60},{"stage":"面试","weight":40}],
             "cut":{"quota":{"by":"岗位","places":{"东城":2,"西城":1},"opening":{"times":2,"otherwise":"reduce"}}}}]}
            """#
        let result = try sat(
            rules,
            [("甲", "东城"), ("乙", "东城"), ("丙", "东城"), ("丁", "西城"), ("戊", "西城"), ("己", "西城")].map {
                #"{"id":"\#($0.0)","岗位":"\#($0.1)"}"#
            },
            [
                "笔试": ["甲": ["70"], "乙": ["60"], "丙": ["65"], "丁": ["80"], "戊": ["75"], "己": ["60"]],
                "面试": ["甲": ["80"], "乙": ["90"], "丁": ["70"], "己": ["85"]],
            ],
            more: [
                "笔试":
                    #"{"bonuses":[{"entry":"己","kind":"中级社会工作师"},{"entry":"己","kind":"助理社会工作师"},{"entry":"乙","kind":"助理社会工作师"}]}"#
            ])
        // Three for two posts in 东城: one post is left, and so two of them are interviewed.
        #expect(try result.stage("笔试").going == "乙 甲 丁 己")
        #expect(try result.stage("总成绩").totals("甲 乙 丁 己") == "74.00 78.00 76.00 82.00")
        #expect(try result.stage("总成绩").going == "乙 己")
    }

    @Test("Beijing 2018: one application a person, 99 posts in two lists") func beijing2018() throws {
        let rules = #"""
            {"stages":[{"id":"成绩","rule":{"within":"岗位"},"cut":{"quota":{"by":"岗位","places":{"社会工作者":81,"职业工会工作者":18}}}}]}
            """#
        let names = (1...100).map { "考生\($0)" }
        let result = try sat(
            rules, names.enumerated().map { #"{"id":"\#($1)","岗位":"\#($0 < 80 ? "社会工作者" : "职业工会工作者")"}"# },
            ["成绩": Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, ["\(100 - $0 / 2)"]) })])
        let going = try result.stage("成绩").going.split(separator: " ").count
        #expect(going == 80 + 18)
    }

    @Test("Ma'anshan 2017: 50 to 50, two decimals half up, 3:1 with all who are level") func maanshan() throws {
        let rules = #"""
            {"stages":[
            {"id":"笔试","cut":{"places":3,"ties":"include"}},
            {"id":"面试","rule":{"decimals":2,"rounding":"halfUp"}},
            {"id":"总成绩","parts":[{"stage":"笔试","weight":"0.5"},{"stage":"面试","weight":"0.5"}],"cut":{"places":1}}]}
            """#
        let result = try sat(
            rules, ["甲", "乙", "丙", "丁", "戊"],
            [
                "笔试": ["甲": ["80.5"], "乙": ["79"], "丙": ["75"], "丁": ["75"], "戊": ["60"]],
                "面试": ["甲": ["80.01"], "乙": ["81.55"], "丙": ["84.05"], "丁": ["84.06"]],
            ])
        #expect(try result.stage("笔试").going == "甲 乙 丁 丙")
        // 80.255, 80.275, 79.525, 79.53
        #expect(try result.stage("总成绩").totals("甲 乙 丙 丁") == "80.26 80.28 79.53 79.53")
        #expect(try result.stage("总成绩").going == "乙")
    }

    @Test("Wuhu 2017: 3:1 or the post is called off; two papers of 50; pass mark 60") func wuhu() throws {
        let rules = #"""
            {"stages":[{"id":"笔试","rule":{"aggregate":"sum","within":"岗位","criteria":[{"item":"行测","maximum":50},{"item":"申论","maximum":50}]},
            "cut":{"line":60,"quota":{"by":"岗位","places":{"一":1,"二":1},"times":3,"opening":{"times":3,"otherwise":"cancel"}}}}]}
            """#
        let scores = [
            ("甲", "一", 40, 30), ("乙", "一", 35, 35), ("丙", "一", 20, 39), ("丁", "一", 30, 31), ("戊", "二", 45, 45),
        ]
        let sheets = scores.map {
            #"{"entry":"\#($0.0)","judge":"卷","item":"行测","score":\#($0.2)},{"entry":"\#($0.0)","judge":"卷","item":"申论","score":\#($0.3)}"#
        }.joined(separator: ",")
        let result = try sat(
            rules, scores.map { #"{"id":"\#($0.0)","岗位":"\#($0.1)"}"# }, [:], more: ["笔试": #"{"sheets":[\#(sheets)]}"#])
        let written = try result.stage("笔试")
        #expect(written.order == "乙1 甲1 丁3 丙4 戊1")
        #expect(written.going == "乙 甲 丁")
        #expect(try written.words("丙").contains("低于分数线 60，差 1 分"))
        #expect(try written.words("戊").contains("这一组的名额取消"))
    }

    @Test("Weifang 2019: a line set by the employer, 1:3 with ties, recusal of kin") func weifang() throws {
        let rules = #"{"stages":[{"id":"面试","rule":{"recusal":"dropStill"},"cut":{"line":"70","places":3}}]}"#
        let result = try sat(
            rules, ["甲", "乙", "丙", "丁"],
            ["面试": ["甲": ["80", "82"], "乙": ["75", "75"], "丙": ["75", "75"], "丁": ["69", "70"]]],
            more: ["面试": #"{"recusals":[{"judge":"评委9","entry":"甲","reason":"近亲属"}]}"#])
        #expect(try result.stage("面试").going == "甲 丙 乙")
    }

    @Test("Liaoyang 2019: 40 to 60, 1:2, a further interview where the total is level") func liaoyang() throws {
        let rules = #"""
            {"stages":[{"id":"笔试","cut":{"places":4}},{"id":"面试"},
            {"id":"总成绩","rule":{"ties":[{"by":"value","name":"加试"}]},"parts":[{"stage":"笔试","weight":40},{"stage":"面试","weight":60}],"cut":{"places":2,"ties":"chain"}}]}
            """#
        let scores = [
            "笔试": ["甲": ["80"], "乙": ["74"], "丙": ["71"], "丁": ["60"]],
            "面试": ["甲": ["70"], "乙": ["74"], "丙": ["76"], "丁": ["75"]],
        ]
        let before = try sat(rules, ["甲", "乙", "丙", "丁"], scores)
        #expect(try before.stage("总成绩").totals("甲 乙 丙") == "74.00 74.00 74.00")
        #expect(try before.stage("总成绩").warnings.contains("没有分出先后"))
        let after = try sat(
            rules, [#"{"id":"甲","加试":81}"#, #"{"id":"乙","加试":"82.5"}"#, #"{"id":"丙","加试":80}"#, "丁"], scores)
        #expect(try after.stage("总成绩").order == "乙1 甲2 丙3 丁4")
        #expect(try after.stage("总成绩").going == "乙 甲")
    }

    @Test("Fujian 2021: 50 to 50, 1:6; level totals go by the interview, then a further one; three are inspected")
    func fujian() throws {
        let rules = #"""
            {"stages":[{"id":"笔试","cut":{"places":6}},{"id":"面试"},
            {"id":"总成绩","rule":{"ties":[{"by":"stage","name":"面试"},{"by":"value","name":"加试"}]},
             "parts":[{"stage":"笔试","weight":50},{"stage":"面试","weight":50}],"cut":{"places":3,"reserve":1}}]}
            """#
        let result = try sat(
            rules, ["甲", "乙", "丙", "丁"],
            [
                "笔试": ["甲": ["80"], "乙": ["70"], "丙": ["60"], "丁": ["75"]],
                "面试": ["甲": ["70"], "乙": ["80"], "丙": ["60"], "丁": ["60"]],
            ])
        let total = try result.stage("总成绩")
        #expect(total.order == "乙1 甲2 丁3 丙4")
        #expect(try total.words("甲").contains("与 乙 同分，按“面试 的成绩”决出先后：本人 70"))
        #expect(try total.text("丙", "reserve") == "1")
    }

    @Test("Jin'an 2023: opens at 2:1, interview 1:2 with ties") func jinan() throws {
        let rules = #"""
            {"stages":[{"id":"笔试","rule":{"within":"岗位"},"cut":{"ties":"include","quota":{"by":"岗位","others":1,"times":2,"opening":{"times":2}}}}]}
            """#
        let result = try sat(
            rules, [("甲", "一"), ("乙", "一"), ("丙", "一"), ("丁", "二")].map { #"{"id":"\#($0.0)","岗位":"\#($0.1)"}"# },
            ["笔试": ["甲": ["80"], "乙": ["70"], "丙": ["70"], "丁": ["90"]]])
        #expect(try result.stage("笔试").going == "甲 丙 乙")
    }

    @Test("A public body: 60 to 40, 1:3, at least seven examiners, an odd number") func sevenExaminers() throws {
        let rules = #"""
            {"stages":[{"id":"笔试","cut":{"places":3}},{"id":"面试","rule":{"panel":{"fewest":7,"odd":true}}},
            {"id":"总成绩","parts":[{"stage":"笔试","weight":60},{"stage":"面试","weight":40}],"cut":{"places":1}}]}
            """#
        let seven = ["80", "81", "82", "83", "84", "85", "86"]
        let result = try sat(rules, ["甲", "乙"], ["笔试": ["甲": ["70"], "乙": ["71"]], "面试": ["甲": seven, "乙": seven]])
        #expect(try result.stage("总成绩").totals("甲 乙") == "75.20 75.80")
        for wrong in [Array(seven.prefix(6)), seven + ["80"]] {
            #expect(throws: Refusal.self) {
                try sat(rules, ["甲", "乙"], ["笔试": ["甲": ["70"], "乙": ["71"]], "面试": ["甲": seven, "乙": wrong]])
            }
        }
    }

    @Test("Liupanshui: 60 to 40; level totals go by written, then a subject, then a further test") func liupanshui()
        throws
    {
        let rules = #"""
            {"stages":[{"id":"笔试"},{"id":"面试"},
            {"id":"总成绩","rule":{"ties":[{"by":"stage","name":"笔试"},{"by":"value","name":"综合知识"},{"by":"value","name":"加试"}]},
             "parts":[{"stage":"笔试","weight":60},{"stage":"面试","weight":40}],"cut":{"places":1,"ties":"chain"}}]}
            """#
        let result = try sat(
            rules, [#"{"id":"甲","综合知识":40}"#, #"{"id":"乙","综合知识":45}"#, "丙"],
            [
                "笔试": ["甲": ["70"], "乙": ["70"], "丙": ["72"]],
                "面试": ["甲": ["80"], "乙": ["80"], "丙": ["77"]],
            ])
        let total = try result.stage("总成绩")
        #expect(try total.totals("甲 乙 丙") == "74.00 74.00 74.00")
        #expect(total.order == "丙1 乙2 甲3")
    }

    @Test("Jimei 2017: bonus 3 or 2, not both; pass mark 50") func jimei() throws {
        let rules = #"""
            {"stages":[{"id":"笔试","rule":{"bonuses":[{"kind":"社会工作师","points":3},{"kind":"助理社会工作师","points":2}],"bonusesAdd":false},"cut":{"line":50}}]}
            """#
        let result = try sat(
            rules, ["甲", "乙", "丙"], ["笔试": ["甲": ["47"], "乙": ["47.9"], "丙": ["60"]]],
            more: [
                "笔试":
                    #"{"bonuses":[{"entry":"甲","kind":"社会工作师"},{"entry":"甲","kind":"助理社会工作师"},{"entry":"乙","kind":"助理社会工作师"}]}"#
            ])
        #expect(try result.stage("笔试").totals("甲 乙 丙") == "50.00 49.90 60.00")
        #expect(try result.stage("笔试").going == "丙 甲")
    }

    @Test("Linqu 2017: examiners on the spot, one highest and one lowest out, then the mean") func linqu() throws {
        let rules = #"{"stages":[{"id":"面试","rule":{"dropHighest":1,"dropLowest":1,"aggregate":"mean"}}]}"#
        let result = try sat(rules, ["甲"], ["面试": ["甲": ["80.1", "79.2", "88.8", "82.35", "81", "70", "84"]]])
        #expect(try result.stage("面试").text("甲", "total") == "81.33")
    }

    @Test("Sanmenxia: several panels for one post are brought to one level") func sanmenxia() throws {
        let rules = #"{"stages":[{"id":"面试","rule":{"panels":{"by":"考场"},"decimals":2}}]}"#
        let result = try sat(
            rules, [("甲", "一"), ("乙", "一"), ("丙", "二"), ("丁", "二")].map { #"{"id":"\#($0.0)","考场":"\#($0.1)"}"# },
            ["面试": ["甲": ["80"], "乙": ["90"], "丙": ["70"], "丁": ["80"]]])
        // Means 85 and 75, together 80: the first panel × 80/85, the second × 80/75.
        let stage = try result.stage("面试")
        #expect(try stage.totals("甲 乙 丙 丁") == "75.29 84.71 74.67 85.33")
        #expect(stage.order == "丁1 乙2 甲3 丙4")
        #expect(try stage.words("丁").contains("二次平均法"))
    }

    @Test("equal ranks are shown 1, 2, 2, 2, 5") func shown() throws {
        let result = try sat(
            #"{"stages":[{"id":"笔试"}]}"#, ["甲", "乙", "丙", "丁", "戊"],
            ["笔试": ["甲": ["9"], "乙": ["8"], "丙": ["8"], "丁": ["8"], "戊": ["7"]]])
        #expect(try result.stage("笔试").ranking.compactMap { $0["rank"]?.text } == ["1", "2", "2", "2", "5"])
    }
}
