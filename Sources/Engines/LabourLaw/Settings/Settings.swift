/// Everything that differs by place and time and is no part of the law's own text. A value: a city's own entries are
/// merged over the built-in ones and handed in.
package struct Settings: Codable, Hashable, Sendable {
    package var places: [Place]
    /// Which days are worked.
    package var calendar: WorkCalendar
    /// Which days earn 300 %.
    package var statutoryDays: StatutoryCalendar
    /// The average monthly wage of the place's employees in the year before, from the day from which it is used.
    package var averageWage: PlaceTable<Rational>
    package var minimumWage: PlaceTable<Rational>
    package var earlierServiceRule: PlaceTable<EarlierServiceRule>
    package var doubleWagePractice: PlaceTable<DoubleWagePractice>
    package var doubleWageMonths: PlaceTable<DoubleWageMonths>
    /// Whether pay for overtime belongs to the wage by which severance is counted.
    package var overtimeInSeveranceBase: PlaceTable<Bool>
    /// The share of the usual pay without overtime that is the base for overtime where nothing was agreed.
    package var overtimeBaseShare: PlaceTable<Rational>
    package var replyPeriods: PlaceTable<ReplyPeriods>
    package var refusalThresholds: PlaceTable<RefusalThresholds>

    /// Own entries replace those of the same place and day, own years those of the same year.
    package func merging(_ own: Settings) -> Settings {
        let statutoryDays = statutoryDays.merging(own.statutoryDays)
        return Settings(
            places: places.filter { place in !own.places.contains { $0.code == place.code } } + own.places,
            calendar: calendar.merging(own.calendar).observing(statutoryDays), statutoryDays: statutoryDays,
            averageWage: averageWage.merging(own.averageWage), minimumWage: minimumWage.merging(own.minimumWage),
            earlierServiceRule: earlierServiceRule.merging(own.earlierServiceRule),
            doubleWagePractice: doubleWagePractice.merging(own.doubleWagePractice),
            doubleWageMonths: doubleWageMonths.merging(own.doubleWageMonths),
            overtimeInSeveranceBase: overtimeInSeveranceBase.merging(own.overtimeInSeveranceBase),
            overtimeBaseShare: overtimeBaseShare.merging(own.overtimeBaseShare),
            replyPeriods: replyPeriods.merging(own.replyPeriods),
            refusalThresholds: refusalThresholds.merging(own.refusalThresholds))
    }

    /// Nothing set: what a city starts from when it keeps only its own entries.
    package static let empty = Settings(
        places: [], calendar: WorkCalendar([]), statutoryDays: StatutoryCalendar([]), averageWage: PlaceTable(),
        minimumWage: PlaceTable(), earlierServiceRule: PlaceTable(), doubleWagePractice: PlaceTable(),
        doubleWageMonths: PlaceTable(), overtimeInSeveranceBase: PlaceTable(), overtimeBaseShare: PlaceTable(),
        replyPeriods: PlaceTable(), refusalThresholds: PlaceTable())

    /// A place by its code or its name; any six digits are a place, with what its province and the country lay down.
    package func place(_ text: String) -> Place? {
        if let known = places.first(where: { $0.isCalled(text) }) { return known }
        return text.utf8.count == 6 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Place(text, text) : nil
    }
}

/// How many working days an employer or an authority has to answer each of the union's letters (一函两书).
package struct ReplyPeriods: Codable, Hashable, Sendable {
    package let reminder: Int
    package let opinion: Int
    package let recommendation: Int

    package init(reminder: Int, opinion: Int, recommendation: Int) {
        (self.reminder, self.opinion, self.recommendation) = (reminder, opinion, recommendation)
    }
}

/// From which unpaid sums on refusing to pay is a crime, within the limits of the interpretation of 2013.
package struct RefusalThresholds: Codable, Hashable, Sendable {
    /// Of one worker, for three months and more.
    package let one: Rational
    /// Of ten and more together.
    package let ten: Rational

    package init(one: Rational, ten: Rational) {
        (self.one, self.ten) = (one, ten)
    }
}
