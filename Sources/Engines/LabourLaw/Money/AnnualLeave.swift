/// Paid annual leave: how many days, and what is owed for days not taken.
package enum AnnualLeave {
    enum Mode: String, CaseIterable {
        case joining, leaving
    }

    /// By all years of work together, whoever the employer was; none before twelve months without a break (Regulation §2–3).
    package static func entitlement(yearsOfWork: Int) -> Int {
        switch yearsOfWork {
        case ..<1: 0
        case ..<10: 5
        case ..<20: 10
        default: 15
        }
    }

    static let days = Computation(
        "annual_leave_days", "当年应休年休假天数",
        [
            InputField("mode", "新入职还是离职", .choice(Mode.allCases.map(\.rawValue)), required: true),
            InputField("remaining_days", "当年在本单位剩余的日历天数", .number),
            InputField("elapsed_days", "当年在本单位已过的日历天数", .number),
            InputField("entitlement", "全年应休天数", .number, required: true),
            InputField("taken", "当年已经安排的天数", .number),
        ]
    ) { inputs, _ in
        let mode: Mode = try inputs.choice("mode")
        let key = mode == .joining ? "remaining_days" : "elapsed_days"
        let calendarDays = try Rational(inputs.count(key, in: 0...366))
        let entitlement = try inputs.number("entitlement", atMost: 365)
        let taken = mode == .leaving ? try inputs.optionalNumber("taken", atMost: 366) ?? 0 : 0
        let share = try calendarDays / 365 * entitlement
        let rest = try share - taken
        let days = max(0, Int(rest.floor))
        var answer = Answer()
        answer["days"] = .count(days)
        answer.step("按比例折算", "日历天数 ÷ 365 × 全年应休天数", "\(calendarDays) ÷ 365 × \(entitlement)", .units(share))
        if mode == .leaving {
            answer.step("减去已休", "已经安排的不再计算；多休的不扣回", "\(share) − \(taken)", .units(rest))
            if rest < 0 { answer.warn("overTaken", "已经休的多于折算的天数，多休的不再扣回") }
            if !inputs.has("taken") { answer.assume("taken", "没有填写已休天数，按没有休过") }
        }
        answer.step("应休天数", "不满一整天的部分不算", "\(rest)", .count(days))
        answer.cite(Article(.annualLeave, 3), Article(.annualLeaveMeasures, mode == .joining ? 5 : 12))
        if ![5, 10, 15].contains(entitlement) {
            answer.warn("entitlement", "法定的年休假是5天、10天或15天；更多的按合同或规章")
        }
        return answer
    }

    static let pay = Computation(
        "annual_leave_pay", "未休年休假工资",
        [
            InputField("avg_wage_excl_overtime", "前十二个月平均工资（不含加班费）", .money, required: true),
            InputField("days", "应休未休的天数", .number, required: true),
            InputField("written_waiver", "本人书面提出不休", .flag),
        ]
    ) { inputs, _ in
        let wage = try inputs.money("avg_wage_excl_overtime")
        let days = try inputs.number("days", atMost: 1000)
        let isWaived = try inputs.flag("written_waiver", default: false)
        let daily = try wage / MonthlyPayDays.divisor
        let extra = isWaived ? 0 : try daily * days * 2
        let gross = try daily * days * (isWaived ? 1 : 3)
        var answer = Answer()
        answer["extra_200pct"] = .money(extra)
        answer["gross_300pct"] = .money(gross)
        answer["daily_wage"] = .money(daily)
        answer.step("日工资", "不含加班费的月平均工资 ÷ 21.75", "\(money: wage) ÷ 21.75", .money(daily))
        answer.step("三倍工资", "日工资 × 天数 × 300%，其中包含正常上班的工资", "\(money: daily) × \(days) × 3", .money(gross))
        answer.step("还应支付", "正常工资已经发过，再补 200%", "\(money: daily) × \(days) × 2", .money(extra))
        answer.cite(
            Article(.annualLeave, 5, paragraph: 3), Article(.annualLeaveMeasures, 10), Article(.annualLeaveMeasures, 11)
        )
        if isWaived {
            answer.warn("waived", "本人因个人原因书面提出不休的，单位可以只付正常工资")
        } else {
            answer.assume("normalPaid", "正常上班的工资已经发过")
        }
        return answer
    }
}
