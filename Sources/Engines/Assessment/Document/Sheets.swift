import Exact

/// One score by one judge for one item of one entry. Judges and items are numbered in the order of their ids.
package struct Sheet: Sendable {
    /// In the document.
    let position: Int
    let entry: Int
    var judge: Int
    var item: Int
    let score: Rational
    /// The score in steps of `Sheets.scale`, to be added up quickly.
    var units: Int128 = 0
    /// As it was sent.
    let text: String
    let weight: Rational
}

/// All sheets of a stage, by entry and item, checked: whatever order they were sent in, the same.
package struct Sheets: Sendable {
    package private(set) var judges: [String] = []
    package private(set) var items: [String] = []
    /// By entry, item, then score, text and judge.
    package private(set) var sheets: [Sheet] = []
    /// A power of ten: how many steps make one point.
    private(set) var scale: Int128 = 1
    /// Where the sheets of an entry begin; one more than there are entries.
    private(set) var starts: [Int]

    init(none entries: Int) {
        starts = Array(repeating: 0, count: entries + 1)
    }

    init(_ given: [Given], rule: Rule, entries: [String: Int], recused: Set<Recusal.Pair>) throws(Refusal) {
        var reading = Reading()
        var criteria: [String: Criterion] = [:]
        for criterion in rule.criteria { criteria[criterion.item] = criterion }
        sheets.reserveCapacity(given.count)
        for (position, one) in given.enumerated() {
            sheets.append(
                try reading.sheet(one, position, rule: rule, criteria: criteria, entries: entries, recused: recused))
        }
        (judges, items) = (reading.judges.names, reading.items.names)
        let (judgePlaces, itemPlaces) = (sortNames(&judges), sortNames(&items))
        let faults = Faults(given: given, judges: judges, items: items)
        for sheet in sheets { while scale % sheet.score.denominator != 0 { scale *= 10 } }
        for position in sheets.indices {
            let score = sheets[position].score
            sheets[position].units = score.numerator * (scale / score.denominator)
            sheets[position].judge = judgePlaces[sheets[position].judge]
            sheets[position].item = itemPlaces[sheets[position].item]
        }
        starts = try Self.bucket(&sheets, entries: entries.count, faults: faults)
    }

    subscript(entry entry: Int) -> ArraySlice<Sheet> { sheets[starts[entry]..<starts[entry + 1]] }

    private init(_ other: Sheets, keeping isKept: (Sheet) -> Bool) {
        (judges, items, scale) = (other.judges, other.items, other.scale)
        sheets = other.sheets.filter(isKept)
        starts = [0]
        var next = 0
        for entry in 0..<other.starts.count - 1 {
            while next < sheets.count, sheets[next].entry == entry { next += 1 }
            starts.append(next)
        }
    }

    func filter(_ isKept: (Sheet) -> Bool) -> Sheets { Sheets(self, keeping: isKept) }

    /// Puts them in order by entry and item, and finds what contradicts itself.
    private static func bucket(_ sheets: inout [Sheet], entries: Int, faults: Faults) throws(Refusal) -> [Int] {
        var starts = Array(repeating: 0, count: entries + 1)
        for sheet in sheets { starts[sheet.entry + 1] += 1 }
        for entry in 0..<entries { starts[entry + 1] += starts[entry] }
        var next = starts
        var order = Array(repeating: 0, count: sheets.count)
        for (position, sheet) in sheets.enumerated() {
            order[next[sheet.entry]] = position
            next[sheet.entry] += 1
        }
        var sorted = order.map { sheets[$0] }
        var first: Fault?
        for entry in 0..<entries where starts[entry] < starts[entry + 1] {
            sorted[starts[entry]..<starts[entry + 1]].sort(by: Sheet.precedes)
            var begin = starts[entry]
            while begin < starts[entry + 1] {
                var end = begin
                while end < starts[entry + 1], sorted[end].item == sorted[begin].item { end += 1 }
                for fault in Fault.among(sorted[begin..<end]) where fault.sheet.position < first?.sheet.position ?? .max
                {
                    first = fault
                }
                begin = end
            }
        }
        if let first { throw faults.refusal(first) }
        sheets = sorted
        return starts
    }
}

/// A sheet that contradicts an earlier one.
private struct Fault {
    enum Kind { case twice, weight }
    let sheet: Sheet
    let kind: Kind

    /// Among the sheets for one item of one entry.
    static func among(_ sheets: ArraySlice<Sheet>) -> [Fault] {
        guard sheets.count > 1, let earliest = sheets.min(by: { $0.position < $1.position }) else { return [] }
        var faults = sheets.filter { $0.weight != earliest.weight }.map { Fault(sheet: $0, kind: .weight) }
        let byJudge = sheets.sorted { ($0.judge, $0.position) < ($1.judge, $1.position) }
        for (one, next) in zip(byJudge, byJudge.dropFirst()) where one.judge == next.judge {
            faults.append(Fault(sheet: next, kind: .twice))
        }
        return faults
    }
}

extension Sheet {
    /// By item, then ascending, and in one order only where scores are equal.
    static func precedes(_ a: Sheet, _ b: Sheet) -> Bool {
        if a.item != b.item { return a.item < b.item }
        if a.units != b.units { return a.units < b.units }
        return a.text == b.text ? a.judge < b.judge : a.text.precedes(b.text)
    }
}

extension Sheets {
    private struct Reading {
        var judges = Names()
        var items = Names()

        mutating func sheet(
            _ one: Given, _ position: Int, rule: Rule, criteria: [String: Criterion], entries: [String: Int],
            recused: Set<Recusal.Pair>
        ) throws(Refusal) -> Sheet {
            let record = try one.record()
            let name = try record.need("entry")
            guard let entry = entries[try name.identifier()] else { throw name.refusal("没有这个参评对象") }
            let judge = try record.need("judge").identifier()
            if !recused.isEmpty, recused.contains(Recusal.Pair(judge: judge, entry: entry)) {
                throw record.refusal("judge", "评委“\(judge)”对这个参评对象回避，不能有分")
            }
            let item = try record["item"]?.identifier() ?? ""
            let criterion = criteria[item]
            if criterion == nil, !criteria.isEmpty { throw record.refusal("item", "规则里没有“\(item)”这一项") }
            let scored = try record.need("score")
            let score = try scored.decimal()
            if let fault = (criterion?.range ?? rule.range).fault(score) { throw scored.refusal(fault) }
            let weight = try record.decimal("weight", default: criterion?.weight ?? 1, notNegative: true)
            if let named = criterion?.weight, named != weight {
                throw record.refusal("weight", "规则里这一项的权重是 \(named)")
            }
            return Sheet(
                position: position, entry: entry, judge: judges.place(of: judge), item: items.place(of: item),
                score: score,
                text: try scored.digits(), weight: weight)
        }
    }

    private struct Faults {
        let given: [Given]
        let judges: [String]
        let items: [String]

        func refusal(_ fault: Fault) -> Refusal {
            let path = given[fault.sheet.position].path
            let item = items[fault.sheet.item]
            switch fault.kind {
            case .weight: return Refusal("\(path).weight", "同一个参评对象的“\(item)”有两个不同的权重")
            case .twice:
                return Refusal(
                    "\(path).judge", "评委“\(judges[fault.sheet.judge])”对同一个参评对象的“\(item)”已经有一个分")
            }
        }
    }
}
