/// How long somebody worked for an employer, in whole months and whether anything is left over.
package struct Service: Hashable, Sendable {
    package let wholeMonths: Int
    package let hasRemainder: Bool
    /// What is left over in days, where it is known.
    package let days: Int?

    /// The first and the last day both count: the months are those from the first day to the day after the last.
    package init(from first: CalendarDay, through last: CalendarDay) {
        let end = last.adding(days: 1)
        var months = max(0, (end.year - first.year) * 12 + end.month - first.month)
        while months > 0, first.adding(months: months) > end { months -= 1 }
        let days = max(0, first.adding(months: months).days(to: end))
        (wholeMonths, hasRemainder, self.days) = (months, days > 0, days)
    }

    /// From years and months as somebody says them; half a month counts as begun.
    package init(years: Rational, months: Rational) throws(Overflow) {
        let total = try years * 12 + months
        wholeMonths = Int(total.floor)
        hasRemainder = !total.isWhole
        days = hasRemainder ? nil : 0
    }

    package var isNothing: Bool { wholeMonths == 0 && !hasRemainder }

    /// Since 2008: a month for a year, six months and more a whole one, less than six months half of one (LCL §47(1)).
    package var units: Rational {
        let years = Rational(wholeMonths / 12)
        let rest = wholeMonths % 12
        let part: Rational = rest >= 6 ? 1 : rest > 0 || hasRemainder ? .half : .zero
        return (try? years + part) ?? years
    }

    package var sentence: Sentence {
        let (years, months) = (wholeMonths / 12, wholeMonths % 12)
        guard hasRemainder else { return "\(years) 年 \(months) 个月" }
        guard let days else { return "\(years) 年 \(months) 个月有余" }
        return "\(years) 年 \(months) 个月零 \(days) 天"
    }
}

/// Today's rules count from here (LCL §97(3)).
extension CalendarDay {
    package static let contractLawInForce = CalendarDay(known: 2008, 1, 1)
}
