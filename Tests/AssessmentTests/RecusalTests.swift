import Testing

@testable import Assessment

/// Three entries, five judges; the fifth is recused for 甲 and severe with the others.
@Suite("A judge who must not score") struct RecusalTests {
    private let scores: [(String, [Int?])] = [
        ("甲", [80, 80, 82, 84, nil]), ("乙", [82, 82, 84, 86, 60]), ("丙", [70, 70, 70, 70, 60]),
    ]

    private func result(_ rule: String, recusals: String, more: [(String, String, Int)] = []) throws -> Judged {
        let sheets = scores.flatMap { entry, scores in
            scores.enumerated().compactMap { judge, score in score.map { (entry, "评委\(judge + 1)", $0) } }
        }
        let all = (sheets + more).map { #"{"entry":"\#($0.0)","judge":"\#($0.1)","score":\#($0.2)}"# }
        return try scored(
            #"{"rule":\#(rule),"entries":[{"id":"甲"},{"id":"乙"},{"id":"丙"}],"recusals":[\#(recusals)],"sheets":[\#(all.joined(separator: ","))]}"#
        )
    }

    private let recusal = #"{"judge":"评委5","entry":"甲","reason":"同一街道"}"#

    @Test("drop still, where enough remain: else a plain mean") func dropStill() throws {
        let four = try result(#"{"dropHighest":1,"dropLowest":1,"fewestToDrop":4}"#, recusals: recusal)
        #expect(try four.totals("甲 乙 丙") == "81.00 82.67 70.00")
        #expect(try four.words("甲").contains("评委 评委5 回避（同一街道）"))
        let five = try result(#"{"dropHighest":1,"dropLowest":1,"fewestToDrop":5}"#, recusals: recusal)
        #expect(try five.totals("甲 乙 丙") == "81.50 82.67 70.00")
    }

    @Test("only judges common to all, so that the severe one does no harm to the others") func commonJudges() throws {
        let plain = try result("{}", recusals: recusal)
        #expect(plain.order == "甲1 乙2 丙3")
        let common = try result(#"{"recusal":"commonJudges"}"#, recusals: recusal)
        #expect(common.order == "乙1 甲2 丙3")
        #expect(try common.totals("甲 乙 丙") == "81.50 83.50 70.00")
        #expect(common.warnings.contains("评委5"))
    }

    @Test("somebody sits in") func replacement() throws {
        let sitting = #"{"judge":"评委5","entry":"甲","replacement":"候补"}"#
        let done = try result(#"{"recusal":"replacement"}"#, recusals: sitting, more: [("甲", "候补", 62)])
        #expect(try done.text("甲", "total") == "77.60")
        #expect(try done.words("甲").contains("评委 评委5 回避，由 候补 代评"))
        #expect(throws: Refusal.self) { try result(#"{"recusal":"replacement"}"#, recusals: sitting) }
        #expect(throws: Refusal.self) { try result(#"{"recusal":"replacement"}"#, recusals: recusal) }
    }

    @Test("a score in spite of it is refused") func inSpite() throws {
        do {
            _ = try result("{}", recusals: recusal, more: [("甲", "评委5", 99)])
            Issue.record("taken")
        } catch let refusal as Refusal {
            #expect(refusal.field == "sheets[14].judge")
        }
    }
}
