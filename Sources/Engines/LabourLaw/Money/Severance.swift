/// 经济补偿（N）: months of service times the monthly wage, floored by the minimum wage and capped at three times the
/// local average (LCL §47; Implementing Regulation §27).
package struct Severance: Hashable, Sendable {
    package let earlierUnits: Rational
    package let laterUnits: Rational
    /// By which the part after 2008 is counted.
    package let base: Rational
    /// By which the part before 2008 is counted: not capped.
    package let earlierBase: Rational
    package let isCapped: Bool
    package let isSplit: Bool

    package var units: Rational { get throws(Overflow) { try earlierUnits + laterUnits } }

    /// Exact; rounded when it is written.
    package var total: Rational { get throws(Overflow) { try earlierUnits * earlierBase + laterUnits * base } }

    static let wageFields = [
        InputField("avg_monthly_wage", "离职前十二个月平均应得工资", .money, required: true),
        InputField("local_avg_wage", "当地上年度职工月平均工资", .money),
        InputField("min_wage", "当地月最低工资标准", .money),
    ]
    static let fields = SeveranceTerms.serviceFields + wageFields

    static let computation = Computation("severance", "经济补偿", fields) { inputs, _ in
        var answer = Answer()
        let severance = try Severance(inputs, segment: .auto, explainedIn: &answer)
        try severance.state(in: &answer)
        answer["total"] = .money(try severance.total)
        return answer
    }

    init(_ inputs: Inputs, segment: ServiceSegment, explainedIn answer: inout Answer) throws {
        let terms = try SeveranceTerms(inputs, segment: segment)
        let average = try inputs.money("avg_monthly_wage")
        let localAverage = try inputs.optionalStandard("local_avg_wage")
        let minimum = try inputs.optionalStandard("min_wage")
        let ceiling = try localAverage.map { average throws(Overflow) in try average * 3 }
        if let minimum, let ceiling, minimum > ceiling {
            throw Refusal("min_wage", "最低工资高于当地平均工资的三倍，两个数有一个不对")
        }
        let floored = max(average, minimum ?? 0)
        isCapped = ceiling.map { floored > $0 } ?? false
        base = isCapped ? ceiling ?? floored : floored
        earlierBase = floored
        earlierUnits = terms.earlierUnits
        laterUnits = isCapped ? min(terms.later.units, 12) : terms.later.units
        isSplit = terms.earlier != nil
        terms.explain(in: &answer)
        explain(terms, average: average, localAverage: localAverage, minimum: minimum, in: &answer)
    }

    private func explain(
        _ terms: SeveranceTerms, average: Rational, localAverage: Rational?, minimum: Rational?, in answer: inout Answer
    ) {
        let whole: Sentence = isSplit ? "2008年以来的月数" : "补偿月数"
        answer.step(
            whole, "每满一年一个月；满六个月不满一年的按一年，不满六个月的半个月", "\(terms.later.sentence)",
            .units(terms.later.units))
        answer.cite(.contractLaw(47, 1), .civilCode(1259))
        if let minimum {
            answer.step(
                "不低于最低工资", "月平均工资低于当地最低工资标准的，按最低工资标准", "\(money: average) 与 \(money: minimum) 取高",
                .money(earlierBase))
            if average < minimum {
                answer.warn("belowMinimumWage", "平均工资低于最低工资标准：除了补偿，差额本身也可以要求补足（《劳动合同法》第八十五条）")
            }
            if let localAverage, minimum > localAverage {
                answer.warn("minimumAboveAverage", "最低工资高于当地平均工资，请核对这两个数")
            }
        }
        answer.cite(.contractRegulation(27))
        if let localAverage {
            answer.step(
                "三倍封顶", "高于当地上年度职工月平均工资三倍的，按三倍算，年限最多十二年；正好三倍的不封顶",
                "3 × \(money: localAverage)，本人 \(money: earlierBase)", .money(base))
            answer.cite(.contractLaw(47, 2))
            if isCapped {
                answer.step(
                    "封顶后的月数", "按三倍计算时最多十二个月", "\(terms.later.units) → \(laterUnits)", .units(laterUnits))
            }
        } else {
            answer.assume("noCap", "没有填写当地上年度职工月平均工资，没有核对三倍封顶")
        }
        if minimum == nil { answer.assume("noFloor", "没有填写当地最低工资标准，没有核对保底") }
        answer.assume("wageAsGiven", "平均工资是十二个月的应得工资（奖金、津贴、补贴在内，扣税和个人社保以前）；不满十二个月的按实际月数平均")
    }

    /// The values that severance and the sums built on it share.
    func state(in answer: inout Answer) throws {
        answer["units"] = .units(try units)
        answer["monthly_base"] = .money(base)
        answer["units_pre2008"] = .units(earlierUnits)
        answer["units_post2008"] = .units(laterUnits)
        answer["capped"] = .flag(isCapped)
        answer.step(
            "经济补偿", "补偿月数 × 月工资",
            isSplit
                ? "\(earlierUnits) × \(money: earlierBase) + \(laterUnits) × \(money: base)"
                : "\(laterUnits) × \(money: base)",
            .money(try total))
    }
}
