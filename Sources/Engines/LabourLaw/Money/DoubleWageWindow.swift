/// How the months of double wages are cut: the statute says "by month" and does not say which.
package enum DoubleWageMonths: String, Codable, Sendable, CaseIterable {
    /// From the day of hire to its corresponding day.
    case anniversary
    /// By the calendar's months; what is left at both ends goes by working days.
    case calendar
}

/// For which days the second wage is due: from one month after the first day of work to the day before the written
/// contract, at the latest to the day before one full year (LCL §82(1); Regulation §6–7; Interpretation II §6).
package struct DoubleWageWindow: Hashable, Sendable {
    /// Nil both where nothing is due.
    package let days: ClosedRange<CalendarDay>?
    package let fullMonths: Int
    package let partialWorkdays: Int
    package let isProvisional: Bool
    /// The working days of each part that is no full month.
    package let parts: [Int]

    package init(
        hire: CalendarDay, signed: CalendarDay?, employmentEnd: CalendarDay?, months: DoubleWageMonths,
        calendar: WorkCalendar
    ) {
        let start = hire.adding(months: 1)
        var end = hire.adding(months: 12).adding(days: -1)
        if let signed { end = min(end, signed.adding(days: -1)) }
        if let employmentEnd { end = min(end, employmentEnd) }
        guard start <= end else {
            (days, fullMonths, partialWorkdays, isProvisional, parts) = (nil, 0, 0, false, [])
            return
        }
        days = start...end
        let (full, rests) =
            switch months {
            case .anniversary: Self.anniversaryMonths(hire: hire, start...end)
            case .calendar: Self.calendarMonths(start...end)
            }
        let counted = rests.map { calendar.workdays(from: $0.lowerBound, through: $0.upperBound) }
        fullMonths = full
        parts = counted.map(\.count)
        partialWorkdays = parts.reduce(0, +)
        isProvisional = counted.contains(where: \.isProvisional)
    }

    private static func anniversaryMonths(
        hire: CalendarDay, _ days: ClosedRange<CalendarDay>
    ) -> (Int, [ClosedRange<CalendarDay>]) {
        var months = 0
        while hire.adding(months: months + 2) <= days.upperBound.adding(days: 1) { months += 1 }
        let rest = hire.adding(months: months + 1)
        return (months, rest <= days.upperBound ? [rest...days.upperBound] : [])
    }

    private static func calendarMonths(_ days: ClosedRange<CalendarDay>) -> (Int, [ClosedRange<CalendarDay>]) {
        var months = 0
        var rests: [ClosedRange<CalendarDay>] = []
        var month = days.lowerBound.firstOfMonth
        while month <= days.upperBound {
            let first = max(month, days.lowerBound)
            let last = min(month.lastOfMonth, days.upperBound)
            if first == month, last == month.lastOfMonth { months += 1 } else { rests.append(first...last) }
            month = month.adding(months: 1)
        }
        return (months, rests)
    }
}
