/// 二倍工资差额: the second wage for working without a written contract. Only the difference is claimed; the first wage
/// is ordinary pay.
enum DoubleWage {
    static let fields = [
        InputField("hire_date", "用工之日", .day, required: true),
        InputField("signed_date", "签订书面合同之日", .day), InputField("end_date", "最后工作日", .day),
        InputField("monthly_wage", "月工资", .money),
        InputField("contract_expired", "原来的书面合同到期、之后没有续签的，到期之日", .day),
        InputField("open_ended_due", "应当订立无固定期限合同而单位不订的，应当订立之日", .day),
    ]

    static let anniversary = Computation("double_wage_window", "未签书面合同的二倍工资差额", fields) { inputs, settings in
        try answer(inputs, settings, .anniversary)
    }

    static let calendar = Computation(
        "double_wage_window_calendar_month", "未签书面合同的二倍工资差额（按自然月）", fields
    ) { inputs, settings in
        try answer(inputs, settings, .calendar)
    }

    private static func answer(_ inputs: Inputs, _ settings: Settings, _ months: DoubleWageMonths) throws -> Answer {
        let hire = try inputs.day("hire_date")
        let signed = try inputs.optionalDay("signed_date")
        let end = try inputs.optionalDay("end_date")
        let wage = try inputs.optionalMoney("monthly_wage")
        if let end, end < hire { throw Refusal("end_date", "最后工作日早于用工之日") }
        let ground = try ground(inputs, hire: hire)
        if case .openEndedRefused = ground, signed == nil, end == nil {
            throw Refusal("end_date", "这一种没有上限，请填写签订之日、最后工作日或者算到的日子")
        }
        let window = DoubleWageWindow(
            ground, signed: signed, through: end, months: months, calendar: settings.calendar)
        var answer = Answer()
        answer["window_start"] = .day(orNone: window.days?.lowerBound)
        answer["window_end"] = .day(orNone: window.days?.upperBound)
        answer["full_months"] = .count(window.fullMonths)
        answer["partial_workdays"] = .count(window.partialWorkdays)
        answer["provisional"] = .flag(window.isProvisional)
        answer["months_counted"] = .text(months.rawValue)
        if case .openEndedRefused = ground {
            answer.cite(.contractLaw(14, 2), .contractLaw(82, 2))
        } else {
            answer.cite(.contractLaw(10, 2), .contractLaw(82, 1), .contractRegulation(6, 2))
        }
        guard let days = window.days else {
            answer.step("期间", "起算日以前已经签订书面合同，没有二倍工资", "\(ground.boundary(0)) 以前", .none)
            if wage != nil { answer["total"] = .money(0) }
            return answer
        }
        explain(days, ground, signed: signed, end: end, in: &answer)
        answer.cite(Article(.disputesTwo, 6))
        answer.step(
            "月数和工作日",
            months == .anniversary ? "从用工之日起按对应日算整月，不满一个月的按实际工作日" : "按自然月算整月，首尾不满一个月的按实际工作日",
            window.span, .count(window.partialWorkdays))
        if let wage { try state(wage, window, in: &answer) }
        answer.assume("months", "第六条没有写明按哪种月：这里\(months == .anniversary ? "按对应日" : "按自然月")计算，另一种算法结果可能不同")
        if window.isProvisional { answer.warn("provisional", "期间里有放假安排尚未公布或未录入的日子，公布后要重新计算工作日") }
        answer.warn("limitation", "二倍工资差额的仲裁时效是一年，越晚主张，可以要到的越少")
        return answer
    }

    private static func ground(_ inputs: Inputs, hire: CalendarDay) throws -> DoubleWageGround {
        let expired = try inputs.optionalDay("contract_expired")
        let due = try inputs.optionalDay("open_ended_due")
        if let due {
            if expired != nil { throw Refusal("open_ended_due", "和合同到期没有续签只能选一种") }
            guard due >= hire else { throw Refusal("open_ended_due", "早于用工之日") }
            return .openEndedRefused(due: due)
        }
        guard let expired else { return .neverSigned(hire: hire) }
        guard expired >= hire else { throw Refusal("contract_expired", "早于用工之日") }
        return .lapsed(lastDay: expired)
    }

    private static func explain(
        _ days: ClosedRange<CalendarDay>, _ ground: DoubleWageGround, signed: CalendarDay?, end: CalendarDay?,
        in answer: inout Answer
    ) {
        switch ground {
        case .neverSigned(let hire):
            answer.step(
                "起算日", "用工之日起满一个月的次日", "\(hire) 加一个月 → \(days.lowerBound)", .day(days.lowerBound))
        case .lapsed(let expired):
            answer.step("起算日", "合同到期的次日，没有一个月的宽限", "\(expired) → \(days.lowerBound)", .day(days.lowerBound))
            answer.assume("lapsedCeiling", "续签的情形最多算十二个月，这是北京的做法，据他处转述")
        case .openEndedRefused:
            answer.step("起算日", "应当订立无固定期限劳动合同之日", "\(days.lowerBound)", .day(days.lowerBound))
        }
        if days.upperBound == ground.ceiling {
            answer.step("截止日", "到了上限", "\(days.upperBound)", .day(days.upperBound))
            if case .neverSigned = ground {
                answer.cite(.contractRegulation(7), .contractLaw(14, 3))
                answer.warn("openEnded", "满一年没有签订书面合同的，视为已经订立无固定期限劳动合同，以后不再有二倍工资")
            }
        } else if let end, end == days.upperBound {
            answer.step("截止日", "最后工作日，或者算到的日子", "\(end)", .day(end))
        } else if let signed {
            answer.step("截止日", "签订书面合同的前一日", "\(signed) → \(days.upperBound)", .day(days.upperBound))
        }
    }

    private static func state(_ wage: Rational, _ window: DoubleWageWindow, in answer: inout Answer) throws {
        let daily = try wage / MonthlyPayDays.divisor
        let full = try wage * Rational(window.fullMonths)
        let total = try window.worth(wage)
        let part = try total - full
        answer.step("日工资", "月工资 ÷ 21.75", "\(money: wage) ÷ 21.75", .money(daily))
        answer.step(
            "差额", "月工资 × 整月数 + 日工资 × 工作日", "\(money: full) + \(money: part)", .money(total))
        answer["daily_wage"] = .money(daily)
        answer["total"] = .money(total)
        answer.cite(MonthlyPayDays.article)
        if window.parts.contains(where: { $0 >= 22 }) {
            answer.warn("partAboveMonth", "不满一个月的部分有二十二个以上工作日，按日折算会略高于一个月的工资")
        }
    }
}

/// 月计薪天数: by which a monthly wage becomes a day's.
package enum MonthlyPayDays {
    package static let divisor: Rational = (try? Rational(87, over: 4)) ?? 21
    static let article = Article(.workingHours2025, 2)
}
