/// 加倍部分债务利息: 0.0175 % a day on what is unpaid of the principal (CPL §264; 法释〔2014〕8号 §1–3).
enum LateInterest {
    static let dailyRate: Rational = (try? Rational(175, over: 1_000_000)) ?? 0

    static let computation = Computation(
        "late_interest", "迟延履行期间的加倍利息",
        [
            InputField("principal", "生效文书确定的金额", .money, required: true),
            InputField("due_date", "履行期间的最后一日", .day, required: true),
            InputField("payments", "已经支付的", .records), InputField("until", "算到哪一天", .day),
        ]
    ) { inputs, _ in
        let principal = try inputs.money("principal")
        let due = try inputs.day("due_date")
        let payments = try Payment.list(inputs, "payments", owed: principal)
        guard let until = try inputs.optionalDay("until") ?? payments.last?.day else {
            throw Refusal("until", "请填写算到哪一天，或者写明支付的日期")
        }
        var answer = Answer()
        var balance = principal
        var from = due
        var interest: Rational = 0
        for payment in payments + [Payment(day: until, amount: 0)] where payment.day <= until {
            if payment.day > from, balance > 0 {
                let days = from.days(to: payment.day)
                let part = try balance * dailyRate * Rational(days)
                answer.step(
                    "\(from) 至 \(payment.day)", "未付本金 × 日万分之一点七五 × 天数", "\(money: balance) × 0.0175% × \(days)",
                    .money(part))
                interest = try interest + part
                from = payment.day
            }
            balance = try balance - payment.amount
        }
        answer["interest"] = .money(interest)
        answer["balance"] = .money(balance)
        answer["until"] = .day(until)
        answer.step("加倍利息", "各段相加，最后四舍五入到分", "\(money: interest)", .money(interest))
        answer.cite(.civilProcedure(264))
        for number in 1...4 { answer.cite(Article(.lateInterest, number)) }
        if until <= due { answer.warn("notLate", "算到的这一天还没有超过履行期间，没有加倍利息") }
        if payments.contains(where: { $0.day > until }) { answer.warn("laterPayments", "算到的日期以后的付款没有计算在内") }
        answer.assume("principalFirst", "付款先抵本金；一般债务利息按文书另算，不在内")
        return answer
    }
}

/// A sum that came in on a day.
package struct Payment: Hashable, Sendable {
    package let day: CalendarDay
    package let amount: Rational

    /// By day; together no more than what is owed.
    static func list(_ inputs: Inputs, _ key: String, owed: Rational) throws -> [Payment] {
        let entries = try inputs.records(key).enumerated().map { position, entry in
            try inputs.within(key, position) {
                Payment(day: try entry.day("date"), amount: try entry.money("amount"))
            }
        }
        guard try entries.map(\.amount).sum() <= owed else { throw Refusal(key, "付款加起来多于应付的 \(money: owed)") }
        return entries.sorted { $0.day < $1.day }
    }
}
