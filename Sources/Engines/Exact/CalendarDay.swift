/// A day of the Gregorian calendar, without zone or clock, with the arithmetic that statutes use.
package struct CalendarDay: Hashable, Comparable, Sendable, LosslessStringConvertible {
    package let year: Int, month: Int, day: Int
    /// Days since 1970-01-01.
    package let number: Int

    /// Nil when the calendar has no such day.
    package init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.length(year, month)).contains(day) else {
            return nil
        }
        self.init(known: year, month, day)
    }

    /// `2027-03-01`, nothing else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return value
        }
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10)
        else { return nil }
        self.init(year, month, day)
    }

    /// For days that are known to exist: constants of the code, results of arithmetic.
    package init(known year: Int, _ month: Int, _ day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
        // Howard Hinnant, "chrono-compatible low-level date algorithms".
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private init(number: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.number = number
    }

    package func adding(days: Int) -> CalendarDay { CalendarDay(number: number + days) }

    /// The corresponding day, or the last of the month where it has none (Civil Code §202).
    package func adding(months: Int) -> CalendarDay {
        let index = year * 12 + month - 1 + months
        let (newYear, newMonth) = (index / 12, index % 12 + 1)
        return CalendarDay(known: newYear, newMonth, min(day, Self.length(newYear, newMonth)))
    }

    /// Signed: how many days later the other one is.
    package func days(to other: CalendarDay) -> Int { other.number - number }

    package var isWeekend: Bool {
        // 1970-01-01 was a Thursday.
        let weekday = ((number + 3) % 7 + 7) % 7
        return weekday >= 5
    }

    package var firstOfMonth: CalendarDay { CalendarDay(known: year, month, 1) }
    package var lastOfMonth: CalendarDay { CalendarDay(known: year, month, Self.length(year, month)) }

    package var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }

    package static func < (a: CalendarDay, b: CalendarDay) -> Bool { a.number < b.number }
    package static func == (a: CalendarDay, b: CalendarDay) -> Bool { a.number == b.number }
    package func hash(into hasher: inout Hasher) { hasher.combine(number) }

    private static func length(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDay: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = CalendarDay(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
