import Exact

/// How sheets become points, as data: fixed and published before the first sheet is written.
package struct Rule: Sendable {
    package enum Aggregate: String, CaseIterable, Sendable { case sum, mean }
    /// Whether each item loses its own extremes, or the judges with the highest and lowest totals are left out whole.
    package enum DropPer: String, CaseIterable, Sendable { case item, total }
    package enum RoundAt: String, CaseIterable, Sendable { case items, total }
    /// What happens where a judge must not score an entry.
    package enum Recusal: String, CaseIterable, Sendable { case dropStill, commonJudges, replacement }

    package var dropHighest = 0
    package var dropLowest = 0
    /// With fewer sheets than this nothing is dropped.
    package var fewestToDrop = 1
    package var dropPer = DropPer.item
    package var aggregate = Aggregate.mean
    package var factor: Rational = 1
    package var decimals = 2
    package var rounding = Rounding.halfUp
    package var roundAt = RoundAt.items
    package var criteria: [Criterion] = []
    package var range = ScoreRange()
    package var recusal = Recusal.dropStill
    package var panel = PanelRule()
    package var panels: SecondAverage?
    package var deductions: [String: Adjustment] = [:]
    package var bonuses: [String: Adjustment] = [:]
    package var mostDeducted: Rational?
    package var mostBonus: Rational?
    /// False: only the greatest bonus of an entry counts.
    package var bonusesAdd = true
    package var ties: [TieStep] = []
    /// A label of entries; each of its values has a ranking of its own.
    package var within: String?
    package var teams: TeamRule?

    private static let keys: Set<String> = [
        "name", "source", "note", "dropHighest", "dropLowest", "fewestToDrop", "dropPer", "aggregate", "factor",
        "decimals", "rounding", "roundAt", "criteria", "minimum", "maximum", "step", "recusal", "panel", "panels",
        "deductions", "bonuses", "mostDeducted", "mostBonus", "bonusesAdd", "ties", "within", "teams",
    ]

    package init() {}

    init(_ given: GivenRecord, warnings: inout [Sentence]) throws(Refusal) {
        for key in given.unknownKeys(besides: Self.keys) { warnings.append("规则里没有 \(key) 这一栏，没有用到，请核对拼写") }
        dropHighest = try given.count("dropHighest", in: 0...1000, default: 0)
        dropLowest = try given.count("dropLowest", in: 0...1000, default: 0)
        let dropped = dropHighest + dropLowest
        fewestToDrop = try given.count("fewestToDrop", in: 0...10_000, default: dropped + 1)
        guard dropped == 0 || fewestToDrop > dropped else {
            throw given.refusal(
                "fewestToDrop", "有 \(fewestToDrop) 个分时要去掉 \(dropped) 个，一个也不剩；至少要 \(dropped + 1)")
        }
        dropPer = try given.choice("dropPer", default: .item)
        aggregate = try given.choice("aggregate", default: .mean)
        factor = try given.decimal("factor", default: 1, notNegative: true)
        decimals = try given.count("decimals", in: 0...9, default: 2)
        rounding = try given.choice("rounding", default: .halfUp)
        roundAt = try given.choice("roundAt", default: dropPer == .total ? .total : .items)
        range = try ScoreRange(given)
        for one in try given.list("criteria") {
            let criterion = try Criterion(try one.record(), range: range)
            guard !criteria.contains(where: { $0.item == criterion.item }) else {
                throw Refusal("\(one.path).item", "“\(criterion.item)”这一项写了两次")
            }
            criteria.append(criterion)
        }
        recusal = try given.choice("recusal", default: .dropStill)
        if let panel = given["panel"] { self.panel = try PanelRule(try panel.record()) }
        if let panels = given["panels"] { self.panels = try SecondAverage(try panels.record()) }
        deductions = try Adjustment.kinds(try given.list("deductions"))
        bonuses = try Adjustment.kinds(try given.list("bonuses"))
        mostDeducted = try given["mostDeducted"].map { _ throws(Refusal) in
            try given.decimal("mostDeducted", default: 0, notNegative: true)
        }
        mostBonus = try given["mostBonus"].map { _ throws(Refusal) in
            try given.decimal("mostBonus", default: 0, notNegative: true)
        }
        bonusesAdd = try given["bonusesAdd"]?.flag() ?? true
        ties = try TieStep.chain(try given.list("ties"))
        within = try given["within"]?.identifier()
        if let teams = given["teams"] { self.teams = try TeamRule(try teams.record()) }
    }
}

/// What is judged: one item of the sheet.
package struct Criterion: Sendable {
    package let item: String
    /// Nil: each sheet carries its own, such as the difficulty of a dive.
    package let weight: Rational?
    package let range: ScoreRange

    init(_ given: GivenRecord, range: ScoreRange) throws(Refusal) {
        item = try given.need("item").identifier()
        weight = given.has("weight") ? try given.decimal("weight", default: 1, notNegative: true) : nil
        self.range = try ScoreRange(given, otherwise: range)
    }
}

/// Which scores a judge can give.
package struct ScoreRange: Sendable {
    package var minimum: Rational?
    package var maximum: Rational?
    package var step: Rational?

    package init() {}

    init(_ given: GivenRecord, otherwise: ScoreRange = ScoreRange()) throws(Refusal) {
        minimum = try given.optionalDecimal("minimum") ?? otherwise.minimum
        maximum = try given.optionalDecimal("maximum") ?? otherwise.maximum
        step = try given.optionalDecimal("step") ?? otherwise.step
        if let minimum, let maximum, maximum < minimum {
            throw given.refusal("maximum", "最高分 \(maximum) 比最低分 \(minimum) 还低")
        }
        if let step, step <= 0 { throw given.refusal("step", "要大于零") }
    }

    /// Why a score cannot be, if so.
    func fault(_ score: Rational) -> Sentence? {
        if let minimum, score < minimum { return "\(score) 低于最低分 \(minimum)" }
        if let maximum, score > maximum { return "\(score) 高于最高分 \(maximum)" }
        if let step, let steps = try? (score - (minimum ?? 0)) / step, !steps.isWhole {
            return "\(score) 不在 \(step) 分一档的格上"
        }
        return nil
    }
}

/// How many judges a panel needs.
package struct PanelRule: Sendable {
    package var fewest = 0
    package var odd = false

    init() {}

    init(_ given: GivenRecord) throws(Refusal) {
        fewest = try given.count("fewest", in: 0...1000, default: 0)
        odd = try given["odd"]?.flag() ?? false
    }
}

/// Panels of different severity brought to one level (二次平均法): each raw score × mean of the panels' means ÷ the own
/// panel's mean.
package struct SecondAverage: Sendable {
    package enum Mean: String, CaseIterable, Sendable { case panels, entries }
    /// The label of entries that names the panel.
    package let by: String
    package let mean: Mean
    /// Nil: the coefficient stays exact.
    package let coefficientDecimals: Int?

    init(_ given: GivenRecord) throws(Refusal) {
        by = try given["by"]?.identifier() ?? "panel"
        mean = try given.choice("mean", default: .panels)
        coefficientDecimals = try given["coefficientDecimals"]?.count(in: 0...9)
    }
}

/// A team's result: the best of its members added up.
package struct TeamRule: Sendable {
    package let by: String
    package let best: Int

    init(_ given: GivenRecord) throws(Refusal) {
        by = try given["by"]?.identifier() ?? "team"
        best = try given.count("best", in: 1...1000, default: 1000)
    }
}
