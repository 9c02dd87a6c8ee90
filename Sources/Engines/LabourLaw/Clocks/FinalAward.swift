/// 终局裁决: each item of an award is measured by itself against twelve minimum wages (MAL §47; Interpretation I §19).
enum FinalAward {
    static let computation = Computation(
        "final_award", "是否终局裁决",
        [
            InputField("monthly_min_wage", "当地月最低工资标准", .money, required: true),
            InputField("items", "裁决的各项金额", .sums, required: true),
        ]
    ) { inputs, _ in
        guard let minimum = try inputs.optionalStandard("monthly_min_wage") else {
            throw inputs.missing("monthly_min_wage")
        }
        let items = try inputs.moneyList("items")
        guard !items.isEmpty else { throw Refusal("items", "请至少填写一项金额") }
        let threshold = try minimum * 12
        let above = items.filter { $0 > threshold }
        var answer = Answer()
        answer["threshold"] = .money(threshold)
        answer["final"] = .flag(above.isEmpty)
        answer.step("界限", "当地月最低工资标准的十二个月金额", "12 × \(money: minimum)", .money(threshold))
        for item in items {
            answer.step(
                "逐项比较", "每一项都不超过的，为终局裁决；正好等于的不算超过", "\(money: item)", .flag(item <= threshold))
        }
        answer.cite(.arbitration(47, item: 1), .disputesOne(19))
        answer.warn("otherItems", "只比较劳动报酬、工伤医疗费、经济补偿和赔偿金；裁决书写明类型的，以裁决书为准（解释（一）第十八条）")
        return answer
    }
}
