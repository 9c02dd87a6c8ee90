/// 代通知金（+1）: one wage of the last month, where the 30 days' notice of LCL §40 was not given (Regulation §20).
enum NoticePay {
    static let computation = Computation(
        "notice_pay", "经济补偿加代通知金",
        Severance.fields + [InputField("last_month_wage", "上一个月的工资", .money, required: true)]
    ) { inputs, _ in
        var answer = Answer()
        let severance = try Severance(inputs, segment: .auto, explainedIn: &answer)
        let notice = try inputs.money("last_month_wage")
        try severance.state(in: &answer)
        answer["severance"] = .money(try severance.total)
        answer["notice_pay"] = .money(notice)
        answer["total"] = .money(try severance.total + notice)
        answer.step("代通知金", "上一个月的工资，不是平均工资，不封顶", "\(money: notice)", .money(notice))
        answer.step(
            "合计", "经济补偿 + 代通知金", "\(money: try severance.total) + \(money: notice)",
            .money(try severance.total + notice))
        answer.cite(.contractLaw(40), .contractRegulation(20))
        if let minimum = try inputs.optionalStandard("min_wage"), notice < minimum {
            answer.warn("belowMinimumWage", "上一个月的工资低于最低工资标准，请核对")
        }
        return answer
    }

    /// The month's wage by itself, where severance is worked out beside it.
    static let alone = Computation(
        "notice_pay_alone", "代通知金", [InputField("last_month_wage", "上一个月的工资", .money, required: true)]
    ) { inputs, _ in
        let notice = try inputs.money("last_month_wage")
        var answer = Answer()
        answer["notice_pay"] = .money(notice)
        answer.step("代通知金", "上一个月的工资，不是平均工资，不封顶", "\(money: notice)", .money(notice))
        answer.cite(.contractLaw(40), .contractRegulation(20))
        return answer
    }

    static let units = Computation("notice_units", "经济补偿加代通知金的月数", SeveranceTerms.serviceFields) { inputs, _ in
        let terms = try SeveranceTerms(inputs, segment: .auto)
        var answer = Answer()
        terms.explain(in: &answer)
        let units = try terms.earlierUnits + terms.later.units
        answer["units"] = .units(units)
        answer["units_total"] = .units(try units + 1)
        answer.step(
            "补偿月数", "每满一年一个月；满六个月不满一年的按一年，不满六个月的半个月", "\(terms.later.sentence)", .units(units))
        answer.step("N+1", "补偿月数再加一个月", "\(units) + 1", .units(try units + 1))
        answer.cite(.contractLaw(40), .contractLaw(47, 1), .contractRegulation(20))
        answer.assume("noCap", "没有核对三倍封顶；封顶时年限最多十二年")
        return answer
    }
}
