import LabourLaw

/// How one table of the engine is kept as text, read and looked up.
struct LawColumn: Sendable {
    let all: @Sendable (Settings) -> [LawFact]
    /// What holds at a place on a day, from the place itself or a wider one.
    let holding: @Sendable (Settings, String, CalendarDay) -> LawFact?
    let add: @Sendable (LawFact, inout Settings) -> Void

    private init<Value>(
        _ table: @escaping @Sendable (Settings) -> PlaceTable<Value>,
        _ put: @escaping @Sendable (PlaceTable<Value>, inout Settings) -> Void,
        text: @escaping @Sendable (Value) -> String, read: @escaping @Sendable (String) -> Value?
    ) {
        let fact: @Sendable (DatedEntry<Value>) -> LawFact = { entry in
            LawFact(
                place: entry.place, from: entry.from, value: entry.value.map(text), source: entry.source,
                confirmation: entry.confirmation)
        }
        all = { settings in table(settings).entries.map(fact) }
        holding = { settings, place, day in table(settings).entry(at: place, on: day).map(fact) }
        add = { own, settings in
            let entry = DatedEntry(
                own.place, from: own.from, own.value.flatMap(read), source: own.source, own.confirmation)
            put(PlaceTable(table(settings).entries + [entry]), &settings)
        }
    }

    /// nil: the table is no table of places and days.
    static func of(_ table: LawTable) -> LawColumn? {
        switch table {
        case .averageWage: sums({ $0.averageWage }, { $1.averageWage = $0 })
        case .minimumWage: sums({ $0.minimumWage }, { $1.minimumWage = $0 })
        case .overtimeBaseShare: sums({ $0.overtimeBaseShare }, { $1.overtimeBaseShare = $0 })
        case .replyPeriods:
            LawColumn(
                { $0.replyPeriods }, { $1.replyPeriods = $0 },
                text: { "\($0.reminder),\($0.opinion),\($0.recommendation)" },
                read: { text in
                    let days = text.split(separator: ",").compactMap { Int($0) }
                    return days.count == 3
                        ? ReplyPeriods(reminder: days[0], opinion: days[1], recommendation: days[2]) : nil
                })
        case .refusalThresholds:
            LawColumn(
                { $0.refusalThresholds }, { $1.refusalThresholds = $0 },
                text: { "\($0.one.plainText),\($0.ten.plainText)" },
                read: { text in
                    let sums = text.split(separator: ",").compactMap { Rational(decimal: $0) }
                    return sums.count == 2 ? RefusalThresholds(one: sums[0], ten: sums[1]) : nil
                })
        case .overtimeInSeveranceBase:
            LawColumn(
                { $0.overtimeInSeveranceBase }, { $1.overtimeInSeveranceBase = $0 }, text: { $0 ? "yes" : "no" },
                read: { $0 == "yes" ? true : $0 == "no" ? false : nil })
        case .doubleWagePractice: words({ $0.doubleWagePractice }, { $1.doubleWagePractice = $0 })
        case .doubleWageMonths: words({ $0.doubleWageMonths }, { $1.doubleWageMonths = $0 })
        case .earlierServiceRule: words({ $0.earlierServiceRule }, { $1.earlierServiceRule = $0 })
        case .calendar, .statutoryDays, .place: nil
        }
    }

    private static func sums(
        _ table: @escaping @Sendable (Settings) -> PlaceTable<Rational>,
        _ put: @escaping @Sendable (PlaceTable<Rational>, inout Settings) -> Void
    ) -> LawColumn {
        LawColumn(table, put, text: { $0.plainText }, read: { Rational(decimal: $0) })
    }

    private static func words<Value: RawRepresentable<String>>(
        _ table: @escaping @Sendable (Settings) -> PlaceTable<Value>,
        _ put: @escaping @Sendable (PlaceTable<Value>, inout Settings) -> Void
    ) -> LawColumn {
        LawColumn(table, put, text: { $0.rawValue }, read: { Value(rawValue: $0) })
    }
}
