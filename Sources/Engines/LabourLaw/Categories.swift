/// Everything that can be asked. The command, the facts and the pages use these and no other computations.
package enum Categories {
    package static let all: [Computation] = [
        Severance.computation, UnlawfulTermination.computation, NoticePay.computation, NoticePay.units,
        DoubleWage.anniversary, DoubleWage.calendar, DoubleWageLimitation.computation, AnnualLeave.days, AnnualLeave.pay,
        Overtime.computation, Overtime.byDate, Deadline.computation, Limitation.computation, FinalAward.computation,
        AdditionalCompensation.computation, LateInterest.computation, UnionNotice.computation, ChaseTimeline.computation,
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.category, $0) })

    package static func named(_ category: String) -> Computation? { byName[category] }
}
