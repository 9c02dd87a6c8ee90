import Exact

/// Says in words how a result came about, and what would have changed it.
struct Explaining {
    private let contest: Contest
    private let result: StageResult
    private let rivals: [String?: Rivals]
    private let ranks: [Int: Int]

    /// What an entry is measured against in its ranking.
    private struct Rivals {
        /// Descending.
        var points: [Rational] = []
        var byPoints: [Rational: [Int]] = [:]
        /// The lowest that goes on by its points, the highest that could have and does not.
        var lowestIn: Rational?
        var highestOut: Rational?

        /// Where these points, which are among them, stand.
        func position(of sought: Rational) -> Int {
            var (low, high) = (0, points.count)
            while low < high {
                let middle = (low + high) / 2
                if sought < points[middle] { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    init(_ contest: Contest, _ result: StageResult) {
        (self.contest, self.result) = (contest, result)
        ranks = Dictionary(uniqueKeysWithValues: result.places.map { ($0.score.entry, $0.rank) })
        var rivals: [String?: Rivals] = [:]
        for place in result.places where place.score.hasSheets {
            let points = place.score.withCarry
            var own = rivals[place.group] ?? Rivals()
            if own.byPoints[points] == nil { own.points.append(points) }
            own.byPoints[points, default: []].append(place.score.entry)
            switch place.outcome {
            case .advances(.wildCard), nil: break
            case .advances: own.lowestIn = own.lowestIn.map { min($0, points) } ?? points
            case .stays(.rank), .stays(.tiedAtCut), .stays(.chain):
                own.highestOut = own.highestOut.map { max($0, points) } ?? points
            case .stays: break
            }
            rivals[place.group] = own
        }
        for group in rivals.keys { rivals[group]?.points.sort { $1 < $0 } }
        self.rivals = rivals
    }

    func words(_ place: Place) -> JSONObject {
        let sentences = sentences(place)
        return [
            "explanation": .array(sentences.map { .string($0.chinese) }),
            "explanationEnglish": .array(sentences.map { .string($0.english) }),
        ]
    }

    func sentences(_ place: Place) -> [Sentence] {
        let score = place.score
        var all = result.stage.recusals.filter { $0.entry == score.entry }.map(recused)
        all += score.items.map { item($0, isShort: score.tooFewToDrop.contains($0.item)) }
        for (part, points) in score.parts {
            all.append("\(contest.stages[part.stage].id) 折算后 \(points)")
        }
        guard score.hasSheets else {
            all.append("没有成绩，排在最后（第 \(place.rank) 名），不能进入下一阶段")
            return all
        }
        all += sums(score)
        all += standing(place)
        if let outcome = place.outcome { all += going(place, outcome) }
        if let reserve = place.reserve { all.append("递补次序第 \(reserve)") }
        return all
    }

    private func recused(_ recusal: Recusal) -> Sentence {
        var clauses: [Sentence] = [
            recusal.reason.isEmpty
                ? "评委 \(recusal.judge) 回避" : "评委 \(recusal.judge) 回避（\(recusal.reason)）"
        ]
        if let replacement = recusal.replacement { clauses.append("由 \(replacement) 代评") }
        return Sentence(clauses: clauses)
    }

    // MARK: points

    private func item(_ item: ItemPoints, isShort: Bool) -> Sentence {
        let rule = result.stage.rule
        let named = result.sheets.items[item.item]
        let name: Sentence = named.isEmpty ? "得分" : "\(named)"
        var clauses: [Sentence] = ["\(name)：\(item.sheets) 位评委打分"]
        if !item.droppedHigh.isEmpty { clauses.append("去掉最高 \(scores(item.droppedHigh))") }
        if !item.droppedLow.isEmpty { clauses.append("去掉最低 \(scores(item.droppedLow))") }
        if isShort, rule.dropHighest + rule.dropLowest > 0 {
            clauses.append("不满 \(rule.fewestToDrop) 个分，不去最高最低")
        }
        let kept = item.kept.map(\.text).joined(separator: ", ")
        clauses.append(rule.aggregate == .mean ? "留下 \(kept)，取平均" : "留下 \(kept)，相加")
        let weight = item.kept.first?.weight ?? 1
        if weight != 1 { clauses.append("乘权重 \(weight)") }
        if rule.factor != 1 { clauses.append("乘系数 \(rule.factor)") }
        clauses.append("得 \(item.exact)")
        if item.points != item.exact, rule.roundAt == .items {
            clauses.append("\(rule.rounding.words)到 \(rule.decimals) 位小数是 \(written(item.points))")
        }
        return Sentence(clauses: clauses)
    }

    private func scores(_ sheets: ArraySlice<Sheet>) -> String {
        sheets.map { "\($0.text) (\(result.sheets.judges[$0.judge]))" }.joined(separator: ", ")
    }

    private func sums(_ score: Score) -> [Sentence] {
        let rule = result.stage.rule
        var clauses: [Sentence] = []
        if score.items.count + score.parts.count > 1 || score.deducted != 0 || score.bonus != 0
            || score.coefficient != nil
        {
            clauses.append("各项合计 \(written(score.judged))")
        }
        if score.deducted != 0 { clauses.append("扣 \(score.deducted)") }
        if let coefficient = score.coefficient { clauses.append("乘本组的系数 \(coefficient)（二次平均法）") }
        if score.bonus != 0 { clauses.append("加分 \(score.bonus)") }
        clauses.append("总分 \(written(score.total))")
        if rule.roundAt == .total || score.coefficient != nil, score.exact != score.total {
            clauses.append("由 \(score.exact) \(rule.rounding.words)到 \(rule.decimals) 位小数")
        }
        if score.carried != 0 { clauses.append("带入 \(score.carried)，共 \(written(score.withCarry))") }
        return [Sentence(clauses: clauses)]
    }

    // MARK: rank

    private func standing(_ place: Place) -> [Sentence] {
        var all: [Sentence] = []
        let points = place.score.withCarry
        guard let own = rivals[place.group] else { return all }
        let parted = Set(place.tieBreaks.flatMap(\.level))
        let level = (own.byPoints[points] ?? []).filter { $0 != place.score.entry && ranks[$0] == place.rank }
        let at = own.position(of: points)
        all.append(
            level.isEmpty
                ? "第 \(place.rank) 名" : "与 \(names(level)) 并列第 \(place.rank) 名")
        for tie in place.tieBreaks {
            let others = tie.level.filter { $0 != place.score.entry }
            let value: Sentence = tie.value.map { "\($0)" } ?? "没有"
            all.append("与 \(names(others)) 同分，按“\(tie.step.words)”决出先后：本人 \(value)")
        }
        if at > 0, let gap = try? own.points[at - 1] - points {
            all.append("再多 \(gap) 分就与前面的 \(names(own.byPoints[own.points[at - 1]] ?? [])) 同分")
        }
        if parted.isEmpty, at + 1 < own.points.count, let gap = try? points - own.points[at + 1] {
            all.append("少 \(gap) 分就与后面的 \(names(own.byPoints[own.points[at + 1]] ?? [])) 同分")
        }
        return all
    }

    private func going(_ place: Place, _ outcome: Place.Outcome) -> [Sentence] {
        let points = place.score.withCarry
        let own = rivals[place.group]
        switch outcome {
        case .advances(let how):
            var all: [Sentence] = []
            switch how {
            case .rank: all.append("进入下一阶段")
            case .tiedAtCut: all.append("在入围线上同分，按规定同分的都进入下一阶段")
            case .chain: all.append("在入围线上同分，按规定的办法决出先后，进入下一阶段")
            case .wildCard(let reason): all.append(reason.isEmpty ? "凭外卡进入下一阶段" : "凭外卡进入下一阶段：\(reason)")
            }
            if how == .rank, let out = own?.highestOut, let gap = try? points - out, gap > 0 {
                all.append("比没有入围的最高分多 \(gap) 分")
            }
            return all
        case .stays(let why):
            switch why {
            case .rank:
                guard let lowest = own?.lowestIn, let gap = try? lowest - points, gap > 0 else { return ["没有入围"] }
                return ["没有入围：离入围的最低分还差 \(gap) 分"]
            case .noSheets: return []
            case .tiedAtCut: return ["在入围线上同分，按规定同分的都不进入下一阶段"]
            case .chain: return ["在入围线上同分，按规定的办法决出先后，没有入围"]
            case .belowLine:
                let line = result.stage.cut?.line ?? 0
                let gap = (try? line - points) ?? 0
                return ["低于分数线 \(line)，差 \(gap) 分，没有入围"]
            case .withdrawn(let reason): return [reason.isEmpty ? "已经退出" : "已经退出：\(reason)"]
            case .cancelled: return ["人数达不到开考比例，这一组的名额取消"]
            }
        }
    }

    private func written(_ number: Rational) -> String { number.text(decimals: result.stage.rule.decimals) }

    private func names(_ entries: [Int]) -> String {
        let shown = entries.prefix(10).map { contest.entries[$0].id }.joined(separator: ", ")
        return entries.count > 10 ? shown + ", …" : shown
    }
}

extension Sentence {
    /// One clause after the other.
    init(clauses: [Sentence]) {
        self = clauses.dropFirst().reduce(clauses.first ?? "") { "\($0)，\($1)" }
    }
}

extension Rounding {
    var words: Sentence {
        switch self {
        case .halfUp: "四舍五入"
        case .halfEven: "四舍六入五成双"
        case .halfDown: "五舍六入"
        case .up: "进一"
        case .down: "舍去"
        }
    }
}

extension TieStep {
    package var words: Sentence {
        switch by {
        case .item: "\(name) 的得分"
        case .stage: "\(name) 的成绩"
        case .value: prefersLower ? "\(name) 较小" : "\(name) 较大"
        case .exact: "进位以前的总分"
        case .median: "各评委总分的中位数"
        case .firstPlaces: "被评委排在第一的次数"
        case .spread: "评委之间的差距较小"
        case .everySheet: "不去最高最低时的总分"
        case .draw: "抽签"
        }
    }
}
