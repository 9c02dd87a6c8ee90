import Exact

extension Contest {
    /// The result of every stage, in order.
    ///
    /// - Throws: a `Refusal` where the rule cannot be applied to these sheets.
    package func results() throws(Refusal) -> [StageResult] {
        do {
            var results: [StageResult] = []
            var earlier: [[Int: Place]] = []
            let lots = Lots(self)
            for stage in stages {
                let entrants = stage.from.map { results[$0].going } ?? Array(entries.indices)
                let result = try result(of: stage, entrants: entrants, earlier: earlier, lots)
                results.append(result)
                earlier.append(
                    Dictionary(uniqueKeysWithValues: result.places.map { ($0.score.entry, $0) }))
            }
            return results
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal("sheets", "数目太大，无法精确计算，请核对")
        }
    }

    private func result(of stage: Stage, entrants: [Int], earlier: [[Int: Place]], _ lots: Lots) throws -> StageResult {
        let scoring = try Scoring(stage, entries: entries, entrants: entrants, earlier: earlier)
        let scores = try scoring.scores(entrants)
        var rankings: [String?: [Score]] = [:]
        for score in scores {
            let group = try stage.rule.within.map { label throws(Refusal) in try entries[score.entry].label(label) }
            rankings[group, default: []].append(score)
        }
        var places: [Place] = []
        var groups: [GroupPlaces] = []
        var warnings = stage.warnings + scoring.warnings(scores)
        for (group, members) in rankings.sorted(by: { ($0.key ?? "").precedes($1.key ?? "") }) {
            let ranking = try Ranking(self, scoring, lots, group: group, scores: members)
            places += ranking.places
            groups += ranking.groups
            warnings += ranking.warnings
        }
        if stage.rule.within != nil, let quota = stage.cut?.quota {
            for label in quota.places.keys.sorted(by: { $0.precedes($1) }) where rankings[label] == nil {
                groups.append(try quota.outcome(group: label, candidates: 0, path: stage.path("cut")))
            }
        }
        try checkWildCards(stage, entrants: entrants, places)
        return StageResult(
            stage: stage, places: places, groups: groups, teams: try teams(stage, places), warnings: warnings,
            sheets: scoring.sheets)
    }

    private func checkWildCards(_ stage: Stage, entrants: [Int], _ places: [Place]) throws(Refusal) {
        for (number, wildCard) in (stage.cut?.wildCards ?? []).enumerated() {
            let path = "\(stage.path("cut")).wildCards[\(number)].entry"
            guard let place = places.first(where: { $0.score.entry == wildCard.entry }) else {
                throw Refusal(path, "“\(entries[wildCard.entry].id)”没有进入这一阶段")
            }
            switch place.outcome {
            case .stays(.noSheets): throw Refusal(path, "“\(entries[wildCard.entry].id)”没有评分表，不能进入下一阶段")
            case .stays(.withdrawn): throw Refusal(path, "“\(entries[wildCard.entry].id)”已经退出")
            default: break
            }
        }
    }

    private func teams(_ stage: Stage, _ places: [Place]) throws -> [TeamPlace] {
        guard let rule = stage.rule.teams else { return [] }
        var members: [String: [Place]] = [:]
        for place in places where entries[place.score.entry].given.has(rule.by) {
            members[try entries[place.score.entry].label(rule.by), default: []].append(place)
        }
        var teams: [TeamPlace] = []
        for (team, all) in members {
            let best = all.sorted { a, b in
                if a.score.withCarry != b.score.withCarry { return b.score.withCarry < a.score.withCarry }
                return entries[a.score.entry].id.precedes(entries[b.score.entry].id)
            }.prefix(rule.best)
            teams.append(
                TeamPlace(
                    team: team, total: try best.map(\.score.withCarry).sum(), members: best.map(\.score.entry)))
        }
        teams.sort { $0.total == $1.total ? $0.team.precedes($1.team) : $1.total < $0.total }
        for place in teams.indices {
            let isLevel = place > 0 && teams[place - 1].total == teams[place].total
            teams[place].rank = isLevel ? teams[place - 1].rank : place + 1
        }
        return teams
    }
}

/// One ranking of a stage: all, or those of one post.
private struct Ranking {
    private(set) var places: [Place] = []
    private(set) var groups: [GroupPlaces] = []
    private(set) var warnings: [Sentence] = []

    init(_ contest: Contest, _ scoring: Scoring, _ lots: Lots, group: String?, scores: [Score]) throws {
        let stage = scoring.stage
        let entries = contest.entries
        let breaking = TieBreaking(
            contest, scoring, lots,
            scores: Dictionary(uniqueKeysWithValues: scores.map { ($0.entry, $0) }), rivals: scores.map(\.entry))
        let present = scores.filter(\.hasSheets).map { (entry: $0.entry, withCarry: $0.withCarry) }
            .sorted { $1.withCarry < $0.withCarry }
        var byEntry: [Int: Place] = [:]
        for score in scores {
            byEntry[score.entry] = Place(score)
            byEntry[score.entry]?.group = group
        }
        var levels: [[Int]] = []
        var begin = 0
        while begin < present.count {
            var end = begin
            while end < present.count, present[end].withCarry == present[begin].withCarry { end += 1 }
            levels += try breaking.parted(present[begin..<end].map(\.entry), by: stage.rule.ties[...]) {
                byEntry[$0]?.tieBreaks.append($1)
            }
            begin = end
        }
        if stage.rule.ties.last?.by == .draw || stage.cut?.chain.last?.by == .draw, contest.seed == nil,
            levels.contains(where: { $0.count > 1 })
        {
            warnings.append("有名次并列要抽签决定，但没有给出抽签的种子 seed")
        }
        var rank = 1
        for level in levels {
            for entry in level { byEntry[entry]?.rank = rank }
            rank += level.count
        }
        let absent = scores.filter { !$0.hasSheets }.map(\.entry)
        for entry in absent { byEntry[entry]?.rank = rank }

        if let cut = stage.cut {
            for entry in absent { byEntry[entry]?.outcome = .stays(.noSheets) }
            var candidates: [[Int]] = []
            for level in levels {
                var left: [Int] = []
                for entry in level {
                    if let reason = stage.withdrawn[entry] {
                        byEntry[entry]?.outcome = .stays(.withdrawn(reason))
                    } else if let line = cut.line, let points = byEntry[entry]?.score.withCarry, points < line {
                        byEntry[entry]?.outcome = .stays(.belowLine)
                    } else {
                        left.append(entry)
                    }
                }
                if !left.isEmpty { candidates.append(left) }
            }
            var notes: [(Int, Place.TieBreak)] = []
            var cutting = Cutting(cut, stage, entries, group: group, levels: candidates) { level in
                try breaking.parted(level, by: cut.chain[...]) { notes.append(($0, $1)) }
            }
            try cutting.decide()
            for (entry, note) in notes where byEntry[entry]?.tieBreaks.contains(where: { $0.step == note.step }) != true
            {
                byEntry[entry]?.tieBreaks.append(note)
            }
            for (entry, outcome) in cutting.outcomes { byEntry[entry]?.outcome = outcome }
            for wildCard in cut.wildCards where byEntry[wildCard.entry]?.outcome.map(Self.isOpen) == true {
                byEntry[wildCard.entry]?.outcome = .advances(.wildCard(wildCard.reason))
            }
            (groups, warnings) = (cutting.groups, warnings + cutting.warnings)
            Self.number(reserve: cut.reserve, candidates, &byEntry)
        }
        for level in levels + [absent] {
            let ordered = level.sorted { entries[$0].id.precedes(entries[$1].id) }
            places += ordered.compactMap { byEntry[$0] }
        }
    }

    /// Whether a wild card can still change it.
    private static func isOpen(_ outcome: Place.Outcome) -> Bool {
        switch outcome {
        case .stays(.noSheets), .stays(.withdrawn), .advances: false
        case .stays: true
        }
    }

    /// Those behind the cut, in the order in which they move up; level ones share a number.
    private static func number(reserve: Int, _ candidates: [[Int]], _ places: inout [Int: Place]) {
        var before = 0
        for level in candidates where before < reserve {
            let left = level.filter { entry in
                switch places[entry]?.outcome {
                case .stays(.rank), .stays(.tiedAtCut), .stays(.chain): true
                default: false
                }
            }
            for entry in left { places[entry]?.reserve = before + 1 }
            before += left.count
        }
    }
}
