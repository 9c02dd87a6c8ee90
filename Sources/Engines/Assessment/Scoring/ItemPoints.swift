import Exact

/// What one item of one entry came to.
package struct ItemPoints: Sendable {
    package let item: Int
    /// Ascending.
    package let kept: ArraySlice<Sheet>
    package let droppedLow: ArraySlice<Sheet>
    package let droppedHigh: ArraySlice<Sheet>
    /// Before rounding.
    package let exact: Rational
    package let points: Rational

    package var sheets: Int { kept.count + droppedLow.count + droppedHigh.count }
    package var dropped: [Sheet] { Array(droppedLow) + Array(droppedHigh) }

    /// - Parameter sheets: of one item, ascending.
    init(_ sheets: ArraySlice<Sheet>, scale: Int128, rule: Rule) throws(Overflow) {
        let drops = sheets.count >= rule.fewestToDrop && rule.dropPer == .item
        try self.init(
            low: drops ? sheets.prefix(rule.dropLowest) : sheets.prefix(0),
            kept: drops ? sheets.dropFirst(rule.dropLowest).dropLast(rule.dropHighest) : sheets,
            high: drops ? sheets.suffix(rule.dropHighest) : sheets.suffix(0), scale: scale, rule: rule)
    }

    /// With judges that are left out whole.
    init(_ sheets: ArraySlice<Sheet>, low: Set<Int>, high: Set<Int>, scale: Int128, rule: Rule) throws(Overflow) {
        try self.init(
            low: sheets.filter { low.contains($0.judge) }[...],
            kept: sheets.filter { !low.contains($0.judge) && !high.contains($0.judge) }[...],
            high: sheets.filter { high.contains($0.judge) }[...], scale: scale, rule: rule)
    }

    private init(
        low: ArraySlice<Sheet>, kept: ArraySlice<Sheet>, high: ArraySlice<Sheet>, scale: Int128, rule: Rule
    ) throws(Overflow) {
        (droppedLow, self.kept, droppedHigh) = (low, kept, high)
        let any = kept.first ?? low.first ?? high.first
        item = any?.item ?? 0
        var units: Int128 = 0
        for sheet in kept { units += sheet.units }
        let parts = rule.aggregate == .mean ? max(1, Int128(kept.count)) : 1
        var exact = try Rational(units, over: scale * parts)
        if let weight = any?.weight, weight != 1 { exact = try exact * weight }
        if rule.factor != 1 { exact = try exact * rule.factor }
        self.exact = exact
        points = try rule.rounding.round(exact, decimals: rule.decimals)
    }
}

/// What one judge gave an entry over all items, weighted.
package struct JudgeTotal: Sendable {
    package let judge: Int
    package let total: Rational

    /// By judge.
    static func all(_ sheets: ArraySlice<Sheet>, factor: Rational) throws(Overflow) -> [JudgeTotal] {
        var totals: [Int: Rational] = [:]
        for sheet in sheets {
            totals[sheet.judge] = try (totals[sheet.judge] ?? 0) + sheet.score * sheet.weight * factor
        }
        return totals.sorted { $0.key < $1.key }.map { JudgeTotal(judge: $0.key, total: $0.value) }
    }
}

extension ArraySlice<Sheet> {
    /// The sheets of each item.
    var byItem: [ArraySlice<Sheet>] {
        var parts: [ArraySlice<Sheet>] = []
        var begin = startIndex
        while begin < endIndex {
            var end = begin
            while end < endIndex, self[end].item == self[begin].item { end += 1 }
            parts.append(self[begin..<end])
            begin = end
        }
        return parts
    }
}
