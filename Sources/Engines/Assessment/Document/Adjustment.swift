import Exact

/// Points taken off or added for something that the rule names: overtime, a licence.
package struct Adjustment: Sendable {
    /// Up to this amount, so many points; the last one may have no bound.
    struct Step: Sendable {
        let upTo: Rational?
        let points: Rational
    }

    let steps: [Step]
    /// The same whatever the amount; nil without steps: whoever records it names the points.
    let points: Rational?

    static func kinds(_ given: [Given]) throws(Refusal) -> [String: Adjustment] {
        var kinds: [String: Adjustment] = [:]
        for one in given {
            let record = try one.record()
            let kind = try record.need("kind").identifier()
            guard kinds[kind] == nil else { throw record.refusal("kind", "“\(kind)”写了两次") }
            kinds[kind] = try Adjustment(record)
        }
        return kinds
    }

    private init(_ given: GivenRecord) throws(Refusal) {
        points = given.has("points") ? try given.decimal("points", default: 0, notNegative: true) : nil
        var steps: [Step] = []
        for one in try given.list("steps") {
            let record = try one.record()
            let upTo = try record.optionalDecimal("upTo")
            if let before = steps.last {
                guard let bound = before.upTo else { throw Refusal(one.path, "前一档没有上限，后面不能再有") }
                if let upTo, upTo <= bound { throw record.refusal("upTo", "要大于前一档的 \(bound)") }
            }
            let points = try record.need("points").decimal()
            guard points >= 0 else { throw record.refusal("points", "不能是负数") }
            steps.append(Step(upTo: upTo, points: points))
        }
        if points != nil, !steps.isEmpty { throw given.refusal("steps", "已经写了固定的分数，不能再分档") }
        self.steps = steps
    }

    /// What one recorded case comes to.
    func points(_ record: GivenRecord) throws(Refusal) -> Rational {
        if !steps.isEmpty {
            let amount = try record.need("amount").decimal()
            guard amount > 0 else { return 0 }
            guard let step = steps.first(where: { step in step.upTo.map { amount <= $0 } ?? true }) else {
                throw record.refusal("amount", "\(amount) 超出最后一档，规则没有写怎么扣")
            }
            return step.points
        }
        if let points {
            if let named = try record.optionalDecimal("points"), named != points {
                throw record.refusal("points", "规则写的是 \(points) 分")
            }
            return points
        }
        let named = try record.need("points").decimal()
        guard named >= 0 else { throw record.refusal("points", "不能是负数") }
        return named
    }
}

/// A deduction or bonus that was recorded for an entry.
package struct Adjusted: Sendable {
    package let entry: Int
    package let kind: String
    package let points: Rational

    init(_ given: Given, kinds: [String: Adjustment], entries: [String: Int]) throws(Refusal) {
        let record = try given.record()
        let name = try record.need("entry")
        guard let entry = entries[try name.identifier()] else { throw name.refusal("没有这个参评对象") }
        let kindGiven = try record.need("kind")
        kind = try kindGiven.identifier()
        guard let adjustment = kinds[kind] else { throw kindGiven.refusal("规则里没有“\(kind)”这一种") }
        self.entry = entry
        points = try adjustment.points(record)
    }
}

/// One step of the chain that parts entries with equal points.
package struct TieStep: Hashable, Sendable {
    package enum By: String, CaseIterable, Sendable {
        /// The points of one item.
        case item
        /// The result of another stage.
        case stage
        /// A value that stands at the entry: a time, a further test.
        case value
        /// The sum before it was rounded.
        case exact
        /// The median of the judges' totals.
        case median
        /// For how many judges the entry is the first.
        case firstPlaces
        /// The smaller distance between the highest and the lowest judge's total.
        case spread
        /// The total with nothing dropped.
        case everySheet
        case draw
    }

    package let by: By
    package let name: String
    package let prefersLower: Bool

    private enum Preference: String, CaseIterable { case higher, lower }

    static func chain(_ given: [Given]) throws(Refusal) -> [TieStep] {
        var chain: [TieStep] = []
        for one in given {
            if let last = chain.last, last.by == .draw { throw one.refusal("抽签之后不能再有下一步") }
            let step: TieStep
            if case .string = one.value {
                let by: By = try one.choice()
                guard ![.item, .stage, .value].contains(by) else {
                    throw one.refusal("要写明是哪一个：by 和 name 两栏都要写")
                }
                step = TieStep(by: by, name: "", prefersLower: by == .spread)
            } else {
                let record = try one.record()
                let by: By = try record.need("by").choice()
                let isNamed = [.item, .stage, .value].contains(by)
                let prefer: Preference = try record.choice("prefer", default: by == .spread ? .lower : .higher)
                step = TieStep(
                    by: by, name: isNamed ? try record.need("name").identifier() : "", prefersLower: prefer == .lower)
            }
            guard !chain.contains(step) else { throw one.refusal("这一步前面已经有了") }
            chain.append(step)
        }
        return chain
    }
}
