import Core
import Storage
import Workforce

/// Asks for somebody of the roster who is held elsewhere. Nothing of hers is told.
package struct RequestTransferFromRow: Command {
    package static let name = "requestTransferFromRow"
    package var roster: Identifier
    package var position: Int
    package var reason: String

    package init(roster: Identifier, position: Int, reason: String) {
        self.roster = roster
        self.position = position
        self.reason = reason
    }

    package struct Outcome: Codable, Sendable {
        package let request: Identifier
    }

    package struct Subject {
        let roster: FileImport
        let person: Identifier
        let unit: Identifier
        let isAsked: Bool
    }

    package func load(_ act: Act) throws -> Subject {
        let found = try ImportSubject.load(roster, act)
        guard let row = try ImportRowStore.find(roster, position, act.tx, act.vault),
            row.fault?.reason == .heldElsewhere, let person = row.record
        else { throw Problem.notFound }
        guard let unit = row.unit else { throw Problem.conflict("先把这一行的单位对上，再提出调入申请") }
        return Subject(roster: found, person: person, unit: unit, isAsked: row.request != nil)
    }

    package func mayRun(_ subject: Subject, _ act: Act) -> Permission {
        act.actor.may(.importRosters, at: subject.roster.place)
    }

    package func check(_ subject: Subject, _ act: Act) throws -> [FieldProblem] {
        if subject.isAsked { throw Problem.conflict("已经提出过调入申请，正在等对方答复") }
        return Reason.problems(reason, missing: "请写明调入的理由，2 到 200 个字")
    }

    package func perform(_ subject: Subject, _ act: Act) throws -> Outcome {
        let request: Identifier
        switch try act.attempt(RequestTransfer(person: subject.person, unit: subject.unit, reason: reason)) {
        case .success(let outcome): request = outcome.request
        // She has no post there any more: who holds her registration cannot be asked in this way.
        case .failure(.notFound): throw Problem.conflict("暂时不能提出调入申请，请联系上级工会办理")
        case .failure(let problem): throw problem
        }
        try act.tx.execute(
            "UPDATE roster_rows SET request_id = \(request) WHERE import_id = \(roster) AND position = \(position)")
        act.note("roster", roster)
        return Outcome(request: request)
    }
}
