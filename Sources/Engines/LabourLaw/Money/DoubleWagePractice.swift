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
    /// The last day on which as much can be claimed as now; none where nothing can.
    package let nextLoss: CalendarDay?
    /// The last day on which anything of it can be claimed.
    package let lastDay: CalendarDay

    package init(
        _ window: ClosedRange<CalendarDay>, claimed: CalendarDay, by practice: DoubleWagePractice,
        employmentEnd: CalendarDay?, payDay: Int, calendar: WorkCalendar
    ) {
        /// Until when one day's wage can be claimed.
        func lastDay(of day: CalendarDay) -> CalendarDay {
            switch practice {
            case .lookBack: return day.adding(months: 12)
            case .monthByMonth:
                let next = day.firstOfMonth.adding(months: 1)
                let paid = min(next.adding(days: payDay - 1), next.lastOfMonth)
                return calendar.rolled(paid.adding(months: 12)).day
            case .fromWindowEnd: return calendar.rolled(window.upperBound.adding(months: 12)).day
            case .fromEmploymentEnd:
                return calendar.rolled((employmentEnd ?? window.upperBound).adding(months: 12)).day
            }
        }
        var from: CalendarDay? = window.lowerBound
        switch practice {
        case .lookBack: from = max(window.lowerBound, claimed.adding(months: -12))
        case .monthByMonth:
            while let day = from, day <= window.upperBound, lastDay(of: day) < claimed {
                from = day.firstOfMonth.adding(months: 1)
            }
        case .fromWindowEnd, .fromEmploymentEnd: if claimed > lastDay(of: window.lowerBound) { from = nil }
        }
        self.lastDay = lastDay(of: window.upperBound)
        guard let from, from <= window.upperBound else {
            (days, expired, nextLoss) = (nil, window.lowerBound.days(to: window.upperBound) + 1, nil)
            return
        }
        (days, expired) = (from...window.upperBound, window.lowerBound.days(to: from))
        nextLoss = lastDay(of: from)
    }
}
