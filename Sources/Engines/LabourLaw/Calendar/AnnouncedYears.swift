extension WorkCalendar {
    /// 2018 to 2026, by the State Council's yearly notices.
    package static let announced = WorkCalendar([
        .announced(
            2018, off: "01-01 02-15/02-21 04-05/04-07 04-29/05-01 06-18 09-24 10-01/10-07 12-30/12-31",
            worked: "02-11 02-24 04-08 04-28 09-29/09-30 12-29"),
        .announced(
            2019, off: "01-01 02-04/02-10 04-05 05-01/05-04 06-07 09-13 10-01/10-07",
            worked: "02-02/02-03 04-28 05-05 09-29 10-12"),
        .announced(
            2020, off: "01-01 01-24/02-02 04-04/04-06 05-01/05-05 06-25/06-27 10-01/10-08",
            worked: "01-19 02-03 04-26 05-09 06-28 09-27 10-10"),
        .announced(
            2021, off: "01-01/01-03 02-11/02-17 04-03/04-05 05-01/05-05 06-12/06-14 09-19/09-21 10-01/10-07",
            worked: "02-07 02-20 04-25 05-08 09-18 09-26 10-09"),
        .announced(
            2022, off: "01-01/01-03 01-31/02-06 04-03/04-05 04-30/05-04 06-03/06-05 09-10/09-12 10-01/10-07 12-31",
            worked: "01-29/01-30 04-02 04-24 05-07 10-08/10-09"),
        .announced(
            2023, off: "01-01/01-02 01-21/01-27 04-05 04-29/05-03 06-22/06-24 09-29/10-06",
            worked: "01-28/01-29 04-23 05-06 06-25 10-07/10-08"),
        .announced(
            2024, off: "01-01 02-10/02-17 04-04/04-06 05-01/05-05 06-10 09-15/09-17 10-01/10-07",
            worked: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12"),
        .announced(
            2025, off: "01-01 01-28/02-04 04-04/04-06 05-01/05-05 05-31/06-02 10-01/10-08",
            worked: "01-26 02-08 04-27 09-28 10-11"),
        .announced(
            2026, off: "01-01/01-03 02-15/02-23 04-04/04-06 05-01/05-05 06-19/06-21 09-25/09-27 10-01/10-07",
            worked: "01-04 02-14 02-28 05-09 09-20 10-10"),
    ])
}

extension CalendarYear {
    /// From months and days, ranges with a stroke: `01-01 02-15/02-21`.
    fileprivate static func announced(_ year: Int, off: String, worked: String) -> CalendarYear {
        CalendarYear(
            year: year, daysOff: days(off, year), workedWeekends: days(worked, year),
            source: "国务院办公厅关于\(year)年部分节假日安排的通知")
    }

    private static func days(_ text: String, _ year: Int) -> [CalendarDay] {
        text.split(separator: " ").flatMap { range -> [CalendarDay] in
            let ends = range.split(separator: "/").compactMap { CalendarDay("\(year)-\($0)") }
            guard let first = ends.first, let last = ends.last else { return [] }
            return (0...first.days(to: last)).map { first.adding(days: $0) }
        }
    }
}
