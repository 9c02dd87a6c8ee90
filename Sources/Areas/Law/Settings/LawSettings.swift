import LabourLaw
import Storage

/// What the house goes by: the city's own entries over what is built in.
package enum LawSettings {
    /// The one way by which rooms, the terminal and programs read them; one statement.
    package static func current(_ tx: Transaction) throws -> Settings {
        merged(try LawEntryStore.counting(tx).map { ($0.table, $0.fact) })
    }

    static func merged(_ own: [(table: LawTable, fact: LawFact)]) -> Settings {
        guard !own.isEmpty else { return .builtIn }
        var settings = Settings.empty
        var years: [CalendarYear] = []
        var statutory: [StatutoryYear] = []
        for (table, fact) in own {
            switch table {
            case .place: settings.places.append(Place(fact.place, fact.value ?? fact.place))
            case .calendar:
                let days = LawDays.kept(fact.value ?? "")
                years.append(
                    CalendarYear(
                        year: fact.from.year, daysOff: days.filter(\.isOff).map(\.day),
                        workedWeekends: days.filter { !$0.isOff }.map(\.day), source: fact.source))
            case .statutoryDays:
                statutory.append(
                    StatutoryYear(
                        year: fact.from.year, days: LawDays.kept(fact.value ?? "").map(\.day), source: fact.source))
            default: LawColumn.of(table)?.add(fact, &settings)
            }
        }
        settings.calendar = WorkCalendar(years)
        settings.statutoryDays = StatutoryCalendar(statutory)
        return Settings.builtIn.merging(settings)
    }

    /// Everything that a table holds, in one shape.
    static func facts(of table: LawTable, in settings: Settings) -> [LawFact] {
        switch table {
        case .place:
            settings.places.map {
                LawFact(place: $0.code, from: since, value: $0.name, source: codes, confirmation: .published)
            }
        case .calendar:
            settings.calendar.years.map { year in
                let days =
                    year.daysOff.map { LawDays.Line(day: $0, isOff: true) }
                    + year.workedWeekends.map { LawDays.Line(day: $0, isOff: false) }
                return fact(year.year, LawDays.text(days), year.source)
            }
        case .statutoryDays:
            settings.statutoryDays.years.map { year in
                fact(year.year, LawDays.text(year.days.map { LawDays.Line(day: $0, isOff: true) }), year.source)
            }
        default: LawColumn.of(table)?.all(settings) ?? []
        }
    }

    /// From when places are known at all.
    static let since = CalendarDay(2008, 1, 1)!
    private static let codes = "GB/T 2260"

    private static func fact(_ year: Int, _ days: String, _ source: String) -> LawFact {
        LawFact(
            place: Place.country.code, from: CalendarDay(year, 1, 1) ?? since, value: days, source: source,
            confirmation: .published)
    }
}
