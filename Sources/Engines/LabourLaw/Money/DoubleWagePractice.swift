/// How a place counts the one year in which double wages can be claimed.
package enum DoubleWagePractice: String, Codable, Sendable, CaseIterable {
    /// Day by day: what lies more than one year before the claim is lost.
    case lookBack = "look_back"
    /// Month by month: each month's wage is lost one year after its pay day.
    case monthByMonth = "month_by_month"
    /// All of it, if claimed within one year of the end of the window.
    case fromWindowEnd = "from_window_end"
    /// All of it, if claimed within one year of the end of employment.
    case fromEmploymentEnd = "from_employment_end"

    package var sentence: Sentence {
        switch self {
        case .lookBack: "从主张之日往前推一年，更早的部分过了时效"
        case .monthByMonth: "每个月的工资从应发之日起各算一年"
        case .fromWindowEnd: "从二倍工资期间的最后一日起算一年，按整体计算"
        case .fromEmploymentEnd: "从劳动关系终止之日起算一年，按整体计算"
        }
    }
}

/// What of a window of double wages can still be claimed on a day.
package struct ClaimableWindow: Hashable, Sendable {
    package let days: ClosedRange<CalendarDay>?
    package let expired: Int
    /// The last day on which all of it could, or can, be claimed, where the practice has one.
    package let lastDay: CalendarDay?

    package init(
        _ window: ClosedRange<CalendarDay>, claimed: CalendarDay, by practice: DoubleWagePractice,
        employmentEnd: CalendarDay?, payDay: Int, calendar: WorkCalendar
    ) {
        let from: CalendarDay?
        switch practice {
        case .lookBack:
            from = max(window.lowerBound, claimed.adding(months: -12))
            lastDay = nil
        case .monthByMonth:
            from = Self.firstOpenMonth(window, claimed: claimed, payDay: payDay, calendar: calendar)
            lastDay = nil
        case .fromWindowEnd, .fromEmploymentEnd:
            let start = practice == .fromWindowEnd ? window.upperBound : employmentEnd ?? window.upperBound
            let last = calendar.rolled(start.adding(months: 12)).day
            from = claimed <= last ? window.lowerBound : nil
            lastDay = last
        }
        guard let from, from <= window.upperBound else {
            (days, expired) = (nil, window.lowerBound.days(to: window.upperBound) + 1)
            return
        }
        (days, expired) = (from...window.upperBound, window.lowerBound.days(to: from))
    }

    private static func firstOpenMonth(
        _ window: ClosedRange<CalendarDay>, claimed: CalendarDay, payDay: Int, calendar: WorkCalendar
    ) -> CalendarDay? {
        var month = window.lowerBound.firstOfMonth
        while month <= window.upperBound {
            let next = month.adding(months: 1)
            let paid = min(next.adding(days: payDay - 1), next.lastOfMonth)
            if claimed <= calendar.rolled(paid.adding(months: 12)).day { return max(month, window.lowerBound) }
            month = next
        }
        return nil
    }
}
