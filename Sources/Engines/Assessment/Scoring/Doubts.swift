import Exact

/// What is odd about the sheets without making them useless: whoever announces the result looks at it first.
extension Scoring {
    func warnings(_ scores: [Score]) -> [Sentence] {
        guard stage.parts.isEmpty else {
            let absent = scores.filter { !$0.hasSheets }.map { entries[$0.entry].id }
            return absent.isEmpty ? [] : ["\(Self.some(absent)) 有部分没有成绩，排在最后"]
        }
        var warnings: [Sentence] = []
        let judged = scores.filter(\.hasSheets)
        let absent = scores.filter { !$0.hasSheets }.map { entries[$0.entry].id }
        if !absent.isEmpty { warnings.append("\(Self.some(absent)) 没有评分表，排在最后，不能进入下一阶段") }
        var missing: [String] = []
        var counts: Set<Int> = []
        // Who has scored the entry of this number plus one.
        var lastScored = Array(repeating: 0, count: sheets.judges.count)
        for (number, score) in judged.enumerated() {
            var judges = 0
            for sheet in sheets[entry: score.entry] where lastScored[sheet.judge] != number + 1 {
                lastScored[sheet.judge] = number + 1
                judges += 1
            }
            counts.insert(judges)
            for item in score.items where item.sheets < judges {
                missing.append("\(entries[score.entry].id)/\(sheets.items[item.item])")
            }
            guard score.items.count < sheets.items.count else { continue }
            let own = Set(score.items.map(\.item))
            for item in sheets.items.indices where !own.contains(item) {
                missing.append("\(entries[score.entry].id)/\(sheets.items[item])")
            }
        }
        if !missing.isEmpty { warnings.append("有评委没有打全：\(Self.some(missing))") }
        let short = judged.filter { !$0.tooFewToDrop.isEmpty }.map { entries[$0.entry].id }
        if stage.rule.dropHighest + stage.rule.dropLowest > 0, !short.isEmpty {
            warnings.append("\(Self.some(short)) 的分数不满 \(stage.rule.fewestToDrop) 个，没有去掉最高最低分")
        }
        if stage.rule.aggregate == .sum, counts.count > 1 {
            warnings.append("各参评对象的评委人数不一样，规则却是把分数相加：评委少的吃亏")
        }
        if let commonJudges, commonJudges.count < stage.sheets.judges.count {
            let names = stage.sheets.judges.indices.filter { !commonJudges.contains($0) }.map {
                stage.sheets.judges[$0]
            }
            warnings.append("只按给所有参评对象都打了分的评委计分，\(Self.some(names)) 的分没有计入")
        }
        return warnings
    }

    private static func some(_ names: [String]) -> Sentence {
        let shown = names.prefix(20).joined(separator: ", ")
        return names.count > 20 ? "\(shown) 等 \(names.count) 个" : "\(shown)"
    }
}
