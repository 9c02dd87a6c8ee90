/// The claims that follow from how the employment ended: N, +1, 2N, reinstatement (domain of LCL §36–§48, §87).
struct EndingClaims {
    let facts: Facts
    let settings: Settings

    func outcomes() throws -> [ClaimOutcome] {
        guard let ending = facts.ending else {
            return none("劳动关系还没有结束", [])
        }
        if facts.isPartTime { return none("非全日制用工，双方随时可以终止，没有经济补偿", [.contractLaw(71)]) }
        let unlawful = try unlawfulness(of: ending)
        return [
            try severance(ending, unlawful), try notice(ending, unlawful), try damages(ending, unlawful),
            ClaimOutcome(
                .reinstatement, unlawful.standing, unlawful.reasons + ["要求继续履行的，不再有赔偿金"], [.contractLaw(48)],
                missing: unlawful.missing),
        ]
    }

    private func none(_ reason: Sentence, _ articles: [Article]) -> [ClaimOutcome] {
        [ClaimKind.severance, .notice, .unlawfulTermination, .reinstatement].map {
            ClaimOutcome($0, .none, [reason], articles)
        }
    }

    private func severance(_ ending: Ending, _ unlawful: Unlawfulness) throws -> ClaimOutcome {
        guard ending.givesSeverance else {
            let reason: Sentence =
                ending.isDismissal
                ? "\(ending.sentence)：理由成立没有经济补偿，不成立要的是赔偿金" : "\(ending.sentence)：没有经济补偿"
            return ClaimOutcome(.severance, .none, [reason], ending.articles)
        }
        if ending == .termExpired, try facts.flag("renewal_refused") == true {
            return ClaimOutcome(
                .severance, .none, ["单位维持或者提高条件续订，劳动者不愿意：没有经济补偿"], ending.articles)
        }
        var missing: [String] = []
        var standing: Standing = unlawful.standing == .arises ? .fallback : .arises
        var reasons: [Sentence] = ["\(ending.sentence)：应当支付经济补偿"]
        if ending == .termExpired, try facts.flag("renewal_refused") == nil, unlawful.standing != .arises {
            standing = .depends
            missing.append("renewal_refused")
            reasons.append("要看单位有没有按原条件或者更好的条件要求续签")
        }
        if standing == .fallback { reasons.append("同时构成违法解除的，要赔偿金，不再另要经济补偿；赔偿金不成立时再要经济补偿") }
        return try ClaimOutcome(.severance, standing, reasons, ending.articles, missing: missing).worked(
            Severance.computation, facts, earlier(ending), settings, worth: "total")
    }

    /// Service before 2008, by what the rules of that time gave for such an ending.
    private func earlier(_ ending: Ending) throws -> [String: JSONValue] {
        guard facts.hired < .contractLawInForce else { return [:] }
        if ending.givesNothingBefore2008 { return ["pre2008_rule": .string(EarlierServiceRule.none.rawValue)] }
        let rule: EarlierServiceRule? = try facts.inputs.optionalChoice("pre2008_rule")
        return ["pre2008_cap12": .bool(rule.map(ending.isEarlierCapped) ?? false)]
    }

    private func notice(_ ending: Ending, _ unlawful: Unlawfulness) throws -> ClaimOutcome {
        guard ending.needsNotice else {
            return ClaimOutcome(.notice, .none, ["只有第四十条的三种解除才有代通知金"], [.contractLaw(40)])
        }
        let given = try facts.flag("notice_given")
        if given == true { return ClaimOutcome(.notice, .none, ["已经提前三十日书面通知"], [.contractLaw(40)]) }
        let standing: Standing = unlawful.standing == .arises ? .fallback : given == nil ? .depends : .arises
        return try ClaimOutcome(
            .notice, standing, given == nil ? ["要看有没有提前三十日书面通知"] : ["没有提前三十日书面通知，应当多付一个月工资"],
            [.contractLaw(40), .contractRegulation(20)], missing: given == nil ? ["notice_given"] : []
        ).worked(NoticePay.alone, facts, [:], settings, worth: "notice_pay")
    }

    private func damages(_ ending: Ending, _ unlawful: Unlawfulness) throws -> ClaimOutcome {
        try ClaimOutcome(
            .unlawfulTermination, unlawful.standing, unlawful.reasons, unlawful.articles, missing: unlawful.missing
        ).worked(UnlawfulTermination.computation, facts, [:], settings, worth: "total")
    }

    // MARK: lawful or not

    struct Unlawfulness {
        var standing: Standing = .none
        var reasons: [Sentence] = []
        var articles: [Article] = []
        var missing: [String] = []

        mutating func add(_ standing: Standing, _ reason: Sentence, _ cited: Article..., missing key: String? = nil) {
            if standing == .arises || self.standing == .none { self.standing = standing }
            reasons.append(reason)
            articles += cited
            if let key { missing.append(key) }
        }
    }

    private func unlawfulness(of ending: Ending) throws -> Unlawfulness {
        var found = Unlawfulness()
        if ending == .dismissedWithoutGround {
            found.add(.arises, "没有合法理由的解除是违法解除", .contractLaw(48), .contractLaw(87), .disputesOne(44))
        }
        if ending.isBarredForProtected, try facts.flag("protected") == true {
            let reason: Sentence = ending == .termExpired ? "有第四十二条的情形，合同应当续延，不能期满就终止" : "有第四十二条的情形，不得这样解除"
            found.add(.arises, reason, .contractLaw(42), .contractLaw(45), .contractLaw(87))
        }
        if ending == .layOff, try facts.flag("layoff_procedure_followed") == false {
            found.add(.arises, "裁员没有提前三十日说明情况或者没有报告", .contractLaw(41, 1), .contractLaw(87))
        }
        if ending.isDismissal, ending != .dismissedWithoutGround {
            switch try facts.flag("ground_proved") {
            case true: break
            case false: found.add(.arises, "单位不能证明解除的理由，由单位举证", .disputesOne(44), .contractLaw(87))
            case nil:
                found.add(
                    .depends, "解除的理由要由单位证明；证明不了就是违法解除", .disputesOne(44), .contractLaw(87),
                    missing: "ground_proved")
            }
        }
        // Interpretation I §47 speaks of dismissals under §39 and §40.
        if ending == .faultDismissal || ending.needsNotice { try addUnion(to: &found) }
        // What is already unlawful for one reason needs no other.
        if found.standing == .arises { found.missing = [] }
        if found.reasons.isEmpty { found.reasons = ["\(ending.sentence)：没有看到违法解除或者终止的情形"] }
        return found
    }

    private func addUnion(to found: inout Unlawfulness) throws {
        guard try facts.flag("employer_has_union") == true, let ended = facts.ended else { return }
        guard facts.inputs.has("union_notice_received") || facts.inputs.has("union_told") else {
            found.add(.depends, "单位有工会的，解除前要通知工会；要问清有没有通知", .contractLaw(43), .disputesOne(47), missing: "union_told")
            return
        }
        guard try facts.flag("union_told") != true || facts.inputs.has("union_notice_received") else { return }
        let answer = try UnionNotice.computation.compute(
            facts.inputs(for: UnionNotice.computation, ["dismissed": .string(ended.description)]), settings)
        guard answer["cured"] == .flag(false) else { return }
        found.add(.arises, "单位有工会而没有事先通知工会，起诉前也没有补正", .contractLaw(43), .disputesOne(47), .contractLaw(87))
    }
}
