import Exact

/// Parts entries with equal points by a chain of steps.
final class TieBreaking {
    private let entries: [Entry]
    private let sheets: Sheets
    private let rule: Rule
    private let earlier: [[Int: Place]]
    private let stageIDs: [String: Int]
    private let scores: [Int: Score]
    private let rivals: [Int]
    private let lots: Lots
    private var totals: [Int: [JudgeTotal]] = [:]
    private var firstPlaces: [Int: Int]?

    /// - Parameter rivals: all who stand in the same ranking.
    init(_ contest: Contest, _ scoring: Scoring, _ lots: Lots, scores: [Int: Score], rivals: [Int]) {
        (entries, sheets, rule, earlier) = (contest.entries, scoring.sheets, scoring.stage.rule, scoring.earlier)
        stageIDs = Dictionary(
            contest.stages.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        (self.scores, self.rivals, self.lots) = (scores, rivals, lots)
    }

    /// The level entries in order, those that nothing parts together; and what each step did to whom.
    func parted(_ level: [Int], by chain: ArraySlice<TieStep>, _ note: (Int, Place.TieBreak) -> Void) throws -> [[Int]]
    {
        guard level.count > 1, let step = chain.first else { return [level] }
        if step.by == .draw, !lots.canBeDrawn { return [level] }
        var values: [(entry: Int, value: Rational?)] = []
        for entry in level { values.append((entry, try value(step, entry))) }
        let classes = Self.classes(values, lowerFirst: step.prefersLower || step.by == .draw)
        if classes.count > 1 {
            for (entry, value) in values { note(entry, Place.TieBreak(step: step, value: value, level: level)) }
        }
        var all: [[Int]] = []
        for one in classes { all += try parted(one, by: chain.dropFirst(), note) }
        return all
    }

    /// Entries of one value together, the best first, those without a value last.
    private static func classes(_ values: [(entry: Int, value: Rational?)], lowerFirst: Bool) -> [[Int]] {
        let sorted = values.sorted { a, b in
            guard let left = a.value else { return false }
            guard let right = b.value else { return true }
            return lowerFirst ? left < right : right < left
        }
        var classes: [[Int]] = []
        var last: Rational??
        for (entry, value) in sorted {
            if let last, last == value, !classes.isEmpty {
                classes[classes.count - 1].append(entry)
            } else {
                classes.append([entry])
            }
            last = .some(value)
        }
        return classes
    }

    private func value(_ step: TieStep, _ entry: Int) throws -> Rational? {
        guard let score = scores[entry] else { return nil }
        switch step.by {
        case .item: return score.items.first { sheets.items[$0.item] == step.name }?.points
        case .stage:
            guard let stage = stageIDs[step.name], earlier.indices.contains(stage) else { return nil }
            return earlier[stage][entry]?.score.total
        case .value: return try entries[entry].value(step.name)
        case .exact: return try score.exact + score.carried
        case .median: return try median(totals(of: entry))
        case .spread:
            let all = try totals(of: entry).map(\.total)
            guard let least = all.min(), let most = all.max() else { return nil }
            return try most - least
        case .firstPlaces: return Rational(try firstPlaces(of: entry))
        case .everySheet: return try everySheet(of: entry)
        case .draw: return Rational(lots.place(of: entry))
        }
    }

    private func totals(of entry: Int) throws(Overflow) -> [JudgeTotal] {
        if let known = totals[entry] { return known }
        let all = try JudgeTotal.all(sheets[entry: entry], factor: rule.factor)
        totals[entry] = all
        return all
    }

    private func median(_ totals: [JudgeTotal]) throws(Overflow) -> Rational? {
        let sorted = totals.map(\.total).sorted()
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? try (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    private func firstPlaces(of entry: Int) throws(Overflow) -> Int {
        if let firstPlaces { return firstPlaces[entry] ?? 0 }
        var best: [Int: (total: Rational, entries: [Int])] = [:]
        for rival in rivals {
            for one in try totals(of: rival) {
                if let known = best[one.judge], one.total < known.total { continue }
                if let known = best[one.judge], one.total == known.total {
                    best[one.judge] = (known.total, known.entries + [rival])
                } else {
                    best[one.judge] = (one.total, [rival])
                }
            }
        }
        var counts: [Int: Int] = [:]
        for (_, entries) in best.values { for entry in entries { counts[entry, default: 0] += 1 } }
        firstPlaces = counts
        return counts[entry] ?? 0
    }

    private func everySheet(of entry: Int) throws(Overflow) -> Rational {
        var sum = Rational.zero
        var plain = rule
        (plain.dropHighest, plain.dropLowest, plain.dropPer) = (0, 0, .item)
        for one in sheets[entry: entry].byItem {
            sum = try sum + ItemPoints(one, scale: sheets.scale, rule: plain).exact
        }
        return sum
    }
}

/// The draw of all entries, taken in the order of their ids: made once, when it is first needed.
final class Lots {
    private let entries: [Entry]
    private let seed: [UInt8]?
    private var places: [Int: Int]?

    init(_ contest: Contest) { (entries, seed) = (contest.entries, contest.seed) }

    var canBeDrawn: Bool { seed != nil }

    func place(of entry: Int) -> Int {
        if let places { return places[entry] ?? 0 }
        let order = entries.indices.sorted { entries[$0].id.precedes(entries[$1].id) }
        let drawn = Draw.order(order, seed: seed ?? []).enumerated().map { ($1, $0 + 1) }
        let places = Dictionary(uniqueKeysWithValues: drawn)
        self.places = places
        return places[entry] ?? 0
    }
}
