/// What of the double wages is lost to time. The employer must raise it: nothing is dropped, the lost part is named.
enum DoubleWageLimitation {
    static let computation = Computation(
        "double_wage_limitation", "二倍工资差额的仲裁时效",
        [
            InputField("window_start", "二倍工资起算日", .day, required: true),
            InputField("window_end", "二倍工资截止日", .day, required: true),
            InputField("claim_date", "主张之日", .day, required: true),
            InputField("practice", "当地的算法", .choice(DoubleWagePractice.allCases.map(\.rawValue))),
            InputField("employment_end", "劳动关系终止之日", .day),
            InputField("monthly_wage", "月工资", .money),
            InputField("months", "按哪种月", .choice(DoubleWageMonths.allCases.map(\.rawValue))),
            InputField("pay_day", "每月几号发上个月的工资", .number),
        ]
    ) { inputs, settings in
        let start = try inputs.day("window_start")
        let end = try inputs.day("window_end")
        let claimed = try inputs.day("claim_date")
        let practice = try inputs.optionalChoice("practice") ?? DoubleWagePractice.lookBack
        let employmentEnd = try inputs.optionalDay("employment_end")
        let payDay = try inputs.optionalCount("pay_day", in: 1...31)
        guard start <= end else { throw Refusal("window_end", "截止日早于起算日") }
        guard end < start.adding(months: 1200) else { throw Refusal("window_end", "期间超过一百年，请核对") }
        guard start <= claimed else { throw Refusal("claim_date", "主张之日早于二倍工资起算日") }
        if practice == .fromEmploymentEnd, employmentEnd == nil { throw inputs.missing("employment_end") }
        if let employmentEnd, employmentEnd < start { throw Refusal("employment_end", "劳动关系终止早于二倍工资起算日") }
        func claimable(on day: CalendarDay) -> ClaimableWindow {
            ClaimableWindow(
                start...end, claimed: day, by: practice, employmentEnd: employmentEnd, payDay: payDay ?? 15,
                calendar: settings.calendar)
        }
        let now = claimable(on: claimed)
        let later = claimable(on: claimed.adding(months: 1))
        var answer = Answer()
        answer["claimable_from"] = .day(orNone: now.days?.lowerBound)
        answer["claimable_to"] = .day(orNone: now.days?.upperBound)
        answer["expired_days"] = .count(now.expired)
        answer["practice"] = .text(practice.rawValue)
        answer["expired_days_next_month"] = .count(later.expired - now.expired)
        answer["next_loss_after"] = .day(orNone: now.nextLoss)
        answer["last_day"] = .day(now.lastDay)
        answer.step("整个期间", "首尾两天都算", "\(start) 至 \(end)", .count(start.days(to: end) + 1))
        answer.step("过了时效的天数", practice.sentence, "\(claimed) 主张", .count(now.expired))
        answer.step(
            "再等一个月还会过时效的天数", "同样的算法，主张晚一个月", "\(claimed.adding(months: 1)) 主张",
            .count(later.expired - now.expired))
        answer.cite(.arbitration(27, 1), .contractLaw(82, 1))
        if let wage = try inputs.optionalMoney("monthly_wage") {
            let months = try inputs.optionalChoice("months") ?? DoubleWageMonths.anniversary
            func worth(_ part: ClaimableWindow) throws -> Rational {
                guard let days = part.days else { return 0 }
                return try DoubleWageWindow(days, months: months, calendar: settings.calendar).worth(wage)
            }
            let lost = try worth(now) - worth(later)
            answer["claimable_total"] = .money(try worth(now))
            answer["lost_next_month"] = .money(lost)
            answer.step(
                "现在还能要求的", "没有过时效的部分，同样按整月和工作日",
                "\(now.days.map { "\($0.lowerBound) 至 \($0.upperBound)" } ?? "一天也没有" as Sentence)",
                .money(try worth(now)))
            answer.step("再等一个月会少的", "主张晚一个月，又过时效的部分", "\(money: lost)", .money(lost))
        }
        answer.warn("defence", "时效要由用人单位提出；没有提出，仲裁和法院不会主动适用。过了时效的部分也可以先提出来")
        if !inputs.has("practice") { answer.assume("practice", "没有说明当地的算法：\(practice.sentence)") }
        if practice == .monthByMonth, payDay == nil { answer.assume("payDay", "没有说明发薪日，按次月15日") }
        if claimed < end { answer.warn("windowOpen", "主张时二倍工资期间还没有结束，以后的部分还会增加") }
        return answer
    }
}
