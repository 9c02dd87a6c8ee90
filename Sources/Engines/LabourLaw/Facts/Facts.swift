/// The short set of facts from which claims follow, read once and checked against each other.
package struct Facts: Sendable {
    let inputs: Inputs
    package let asOf: CalendarDay
    package let hired: CalendarDay
    /// The last day of work; none while the employment goes on.
    package let ended: CalendarDay?
    package let ending: Ending?
    package let isPartTime: Bool
    package let place: Place?
    /// What is asked about; nil: everything.
    let asked: Set<ClaimKind>?

    private enum Employment: String, CaseIterable {
        case fullTime = "full_time"
        case partTime = "part_time"
    }

    static let fields: [InputField] =
        [
            InputField("as_of", "看到哪一天（今天）", .day, required: true),
            InputField("hire_date", "入职日", .day, required: true), InputField("end_date", "最后工作日；还在上班的不写", .day),
            InputField("ending", "怎样离开的", .choice(Ending.allCases.map(\.rawValue))),
            InputField("asked", "只看这几种请求；不写的都看", .choices(ClaimKind.allCases.map(\.rawValue))),
            InputField("employment", "全日制还是非全日制", .choice(Employment.allCases.map(\.rawValue))),
            InputField("ground_proved", "单位能证明解除的理由", .flag),
            InputField("protected", "医疗期、孕产哺乳期、工伤、职业病，或者工龄满十五年且五年内退休", .flag),
            InputField("employer_has_union", "单位建立了工会", .flag), InputField("union_told", "单位事先通知了工会", .flag),
            InputField("union_notice_received", "工会收到通知之日", .day), InputField("sued", "起诉之日", .day),
            InputField("notice_given", "提前三十日书面通知了", .flag),
            InputField("layoff_procedure_followed", "裁员按程序说明情况并报告", .flag),
            InputField("renewal_refused", "单位按原条件或更好条件续签，本人不愿意", .flag),
            InputField("signed_date", "签订书面合同之日", .day), InputField("never_signed", "一直没有签订书面合同", .flag),
            InputField("contract_expired", "合同到期后没有续签又继续上班的，到期之日", .day),
            InputField("open_ended_due", "应当订立无固定期限合同而单位不订的，应当订立之日", .day),
        ] + Severance.wageFields.map { InputField($0.key, $0.label, $0.kind) } + [
            InputField("last_month_wage", "上一个月的工资", .money), InputField("monthly_wage", "约定的月工资", .money),
            InputField("avg_wage_excl_overtime", "前十二个月平均工资（不含加班费）", .money),
            InputField("unpaid_wages", "拖欠的工资", .money), InputField("order_lapsed", "责令支付后逾期没有付的金额", .money),
            InputField("monthly_base", "加班工资的月计算基数", .money), InputField("weekday_hours", "平时延长的小时（没有付加班费）", .number),
            InputField("restday_days", "休息日加班没有补休的天数", .number),
            InputField("statutory_days", "法定休假日加班的天数", .number),
            InputField("overtime_unpaid", "有加班没有付加班费", .flag), InputField("leave_unused", "有年休假没有休", .flag),
            InputField("years_of_work", "参加工作以来累计年数", .number), InputField("taken", "今年已休的年休假天数", .number),
            InputField("earlier_unused_days", "以前年度没有休的天数", .number),
            InputField("pre2008_rule", "2008年以前的年限按哪个规定", .choice(EarlierServiceRule.allCases.map(\.rawValue))),
            InputField("practice", "二倍工资时效的算法", .choice(DoubleWagePractice.allCases.map(\.rawValue))),
            InputField("interruptions", "主张过权利的日子", .records), InputField("suspensions", "不能申请的期间", .records),
        ] + FollowingDeadlines.events.map { InputField($0.key, $0.label, .day) }

    init(_ inputs: Inputs, _ settings: Settings) throws {
        self.inputs = inputs
        hired = try inputs.day("hire_date")
        asOf = try inputs.day("as_of")
        ended = try inputs.optionalDay("end_date")
        ending = try inputs.optionalChoice("ending")
        isPartTime = try inputs.optionalChoice("employment") == Employment.partTime
        place = try inputs.optionalText(InputField.place.key).flatMap(settings.place)
        asked =
            inputs.has("asked")
            ? try Set(inputs.list("asked").map { try Inputs(["asked": $0]).choice("asked") as ClaimKind }) : nil
        guard hired <= asOf else { throw Refusal("as_of", "早于入职日") }
        if let ended {
            guard hired <= ended else { throw Refusal("end_date", "最后工作日早于入职日") }
            guard ending != nil else { throw Refusal("ending", "写了最后工作日，请选择是怎样离开的") }
        } else if ending != nil {
            throw Refusal("end_date", "选择了怎样离开的，请填写最后工作日")
        }
        if let signed = try inputs.optionalDay("signed_date") {
            if try inputs.optionalFlag("never_signed") == true {
                throw Refusal("never_signed", "写了签订合同的日子，又说一直没有签订")
            }
            guard signed <= max(asOf, ended ?? asOf) else { throw Refusal("signed_date", "签订合同的日子还没有到") }
        }
        if let demand = try Limitation.interruptions(inputs).first(where: { $0.day > asOf }) {
            throw Refusal("interruptions", "\(demand.day) 还没有到")
        }
        if try inputs.optionalFlag("union_told") == false, inputs.has("union_notice_received") {
            throw Refusal("union_notice_received", "说了没有通知工会，又写了收到通知的日子")
        }
    }

    func flag(_ key: String) throws -> Bool? { try inputs.optionalFlag(key) }

    /// These facts as the inputs of one computation, with what follows from them.
    func inputs(for computation: Computation, _ derived: [String: JSONValue] = [:]) -> Inputs {
        let keys = Set(computation.fields.map(\.key))
        var values = inputs.values.filter { keys.contains($0.key) }
        for (key, value) in derived { values[key] = value == .null ? nil : value }
        return Inputs(values)
    }
}
