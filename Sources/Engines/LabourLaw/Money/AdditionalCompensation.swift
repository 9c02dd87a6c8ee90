/// 加付赔偿金: half to the whole of what is due, once the labour authority's order to pay has lapsed (LCL §85).
enum AdditionalCompensation {
    static let computation = Computation(
        "additional_compensation", "责令支付后逾期不付的加付赔偿金",
        [InputField("amount_due", "责令支付的金额", .money, required: true)]
    ) { inputs, _ in
        let due = try inputs.money("amount_due")
        let least = try due / 2
        var answer = Answer()
        answer["min"] = .money(least)
        answer["max"] = .money(due)
        answer.step("最低", "应付金额的百分之五十", "\(money: due) × 50%", .money(least))
        answer.step("最高", "应付金额的百分之一百", "\(money: due) × 100%", .money(due))
        answer.cite(.contractLaw(85), Article(.inspection, 26))
        answer.warn("afterOrder", "只有劳动行政部门责令限期支付而逾期不付，才有加付赔偿金；要先去投诉")
        return answer
    }
}
