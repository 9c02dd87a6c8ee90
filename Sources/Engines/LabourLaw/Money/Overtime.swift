/// 加班工资: 150 % beyond hours, 200 % on rest days without time off in lieu, 300 % on the statutory days (Labour Law §44).
enum Overtime {
    static let baseFields = [
        InputField("monthly_base", "加班工资的月计算基数", .money), InputField("daily_wage", "日工资", .money),
    ]

    static let computation = Computation(
        "overtime", "加班工资",
        baseFields + [
            InputField("weekday_hours", "平时延长的小时", .number), InputField("restday_days", "休息日加班没有补休的天数", .number),
            InputField("statutory_days", "法定休假日加班的天数", .number),
        ]
    ) { inputs, _ in
        var answer = Answer()
        let daily = try daily(inputs, in: &answer)
        let hours = try inputs.optionalNumber("weekday_hours", atMost: 100_000) ?? 0
        let restDays = try inputs.optionalNumber("restday_days", atMost: 36_600) ?? 0
        let statutory = try inputs.optionalNumber("statutory_days", atMost: 36_600) ?? 0
        let hourly = try daily / 8
        let weekdayPay = try hourly * hours * 3 / 2
        let restPay = try daily * restDays * 2
        let statutoryPay = try daily * statutory * 3
        let total = try weekdayPay + restPay + statutoryPay
        answer["daily_wage"] = .money(daily)
        answer["hourly_wage"] = .money(hourly)
        answer["weekday_pay"] = .money(weekdayPay)
        answer["restday_pay"] = .money(restPay)
        answer["statutory_pay"] = .money(statutoryPay)
        answer["total"] = .money(total)
        answer.step("小时工资", "日工资 ÷ 8", "\(money: daily) ÷ 8", .money(hourly))
        answer.step("平时延长工作时间", "小时工资 × 小时 × 150%", "\(money: hourly) × \(hours) × 1.5", .money(weekdayPay))
        answer.step("休息日没有补休", "日工资 × 天数 × 200%", "\(money: daily) × \(restDays) × 2", .money(restPay))
        answer.step("法定休假日", "日工资 × 天数 × 300%，不能用补休代替", "\(money: daily) × \(statutory) × 3", .money(statutoryPay))
        answer.step(
            "合计", "三项相加", "\(money: weekdayPay) + \(money: restPay) + \(money: statutoryPay)", .money(total))
        answer.cite(Article(.labourLaw, 44), Article(.wagePayment, 13))
        if hours > 36 { answer.warn("overHours", "延长工作时间每月不得超过三十六小时（《劳动法》第四十一条）；超过的也应当照付") }
        answer.warn("proof", "加班的事实要由劳动者举证；考勤由单位掌握而不提供的，由单位承担不利后果")
        answer.cite(.disputesOne(42))
        return answer
    }

    static let byDate = Computation(
        "overtime_by_date", "按日期计算加班工资",
        baseFields + [
            InputField("worked_full_days", "整天上班的日期", .days, required: true),
            InputField("statutory_dates", "法定休假日", .days),
        ]
    ) { inputs, settings in
        var answer = Answer()
        let daily = try daily(inputs, in: &answer)
        guard inputs.has("worked_full_days") else { throw inputs.missing("worked_full_days") }
        let worked = try inputs.days("worked_full_days")
        guard Set(worked).count == worked.count else { throw Refusal("worked_full_days", "同一天写了两次") }
        let given = inputs.has("statutory_dates") ? try Set(inputs.days("statutory_dates")) : nil
        var percents: [String: Finding] = [:]
        var sum = 0
        for day in worked {
            let isStatutory = given?.contains(day) ?? settings.statutoryDays.contains(day)
            let percent = isStatutory ? 300 : settings.calendar.isWorked(day) ? 0 : 200
            percents[day.description] = .count(percent)
            sum += percent
        }
        let total = try daily * Rational(Int128(sum), over: 100)
        let isProvisional = worked.contains { settings.calendar.isProvisional($0) }
        answer["multiplier_pct"] = .record(percents)
        answer["total"] = .money(total)
        answer["daily_wage"] = .money(daily)
        answer["provisional"] = .flag(isProvisional)
        answer.step(
            "各日倍数之和", "法定休假日 300%，休息日（含调休放假）200%，工作日（含调休上班）不算加班", "\(worked.count) 天，共 \(sum)%",
            .count(sum))
        answer.step("加班工资", "日工资 × 倍数之和", "\(money: daily) × \(sum)%", .money(total))
        answer.cite(Article(.labourLaw, 44), Article(.wagePayment, 13), Article(.holidays2024, 2))
        if given == nil {
            answer.assume("statutoryDates", "法定休假日按放假办法第二条和农历、节气推算")
            if let day = worked.first(where: { !settings.statutoryDays.knows($0.year) }) {
                answer.warn("statutoryUnknown", "\(day.year) 年的法定休假日没有录入，可能少算")
            }
        }
        if isProvisional { answer.warn("provisional", "有的日子所在年份放假安排尚未公布或未录入，公布后要重新计算") }
        return answer
    }

    private static func daily(_ inputs: Inputs, in answer: inout Answer) throws -> Rational {
        let monthly = try inputs.optionalMoney("monthly_base")
        let given = try inputs.optionalMoney("daily_wage")
        answer.cite(MonthlyPayDays.article)
        guard let monthly else {
            guard let given else { throw Refusal("monthly_base", "请填写月计算基数，或者日工资") }
            answer.step("日工资", "照填写的", "\(money: given)", .money(given))
            return given
        }
        let daily = try monthly / MonthlyPayDays.divisor
        if let given, try Money(rounding: given) != Money(rounding: daily) {
            throw Refusal("daily_wage", "和月计算基数对不上：\(money: monthly) ÷ 21.75 = \(money: daily)")
        }
        answer.step("日工资", "月计算基数 ÷ 21.75", "\(money: monthly) ÷ 21.75", .money(daily))
        return daily
    }
}
