/// 拒不支付劳动报酬: whether unpaid wages reach what makes refusing to pay a crime, after an order to pay (interpretation
/// of 2013 §3–4). The sums are the place's, within the interpretation's limits.
enum RefusalToPay {
    static let computation = Computation(
        "refusal_to_pay", "是否达到拒不支付劳动报酬罪的数额",
        [
            InputField("workers", "每个人被拖欠几个月 months、多少钱 amount", .records, required: true),
            InputField("order_lapsed", "责令支付后逾期没有付", .flag, required: true), InputField("as_of", "看到哪一天", .day),
        ]
    ) { inputs, settings in
        let workers = try inputs.records("workers").enumerated().map { position, entry in
            try inputs.within("workers", position) {
                (months: try entry.number("months", atMost: 1200), amount: try entry.money("amount"))
            }
        }
        guard !workers.isEmpty else { throw Refusal("workers", "请至少填写一个人") }
        guard let isLapsed = try inputs.optionalFlag("order_lapsed") else { throw inputs.missing("order_lapsed") }
        let place = try inputs.optionalText(InputField.place.key).flatMap(settings.place) ?? .country
        let day = try inputs.optionalDay("as_of") ?? CalendarDay(known: 2200, 12, 31)
        guard let entry = settings.refusalThresholds.entry(at: place.code, on: day), let thresholds = entry.value else {
            throw Refusal("place", "当地没有设置数额标准")
        }
        let total = try workers.map(\.amount).sum()
        let one = workers.contains { $0.months >= 3 && $0.amount >= thresholds.one }
        let ten = workers.count >= 10 && total >= thresholds.ten
        var answer = Answer()
        answer["amount_reached"] = .flag(one || ten)
        answer["reached"] = .flag((one || ten) && isLapsed)
        answer["total"] = .money(total)
        answer.step("一个人", "三个月以上，而且达到当地数额", "≥ \(money: thresholds.one)", .flag(one))
        answer.step(
            "十人以上", "十名以上，而且累计达到当地数额", "\(workers.count) 人，\(money: total)，≥ \(money: thresholds.ten)", .flag(ten))
        answer.cite(Article(.refusalToPay, 3), Article(.refusalToPay, 4))
        answer.assume("setting", "数额按\(place.name)的设置：\(entry.source)（\(entry.confirmation.chinese)）")
        if !isLapsed { answer.warn("needsOrder", "还要经有关部门责令支付，逾期仍不支付") }
        answer.warn("evasion", "还要有转移财产、逃匿，或者有能力而不支付的情形，由公安机关判断")
        return answer
    }
}
