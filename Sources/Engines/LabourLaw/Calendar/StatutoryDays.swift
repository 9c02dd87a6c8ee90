extension StatutoryCalendar {
    /// 2008 to 2030: eleven days a year, thirteen since 2025. The law names the days; where they fall by the lunar
    /// calendar and the solar terms is worked out.
    package static let byLaw = StatutoryCalendar(
        lunar.map { .byLaw($0, springFestival: $1, dragonBoat: $2, midAutumn: $3, qingming: $4) })

    /// Year, first day of the first lunar month, Dragon Boat, Mid-Autumn, Qingming.
    private static let lunar: [(Int, String, String, String, String)] = [
        (2008, "02-07", "06-08", "09-14", "04-04"), (2009, "01-26", "05-28", "10-03", "04-04"),
        (2010, "02-14", "06-16", "09-22", "04-05"), (2011, "02-03", "06-06", "09-12", "04-05"),
        (2012, "01-23", "06-23", "09-30", "04-04"), (2013, "02-10", "06-12", "09-19", "04-04"),
        (2014, "01-31", "06-02", "09-08", "04-05"), (2015, "02-19", "06-20", "09-27", "04-05"),
        (2016, "02-08", "06-09", "09-15", "04-04"), (2017, "01-28", "05-30", "10-04", "04-04"),
        (2018, "02-16", "06-18", "09-24", "04-05"), (2019, "02-05", "06-07", "09-13", "04-05"),
        (2020, "01-25", "06-25", "10-01", "04-04"), (2021, "02-12", "06-14", "09-21", "04-04"),
        (2022, "02-01", "06-03", "09-10", "04-05"), (2023, "01-22", "06-22", "09-29", "04-05"),
        (2024, "02-10", "06-10", "09-17", "04-04"), (2025, "01-29", "05-31", "10-06", "04-04"),
        (2026, "02-17", "06-19", "09-25", "04-05"), (2027, "02-06", "06-09", "09-15", "04-05"),
        (2028, "01-26", "05-28", "10-03", "04-04"), (2029, "02-13", "06-16", "09-22", "04-04"),
        (2030, "02-03", "06-05", "09-12", "04-05"),
    ]
}

extension StatutoryYear {
    fileprivate static func byLaw(
        _ year: Int, springFestival: String, dragonBoat: String, midAutumn: String, qingming: String
    ) -> StatutoryYear {
        func day(_ text: String) -> [CalendarDay] { CalendarDay("\(year)-\(text)").map { [$0] } ?? [] }
        // From 2008 to 2013 the eve was one of three days, and the third of the month was not.
        let spring =
            switch year {
            case ..<2014: -1...1
            case ..<2025: 0...2
            default: -1...2
            }
        let fixed = ["01-01", "05-01"] + (year >= 2025 ? ["05-02"] : []) + ["10-01", "10-02", "10-03"]
        let days =
            fixed.flatMap(day) + day(springFestival).flatMap { first in spring.map { first.adding(days: $0) } }
            + day(dragonBoat) + day(midAutumn) + day(qingming)
        return StatutoryYear(
            year: year, days: Array(Set(days)).sorted(),
            source: "《全国年节及纪念日放假办法》（\(year >= 2025 ? 2024 : year >= 2014 ? 2013 : 2007)年修订）第二条；农历与节气推算")
    }
}
