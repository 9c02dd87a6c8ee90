import Exact

/// What leaving out one judge would have changed: whether the result hangs on a single sheet-writer.
package struct Sensitivity: Sendable {
    package let json: JSONValue

    package init(_ document: JSONValue) throws(Refusal) {
        let contest = try Contest(Publication.input(document))
        let results = try contest.results()
        let before = Self.standings(results)
        var judges: [JSONValue] = []
        let names = Set(contest.stages.flatMap { $0.sheets.judges }).sorted { $0.precedes($1) }
        for judge in names {
            let without = contest.without(judge)
            // A rule may not be able to do without her: a panel of at least seven.
            guard let after = try? without.results() else {
                judges.append(.object(["judge": .string(judge), "possible": .bool(false)]))
                continue
            }
            let found = Self.standings(after)
            var (goes, stays, moved): ([JSONValue], [JSONValue], Int) = ([], [], 0)
            for (stage, places) in before.enumerated() {
                for (entry, standing) in places.sorted(by: { $0.key < $1.key }) {
                    let now = found[stage][entry]
                    if now?.rank != standing.rank { moved += 1 }
                    guard standing.advances != now?.advances else { continue }
                    let id = JSONValue.string(contest.entries[entry].id)
                    if now?.advances == true { goes.append(id) } else { stays.append(id) }
                }
            }
            judges.append(
                .object([
                    "judge": .string(judge), "possible": .bool(true), "ranksMoved": .count(moved),
                    "wouldGoOn": .array(goes), "wouldStay": .array(stays),
                ]))
        }
        json = .object(["withoutJudge": .array(judges)])
    }

    private static func standings(_ results: [StageResult]) -> [[Int: (rank: Int, advances: Bool?)]] {
        results.map { result in
            Dictionary(uniqueKeysWithValues: result.places.map { ($0.score.entry, ($0.rank, $0.advances)) })
        }
    }
}

extension Contest {
    func without(_ judge: String) -> Contest {
        let stages = stages.map { stage in
            var stage = stage
            let names = stage.sheets.judges
            stage.sheets = stage.sheets.filter { names[$0.judge] != judge }
            return stage
        }
        return Contest(entries: entries, stages: stages, isStaged: isStaged, seed: seed, byID: byID)
    }
}
