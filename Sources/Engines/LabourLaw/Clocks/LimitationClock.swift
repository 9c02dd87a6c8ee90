/// 仲裁时效: one year that begins anew with every interruption and stands still while it is suspended (MAL §27).
package struct LimitationClock: Hashable, Sendable {
    package enum InterruptionKind: String, Sendable, CaseIterable {
        case demand
        case employerPromise = "employer_promise"
        case complaint = "complaint_to_authority"
        case arbitration, mediation

        package var sentence: Sentence {
            switch self {
            case .demand: "向用人单位主张权利"
            case .employerPromise: "用人单位同意履行"
            case .complaint: "向有关部门请求救济"
            case .arbitration: "申请仲裁"
            case .mediation: "申请调解"
            }
        }
    }

    package struct Interruption: Hashable, Sendable {
        package let day: CalendarDay
        package let kind: InterruptionKind

        package init(_ day: CalendarDay, _ kind: InterruptionKind) {
            (self.day, self.kind) = (day, kind)
        }
    }

    /// From which the year that counts runs.
    package private(set) var start: CalendarDay
    package private(set) var effective: [Interruption] = []
    package private(set) var ineffective: [Interruption] = []
    /// After suspensions, before a roll.
    package private(set) var raw: CalendarDay
    package private(set) var expires: CalendarDay
    package private(set) var suspendedDays = 0
    package private(set) var isProvisional = false

    private let suspensions: [ClosedRange<CalendarDay>]
    private let rollsOver: WorkCalendar?
    private let calendar: WorkCalendar

    /// - Parameter rolls: whether a last day that is off moves to the first that is worked.
    package init(
        start: CalendarDay, interruptions: [Interruption], suspensions: [ClosedRange<CalendarDay>], rolls: Bool,
        calendar: WorkCalendar
    ) {
        self.start = start
        self.suspensions = Self.merged(suspensions)
        self.calendar = calendar
        rollsOver = rolls ? calendar : nil
        (raw, expires) = (start, start)
        run()
        for interruption in interruptions.sorted(by: { $0.day < $1.day }) {
            // What comes before there is a clock, or after it has run out, does nothing.
            guard self.start <= interruption.day, interruption.day <= expires else {
                ineffective.append(interruption)
                continue
            }
            effective.append(interruption)
            self.start = interruption.day
            run()
        }
    }

    private mutating func run() {
        raw = start.adding(months: 12)
        suspendedDays = 0
        roll()
        for suspension in suspensions where suspension.lowerBound <= expires {
            let first = max(suspension.lowerBound, start.adding(days: 1))
            guard first <= suspension.upperBound else { continue }
            let days = first.days(to: suspension.upperBound) + 1
            suspendedDays += days
            raw = raw.adding(days: days)
            roll()
        }
    }

    private mutating func roll() {
        isProvisional = calendar.isProvisional(raw)
        expires = raw
        if let rollsOver { (expires, isProvisional) = rollsOver.rolled(raw) }
    }

    /// Days that lie in two suspensions stand still once.
    private static func merged(_ suspensions: [ClosedRange<CalendarDay>]) -> [ClosedRange<CalendarDay>] {
        var merged: [ClosedRange<CalendarDay>] = []
        for suspension in suspensions.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard let last = merged.last, suspension.lowerBound <= last.upperBound.adding(days: 1) else {
                merged.append(suspension)
                continue
            }
            merged[merged.count - 1] = last.lowerBound...max(last.upperBound, suspension.upperBound)
        }
        return merged
    }
}
