/// The average by which severance is counted: what was due in the twelve months before the end, or in as many as were
/// worked (Implementing Regulation §27; 关于工资总额组成的规定 §4).
enum AverageWage {
    static let computation = Computation(
        "average_wage", "离职前平均工资",
        [
            InputField("months", "每个月的应得工资 wage 和其中的加班费 overtime", .records, required: true),
            InputField("annual_bonus", "这十二个月里应得的年终奖", .money),
            InputField("include_overtime", "包括加班费", .flag),
        ]
    ) { inputs, _ in
        let months = try inputs.records("months").enumerated().map { position, entry in
            try inputs.within("months", position) { () -> (wage: Rational, overtime: Rational) in
                let wage = try entry.money("wage")
                let overtime = try entry.optionalMoney("overtime") ?? 0
                guard overtime <= wage else { throw Refusal("overtime", "加班费多于当月的工资") }
                return (wage, overtime)
            }
        }
        guard (1...12).contains(months.count) else { throw Refusal("months", "请填写离职前一到十二个月的工资") }
        let bonus = try inputs.optionalMoney("annual_bonus") ?? 0
        let isIncluded = try inputs.flag("include_overtime", default: true)
        let count = Rational(months.count)
        let all = try months.map(\.wage).sum()
        let overtime = try months.map(\.overtime).sum()
        let share = try bonus / 12
        let with = try all / count + share
        let without = try (all - overtime) / count + share
        var answer = Answer()
        answer["avg_monthly_wage"] = .money(isIncluded ? with : without)
        answer["avg_wage_excl_overtime"] = .money(without)
        answer["months_counted"] = .count(months.count)
        answer.step("各月相加", "应得工资：奖金、津贴、补贴在内，扣税和个人社保以前", "\(money: all)", .money(all))
        if bonus > 0 { answer.step("年终奖", "按十二个月分摊", "\(money: bonus) ÷ 12", .money(share)) }
        answer.step("平均工资", "相加 ÷ 月数，再加分摊的年终奖", "\(money: all) ÷ \(months.count) + \(money: share)", .money(with))
        answer.step(
            "不含加班费的平均工资", "减去加班费以后，同样平均", "\(money: try all - overtime) ÷ \(months.count) + \(money: share)",
            .money(without))
        answer.cite(.contractRegulation(27), .contractLaw(47, 3), Article(.wageComposition, 4))
        if !inputs.has("include_overtime") { answer.assume("includeOvertime", "加班费算在内；有的地方不算，请核对当地做法") }
        if bonus > 0 { answer.assume("bonusShare", "年终奖按月分摊，这是通行做法，法律没有写明") }
        return answer
    }
}
