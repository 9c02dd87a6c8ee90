import Storage

/// A civil date in the city's zone. Written `2027-03-01`, which also sorts as it should.
package struct Day: Hashable, Comparable, Sendable, LosslessStringConvertible, ColumnValue {
    package let year: Int
    package let month: Int
    package let day: Int

    /// nil for a date that the calendar does not have.
    package init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.length(year, month)).contains(day) else {
            return nil
        }
        (self.year, self.month, self.day) = (year, month, day)
    }

    package init?(_ text: String) {
        // By bytes: every row of every list has dates.
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        var numbers = [0, 0, 0]
        for (place, part) in [0..<4, 5..<7, 8..<10].enumerated() {
            for byte in bytes[part] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                numbers[place] = numbers[place] * 10 + Int(byte - UInt8(ascii: "0"))
            }
        }
        self.init(numbers[0], numbers[1], numbers[2])
    }

    /// The day on which an instant falls in the city.
    package init(of instant: Instant) {
        let milliseconds = instant.milliseconds + CityZone.offset
        self.init(number: Int(milliseconds.floorDivided(by: 86_400_000)))
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    package init(number: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    package var number: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Stays within the years that can be written and read back: 0001-01-01 to 9999-12-31.
    package func adding(days: Int) -> Day {
        Day(number: min(max(number + days, Self.distantPast.number), Self.distantFuture.number))
    }

    private static let distantPast = Day(number: -719_162)

    /// For what has no end in sight: 9999-12-31.
    package static let distantFuture = Day(number: 2_932_896)

    /// What somebody may write into a form: nobody in the house was born before 1900, and nothing is planned for more than
    /// fifty years ahead. What a field is about narrows it further; imports take a day as it stands.
    package static func plausible(on today: Day) -> ClosedRange<Day> {
        Day(number: -25_567)...today.adding(days: 50 * 365 + 13)
    }

    package var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }

    package static func < (left: Day, right: Day) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    package var columnValue: Value { .text(description) }

    package init?(columnValue: Value) {
        guard case .text(let text) = columnValue else { return nil }
        self.init(text)
    }

    private static func length(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Day: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = Day(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// China keeps one time, eight hours ahead of UTC, without summer time since 1991.
package enum CityZone {
    package static let offset: Int64 = 8 * 3_600_000
}

extension Instant {
    package var timeOfDay: (hour: Int, minute: Int) {
        let local = milliseconds + CityZone.offset
        let minutes = Int((local - local.floorDivided(by: 86_400_000) * 86_400_000) / 60_000)
        return (minutes / 60, minutes % 60)
    }

    package func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds) * 1000) }

    /// The first instant of a day in the city.
    package init(startOf day: Day) {
        self.init(milliseconds: Int64(day.number) * 86_400_000 - CityZone.offset)
    }
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
