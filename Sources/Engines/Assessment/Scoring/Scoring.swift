import Exact

/// Turns the sheets of one stage into scores.
struct Scoring {
    let stage: Stage
    let entries: [Entry]
    /// Results of the stages before, by entry.
    let earlier: [[Int: Place]]
    /// The sheets that count: under the rule of common judges not all of them.
    private(set) var sheets: Sheets
    private(set) var commonJudges: Set<Int>?

    init(_ stage: Stage, entries: [Entry], entrants: [Int], earlier: [[Int: Place]]) throws(Refusal) {
        (self.stage, self.entries, self.earlier, sheets) = (stage, entries, earlier, stage.sheets)
        let entered = Set(entrants)
        for sheet in stage.sheets.sheets where !entered.contains(sheet.entry) {
            throw Refusal(
                "\(stage.path("sheets"))[\(sheet.position)].entry", "“\(entries[sheet.entry].id)”没有进入这一阶段")
        }
        if stage.rule.recusal == .commonJudges, stage.parts.isEmpty { try keepCommonJudges(entrants) }
        try checkPanels(entrants)
    }

    func scores(_ entrants: [Int]) throws -> [Score] {
        let rule = stage.rule
        var scores: [Score] = []
        scores.reserveCapacity(entrants.count)
        for entry in entrants {
            if stage.parts.isEmpty {
                scores.append(try Score(entry: entry, sheets: sheets[entry: entry], scale: sheets.scale, rule: rule))
            } else {
                let parts = stage.parts.map { part in (part: part, points: result(of: entry, part)) }
                scores.append(try Score(entry: entry, parts: parts, shareOf: stage.partsShareOf, rule: rule))
            }
        }
        let places = Dictionary(uniqueKeysWithValues: zip(entrants, scores.indices))
        try adjust(&scores, places)
        try level(&scores)
        for place in scores.indices {
            var carried = stage.carry.isEmpty && earlier.isEmpty ? entries[scores[place].entry].carry : .zero
            for part in stage.carry {
                carried = try carried + (result(of: scores[place].entry, part) ?? 0) * part.weight
            }
            scores[place].carried = carried
            try scores[place].settle(rule: rule)
        }
        return scores
    }

    private func result(of entry: Int, _ part: Stage.Part) -> Rational? {
        guard let place = earlier[part.stage][entry], place.score.hasSheets else { return nil }
        return part.of == .total ? place.score.total : place.score.withCarry
    }

    private func adjust(_ scores: inout [Score], _ places: [Int: Int]) throws {
        for (place, deduction) in stage.deductions.enumerated() {
            guard let at = places[deduction.entry] else { throw absent(deduction.entry, "deductions", place) }
            scores[at].deducted = try scores[at].deducted + deduction.points
        }
        for (place, bonus) in stage.bonuses.enumerated() {
            guard let at = places[bonus.entry] else { throw absent(bonus.entry, "bonuses", place) }
            scores[at].bonus =
                stage.rule.bonusesAdd ? try scores[at].bonus + bonus.points : max(scores[at].bonus, bonus.points)
        }
        for place in scores.indices {
            if let most = stage.rule.mostDeducted { scores[place].deducted = min(scores[place].deducted, most) }
            if let most = stage.rule.mostBonus { scores[place].bonus = min(scores[place].bonus, most) }
        }
    }

    private func absent(_ entry: Int, _ key: String, _ place: Int) -> Refusal {
        Refusal("\(stage.path(key))[\(place)].entry", "“\(entries[entry].id)”没有进入这一阶段")
    }

    /// 二次平均法: the mean of the panels' means over the own panel's mean.
    private func level(_ scores: inout [Score]) throws {
        guard let panels = stage.rule.panels else { return }
        var members: [String: [Int]] = [:]
        for (place, score) in scores.enumerated() where score.hasSheets {
            members[try entries[score.entry].label(panels.by), default: []].append(place)
        }
        guard !members.isEmpty else { return }
        var means: [String: Rational] = [:]
        let panelsInOrder = members.sorted { $0.key.precedes($1.key) }
        for (panel, places) in panelsInOrder {
            let sum = try places.map { place throws(Overflow) in
                try scores[place].judged - scores[place].deducted
            }.sum()
            let mean = try sum / Rational(places.count)
            guard mean > 0 else { throw Refusal(stage.path("rule.panels"), "“\(panel)”组的平均分不大于零，二次平均法不能用") }
            means[panel] = mean
        }
        let whole: Rational
        switch panels.mean {
        case .panels: whole = try panelsInOrder.compactMap { means[$0.key] }.sum() / Rational(means.count)
        case .entries:
            let all = panelsInOrder.flatMap(\.value)
            whole =
                try all.map { place throws(Overflow) in try scores[place].judged - scores[place].deducted }.sum()
                / Rational(all.count)
        }
        for (panel, places) in panelsInOrder {
            guard let mean = means[panel] else { continue }
            var coefficient = try whole / mean
            if let decimals = panels.coefficientDecimals {
                coefficient = try stage.rule.rounding.round(coefficient, decimals: decimals)
            }
            for place in places { scores[place].coefficient = coefficient }
        }
    }

    // MARK: judges

    /// Leaves the judges who scored every item of every entry that has sheets.
    private mutating func keepCommonJudges(_ entrants: [Int]) throws(Refusal) {
        var common: Set<Int>?
        for entry in entrants {
            for item in sheets[entry: entry].byItem {
                let here = Set(item.map(\.judge))
                common = common?.intersection(here) ?? here
            }
        }
        guard let common else { return }
        guard !common.isEmpty else {
            throw Refusal(stage.path("rule.recusal"), "没有一个评委给所有参评对象的每一项都打了分，不能只按共同的评委计分")
        }
        commonJudges = common
        if common.count < sheets.judges.count { sheets = sheets.filter { common.contains($0.judge) } }
    }

    private func checkPanels(_ entrants: [Int]) throws(Refusal) {
        let rule = stage.rule
        for entry in entrants {
            let own = sheets[entry: entry]
            guard !own.isEmpty else { continue }
            let items = own.byItem
            if rule.dropPer == .total {
                let judges = Set(own.map(\.judge)).count
                if let short = items.first(where: { $0.count != judges }) {
                    let item = sheets.items[short[short.startIndex].item]
                    throw Refusal(
                        stage.path("sheets"), "按总分去掉评委时每位评委都要打全：“\(entries[entry].id)”的“\(item)”少了分")
                }
            }
            guard rule.panel.fewest > 0 || rule.panel.odd else { continue }
            for item in items {
                let name = sheets.items[item[item.startIndex].item]
                if item.count < rule.panel.fewest {
                    throw Refusal(
                        stage.path("sheets"),
                        "“\(entries[entry].id)”的“\(name)”只有 \(item.count) 位评委打分，规则要求至少 \(rule.panel.fewest) 位")
                }
                if rule.panel.odd, item.count.isMultiple(of: 2) {
                    throw Refusal(
                        stage.path("sheets"),
                        "“\(entries[entry].id)”的“\(name)”有 \(item.count) 位评委打分，规则要求单数")
                }
            }
        }
    }
}
