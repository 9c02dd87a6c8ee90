/// 兑现追踪: which promises were kept, how long it took until the last of the money was in, and what is still out.
enum ChaseTimeline {
    static let computation = Computation(
        "chase_timeline", "兑现追踪",
        [
            InputField("agreed", "约定的金额", .money, required: true), InputField("promises", "答应的日期", .records),
            InputField("payments", "收到的款", .records), InputField("until", "看到哪一天", .day),
        ]
    ) { inputs, _ in
        let agreed = try inputs.money("agreed")
        let promises = try inputs.records("promises").enumerated().map { position, entry in
            try inputs.within("promises", position) { try entry.day("due") }
        }.sorted()
        let payments = try Payment.list(inputs, "payments", owed: agreed)
        let until = try inputs.optionalDay("until") ?? [promises.last, payments.last?.day].compactMap(\.self).max()
        var answer = Answer()
        func paid(through day: CalendarDay) throws -> Rational {
            try payments.filter { $0.day <= day }.map(\.amount).sum()
        }
        let outstanding = try until.map { try agreed - paid(through: $0) } ?? agreed
        var broken = 0
        for due in promises {
            guard let until, due <= until else { continue }
            let short = try agreed - paid(through: due)
            if short > 0 { broken += 1 }
            answer.step(
                "答应 \(due) 付清", "当天结束时没有全部到账的，算没有兑现", "到账 \(money: try agreed - short)，差 \(money: short)",
                .flag(short <= 0))
        }
        var lastIn: CalendarDay?
        if let until, outstanding == 0 {
            var sum: Rational = 0
            for payment in payments where payment.day <= until && lastIn == nil {
                sum = try sum + payment.amount
                if sum == agreed { lastIn = payment.day }
            }
        }
        answer["broken_promises"] = .count(broken)
        answer["outstanding"] = .money(outstanding)
        answer["until"] = .day(orNone: until)
        answer["settled_on"] = .day(orNone: lastIn)
        if let lastIn, let first = promises.first {
            answer["days_from_first_due_to_payment"] = .count(first.days(to: lastIn))
            answer.step("从第一次答应的日子到全部到账", "按日历天数", "\(first) → \(lastIn)", .count(first.days(to: lastIn)))
        } else {
            answer["days_from_first_due_to_payment"] = .none
        }
        answer.step(
            "还没有到账", "约定的金额 − 已经到账", "\(money: agreed) − \(money: try agreed - outstanding)", .money(outstanding))
        return answer
    }
}
