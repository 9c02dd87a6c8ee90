/// Krippendorff's alpha over a table with holes: 1 − observed ÷ expected disagreement, by four scales.
package struct KrippendorffAlpha: Sendable {
    package let nominal: Double?
    package let ordinal: Double?
    package let interval: Double?
    /// Nil where a score is negative: there is no such scale.
    package let ratio: Double?

    init(_ table: ScoreTable) {
        // Whoever is scored once says nothing about agreement.
        let units = table.scores.map { $0.map(\.score) }.filter { $0.count > 1 }
        let values = Set(units.joined()).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(values, values.indices))
        let coded = units.map { $0.compactMap { places[$0] } }
        var counts = Array(repeating: 0.0, count: values.count)
        for place in coded.joined() { counts[place] += 1 }
        var before = [0.0]
        for count in counts { before.append((before.last ?? 0) + count) }

        func alpha(_ distance: (Int, Int) -> Double) -> Double? {
            var observed = 0.0
            for unit in coded {
                var sum = 0.0
                for one in unit.indices {
                    for other in unit.indices.dropFirst(one + 1) { sum += distance(unit[one], unit[other]) }
                }
                observed += 2 * sum / Double(unit.count - 1)
            }
            var expected = 0.0
            for one in values.indices {
                for other in values.indices.dropFirst(one + 1) {
                    expected += 2 * counts[one] * counts[other] * distance(one, other)
                }
            }
            let all = before.last ?? 0
            return expected == 0 ? nil : 1 - (all - 1) * observed / expected
        }
        nominal = alpha { $0 == $1 ? 0 : 1 }
        ordinal = alpha { one, other in
            let (low, high) = (min(one, other), max(one, other))
            let between = before[high + 1] - before[low] - (counts[low] + counts[high]) / 2
            return one == other ? 0 : between * between
        }
        interval = alpha { (values[$0] - values[$1]) * (values[$0] - values[$1]) }
        ratio =
            (values.first ?? 0) < 0
            ? nil
            : alpha { one, other in
                let sum = values[one] + values[other]
                guard sum != 0 else { return 0 }
                let share = (values[one] - values[other]) / sum
                return share * share
            }
    }
}
