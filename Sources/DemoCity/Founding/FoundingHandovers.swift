import Accounts
import Core
import Workforce

extension Founding {
    /// Done by the officers of the cast, as they would do it themselves.
    func beginHandovers(_ units: [Identifier], _ people: [Identifier]) async throws {
        for one in plan.handovers {
            let officer = try await house.database.read { [gate = house.gate] tx in
                try AccountStore.find(login: one.officer, tx).flatMap { try gate.actor($0.id, tx) }
            }
            guard let officer else { continue }
            try await house.runner.batch("foundDemoCity", as: officer) { act in
                try Self.begin(one, units, people, act)
            }
        }
    }

    private static func begin(
        _ one: PlannedHandover, _ units: [Identifier], _ people: [Identifier], _ act: Act
    ) throws {
        let posts = try PostStore.current(of: people[one.giver], act.tx)
        guard let post = posts.first(where: { $0.isPrimary != one.isOfSecondPost }) else { return }
        let handover = try act.run(
            StartHandover(
                post: post.id, kind: one.newUnit == nil ? .leaving : .moving, unit: one.newUnit.map { units[$0] },
                lastDay: one.lastDay, reason: one.reason)
        ).handover
        guard let begun = try HandoverStore.find(handover, act.actor.sees, act.tx) else { throw Problem.notFound }
        let items = try HandoverStore.items(of: begun, act.registry, act.tx)
        for (item, offer) in zip(items, one.offers) {
            let assignment = try act.run(
                AssignItem(
                    handover: handover, kind: item.kind, held: item.held, person: people[offer.receiver],
                    fromDay: offer.fromDay)
            ).assignment
            switch offer.answer {
            case .waiting: break
            case .accepted:
                try act.run(AnswerItem(assignment: assignment, answer: .accept, reason: "本人当面同意接手，代为登记"))
            case .refused(let why):
                try act.run(AnswerItem(assignment: assignment, answer: .refuse, reason: why))
            }
        }
        switch one.ending {
        case .none: break
        case .finished: try act.run(FinishHandover(handover: handover))
        case .cancelled(let why): try act.run(CancelHandover(handover: handover, reason: why))
        }
    }
}
