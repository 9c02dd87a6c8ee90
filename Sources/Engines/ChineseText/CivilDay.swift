/// A day of the Gregorian calendar, without zone or clock.
package struct CivilDay: Hashable, Comparable, Sendable {
    package let year: Int, month: Int, day: Int

    /// Nil when the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, in: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    package static func < (a: CivilDay, b: CivilDay) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// Dates as offices write them into text cells.
package enum ChineseDate {
    package static let years = 1900...2100

    /// Reads 2019-03-05, 2019/3/5, 2019.3.5, 2019年3月5日, 20190305, and to the month 2019.3, 2019/3, 2019-03,
    /// 2019年3月 (the first day of it), with blanks beside the signs (2019 年 3 月) and the clock that a spreadsheet
    /// saves into separated text (2019/3/5 0:00). Nil for anything else, 二〇一九年 included.
    package static func parse(_ text: String) -> (year: Int, month: Int, day: Int)? {
        let text = withoutClock(text.halfWidth.trimmed).withoutBlanksBesideSigns
        guard let parts = parts(of: text), let day = CivilDay(year: parts[0], month: parts[1], day: parts[2]),
            years.contains(day.year)
        else { return nil }
        return (day.year, day.month, day.day)
    }

    /// Only behind a whole day: to the month there is no clock.
    private static func withoutClock(_ text: String) -> String {
        guard text.contains(":"),
            let parts = text.wholeMatch(of: #/(\d+\D+\d+\D+\d+日?)\s+(\d{1,2}):(\d{2})(:\d{2}(\.0+)?)?/#),
            let hour = Int(parts.2), let minute = Int(parts.3), hour < 24, minute < 60
        else { return text }
        return String(parts.1)
    }

    private static func parts(of text: String) -> [Int]? {
        if text.count == 8, text.isDigits {
            return [text.prefix(4), text.dropFirst(4).prefix(2), text.suffix(2)].compactMap { Int($0) }
        }
        if let year = text.firstIndex(of: "年") {
            var rest = text[text.index(after: year)...]
            guard let month = rest.firstIndex(of: "月") else { return nil }
            let monthDigits = rest[..<month]
            rest = rest[rest.index(after: month)...]
            if rest.isEmpty { return numbers([text[..<year], monthDigits]) }
            guard rest.last == "日" else { return nil }
            return numbers([text[..<year], monthDigits, rest.dropLast()])
        }
        for separator: Character in ["-", "/", "."] where text.contains(separator) {
            return numbers(text.split(separator: separator, omittingEmptySubsequences: false))
        }
        return nil
    }

    /// Four digits, then one or two; the first day where none is said.
    private static func numbers(_ parts: [Substring]) -> [Int]? {
        guard (2...3).contains(parts.count), parts[0].count == 4,
            parts.allSatisfy({ String($0).isDigits }), parts.dropFirst().allSatisfy({ $0.count <= 2 })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == 3 ? numbers : numbers + [1]
    }
}

extension String {
    /// Without blanks that do not stand between two digits: there they may separate numbers.
    fileprivate var withoutBlanksBesideSigns: String {
        let scalars = Array(unicodeScalars)
        var result = String.UnicodeScalarView()
        for (position, scalar) in scalars.enumerated() {
            let next = scalars[position...].first { !$0.isBlank }
            if scalar.isBlank, result.last?.isDigit != true || next?.isDigit != true { continue }
            result.append(scalar)
        }
        return String(result)
    }
}
