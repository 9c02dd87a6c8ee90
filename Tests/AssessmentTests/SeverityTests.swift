import Foundation
import Testing

@testable import Assessment

/// Ratings drawn from the model itself, so that what comes out can be compared with what went in.
struct Simulated {
    var entries: [Double], judges: [Double], items: [Double], thresholds: [Double]
    var ratings: [String] = []

    init(entries: Int, judges: Int, items: Int, steps: Int, seed: UInt64) {
        var chance = SeededChance(state: seed)
        func normal(_ spread: Double) -> Double {
            let (a, b) = (Double.random(in: 1e-9..<1, using: &chance), Double.random(in: 0..<1, using: &chance))
            return spread * (-2 * log(a)).squareRoot() * cos(2 * .pi * b)
        }
        func centred(_ count: Int, _ spread: Double) -> [Double] {
            let all = (0..<count).map { _ in normal(spread) }
            let mean = all.reduce(0, +) / Double(count)
            return all.map { $0 - mean }
        }
        (self.entries, self.judges, self.items) = (centred(entries, 1), centred(judges, 0.7), centred(items, 0.5))
        thresholds = centred(steps, 1.2).sorted()
        for entry in 0..<entries {
            for judge in 0..<judges {
                for item in 0..<items {
                    let location = self.entries[entry] - self.judges[judge] - self.items[item]
                    var probabilities = Array(repeating: 0.0, count: steps + 1)
                    RaschModel(thresholds: thresholds).fill(&probabilities, at: location)
                    var left = Double.random(in: 0..<1, using: &chance)
                    var category = 0
                    while category < steps, left >= probabilities[category] {
                        left -= probabilities[category]
                        category += 1
                    }
                    ratings.append(
                        #"{"entry":"\#(1000 + entry)","judge":"\#(100 + judge)","item":"\#(10 + item)","score":\#(category + 1)}"#
                    )
                }
            }
        }
    }

    func document(_ ratings: [String]? = nil) -> String {
        #"{"ratings":[\#((ratings ?? self.ratings).joined(separator: ","))],"minimum":1,"maximum":\#(thresholds.count + 1)}"#
    }
}

func severity(_ document: String) throws -> Severity { try Severity(try JSONReader.read(document)) }

@Suite("Severity on one scale") struct SeverityTests {
    private func ratings(_ rows: [(String, String, Int)]) -> String {
        let list = rows.map { #"{"entry":"\#($0.0)","judge":"\#($0.1)","item":"讲","score":\#($0.2)}"# }
        return #"{"ratings":[\#(list.joined(separator: ","))],"minimum":1,"maximum":9}"#
    }

    @Test("many ratings an element: what went in comes out") func recovered() throws {
        let simulated = Simulated(entries: 150, judges: 20, items: 5, steps: 4, seed: 7)
        let found = try severity(simulated.document())
        #expect(found.converged && found.connected && found.iterations < 30)
        func gap(_ element: Severity.Element, _ truth: Double) -> Double { abs((element.measure ?? 100) - truth) }
        func worst(_ elements: [Severity.Element], _ truth: [Double]) -> Double {
            zip(elements, truth).map { gap($0, $1) }.max() ?? 100
        }
        #expect(worst(found.judges, simulated.judges) < 0.2)
        #expect(worst(found.items, simulated.items) < 0.1)
        #expect(worst(found.entries, simulated.entries) < 0.6)
        for (threshold, truth) in zip(found.thresholds, simulated.thresholds) {
            #expect(abs(threshold.measure - truth) < 0.1)
        }
        let fit = found.judges.compactMap(\.infit)
        #expect(fit.allSatisfy { (0.85...1.15).contains($0) })
    }

    @Test("few ratings an element: joint likelihood spreads the measures too far, as is known") func inflated() throws {
        var ratios: [Double] = []
        for seed in 1...12 as ClosedRange<UInt64> {
            let simulated = Simulated(entries: 200, judges: 2, items: 1, steps: 4, seed: seed)
            let found = try severity(simulated.document())
            let (one, other) = (found.judges[0].measure ?? 0, found.judges[1].measure ?? 0)
            if abs(simulated.judges[0] - simulated.judges[1]) > 0.6 {
                ratios.append((one - other) / (simulated.judges[0] - simulated.judges[1]))
            }
        }
        // With two judges the difference comes out about twice as great: L ÷ (L − 1).
        let mean = ratios.reduce(0, +) / Double(ratios.count)
        #expect(ratios.count > 2 && (1.6...2.6).contains(mean))
    }

    @Test("the slopes are nought at the measures: every element's expected sum is its sum") func likelihood() throws {
        let simulated = Simulated(entries: 38, judges: 7, items: 4, steps: 8, seed: 3)
        let design = RatingDesign(try Ratings(try JSONReader.read(simulated.document())))
        let estimation = RaschEstimation(design)
        var gaps = design.standings.map { Array(repeating: 0.0, count: $0.count) }
        var probabilities = Array(repeating: 0.0, count: design.categories.count)
        for rating in design.ratings {
            let moments = estimation.model.moments(at: estimation.location(rating), &probabilities)
            for facet in RatingDesign.Facet.allCases {
                gaps[facet.rawValue][rating[facet]] += Double(rating.category) - moments.expected
            }
        }
        #expect(gaps.joined().allSatisfy { abs($0) < 1e-6 })
    }

    @Test("the order of ratings does not matter, not even in the last digit") func order() throws {
        let simulated = Simulated(entries: 12, judges: 4, items: 2, steps: 5, seed: 5)
        var chance = SeededChance(state: 8)
        let one = try severity(simulated.document()).json
        #expect(try severity(simulated.document(simulated.ratings.shuffled(using: &chance))).json == one)
    }

    @Test("only the lowest or the highest: set aside, again and again") func extremes() throws {
        // 丁 has only nines; without 丁, judge 三 has only ones and goes too.
        let found = try severity(
            ratings([
                ("甲", "一", 3), ("甲", "二", 5), ("乙", "一", 5), ("乙", "二", 3), ("丙", "一", 4), ("丙", "二", 4), ("丁", "一", 9),
                ("丁", "二", 9), ("丁", "三", 9), ("甲", "三", 3), ("乙", "三", 3), ("丙", "三", 3),
            ]))
        #expect(found.entries.first { $0.id == "丁" }?.standing == .extreme(isMaximum: true))
        #expect(found.entries.first { $0.id == "丁" }?.measure == nil)
        #expect(found.judges.first { $0.id == "三" }?.standing == .extreme(isMaximum: false))
        #expect(found.categories.map(\.category) == [3, 4, 5])
        #expect(found.notes.map(\.chinese).contains { $0.contains("只用到 3 到 5 分") })
        #expect(found.json.text.contains(#""extreme":"maximum""#))
    }

    @Test("a category that nobody used is closed up, and labels stay") func unused() throws {
        let found = try severity(
            ratings([
                ("甲", "一", 3), ("甲", "二", 7), ("乙", "一", 7), ("乙", "二", 3), ("丙", "一", 3), ("丙", "二", 4), ("丙", "三", 7),
                ("甲", "三", 4), ("乙", "三", 3),
            ]))
        #expect(found.thresholds.map(\.category) == [4, 7])
        #expect(found.notes.map(\.chinese).contains { $0.contains("没有人用过 5, 6 分") })
        #expect(found.judges.allSatisfy { (3...7).contains($0.fairAverage ?? 0) })
    }

    @Test("two halls without a bridge have no common scale") func halls() throws {
        let split = [
            ("甲", "一", 3), ("甲", "二", 5), ("乙", "一", 5), ("乙", "二", 4), ("丙", "三", 3), ("丙", "四", 5), ("丁", "三", 5),
            ("丁", "四", 4),
        ]
        let found = try severity(ratings(split))
        #expect(!found.connected && found.logLikelihood == nil)
        let halls: [[[String]]] = [[["丁", "丙"], ["三", "四"], ["讲"]], [["乙", "甲"], ["一", "二"], ["讲"]]]
        #expect(found.subsets == halls)
        #expect(found.judges.allSatisfy { $0.measure == nil })
        #expect(try severity(ratings(split + [("甲", "三", 4)])).connected)
    }

    @Test("items that hang on one judge each cannot be told from the judges") func confounded() throws {
        func document(_ bridge: String) -> String {
            let rows = (0..<6).flatMap { entry in
                [
                    #"{"entry":"\#(entry)","judge":"一","item":"讲","score":\#(entry % 3 + 1)}"#,
                    #"{"entry":"\#(entry)","judge":"二","item":"写","score":\#((entry + 1) % 3 + 1)}"#,
                ]
            }
            return #"{"ratings":[\#((rows + [bridge]).filter { !$0.isEmpty }.joined(separator: ","))]}"#
        }
        let found = try severity(document(""))
        #expect(!found.connected && found.subsets.count == 2)
        #expect(found.subsets.allSatisfy { $0[0].count == 6 && $0[1].count == 1 && $0[2].count == 1 })
        #expect(try severity(document(#"{"entry":"0","judge":"一","item":"写","score":2}"#)).connected)
    }

    @Test("a judge who marks one entry down shows") func bias() throws {
        /// Two items for each pair; judge j2 gives entry e13 what is asked.
        func rows(_ marked: [Int]) -> [(String, String, Int)] {
            var rows: [(String, String, Int)] = []
            for entry in 10..<22 {
                for judge in 0..<5 {
                    let isPair = entry == 13 && judge == 2
                    for item in 0..<2 {
                        let plain = 3 + (entry * 7 + judge * 3 + item) % 5
                        rows.append(("e\(entry)", "j\(judge)", isPair ? marked[item] : plain))
                    }
                }
            }
            return rows
        }
        func pair(_ marked: [Int]) throws -> Severity.Bias? {
            try severity(ratings(rows(marked))).bias.first { $0.judge == "j2" && $0.entry == "e13" }
        }
        let down = try #require(try pair([2, 3]))
        #expect(down.measure > 0 && down.t > 2)
        let up = try #require(try pair([7, 6]))
        #expect(up.measure < 0)
        // Only the lowest category of all: there is no estimate.
        #expect(try pair([2, 2]) == nil)
    }

    @Test(
        "refused by field",
        arguments: [
            (#"{"ratings":[]}"#, "ratings"), (#"{}"#, "ratings"),
            (
                #"{"ratings":[{"entry":"a","judge":"b","item":"c","score":10}],"minimum":1,"maximum":9}"#,
                "ratings[0].score"
            ),
            (
                #"{"ratings":[{"entry":"a","judge":"b","item":"c","score":1.5}],"minimum":1,"maximum":9}"#,
                "ratings[0].score"
            ),
            (#"{"ratings":[{"entry":"a","item":"c","score":1}],"minimum":1,"maximum":9}"#, "ratings[0].judge"),
            (#"{"ratings":[{"entry":"a","judge":"b","score":1}],"minimum":9,"maximum":1}"#, "maximum"),
        ])
    func refused(_ document: String, _ field: String) throws {
        do {
            _ = try severity(document)
            Issue.record("taken")
        } catch let refusal as Refusal {
            #expect(refusal.field == field)
        }
    }
}
