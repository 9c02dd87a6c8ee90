/// How the months of double wages are cut: the statute says "by month" and does not say which.
package enum DoubleWageMonths: String, Codable, Sendable, CaseIterable {
    /// From the day of hire to its corresponding day.
    case anniversary
    /// By the calendar's months; what is left at both ends goes by working days.
    case calendar
}

/// Why the second wage is due, and from and until when (LCL §82).
package enum DoubleWageGround: Hashable, Sendable {
    /// No written contract since the hire: from one month after it to the day before one full year (Regulation §6–7).
    case neverSigned(hire: CalendarDay)
    /// Work went on after a written contract ran out: no month of grace; at most twelve months (as Beijing counts).
    case lapsed(lastDay: CalendarDay)
    /// An open-ended contract was due and refused: from that day, without a ceiling (§82(2)).
    case openEndedRefused(due: CalendarDay)

    /// The day on which the month begins that comes behind so many full ones. Counted from the first day itself, so that
    /// a month's end does not wander: 31 January, 28 February, 31 March.
    func boundary(_ months: Int) -> CalendarDay {
        switch self {
        case .neverSigned(let hire): hire.adding(months: months + 1)
        case .lapsed(let lastDay): lastDay.adding(days: 1).adding(months: months)
        case .openEndedRefused(let due): due.adding(months: months)
        }
    }

    var ceiling: CalendarDay? {
        switch self {
        case .neverSigned: boundary(11).adding(days: -1)
        case .lapsed: boundary(12).adding(days: -1)
        case .openEndedRefused: nil
        }
    }
}

/// For which days the second wage is due: from the day that its ground sets to the day before the written contract, no
/// longer than the ground allows (LCL §82; Regulation §6–7; Interpretation II §6).
package struct DoubleWageWindow: Hashable, Sendable {
    /// Nil where nothing is due.
    package let days: ClosedRange<CalendarDay>?
    package let fullMonths: Int
    package let partialWorkdays: Int
    package let isProvisional: Bool
    /// The working days of each part that is no full month.
    package let parts: [Int]

    /// - Parameter through: the last day of work, or the day to which one looks.
    package init(
        _ ground: DoubleWageGround, signed: CalendarDay?, through last: CalendarDay?, months: DoubleWageMonths,
        calendar: WorkCalendar
    ) {
        let start = ground.boundary(0)
        guard let end = [ground.ceiling, signed?.adding(days: -1), last].compactMap(\.self).min(), start <= end else {
            self.init()
            return
        }
        self.init(start...end, months: months, calendar: calendar, boundary: ground.boundary)
    }

    /// A part of a window: its months are counted from its own first day.
    package init(_ days: ClosedRange<CalendarDay>, months: DoubleWageMonths, calendar: WorkCalendar) {
        self.init(days, months: months, calendar: calendar) { days.lowerBound.adding(months: $0) }
    }

    /// - Parameter boundary: the day on which the month begins that comes behind so many full ones.
    private init(
        _ days: ClosedRange<CalendarDay>, months: DoubleWageMonths, calendar: WorkCalendar,
        boundary: (Int) -> CalendarDay
    ) {
        self.days = days
        let (full, rests) =
            switch months {
            case .anniversary: Self.anniversaryMonths(days, boundary)
            case .calendar: Self.calendarMonths(days)
            }
        let counted = rests.map { calendar.workdays(from: $0.lowerBound, through: $0.upperBound) }
        fullMonths = full
        parts = counted.map(\.count)
        partialWorkdays = parts.reduce(0, +)
        isProvisional = counted.contains(where: \.isProvisional)
    }

    private init() {
        (days, fullMonths, partialWorkdays, isProvisional, parts) = (nil, 0, 0, false, [])
    }

    /// Full months by the wage, the rest by the day's: exact.
    package func worth(_ wage: Rational) throws(Overflow) -> Rational {
        try wage * Rational(fullMonths) + wage / MonthlyPayDays.divisor * Rational(partialWorkdays)
    }

    private static func anniversaryMonths(
        _ days: ClosedRange<CalendarDay>, _ boundary: (Int) -> CalendarDay
    ) -> (Int, [ClosedRange<CalendarDay>]) {
        var months = 0
        while boundary(months + 1) <= days.upperBound.adding(days: 1) { months += 1 }
        let rest = boundary(months)
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

extension DoubleWageWindow {
    /// How long it is, without what is nothing.
    var span: Sentence {
        if partialWorkdays == 0 { return "\(fullMonths) 个月" }
        return fullMonths == 0 ? "\(partialWorkdays) 个工作日" : "\(fullMonths) 个月又 \(partialWorkdays) 个工作日"
    }
}
