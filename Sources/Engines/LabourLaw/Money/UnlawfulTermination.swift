/// 赔偿金（2N）: twice the severance, years from the first day of work, never with severance on top (LCL §48, §87;
/// Implementing Regulation §25).
enum UnlawfulTermination {
    static let computation = Computation("unlawful_termination", "违法解除或者终止的赔偿金", Severance.fields) { inputs, _ in
        if let segment: ServiceSegment = try inputs.optionalChoice("segment"), segment == .auto {
            throw Refusal("segment", "赔偿金的年限从用工之日起算，不分段，只能写 whole")
        }
        var answer = Answer()
        let severance = try Severance(inputs, segment: .whole, explainedIn: &answer)
        let total = try severance.total * 2
        answer["units"] = .units(try severance.units)
        answer["monthly_base"] = .money(severance.base)
        answer["severance"] = .money(try severance.total)
        answer["capped"] = .flag(severance.isCapped)
        answer["total"] = .money(total)
        answer.step(
            "经济补偿标准", "补偿月数 × 月工资", "\(try severance.units) × \(money: severance.base)", .money(try severance.total))
        answer.step("赔偿金", "经济补偿标准的二倍", "2 × \(money: try severance.total)", .money(total))
        answer.cite(.contractLaw(48), .contractLaw(87), .contractRegulation(25))
        answer.warn("eitherOr", "可以要求继续履行合同，也可以要求赔偿金，两者选一；支付了赔偿金就不再支付经济补偿")
        if severance.isCapped, let hire = try inputs.optionalDay("hire_date"), hire < .contractLawInForce {
            answer.warn("capOnEarlierYears", "有2008年以前的年限又达到三倍封顶：十二年的上限是否管到2008年以前的年限，各地做法不同")
        }
        return answer
    }
}
