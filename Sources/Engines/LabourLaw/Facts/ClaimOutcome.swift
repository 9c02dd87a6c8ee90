/// What a worker can ask for.
package enum ClaimKind: String, Sendable, CaseIterable {
    case severance, notice, unlawfulTermination = "unlawful_termination", reinstatement
    case doubleWage = "double_wage", unpaidWages = "unpaid_wages", overtime, annualLeave = "annual_leave"
    case additionalCompensation = "additional_compensation"

    package var sentence: Sentence {
        switch self {
        case .severance: "经济补偿（N）"
        case .notice: "代通知金（+1）"
        case .unlawfulTermination: "违法解除或者终止的赔偿金（2N）"
        case .reinstatement: "继续履行劳动合同"
        case .doubleWage: "未签书面合同的二倍工资差额"
        case .unpaidWages: "拖欠的工资"
        case .overtime: "加班工资"
        case .annualLeave: "未休年休假工资"
        case .additionalCompensation: "加付赔偿金"
        }
    }

    /// Only one of a group can be had in the end.
    package static let exclusive: [[ClaimKind]] = [
        [.severance, .unlawfulTermination, .reinstatement], [.notice, .unlawfulTermination, .reinstatement],
    ]
}

/// Whether a claim arises from the facts.
package enum Standing: String, Sendable {
    case arises
    /// It hangs on something that is not known, or that the employer has yet to prove.
    case depends
    /// Another claim takes its place; it remains what can be asked if that one fails.
    case fallback
    case none
}

/// One claim: whether it arises and why, what it is worth, how that was reckoned.
package struct ClaimOutcome: Sendable {
    package let kind: ClaimKind
    package let standing: Standing
    package let reasons: [Sentence]
    package let articles: [Article]
    /// Inputs without which it cannot be settled or worked out.
    package var missing: [String]
    /// Yuan, exact; none where it has no sum or the sum cannot be worked out yet.
    package var worth: Rational?
    /// What of it cannot be had any more if the employer pleads the limitation.
    package var outOfTime: Rational = 0
    package var answer: Answer?

    init(
        _ kind: ClaimKind, _ standing: Standing, _ reasons: [Sentence], _ articles: [Article], missing: [String] = [],
        worth: Rational? = nil
    ) {
        (self.kind, self.standing, self.reasons, self.articles) = (kind, standing, reasons, articles.withoutRepeats)
        (self.missing, self.worth) = (missing, worth)
    }

    /// Works the claim out by the computation that everybody uses. What is not given is asked for; what cannot be is refused.
    func worked(
        _ computation: Computation, _ facts: Facts, _ derived: [String: JSONValue] = [:], _ settings: Settings,
        worth key: String
    ) throws -> ClaimOutcome {
        guard standing != .none else { return self }
        var outcome = self
        do {
            let answer = try computation.compute(facts.inputs(for: computation, derived), settings)
            if case .money(let worth) = answer[key] { outcome.worth = worth }
            outcome.answer = answer
        } catch {
            guard !facts.inputs.has(error.field), derived[error.field] == nil else { throw error }
            outcome.missing.append(error.field)
        }
        return outcome
    }

    /// What can be had even if the employer pleads the limitation.
    package var inTime: Rational? {
        get throws(Overflow) { try worth.map { worth throws(Overflow) in try worth - outOfTime } }
    }

    /// Knows what of it is lost on a day by these limits; nothing is dropped, because the employer must plead it.
    func timed(_ deadlines: [RunningDeadline], on day: CalendarDay) throws -> ClaimOutcome {
        guard let worth else { return self }
        var outcome = self
        if deadlines.contains(where: { $0.claims.contains(kind) && $0.end.day < day }) {
            outcome.outOfTime = worth
        } else if case .money(let claimable)? = answer?["claimable_total"] {
            outcome.outOfTime = max(0, try worth - claimable)
        }
        return outcome
    }

    func finding() throws -> Finding {
        var members: [String: Finding] = [
            "claim": .text(kind.rawValue), "title": .sentence(kind.sentence), "standing": .text(standing.rawValue),
            "reasons": .list(reasons.map { .sentence($0) }), "articles": .list(articles.map { .article($0) }),
        ]
        if !missing.isEmpty { members["missing"] = .list(missing.map { .text($0) }) }
        if let worth {
            members["worth"] = .money(worth)
            members["out_of_time"] = .money(outOfTime)
            members["in_time"] = .money(try worth - outOfTime)
        }
        if let answer {
            members["figures"] = .record(answer.result)
            members["steps"] = .list(answer.steps.map(\.finding))
        }
        return .record(members)
    }
}

extension Step {
    var finding: Finding {
        .record([
            "label": .sentence(label), "words": .sentence(words), "figures": .sentence(figures), "value": value,
        ])
    }
}
