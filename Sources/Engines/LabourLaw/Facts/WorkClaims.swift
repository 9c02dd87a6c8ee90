/// The claims that follow from the work itself: contract, wages, hours, leave.
struct WorkClaims {
    let facts: Facts
    let settings: Settings

    func outcomes() throws -> [ClaimOutcome] {
        [try doubleWage(), try unpaidWages(), try overtime(), try annualLeave(), try additionalCompensation()]
    }

    private func doubleWage() throws -> ClaimOutcome {
        let articles: [Article] = [.contractLaw(82, 1), .contractRegulation(6), .contractRegulation(7)]
        if facts.isPartTime {
            return ClaimOutcome(.doubleWage, .none, ["非全日制用工可以订立口头协议"], [.contractLaw(69)])
        }
        let neverSigned = try facts.flag("never_signed") == true
        let expired = try facts.inputs.optionalDay("contract_expired")
        let isRenewal = expired != nil || facts.inputs.has("open_ended_due")
        guard facts.inputs.has("signed_date") || neverSigned || isRenewal else {
            let isKnown = try facts.flag("never_signed") != nil
            return ClaimOutcome(
                .doubleWage, .depends, ["要看书面合同是什么时候签订的"], articles, missing: [isKnown ? "signed_date" : "never_signed"]
            )
        }
        let computation = monthsByCalendar ? DoubleWage.calendar : DoubleWage.anniversary
        let last = min(facts.ended ?? facts.asOf, facts.asOf)
        let claim = ClaimOutcome(
            .doubleWage, .arises,
            [
                isRenewal ? "合同到期没有续签，或者应当订立无固定期限合同而没有订立，每月应付两倍工资" : "用工满一个月还没有签订书面合同，每月应付两倍工资"
            ], articles)
        var derived: [String: JSONValue] = ["end_date": .string(last.description)]
        // The contract that ran out is not the one that is missing.
        if let expired, let signed = try facts.inputs.optionalDay("signed_date"), signed <= expired {
            derived["signed_date"] = .null
        }
        var outcome = try claim.worked(computation, facts, derived, settings, worth: "total")
        guard let answer = outcome.answer else { return outcome }
        guard case .day(let start) = answer["window_start"], case .day(let end) = answer["window_end"] else {
            return ClaimOutcome(.doubleWage, .none, ["用工一个月内签订了书面合同，或者还没有满一个月"], articles)
        }
        var whole = answer
        let limit = try DoubleWageLimitation.computation.compute(
            facts.inputs(
                for: DoubleWageLimitation.computation,
                [
                    "window_start": .string(start.description), "window_end": .string(end.description),
                    "claim_date": .string(max(start, facts.claimed(settings.calendar)).description),
                    "employment_end": .string((facts.ended ?? facts.asOf).description),
                    "months": .string((monthsByCalendar ? DoubleWageMonths.calendar : .anniversary).rawValue),
                ]), settings)
        whole.follow(limit)
        for (key, value) in limit.result { whole[key] = value }
        outcome.answer = whole
        return outcome
    }

    private var monthsByCalendar: Bool {
        facts.place.flatMap { settings.doubleWageMonths.value(at: $0.code, on: facts.asOf) } == .calendar
    }

    private func unpaidWages() throws -> ClaimOutcome {
        guard let unpaid = try facts.inputs.optionalMoney("unpaid_wages"), unpaid > 0 else {
            return ClaimOutcome(.unpaidWages, .none, ["没有填写拖欠的工资"], [])
        }
        return ClaimOutcome(
            .unpaidWages, .arises, ["工资应当按时足额支付；可以仲裁、投诉，也可以凭欠条或者调解协议走更快的路"],
            [.contractLaw(30, 1), .contractLaw(85), .arbitration(27, 4), .disputesOne(15)], worth: unpaid)
    }

    private func overtime() throws -> ClaimOutcome {
        let keys = ["weekday_hours", "restday_days", "statutory_days"]
        let articles = [Article(.labourLaw, 44), Article(.wagePayment, 13), .disputesOne(42)]
        guard try keys.contains(where: { try facts.inputs.optionalNumber($0, atMost: 100_000) ?? 0 > 0 }) else {
            guard try facts.flag("overtime_unpaid") == true, !keys.contains(where: facts.inputs.has) else {
                return ClaimOutcome(.overtime, .none, ["没有填写没付加班费的加班"], [])
            }
            return ClaimOutcome(.overtime, .depends, ["要看平时、休息日、法定节日各加了多少班"], articles, missing: keys)
        }
        let claim = ClaimOutcome(
            .overtime, .arises, ["延长工作时间 150%，休息日没有补休 200%，法定休假日 300%"], articles)
        return try claim.worked(Overtime.computation, facts, overtimeBase(), settings, worth: "total")
    }

    /// The agreed wage; where nothing is said of it, what the place lays down.
    private func overtimeBase() throws -> [String: JSONValue] {
        if facts.inputs.has("monthly_base") { return [:] }
        if let wage = try facts.inputs.optionalMoney("monthly_wage") {
            return ["monthly_base": .string(wage.plainText)]
        }
        guard let usual = try facts.inputs.optionalMoney("avg_wage_excl_overtime"),
            let share = facts.place.flatMap({ settings.overtimeBaseShare.value(at: $0.code, on: facts.asOf) })
        else { return [:] }
        return ["monthly_base": .string(try (usual * share).plainText)]
    }

    private func annualLeave() throws -> ClaimOutcome {
        let earlier = try facts.inputs.optionalNumber("earlier_unused_days", atMost: 1000) ?? 0
        var articles: [Article] = [Article(.annualLeave, 3), Article(.annualLeave, 5, paragraph: 3)]
        var days = earlier
        var reasons: [Sentence] = earlier > 0 ? ["以前年度没有休的 \(earlier) 天"] : []
        var missing: [String] = []
        if let ended = facts.ended {
            if let years = try facts.inputs.optionalNumber("years_of_work", atMost: 100) {
                let answer = try leaveOfLastYear(ended, years: Int(years.floor))
                if case .count(let left) = answer["days"], left > 0 {
                    days = try days + Rational(left)
                    reasons.append("离职当年折算还有 \(left) 天没有休")
                }
                articles += answer.articles
            } else {
                missing.append("years_of_work")
            }
        }
        guard days > 0 else {
            guard missing.isEmpty else {
                return ClaimOutcome(.annualLeave, .depends, ["要看累计工作几年、今年休了几天"], articles, missing: missing)
            }
            // Of the year that still runs nothing is lost yet.
            if facts.ended == nil, try facts.flag("leave_unused") == true, !facts.inputs.has("earlier_unused_days") {
                return ClaimOutcome(
                    .annualLeave, .depends, ["要看以前年度有几天没有休，也没有补钱"], articles, missing: ["earlier_unused_days"])
            }
            return ClaimOutcome(.annualLeave, .none, ["没有看到应休未休的年休假"], articles)
        }
        let wage =
            try facts.inputs.optionalMoney("avg_wage_excl_overtime")
            ?? facts.inputs.optionalMoney("avg_monthly_wage")
        return try ClaimOutcome(.annualLeave, .arises, reasons, articles, missing: missing).worked(
            AnnualLeave.pay, facts,
            ["days": .string(days.plainText), "avg_wage_excl_overtime": wage.map { .string($0.plainText) } ?? .null],
            settings, worth: "extra_200pct")
    }

    private func leaveOfLastYear(_ ended: CalendarDay, years: Int) throws -> Answer {
        let first = max(facts.hired, CalendarDay(known: ended.year, 1, 1))
        return try AnnualLeave.days.compute(
            facts.inputs(
                for: AnnualLeave.days,
                [
                    "mode": .string(AnnualLeave.Mode.leaving.rawValue),
                    "elapsed_days": .number(String(first.days(to: ended) + 1)),
                    "entitlement": .number(String(AnnualLeave.entitlement(yearsOfWork: years))),
                ]), settings)
    }

    private func additionalCompensation() throws -> ClaimOutcome {
        guard let due = try facts.inputs.optionalMoney("order_lapsed"), due > 0 else {
            return ClaimOutcome(
                .additionalCompensation, .none, ["还没有劳动行政部门责令支付而逾期不付的事"], [.contractLaw(85)])
        }
        return try ClaimOutcome(
            .additionalCompensation, .arises, ["责令限期支付，逾期不付：加付百分之五十到百分之一百，这里按最低数"],
            [.contractLaw(85), Article(.inspection, 26)]
        ).worked(
            AdditionalCompensation.computation, facts, ["amount_due": .string(due.plainText)], settings, worth: "min")
    }
}

extension Facts {
    /// The earliest day that still counts as the claim: each demand within one year of the next, back from today.
    func claimed(_ calendar: WorkCalendar) throws -> CalendarDay {
        var claimed = asOf
        for interruption in try Limitation.interruptions(inputs).sorted(by: { $0.day > $1.day })
        where interruption.day <= claimed {
            guard claimed <= calendar.rolled(interruption.day.adding(months: 12)).day else { break }
            claimed = interruption.day
        }
        return claimed
    }
}
