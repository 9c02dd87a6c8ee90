enum Limitation {
    static let computation = Computation(
        "limitation", "仲裁时效",
        [
            InputField("start", "知道或者应当知道权利被侵害之日", .day, required: true),
            InputField("interruptions", "中断的事情", .records), InputField("suspensions", "中止的期间", .records),
            InputField("roll", "最后一日休假时顺延", .flag), InputField("filed", "申请仲裁之日", .day),
        ]
    ) { inputs, settings in
        let start = try inputs.day("start")
        let interruptions = try interruptions(inputs)
        let suspensions = try suspensions(inputs)
        let filed = try inputs.optionalDay("filed")
        let clock = LimitationClock(
            start: start, interruptions: interruptions, suspensions: suspensions,
            rolls: try inputs.flag("roll", default: true), calendar: settings.calendar)
        if let filed, filed < start { throw Refusal("filed", "申请仲裁早于权利被侵害之日") }
        var answer = Answer()
        answer["expires"] = .day(clock.expires)
        answer["raw"] = .day(clock.raw)
        answer["ineffective_interruptions"] = .list(clock.ineffective.map { .day($0.day) })
        answer["in_time"] = filed.map { .flag($0 <= clock.expires) } ?? .none
        answer["provisional"] = .flag(clock.isProvisional)
        answer["suspended_days"] = .count(clock.suspendedDays)
        let end = PeriodEnd(raw: clock.raw, day: clock.expires, isProvisional: clock.isProvisional)
        answer["safe_day"] = .day(end.safeDay(settings.calendar))
        explain(clock, from: start, in: &answer)
        return answer
    }

    private static func explain(_ clock: LimitationClock, from start: CalendarDay, in answer: inout Answer) {
        answer.step("起算", "从知道或者应当知道权利被侵害之日起一年", "\(start)", .day(start.adding(months: 12)))
        answer.cite(.arbitration(27, 1), .civilCode(202))
        for interruption in clock.effective {
            answer.step(
                "中断", "从中断时起重新计算一年", "\(interruption.day) \(interruption.kind.sentence)",
                .day(interruption.day.adding(months: 12)))
            answer.cite(.arbitration(27, 2))
        }
        for interruption in clock.ineffective {
            answer.warn(
                "ineffectiveInterruption",
                interruption.day < start
                    ? "\(interruption.day) \(interruption.kind.sentence)：时效还没有开始，不起中断作用"
                    : "\(interruption.day) \(interruption.kind.sentence)：时效已经届满，不能重新计算")
        }
        if clock.suspendedDays > 0 {
            answer.step(
                "中止", "不能申请仲裁的期间不计算，原因消除后继续", "\(clock.suspendedDays) 天", .day(clock.raw))
            answer.cite(.arbitration(27, 3))
        }
        if clock.expires != clock.raw {
            answer.step("顺延", "最后一日休假的，顺延到休假后的第一个工作日", "\(clock.raw) → \(clock.expires)", .day(clock.expires))
            answer.cite(.civilCode(203))
        }
        answer.warn("defence", "时效要由对方提出，仲裁和法院不主动适用；届满后对方同意履行的，不能再以时效为由反悔（《民法典》第一百九十二条、第一百九十三条）")
        if clock.isProvisional { answer.warn("provisional", "这一年的放假安排尚未公布或未录入，公布后要重新计算") }
    }

    static func interruptions(_ inputs: Inputs) throws -> [LimitationClock.Interruption] {
        try inputs.records("interruptions").enumerated().map { position, entry in
            try inputs.within("interruptions", position) {
                LimitationClock.Interruption(
                    try entry.day("date"), try entry.optionalChoice("type") ?? LimitationClock.InterruptionKind.demand)
            }
        }
    }

    static func suspensions(_ inputs: Inputs) throws -> [ClosedRange<CalendarDay>] {
        try inputs.records("suspensions").enumerated().map { position, entry in
            try inputs.within("suspensions", position) {
                let from = try entry.day("from")
                let to = try entry.day("to")
                guard from <= to else { throw Refusal("to", "早于开始的日子") }
                return from...to
            }
        }
    }
}
