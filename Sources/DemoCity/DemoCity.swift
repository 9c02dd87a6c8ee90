import Accounts
import Core
import Storage

/// The city that Qiao starts with: invented people in the real shape of Shanghai, as it stands on the day of founding.
///
/// Its history is fixed (the cohort of March 2019, merged districts); its present lies about the day that the house's
/// clock names, so that as much is late on any day. The same day gives the same city.
package enum DemoCity {
    /// A moment for cities that shall be the same every time: 2 March 2026, nine in the morning.
    ///
    /// With a fresh database, this clock and `TimeOrderedIdentifiers(node: 0)`, every identifier is the same each time.
    package static let clock: any Clock = StandingClock(at: Instant(milliseconds: 1_772_413_200_000))

    /// Its day.
    package static let today = Day(of: clock.now())

    /// The one password of all demo accounts.
    package static let password = "qiao-demo-2026"

    /// Builds the city by commands, some three hundred in a transaction.
    ///
    /// - Parameters:
    ///   - house: an empty house whose database goes by the house's own clock, and whose clock stands still.
    ///   - districts: fewer than all for a small city that is quick to build: 徐汇 and 宝山, then 杨浦 and 浦东, then the rest.
    ///   - progress: how many of all commands are done.
    package static func found(
        _ house: House, districts: Int = 16, passwords: PasswordHashing = PasswordHashing(),
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws {
        let plan = CityPlan(districts: districts, on: house.today)
        // One password, one hash: making a dozen of them would take longer than the city's streets.
        let passwordHash = try await passwords.hash(password)
        try await Founding(plan: plan, house: house, progress: progress).run(passwordHash: passwordHash)
    }
}

/// A clock that stands still: what is founded is all of one moment, however long it takes.
package struct StandingClock: Clock {
    private let instant: Instant

    package init(at instant: Instant) { self.instant = instant }

    package func now() -> Instant { instant }
}
