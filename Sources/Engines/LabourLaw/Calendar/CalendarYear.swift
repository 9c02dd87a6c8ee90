/// What the State Council announced for one year: weekdays that are off, weekend days that are worked.
package struct CalendarYear: Codable, Hashable, Sendable {
    package let year: Int
    package let daysOff: [CalendarDay]
    package let workedWeekends: [CalendarDay]
    package let source: String

    package init(year: Int, daysOff: [CalendarDay], workedWeekends: [CalendarDay], source: String) {
        (self.year, self.daysOff, self.workedWeekends, self.source) = (year, daysOff, workedWeekends, source)
    }
}

/// The days of one year that earn 300 %: fixed by the law itself, not by the yearly notice of days off.
package struct StatutoryYear: Codable, Hashable, Sendable {
    package let year: Int
    package let days: [CalendarDay]
    package let source: String

    package init(year: Int, days: [CalendarDay], source: String) {
        (self.year, self.days, self.source) = (year, days, source)
    }
}

/// Which days are worked. Without a notice for a year its weekends and the days that the law itself names are off, and
/// what is said of it is provisional: the days off around them, and the weekends worked for them, are not known.
package struct WorkCalendar: Codable, Hashable, Sendable {
    package let years: [CalendarYear]
    private let changed: [Int: Bool]
    private let loaded: Set<Int>
    private let lastYear: Int
    /// Whose days are off in a year without notice.
    private var statutory: StatutoryCalendar

    package init(_ years: [CalendarYear], statutory: StatutoryCalendar = .byLaw) {
        self.statutory = statutory
        self.years = years.sorted { $0.year < $1.year }
        var changed: [Int: Bool] = [:]
        for year in years {
            for day in year.workedWeekends { changed[day.number] = true }
            for day in year.daysOff { changed[day.number] = false }
        }
        self.changed = changed
        loaded = Set(years.map(\.year))
        lastYear = loaded.max() ?? 0
    }

    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([CalendarYear].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(years)
    }

    /// Another's years take the place of these.
    package func merging(_ own: WorkCalendar) -> WorkCalendar {
        WorkCalendar(years.filter { !own.loaded.contains($0.year) } + own.years, statutory: statutory)
    }

    /// The same, with these days of the law off in years without notice.
    func observing(_ statutory: StatutoryCalendar) -> WorkCalendar {
        var calendar = self
        calendar.statutory = statutory
        return calendar
    }

    package func isWorked(_ day: CalendarDay) -> Bool {
        if let isWorked = changed[day.number] { return isWorked }
        return !day.isWeekend && (loaded.contains(day.year) || !statutory.contains(day))
    }

    /// The next notice can still change it: its year is not announced, or it stands at the end of the last year that is.
    package func isProvisional(_ day: CalendarDay) -> Bool {
        !loaded.contains(day.year) || (day.year == lastYear && day.month == 12 && day.day >= 25)
    }

    /// The day itself where it is worked, else the first worked day behind it (Civil Code §203, CPL §85(3)).
    package func rolled(_ day: CalendarDay) -> (day: CalendarDay, isProvisional: Bool) {
        var day = day
        var isProvisional = isProvisional(day)
        while !isWorked(day) {
            day = day.adding(days: 1)
            isProvisional = isProvisional || self.isProvisional(day)
        }
        return (day, isProvisional)
    }

    /// The worked day that comes so many worked days behind a day that does not count itself.
    package func workday(_ count: Int, after start: CalendarDay) -> (day: CalendarDay, isProvisional: Bool) {
        var day = start
        var left = count
        var isProvisional = false
        while left > 0 {
            day = day.adding(days: 1)
            isProvisional = isProvisional || self.isProvisional(day)
            if isWorked(day) { left -= 1 }
        }
        return (day, isProvisional || self.isProvisional(day))
    }

    /// Worked days in an interval, both ends included; none where it is empty.
    package func workdays(from first: CalendarDay, through last: CalendarDay) -> (count: Int, isProvisional: Bool) {
        var count = 0
        var isProvisional = false
        var day = first
        while day <= last {
            if isWorked(day) { count += 1 }
            isProvisional = isProvisional || self.isProvisional(day)
            day = day.adding(days: 1)
        }
        return (count, isProvisional)
    }

    /// The last worked day before one.
    package func workday(before day: CalendarDay) -> CalendarDay {
        var day = day.adding(days: -1)
        while !isWorked(day) { day = day.adding(days: -1) }
        return day
    }
}

/// The 300 % days by year.
package struct StatutoryCalendar: Codable, Hashable, Sendable {
    package let years: [StatutoryYear]
    private let numbers: Set<Int>
    private let loaded: Set<Int>

    package init(_ years: [StatutoryYear]) {
        self.years = years.sorted { $0.year < $1.year }
        numbers = Set(years.flatMap { $0.days.map(\.number) })
        loaded = Set(years.map(\.year))
    }

    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([StatutoryYear].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(years)
    }

    package func merging(_ own: StatutoryCalendar) -> StatutoryCalendar {
        StatutoryCalendar(years.filter { !own.loaded.contains($0.year) } + own.years)
    }

    package func contains(_ day: CalendarDay) -> Bool { numbers.contains(day.number) }
    package func knows(_ year: Int) -> Bool { loaded.contains(year) }
}
