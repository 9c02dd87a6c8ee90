/// Whether the union was told of a dismissal in time, or the omission was made good before the suit (LCL §43;
/// Interpretation I §47).
enum UnionNotice {
    static let computation = Computation(
        "union_notice", "解除前通知工会",
        [
            InputField("dismissed", "解除之日", .day, required: true),
            InputField("employer_has_union", "单位建立了工会", .flag, required: true),
            InputField("union_notice_received", "工会收到通知之日", .day),
            InputField("reply_days_requested_workdays", "给工会几个工作日答复", .number),
            InputField("sued", "起诉之日", .day),
        ]
    ) { inputs, settings in
        let dismissed = try inputs.day("dismissed")
        guard let hasUnion = try inputs.optionalFlag("employer_has_union") else {
            throw inputs.missing("employer_has_union")
        }
        let told = try inputs.optionalDay("union_notice_received")
        let days = try inputs.optionalCount("reply_days_requested_workdays", in: 0...1000)
        let sued = try inputs.optionalDay("sued")
        if let sued, sued < dismissed { throw Refusal("sued", "起诉早于解除") }
        var answer = Answer()
        answer.cite(.contractLaw(43), Article(.unionLaw, 22, paragraph: 2), .disputesOne(47))
        var isCured = false
        if let told {
            let reply = settings.calendar.workday(days ?? 0, after: told)
            if told < dismissed {
                isCured = true
                answer.step("通知", "解除以前已经通知，没有要补正的", "\(told) < \(dismissed)", .flag(true))
            } else if let sued {
                isCured = told < sued && reply.day < sued
                answer.step(
                    "补正", "解除以后才通知的，答复期要在起诉之前过完", "\(told) + \(days ?? 0) 个工作日 → \(reply.day)，\(sued) 起诉",
                    .flag(isCured))
                answer["provisional"] = .flag(reply.isProvisional)
            } else {
                isCured = true
                answer.step("补正", "已经通知，还没有起诉", "\(told)", .flag(true))
                answer.warn("beforeSuit", "答复期要在起诉以前过完，补正才算数")
            }
        } else {
            answer.step("通知", "没有通知工会", "—", .flag(false))
        }
        answer["cured"] = .flag(isCured)
        if !isCured { answer.warn("unlawful", "没有通知工会又没有及时补正，即使理由成立，也可以要求违法解除的赔偿金") }
        if !hasUnion {
            answer.warn("placeUnion", "单位没有建立工会的，按通知所在地的工会判断；司法解释只写了建立工会的单位，各地掌握不同")
        }
        return answer
    }
}
