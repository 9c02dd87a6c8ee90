import Testing

@testable import Assessment

@Suite("What must hold whatever the sheets") struct PropertyTests {
    private struct Table {
        var entries: [String]
        /// By entry and judge, in tenths.
        var scores: [[Int]]

        init(using chance: inout SeededChance) {
            entries = (0..<Int.random(in: 2...9, using: &chance)).map { "e\($0)" }
            let judges = Int.random(in: 1...7, using: &chance)
            scores = entries.map { _ in (0..<judges).map { _ in Int.random(in: 50...99, using: &chance) } }
        }

        func document(rule: String, cut: String = "null", shuffledBy chance: inout SeededChance) -> String {
            var sheets = entries.indices.flatMap { entry in
                scores[entry].enumerated().map {
                    #"{"entry":"\#(entries[entry])","judge":"j\#($0)","score":"\#($1 / 10).\#($1 % 10)"}"#
                }
            }
            sheets.shuffle(using: &chance)
            let list = entries.map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
            return #"{"rule":\#(rule),"entries":[\#(list)],"sheets":[\#(sheets.joined(separator: ","))],"cut":\#(cut)}"#
        }
    }

    private let rules = [
        "{}", #"{"dropHighest":1,"dropLowest":1}"#, #"{"dropHighest":1,"dropLowest":1,"dropPer":"total"}"#,
        #"{"aggregate":"sum","decimals":1,"factor":"0.6"}"#,
        #"{"decimals":0,"rounding":"halfEven","ties":["median","spread"]}"#,
    ]

    @Test("the order of sheets does not matter") func order() throws {
        var chance = SeededChance(state: 1)
        for round in 0..<200 {
            let table = Table(using: &chance)
            let rule = rules[round % rules.count]
            let one = try scored(table.document(rule: rule, cut: #"{"places":2}"#, shuffledBy: &chance))
            let other = try scored(table.document(rule: rule, cut: #"{"places":2}"#, shuffledBy: &chance))
            #expect(JSONValue.object(one.members) == JSONValue.object(other.members))
        }
    }

    @Test("one more point never lowers an entry") func onePoint() throws {
        var chance = SeededChance(state: 2)
        for round in 0..<300 {
            var table = Table(using: &chance)
            let rule = rules[round % 4]
            let before = try scored(table.document(rule: rule, shuffledBy: &chance))
            let entry = Int.random(in: table.entries.indices, using: &chance)
            let judge = Int.random(in: table.scores[entry].indices, using: &chance)
            table.scores[entry][judge] += 10
            let after = try scored(table.document(rule: rule, shuffledBy: &chance))
            let (old, new) = (
                try before.text(table.entries[entry], "rank"), try after.text(table.entries[entry], "rank")
            )
            #expect(try #require(Int(new)) <= (try #require(Int(old))))
        }
    }

    @Test("a judge's constant shift in a full panel never changes a rank") func shift() throws {
        var chance = SeededChance(state: 3)
        // Nothing is dropped, weights are equal, and nothing is rounded away.
        for rule in [#"{"aggregate":"sum"}"#, #"{"decimals":0,"roundAt":"total","aggregate":"sum","factor":10}"#] {
            for _ in 0..<100 {
                let table = Table(using: &chance)
                let before = try scored(table.document(rule: rule, shuffledBy: &chance)).order
                var shifted = table
                let judge = Int.random(in: table.scores[0].indices, using: &chance)
                for entry in shifted.scores.indices { shifted.scores[entry][judge] += 17 }
                #expect(try scored(shifted.document(rule: rule, shuffledBy: &chance)).order == before)
            }
        }
    }

    @Test("everybody has a rank, and as many go on as there are places, but for ties") func counts() throws {
        var chance = SeededChance(state: 4)
        for _ in 0..<200 {
            let table = Table(using: &chance)
            let places = Int.random(in: 0...5, using: &chance)
            for ties in ["include", "exclude"] {
                let result = try scored(
                    table.document(rule: "{}", cut: #"{"places":\#(places),"ties":"\#(ties)"}"#, shuffledBy: &chance))
                #expect(result.ranking.count == table.entries.count)
                let going = result.going.split(separator: " ").count
                let wanted = min(places, table.entries.count)
                #expect(ties == "include" ? going >= wanted : going <= wanted)
            }
        }
    }
}
