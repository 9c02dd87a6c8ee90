import Core
import Workforce

/// How somebody came to the force, where she was posted, and whether she left.
package struct Career: Hashable, Sendable {
    package struct Stay: Hashable, Sendable {
        package let unit: Int
        package let startedOn: Day
        /// Why she moved there; empty for the first post.
        package let reason: String
    }

    package struct Leaving: Hashable, Sendable {
        package let lastDay: Day
        package let reason: String
    }

    package let category: WorkerCategory
    package let source: WorkerSource
    package let sourceNote: String?
    package let hiredOn: Day
    package var person: PlannedPerson
    /// Primary posts one after the other; at least one.
    package let stays: [Stay]
    package var second: Stay?
    /// Units for which she answers beside her own.
    package let alsoFor: [Stay]
    package let leaving: Leaving?
    let seat: DemoAccount.Seat?
    package var record = WorkRecord()

    package var isInPost: Bool { leaving == nil }
    package var isOfCohort: Bool { source == .targeted }

    /// She left before her contract ran out.
    var endsContract: Bool {
        guard let last = record.agreements.last, let leaving else { return false }
        return last.endsOn.map { $0 >= leaving.lastDay } ?? true
    }

    /// How many commands it takes to enter.
    var commands: Int {
        2 + (stays.count - 1) + alsoFor.count + (second == nil ? 0 : 1) + (leaving == nil ? 0 : 1)
            + record.commands + (endsContract ? 1 : 0)
    }
}
