/// From a few facts: which claims arise and which do not, and why; which exclude each other; what each is worth; until
/// when each can be made.
package enum ClaimsFromFacts {
    static let computation = Computation("claims", "从事实到请求", Facts.fields) { inputs, settings in
        let facts = try Facts(inputs, settings)
        let arising = try outcomes(facts, settings)
        let deadlines = try FollowingDeadlines(facts: facts, settings: settings).running(arising)
        let outcomes = try arising.map { try $0.timed(deadlines, on: facts.asOf) }
        let possible: Set<Standing> = [.arises, .depends, .fallback]
        var answer = Answer()
        answer["claims"] = .list(try outcomes.map { try $0.finding() })
        answer["alternatives"] = .list(alternatives(outcomes))
        answer["deadlines"] = .list(deadlines.map { $0.finding(asOf: facts.asOf, settings.calendar) })
        answer["total_certain"] = .money(try total(outcomes, counting: [.arises]) { $0.worth })
        answer["total_at_most"] = .money(try total(outcomes, counting: possible) { $0.worth })
        answer["total_in_time"] = .money(try total(outcomes, counting: [.arises]) { try $0.inTime })
        answer["total_at_most_in_time"] = .money(try total(outcomes, counting: possible) { try $0.inTime })
        for outcome in outcomes where outcome.standing != .none {
            for article in outcome.articles { answer.cite(article) }
            if let own = outcome.answer { answer.follow(own) }
        }
        try note(facts, settings, in: &answer)
        return answer
    }

    package static func outcomes(_ facts: Facts, _ settings: Settings) throws -> [ClaimOutcome] {
        let outcomes =
            try EndingClaims(facts: facts, settings: settings).outcomes()
            + WorkClaims(facts: facts, settings: settings).outcomes()
        return outcomes.filter { facts.asked?.contains($0.kind) != false }
    }

    /// The groups of which only one can be had, as far as they arise at all.
    private static func alternatives(_ outcomes: [ClaimOutcome]) -> [Finding] {
        let open = Set(outcomes.filter { $0.standing != .none }.map(\.kind))
        return ClaimKind.exclusive.compactMap { group in
            let choices = group.filter(open.contains)
            guard choices.count > 1, choices.first == group.first || group.first == .severance else { return nil }
            return .list(choices.map { .text($0.rawValue) })
        }
    }

    /// What comes together at best: either the damages, or severance with the notice.
    private static func total(
        _ outcomes: [ClaimOutcome], counting standings: Set<Standing>, of sum: (ClaimOutcome) throws -> Rational?
    ) throws -> Rational {
        func worth(_ kinds: Set<ClaimKind>) throws -> Rational {
            try outcomes.filter { kinds.contains($0.kind) && standings.contains($0.standing) }.compactMap(sum).sum()
        }
        let ending = try max(worth([.severance, .notice]), worth([.unlawfulTermination]))
        return try ending + worth([.doubleWage, .unpaidWages, .overtime, .annualLeave, .additionalCompensation])
    }

    private static func note(_ facts: Facts, _ settings: Settings, in answer: inout Answer) throws {
        if facts.ended != nil, facts.ending?.givesSeverance == true {
            answer.warn("dueOnHandover", "经济补偿在办完工作交接时支付；单位要出具离职证明（《劳动合同法》第五十条）")
        }
        if let place = facts.place, let entry = settings.overtimeInSeveranceBase.entry(at: place.code, on: facts.asOf),
            let included = entry.value
        {
            answer.assume(
                "overtimeInBase",
                included
                    ? "\(place.name)：计算经济补偿的月工资包括加班费（\(entry.source)，\(entry.confirmation.chinese)）"
                    : "\(place.name)：计算经济补偿的月工资不包括加班费（\(entry.source)，\(entry.confirmation.chinese)）")
        }
        if let ended = facts.ended, ended > facts.asOf {
            answer.warn("notYetEnded", "最后工作日还没有到，按到那一天计算")
        }
        answer.warn("settlement", "签了了结的协议，一般有效；有欺诈、胁迫、重大误解或者显失公平的可以请求撤销（解释（一）第三十五条）")
        answer.warn("union", "请带上材料找工会：工会应当给予支持和帮助（《工会法》第二十二条第三款），仲裁不收费（《劳动争议调解仲裁法》第五十三条）")
    }
}
