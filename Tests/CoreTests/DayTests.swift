import Core
import Foundation
import Storage
import Testing

@Suite("Days of the city")
struct DayTests {
    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        return calendar
    }()

    @Test func asFoundationCounts1900To2100() throws {
        let first = try #require(Day(1900, 1, 1))
        let last = try #require(Day(2100, 12, 31))
        #expect(last.number - first.number == 73_413)
        var wrong: [Int] = []
        for number in first.number...last.number {
            let parts = Self.calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
            let day = Day(number: number)
            let isRight =
                (day.year, day.month, day.day) == (parts.year, parts.month, parts.day) && day.number == number
                && Day(day.description) == day && Day(day.year, day.month, day.day) == day
                && day.description < day.adding(days: 1).description && day < day.adding(days: 1)
            if !isRight { wrong.append(number) }
        }
        #expect(wrong == [])
    }

    @Test func edges() {
        #expect(Day(number: 0).description == "1970-01-01")
        #expect(Day.distantFuture.description == "9999-12-31")
        #expect(Day(1, 1, 1)?.description == "0001-01-01")
        #expect(Day(1, 1, 1).map { Day(number: $0.number) } == Day(1, 1, 1))
        #expect(Day.distantFuture.adding(days: 1) == .distantFuture)
        #expect(Day(1, 1, 1)?.adding(days: -1) == Day(1, 1, 1))
        #expect(Day(1, 1, 2)?.adding(days: -1) == Day(1, 1, 1))
        #expect(Day(2000, 2, 29) != nil)
        #expect(Day(1900, 2, 29) == nil)
        #expect(Day(2027, 3, 1)?.adding(days: -1) == Day(2027, 2, 28))
        #expect(Day(2028, 3, 1)?.adding(days: -1) == Day(2028, 2, 29))
    }

    @Test(arguments: [
        "", "2027-3-1", "2027-03-1", "27-03-01", "2027/03/01", "2027-02-29", "2027-13-01", "2027-00-10", "2027-01-00",
        "2027-04-31", "0000-01-01", "2027-03-01 ", " 2027-03-01", "2027-03-01T00:00", "+027-03-01", "2027-+3-01",
        "2027-03-+1", "-027-03-01", "２０２７-03-01", "2027年3月1日", "2027-03-01-", "202a-03-01", "2027-03-0\u{0}",
    ])
    func garbage(text: String) {
        #expect(Day(text) == nil)
        #expect(Day(columnValue: .text(text)) == nil)
    }

    @Test func midnightInTheCity() throws {
        let day = try #require(Day(2027, 3, 1))
        let midnight = Instant(startOf: day)
        // 2027-02-28T16:00:00Z
        #expect(midnight.milliseconds == 1_803_830_400_000)
        #expect(Day(of: midnight) == day)
        #expect(Day(of: Instant(milliseconds: midnight.milliseconds - 1)) == day.adding(days: -1))
        #expect(Day(of: midnight.adding(seconds: 86_399)) == day)
        #expect(Day(of: midnight.adding(seconds: 86_400)) == day.adding(days: 1))
        #expect(midnight.timeOfDay == (0, 0))
        #expect(midnight.adding(seconds: -60).timeOfDay == (23, 59))
        #expect(midnight.adding(seconds: 9 * 3600 + 1859).timeOfDay == (9, 30))
    }

    @Test func before1970() throws {
        let day = try #require(Day(1949, 12, 31))
        let midnight = Instant(startOf: day)
        #expect(Day(of: midnight) == day)
        #expect(Day(of: Instant(milliseconds: midnight.milliseconds - 1)) == day.adding(days: -1))
        #expect(Instant(milliseconds: midnight.milliseconds - 1).timeOfDay == (23, 59))
        #expect(midnight.timeOfDay == (0, 0))
    }

    @Test func asJSON() throws {
        let day = try #require(Day(2027, 3, 1))
        let json = try JSONEncoder().encode([day])
        #expect(String(decoding: json, as: UTF8.self) == #"["2027-03-01"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: json) == [day])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Day].self, from: Data(#"["2027-02-30"]"#.utf8))
        }
    }
}
