/// Any limit in days, working days, months or years.
enum Deadline {
    static let computation = Computation(
        "deadline", "期限",
        [
            InputField("start", "起算的事情发生之日（当天不算）", .day, required: true),
            InputField("n", "多少", .number, required: true),
            InputField("unit", "单位", .choice(Period.Unit.allCases.map(\.rawValue)), required: true),
            InputField("rule", "哪一种期限", .text),
        ]
    ) { inputs, settings in
        let start = try inputs.day("start")
        let unit: Period.Unit = try inputs.choice("unit")
        let period = Period(try inputs.count("n", in: 1...unit.most), unit)
        let end = period.end(after: start, settings.calendar)
        var answer = Answer()
        answer["raw"] = .day(orNone: end.raw)
        answer["deadline"] = .day(end.day)
        answer["provisional"] = .flag(end.isProvisional)
        answer["safe_day"] = .day(end.safeDay(settings.calendar))
        let span: Sentence = "\(period.count) \(unit.sentence)"
        if let raw = end.raw {
            answer.step("届满之日", "起算当天不算；按月、年的到对应日，没有对应日的到月末", "\(start) + \(span)", .day(raw))
            if raw != end.day {
                answer.step("顺延", "最后一日休假的，顺延到休假后的第一个工作日；调休上班的周末不顺延", "\(raw) → \(end.day)", .day(end.day))
            }
        } else {
            answer.step("届满之日", "起算当天不算，只数工作日：节假日放假不算，调休上班的周末算", "\(start) + \(span)", .day(end.day))
        }
        answer.step("稳妥的日子", "至少提前七天，落在工作日", "\(end.day) 以前", .day(end.safeDay(settings.calendar)))
        if let label = try inputs.optionalText("rule"), let rule = DeadlineRule.named(label) {
            for article in rule.articles { answer.cite(article) }
            answer["rule"] = .text(rule.label)
            if rule.period != period {
                answer.warn("otherPeriod", "这一种期限法律规定的是 \(rule.period.count) \(rule.period.unit.sentence)，和填写的不同")
            }
        }
        answer.cite(.civilCode(201), .civilCode(202), .civilCode(203), .civilProcedure(85))
        if end.isProvisional { answer.warn("provisional", "这一年的放假安排尚未公布或未录入，公布后要重新计算") }
        return answer
    }
}
