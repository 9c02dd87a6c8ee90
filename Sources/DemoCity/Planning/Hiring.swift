import Core
import Workforce

/// The day and the way in which somebody joined.
struct Hiring {
    let source: WorkerSource
    let day: Day
    let category: WorkerCategory

    private init(source: WorkerSource, day: Day, category: WorkerCategory) {
        self.source = source
        self.day = day
        self.category = category
    }

    /// The younger two of the cast.
    static let ofCast = Hiring(
        source: .graduate, day: .sure(2021, 7, 12), category: .unionSocialWorker)

    /// - Parameters:
    ///   - year: nobody is hired in it or later.
    ///   - today: nobody is hired in its month or later.
    init(
        _ category: WorkerCategory, isOfCohort: Bool, before year: Int = .max, on today: Day,
        using chance: inout SeededGenerator
    ) {
        self.category = category
        if isOfCohort {
            source = .targeted
            day = .sure(2019, 3, 18)
            return
        }
        switch category {
        case .unionSocialWorker:
            source = chance.pick([
                (.graduate, 62), (.unionStaff, 27), (.purchasedService, 6), (.purchasedPost, 3), (.other, 2),
            ])
        case .partyMass, .cadre: source = chance.pick([(.graduate, 45), (.other, 35), (.unionStaff, 20)])
        }
        let years = Self.years(on: today).filter { $0.value < year && (category != .partyMass || $0.value > 2016) }
        day = Self.day(in: chance.pick(years), source, on: today, using: &chance)
    }

    private static let years: [(value: Int, weight: Int)] = [
        (2012, 3), (2013, 4), (2014, 4), (2015, 5), (2016, 8), (2017, 10), (2018, 11), (2019, 12), (2020, 9),
        (2021, 10), (2022, 8), (2023, 7), (2024, 5), (2025, 4),
    ]

    /// As many as usual each year since, and in this one as many as its months have had.
    private static func years(on today: Day) -> [(value: Int, weight: Int)] {
        let past = years.filter { $0.value < today.year } + (2026..<max(today.year, 2026)).map { ($0, 4) }
        return today.month == 1 ? past : past + [(today.year, max(4 * (today.month - 1) / 12, 1))]
    }

    /// March 2019 belongs to the cohort alone.
    private static func day(
        in year: Int, _ source: WorkerSource, on today: Day, using chance: inout SeededGenerator
    ) -> Day {
        let months: [(value: Int, weight: Int)] =
            source == .graduate
            ? [(7, 50), (8, 22), (9, 14), (3, 6), (12, 4)]
            : [(1, 8), (3, 20), (4, 12), (6, 14), (9, 20), (11, 14), (12, 8)]
        var month =
            year == today.year ? Int.random(in: 1...max(today.month - 1, 1), using: &chance) : chance.pick(months)
        if year == 2019, month == 3 { month = 4 }
        let day = Day.sure(year, month, Int.random(in: 1...27, using: &chance))
        let weekday = day.atWork
        return weekday.month == month ? weekday : day.adding(days: -2).atWork
    }

    /// Old enough when hired, and between 23 and 58 in the city's present.
    func birthDay(on today: Day, using chance: inout SeededGenerator) -> Day {
        let age =
            switch source {
            case .graduate: chance.pick([(22, 40), (23, 25), (24, 10), (25, 20), (26, 5)])
            case .unionStaff: Int.random(in: 28...45, using: &chance)
            case .targeted: Int.random(in: 31...46, using: &chance)
            case .purchasedService, .purchasedPost, .other: Int.random(in: 24...40, using: &chance)
            }
        let born = day.adding(days: -(age * 365 + age / 4 + 1 + Int.random(in: 0..<365, using: &chance)))
        let (eldest, youngest) = (today.years(-59).adding(days: 8), today.years(-23).adding(days: -10))
        if born < eldest { return eldest.adding(days: Int.random(in: 0..<700, using: &chance)) }
        if born > youngest { return youngest.adding(days: -Int.random(in: 0..<200, using: &chance)) }
        return born
    }

    /// The employer or agency behind the source.
    func note(in district: String) -> String? {
        switch (source, district) {
        case (.targeted, _): "宝武"
        case (.purchasedService, "浦东新区"), (.purchasedPost, "浦东新区"): "公惠社会工作服务中心"
        case (.purchasedService, "金山区"), (.purchasedPost, "金山区"): "工荟社会工作服务中心"
        case (.purchasedService, _), (.purchasedPost, _): "和风社会工作服务社"
        case (.other, _): category == .partyMass ? "社区工作者公开招聘" : "社会公开招聘"
        case (.graduate, _), (.unionStaff, _): nil
        }
    }
}

extension Day {
    /// A day that is written down here, or one that every month has.
    static func sure(_ year: Int, _ month: Int, _ day: Int) -> Day {
        guard let day = Day(year, month, day) else { preconditionFailure("\(year)-\(month)-\(day) is no day") }
        return day
    }

    /// Itself, or the Monday after the weekend in which it falls; 1970-01-01 was a Thursday.
    var atWork: Day {
        switch (number + 3) % 7 {
        case 5: adding(days: 2)
        case 6: adding(days: 1)
        default: self
        }
    }
}
