/// Days as spreadsheets count them.
enum SerialDay {
    /// Nil if no day of the calendar has the number: a time alone, a negative number, and 60 of the 1900 system,
    /// which is the 29th of February 1900 that never was.
    static func date(_ serial: Double, from1904: Bool) -> Cell? {
        guard serial >= (from1904 ? 0 : 1), serial < 2_958_466 else { return nil }
        let whole = Int(serial.rounded(.down))
        // Days from 1970-01-01. In the 1900 system 1 is 1900-01-01, and from 61 on one day too many is counted.
        let day: Int
        switch (from1904, whole) {
        case (true, _): day = whole - 24_107
        case (false, 60): return nil
        case (false, ..<60): day = whole - 25_568
        case (false, _): day = whole - 25_569
        }
        let (year, month, dayOfMonth) = civil(day)
        return year > 9999 ? nil : .date(year: year, month: month, day: dayOfMonth)
    }

    /// `2019-03-05`, alone or with a time behind it; nil if it is no day.
    static func date(iso text: String) -> Cell? {
        let bytes = Array(text.utf8)
        guard bytes.count == 10 || bytes.count > 10 && bytes[10] == UInt8(ascii: "T") else { return nil }
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            isDay(year: year, month: month, day: day)
        else { return nil }
        return .date(year: year, month: month, day: day)
    }

    static func isDay(year: Int, month: Int, day: Int) -> Bool {
        year > 0 && (1...12).contains(month) && (1...daysIn(month, of: year)).contains(day)
    }

    private static func daysIn(_ month: Int, of year: Int) -> Int {
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", for days not before the year 0.
    private static func civil(_ daysFrom1970: Int) -> (Int, Int, Int) {
        let days = daysFrom1970 + 719_468
        let era = days / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

/// The value of digits as XML writes them (`43163`, `-1.5`, `3.10101E+17`); nil for anything else.
func numberValue(_ digits: String) -> Double? {
    guard !digits.isEmpty, digits.utf8.count <= 400,
        digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }),
        let value = Double(digits), value.isFinite
    else { return nil }
    return value
}
