import Core
import Workforce

/// Somebody is about to leave or move, and so far her hand-over has come.
package struct PlannedHandover: Hashable, Sendable {
    package enum Answer: Hashable, Sendable {
        case waiting
        case accepted
        case refused(String)
    }

    /// One of the things that she holds, offered to somebody.
    package struct Offer: Hashable, Sendable {
        package let receiver: Int
        package let fromDay: Day
        package let answer: Answer
    }

    package enum Ending: Hashable, Sendable {
        case none
        case finished
        case cancelled(String)
    }

    /// The login of the officer who sees to it.
    package let officer: String
    package let giver: Int
    /// Of her second post; otherwise of the primary one.
    package var isOfSecondPost = false
    /// Where she goes; nil: she leaves.
    package var newUnit: Int?
    package let lastDay: Day
    package let reason: String
    /// For the first, second … thing that she holds; for what comes after them nobody has been asked yet.
    package let offers: [Offer]
    package var ending = Ending.none

    package var isOpen: Bool { ending == .none }

    /// How many commands it takes.
    var commands: Int {
        1 + offers.reduce(0) { $0 + ($1.answer == .waiting ? 1 : 2) } + (ending == .none ? 0 : 1)
    }
}
