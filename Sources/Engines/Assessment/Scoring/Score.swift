import Exact

/// An entry's points in one stage, and how they came about.
package struct Score: Sendable {
    package let entry: Int
    package var items: [ItemPoints] = []
    /// What the parts brought in, weighted, before rounding.
    package var parts: [(part: Stage.Part, points: Rational)] = []
    /// The sum of the items.
    package var judged: Rational = 0
    /// The same before any rounding.
    package var exact: Rational = 0
    package var deducted: Rational = 0
    package var bonus: Rational = 0
    package var coefficient: Rational?
    package var total: Rational = 0
    package var carried: Rational = 0
    package var withCarry: Rational = 0
    package var hasSheets = true
    /// With too few sheets nothing was dropped here.
    package var tooFewToDrop: [Int] = []

    /// Points from sheets, before the panels are brought to one level.
    init(entry: Int, sheets: ArraySlice<Sheet>, scale: Int128, rule: Rule) throws(Overflow) {
        self.entry = entry
        hasSheets = !sheets.isEmpty
        switch rule.dropPer {
        case .item:
            for one in sheets.byItem {
                items.append(try ItemPoints(one, scale: scale, rule: rule))
                if one.count < rule.fewestToDrop { tooFewToDrop.append(one[one.startIndex].item) }
            }
        case .total:
            var totals = try JudgeTotal.all(sheets, factor: rule.factor)
            totals.sort { ($0.total, $0.judge) < ($1.total, $1.judge) }
            let drops = totals.count >= rule.fewestToDrop
            let low = Set((drops ? totals.prefix(rule.dropLowest) : []).map(\.judge))
            let high = Set((drops ? totals.suffix(rule.dropHighest) : []).map(\.judge))
            for one in sheets.byItem {
                items.append(try ItemPoints(one, low: low, high: high, scale: scale, rule: rule))
            }
            if !drops { tooFewToDrop = items.map(\.item) }
        }
        exact = try items.map(\.exact).sum()
        judged =
            switch rule.roundAt {
            case .items: try items.map(\.points).sum()
            case .total: try rule.rounding.round(exact, decimals: rule.decimals)
            }
    }

    /// Points from the weighted results of other stages; nil stands for a stage without a result.
    init(entry: Int, parts: [(part: Stage.Part, points: Rational?)], shareOf whole: Rational, rule: Rule)
        throws(Overflow)
    {
        self.entry = entry
        for (part, points) in parts {
            guard let points else {
                hasSheets = false
                continue
            }
            self.parts.append((part, try points * part.weight / whole))
        }
        exact = try self.parts.map(\.points).sum() * rule.factor
        judged = try rule.rounding.round(exact, decimals: rule.decimals)
    }

    /// Deductions count before panels are brought to one level, bonus and carry after.
    mutating func settle(rule: Rule) throws(Overflow) {
        let raw = try judged - deducted
        if let coefficient {
            exact = try (exact - deducted) * coefficient + bonus
            total = try rule.rounding.round(raw * coefficient, decimals: rule.decimals) + bonus
        } else {
            exact = try exact - deducted + bonus
            total = try raw + bonus
        }
        withCarry = try total + carried
    }
}
