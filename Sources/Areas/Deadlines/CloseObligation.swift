import Core
import Storage

/// Closes a promise by hand, where its kind allows that: kept with evidence, or waived with a reason.
package struct CloseObligation: Command {
    package enum Way: String, Sendable, Codable, CaseIterable {
        case kept, waived
    }

    package static let name = "closeObligation"
    package var obligation: Identifier
    package var way: Way
    /// What proves it, or why it need not be done.
    package var evidence: String

    package init(obligation: Identifier, way: Way, evidence: String) {
        self.obligation = obligation
        self.way = way
        self.evidence = evidence
    }

    package func load(_ act: Act) throws -> Obligation {
        guard let found = try DeadlineStore.find(obligation, act.tx),
            act.actor.sees.contains(found.place) || Self.isHolder(act.actor, of: found)
        else { throw Problem.notFound }
        return found
    }

    package func mayRun(_ subject: Obligation, _ act: Act) -> Permission {
        Self.mayClose(subject, act.actor)
    }

    package func check(_ subject: Obligation, _ act: Act) throws -> [FieldProblem] {
        guard act.registry.obligation(subject.kind)?.closesByHand == true else {
            throw Problem.conflict("这件事办好后会自动办结，不用在这里办结")
        }
        if subject.closedAt != nil { throw Problem.conflict("这件事已经办结") }
        if way == .waived, !act.actor.may(.post, at: subject.place).isAllowed {
            return [FieldProblem("way", "“不用办了”要由单位的经办干部决定")]
        }
        return Reason.problems(
            evidence, field: "evidence", missing: "请写明凭什么说办好了，或者为什么不用办，不超过 200 个字")
    }

    package func perform(_ subject: Obligation, _ act: Act) throws -> Done {
        try Obligations.close(
            subject.kind, about: subject.subject, way == .kept ? .kept : .waived, evidence: evidence, act)
        act.note("obligation", obligation)
        return Done()
    }

    /// Whoever answers for it, or an officer of the unit where it lies.
    static func mayClose(_ one: Obligation, _ actor: Actor) -> Permission {
        isHolder(actor, of: one) ? .allowed : actor.may(.post, at: one.place)
    }

    static func isHolder(_ actor: Actor, of one: Obligation) -> Bool {
        actor.person != nil && actor.person == one.holder
    }
}
