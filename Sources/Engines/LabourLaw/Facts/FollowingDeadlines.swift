/// Every limit that runs from what is known, with the day by which a careful person has acted.
struct FollowingDeadlines {
    let facts: Facts
    let settings: Settings

    /// What may have happened already, and the limits that it sets off.
    static let events: [(key: String, label: Sentence, rules: [String])] = [
        ("mediation_requested", "调解组织收到申请之日", ["mediation_15d"]),
        ("mediation_agreed", "调解协议生效之日", ["judicial_confirmation_30d"]),
        ("payment_order_received", "单位收到支付令之日", ["payment_order_objection_15d"]),
        ("arbitration_filed", "仲裁委收到申请之日", ["arbitration_acceptance_5wd"]),
        (
            "arbitration_accepted", "仲裁受理之日",
            ["arbitration_copy_5wd", "arbitration_panel_5wd", "award_45d", "award_60d"]
        ),
        ("award_received", "收到裁决书之日", ["sue_after_award_15d", "set_aside_30d"]),
        ("performance_due", "履行期间（分期的为最后一期）的最后一日", ["enforcement_2y"]),
        ("inspection_filed", "劳动监察立案之日", ["inspection_60wd", "inspection_90wd"]),
        ("legal_aid_requested", "法律援助机构收到申请之日", ["legal_aid_7d"]),
    ]

    /// First things first.
    func running(_ outcomes: [ClaimOutcome]) throws -> [RunningDeadline] {
        var deadlines: [RunningDeadline] = []
        if let ended = facts.ended {
            deadlines += try arbitration(outcomes, ended)
            deadlines += try running("transfer_15d", from: ended)
            // Where there is nothing to claim there is nothing to complain of in time.
            if outcomes.contains(where: { $0.standing != .none }) {
                deadlines += try running("inspection_complaint_2y", from: ended)
            }
        }
        deadlines += try doubleWage(outcomes)
        for event in Self.events {
            guard let day = try facts.inputs.optionalDay(event.key) else { continue }
            for label in event.rules { deadlines += try running(label, from: day) }
        }
        return deadlines.sorted { ($0.end.day, $0.rule) < ($1.end.day, $1.rule) }
    }

    private func running(_ label: String, from start: CalendarDay) throws -> [RunningDeadline] {
        guard let rule = DeadlineRule.named(label) else { return [] }
        let end = rule.period.end(after: start, settings.calendar)
        return [
            RunningDeadline(
                rule: rule.label, what: rule.sentence, from: rule.start, start: start, end: end, claims: [],
                articles: rule.articles)
        ]
    }

    /// One year from the end for all that is claimed because of it and for wages; demands begin it anew.
    private func arbitration(_ outcomes: [ClaimOutcome], _ ended: CalendarDay) throws -> [RunningDeadline] {
        let kinds = outcomes.filter {
            $0.standing != .none && $0.kind != .doubleWage && $0.kind != .additionalCompensation
        }
        guard !kinds.isEmpty else { return [] }
        let clock = LimitationClock(
            start: ended, interruptions: try Limitation.interruptions(facts.inputs).filter { $0.day <= facts.asOf },
            suspensions: try Limitation.suspensions(facts.inputs), rolls: true, calendar: settings.calendar)
        let wages: Set<ClaimKind> = [.unpaidWages, .overtime]
        return [
            ("arbitration_1y", kinds.filter { !wages.contains($0.kind) }),
            ("wages_1y_after_end", kinds.filter { wages.contains($0.kind) }),
        ]
        .compactMap { label, claims in
            guard let rule = DeadlineRule.named(label), !claims.isEmpty else { return nil }
            return RunningDeadline(
                rule: label, what: rule.sentence, from: clock.effective.isEmpty ? "最后工作日" : "最后一次主张权利",
                start: clock.start,
                end: PeriodEnd(raw: clock.raw, day: clock.expires, isProvisional: clock.isProvisional),
                claims: claims.map(\.kind), articles: rule.articles + [.arbitration(27, 2)])
        }
    }

    /// When the first day, and when the last day of the window is lost to time.
    private func doubleWage(_ outcomes: [ClaimOutcome]) throws -> [RunningDeadline] {
        guard let outcome = outcomes.first(where: { $0.kind == .doubleWage && $0.standing == .arises }),
            let answer = outcome.answer, case .day(let start) = answer["claimable_from"],
            case .day(let end) = answer["claimable_to"]
        else { return [] }
        let articles: [Article] = [.arbitration(27, 1), .contractLaw(82, 1)]
        let claimed = try facts.claimed(settings.calendar)
        // A demand that still counts keeps all of it for one year.
        if claimed < facts.asOf {
            return [
                RunningDeadline(
                    rule: "double_wage_all", what: "为全部二倍工资差额申请仲裁", from: "最后一次主张权利", start: claimed,
                    end: Period(12, .month).end(after: claimed, settings.calendar), claims: [.doubleWage],
                    articles: articles)
            ]
        }
        guard case .day(let nextLoss) = answer["next_loss_after"], case .day(let last) = answer["last_day"] else {
            return []
        }
        let all = last == nextLoss
        let final = RunningDeadline(
            rule: "double_wage_last_day", what: all ? "为全部二倍工资差额申请仲裁" : "过了这一天，二倍工资差额全部过了时效",
            from: "二倍工资期间的最后一日", start: end, end: ended(last), claims: [.doubleWage], articles: articles)
        guard !all else { return [final] }
        return [
            RunningDeadline(
                rule: "double_wage_next_loss", what: "过了这一天，能要求的二倍工资差额开始减少", from: "还能要求的第一天", start: start,
                end: ended(nextLoss), claims: [.doubleWage], articles: articles), final,
        ]
    }

    private func ended(_ day: CalendarDay) -> PeriodEnd {
        PeriodEnd(raw: nil, day: day, isProvisional: settings.calendar.isProvisional(day))
    }
}

/// A limit that runs now.
struct RunningDeadline {
    let rule: String
    let what: Sentence
    let from: Sentence
    let start: CalendarDay
    let end: PeriodEnd
    let claims: [ClaimKind]
    let articles: [Article]

    func finding(asOf: CalendarDay, _ calendar: WorkCalendar) -> Finding {
        .record([
            "rule": .text(rule), "what": .sentence(what), "from": .sentence(from), "start": .day(start),
            "raw": .day(orNone: end.raw), "deadline": .day(end.day), "safe_day": .day(end.safeDay(calendar)),
            "days_left": .count(asOf.days(to: end.day)), "passed": .flag(end.day < asOf),
            "provisional": .flag(end.isProvisional), "claims": .list(claims.map { .text($0.rawValue) }),
            "articles": .list(articles.withoutRepeats.map { .article($0) }),
        ])
    }
}
