import Testing

@testable import LabourLaw

@Suite("What holds whatever the facts are") struct PropertyTests {
    private let calendar = WorkCalendar.announced

    private func total(_ category: String, _ inputs: [String: JSONValue]) throws -> Rational {
        let answer = try #require(Categories.named(category)).compute(Inputs(inputs), .builtIn)
        guard case .money(let total) = answer["total"] else { return 0 }
        return total
    }

    @Test("one more day of service never gives less", arguments: ["none", "national_481", "shanghai_2001"])
    func moreService(_ rule: String) throws {
        let hired = try day("2005-11-30")
        for category in ["severance", "unlawful_termination"] {
            for wage in ["2000", "9000", "40000"] {
                var last: Rational = 0
                for offset in stride(from: 0, to: 7000, by: 5) {
                    let sum = try total(
                        category,
                        [
                            "hire_date": .string(hired.description),
                            "end_date": .string(hired.adding(days: offset).description),
                            "avg_monthly_wage": .string(wage), "local_avg_wage": .string("12434"),
                            "min_wage": .string("2740"), "pre2008_rule": .string(rule),
                        ])
                    #expect(sum >= last)
                    last = sum
                }
            }
        }
    }

    @Test("a higher wage never gives less within one side of the ceiling, and the ceiling is never passed")
    func higherWage() throws {
        var last: Rational = 0
        for wage in stride(from: 0, through: 37_302, by: 777) {
            let sum = try total(
                "severance",
                [
                    "service_years": .number("11"), "avg_monthly_wage": .number(String(wage)),
                    "local_avg_wage": .number("12434"),
                ])
            #expect(sum >= last)
            #expect(try sum <= Rational(12_434) * 36)
            last = sum
        }
    }

    @Test("a deadline is never a day off, and never before its raw day") func neverOff() throws {
        var chance = SeededChance(state: 4)
        for _ in 0..<3000 {
            let start = try day("2018-01-01").adding(days: Int.random(in: 0..<3250, using: &chance))
            let unit = Period.Unit.allCases.randomElement(using: &chance) ?? .day
            let end = Period(Int.random(in: 1...60, using: &chance), unit).end(after: start, calendar)
            #expect(calendar.isWorked(end.day))
            #expect(end.raw.map { $0 <= end.day } ?? true)
            let safe = end.safeDay(calendar)
            #expect(calendar.isWorked(safe) && safe.days(to: end.day) >= 7)
            let clock = LimitationClock(
                start: start, interruptions: [], suspensions: [], rolls: true, calendar: calendar)
            #expect(calendar.isWorked(clock.expires))
        }
    }

    @Test("a later start never ends sooner") func monotone() throws {
        for unit in Period.Unit.allCases {
            var last = try day("2000-01-01")
            for offset in 0..<2000 {
                let start = try day("2019-01-01").adding(days: offset)
                let end = Period(unit == .year ? 1 : 11, unit).end(after: start, calendar).day
                #expect(end >= last)
                last = end
            }
        }
    }

    @Test("splitting at any day changes nothing: working days, interest, overtime")
    func splitting() throws {
        var chance = SeededChance(state: 5)
        for _ in 0..<300 {
            let first = try day("2024-01-01").adding(days: Int.random(in: 0..<600, using: &chance))
            let length = Int.random(in: 1..<300, using: &chance)
            let last = first.adding(days: length)
            let cut = first.adding(days: Int.random(in: 0..<length, using: &chance))
            let before = first.adding(days: -1)
            let whole = calendar.workdays(from: first, through: last).count
            let part = calendar.workdays(from: first, through: cut).count
            let rest = calendar.workdays(from: cut.adding(days: 1), through: last).count
            #expect(whole == part + rest)
            if rest > 0 {
                #expect(calendar.workday(whole, after: before).day == calendar.workday(rest, after: cut).day)
            }
            func interest(_ from: CalendarDay, _ until: CalendarDay) throws -> Rational {
                let answer = try #require(Categories.named("late_interest")).compute(
                    Inputs([
                        "principal": .string("7777.77"), "due_date": .string(from.description),
                        "until": .string(until.description),
                    ]), .builtIn)
                guard case .money(let sum) = answer["interest"] else { return 0 }
                return sum
            }
            #expect(try interest(first, cut) + interest(cut, last) == interest(first, last))
            func overtime(_ days: [CalendarDay]) throws -> Rational {
                try total(
                    "overtime_by_date",
                    [
                        "monthly_base": .string("8765.43"),
                        "worked_full_days": .array(days.map { .string($0.description) }),
                    ])
            }
            let days = (0...length).map { first.adding(days: $0) }
            #expect(
                try overtime(days) == overtime(days.filter { $0 <= cut }) + overtime(days.filter { $0 > cut }))
        }
    }

    @Test("signing later never gives a shorter window, and none is longer than eleven months") func window() throws {
        for months in DoubleWageMonths.allCases {
            for hired in ["2024-01-31", "2024-02-29", "2024-06-15"] {
                let hire = try day(hired)
                var last = 0
                for offset in 0..<420 {
                    let window = DoubleWageWindow(
                        .neverSigned(hire: hire), signed: hire.adding(days: offset), through: nil, months: months,
                        calendar: calendar)
                    let length = window.days.map { $0.lowerBound.days(to: $0.upperBound) + 1 } ?? 0
                    #expect(length >= last && window.fullMonths <= 11)
                    last = length
                }
            }
        }
    }

    @Test("each demand that counts moves the limit to a year behind it, and never back") func demands() throws {
        var chance = SeededChance(state: 6)
        for _ in 0..<500 {
            let start = try day("2019-01-01").adding(days: Int.random(in: 0..<1500, using: &chance))
            let demands = (0..<5).map { _ in
                LimitationClock.Interruption(
                    start.adding(days: Int.random(in: -100..<1500, using: &chance)), .demand)
            }
            func clock(_ demands: [LimitationClock.Interruption]) -> LimitationClock {
                LimitationClock(
                    start: start, interruptions: demands, suspensions: [], rolls: true, calendar: calendar)
            }
            let all = clock(demands)
            #expect(all.expires >= clock([]).expires)
            #expect(all.effective.count + all.ineffective.count == 5)
            #expect(clock(demands.shuffled(using: &chance)).expires == all.expires)
        }
    }
}
