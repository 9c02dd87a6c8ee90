/// How long something may take.
package struct Period: Hashable, Sendable {
    package enum Unit: String, Sendable, CaseIterable {
        case day, workday, month, year

        /// Beyond this nobody counts.
        var most: Int {
            switch self {
            case .day: 36_600
            case .workday: 10_000
            case .month: 1200
            case .year: 100
            }
        }

        package var sentence: Sentence {
            switch self {
            case .day: "日"
            case .workday: "个工作日"
            case .month: "个月"
            case .year: "年"
            }
        }
    }

    package let count: Int
    package let unit: Unit

    package init(_ count: Int, _ unit: Unit) {
        (self.count, self.unit) = (count, unit)
    }

    /// The day of the event does not count; months and years end on the corresponding day; a day off at the end rolls to
    /// the first day that is worked (Civil Code §201–203; CPL §85).
    package func end(after start: CalendarDay, _ calendar: WorkCalendar) -> PeriodEnd {
        let raw =
            switch unit {
            case .day: start.adding(days: count)
            case .month: start.adding(months: count)
            case .year: start.adding(months: 12 * count)
            case .workday: start
            }
        guard unit != .workday else {
            let (day, isProvisional) = calendar.workday(count, after: start)
            return PeriodEnd(raw: nil, day: day, isProvisional: isProvisional)
        }
        let (day, isProvisional) = calendar.rolled(raw)
        return PeriodEnd(raw: raw, day: day, isProvisional: isProvisional)
    }
}

package struct PeriodEnd: Hashable, Sendable {
    /// Before it was rolled; none for working days, which never end on a day off.
    package let raw: CalendarDay?
    package let day: CalendarDay
    package let isProvisional: Bool

    /// The day by which a careful person has acted: a week before, on a working day.
    package func safeDay(_ calendar: WorkCalendar) -> CalendarDay {
        calendar.workday(before: day.adding(days: -6))
    }
}
