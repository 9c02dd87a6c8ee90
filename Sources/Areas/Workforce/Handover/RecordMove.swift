import Core
import Organization
import Storage

/// Writes down a move that has happened: a roster says that she works elsewhere now.
///
/// The post moves at once, whatever she held; what nobody else holds stands without an owner in a hand-over that is late
/// from its first day. No form sends it: whoever decides on a move hands over first (`StartHandover`).
package struct RecordMove: Command {
    package static let name = "recordMove"
    package var person: Identifier
    package var unit: Identifier
    package var startedOn: Day
    package var reason: String

    package init(person: Identifier, unit: Identifier, startedOn: Day, reason: String) {
        self.person = person
        self.unit = unit
        self.startedOn = startedOn
        self.reason = reason
    }

    private var move: MoveWorker { MoveWorker(person: person, unit: unit, startedOn: startedOn, reason: reason) }

    package func load(_ act: Act) throws -> (post: Post, unit: Unit) { try move.load(act) }

    package func mayRun(_ subject: (post: Post, unit: Unit), _ act: Act) -> Permission { move.mayRun(subject, act) }

    package func check(_ subject: (post: Post, unit: Unit), _ act: Act) throws -> [FieldProblem] {
        try MoveRules.problems(moving: subject.post, to: subject.unit, on: startedOn, isCorrection: false, act)
            + Reason.problems(reason)
    }

    package func perform(_ subject: (post: Post, unit: Unit), _ act: Act) throws -> MoveWorker.Outcome {
        MoveWorker.Outcome(
            post: try Handing.moveAtOnce(subject.post, to: subject.unit, on: startedOn, because: reason, act))
    }
}
